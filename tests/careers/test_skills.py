import time
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.common_words import FUNCTION_WORDS, NEVER, WEAK
from jobsearch.careers.skill_words import HEADS, KNOWN
from jobsearch.careers.skills import Described, Skills, TitleSkills, count, thinned
from jobsearch.text.phrases import words
from jobsearch.titles.parse import is_person

OTHERS = [Described(None, f"We sell shoes in shop {n}.", 2024, f"Shop {n}") for n in range(20)]


def skills_by_title(posts: Iterable[Described]) -> dict[str, TitleSkills]:
    """Return the skills of every title, against all posts, those without a title included."""
    with Skills() as counted:
        counted.add(count(posts))
        return counted.by_title()


def found(*texts: str, company: str = "", location: str = "", year: int = 2024) -> TitleSkills:
    posts = [Described("x", text, year, company or f"Company{n}", location) for n, text in enumerate(texts)]
    return skills_by_title([*posts, *OTHERS])["x"]


def phrases(*texts: str, company: str = "", location: str = "") -> list[str]:
    return [skill.phrase for skill in found(*texts, company=company, location=location).skills]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("You know python.", "python"),
        ("experience with data modeling required", "data modeling"),
        ("Know C++/C#, and CI/CD!", "c++"),
        ("Know C++/C#, and CI/CD!", "ci cd"),
        ("node.js", "node.js"),
        ("strong SQL\n\u2022 R", "r"),
        ("We use Snorkelbase daily", "snorkelbase"),
        ("full cycle recruiting", "full cycle recruiting"),
    ],
)
def test_finds_a_skill(text: str, phrase: str) -> None:
    assert phrase in phrases(text, text, text)


@pytest.mark.parametrize(
    "text",
    [
        "We are an equal opportunity employer.",
        "competitive salary, dental insurance and 401k",
        "race, color, religion, sex, national origin, disability or veteran status",
        "10+ years of experience, Bachelor's degree",
        "a dynamic team of passionate people",
        "a beekeeper",
        "data, business and management",
        "tooling, proposals, datasets, agreements",
        "a Senior Data Scientist",
        "justify designs, validate models, summarize data",
        "complex systems and larger databases, green card processing",
        "in 2024",
    ],
)
def test_boilerplate_is_no_skill(text: str) -> None:
    assert phrases(text, text, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "reports to C-level executives",
        "the C-suite",
        "c level and c suite",
        "R&D",
        "R & D, r&d",
        "a series C startup, plan C",
        "Vitamin-C",
        "J-1 visas and e-commerce",
    ],
)
def test_a_letter_beside_another_word_is_no_language(text: str) -> None:
    assert not {"c", "r"} & set(phrases(text, text, text))


@pytest.mark.parametrize("text", ["C, R", "C/C++ and R", "written in C.", "C or R", "R (tidyverse), C"])
def test_a_letter_alone_is_one(text: str) -> None:
    assert "c" in phrases(text, text, text)


def test_the_own_names_of_a_post_are_no_skills() -> None:
    text = "At Snorkelbase in Umea we write Python"
    assert phrases(text, text, text, company="Snorkelbase", location="Umea, Sweden") == ["python"]


def test_what_only_one_or_two_write_with_a_capital_is_no_skill() -> None:
    text = "We use Snorkelbase daily"
    assert phrases(text, text) == []


def test_what_one_company_writes_is_no_skill_of_the_title_unless_it_is_the_only_one() -> None:
    mine = [Described("x", "Write Cobol and Python", 2024, "Acme")] * 3
    others = [Described("x", "Write Python", 2024, f"Company {n}") for n in range(3)]
    assert [one.phrase for one in skills_by_title([*mine, *others, *OTHERS])["x"].skills] == ["python"]
    assert "cobol" in [one.phrase for one in skills_by_title([*mine, *OTHERS])["x"].skills]


def test_what_everybody_asks_for_sets_no_title_apart() -> None:
    posts = [Described(title, "Python", 2024, f"Company {n}") for title in "xy" for n in range(9)]
    assert skills_by_title(posts)["x"].skills == ()


def test_the_most_telling_comes_first_with_its_share_of_the_posts() -> None:
    skills = found("Python. Docker.", "Python. Docker.", "Python.", "Python.").skills
    assert [(one.phrase, one.share) for one in skills] == [("python", 1), ("docker", 0.5)]


def test_a_phrase_counts_once_a_post() -> None:
    assert found("Python " * 50, "python", "Docker", "Docker", "Docker").skills[0].phrase == "docker"


def test_shares_by_year_are_of_the_years_with_enough_posts() -> None:
    years = {2022: 1, 2023: 3, 2024: 4}
    posts = [
        Described("x", "Python" if n % 2 else "Python, Docker", year, f"Company {n}")
        for year, number in years.items()
        for n in range(number)
    ]
    skills = skills_by_title([*posts, *OTHERS])["x"]
    assert skills.by_year == {2023: 3, 2024: 4}
    assert {one.phrase: one.by_year for one in skills.skills} == {
        "python": {2023: 1, 2024: 1},
        "docker": {2023: 2 / 3, 2024: 0.5},
    }


def test_says_a_thing_once() -> None:
    ranked = [
        "machine learning",
        "learning",
        "marketing strategy",
        "marketing strategies",
        "sql",
        "sql server",
    ]
    posts = {"machine learning": 9, "learning": 10, "sql": 9, "sql server": 3, "marketing strategy": 5,
             "marketing strategies": 4}  # fmt: skip
    assert thinned(ranked, posts) == ["machine learning", "marketing strategy", "sql", "sql server"]


def test_leaves_a_phrase_to_the_longer_one_that_nearly_always_holds_it() -> None:
    assert thinned(["cycle", "sales cycle"], {"cycle": 10, "sales cycle": 8}) == ["sales cycle"]
    assert thinned(["cycle", "sales cycle"], {"cycle": 10, "sales cycle": 3}) == ["cycle", "sales cycle"]


def test_lists_at_most_twenty() -> None:
    text = ", ".join(sorted(KNOWN)[:60])
    assert len(found(text, text, text).skills) == 20


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_reads_any_text(texts: list[str]) -> None:
    skills = found(*texts).skills
    assert all(0 < one.share <= 1 and one.phrase.strip() for one in skills)


@pytest.mark.parametrize("piece", ["a", "- ", "(", "python ", "\n\u2022 ", "Sql. ", "/"])
def test_takes_no_time_for_a_hostile_text(piece: str) -> None:
    start = time.process_time()
    found(piece * 20_000)
    assert time.process_time() - start < 5


def test_every_word_stands_in_one_table_and_can_be_found() -> None:
    tables = [FUNCTION_WORDS, NEVER, WEAK, HEADS, KNOWN]
    for one, other in combinations(tables, 2):
        assert not one & other
    for word in frozenset().union(*tables):
        assert words(word) == [word]
        assert not word.isdigit()
        assert not is_person(word)
