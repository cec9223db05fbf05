"""Interpret a reply sentence by sentence, strongest statement first.

subject and text -> nothing, for bulk mail, an approach, a survey or an unfinished form
  -> folded sentences in the message's language, without conditional ones
  -> rejection, otherwise invitation, by a decisive phrase; else a rejection by the sum of hints
  -> else a meeting on a given day, otherwise an acknowledgment
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from jobsearch.mail.messages import Message
from jobsearch.mail.replies.english import ENGLISH
from jobsearch.mail.replies.french import FRENCH
from jobsearch.mail.replies.german import GERMAN
from jobsearch.mail.replies.phrases import Hints, Phrases
from jobsearch.mail.replies.portuguese import PORTUGUESE
from jobsearch.mail.replies.spanish import SPANISH
from jobsearch.mail.replies.topics import topic
from jobsearch.text.characters import one_line
from jobsearch.text.folding import fold

Said = Literal["acknowledged", "interview", "rejected"]

TABLES = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE)
_ORDER: tuple[Said, ...] = ("rejected", "interview", "acknowledged")
# A sentence ends at a punctuation mark, except in a date such as "18. Mai" or after a title.
_SENTENCE = re.compile(
    r"(?<=[.!?:;])(?!(?<=\d\.)\s+(?:[a-z]|Jan|Feb|M.rz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))"
    r"(?<!\b[DM]r\.)(?<!\bMrs\.)(?<!\bSra\.)\s+|\n\s*\n|\n(?=[A-Z])"
)
_MOST = 8_000  # maximum characters needed to interpret a message
_MOST_SENTENCE = 600
_SHOWN = 160
# A message about an application that gives a time is an invitation; folded, in five languages.
_TIME = (
    r"\b\d{1,2}[:.]\d\d (?:uhr|am|pm|h|utc|cet|gmt|bst)|\b\d{1,2}(?::\d\d)? ?(?:uhr\b|[ap]m\b)|"
    r"\b(?:at|um|a las|as) \d{1,2}(?:[:.h]\d\d|h\b)|\b\d{1,2} ?h(?: ?\d\d)?\b|, \d{1,2}:\d\d"
)
_APPLICATION = (
    r"\b(?:your|ihrer?|deiner?|votre|ta|tu|su|sua|tua) (?:[\w-]+ ){0,2}"
    r"(?:application|bewerbung|candidature|candidatura|solicitud|inscripcion|inscricao)"
)
# Other kinds of applications, which are answered in the same words.
_OTHER_REQUESTS = (
    r"(?:rental|tenancy|visa|passport|loan|mortgage|credit card|planning|membership|insurance|grant|scholarship|"
    r"school|nursery|parking) (?:\w+ )?application|application for (?:the |a |your )?(?:\w+ ){0,3}(?:flat|apartment|house|"
    r"visa|loan|mortgage|passport|grant|scholarship|membership|card|permit|benefit)|"
    r"antrag auf|(?:wohnungs|kredit|kita|studienplatz)bewerbung|bewerbung (?:um|fur) (?:die|eine|ihre) (?:\w+ )?wohnung|"
    r"rendez-vous pour (?:le |un |votre )(?:passeport|visa|permis)|dossier (?:de pret|locatif|de location|d'inscription)|demande de (?:pret|logement|bourse|visa)|"
    r"solicitud de (?:beca|prestamo|visado|devolucion|ayuda|hipoteca|credito)|"
    r"(?:primeira|proxima) aula|primera clase|driving lesson|matricula\b|pedido de (?:credito|emprestimo|visto|bolsa|reembolso)|candidatura a (?:bolsa|apoio|subsidio)"
)
_DAY = (
    r"\b(?:mon|tues|wednes|thurs|fri|satur)day\b|\btomorrow\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag)s?\b|"
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain)\b|\b(?:lunes|martes|miercoles|jueves|viernes|sabado|manana)\b|"
    r"\b(?:segunda|terca|quarta|quinta|sexta|sabado|amanha)\b|\b\d{1,2}[./]\d{1,2}\b|"
    r"\b\d{1,2}(?:st|nd|rd|th|\.|er)? (?:de |of )?(?:ja|fe|ma|ap|av|ab|ju|au|ag|se|oc|ok|ou|no|de|di)[a-z]+\b"
)
# The date of a past event, a deadline or office hours: not an appointment.
_NO_MEETING = (
    r"submitted|received|closing|deadline|office hours|by the end|eingegangen|eingang|erhalten|frist|erreichbar|spatestens|"
    r"\bvom\b|\brecue?\b|enregistre|date limite|jusqu'au|recibid|registrad|plazo|hasta el|recebid|registad|prazo|ate dia|"
    r"deu entrada|monday to|montag bis|du lundi|lunes a|segunda a sexta|start date"
)
_ABSENCE = (
    r"out of office|(?:automati\w+|auto-?) ?(?:reply|response|antwort)|abwesen|reponse automatique|absence|"
    r"(?:respuesta|resposta) automatica|ausencia|fuera de la oficina"
)
_MANY_SIGNS = 3  # minimum words of bulk mail if the message refers to the reader's application
_REFUSES = 3  # minimum weight of hints for a rejection
_RECEIVES = 2  # minimum weight of hints for an acknowledgment
_Sentences = list[tuple[str, str]]  # original and folded
_ENOUGH = 2  # minimum words about work for an interview if the reader's application is not mentioned
_OF_THE_MOST = 0.75  # of the most likely language's count of common words


@dataclass(frozen=True)
class Reply:
    """The meaning of a message for an application.

    Attributes:
        said: the stage that it states.
        words: the words that state it.
        is_certain: whether the message mentions an application; otherwise, it may be about another matter.

    """

    said: Said
    words: str
    is_certain: bool = True


def read_reply(
    message: Message, *, is_employer: bool = False, title: str = "", company: str = ""
) -> Reply | None:
    """Return the meaning of a message for an application, or None if it is not a reply to one.

    `is_employer` means that the user has applied to the sender, who may propose a meeting without mentioning
    work, although the meeting may then be about another matter. `title` and `company` are those of the
    application, or "" if unknown.
    """
    text = f"{message.subject}.\n\n{message.text[:_MOST]}"
    folded = fold(text)
    about = topic(message, folded, title=title, company=company)
    if about.is_other or _is_something_else(message, folded):
        return None
    spoken = [one for one in _languages(folded) if is_employer or _is_about(one, folded)]
    found = [reply for table in spoken if (reply := _by(table, text, folded)) is not None]
    best = min(found, key=lambda one: _ORDER.index(one.said), default=None)
    if best is None or (is_employer and about.is_unnamed and best.said != "interview"):
        return None  # a refusal that does not say of what is seldom one of an application
    return replace(best, is_certain=about.is_application)


def _is_something_else(message: Message, folded: str) -> bool:
    """Return whether a message is bulk mail, an approach, or an unfinished form rather than a reply."""
    names_it = _has(_APPLICATION, folded)
    if any(_has(table.other, folded) for table in TABLES):
        return True
    if _has(_ABSENCE, fold(message.subject)) and not names_it:
        return True
    if _has(_OTHER_REQUESTS, folded):
        return True
    signs = len({sign for table in TABLES for sign in _all(table.bulk, folded)})
    return signs >= (_MANY_SIGNS if names_it else 1)


def _languages(folded: str) -> list[Phrases]:
    """Return the tables for the message's likely languages: one, unless the message is bilingual."""
    counts = [len(_all(table.common, folded)) for table in TABLES]
    return [table for table, count in zip(TABLES, counts, strict=True) if count >= _OF_THE_MOST * max(counts)]


def _is_about(table: Phrases, folded: str) -> bool:
    """Return whether a message is about work, according to the table for a language."""
    return _has(table.about, folded)


def _by(table: Phrases, text: str, folded: str) -> Reply | None:
    """Return the meaning of a message in one language: decisive phrases first, then weighted hints."""
    sentences = [
        (one, " ".join(fold(one[:_MOST_SENTENCE]).split())) for one in _SENTENCE.split(text) if one.strip()
    ]
    stated = [(one, plain) for one, plain in sentences if not _has(table.conditional, plain)]
    # The part before a condition still counts: "we have your application and will write if ...".
    received = [(one, _before(table.conditional, plain)) for one, plain in sentences]
    invites = [(one, plain) for one, plain in stated if not _has(table.elsewhen, plain)]
    is_yours = _has(_APPLICATION, folded) or _has(table.yours, folded)
    return (
        _first("rejected", table.rejected, stated)
        or _first("interview", table.interview, invites)
        or _summed("rejected", table.regrets, stated, _REFUSES)
        or (_meets(table, invites) if is_yours or len(set(_all(table.about, folded))) >= _ENOUGH else None)
        or _first("acknowledged", table.acknowledged, received)
        or (_summed("acknowledged", table.receipts, stated, _RECEIVES) if is_yours else None)
    )


def _first(said: Said, phrase: str, sentences: _Sentences) -> Reply | None:
    """Return the reply expressed by the first sentence that contains a phrase."""
    found = (sentence for sentence, plain in sentences if _has(phrase, plain))
    return next((Reply(said, one_line(sentence)[:_SHOWN]) for sentence in found), None)


def _summed(said: Said, hints: Hints, sentences: _Sentences, least: int) -> Reply | None:
    """Return the reply to which hints add up, counting each once, with the words of the strongest hint."""
    found = [(weight, reply) for weight, hint in hints if (reply := _first(said, hint, sentences))]
    if sum(weight for weight, _reply in found) < least:
        return None
    return max(found, key=lambda one: one[0])[1]


def _meets(table: Phrases, sentences: _Sentences) -> Reply | None:
    """Return the invitation in a sentence with a meeting and a day or time, or with both a day and a time."""
    timed = [(one, plain) for one, plain in sentences if not _has(_NO_MEETING, plain)]
    meeting = [(one, plain) for one, plain in timed if _has(table.meeting, plain)]
    at_an_hour = [(one, plain) for one, plain in timed if _has(_DAY, plain)]
    return _first("interview", f"{_TIME}|{_DAY}", meeting) or _first("interview", _TIME, at_an_hour)


def _before(phrase: str, text: str) -> str:
    """Return the text before a phrase, or the whole text if there is no match."""
    found = _compiled(phrase).search(text)
    return text[: found.start()] if found else text


def _all(phrase: str, text: str) -> list[str]:
    return _compiled(phrase).findall(text)


def _has(phrase: str, text: str) -> bool:
    return _compiled(phrase).search(text) is not None


@lru_cache(maxsize=256)
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase)
