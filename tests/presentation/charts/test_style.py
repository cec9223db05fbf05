"""Pages and files show a picture alike."""

import re
from pathlib import Path

from jobsearch.presentation.charts.figures import Axis, Bar, BarChart
from jobsearch.presentation.charts.svg import STYLE, standalone

CSS = (Path(__file__).parents[3] / "jobsearch" / "server" / "static" / "app.css").read_text(encoding="utf-8")


def test_the_pages_have_the_style_of_files() -> None:
    assert STYLE in CSS


def test_both_themes_have_the_colors_of_files() -> None:
    file = standalone([BarChart("A", "B", Axis("c"), (Bar("d", 1),))])
    wanted = re.findall(r"--(?:ink|dim|line|paper|s\d):#\w+", file)
    assert len(wanted) == 20
    assert set(wanted) <= {one.replace(": ", ":") for one in re.findall(r"--\w+: #\w+", CSS)}
