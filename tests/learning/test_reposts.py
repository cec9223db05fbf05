import time
from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st
from support.feeds import CAPTURES

from jobsearch.learning.reposts import Opening, alike, links
from jobsearch.sources import remoteok

TEXT = (
    "We are looking for an engineer who builds the services behind our shop. You write code that others like "
    "to read, you review what your team writes, and you are on call one week in eight. Our stack is small, "
    "our meetings are short, and nobody works at night. We pay for books, courses and a good chair."
)
CITIES = ("Berlin", "Munich", "Hamburg")


def opening(
    number: int,
    company: str = "Acme",
    title: str = "Backend Engineer",
    location: str = "Berlin, Germany",
) -> Opening:
    return Opening(number, company, title, location)


def linked(openings: Sequence[Opening], texts: dict[int, str] | str = TEXT) -> dict[int, int]:
    """Return which opening repeats which; one text stands for everybody's."""
    each = dict.fromkeys((one.id for one in openings), texts) if isinstance(texts, str) else texts
    return {id_: first for group in alike(openings) for id_, first in links(group, each).items()}


def test_one_company_title_place_and_text_is_one_job() -> None:
    assert linked([opening(1), opening(2)]) == {2: 1}


def test_without_a_text_company_title_and_place_decide() -> None:
    assert linked([opening(1), opening(2)], "") == {2: 1}
    assert linked([opening(1), opening(2)], {1: TEXT, 2: ""}) == {}


@pytest.mark.parametrize(
    "other",
    [
        opening(2, location="Munich, Germany"),
        opening(2, location="Berlin, Connecticut"),
        opening(2, location="Remote"),
        opening(2, location=""),
        opening(2, title="Senior Backend Engineer"),
        opening(2, title="Backend Engineer II"),
        opening(2, title="Backend Engineer 2"),
        opening(2, title="Frontend Engineer"),
        opening(2, company="Acme Labs"),
        opening(2, company="Umbrella"),
        opening(2, company=""),
    ],
)
def test_another_city_level_or_company_is_another_job(other: Opening) -> None:
    assert linked([opening(1), other]) == {}


@pytest.mark.parametrize(
    ("one", "other"), [("C# Developer", "C++ Developer"), ("C Developer", "C++ Developer")]
)
def test_another_language_is_another_job(one: str, other: str) -> None:
    assert linked([opening(1, title=one), opening(2, title=other)]) == {}


@pytest.mark.parametrize(("one", "other"), [("X", "H&M"), ("Remote", "X")])
def test_a_company_named_like_noise_is_not_every_such_company(one: str, other: str) -> None:
    assert linked([opening(1, company=one), opening(2, company=other)]) == {}


@pytest.mark.parametrize(
    "title",
    [
        "Backend Engineer (m/f/d)",
        "Backend Engineer (f/m/x)",
        "(Remote) Backend Engineer",
        "Backend Engineer - Remote",
        "BACKEND ENGINEER",
        "Backend-Engineer",
        " Backend  Engineer ",
    ],
)
def test_noise_in_a_title_makes_no_other_job(title: str) -> None:
    assert linked([opening(1), opening(2, title=title)]) == {2: 1}


def test_generic_places_are_one_place() -> None:
    places = ["", "Remote", "anywhere", "Worldwide", "1 Remote", "remote "]
    found = linked([opening(number, location=place) for number, place in enumerate(places)])
    assert found == dict.fromkeys(range(1, len(places)), 0)


@pytest.mark.parametrize(
    "edited",
    [
        TEXT.replace("short", "brief"),
        TEXT.replace("courses", "trainings"),
        TEXT + " We answer within a week.",
        TEXT.removesuffix("chair.") + "desk.",
    ],
)
def test_a_slightly_edited_text_is_the_same_job(edited: str) -> None:
    assert linked([opening(1), opening(2)], {1: TEXT, 2: edited}) == {2: 1}


@pytest.mark.parametrize(
    "other", ["Quite another text about quite another job.", TEXT[: len(TEXT) // 2], TEXT * 2]
)
def test_another_text_is_another_job(other: str) -> None:
    assert linked([opening(1), opening(2)], {1: TEXT, 2: other}) == {}


@pytest.mark.parametrize(
    "template",
    [
        "You will work at our office in {city}. ",
        "You join us in {city}, where the team sits. ",
        "Location: {city}. ",
        "Office: {city}\n",
        "{city} is where the team sits. ",
        "- {city}\n",
        "(Based in Germany/{city}) ",
    ],
)
def test_one_template_for_several_cities_is_several_jobs(template: str) -> None:
    texts = {number: template.format(city=city) + TEXT for number, city in enumerate(CITIES)}
    assert linked([opening(number, location="Remote") for number in texts], texts) == {}


def test_every_repeat_is_linked_to_the_first() -> None:
    assert linked([opening(number) for number in (3, 5, 8, 13)]) == {5: 3, 8: 3, 13: 3}


def test_a_repeat_is_measured_against_the_first_only() -> None:
    filler = "and so on " * 12
    texts = {1: TEXT, 2: TEXT + filler[:60], 3: TEXT + filler}
    assert linked([opening(1), opening(2), opening(3)], texts) == {2: 1}


def test_two_jobs_of_one_title_have_each_their_repeats() -> None:
    other = "Quite another text about quite another job, which is as long as it has to be for a test."
    texts = {1: TEXT, 2: other, 3: TEXT, 4: other}
    assert linked([opening(number) for number in texts], texts) == {3: 1, 4: 2}


def test_only_openings_that_share_their_facts_need_their_texts() -> None:
    openings = [opening(1), opening(2, company="Umbrella"), opening(3), opening(4, location="Rome")]
    assert alike(openings) == [[opening(1), opening(3)]]


def test_of_nothing_there_is_nothing() -> None:
    assert linked([]) == {}
    assert linked([opening(1)]) == {}


OPENINGS = st.lists(
    st.builds(
        Opening,
        st.integers(0, 30),
        st.sampled_from(["Acme", "ACME", "Umbrella", ""]),
        st.sampled_from(["Engineer", "Engineer (m/f/d)", "Senior Engineer", "\u6771\u4eac"]),
        st.sampled_from(["", "Remote", "Berlin", "Rome"]),
    ),
    unique_by=lambda one: one.id,
    max_size=20,
)
TEXTS = st.lists(
    st.sampled_from(["", TEXT, TEXT + "!", TEXT.replace("short", "brief"), TEXT + " Berlin", TEXT[:99]]),
    min_size=31,
    max_size=31,
)


@sized(deadline=None)
@given(OPENINGS, TEXTS, st.randoms(use_true_random=False))
def test_whatever_comes_repeats_point_to_earlier_firsts(
    openings: list[Opening], texts: list[str], random: Random
) -> None:
    by_id = dict(enumerate(texts))
    found = linked(openings, by_id)
    known = {one.id for one in openings}
    assert all(first < repeat and {first, repeat} <= known for repeat, first in found.items())
    assert not found.keys() & set(found.values())

    shuffled = list(openings)
    random.shuffle(shuffled)
    assert linked(shuffled, by_id) == found
    assert linked([one for one in openings if one.id not in found], by_id) == {}


def test_many_posts_of_one_title_do_not_hold_up_a_fetch() -> None:
    random = Random(1)
    words = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(400)]
    texts = {number: " ".join(random.choices(words, k=300)) for number in range(500)}
    before = time.perf_counter()
    assert linked([opening(number) for number in texts], texts) == {}
    assert time.perf_counter() - before < 5


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")
def test_the_captures_hold_one_repost_and_many_cities_with_one_template() -> None:
    now = datetime.now(UTC)
    posts = {
        int(post.external_id): post
        for file in sorted(CAPTURES.glob("20*.json"))
        for post in remoteok.parse(file.read_bytes(), file.name, now).postings
    }
    openings = [Opening(id_, post.company, post.title, post.location) for id_, post in posts.items()]
    assert linked(openings, {id_: post.description for id_, post in posts.items()}) == {1059237: 1052399}
    for company, cities in (("aramco", 7), ("HealthCorps", 4)):
        of_company = [one for one in openings if one.company == company]
        assert (len(of_company), alike(of_company)) == (cities, [])
