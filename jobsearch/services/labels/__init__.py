"""Labels: given as answers one at a time, set directly, imported, and exported."""
