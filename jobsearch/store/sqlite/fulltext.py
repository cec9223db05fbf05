"""The full-text index of posts, and the search syntax.

The index is a cache, updated when posts are stored and completed before a search. An upgraded store has an
empty index, and its posts are pending until the next search. SQLite can remove a post from the index only if
it is given the indexed text, so a post is removed before it changes.

A search consists of words, phrases, prefixes, and excluded words:

    python "machine learning" django* -senior

The index contains texts processed by searchable(), which schema.py applies, and search words are processed in
the same way: "C++" becomes "cplusplus" in both. Changing this function requires an upgrade of the schema that
empties the index.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import text

from jobsearch.text.characters import ascii_lower, one_line

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobsearch.store.tables import Reader

INDEX = "post_words"
_APART = "\u200b"  # separates words like a space, and does not occur in stored text
_UNPARTED = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_SIGNS = (
    (re.compile(r"(?<![^\W_])\.net(?![^\W\d_])"), f"{_APART}dotnet{_APART}"),
    (re.compile(r"c\+\+"), f"cplusplus{_APART}"),
    (re.compile(r"([cf])#"), rf"\1sharp{_APART}"),
    # Chinese and Japanese do not separate words, so each character is a word here, and each word a phrase.
    (re.compile(f"[{_UNPARTED}]"), rf"{_APART}\g<0>{_APART}"),
)
_SPELLED = {"dotnet": ".net", "cplusplus": "c++", "csharp": "c#", "fsharp": "f#", _APART: ""}
_TERM = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?(?P<starts>\*?)|(?P<word>[^\s"]+))')
_OPERATORS = {"AND", "OR", "NOT"}
_COLUMNS = "title, company, description"
_INDEXED = f"SELECT id FROM {INDEX}_docsize"  # noqa: S608 - a row for each post (sqlite.org/fts5.html, 9)
_GIVEN = "SELECT value FROM json_each(:ids)"
_PUT = f"""
    INSERT INTO {INDEX} (rowid, {_COLUMNS})
    SELECT id, {_COLUMNS} FROM post_texts WHERE id NOT IN ({_INDEXED})
"""  # noqa: S608 - contains only constants, as below
_FORGET = f"""
    INSERT INTO {INDEX} ({INDEX}, rowid, {_COLUMNS})
    SELECT 'delete', id, {_COLUMNS} FROM post_texts WHERE id IN ({_INDEXED})
"""  # noqa: S608
_QUOTE = f"""
    SELECT rowid, snippet({INDEX}, -1, '', '', '…', 12) AS quote FROM {INDEX}
    WHERE {INDEX} MATCH :expression AND rowid IN ({_GIVEN})
"""  # noqa: S608
COUNT_PENDING = f"SELECT (SELECT count(*) FROM job_posts) - (SELECT count(*) FROM ({_INDEXED}))"  # noqa: S608


def index(session: "Session", ids: Iterable[int]) -> None:
    """Add posts to the index, except those already in it."""
    session.execute(text(f"{_PUT} AND id IN ({_GIVEN})"), {"ids": json.dumps(list(ids))})


def index_pending(session: "Session", most: int = -1) -> None:
    """Add at most `most` missing posts to the index, or all of them if `most` is negative."""
    session.execute(text(f"{_PUT} LIMIT :most"), {"most": most})


def count_pending(reader: "Reader") -> int:
    """Return the number of posts missing from the index."""
    return reader.scalar(text(COUNT_PENDING)) or 0


def snippets(reader: "Reader", expression: str, ids: Iterable[int]) -> dict[int, str]:
    """Return the indexed words around the match in each of these posts, by post ID.

    Posts that do not match are omitted.
    """
    given = {"expression": expression, "ids": json.dumps(list(ids))}
    return {row.rowid: row.quote for row in reader.execute(text(_QUOTE), given)}


def forget(session: "Session", ids: Iterable[int]) -> None:
    """Remove posts from the index.

    This must be done before their text changes.
    """
    session.execute(text(f"{_FORGET} AND id IN ({_GIVEN})"), {"ids": json.dumps(list(ids))})


def expression(text: str) -> str:
    """Return the FTS5 expression for a search, or "" if it requires no word.

    Any text is accepted. All words and quoted phrases must occur, except those preceded by a minus sign,
    which must not. A star matches any ending. Everything is quoted, so that syntax errors are impossible
    (sqlite.org/fts5.html, 3).
    """
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    for match in _terms(text):
        if term := _term(match):
            (unwanted if match["without"] else wanted)[term] = None
    if not wanted or not unwanted:
        return " ".join(wanted)
    return f"({' '.join(wanted)}) NOT ({' OR '.join(unwanted)})"


def of_title(expression: str) -> str:
    """Return an expression that matches only the title and company of a post, not its description."""
    return f"{{title company}} : ({expression})"


def operators(text: str) -> list[str]:
    """Return each AND, OR, and NOT outside quotation marks, which users may mistake for operators."""
    return [match["word"] for match in _terms(text) if match["word"] in _OPERATORS]


def required_words(text: str) -> str:
    """Return the words that a search requires, without quotation marks, stars, or excluded words.

    For example, '"data lake" engin* -"senior staff"' becomes 'data lake engin'.
    """
    required = (match["phrase"] or match["word"] or "" for match in _terms(text) if not match["without"])
    return " ".join(word.removesuffix("*") for word in " ".join(required).split())


def _terms(text: str) -> Iterator[re.Match[str]]:
    return _TERM.finditer(one_line(text))


def searchable(text: str) -> str:
    """Return a text in the form in which the index stores it."""
    text = ascii_lower(text)
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    return text


def spelled(text: str) -> str:
    """Return a text from the index with names such as C++ in their usual spelling."""
    for word, sign in _SPELLED.items():
        text = text.replace(word, sign)
    return text.strip()


def _term(match: re.Match[str]) -> str:
    words = " ".join(searchable(match["phrase"] or match["word"] or "").replace(_APART, " ").split())
    if not any(sign.isalnum() for sign in words):
        return ""
    return f'"{words}"' + ("*" if match["starts"] or words.endswith("*") else "")
