"""The list of recommended posts."""
