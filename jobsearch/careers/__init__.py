"""Career models learned from stored posts: titles that fit an experience, and skills for a title."""
