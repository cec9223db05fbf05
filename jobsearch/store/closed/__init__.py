"""Which posts are closed, and how often their pages were asked."""
