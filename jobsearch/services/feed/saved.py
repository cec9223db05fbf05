"""Import saved responses, attributed to a given source or to the board identified by their content."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from jobsearch.boards import remoteok
from jobsearch.boards.board import Board, Page, Source, saved
from jobsearch.boards.reading.content import Content
from jobsearch.boards.registry import BOARDS, recognised, source_named
from jobsearch.errors import FeedError, FileError, InstanceError
from jobsearch.files import saved as files
from jobsearch.mail.mailboxes import is_mail, mails
from jobsearch.services.feed import warnings
from jobsearch.services.feed.closing import close_missing
from jobsearch.services.feed.ingest import Counts, Stored, Visited, remember_visit, store_page
from jobsearch.services.feed.mails import store_mails
from jobsearch.services.feed.result import SourceResult
from jobsearch.services.feed.run import Outcome, Run
from jobsearch.store.sqlite.engine import Session, writing
from jobsearch.store.tables import SAVED


def read_files(run: Run, paths: Sequence[Path], sources: Sequence[str]) -> Outcome:
    """Store saved responses, each in its own transaction.

    Raises FeedError or FileError if the only response cannot be read.
    """
    named = source_named(sources[0]) if sources else None
    found = files.expand(paths)
    outcome = Outcome()
    for file in found:
        try:
            _read_file(run, file, named, outcome)
        except (FeedError, FileError) as error:
            if len(found) == 1:
                raise
            outcome.failures.append(str(error))
    outcome.warnings = warnings.of_results(outcome.results)
    return outcome


def _read_file(run: Run, file: Path, named: Source | None, outcome: Outcome) -> None:
    name = files.name(file)
    # Piped input comes directly from the board, fetched by another program.
    origin = name if file == files.STDIN else f"{SAVED}{name}"
    try:
        with files.begun(file) as (beginning, rest):
            if named is None and (is_mail(beginning) or files.of_maildir(file)):
                _read_mails(run, mails(beginning, rest) if is_mail(beginning) else (), outcome)
                return
            body = files.whole(beginning, rest, file)
        board = BOARDS[named.board] if named else recognised(Content(body)) or remoteok.BOARD
        source = named or Source(board.name)
        page = board.read(body, saved(board, name, source), run.now)
    except (FeedError, FileError) as error:
        _remember_failure(run, named or Source(remoteok.SOURCE), origin, error)
        raise
    with writing(run.engine) as session:
        stored = store_page(session, source, page, run.tags, run.now)
        closed = _close(session, run, named, page, outcome)
        remember_visit(session, source, Visited(origin, stored.counts), run.now)
        session.commit()
    _add(outcome, board, source, stored, closed)


def _read_mails(run: Run, found: Iterable[bytes], outcome: Outcome) -> None:
    """Store the posts in emails; nothing from other emails is kept."""
    stored = store_mails(run, found)
    outcome.results.append(
        SourceResult(**asdict(stored.counts), source="mail", source_name="Mail", mails=stored.count)
    )
    outcome.touched |= stored.touched


def _close(session: Session, run: Run, named: Source | None, page: Page, outcome: Outcome) -> int:
    """Close the posts missing from a named source's response, and return their number.

    For a board with paginated responses, all responses of this run count together.
    """
    if named is None:
        return 0
    if BOARDS[named.board].in_pages:
        outcome.shown |= page.seen
    if not page.complete:
        return 0
    if BOARDS[named.board].in_pages:
        return close_missing(session, named, outcome.shown, run.now)
    return close_missing(session, named, page.seen, run.now)


def _add(outcome: Outcome, board: Board, source: Source, stored: Stored, closed: int) -> None:
    outcome.results.append(
        SourceResult(
            **asdict(stored.counts),
            source=source.name,
            source_name=board.display_name,
            closed=closed,
            reopened=stored.reopened,
        )
    )
    outcome.touched |= stored.touched
    outcome.odd_fields += [(board.name, one) for one in stored.odd_fields]


def _remember_failure(run: Run, source: Source, origin: str, error: FeedError | FileError) -> None:
    if origin.startswith(SAVED):
        return
    # A failure of the store must not hide the first failure from the user.
    with suppress(InstanceError), writing(run.engine) as session:
        remember_visit(session, source, Visited(origin, Counts(), str(error)), run.now)
        session.commit()
