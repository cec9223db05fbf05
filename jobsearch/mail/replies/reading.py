"""Read what a reply says: sentence by sentence, the strongest statement first.

subject and text -> folded sentences, without those that say what may come to be
  -> rejected, else interview, else acknowledged, where the message is about the person's application
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jobsearch.mail.messages import Message
from jobsearch.mail.replies.english import ENGLISH
from jobsearch.mail.replies.french import FRENCH
from jobsearch.mail.replies.german import GERMAN
from jobsearch.mail.replies.phrases import Phrases
from jobsearch.mail.replies.portuguese import PORTUGUESE
from jobsearch.mail.replies.spanish import SPANISH
from jobsearch.text.characters import one_line
from jobsearch.text.folding import fold

Said = Literal["acknowledged", "interview", "rejected"]

TABLES = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE)
_ORDER: tuple[Said, ...] = ("rejected", "interview", "acknowledged")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=[A-Z])")
_MOST = 8_000  # characters that say what a message is about
_MOST_SENTENCE = 600
_SHOWN = 160
_ENOUGH = 2  # words about work, where no application of the reader is named


@dataclass(frozen=True)
class Reply:
    """What a message says of an application, and the words that do."""

    said: Said
    words: str


def read_reply(message: Message) -> Reply | None:
    """Return what a message says of an application, None where it is no reply to one."""
    text = f"{message.subject}.\n\n{message.text[:_MOST]}"
    folded = fold(text)
    is_yours = any(_has(table.yours, folded) for table in TABLES)
    if not is_yours and any(_has(table.bulk, folded) for table in TABLES):
        return None
    found = [reply for table in TABLES if (reply := _by(table, text, folded, is_yours=is_yours)) is not None]
    return min(found, key=lambda one: _ORDER.index(one.said), default=None)


def _by(table: Phrases, text: str, folded: str, *, is_yours: bool) -> Reply | None:
    about = set(_all(table.about, folded))
    if not about or (not is_yours and len(about) < _ENOUGH):
        return None
    sentences = [part for part in _SENTENCE.split(text) if part.strip()]
    for said in _ORDER:
        for sentence in sentences:
            plain = fold(sentence[:_MOST_SENTENCE])
            plain = " ".join(plain.split())
            if _has(getattr(table, said), plain) and not _has(table.conditional, plain):
                return Reply(said, one_line(sentence)[:_SHOWN])
    return None


def _all(phrase: str, text: str) -> list[str]:
    return _compiled(phrase).findall(text)


def _has(phrase: str, text: str) -> bool:
    return _compiled(phrase).search(text) is not None


@lru_cache(maxsize=64)
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase)
