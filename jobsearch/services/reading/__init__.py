"""Preprocessed text of all posts, shared by all code that learns from their words."""
