"""Extract the posts that emails link to, with the boards that published them and without tracking URLs.

an email -> the links that lead to a board's post, with the surrounding text
         -> else, for a board's alert with only click-tracking links, the text of its cards
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from jobsearch.boards.board import Page
from jobsearch.boards.elsewhere.origins import Origin, is_board, of_sender, opaque, origin_of
from jobsearch.boards.elsewhere.posting import of_text
from jobsearch.boards.reading.places import where, workplace_in
from jobsearch.domain.posting import Posting
from jobsearch.mail.alerts import Card, Mail, cards, read_mail

_OF_JOBS = re.compile(
    r"job|stelle|emploi|offre|empleo|oferta|trabajo|vaga|emprego|hiring|career", re.IGNORECASE
)
_DRIFT = timedelta(days=1)  # an email dated further in the future came from a wrong clock


def page_of(contents: Iterable[bytes], now: datetime) -> Page:
    """Return the posts from emails without duplicates; dates after `now` are ignored."""
    found: dict[tuple[str, str], Posting] = {}
    for content in contents:
        mail = read_mail(content)
        posted_at = mail.sent_at if mail.sent_at and mail.sent_at <= now + _DRIFT else None
        for card, origin in _posts(mail):
            posting = of_text("", origin, title=card.title, company=card.company, location=card.place)
            found.setdefault((origin.source, origin.external_id), replace(posting, posted_at=posted_at))
    return Page(tuple(found.values()))


def _posts(mail: Mail) -> list[tuple[Card, Origin]]:
    linked = [(card, origin) for card in cards(mail, origin_of) if (origin := origin_of(card.address))]
    if linked or not is_board(mail.domain) or not _OF_JOBS.search(f"{mail.sender} {mail.subject}"):
        return linked
    told = cards(mail, lambda address: address if of_sender(address, mail.domain) else None)
    return [(card, origin) for card in told if _is_post(card) and (origin := _opaque(mail, card))]


def _is_post(card: Card) -> bool:
    """Return whether a card is a post with a company and a location, rather than "Manage your alerts"."""
    if not card.company or not card.place:
        return False
    found = where([card.place])
    return bool(found.countries or found.worldwide or "," in card.place or workplace_in(card.place))


def _opaque(mail: Mail, card: Card) -> Origin | None:
    return opaque(mail.domain, card.title, card.company, card.place)
