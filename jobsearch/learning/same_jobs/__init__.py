"""Detect posts for the same job: reposts on one board, and duplicates across boards."""
