"""Vocabulary tables: occupations and their fields of work, skills, industries, and world regions."""
