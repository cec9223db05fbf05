"""The sources that a person follows."""
