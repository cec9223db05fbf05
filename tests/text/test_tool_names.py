"""Ordinary words that are names of tools as well: the tool, where a sentence means it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.tool_names import ORDINARY, means_the_tool, places_of_the_tool

TOOL = [
    ("go", "We write Go and TypeScript."),
    ("go", "Our services are in Go."),
    ("go", "Python, go, Rust or Java"),
    ("go", "Hiring a go developer"),
    ("go", "Senior Go Engineer"),
    ("go", "Senior Engineer (Go)"),
    ("go", "experience with Kafka and Go"),
    ("r", "Statistics in R or Stata"),
    ("r", "an R package"),
    ("c", "Firmware in C/C++"),
    ("rest", "You build REST APIs"),
    ("rest", "rest api design"),
    ("swift", "iOS apps in Swift"),
    ("rust", "• Rust programming"),
    ("spring", "Java and Spring Boot"),
    ("excel", "Strong Excel skills"),
    ("excel", "Word, Excel, Outlook"),
    ("spark", "Hadoop and Spark clusters"),
    ("express", "Node.js, Express, MongoDB"),
]
WORD = [
    ("go", "Make sure that statements go out on time."),
    ("go", "Go to our website"),
    ("go", "our Go-to-Market plan"),
    ("go", "Go/No Go criteria"),
    ("go", "LET'S GO FOR IT"),
    ("go", "the go-live of the system"),
    ("go", "Way To Go"),
    ("r", "the R&D budget"),
    ("c", "a C-level executive"),
    ("c", "Our Series C round"),
    ("d", "we'd love to meet you, m/f/d"),
    ("rest", "the rest of the team"),
    ("rest", "Rest assured that we read it."),
    ("swift", "a swift answer"),
    ("swift", "Swift decisions are made here."),
    ("spring", "interns for spring 2027"),
    ("excel", "You excel at writing"),
    ("express", "to express yourself"),
    ("express", "American Express"),
    ("spark", "ideas that spark joy"),
    ("rust", "a coating against rust"),
    ("notion", "the notion that work is play"),
    ("helm", "at the helm of the team"),
]


@pytest.mark.parametrize(("word", "text"), TOOL)
def test_the_tool_is_meant(word: str, text: str) -> None:
    assert means_the_tool(word, text)


@pytest.mark.parametrize(("word", "text"), WORD)
def test_the_word_is_meant(word: str, text: str) -> None:
    assert not means_the_tool(word, text)


def test_of_a_text_with_both_the_tool_alone_is_found() -> None:
    text = "Things go fast here.\nWe write Go."
    (place,) = places_of_the_tool("go", text)
    assert text[slice(*place)] == "Go"
    assert place[0] > len("Things go fast here.")


@given(st.sampled_from(sorted(ORDINARY)), st.text(max_size=200))
def test_every_text_is_read(word: str, text: str) -> None:
    for start, end in places_of_the_tool(word, f"{text} {word.upper()} {text}"):
        assert start < end
