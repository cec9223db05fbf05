"""Convert charts to SVG: inline for a page that has the styles, or as a file with its own styles."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from jobsearch.presentation.charts import bars, lines, quartiles
from jobsearch.presentation.charts.canvas import WIDTH, serialized
from jobsearch.presentation.charts.figures import BarChart, Chart, LineChart

_MARGIN = 16.0
_LIGHT = (
    "--ink:#1f2328;--paper:#fff;--dim:#59636e;--line:#d8dee4;--s0:#0a58ca;--s1:#b42318;--s2:#1a6b33;"
    "--s3:#8a5a00;--s4:#7a3fb0;--s5:#59636e"
)
_DARK = (
    "--ink:#e6edf3;--paper:#12161c;--dim:#9aa4af;--line:#2b323b;--s0:#7ab7ff;--s1:#ff8a80;--s2:#5fd07a;"
    "--s3:#e3b341;--s4:#c9a0ff;--s5:#9aa4af"
)
# The same classes as in app.css; a test compares them.
STYLE = """\
.chart text { font: 11px system-ui, sans-serif; fill: var(--ink); }
.chart .heading { font-size: 12px; font-weight: 600; }
.chart .dim, .chart .tick { fill: var(--dim); }
.chart .grid { stroke: var(--line); }
.chart .s0 { --own: var(--s0); }
.chart .s1 { --own: var(--s1); stroke-dasharray: 7 3; }
.chart .s2 { --own: var(--s2); stroke-dasharray: 2 3; }
.chart .s3 { --own: var(--s3); stroke-dasharray: 9 3 2 3; }
.chart .s4 { --own: var(--s4); stroke-dasharray: 12 4; }
.chart .s5 { --own: var(--s5); stroke-dasharray: 1 2; }
.chart .reference { --own: var(--dim); stroke-dasharray: 4 4; }
.chart .line { stroke: var(--own); stroke-width: 2; }
.chart .dot { fill: var(--own); }
.chart .box { fill: var(--s0); fill-opacity: .6; }
.chart .below { fill: var(--s1); }
.chart .interval { stroke: var(--ink); stroke-width: 1.5; }
.chart .median { stroke: var(--ink); stroke-width: 2.5; }
"""


def inline(chart: Chart) -> str:
    """Return a chart as SVG for a page, scaled to the width of its column."""
    return serialized(_drawn(chart))


def standalone(charts: Sequence[Chart]) -> str:
    """Return an SVG file with the charts one below the other, in the viewer's light or dark theme."""
    drawn = [_drawn(chart) for chart in charts]
    height = sum(float(one.get("height", "0")) + _MARGIN for one in drawn) + _MARGIN
    whole = WIDTH + 2 * _MARGIN
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {whole:g} {height:g}"})
    root.set("width", f"{2 * whole:g}")
    root.set("height", f"{2 * height:g}")
    SubElement(root, "style").text = (
        f":root{{color-scheme:light dark;max-width:100%;height:auto;{_LIGHT}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{_DARK}}}}}\n.paper{{fill:var(--paper)}}\n{STYLE}"
    )
    SubElement(root, "rect", {"class": "paper", "width": "100%", "height": "100%"})
    top = _MARGIN
    for one in drawn:
        one.set("x", f"{_MARGIN:g}")
        one.set("y", f"{top:g}")
        one.set("width", f"{WIDTH:g}")
        root.append(one)
        top += float(one.get("height", "0")) + _MARGIN
    return serialized(root) + "\n"


def _drawn(chart: Chart) -> Element:
    if isinstance(chart, LineChart):
        return lines.draw(chart)
    return bars.draw(chart) if isinstance(chart, BarChart) else quartiles.draw(chart)
