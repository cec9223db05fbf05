"""One answer goes into the store: its posts, its unusable elements, and, of a visit, how it went."""

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
    """What became of the elements; received = new + changed + unchanged + rejected + skipped.

    Attributes:
        received: how many claimed to be posts.
        new: stored for the first time.
        changed: stored before, with other content.
        unchanged: stored before, the same.
        rejected: unusable, kept for inspection.
        skipped: without any of the tags asked for.

    """

    received: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def known(self) -> int:
        """How many were no news."""
        return self.changed + self.unchanged + self.skipped


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum of each count."""
    found = [astuple(one)[:6] for one in counts]
    return Counts(*map(sum, zip(*found, strict=True))) if found else Counts()


@dataclass(frozen=True)
class Stored:
    """What one answer brought.

    Attributes:
        counts: of its elements.
        touched: the ids, in the store, of posts that are new or changed.
        reopened: how many of the posts that it shows were closed before.

    """

    counts: Counts
    touched: frozenset[int]
    odd_fields: tuple[OddField, ...] = ()
    reopened: int = 0


@dataclass(frozen=True)
class Visited:
    """How a visit to a source went, to be remembered.

    Attributes:
        origin: what was asked first, or which file was read.
        counts: over all its answers.
        error: why nothing came, "" where something did.
        validator: what to ask with the next time; only of a visit whose every answer was stored.

    """

    origin: str
    counts: Counts = Counts()
    error: str = ""
    validator: Validator = NO_VALIDATOR


def store_page(session: Session, source: Source, page: Page, tags: Sequence[str], now: datetime) -> Stored:
    """Store the posts of an answer that carry one of `tags` (any, for none), and what of it is unusable."""
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
    """Return the fields to speak of: an hourly fetch of the same posts would otherwise repeat itself."""
    speaking = {external_id for _source, external_id in touched}
    return tuple(one for one in page.odd_fields if one.external_id in speaking)


def has_tag(posting: Posting, tags: Sequence[str]) -> bool:
    """Return whether the post carries one of `tags`, whatever its case; any post does when there are none."""
    wanted = {tag.casefold().strip() for tag in tags}
    return not wanted or any(tag.casefold() in wanted for tag in posting.tags)


def remember_visit(
    session: Session, source: Source, visited: Visited, now: datetime, *, may_gap: bool = True
) -> bool:
    """Remember how a visit went; return whether posts may have come and gone since the one before.

    They never have where each answer goes on where the last one ended: then `may_gap` is False.
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
        # With other tags the same address would give what was left out here, which a 304 would withhold.
        last_modified="" if counts.skipped else visited.validator.last_modified,
        etag="" if counts.skipped else visited.validator.etag,
        gap=may_gap and _is_gap(session, visited),
    )
    fetches.record(session, fetch)
    return fetch.gap


def _is_gap(session: Session, visited: Visited) -> bool:
    """Return whether the whole window moved on since the last visit; nobody knows what was in between."""
    unknown = visited.counts.new > 0 and not visited.counts.known
    return unknown and not visited.origin.startswith(SAVED) and fetches.had_posts(session, visited.origin)


def _of_company(posting: Posting, company: str) -> Posting:
    return replace(posting, company=company) if company and not posting.company else posting
