"""Text processing: the lowest layer, which imports no other package of the program.

It deals with characters, encodings, phrases, HTML, dates, company names, and typed input.
"""
