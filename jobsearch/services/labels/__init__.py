"""Answers: given one at a time, set directly, imported and exported."""
