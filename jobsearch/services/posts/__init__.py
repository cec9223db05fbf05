"""Individual posts and pages of posts."""
