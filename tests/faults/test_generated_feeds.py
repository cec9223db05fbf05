"""Feeds that Hypothesis makes up: arbitrary JSON in every field, and among it posts that must not be lost."""

import json
import random
import shutil
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.faults import stored
from support.feeds import TERMS, element

from jobsearch.boards.remoteok import parse
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

NOW = datetime.now(UTC)
GOOD = [element(number, id=str(900_000_000_000 + number)) for number in range(4)]
GOOD_IDS = {post["id"] for post in GOOD}
FIELDS = list(element())

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=12)  # lone surrogates and control characters included
    | st.sampled_from(["", "0", "-1", "nan", "1e400", "2026-09-01", "&#27;", "<p>", "\x00", "\ud800", 10**40])
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_SPOILED = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), _JSON, max_size=6).map(
    lambda fields: element(5) | fields
)
_STRIPPED = st.sets(st.sampled_from(FIELDS)).map(
    lambda missing: {name: value for name, value in element(6).items() if name not in missing}
)
_ARBITRARY = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, _JSON))
_ODD = st.lists(_SPOILED | _STRIPPED | _ARBITRARY | _JSON, max_size=5)
_CHANCE = st.randoms(use_true_random=False)
_ENCODINGS = st.sampled_from(["ascii", "utf-8", "utf-8-sig", "utf-16", "utf-32-be"])


def _response(odd: list[Any], chance: random.Random, encoding: str) -> bytes:
    elements = [TERMS, *GOOD, *odd]
    chance.shuffle(elements)
    written = json.dumps(elements, ensure_ascii=encoding == "ascii")
    return written.encode(encoding, "surrogatepass")


def _keeps_every_good_post(odd: list[Any], chance: random.Random, encoding: str) -> None:
    feed = parse(_response(odd, chance, encoding), "feed.json", NOW)
    assert {posting.external_id for posting in feed.postings} >= GOOD_IDS
    terms = sum(isinstance(one, dict) and "legal" in one and "id" not in one for one in odd)
    assert len(feed.postings) + len(feed.rejections) == len(GOOD) + len(odd) - terms


def _leaves_every_good_post_in_the_store(
    settings: Settings, odd: list[Any], chance: random.Random, encoding: str
) -> None:
    shutil.rmtree(settings.instance, ignore_errors=True)
    response = settings.instance.with_name("feed.json")
    response.write_bytes(_response(odd, chance, encoding))
    first = fetch_new(settings, [response])
    again = fetch_new(settings, [response])
    kept = stored(settings.instance)

    assert kept >= GOOD_IDS
    assert len(kept) == first.new == again.unchanged
    assert (again.new, again.changed, again.rejected) == (0, 0, first.rejected)


@at_most(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(_ODD, _CHANCE, _ENCODINGS)
def test_twelve_feeds_leave_every_good_post_in_the_store(
    settings: Settings, odd: list[Any], chance: random.Random, encoding: str
) -> None:
    _leaves_every_good_post_in_the_store(settings, odd, chance, encoding)


@pytest.mark.slow
@pytest.mark.timeout(900)
@at_most(max_examples=at_most().max_examples * 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(_ODD, _CHANCE, _ENCODINGS)
def test_three_hundred_feeds_leave_every_good_post_in_the_store(
    settings: Settings, odd: list[Any], chance: random.Random, encoding: str
) -> None:
    _leaves_every_good_post_in_the_store(settings, odd, chance, encoding)
