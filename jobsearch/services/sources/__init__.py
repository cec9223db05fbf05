"""The sources that the user follows."""
