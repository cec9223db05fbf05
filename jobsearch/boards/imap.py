"""A folder of the user's own mail, where posts are read from job alerts and other mail is ignored."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.elsewhere.mails import page_of
from jobsearch.boards.reading.content import Content
from jobsearch.mail.mailboxes import mails


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(source.account, source, validators, "application/mbox")]


def _parse(body: bytes, _request: Request, now: datetime) -> Page:
    return page_of(mails(body), now)


def _recognises(_content: Content) -> bool:
    return False  # saved emails are recognized before any board is consulted


BOARD = Board(
    name="imap",
    display_name="Mailbox",
    home="",
    covers="the job alerts in a folder of your mail",
    terms="Your own mail: it is only read, and only the posts are stored.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    shortest_interval=timedelta(minutes=5),
    holds="news",
    account="mailbox",
    follow_redirects=True,
)
