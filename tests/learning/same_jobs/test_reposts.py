import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st
from support.feeds import CAPTURES

from jobsearch.boards import remoteok
from jobsearch.learning.same_jobs.reposts import Opening, alike, links

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


@pytest.mark.parametrize("text", ["", " \n", "...", "2026-03-01"])
def test_without_a_text_no_job_is_known_again(text: str) -> None:
    assert linked([opening(1), opening(2)], text) == {}
    assert linked([opening(1), opening(2)], {1: TEXT, 2: text}) == {}


def test_without_a_company_no_job_is_known_again() -> None:
    assert linked([opening(1, company=""), opening(2, company="")]) == {}


@pytest.mark.parametrize("title", ["Remote", "(m/f/d)", "!!!"])
def test_a_title_of_noise_is_nobodys(title: str) -> None:
    assert linked([opening(1, title=title), opening(2, title=title)]) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Engineer H", "Engineer M"),
        ("Engineer M/F Systems", "Engineer H/W Systems"),
        ("Engineer C/D", "Engineer"),
        ("R&D Engineer", "R Engineer"),
        ("X Engineer", "Engineer"),
    ],
)
def test_letters_that_name_no_gender_make_another_job(one: str, other: str) -> None:
    assert linked([opening(1, title=one), opening(2, title=other)]) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((40_000, 50_000), (40_000, 60_000)),
        ((40_000, 50_000), (240_000, 250_000)),
        ((None, None), (40_000, None)),
    ],
)
def test_another_pay_is_another_job(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    openings = [
        replace(opening(n), salary_min=low, salary_max=high) for n, (low, high) in enumerate((one, other))
    ]
    assert linked(openings) == {}
    assert linked([openings[0], replace(openings[0], id=7)]) == {7: 0}


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
        "Backend Engineer (M, W, D)",
        "Backend Engineer H/F",
        "m/f/d Backend Engineer",
        "Backend Engineer d | m | w",
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
        TEXT.replace("short", "rather short"),
        TEXT.replace("small, ", "small: "),
        TEXT.replace(" for", "\n\nfor"),
        TEXT.upper(),
        TEXT + " You write to us.",
        "If it pleases you. " + TEXT,
        TEXT.removesuffix(" and a good chair."),
        TEXT.replace("short", "brief"),
        TEXT.replace("short", "brief") + " You write to us.",
    ],
)
def test_a_slightly_edited_text_is_the_same_job(edited: str) -> None:
    assert linked([opening(1), opening(2)], {1: TEXT, 2: edited}) == {2: 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Posted 2026-03-01.", "Posted 2026-09-14."),
        ("Posted 01.03.2026.", "Posted 1/3/2026."),
        ("We start in March 2026.", "We start in October 2026."),
        ("Apply until 3 March 2026.", "Apply until Oct. 12th, 2026."),
        ("Requisition ID: 48211", "Requisition ID: 50012"),
        ("Job ID #JR-10023", "Job ID #JR-10999"),
        ("Ref: ABC-2041", ""),
        ("REQ12345 R-00123", "REQ12399 R-00124"),
        ("1,204 applicants", "87,311 applicants"),
        ("Over 350 employees.", "Over 400+ employees."),
    ],
)
def test_a_date_a_number_of_the_employers_or_a_counter_makes_no_other_job(one: str, other: str) -> None:
    texts = {1: f"{TEXT} {one}", 2: f"{TEXT} {other}"}
    assert linked([opening(1), opening(2)], texts) == {2: 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("our Berlin office ... /jobs/berlin/", "our Munich office ... /jobs/munich/"),
        ("Offices: Berlin, Munich. You sit in Berlin.", "Offices: Berlin, Munich. You sit in Munich."),
        ("Offices: Berlin, Munich.", "Offices: Berlin, Munich. You sit in Munich."),
        ("2+ years", "10+ years"),
        ("two years", "ten years"),
        ("level 3", "level 6"),
        ("", "level 6"),
        ("for 3 employees", "for 30 employees"),
        ("a junior role", "a senior role"),
        ("a role", "a senior role"),
        ("$40,000", "$240,000"),
        ("", "$240,000"),
        ("Place: berlin", "Place: munich"),
        ("", "Place: berlin"),
        ("you do the backend", "you do the frontend"),
        ("you speak german", "you speak french"),
    ],
)
@pytest.mark.parametrize("form", ["{told} {text}", "{text} {told}"])
def test_another_place_level_pay_or_duty_in_the_text_is_another_job(one: str, other: str, form: str) -> None:
    texts = {1: form.format(told=one, text=TEXT), 2: form.format(told=other, text=TEXT)}
    assert linked([opening(1), opening(2)], texts) == {}
    assert linked([opening(1), opening(2)], {1: texts[2], 2: texts[1]}) == {}


def test_a_word_that_moved_to_the_other_end_is_not_nothing() -> None:
    texts = {1: f"you speak german. {TEXT}", 2: f"{TEXT} you speak french."}
    assert linked([opening(1), opening(2)], texts) == {}


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
    texts = {1: TEXT, 2: TEXT + " and so on" * 2, 3: TEXT + " and so on" * 4}
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
        st.sampled_from([None, 50_000]),
    ),
    unique_by=lambda one: one.id,
    max_size=20,
)
TEXTS = st.lists(
    st.sampled_from(["", TEXT, TEXT + "!", TEXT + " and so on", TEXT + " Berlin", TEXT[:99]]),
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


def _shuffled(count: int, words: Callable[[Random, list[str], int], list[str]]) -> dict[int, str]:
    letters = ["".join(three) for three in product("abcdefgh", repeat=3)]
    vocabulary = Random(1).choices(letters, k=50_000)
    return {n: " ".join(words(Random(n), vocabulary, n)) for n in range(count)}


MANY: dict[str, Callable[[int], dict[int, str]]] = {
    "shuffled": lambda many: _shuffled(20 * many, lambda dice, words, _n: dice.choices(words, k=300)),
    "long and shuffled": lambda many: _shuffled(
        many, lambda chance, words, n: chance.sample(words, 49_000 + n)
    ),
    "alike for a long while": lambda many: {n: "aa " * (65_000 - 9 * n) + f"{n}" for n in range(many)},
    "of two letters": lambda many: {n: "a " * n + "b " * (99_000 - n) for n in range(many)},
    "short and alike": lambda many: {n: "aa " * (250 + n % 25) + f"{n}" for n in range(80 * many)},
}


@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize("many", [8, pytest.param(25, marks=pytest.mark.slow)])
def test_many_posts_of_one_title_do_not_hold_up_a_fetch(name: str, many: int) -> None:
    texts = MANY[name](many)
    before = time.process_time()
    assert linked([opening(number) for number in texts], texts) == {}
    assert time.process_time() - before < many / 5


def test_a_repost_is_found_behind_any_number_of_others() -> None:
    texts = {n: f"{TEXT} Work number {n}." for n in range(200)}
    assert linked([opening(n) for n in [*texts, 999]], texts | {999: texts[0]}) == {999: 0}


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")
def test_the_captures_hold_one_repost_and_many_cities_with_one_template() -> None:
    now = datetime.now(UTC)
    posts = {
        int(post.external_id): post
        for file in sorted(CAPTURES.glob("20*.json"))
        for post in remoteok.parse(file.read_bytes(), file.name, now).postings
    }
    openings = [
        Opening(id_, post.company, post.title, post.location, post.salary_min, post.salary_max)
        for id_, post in posts.items()
    ]
    assert linked(openings, {id_: post.description for id_, post in posts.items()}) == {1059237: 1052399}
    for company, cities in (("aramco", 7), ("HealthCorps", 4)):
        of_company = [one for one in openings if one.company == company]
        assert (len(of_company), alike(of_company)) == (cities, [])
