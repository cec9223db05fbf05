"""Charts as SVG for pages and files, as block characters for terminals, and as accessible tables.

figures.py  the contents of a chart as frozen values
 -> numbers.py  the same as a table        (on pages next to the chart, and for screen readers)
 -> svg.py      lines.py, bars.py, quartiles.py on a canvas.py, with ticks.py and writing.py
 -> blocks.py   text for a terminal

No chart library is used: pygal, the only small library that writes only SVG, embeds styles and scripts in
each chart, which the pages' content security policy rejects, and its titles are not accessible to screen
readers.
"""
