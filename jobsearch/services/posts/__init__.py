"""Posts, one by one or page by page."""
