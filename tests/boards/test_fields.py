"""Fields as strangers fill them: what is odd is "not said", and nothing raises."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from jobsearch.boards.reading import fields
from jobsearch.boards.reading.places import countries, where, workplace, workplace_in

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
NOON = datetime(2026, 8, 5, 10, 10, 39, tzinfo=UTC)
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "value",
    [
        NOON.timestamp(),
        int(NOON.timestamp()) * 1000,
        str(int(NOON.timestamp())),
        "2026-08-05T10:10:39Z",
        "2026-08-05T10:10:39",
        "2026-08-05 10:10:39",
        "2026-08-05 10:10:39 UTC",
        "2026-08-05T12:10:39+02:00",
        "2026-08-05 12:10:39 +0200",
        "Wed, 05 Aug 2026 10:10:39 GMT",
        "Wed, 05 Aug 2026 06:10:39 -0400",
        "05 Aug 2026 10:10:39 GMT",
    ],
)
def test_reads_dates_in_all_their_forms(value: object) -> None:
    assert fields.moment(value, NOW) == NOON


def test_reads_a_day_alone() -> None:
    assert fields.moment("2026-08-05", NOW) == datetime(2026, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize("value", ["soon", "", None, [], {}, True, 0, -1, 9e99, "2026-13-45", "1999-01-01"])
def test_what_is_no_date_that_can_be_is_none(value: object) -> None:
    assert fields.moment(value, NOW) is None


def test_a_date_ahead_is_none_but_for_a_clock_that_drifts() -> None:
    assert fields.moment((NOW + timedelta(days=1)).isoformat(), NOW)
    assert fields.moment((NOW + timedelta(days=3)).isoformat(), NOW) is None


@given(_JSON)
@at_most(deadline=None)
def test_no_value_makes_a_field_raise(value: Any) -> None:
    fields.moment(value, NOW)
    fields.line(value)
    fields.lines(value)
    fields.number(value)
    fields.flag(value)
    fields.web_address(value)
    fields.short_id(value)
    fields.names(value)
    fields.offsets(value)
    fields.html(value, value)
    workplace(value)


@given(st.text(max_size=200))
@at_most(deadline=None)
def test_no_text_makes_a_place_or_an_address_raise(text: str) -> None:
    where([text])
    countries([text])
    workplace_in(text)
    fields.plain_address(text)


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://x.example/jobs/1?utm_source=rss&id=2#apply", "https://x.example/jobs/1?id=2"),
        ("https://X.example/jobs/1/", "https://x.example/jobs/1"),
    ],
)
def test_an_address_is_the_same_wherever_a_click_came_from(address: str, same: str) -> None:
    assert fields.plain_address(address) == same


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, "3"),
        (3.0, "3"),
        ("3", "3"),
        (" 3 ", "3"),
        (4711e3, "4711000"),
        (-0.0, "0"),
        (3.5, "3.5"),
        (9_007_199_254_740_992.0, "9007199254740992"),
    ],
)
def test_a_number_is_the_same_id_however_it_is_written(value: object, read: str) -> None:
    assert fields.short_id(value, "https://x.example/1") == read


@pytest.mark.parametrize("value", [True, False, float("nan"), float("inf"), None, [3], {"id": 3}, ""])
def test_what_is_no_id_leaves_the_address(value: object) -> None:
    assert fields.short_id(value, "https://x.example/1") == fields.hashed("https://x.example/1")
    assert fields.stated_id(value) == ""


def test_an_id_that_cannot_be_part_of_a_key_is_hashed() -> None:
    assert fields.short_id(4711) == "4711"
    assert fields.short_id("a b/c") == fields.hashed("a b/c")
    assert fields.short_id(None, "https://x.example/1") == fields.hashed("https://x.example/1")
    assert fields.short_id(None, "") == ""


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rain &amp; clouds</p>",
        "&lt;p&gt;Rain &amp;amp; clouds&lt;/p&gt;&lt;br&gt;",
        "&amp;lt;p&amp;gt;Rain &amp;amp;amp; clouds&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;&amp;lt;/p&amp;gt;",
    ],
)
def test_html_is_unescaped_as_often_as_it_was_escaped(html: str) -> None:
    assert fields.readable(fields.html(html)) == "Rain & clouds"


def test_one_escaped_tag_is_what_a_post_writes_about() -> None:
    assert "</div>" in fields.readable(fields.html("<p>You close a &lt;/div&gt; in your sleep.</p>"))


def test_tracking_pixels_do_not_reach_what_is_kept() -> None:
    pixel = '<p>Rain</p><img src="https://t.example/{}.gif" width="1"/>'
    assert fields.html(pixel.format(1)) == fields.html(pixel.format(2))


@pytest.mark.parametrize(
    ("texts", "found", "anywhere"),
    [
        (["USA"], ("US",), False),
        (["Portugal", "Brazil"], ("BR", "PT"), False),
        (["Worldwide"], (), True),
        (["Anywhere in the World"], (), True),
        (["Remote"], (), False),
        (["USA timezones"], (), False),
        ([], (), False),
    ],
)
def test_places_are_countries_or_anywhere(texts: list[str], found: tuple[str, ...], anywhere: bool) -> None:  # noqa: FBT001 - the answer
    read = where(texts)
    assert (read.countries, read.worldwide) == (found, anywhere)


def test_codes_of_countries_are_countries() -> None:
    assert countries(["ES", "Sweden", "nowhere"]) == ("ES", "SE")


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Remote", "remote"),
        ("fully", "remote"),
        ("on_site", "onsite"),
        ("on-site", "onsite"),
        ("unspecified", ""),
    ],
)
def test_words_for_a_workplace(word: str, place: str) -> None:
    assert workplace(word) == place
