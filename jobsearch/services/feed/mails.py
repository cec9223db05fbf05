"""Store the new posts found in emails, a limited number of emails at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from jobsearch.boards.board import Page, Source
from jobsearch.boards.elsewhere.mails import page_of
from jobsearch.services.feed.ingest import Counts, Stored, store_page, total
from jobsearch.services.feed.run import Run
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import Session, writing

_AT_ONCE = 500  # emails per transaction
_SOURCE = Source("mail")


@dataclass(frozen=True)
class Mails:
    """The number of emails read, the counts of their posts, and the database ids of the new posts."""

    count: int
    counts: Counts
    touched: frozenset[int]


def store_mails(run: Run, mails: Iterable[bytes]) -> Mails:
    """Store the posts in emails, one transaction per batch; nothing from other emails is kept.

    Only one email is in memory at a time.
    """
    count, before, stored = 0, -1, []
    iterator = iter(mails)

    def some() -> Iterator[bytes]:
        nonlocal count
        for mail in islice(iterator, _AT_ONCE):
            count += 1
            yield mail

    while count > before:
        before = count
        if found := page_of(some(), run.now).postings:
            with writing(run.engine) as session:
                stored.append(store_new(session, run, _SOURCE, Page(found)))
                session.commit()
    touched = frozenset[int]().union(*(one.touched for one in stored))
    return Mails(count, total(one.counts for one in stored), touched)


def store_new(session: Session, run: Run, source: Source, page: Page) -> Stored:
    """Store only the new posts of a page; for known posts, an email may contain less than the stored text."""
    new = tuple(one for one in page.postings if posts.get(session, one.source, one.external_id) is None)
    stored = store_page(session, source, replace(page, postings=new), run.tags, run.now)
    known, counts = len(page.postings) - len(new), stored.counts
    counts = replace(counts, received=counts.received + known, unchanged=counts.unchanged + known)
    return replace(stored, counts=counts)
