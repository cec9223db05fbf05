"""Detect closed jobs from the posts' own pages."""
