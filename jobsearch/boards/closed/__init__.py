"""Detect closed jobs on the posts' own pages."""
