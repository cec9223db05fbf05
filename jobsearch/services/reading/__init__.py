"""The preprocessed text of all posts, shared by everything that learns from their words."""
