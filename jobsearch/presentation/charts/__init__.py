"""Pictures of figures: SVG for pages and files, blocks for terminals, tables for whoever cannot see either.

figures.py  what a picture shows: frozen values
  -> numbers.py  the same as a table        (pages beside the picture, screen readers)
  -> svg.py      lines.py, bars.py, quartiles.py on a canvas.py, with ticks.py and writing.py
  -> blocks.py   text for a terminal

No chart library: pygal, the one small library that writes SVG alone, puts styles and scripts into each
picture, which the pages' content security policy refuses; its titles are not for screen readers.
"""
