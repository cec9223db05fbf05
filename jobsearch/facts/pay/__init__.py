"""What a post says of its pay."""
