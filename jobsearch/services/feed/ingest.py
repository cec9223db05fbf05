"""Store one response: its posts, its unusable elements, and the result of the visit."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime

from jobsearch.boards.board import NO_VALIDATOR, OddField, Page, Source, Validator
from jobsearch.domain.posting import Posting
from jobsearch.store import fetches, posts
from jobsearch.store.closed import closing
from jobsearch.store.fetches import Refused
from jobsearch.store.models import Fetch
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import Session
from jobsearch.store.tables import SAVED


@dataclass(frozen=True)
class Counts:
    """Counts of elements; received = new + changed + unchanged + rejected + skipped.

    Attributes:
        received: all elements presented as posts.
        new: posts stored for the first time.
        changed: known posts with changed content.
        unchanged: known posts with the same content.
        rejected: unusable elements, stored for inspection.
        skipped: posts without any of the requested tags.

    """

    received: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def known(self) -> int:
        """The number of elements that were not new."""
        return self.changed + self.unchanged + self.skipped


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sums of the counts."""
    found = [astuple(one)[:6] for one in counts]
    return Counts(*map(sum, zip(*found, strict=True))) if found else Counts()


@dataclass(frozen=True)
class Stored:
    """The result of storing one response.

    Attributes:
        counts: the counts of its elements.
        touched: the database ids of new or changed posts.
        reopened: the number of its posts that were closed before.

    """

    counts: Counts
    touched: frozenset[int]
    odd_fields: tuple[OddField, ...] = ()
    reopened: int = 0


@dataclass(frozen=True)
class Visited:
    """The result of a visit to a source, as recorded.

    Attributes:
        origin: the first requested address, or the file.
        counts: the counts over all responses.
        error: the reason for a complete failure, or "" if there was none.
        validator: the validator for the next visit, present only if every response was stored.

    """

    origin: str
    counts: Counts = Counts()
    error: str = ""
    validator: Validator = NO_VALIDATOR


def store_page(session: Session, source: Source, page: Page, tags: Sequence[str], now: datetime) -> Stored:
    """Store a response's posts with one of `tags` (without tags, all posts), and its unusable elements."""
    company = source.company or page.company
    wanted = [_of_company(posting, company) for posting in page.postings if has_tag(posting, tags)]
    upserted = posts.upsert(session, wanted, now)
    counts = Counts(
        received=len(page.postings) + len(page.rejections),
        new=upserted.new,
        changed=upserted.changed,
        unchanged=upserted.unchanged,
        rejected=len(page.rejections),
        skipped=len(page.postings) - len(wanted),
    )
    refused = [Refused(one.reason, one.external_id, one.raw) for one in page.rejections]
    fetches.record_rejections(session, source.board, refused, now)
    touched = frozenset(upserted.touched.values())
    fulltext.index(session, touched)
    return Stored(
        counts,
        touched,
        _odd_fields(page, upserted.touched),
        closing.reopen(session, source.board, page.seen),
    )


def _odd_fields(page: Page, touched: Iterable[tuple[str, str]]) -> tuple[OddField, ...]:
    """Return the unusable fields of touched posts only, so that hourly fetches do not report them again."""
    speaking = {external_id for _source, external_id in touched}
    return tuple(one for one in page.odd_fields if one.external_id in speaking)


def has_tag(posting: Posting, tags: Sequence[str]) -> bool:
    """Return whether the post has one of `tags`, ignoring case; True if there are no tags."""
    wanted = {tag.casefold().strip() for tag in tags}
    return not wanted or any(tag.casefold() in wanted for tag in posting.tags)


def remember_visit(
    session: Session, source: Source, visited: Visited, now: datetime, *, may_gap: bool = True
) -> bool:
    """Record the result of a visit, and return whether posts may have been missed since the previous one.

    `may_gap` is False for sources whose responses continue where the previous one ended.
    """
    counts = visited.counts
    fetch = Fetch(
        fetched_at=now,
        source=source.name,
        origin=visited.origin,
        error=visited.error,
        received=counts.received,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        rejected=counts.rejected,
        # Other tags would need the posts skipped here, which a 304 response would withhold.
        last_modified="" if counts.skipped else visited.validator.last_modified,
        etag="" if counts.skipped else visited.validator.etag,
        gap=may_gap and _is_gap(session, visited),
    )
    fetches.record(session, fetch)
    return fetch.gap


def _is_gap(session: Session, visited: Visited) -> bool:
    """Return whether no post from the last visit reappeared, in which case posts may have been missed."""
    unknown = visited.counts.new > 0 and not visited.counts.known
    return unknown and not visited.origin.startswith(SAVED) and fetches.had_posts(session, visited.origin)


def _of_company(posting: Posting, company: str) -> Posting:
    return replace(posting, company=company) if company and not posting.company else posting
