"""The user's wish: parsing, comparison with posts, and weighing against the user's answers."""
