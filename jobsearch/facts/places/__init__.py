"""Extraction of the places where applicants may live."""
