"""What a person types to search for, as an expression of SQLite's full-text search; pure.

    python "machine learning" django*   a word, words that follow each other, words that begin so

The index (schema.py) and this module write names with signs alike: "C++" is "cplusplus" in both.
"""

import re

from jobsearch.characters import ascii_lower, one_line

INDEX = "post_words"
_SIGNS = (
    *((" .net", " dotnet"), ("(.net", "(dotnet"), ("/.net", "/dotnet")),
    *(("c++", "cplusplus "), ("c#", "csharp "), ("f#", "fsharp ")),
)
_TERM = re.compile(r'"(?P<phrase>[^"]*)"?(?P<starts>\*?)|(?P<word>[^\s"]+)')


def expression(text: str) -> str:
    """Return the FTS5 expression for what a person typed, "" when it holds no word; any text will do.

    Every word and every phrase in quotation marks has to occur, wherever; a star stands for any ending.
    (sqlite.org/fts5.html, 3: in quotation marks all is text, so that nothing can be a syntax error.)
    """
    terms = (_term(match) for match in _TERM.finditer(one_line(text)))
    return " ".join(dict.fromkeys(term for term in terms if term))


def spelled(text: str) -> str:
    """Return a text of the index with the names with signs as people write them."""
    for sign, word in _SIGNS:
        text = text.replace(word, sign)
    return text.strip()


def _term(match: re.Match[str]) -> str:
    words = _folded(match["phrase"] or match["word"] or "")
    if not any(sign.isalnum() for sign in words):
        return ""
    return f'"{words}"' + ("*" if match["starts"] or words.endswith("*") else "")


def _folded(text: str) -> str:
    text = ascii_lower(f" {text}")
    for sign, word in _SIGNS:
        text = text.replace(sign, word)
    return text.strip()
