"""Extract the pay from a post."""
