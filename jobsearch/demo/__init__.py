"""A fictional feed and one person's labels for it, both written for this project."""
