"""One job on several boards is found, and two jobs of one company stay two."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st
from support.boards import CAPTURES
from support.renderings import Pair, copies, different, real_posts

from jobsearch.domain.posting import Posting
from jobsearch.learning.same_jobs.across_boards import same_jobs
from jobsearch.learning.same_jobs.adverts import Advert, company_key, essence

TEXT = (
    "You build the services behind our shop, review what your team writes and are on call one week in eight. "
    "Our stack is Python and PostgreSQL, our meetings are short, and nobody works at night. You bring three "
    "years with Python, care for the people who read your code, and some English. We pay for books."
)
OTHER = (
    "You sell our product to hotels in the whole country and visit them on two days of a week. "
    "You like to speak with strangers, know how to listen, and have sold for some years. "
    "We offer a small team, thirty days of vacation, and a place to sit when you are not on the road."
)


def advert(number: int, title: str = "Senior Backend Engineer", **given: str) -> Advert:
    facts = {"source": f"board{number}:", "company": "Acme", "location": "Berlin, Germany"} | given
    return Advert(number, title=title, **facts)


def linked(*adverts: Advert, texts: Sequence[str] = ()) -> dict[int, int]:
    """Return which advert is which other's job; all have one text where none are given."""
    found = texts or [TEXT] * len(adverts)
    return same_jobs(adverts, {one.id: text for one, text in zip(adverts, found, strict=True)})


@pytest.mark.parametrize(
    "title",
    [
        "Senior Backend Engineer (m/f/d)",
        "SENIOR BACKEND ENGINEER",
        "Sr. Backend Engineer",
        "Senior Back-end Engineer - Remote",
        "Senior Backend Engineer (100% Remote)",
        "Acme: Senior Backend Engineer",
        "Senior Backend Engineer at Acme",
        "[Hiring] Senior Backend Engineer @Acme",
        "Senior Backend Engineer | Acme GmbH",
        "Senior Backend Engineer - Berlin",
        "Senior Backend Engineer (Germany)",
        "Senior Backend Engineer - Full-time - Ref. 20417",
        "Senior Backend Engineer | $90k - $120k",
        "Remote Senior Backend Engineer",
    ],
)
def test_what_boards_add_to_a_title_makes_no_other_job(title: str) -> None:
    assert linked(advert(1), advert(2, title)) == {2: 1}
    assert linked(advert(1, title), advert(2)) == {2: 1}


@pytest.mark.parametrize(
    "title",
    [
        "Backend Engineer",
        "Staff Backend Engineer",
        "Senior Backend Engineer II",
        "Senior Frontend Engineer",
        "Senior Backend Engineer, Payments Java",
        "Senior Backend Engineer [German Fluency]",
        "Remote",
        "",
    ],
)
def test_another_title_is_another_job(title: str) -> None:
    assert linked(advert(1), advert(2, title)) == {}


@pytest.mark.parametrize(
    "added",
    [
        "| Job ID: 27600",
        "| Job ID 27600",
        "| Job-ID: 27600 - Remote",
        "(Req #91)",
        "(Ref: 17)",
        "- Job No. 27600",
        "- Position Number 104233",
        "- Requisition ID R-2041",
        "Kennziffer: A-17",
        "| Stellen-Nr. 12345",
        "- Job Ref: ENG/2024/17",
        "#27600",
        "- 20417",
        "| Position #4711",
    ],
)
def test_a_reference_number_makes_no_other_job(added: str) -> None:
    assert linked(advert(1), advert(2, f"Senior Backend Engineer {added}")) == {2: 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Position: L2 Support Engineer", "Position: L3 Support Engineer"),
        ("Opening: 3D Artist", "Opening: 2D Artist"),
        ("Night Nurse Position #1", "Night Nurse Position #2"),
        ("Job #4: Truck Driver", "Job #7: Truck Driver"),
        ("Job: 737 Pilot Instructor", "Job: 777 Pilot Instructor"),
        ("Vacancy: K8s Engineer", "Vacancy: S3 Engineer"),
        ("Posting: 2nd Line Engineer", "Posting: 1st Line Engineer"),
        ("Job ID: 3D Artist", "Job ID: 2D Artist"),
        ("Warehouse Operative #3", "Warehouse Operative #4"),
        ("Support Engineer - Ref L2", "Support Engineer - Ref L3"),
        ("Software Engineer Intern - 2025", "Software Engineer Intern - 2026"),
    ],
)
def test_a_level_or_a_kind_with_a_digit_is_no_reference_number(one: str, other: str) -> None:
    assert linked(advert(1, one), advert(2, other)) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Compiler Engineer - GCC", "Compiler Engineer - LLVM"),
        ("Compiler Engineer, GCC", "Compiler Engineer, Clang"),
        ("Senior Carpenter - Dach", "Senior Carpenter - Wand"),
        ("Account Manager - ANZ", "Account Manager - Westpac"),
        ("Claims Analyst (SSA)", "Claims Analyst (IRS)"),
        ("Senior Analyst, Benefits", "Senior Analyst"),
        ("Senior Analyst, Equity", "Senior Analyst, Credit"),
        ("Senior Analyst - Visa", "Senior Analyst - Stripe"),
        ("Program Manager, Relocation", "Program Manager, Facilities"),
        ("Program Manager, Relocation Operations", "Program Manager, Store Operations"),
    ],
)
def test_a_skill_or_a_subject_is_nothing_that_boards_add(one: str, other: str) -> None:
    assert linked(advert(1, one), advert(2, other)) == {}
    assert linked(advert(1, other), advert(2, one)) == {}


@pytest.mark.parametrize(
    ("added", "location"),
    [
        ("GCC", "Dubai, United Arab Emirates"),
        ("GCC", "Riyadh, Saudi Arabia"),
        ("DACH", "Berlin, Germany"),
        ("ANZ", "Sydney, Australia"),
        ("NA", "Remote, NA"),
        ("EMEA", "Berlin, Germany"),
        ("LATAM", "Remote"),
        ("great benefits", "Berlin, Germany"),
        ("+ Benefits", "Berlin, Germany"),
        ("$100k + equity", "Berlin, Germany"),
        ("Visa sponsorship", "Berlin, Germany"),
        ("Relocation package offered", "Berlin, Germany"),
    ],
)
def test_the_market_of_a_post_and_what_is_paid_beside_make_no_other_job(added: str, location: str) -> None:
    one = advert(1, location=location)
    assert linked(one, advert(2, f"Senior Backend Engineer - {added}", location=location)) == {2: 1}


@pytest.mark.parametrize(
    "company", ["Acme GmbH", "ACME, Inc.", "acme.com", "Acme Holding B.V.", "", "Acme Labs"]
)
def test_a_company_is_known_by_other_names(company: str) -> None:
    assert linked(advert(1), advert(2, company=company)) == {2: 1}


@pytest.mark.parametrize(
    "place",
    [
        "Berlin",
        "Germany",
        "Remote",
        "",
        "Remote - Germany",
        "BERLIN",
        "Berlin (Remote)",
        "Worldwide",
        "Berlin / Germany",
    ],
)
def test_a_place_that_says_less_is_no_other_place(place: str) -> None:
    assert linked(advert(1), advert(2, location=place)) == {2: 1}


@pytest.mark.parametrize(
    "place", ["Munich", "Munich, Germany", "France", "Remote - US", "Berlin, Connecticut"]
)
def test_another_place_is_another_job(place: str) -> None:
    assert linked(advert(1), advert(2, location=place)) == {}


def test_a_text_that_is_cut_short_framed_or_set_otherwise_is_the_same() -> None:
    for text in (
        TEXT[:250] + "...",
        f"About the job\n\n{TEXT}\n\nApply now on Elsewhere!",
        TEXT.replace(", ", "\n• "),
    ):
        assert linked(advert(1), advert(2), texts=[TEXT, text]) == {2: 1}


def test_another_text_is_another_job_and_none_is_nobodys() -> None:
    assert linked(advert(1), advert(2), texts=[TEXT, OTHER]) == {}
    assert linked(advert(1), advert(2), texts=[TEXT, ""]) == {}
    assert linked(advert(1), advert(2), texts=["short", "short"]) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [("three years", "ten years"), ("Python and", "Java and"), ("some English", "some German")],
)
def test_a_word_in_the_place_of_another_can_name_another_job(one: str, other: str) -> None:
    assert one in TEXT
    assert linked(advert(1), advert(2), texts=[TEXT, TEXT.replace(one, other, 1)]) == {}


def test_an_agencys_copy_is_found_though_it_hides_the_company() -> None:
    hidden = TEXT.replace("our shop", "their shop")
    text = f"Our client, a shop, is looking for you.\n\n{hidden}\n\nSend us your CV."
    assert linked(advert(1), advert(2, company="Talent Partners"), texts=[TEXT, text]) == {2: 1}
    assert linked(advert(1), advert(2, company="Umbrella"), texts=[TEXT, OTHER]) == {}


def test_two_posts_of_one_board_are_never_linked_nor_joined_by_a_copy() -> None:
    assert linked(advert(1, source="x:acme"), advert(2, source="x:acme")) == {}
    berlin, munich = advert(1, source="x:acme"), advert(2, source="x:acme", location="Munich")
    assert linked(berlin, munich, advert(3, location="Remote")) == {}
    assert linked(berlin, munich, advert(3, location="Munich")) == {3: 2}


def test_what_comes_first_is_preferred() -> None:
    assert linked(advert(7), advert(3), advert(5)) == {3: 7, 5: 7}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Acme, Inc.", "acme"),
        ("ACME GmbH & Co. KG", "acme"),
        ("surfer.com", "surfer"),
        ("GmbH", "gmbh"),
        ("H&M", "hm"),
    ],
)
def test_a_companys_name_without_its_legal_form(name: str, key: str) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("title", "location"),
    [
        ("Compiler Engineer - GCC Toolchains", "Dubai, United Arab Emirates"),
        ("Senior Analyst - ANZ Payments", "Sydney, Australia"),
        ("Account Manager - DACH Insurance", "Berlin, Germany"),
        ("Program Manager (SEE Platform)", "Belgrade, Serbia"),
        ("Data Engineer, NA Billing", "Austin, United States"),
    ],
)
def test_a_market_within_a_subject_takes_nothing_of_it_away(title: str, location: str) -> None:
    subject = title.replace("(", "").replace(")", "").casefold().split()[-1]
    assert subject in essence(title, "Acme", location).words


def test_an_essence_keeps_what_tells_jobs_apart() -> None:
    assert essence("Software Engineer (C++) - Growth", "Acme", "Berlin").words == (
        "software",
        "engineer",
        "c++",
        "growth",
    )
    assert essence("Account Executive - Italy").places == {"italy"}
    assert essence("Remote").key == ""


@sized(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=40),
            st.text(max_size=20),
            st.text(max_size=30),
            st.sampled_from([TEXT, OTHER, ""]),
        )
    )
)
def test_whatever_comes_is_linked_to_an_earlier_first(rows: list[tuple[str, str, str, str]]) -> None:
    adverts = [
        advert(number, title, company=company, location=place)
        for number, (title, company, place, _text) in enumerate(rows)
    ]
    found = same_jobs(adverts, {number: row[3] for number, row in enumerate(rows)})
    assert all(first < copy for copy, first in found.items())
    assert found.keys().isdisjoint(found.values())


@cache
def posts() -> list[Posting]:
    return real_posts()


def is_linked(pair: Pair) -> bool:
    two = [
        Advert(number, f"{post.source}:{post.account}", post.company, post.title, post.location)
        for number, post in enumerate((pair.one, pair.other))
    ]
    return bool(same_jobs(two, {0: pair.one.description, 1: pair.other.description}))


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")
@pytest.mark.parametrize("most", [60, pytest.param(160, marks=pytest.mark.slow)])
def test_real_posts_as_another_board_renders_them_are_found(most: int) -> None:
    """At least 90 %, whole, cut short, and as agencies write them."""
    pairs = list(copies(posts(), seed=7, most=most))
    assert len(pairs) == most
    assert sum(map(is_linked, pairs)) / len(pairs) >= 0.9


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")
def test_different_jobs_of_one_company_stay_two() -> None:
    """Of 160 pairs, those with the titles that are most alike, at most one is taken for the same."""
    pairs = list(different(posts(), most=160, seed=7))
    assert len(pairs) == 160
    wrong = [(pair.one.title, pair.other.title) for pair in pairs if is_linked(pair)]
    assert len(wrong) <= 1, wrong
