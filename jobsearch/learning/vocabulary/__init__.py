"""What belongs together: occupations and their fields, skills, parts of the world."""
