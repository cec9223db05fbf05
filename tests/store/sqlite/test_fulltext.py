"""The full-text index holds the words of every stored post, as they are now."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.postings import NOON, posting
from support.stored import LATER

from jobsearch.domain.query import Query
from jobsearch.store import open_posts
from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite import fulltext, functions
from jobsearch.store.sqlite.engine import Engine, connect, reading, writing
from jobsearch.store.sqlite.fulltext import expression, required_words
from jobsearch.store.sqlite.schema import UPGRADES

TITLES = {
    1: "C++ Developer",
    2: "C Developer",
    3: "Senior C#/.NET Engineer",
    4: "Node.js Backend",
    5: "Node and JS, nodes",
    6: "Developer, C++17 and Objective-C++",
    7: "S\u00e3o Paulo Data Scientist",
    8: ".NET Developer",
    9: "Net Income Analyst",
    10: "ASP.NET Engineer",
    11: "F# Engineer (.NET)",
    12: "\u6771\u4eac\u3067\u50cd\u304f\u958b\u767a\u8005",
}


def put(store: Engine, titles: dict[int, str], **fields: str) -> None:
    with writing(store) as session:
        posts = [posting(number, title=title, **fields) for number, title in titles.items()]
        stored_posts.upsert(session, posts, LATER)
        fulltext.index_pending(session)
        session.commit()


def found(store: Engine, typed: str) -> set[int]:
    with reading(store) as session:
        posts = open_posts.best(session, Query(search=typed))
        return {int(post.external_id) for post, _score, _reasons in posts}


def is_sound(path: Path) -> bool:
    """Compare the index with the posts, word by word (sqlite.org/fts5.html, 6.4)."""
    with closing(sqlite3.connect(path)) as connection:
        functions.add(connection)
        connection.execute("INSERT INTO post_words (post_words, rank) VALUES ('integrity-check', 1)")
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.fixture
def titled(store: Engine) -> Engine:
    put(store, TITLES)
    return store


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("c++", {1, 6}),
        ("C++17", {6}),
        ("cplusplus", {1, 6}),
        ("c", {2}),
        ("c#", {3}),
        ("csharp", {3}),
        ("f#", {11}),
        (".net", {3, 8, 11}),
        ("dotnet", {3, 8, 11}),
        ("asp.net", {10}),
        ("net", {9, 10}),
        ("node.js", {4}),
        ("node js", {4, 5}),
        ("node*", {4, 5}),
        ("nod", set()),
        ("sao paulo", {7}),
        ('"paulo data"', {7}),
        ('"data paulo"', set()),
        ("data paulo", {7}),
        ("DEVELOPER c++", {1, 6}),
        ("developer -c++", {2, 8}),
        ("engineer -.net -asp.net", set()),
        ('data -"paulo data"', set()),
        ("\u6771\u4eac", {12}),
        ("\u958b\u767a", {12}),
        ("\u4eac\u6771", set()),
    ],
)
def test_finds_words_phrases_and_names_with_signs(titled: Engine, typed: str, numbers: set[int]) -> None:
    assert found(titled, typed) == numbers


def test_finds_words_in_title_company_and_description(store: Engine) -> None:
    put(
        store,
        {1: "Engineer"},
        company="Acme",
        description="We write Kafka consumers in C++.\n\n\u2022 .NET too",
    )
    assert all(found(store, typed) == {1} for typed in ("acme", "kafka c++ engineer", ".net", "consumers"))
    assert found(store, "remoteok") == set()


@pytest.mark.parametrize(
    "before", ['"', "'", "[", ",", "\n", "\xa0", "\u2022", "\u201c", "-", ":", "_", "+", "\t"]
)
def test_finds_net_after_whatever_is_no_letter_and_no_digit(store: Engine, before: str) -> None:
    put(store, {1: "Engineer"}, description=f"We write{before}.NET8 here")
    put(store, {2: "Engineer"}, description="We write asp.net and 1.net and \u00e9.net here")
    assert (found(store, ".net"), found(store, ".NET8")) == ({1}, {1})


def test_follows_a_post_that_changes(titled: Engine, path: Path) -> None:
    put(titled, {1: "Rust Developer", 2: "C Developer"})
    assert (found(titled, "c++"), found(titled, "rust"), found(titled, "c")) == ({6}, {1}, {2})
    assert is_sound(path)


def test_forgets_a_changed_post_until_it_is_indexed_again(titled: Engine) -> None:
    with writing(titled) as session:
        stored_posts.upsert(session, [posting(1, title="Rust Developer")], LATER)
        assert fulltext.count_pending(session) == 1
        session.commit()
    assert (found(titled, "c++"), found(titled, "rust")) == ({6}, set())


def test_indexes_a_post_once_however_often_it_is_asked_to(titled: Engine, path: Path) -> None:
    with writing(titled) as session:
        fulltext.index(session, [1, 2, 3, 999])
        fulltext.index_pending(session)
        fulltext.forget(session, [4, 4, 999])
        fulltext.forget(session, [4])
        fulltext.index(session, [4])
        session.commit()
    assert found(titled, "node.js") == {4}
    assert is_sound(path)


def test_indexes_no_more_at_once_than_asked_for(titled: Engine) -> None:
    with writing(titled) as session:
        fulltext.forget(session, range(1, 6))
        for left in (3, 1, 0):
            fulltext.index_pending(session, 2)
            assert fulltext.count_pending(session) == left


def test_a_store_that_was_upgraded_is_indexed_when_somebody_searches(path: Path) -> None:
    before = connect(path, UPGRADES[:2])
    with writing(before) as session:
        columns = dict.fromkeys(("url", "apply_url", "location", "trap_word", "content_hash"), "")
        row = columns | {"source": "remoteok", "company": "Acme", "tags": "[]", "raw": b"", "posted_at": NOON}
        row |= {"first_seen": str(NOON), "last_seen": str(NOON), "posted_at": str(NOON)}
        names = [*row, "external_id", "title", "description"]
        marks = ", ".join("?" * len(names))
        for number, title in TITLES.items():
            session.connection().exec_driver_sql(
                f"INSERT INTO job_posts ({', '.join(names)}) VALUES ({marks})",
                (*row.values(), str(number), title, "text"),
            )
        session.commit()
    store = connect(path)
    with writing(store) as session:
        assert fulltext.count_pending(session) == len(TITLES)
        stored_posts.upsert(session, [posting(1, title="Changed before it was ever indexed")], LATER)
        fulltext.index_pending(session)
        assert fulltext.count_pending(session) == 0
        session.commit()
    assert (found(store, "c++"), found(store, "ever")) == ({6}, {1})
    assert is_sound(path)


@given(typed=st.text() | st.text(alphabet="\"*+-^:(){}.#\\'c NEARANDORNOT\x00", max_size=60))
@example(typed='"' * 999)
@example(typed="a " * 5_000)
@example(typed="*" * 999)
@example(typed="\ud800 \x00 a")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_can_be_searched_for(titled: Engine, typed: str) -> None:
    if expression(typed):
        assert found(titled, typed) <= set(TITLES)


@given(title=st.text(alphabet="cCfF+#./( nNeEtT,1\u00e9", min_size=1, max_size=12).filter(str.strip))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_title_finds_itself(store: Engine, title: str) -> None:
    """The signs become the same letters in the index and in a question."""
    title = " ".join(title.split())
    put(store, {1: title})
    if expression(title):
        assert found(store, title) == found(store, f'"{title}"') == {1}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"data lake" engin* -"senior staff"', "data lake engin"),
        ("c++ -java go*", "c++ go"),
        ('-"never closed', ""),
        ('one"two"three', "one two three"),
        ('"machine lear"*', "machine lear"),
        ("well-known", "well-known"),
    ],
)
def test_only_required_words_are_left_of_a_search(typed: str, words: str) -> None:
    assert required_words(typed) == words
