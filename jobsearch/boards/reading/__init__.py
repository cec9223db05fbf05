"""Parsing shared by all boards: elements, fields, dates, pay and places, in every format in use."""
