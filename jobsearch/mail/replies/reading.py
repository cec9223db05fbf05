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
# Whoever writes of an application and names an hour means to meet; folded, in five languages.
_TIME = (
    r"\b\d{1,2}[:.]\d\d (?:uhr|am|pm|h|utc|cet|gmt|bst)|\b\d{1,2}(?::\d\d)? ?(?:uhr\b|[ap]m\b)|"
    r"\b(?:at|um|a las|as) \d{1,2}(?:[:.h]\d\d|h\b)|\b\d{1,2} ?h(?: ?\d\d)?\b|, \d{1,2}:\d\d"
)
_APPLICATION = (
    r"(?:your|ihrer?|deiner?|votre|ta|tu|su|sua|tua) (?:[\w-]+ ){0,2}"
    r"(?:application|bewerbung|candidature|candidatura|solicitud|inscripcion|inscricao)"
)
# Of what else people apply for, and hear of in the same words.
_OTHER_REQUESTS = (
    r"(?:rental|tenancy|visa|passport|loan|mortgage|credit card|planning|membership|insurance|grant|scholarship|"
    r"school|nursery|parking) (?:\w+ )?application|application for (?:the |a |your )?(?:\w+ )?(?:flat|apartment|house|"
    r"visa|loan|mortgage|passport|grant|scholarship|membership|card|permit|benefit)|"
    r"antrag auf|(?:wohnungs|kredit|kita|studienplatz)bewerbung|bewerbung (?:um|fur) (?:die|eine|ihre) (?:\w+ )?wohnung|"
    r"dossier (?:de pret|locatif|de location|d'inscription)|demande de (?:pret|logement|bourse|visa)|"
    r"solicitud de (?:beca|prestamo|visado|devolucion|ayuda|hipoteca|credito)|"
    r"pedido de (?:credito|emprestimo|visto|bolsa|reembolso)|candidatura a (?:bolsa|apoio|subsidio)"
)
_ENOUGH = 2  # words about work, where no application of the reader is named


@dataclass(frozen=True)
class Reply:
    """What a message says of an application, and the words that do."""

    said: Said
    words: str


def read_reply(message: Message, *, is_employer: bool = False) -> Reply | None:
    """Return what a message says of an application, None where it is no reply to one.

    `is_employer` says that the sender is one whom the person applied to, whatever the words.
    """
    text = f"{message.subject}.\n\n{message.text[:_MOST]}"
    folded = fold(text)
    if _has(_OTHER_REQUESTS, folded) and not is_employer:
        return None
    is_yours = any(_has(table.yours, folded) for table in TABLES)
    if not _has(_APPLICATION, folded) and any(_has(table.bulk, folded) for table in TABLES):
        return None
    spoken = [one for one in TABLES if _is_about(one, folded, is_yours=is_yours or is_employer)]
    if is_employer:
        spoken = spoken or list(TABLES)
    found = [reply for table in spoken if (reply := _by(table, text, folded)) is not None]
    return min(found, key=lambda one: _ORDER.index(one.said), default=None)


def _is_about(table: Phrases, folded: str, *, is_yours: bool) -> bool:
    """Tell whether a message is about work, in the language of a table."""
    return len(set(_all(table.about, folded))) >= (1 if is_yours else _ENOUGH)


def _by(table: Phrases, text: str, folded: str) -> Reply | None:
    sentences = [part for part in _SENTENCE.split(text) if part.strip()]
    names_hours = _has(_APPLICATION, folded)
    told = [(one, " ".join(fold(one[:_MOST_SENTENCE]).split())) for one in sentences]
    told = [(sentence, plain) for sentence, plain in told if not _has(table.conditional, plain)]
    for said in _ORDER:
        phrase = f"{table.interview}|{_TIME}" if said == "interview" and names_hours else getattr(table, said)
        for sentence, plain in told:
            if _has(phrase, plain):
                return Reply(said, one_line(sentence)[:_SHOWN])
    return None


def _all(phrase: str, text: str) -> list[str]:
    return _compiled(phrase).findall(text)


def _has(phrase: str, text: str) -> bool:
    return _compiled(phrase).search(text) is not None


@lru_cache(maxsize=64)
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase)
