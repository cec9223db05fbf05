"""Closed posts, and checks of posts' own pages."""
