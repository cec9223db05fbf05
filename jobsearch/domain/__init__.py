"""The words that all rooms share; pure, and without any library."""
