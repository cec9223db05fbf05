"""The list of posts worth reading."""
