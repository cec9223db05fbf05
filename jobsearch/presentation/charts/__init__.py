"""Charts: SVG for pages and files, block characters for terminals, and tables for accessibility.

figures.py  the contents of a chart as frozen values
 -> numbers.py  the same as a table        (on pages beside the chart, and for screen readers)
 -> svg.py      lines.py, bars.py, quartiles.py on a canvas.py, with ticks.py and writing.py
 -> blocks.py   text for a terminal

There is no chart library: pygal, the only small library that writes just SVG, embeds styles and scripts in
each chart, which the pages' content security policy rejects; its titles are not accessible to screen readers.
"""
