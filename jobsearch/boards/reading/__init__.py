"""Parsers shared by all boards for elements, fields, dates, pay, and places, in every format in use."""
