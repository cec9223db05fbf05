"""Feed formats, each parsed to the same Entry objects, which boards/feed.py converts to posts."""
