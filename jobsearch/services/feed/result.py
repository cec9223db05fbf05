"""What a run of fetch-new brought."""

from dataclasses import dataclass

from jobsearch.services.feed.ingest import Counts


@dataclass(frozen=True, kw_only=True)
class SourceResult(Counts):
    """What one source brought, or one saved response.

    Attributes:
        source: the source, as in `--source`.
        source_name: as the board asks to be named.
        modified: False when it said that nothing is new since the last visit.
        closed: how many of its posts it no longer shows.
        reopened: how many that were closed it shows again.
        error: why nothing came, "" where something did.
        cut: why not all of it came, "" where it did.
        reached: False where the time was over before it was asked; it comes first the next time.
        mails: how many mails were read, None where it is no mailbox.

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
    """What one run brought, over all its sources or saved responses.

    Attributes:
        source_name: the sources, as they ask to be named.
        sources: what each of them brought.
        reposts: how many of the new or changed ones are another post's job again.
        closed: how many posts their boards no longer show.
        reopened: how many that were closed they show again.
        scored: how many posts the model gave a score in this run.
        modified: False when a source said that nothing is new since the last fetch.
        warnings: sentences that a person should read, even in a quiet run.
        failures: sentences for which a script should look; not all that failed, see `sources`.
        notices: sentences for a run that is not quiet.

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
