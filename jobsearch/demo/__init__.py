"""Fictional posts and invented people's answers to them, all written for this project."""
