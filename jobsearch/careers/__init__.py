"""Career models learned from stored posts: the titles that fit an experience, and the skills for a title."""
