"""Extract the places where a post allows people to work."""
