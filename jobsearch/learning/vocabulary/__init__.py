"""Vocabulary tables: occupations and their fields, skills, world regions."""
