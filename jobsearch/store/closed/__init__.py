"""Closed posts, and the checks of posts' pages."""
