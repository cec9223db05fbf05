import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.learning.wish.refusals import tell_apart
from jobsearch.text.phrases import words

DATA = Path(__file__).parents[2] / "data"


def judged(name: str) -> list[tuple[str, list[str], list[str]]]:
    """Return the wishes of a file, with what they seek and refuse, judged before any code read them."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [
            (row["wish"], *([one for one in row[said].split("|") if one] for said in ("sought", "refused")))
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(
    ("wish", "sought", "refused"),
    judged("refusals.csv") + judged("refusals-others.csv") + judged("refusals-more.csv"),
)
def test_reads_a_wish_as_a_person_did(wish: str, sought: list[str], refused: list[str]) -> None:
    said = tell_apart(wish)
    assert [one.casefold() for one in said.refused] == refused
    found = " ".join(said.sought).casefold()
    assert [one for one in sought if one not in found] == []
    # What is sought of "marketing, no affiliate marketing" is marketing all the same.
    assert [one for one in refused if f" {' '.join(words(one))} " in f" {' '.join(words(found))} "] == []


@pytest.mark.parametrize(("wish", "sought", "refused"), judged("refusals-alike.csv"))
def test_what_is_said_like_a_refusal_is_none_and_a_refusal_said_unlike_others_is_one(
    wish: str, sought: list[str], refused: list[str]
) -> None:
    test_reads_a_wish_as_a_person_did(wish, sought, refused)


def test_a_wish_without_refusals_is_sought_as_it_stands() -> None:
    assert tell_apart("python backend, remote europe").sought == ("python backend", "remote europe")
    assert tell_apart("python backend, remote europe").refused == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    said = tell_apart(text)
    assert all(words(part) for part in said.sought + said.refused)


@pytest.mark.parametrize(
    "again", ["not ", "no a but ", "I hate but not ", "never, ", "non-x or ", "zero but "]
)
def test_a_text_of_nothing_but_refusals_is_read(again: str) -> None:
    said = tell_apart(again * 700)
    assert all(words(part) for part in said.sought + said.refused)


@given(
    st.lists(
        st.sampled_from(["no", "not", "but", ",", "or", "don't want", "crypto", "Go", ".", ":"]), max_size=40
    )
)
def test_no_word_is_both_where_it_is_said_once(tokens: list[str]) -> None:
    said = tell_apart(" ".join(tokens))
    assert len(said.sought) + len(said.refused) <= len(tokens)
