"""What is read of all posts, once for everything that learns from their words."""
