"""The posts of mails: each under the board that published it, and only where it is not stored already."""

from jobsearch.boards.board import Page
from jobsearch.boards.elsewhere.origins import Origin, origin_of
from jobsearch.boards.elsewhere.posting import of_text
from jobsearch.domain.posting import Posting
from jobsearch.mail.alerts import Card, cards
from jobsearch.mail.mailboxes import mails
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import Engine, reading


def page_of(content: bytes) -> Page:
    """Return the posts that the mails of a file link to, each once."""
    found: dict[tuple[str, str], Posting] = {}
    for mail in mails(content):
        for card in cards(mail, origin_of):
            origin = origin_of(card.address)
            if origin is not None:
                found.setdefault((origin.source, origin.external_id), _posting(card, origin))
    return Page(tuple(found.values()))


def without_stored(engine: Engine, page: Page) -> Page:
    """Return a page without the posts that are stored: a mail says less than what they may have by now."""
    with reading(engine) as session:
        new = [one for one in page.postings if posts.get(session, one.source, one.external_id) is None]
    return Page(tuple(new))


def _posting(card: Card, origin: Origin) -> Posting:
    return of_text("", origin, title=card.title, company=card.company, location=card.place)
