"""Extraction of pay from a post."""
