"""The result of a run of fetch-new."""

from dataclasses import dataclass

from jobsearch.services.feed.ingest import Counts


@dataclass(frozen=True, kw_only=True)
class SourceResult(Counts):
    """The result for a single source or saved response.

    Attributes:
        source: the source, as in `--source`.
        source_name: the name required by the board's terms.
        modified: False if the source reported no changes since the last visit.
        closed: the number of its posts no longer listed.
        reopened: the number of closed posts listed again.
        error: the reason for a complete failure, or "" if there was none.
        cut: the reason for an incomplete result, or "" if it is complete.
        reached: False if there was no time for the request; the source then comes first next time.
        mails: the number of emails read, or None if the source is not a mailbox.

    """

    source: str
    source_name: str
    modified: bool = True
    closed: int = 0
    reopened: int = 0
    error: str = ""
    cut: str = ""
    reached: bool = True
    mails: int | None = None


@dataclass(frozen=True, kw_only=True)
class FetchResult(Counts):
    """The result of one run over all its sources or saved responses.

    Attributes:
        source_name: the names of the sources, as required by their terms.
        sources: the result of each source.
        reposts: the number of new or changed posts that repeat another post's job.
        closed: the number of posts no longer listed by their boards.
        reopened: the number of closed posts listed again.
        scored: the number of posts scored by the model in this run.
        modified: False if a source reported no changes since the last fetch.
        warnings: sentences that the user should read even in a quiet run.
        failures: sentences that require a script's attention; for all failures see `sources`.
        notices: sentences for runs that are not quiet.

    """

    source_name: str
    sources: tuple[SourceResult, ...]
    reposts: int
    closed: int
    reopened: int
    scored: int
    modified: bool
    warnings: tuple[str, ...]
    failures: tuple[str, ...]
    notices: tuple[str, ...] = ()
