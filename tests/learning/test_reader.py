"""Posts that are read many at a time have the terms that each has alone."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.postings import posting

from jobsearch.domain.posting import Posting
from jobsearch.learning import counts, reader
from jobsearch.learning.counts import count
from jobsearch.learning.views import terms
from jobsearch.learning.vocabulary import skills
from jobsearch.text.folding import fold
from jobsearch.text.phrases import words

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "posts.jsonl"
_PHRASES = [phrase for names in skills.SKILLS.values() for phrase in names.split(", ")]
_ODD = ("\u2019", "\u2014", "\u200b", "_x_", "# .", "\ud800")
_WITH_ACCENTS = ("İstanbul", "I\u0307", "J\u030c", "Ångström", "e\u0301", "\ufb01rm", "数据")
_COMMON = ("machine", "learning", "Data", "the", "as", "code", "s", ".", "node.js.", "c++/C#")
_PIECES = st.sampled_from([*_PHRASES, *_COMMON, *_ODD, *_WITH_ACCENTS])
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=12).flatmap(
    lambda pieces: st.sampled_from([" ", "", "\n", ", ", "-"]).map(lambda between: between.join(pieces))
)


def of_each(posts: list[Posting]) -> list[Counter[str]]:
    return [Counter(terms(post)) for post in posts]


def of_all(posts: list[Posting]) -> list[Counter[str]]:
    found = count(posts)
    rows = [found.rows[place] for place in range(found.rows.shape[0])]
    return [
        Counter(
            {found.names[column]: int(number) for column, number in zip(row.indices, row.data, strict=True)}
        )
        for row in rows
    ]


@settings(database=None, deadline=None, max_examples=60)
@example(["learning", "machine"])
@example(["infrastructure as", "code"])
@example(["", "aws", ""])
@given(st.lists(_TEXTS, max_size=5))
def test_no_description_is_read_otherwise_or_into_the_next(texts: list[str]) -> None:
    posts = [posting(number, title="Nurse", description=text) for number, text in enumerate(texts, 1)]
    assert of_all(posts) == of_each(posts)


@settings(database=None, deadline=None, max_examples=60)
@given(_TEXTS, _TEXTS, _TEXTS)
def test_titles_tags_and_places_are_read_as_alone(title: str, tag: str, place: str) -> None:
    posts = [
        posting(1, title=title, tags=(tag,), location=place),
        posting(2, title=title, tags=(place, tag), location=title),
    ]
    assert of_all(posts) == of_each(posts)


@settings(database=None, deadline=None, max_examples=settings().max_examples * 3)
@given(_TEXTS)
def test_the_words_of_the_parts_are_those_of_the_whole_text(text: str) -> None:
    lower = unicodedata.normalize("NFC", text).replace("\u0130", "i").casefold()
    found = re.findall(r"[^\W_][\w+#]*(?:\.+[\w+#]+)*", lower)
    assert words(text) == [word if word.isascii() else fold(word) for word in found]


def test_what_is_forgotten_between_posts_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_REMEMBERED", 3)
    monkeypatch.setattr(counts, "_READ_AT_ONCE", 2)
    posts = [
        posting(number, description=f"{_PHRASES[number]} kafka. aws, post{number}") for number in range(9)
    ]
    assert of_all(posts) == of_each(posts)


@pytest.mark.skipif(not REAL.exists(), reason="the posts are beside the project, and not part of it")
def test_real_posts_are_read_as_alone() -> None:
    with REAL.open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file][::7]
    posts = [
        posting(
            number,
            title=one["title"] or "",
            location=one["location"] or "",
            tags=(one["category"] or "",),
            description=one["description"] or "",
        )
        for number, one in enumerate(found)
    ]
    assert len(posts) > 300
    assert of_all(posts) == of_each(posts)
