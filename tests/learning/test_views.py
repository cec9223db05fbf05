import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.postings import posting

from jobsearch.domain.posting import Posting
from jobsearch.learning.views import (
    VIEWS,
    display_term,
    says_something,
    terms,
    view_of,
    view_weights,
    words_of_term,
)


def of_view(view: str, post: Posting) -> list[str]:
    return [term.removeprefix(f"{view}: ") for term in terms(post) if view_of(term) == view]


@pytest.mark.parametrize("word", ["c++", "c#", "f#", "node.js", "asp.net", "k8s", "3d", "数据"])
def test_keeps_a_word_whole(word: str) -> None:
    text = of_view("text", posting(title="x", description=f"We use {word}, ({word}) and {word}."))
    assert text.count(word) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C++/C#", ["c++", "c#"]),
        ("Node.js.", ["node.js"]),
        ("real-time", ["real", "time"]),
        ("«Kafka»", ["kafka"]),
        ("_private_", ["private_"]),
        ("the and of", []),
        ("R & D", []),
        ("🚀 ... -- ++ ##", []),
    ],
)
def test_reads_the_telling_words_of_a_text(text: str, found: list[str]) -> None:
    assert of_view("text", posting(title="x", tags=(), description=text)) == found


def test_title_and_tags_belong_to_the_text_as_well() -> None:
    post = posting(title="Kafka expert", tags=("Kafka",), description="kafka")
    assert of_view("text", post) == ["kafka", "expert", "kafka", "kafka"]


def test_reads_the_neighbours_in_a_title() -> None:
    found = of_view("title", posting(title="Senior Data Engineer"))
    assert found == ["senior", "data", "engineer", "senior data", "data engineer"]


def test_a_short_word_tells_something_in_a_title_only() -> None:
    post = posting(title="R developer", description="r")
    assert "r" in of_view("title", post)
    assert "r" not in of_view("text", post)


def test_a_tag_of_several_words_is_one_term() -> None:
    assert of_view("tag", posting(tags=("Machine Learning",))) == ["machine learning"]


def test_a_place_is_words_and_a_part_of_the_world_but_no_text() -> None:
    post = posting(title="x", location="Berlin, Germany")
    assert of_view("place", post) == ["berlin", "germany", "europe"]
    assert "berlin" not in of_view("text", post)


def test_a_title_tells_occupation_field_and_level() -> None:
    post = posting(title="Senior Customer Success Manager")
    assert "customer success" in of_view("occupation", post)
    assert "customers" in of_view("field", post)
    assert of_view("level", post) == ["senior", "manager"]


def test_tags_tell_the_field_of_a_text_without_a_title_only() -> None:
    post = posting(title="Ninja", tags=("golang", "backend"))
    assert of_view("occupation", post) == ["(none)"]
    assert of_view("field", post) == ["(none)"]
    assert set(of_view("field", replace(post, title=""))) == {"software"}


def test_a_title_names_its_profession_industry_language_and_contract() -> None:
    post = posting(title="Fund Accountant (German speaking, freelance)", tags=("fintech", "payments"))
    assert of_view("profession", post) == ["accountants and auditors"]
    assert of_view("industry", post) == ["fintech"]
    assert of_view("language", post) == ["german"]
    assert of_view("contract", post) == ["freelance"]


def test_a_description_tells_the_skills() -> None:
    post = posting(description="You know Kubernetes, Terraform and Zendesk.")
    assert of_view("skills", post) == ["cloud", "cloud", "customer support"]


def test_a_field_is_crossed_with_place_and_tags_once() -> None:
    post = posting(title="Backend Developer", location="Paris, France", tags=("devops", "devops"))
    assert of_view("work in", post) == ["software / europe"]
    assert of_view("work tagged", post) == ["software / infrastructure"]


def test_an_empty_post_says_only_that_there_is_nothing() -> None:
    empty = terms(posting(title="", location="", tags=(), description=""))
    assert {view_of(term) for term in empty} == set(VIEWS) - {"text"}
    assert not any(map(says_something, empty))


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("kafka", {"kafka"}),
        ("title: data engineer", {"data", "engineer"}),
        ("work in: software / europe", {"software", "europe"}),
        ("tag: (none)", {"no", "tags"}),
        ("skills: (none)", set()),
        ("work in: (none) / europe", {"(none)", "europe"}),
        ("work in: (none) / (none)", set()),
        ("2024", set()),
        ("title: 2024 sales", {"2024", "sales"}),
    ],
)
def test_a_term_tells_its_words(term: str, words: set[str]) -> None:
    assert words_of_term(term) == words


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("kafka", "kafka"),
        ("none", "none"),
        ("title: data engineer", "title: data engineer"),
        ("title: none", "title: none"),
        ("tag: go", "tag: go"),
        ("tag: (none)", "no tags"),
        ("tag: a: b / c {}", "tag: a: b / c {}"),
        ("field: software", "field: software"),
        ("occupation: backend", "work: backend"),
        ("occupation: (none)", ""),
        ("tags of: backend", "tagged as backend"),
        ("level: senior", "level: senior"),
        ("place: (none)", "place: not named"),
        ("work in: software / europe", "software (europe)"),
        ("work in: software / (none)", "software (no region known)"),
        ("work tagged: software / backend", "software tagged as backend"),
        ("work tagged: software / (none)", ""),
    ],
)
def test_a_term_is_spoken_as_a_person_reads_it(term: str, sentence: str) -> None:
    assert display_term(term) == sentence


def test_the_field_counts_most_with_few_answers_and_all_else_the_same() -> None:
    few, some, many = (view_weights(answers) for answers in (20, 40, 2_000))
    assert few["field"] > some["field"] > many["field"]
    assert few | {"field": 0.0} == many | {"field": 0.0}
    assert view_weights(4) == few


def test_neither_company_nor_key_is_read() -> None:
    assert terms(posting(1, title="Baker", company="Acme")) == terms(posting(2, title="Baker", company="Foo"))


@settings(database=None, max_examples=settings().max_examples * 3, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=4), st.text(), st.text())
def test_every_term_of_any_text_belongs_to_a_view(
    title: str, tags: list[str], location: str, description: str
) -> None:
    post = posting(title=title, tags=tuple(tags), location=location, description=description)
    assert {view_of(term) for term in terms(post)} <= set(VIEWS)
    assert all(display_term(term) for term in terms(post) if words_of_term(term))


@pytest.mark.parametrize(
    "text",
    [
        *("a." * 100_000, "a" + "." * 200_000, "+" * 200_000, "a_" * 100_000, "customer " * 25_000),
        *("no x without " * 6_000, "x, without x " * 6_000, "n't" * 60_000),
    ],
)
def test_a_hostile_text_takes_no_longer_than_another(text: str) -> None:
    start = time.process_time()
    terms(posting(title="x", description=text))
    assert time.process_time() - start < 1


def test_what_a_post_denies_is_no_field_industry_or_word() -> None:
    text = "We write Python. The team has never had a sales dinner. No crypto, no bitcoin, no blockchain."
    post = posting(title="Python Developer (no sales)", tags=(), description=text)
    assert not {"sales", "dinner", "crypto", "bitcoin", "blockchain"} & set(of_view("text", post))
    assert of_view("field", post) == of_view("field", posting(title="Python Developer"))
    assert of_view("industry", post) == ["(none)"]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("No Nonsense Marketing Manager", ["nonsense", "marketing", "manager"]),
        ("No Weekends Nurse", ["nurse"]),
        ("No Code Developer", ["code", "developer"]),
        ("No Weekends", ["weekends"]),
    ],
)
def test_a_title_that_begins_with_a_denial_keeps_its_words(title: str, left: list[str]) -> None:
    assert of_view("text", posting(title=title, tags=(), description="")) == left
