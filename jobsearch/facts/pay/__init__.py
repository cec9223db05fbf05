"""Extraction of the pay from a post."""
