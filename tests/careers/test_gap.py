"""What posts ask for, and what a résumé shows of it: each with the words that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.gap import asked_in, forms, gap

POST = """We are a small company. Our clients use Salesforce.
Requirements: experience with Python, PostgreSQL and Kubernetes.
Python is our main language; knowledge of project management is a plus.
No PHP here.
We offer health insurance and Microsoft training."""


def names(text: str) -> list[str]:
    return [one.skill for one in asked_in(text)]


def test_finds_what_a_post_asks_for_and_what_it_names_most_often_first() -> None:
    asked = asked_in(POST)

    assert asked[0].skill == "Python"
    assert asked[0].times == 2
    assert {"PostgreSQL", "Kubernetes", "project management"} <= set(names(POST))
    assert all(one.sentence in POST for one in asked)


@pytest.mark.parametrize("absent", ["Salesforce", "PHP", "health insurance"])
def test_what_an_employer_has_refuses_or_gives_is_not_asked(absent: str) -> None:
    assert absent not in names(POST)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("You know React and Spark.", ["React", "Spark"]),
        ("React to changes, spark joy, and excel at what you do. Express yourself.", []),
        ("Experience with K8s, JS and postgres.", ["Kubernetes", "JavaScript", "PostgreSQL"]),
        ("C++ or C# or Node.js", ["C++", "C#", "Node.js"]),
        ("Experience with Amazon Web Services (AWS)", ["AWS"]),
        ("Experience with Google Analytics", ["Google Analytics"]),
        ("", []),
    ],
)
def test_a_name_is_told_from_a_common_word(text: str, asked: list[str]) -> None:
    assert sorted(names(text)) == sorted(asked)


def test_parts_what_is_shown_from_what_is_missing() -> None:
    found = gap(asked_in(POST), "Built APIs in Django.\nRan PostgreSQL and managed projects.")

    assert {one.asked.skill: one.words for one in found.shown} == {
        "Python": "Django",
        "PostgreSQL": "PostgreSQL",
    }
    assert found.shown[0].line == "Built APIs in Django."
    assert {one.skill for one in found.missing} == {"Kubernetes", "project management"}


def test_a_learned_phrase_is_asked_with_its_share() -> None:
    (found,) = asked_in("You will do patient triage on the ward.", {"patient triage": 0.4, "ledger": 0.2})

    assert (found.skill, found.share) == ("patient triage", 0.4)


def test_a_technology_goes_by_its_letters_and_without_its_maker() -> None:
    assert forms("Amazon Web Services AWS software") == ["AWS", "Amazon Web Services"]
    assert forms("Microsoft SharePoint") == ["SharePoint", "Microsoft SharePoint"]
    assert forms("Management information systems software") == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_read_and_nothing_is_both_shown_and_missing(post: str, resume: str) -> None:
    asked = asked_in(f"{post} Python. Experience with {resume}")
    found = gap(asked, resume)

    assert len(found.shown) + len(found.missing) == len(asked)
    assert {one.asked.skill for one in found.shown}.isdisjoint(one.skill for one in found.missing)
