"""Titles find their occupation, before anything was learned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.occupations.matching import ADDRESS, SIGNALS, WEIGHTS, occupations


@pytest.mark.parametrize(
    ("title", "label", "isco"),
    [
        ("Data Scientist", "data scientist", "2511"),
        ("SENIOR DENTIST (m/w/d)", "dental practitioner", "2261"),
        ("Acountant wanted", "accountant", "2411"),  # misspelled
        ("Welders", "welder", "7212"),
        ("Barista - Central Station", "barista", "5132"),
        ("QA Engineer", "quality engineer", "2149"),
    ],
)
def test_a_title_names_its_occupation(title: str, label: str, isco: str) -> None:
    best = occupations().rank(title).best

    assert best is not None
    assert (best.label, best.isco) == (label, isco)
    assert best.esco.startswith(ADDRESS)


def test_the_code_in_onet_is_there_where_the_names_agree() -> None:
    found = {title: occupations().rank(title, 1).best for title in ("travel agent", "accountant", "dentist")}

    assert {title: best.onet if best else "" for title, best in found.items()} == {
        "travel agent": "41-3041.00",
        "accountant": "13-2011.00",
        "dentist": None,
    }


@pytest.mark.parametrize("text", ["", "   ", "12345", "zzzzz qqqqq", "的な", "\U0001f600"])
def test_a_text_without_a_known_word_has_none(text: str) -> None:
    found = occupations().rank(text)

    assert (found.occupations, found.none, found.best) == ((), 1.0, None)


def test_what_is_no_title_has_most_probably_none() -> None:
    assert occupations().rank("we are looking for you").best is None


@given(st.text(max_size=2_000))
def test_the_probabilities_of_all_and_none_sum_to_one(text: str) -> None:
    found = occupations().rank(text, len(occupations()))
    probabilities = [one.probability for one in found.occupations]

    assert sum(probabilities) + found.none == pytest.approx(1)
    assert probabilities == sorted(probabilities, reverse=True)
    assert len({one.esco for one in found.occupations}) == len(probabilities)


def test_every_signal_has_a_weight() -> None:
    found = occupations().signals("nurse")

    assert found is not None
    assert found.shape == (len(SIGNALS), len(occupations()))
    assert len(WEIGHTS) == len(SIGNALS)


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert occupations().rank("nurse " * 100_000).best == occupations().rank("nurse " * 80).best


def test_what_a_person_did_fits_an_occupation() -> None:
    best, *_others = occupations().resembling(["examined teeth and gums and filled cavities"], 0.7, 5)

    assert best.isco in {"2261", "3251", "3214"}


def test_an_older_experience_counts_for_less() -> None:
    texts = ["worked as an accountant and kept the accounts", "worked as a baker and baked bread"]
    newest = occupations().resembling(texts, 0.5, 1)[0]
    turned = occupations().resembling(texts[::-1], 0.5, 1)[0]

    assert (newest.label, turned.label) == ("accountant", "baker")
    assert occupations().resembling(["zzz"], 0.5, 1) == ()
