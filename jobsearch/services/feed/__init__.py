"""Collect posts: request them, store them, and link duplicates."""
