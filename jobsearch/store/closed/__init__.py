"""Closed posts, and checks of their pages."""
