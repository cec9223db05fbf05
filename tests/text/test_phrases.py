from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch.text.phrases import Phrases, placed_words, words

TABLE = Phrases(
    {"support": "support, help desk", "success": "customer success", "sales": "sales", "c#": "c#"}
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Help Desk", ["support"]),
        ("help desks, HELP-DESK", ["support", "support"]),
        ("customer success and support", ["success", "support"]),
        ("customers successes", []),
        ("the customers success", ["success"]),
        ("sales, sale", ["sales", "sales"]),
        ("C# (c)", ["c#"]),
        ("help the desk", []),
        ("helpdesk supports", ["support"]),
        ("customer", []),
        ("", []),
    ],
)
def test_finds_phrases_whatever_their_case_and_number(text: str, names: list[str]) -> None:
    assert TABLE.names_in(words(text)) == names


@pytest.mark.parametrize("word", ["aws", "ios", "business", "css", "sales", "devops", "kubernetes"])
def test_a_word_that_ends_in_s_is_found_as_it_is(word: str) -> None:
    assert Phrases({"it": word}).names_in([word]) == ["it"]
    assert Phrases({"it": f"x {word}"}).names_in(["x", word]) == ["it"]


def test_the_longest_phrase_counts_and_none_within_it() -> None:
    table = Phrases(
        {"us": "america, mexico state", "latin": "latin america, mexico", "both": "latin america"}
    )
    assert table.names_in(words("Latin America and America")) == ["latin", "both", "us"]
    assert table.names_in(words("Mexico, Mexico State")) == ["latin", "us"]


def test_a_phrase_that_says_nothing_hides_what_is_in_it() -> None:
    table = Phrases({"lead": "lead", "": "lead generation"})
    assert table.names_in(words("Lead Generation Lead")) == ["lead"]


def test_a_phrase_and_its_plural_are_one() -> None:
    assert Phrases({"law": "contract, contracts"}).names_in(["contracts"]) == ["law"]


@settings(database=None, deadline=None)
@given(st.lists(st.sampled_from(["help", "desk", "desks", "customer", "success", "sales", "x"]), max_size=12))
def test_finds_each_phrase_as_often_as_it_stands_there(text: list[str]) -> None:
    pairs = list(pairwise(text))
    found = TABLE.names_in(text)
    assert found.count("support") == sum(
        first == "help" and second in {"desk", "desks"} for first, second in pairs
    )
    assert found.count("success") == pairs.count(("customer", "success"))
    assert found.count("sales") == text.count("sales")


@given(st.text("aZé9_+#. \n\t,;-'’•\u00a0/"))
def test_words_have_their_places(text: str) -> None:
    placed = list(placed_words(text))
    assert [word for word, _start, _end in placed] == words(text)
    assert all(words(text[start:end]) == [word] for word, start, end in placed)


@given(st.text("aZé9_+#. \n\t,;-'’•\u00a0/") | st.text())
def test_words_are_the_same_whatever_stands_beside_them(text: str) -> None:
    assert words(text) == words(f"{text} é")[:-1]
