"""The known boards, by the names stored with posts, and the parser for source names."""

import re
from difflib import get_close_matches
from importlib import import_module

from jobsearch.boards.board import Board, Source
from jobsearch.boards.mailbox.address import is_mailbox, mailbox
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.fields import web_address
from jobsearch.domain.posting import COMPANY_BOARDS, SOURCE_NAMES
from jobsearch.errors import SourceUnknown
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown


def _board(name: str) -> Board:
    """Return the board defined in module `name`; a new board needs a module and a line in SOURCE_NAMES."""
    folder = "boards.companies" if name in COMPANY_BOARDS else "boards"
    board: Board = import_module(f"jobsearch.{folder}.{name}").BOARD
    return board


BOARDS: dict[str, Board] = {name: _board(name) for name in SOURCE_NAMES}

_LIKE = 0.6  # from 0 to 1, by difflib: one letter more or less, or two swapped
_ACCOUNTS = {
    "": re.compile(""),
    "name": re.compile(r"[\w.%& -]{1,100}"),
    "host": re.compile(r"(?:[a-z0-9-]{1,63}\.){0,5}[a-z0-9-]{1,63}", re.IGNORECASE | re.ASCII),
    "address": re.compile(r"https?://\S{1,2000}", re.IGNORECASE),
    "mailbox": re.compile(r"imaps?://\S{1,500}", re.IGNORECASE),
}
_ASKED_FOR = {
    "": "is a single board and takes no company after a colon",
    "name": "needs the name of a company's board after a colon",
    "host": "needs the name of a company's board, or its host, after a colon",
    "address": "needs the address of a feed after a colon",
    "mailbox": "needs a mailbox: imaps://, your user name, an @, the server's host name, and /INBOX",
}


def source_named(text: str) -> Source:
    """Return the source that the user names: "remoteok", "greenhouse:gitlab", or the URL of a feed.

    Raises SourceUnknown.
    """
    given = one_line(text)
    if web_address(given):
        return Source("feed", given)
    if is_mailbox(given):
        return _mailbox(given)
    name, _colon, account = given.partition(":")
    board = BOARDS.get(name.strip().lower())
    if board is None:
        nearest = get_close_matches(name.lower(), BOARDS, n=1, cutoff=_LIKE)
        meant = f" (did you mean {nearest[0]})" if nearest else ""
        raise SourceUnknown(name=repr(name[:80]), cause=f"is not a known board{meant}")
    account = account.strip()
    if not _ACCOUNTS[board.account].fullmatch(account):
        raise SourceUnknown(name=board.name, cause=_ASKED_FOR[board.account])
    return Source(board.name, account)


def _mailbox(text: str) -> Source:
    found = mailbox(text)
    if isinstance(found, str):
        raise SourceUnknown(name=shown(text)[:80], cause=found)
    return Source("imap", found.name)


def recognised(content: Content) -> Board | None:
    """Return the board that a saved response comes from, judging by its content; None if no board matches."""
    return next((board for board in BOARDS.values() if _recognises(board, content)), None)


def _recognises(board: Board, content: Content) -> bool:
    try:
        return board.recognises(content)
    except Exception:  # noqa: BLE001 - a board that fails on the content does not own it, but another may
        return False
