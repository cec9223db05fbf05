"""Parsers for elements, fields, dates, pay, and places in every format that boards use."""
