"""Each picture says its numbers: read back from the SVG, and computed a second time."""

import random
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pictures import Picture

from jobsearch.presentation.charts.figures import (
    Axis,
    Bar,
    BarChart,
    Chart,
    Line,
    LineChart,
    Point,
    QuartileChart,
    Quartiles,
)
from jobsearch.presentation.charts.numbers import table
from jobsearch.presentation.charts.svg import inline, standalone
from jobsearch.presentation.charts.writing import FONT, width

COUNTS = Axis("answers", "count", low=0)
HOSTILE = "</text><script>alert(1)</script>\x07\x1b[31m\ufdd0 & \"'" + "名" * 400


def lines(*lines: Line, x: Axis = COUNTS, y: Axis = COUNTS) -> LineChart:
    return LineChart("Wanted", "Of the answers.", x, y, lines)


def walk(number: int) -> tuple[Point, ...]:
    dice = random.Random(number)
    return tuple(Point(place, dice.randint(0, 1000)) for place in range(number))


def bars(number: int) -> BarChart:
    dice = random.Random(number)
    every = (Bar(f"board {place}", dice.random(), 0.1, 0.9, "3 of 9") for place in range(number))
    return BarChart("Answered", "By board.", Axis("share", "share"), tuple(every))


def quartiles(number: int) -> QuartileChart:
    dice = random.Random(number)
    paid = (sorted(dice.randint(20_000, 200_000) for _end in range(3)) for _place in range(number))
    groups = tuple(
        Quartiles(f"title {place}", 7, low, median, high, "USD")
        for place, (low, median, high) in enumerate(paid)
    )
    return QuartileChart("Pay", "By title.", Axis("a year", "money"), groups)


@pytest.mark.parametrize("number", [3, 40, 400])
def test_a_line_goes_through_its_points(number: int) -> None:
    points = walk(number)
    read = Picture(inline(lines(Line("found", points)))).line("s0")
    assert len(read) == number
    for (x, y), point in zip(read, points, strict=True):
        assert x == pytest.approx(point.x, abs=number / 1000)
        assert y == pytest.approx(point.y, abs=1)


def test_of_ten_thousand_points_no_extreme_is_lost() -> None:
    flat = [Point(place, 500.0) for place in range(10_000)]
    flat[1_234], flat[7_777] = Point(1_234, 2_000.0), Point(7_777, 0.0)
    svg = inline(lines(Line("found", tuple(flat))))
    read = Picture(svg).line("s0")
    assert max(read, key=lambda at: at[1]) == pytest.approx((1_234, 2_000), abs=20)
    assert min(read, key=lambda at: at[1]) == pytest.approx((7_777, 0), abs=20)
    assert (read[0][0], read[-1][0]) == pytest.approx((0, 9_999), abs=20)
    assert len(svg) < 20_000


def test_one_point_is_a_dot_that_says_what_it_is() -> None:
    picture = Picture(inline(lines(Line("found", (Point(3, 2, "of 9"),)))))
    (dot,) = picture.all("circle")
    assert dot[0].text == "found, 3: 2, of 9"
    assert picture.across().number(float(dot.get("cx", ""))) == pytest.approx(3)
    assert picture.down().number(float(dot.get("cy", ""))) == pytest.approx(2)
    assert picture.all("path") == []


@pytest.mark.parametrize("chart", [lines(), lines(Line("found", ())), bars(0), quartiles(0)])
def test_nothing_is_said_in_words(chart: Chart) -> None:
    assert "There is nothing to show yet." in Picture(inline(chart)).texts
    assert table(chart).rows == ()


@pytest.mark.parametrize("number", [1, 3, 200])
def test_bars_are_as_long_as_their_values(number: int) -> None:
    chart = bars(number)
    picture = Picture(inline(chart))
    across = picture.across()
    drawn = picture.all("rect", "box")
    assert len(drawn) == number
    for bar, box in zip(chart.bars, drawn, strict=True):
        begin, length = float(box.get("x", "")), float(box.get("width", ""))
        assert across.number(begin) == pytest.approx(0, abs=0.001)
        assert across.number(begin + length) == pytest.approx(bar.value, abs=0.001)
    reach = [(float(one.get("x1", "")), float(one.get("x2", ""))) for one in picture.all("line", "interval")]
    assert [across.number(end) for end in reach[0]] == pytest.approx([0.1, 0.9], abs=0.001)


@pytest.mark.parametrize("number", [1, 3, 50])
def test_quartiles_are_where_they_belong(number: int) -> None:
    chart = quartiles(number)
    picture = Picture(inline(chart))
    across = picture.across()
    boxes, middles = picture.all("rect", "box"), picture.all("line", "median")
    for one, box, middle in zip(chart.groups, boxes, middles, strict=True):
        begin, length = float(box.get("x", "")), float(box.get("width", ""))
        assert across.number(begin) == pytest.approx(one.low, abs=500)
        assert across.number(begin + length) == pytest.approx(one.high, abs=900)
        assert across.number(float(middle.get("x1", ""))) == pytest.approx(one.median, abs=500)


def test_a_bar_without_a_value_has_its_name_and_its_cases() -> None:
    chart = BarChart("Answered", "", Axis("share", "share"), (Bar("Jobicy", None, note="2 of 3"),))
    picture = Picture(inline(chart))
    assert {"Jobicy", "2 of 3"} <= set(picture.texts)
    assert picture.all("rect") == []


def test_a_negative_bar_goes_the_other_way() -> None:
    picture = Picture(inline(BarChart("Moves", "", Axis("weight"), (Bar("a", -2.0), Bar("b", 1.0)))))
    (below,) = picture.all("rect", "below")
    across = picture.across()
    begin, length = float(below.get("x", "")), float(below.get("width", ""))
    assert (across.number(begin), across.number(begin + length)) == pytest.approx((-2, 0), abs=0.02)


@pytest.mark.parametrize("draw", [inline, lambda chart: standalone([chart, chart])])
@pytest.mark.parametrize(
    "chart",
    [
        LineChart(HOSTILE, HOSTILE, Axis(HOSTILE), Axis(HOSTILE), (Line(HOSTILE, (Point(1, 1, HOSTILE),)),)),
        BarChart(HOSTILE, HOSTILE, Axis(HOSTILE), (Bar(HOSTILE, 1, note=HOSTILE),)),
        QuartileChart(HOSTILE, HOSTILE, Axis(HOSTILE, "money"), (Quartiles(HOSTILE, 1, 1, 2, 3, HOSTILE),)),
    ],
)
def test_hostile_text_is_text(chart: Chart, draw: Callable[[Chart], str]) -> None:
    svg = draw(chart)
    picture = Picture(svg)
    assert {one.tag for one in picture.root.iter()} <= {
        *("svg", "title", "desc", "text", "line", "path", "circle", "rect", "style")
    }
    assert "\x1b" not in svg
    assert "style=" not in svg  # which the policy of the pages refuses


@given(st.lists(st.text(max_size=60), max_size=8), st.floats(-1e16, 1e16))
def test_no_text_goes_beyond_the_picture(names: list[str], value: float) -> None:
    chart = BarChart(
        " ".join(names), "", Axis("W" * 90, "count"), tuple(Bar(name, value, note=name) for name in names)
    )
    for svg in (inline(chart), inline(lines(*(Line(name, (Point(value, value),)) for name in names)))):
        picture = Picture(svg)
        for text in picture.all("text"):
            begin = _begin(text)
            assert -0.01 <= begin <= picture.width - width(text.text or "") + 0.5
            assert FONT <= float(text.get("y", "")) + 4 <= picture.height


def _begin(text: Element) -> float:
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "")]
    return float(text.get("x", "")) - share * width(text.text or "")


def test_it_has_a_title_and_a_description_for_who_does_not_see_it() -> None:
    root = Picture(inline(bars(3))).root
    assert root.get("role") == "img"
    named = {one.get("id"): one.text for one in root.iter() if one.get("id")}
    assert named[root.get("aria-labelledby")] == "Answered"
    assert named[root.get("aria-describedby")] == "By board."


def test_a_page_reads_it_as_it_was_written() -> None:
    parser = _Tags()
    parser.feed(inline(bars(2)))
    assert parser.tags.count("rect") == 2


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.append(tag)


def test_the_table_has_the_numbers_of_every_line() -> None:
    chart = lines(
        Line("by taste", (Point(10, 4, "of 9"), Point(20, 6))),
        Line("newest first", (Point(10, 1), Point(30, 3))),
        Line("by chance", (Point(0, 0), Point(30, 3)), is_reference=True),
    )
    found = table(chart)
    assert found.columns == ("answers", "by taste", "newest first", "Of")
    assert found.rows == (("10", "4", "1", "of 9"), ("20", "6", "", ""), ("30", "", "3", ""))


def test_the_table_has_the_ends_of_intervals_and_the_quartiles() -> None:
    bar = Bar("Jobicy", 0.25, 0.1, 0.405, "4 of 16")
    found = table(BarChart("", "", Axis("answered", "share"), (bar, Bar("Remotive", None, note="1 of 2"))))
    assert found.columns == ("Of", "answered", "From", "To", "Cases")
    assert found.rows == (("Jobicy", "25%", "10%", "40%", "4 of 16"), ("Remotive", "", "", "", "1 of 2"))
    (row,) = table(quartiles(1)).rows
    group = quartiles(1).groups[0]
    assert row == ("title 0", f"{group.low:,}", f"{group.median:,}", f"{group.high:,}", "USD", "7")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e300])
def test_what_is_no_number_is_left_out(value: float) -> None:
    assert "There is nothing to show yet." in Picture(inline(lines(Line("a", (Point(1, value),))))).texts
    picture = Picture(inline(BarChart("", "", Axis("x"), (Bar("a", value), Bar("b", 2.0)))))
    assert len(picture.all("rect")) == 1
