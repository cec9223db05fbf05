"""Answers: given one by one, set, imported and exported."""
