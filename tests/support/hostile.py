"""Text that plays tricks on a terminal, a store that is full of it, and what a terminal was really sent."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

TRICKS = {
    "colors and cursor": "\x1b[5mblink\x1b[38;5;201m \x1b[2J\x1b[1;1H\x1b[?1049h\x1b[6n",
    "links": "\x1b]8;;http://evil.example/\x07here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;QUJD\x07 \x1b]52;c;QUJD\x1b\\",
    "window title": "\x1b]0;gone\x07 \x1b]2;gone\x1b\\",
    "device control": "\x1bP+q544e\x1b\\ \x1b_G\x1b\\ \x1bc \x1b#8 \x1b(0",
    "C1": "\x9b2J \x9d0;gone\x9c \x90q\x9c \x84 \x8d",
    "control characters": "NUL \x00 bell \x07 back \x08 CR \rover VT \x0b FF \x0c tab \t DEL \x7f SO \x0e",
    "line ends": "one\ntwo\u2028three\u2029four\x85five\r\nsix",
    "directions": "\u202egnp.exe\u202c \u2066in\u2069 \u2067in\u2069 \u200e\u200f\u061c",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 (1)",
    "nothing to see": "zero\u200bwidth\u2060 \ufeff \xad \u180e \U000e0041\U000e007f \ufff9",
    "fillers": "\u3164 \u115f\u1160 \u2800 \uffa0 a\u034fb a\u180bb \ufe0e",
    "markup": "[/b] [red] [link=http://evil.example]x[/link] \\[ :boom: {0} %s </b> <script>",
    "emoji": (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f5\U0001f1f9 \U0001f1f5 \U0001f44b\U0001f3fd "
        "\u2764\ufe0f 1\ufe0f\u20e3 \U0001f3f3\ufe0f\u200d\U0001f308"
    ),
    "combining marks": "Z" + "\u0335\u0301" * 300 + " \u0301lone",
    "wide": "\u6771\u4eac\u3067\u50cd\u304f\u958b\u767a\u8005" * 20,
    "a long word": "W" * 10_000,
    "formula": "=HYPERLINK(1)",
    "out of range": "\U0010ffff \ue000 \ufffe \U000f0000",
}
ALL = " ".join(TRICKS.values())
# What the program means: colors of ours, links to posts of the board, and what draws a screen in place.
MEANT = re.compile(
    r"\x1b\[(?:(?:[0-4]|3[0-7]|9[0-7])(?:;|(?=m)))*m"
    r"|\x1b\]8;id=[0-9]+;https://remoteok\.com/[!-~]*\x1b\\|\x1b\]8;;\x1b\\"
    r"|\x1b\[[0-9]*;?[0-9]*H|\x1b\[2K|\x1b\[1?J|\x1b\[1A|\x1b\[\?(?:7|25|1049|2004)[hl]|\x1b\[\?1007[slr]",
    re.IGNORECASE,
)
# Text that means something to the program: a key, a digest, a code. All other text may be anything.
_OF_THE_PROGRAM = {
    "stage",
    *("source", "external_id", "label", "sha256", "labels_digest", "content_hash", "rules_version"),
    *("others", "allowed", "doubtful", "excluded", "language"),
}
_WORDS = {"words", "excluded_words"}


def obeyed(sent: str) -> set[str]:
    """Return the characters that a terminal obeys or hides, apart from sequences that the program means."""
    rest = MEANT.sub("", sent)
    return {c for c in rest if unicodedata.category(c) in {"Cc", "Cf", "Cs"}} - set("\n\r\t")


def fill(store: Path) -> None:
    """Put tricks into every text of a store, around the door, as another version might have.

    Every post has one of its own, in all its fields; a label has a hostile key as well.
    """
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        for name in ("never_change", "never_go"):
            connection.execute(f"DROP TRIGGER applications_{name}")
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'post_words%'"
            )
        ]
        for table in tables:
            for _number, column, kind, *_rest in connection.execute(f"PRAGMA table_info({table})").fetchall():
                if kind in {"VARCHAR", "JSON"} and column not in _OF_THE_PROGRAM:
                    _fill(connection, table, column, _spoiled_json if kind == "JSON" else _spoiled)
        connection.execute(
            "INSERT INTO labels (source, external_id, label, labeled_at) VALUES ('remoteok', ?, 'unsure', ?)",
            (TRICKS["clipboard"] + TRICKS["directions"], "2026-01-01 00:00:00.000000"),
        )


def _fill(
    connection: sqlite3.Connection, table: str, column: str, spoiled: Callable[[Any, str, str], str]
) -> None:
    rows = connection.execute(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()
    changed = [
        (spoiled(value, trick, column), row) for (row, value), trick in zip(rows, cycle(TRICKS.values()))
    ]
    connection.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed)


def _spoiled(value: str, trick: str, _column: str) -> str:
    return f"{value} {trick}"


def _spoiled_json(value: str, trick: str, column: str) -> str:
    """Spoil the texts of a JSON value; of a post's facts, only the words that it quotes."""

    def spoil(part: Any, name: str = "") -> Any:
        match part:
            case dict():
                return {key: spoil(below, key) for key, below in part.items()}
            case list():
                return [spoil(below) for below in part]
            case str() if column != "facts" or name in _WORDS:
                return f"{part} {trick}"
            case _:
                return part

    return json.dumps(spoil(json.loads(value)))
