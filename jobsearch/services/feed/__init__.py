"""Collecting posts: requesting, storing and linking them."""
