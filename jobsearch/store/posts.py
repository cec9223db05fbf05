"""Queries for posts. The session is the first argument, and the code that opened it commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, delete, func, null, or_, select, tuple_, type_coerce, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, undefer_group

from jobsearch.domain.answers import LabelChoice
from jobsearch.domain.posting import Posting
from jobsearch.store import facts, open_posts, scores
from jobsearch.store.models import JobPost, Label, PostFacts, Repost, Score, Showing
from jobsearch.store.open_posts import Found
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.functions import sound_json
from jobsearch.store.tables import FACTS, LABELS, LISTED, POSTS, REPOSTS, SCORES, is_answer, label_of
from jobsearch.store.types import Reasons

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_AT_ONCE = 500  # SQLite limits the number of values in a statement


@dataclass(frozen=True)
class Upserted:
    """The result of an upsert.

    Attributes:
        new: the number of posts that were not stored before.
        changed: the number of posts stored with different content.
        unchanged: the number of posts stored with the same content.
        touched: the database ids of new and changed posts, by source and the board's own id.

    """

    new: int
    changed: int
    unchanged: int
    touched: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False)

    @property
    def known(self) -> int:
        """The number of posts that were already stored."""
        return self.changed + self.unchanged


def upsert(session: Session, postings: Sequence[Posting], now: datetime) -> Upserted:
    """Insert or update the posts from a response without duplicates; scores of changed posts become stale."""
    known = _known(session, postings)
    new = [post for post in postings if (post.source, post.external_id) not in known]
    changed: list[tuple[int, Posting]] = []
    unchanged: list[tuple[int, Posting]] = []
    for post in postings:
        if (found := known.get((post.source, post.external_id))) is not None:
            (unchanged if found[1] == post.content_hash else changed).append((found[0], post))
    if new:
        # The table is faster than the class, which would group thousands of rows by their null values.
        session.execute(POSTS.insert(), [_columns(post, now) | _seen(now, now) for post in new])
    if changed:
        fulltext.forget(session, [id_ for id_, _post in changed])
        session.execute(update(JobPost), _dated(session, changed, now))
    for ids in _batches(id_ for id_, _post in unchanged):
        session.execute(update(JobPost).where(JobPost.id.in_(ids)).values(last_seen=now))
    outdate(session, [id_ for id_, _post in changed])
    if new or changed:
        scores.renew_posts_version(session)
    touched = {key: id_ for key, (id_, _hash) in _known(session, new).items()}
    touched |= {(post.source, post.external_id): id_ for id_, post in changed}
    return Upserted(len(new), len(changed), len(unchanged), touched)


def outdate(session: Session, ids: Iterable[int]) -> None:
    """Invalidate everything derived from posts whose text has changed."""
    for batch in _batches(ids):
        session.execute(update(Score).where(Score.job_post_id.in_(batch)).values(stale=True))
        session.execute(delete(PostFacts).where(PostFacts.job_post_id.in_(batch)))
        session.execute(delete(Repost).where(or_(Repost.job_post_id.in_(batch), Repost.first_id.in_(batch))))


def get(session: Session, source: str, external_id: str) -> JobPost | None:
    """Return one post with its description and raw JSON, or None if it is not stored."""
    query = select(JobPost).where(JobPost.source == source, JobPost.external_id == external_id)
    return session.scalars(query.options(undefer_group("text"), undefer_group("raw"))).one_or_none()


def everything(session: Session) -> Iterator[JobPost]:
    """Yield all posts with their descriptions, ordered by key, with a few hundred in memory at a time."""
    return iter(session.scalars(_readable().execution_options(yield_per=_AT_ONCE)))


def with_texts(session: Session, ids: Iterable[int]) -> Iterator[JobPost]:
    """Yield these posts with their descriptions, with a few hundred in memory at a time."""
    for batch in _batches(ids):
        yield from session.scalars(_readable().where(JobPost.id.in_(batch)))


def every_id(session: Session) -> list[int]:
    """Return the id of every post, ordered by key."""
    return list(session.scalars(select(POSTS.c.id).order_by(POSTS.c.source, POSTS.c.external_id)))


def dates_of_answered(session: Session) -> dict[int, datetime]:
    """Return the publication time of every post with an answer, by the post's id."""
    query = select(POSTS.c.id, POSTS.c.posted_at).join(LABELS, label_of(POSTS)).where(is_answer())
    return {id_: posted_at for id_, posted_at in session.execute(query)}  # noqa: C416 - dict() knows no rows


def answers(session: Session) -> dict[int, LabelChoice]:
    """Return the answers to stored posts, by post id."""
    query = select(POSTS.c.id, scores.given()).join(LABELS, label_of(POSTS)).where(is_answer())
    return {id_: said for id_, said in session.execute(query)}  # noqa: C416 - dict() knows no rows


def unscored(session: Session) -> list[JobPost]:
    """Return the posts without a valid score, with their descriptions."""
    query = _readable().outerjoin(Score, Score.job_post_id == JobPost.id)
    return list(session.scalars(query.where(or_(Score.job_post_id.is_(None), Score.stale))))


def to_compare(session: Session) -> list[tuple[Any, ...]]:
    """Return the values for comparing all posts of companies that have posts not yet compared.

    Each tuple is (id, company, title, location, salary_min, salary_max, compared), where `compared` is False
    for posts not compared yet. The case of A to Z in a company's name is ignored, and posts without a company
    form one group.
    """
    uncompared, company = Repost.job_post_id.is_(None), func.lower(JobPost.company)
    linked = Repost.job_post_id == JobPost.id
    companies = select(company).outerjoin(Repost, linked).where(uncompared)
    compared = (
        *(JobPost.id, JobPost.company, JobPost.title, JobPost.location),
        *(JobPost.salary_min, JobPost.salary_max),
    )
    query = select(*compared, ~uncompared).outerjoin(Repost, linked).where(company.in_(companies))
    return [tuple(row) for row in session.execute(query)]


def descriptions(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the texts of these posts by post ID."""
    found: dict[int, str] = {}
    for batch in _batches(ids):
        query = select(JobPost.id, JobPost.description).where(JobPost.id.in_(batch))
        found |= {row.id: row.description for row in session.execute(query)}
    return found


def to_compare_across(session: Session, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Return tuples (id, source, account, company, title, location) for these posts."""
    return _of_batches(session, select(*_ACROSS), JobPost.id, ids)


def of_title_keys(session: Session, keys: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return the same values plus `first_id` for the compared posts with these title keys."""
    query = select(*_ACROSS, Repost.first_id).join(Repost, Repost.job_post_id == JobPost.id)
    return _of_batches(session, query, Repost.title_key, keys)


def of_firsts(session: Session, firsts: Iterable[int]) -> list[tuple[int, int, str]]:
    """Return tuples (id, first_id, title_key) for the posts whose first post is one of these."""
    query = select(Repost.job_post_id, Repost.first_id, Repost.title_key)
    return [(row[0], row[1], row[2]) for row in _of_batches(session, query, Repost.first_id, firsts)]


_ACROSS = (JobPost.id, JobPost.source, JobPost.account, JobPost.company, JobPost.title, JobPost.location)


def _of_batches(session: Session, query: Any, column: Any, values: Iterable[Any]) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a Select and one of its columns
    batches = _batches(values)
    return [tuple(row) for batch in batches for row in session.execute(query.where(column.in_(batch)))]


def link(session: Session, firsts: Mapping[int, int], title_keys: Mapping[int, str] | None = None) -> None:
    """Store, for each of these posts, the first post for the same job and the title key."""
    rows = [
        {"job_post_id": id_, "first_id": first, "title_key": (title_keys or {}).get(id_, "")}
        for id_, first in firsts.items()
    ]
    if rows:
        statement = sqlite_insert(REPOSTS)
        again = {name: statement.excluded[name] for name in ("first_id", "title_key")}
        session.execute(statement.on_conflict_do_update(index_elements=["job_post_id"], set_=again), rows)


def same_job(session: Session, post: JobPost) -> list[JobPost]:
    """Return the other posts for the same job, starting with the first post."""
    query = select(JobPost).join(Repost, Repost.job_post_id == JobPost.id)
    first = select(Repost.first_id).where(Repost.job_post_id == post.id).scalar_subquery()
    others = query.where(Repost.first_id == first, JobPost.id != post.id).order_by(JobPost.id)
    return list(session.scalars(others))


class Askable(NamedTuple):
    """The values used to choose posts to ask about; loading only these columns is five times faster.

    Attributes:
        id: the post's id in the database.
        source: the board.
        external_id: the board's own id.
        title: the displayed title.
        tags: the board's tags.
        at: the time of publication, or of the answer.
        score: the model's score, or None if there is none.

    """

    id: int
    source: str
    external_id: str
    title: str
    tags: Sequence[str]
    at: datetime
    score: float | None


def askable(session: Session) -> list[Askable]:
    """Return the posts to ask about, newest first.

    These posts have no answer, not even unsure. Of several posts for the same job, only the first is
    included, or none if any of them has an answer.
    """
    query = select(*_ASKABLE, JobPost.posted_at, Score.score)
    query = query.outerjoin(Score, Score.job_post_id == JobPost.id)
    query = query.order_by(JobPost.posted_at.desc(), JobPost.id)
    return [Askable(*row) for row in session.execute(_to_ask(query))]


def askable_ids(session: Session) -> set[int]:
    """Return the ids of the posts to ask about."""
    return set(session.scalars(_to_ask(select(JobPost.id))))


def answered(session: Session) -> list[Askable]:
    """Return the stored posts with labels, latest first."""
    query = select(*_ASKABLE, Label.labeled_at, null()).join(Label, label_of(POSTS))
    return [Askable(*row) for row in session.execute(query.order_by(Label.labeled_at.desc(), JobPost.id))]


_ASKABLE = (JobPost.id, JobPost.source, JobPost.external_id, JobPost.title, JobPost.tags)


def titles(session: Session, ids: Sequence[int]) -> list[str]:
    """Return the titles of these posts, in the order of the ids."""
    found = dict(session.execute(select(JobPost.id, JobPost.title).where(JobPost.id.in_(ids))).all())
    return [found[id_] for id_ in ids]


def mark_shown(session: Session, keys: Iterable[tuple[str, str]], now: datetime) -> None:
    """Record the time when `recommend --new` first showed these posts."""
    for batch in _batches(keys):
        ids = session.scalars(
            select(JobPost.id).where(tuple_(JobPost.source, JobPost.external_id).in_(batch))
        )
        rows = [{"job_post_id": id_, "shown_at": now} for id_ in ids]
        if rows:
            session.execute(sqlite_insert(Showing).on_conflict_do_nothing(), rows)


def _known(session: Session, postings: Sequence[Posting]) -> dict[tuple[str, str], tuple[int, str]]:
    known = {}
    for keys in _batches((post.source, post.external_id) for post in postings):
        query = select(JobPost.source, JobPost.external_id, JobPost.id, JobPost.content_hash)
        for row in session.execute(query.where(tuple_(JobPost.source, JobPost.external_id).in_(keys))):
            known[row.source, row.external_id] = (row.id, row.content_hash)
    return known


def _dated(session: Session, changed: Sequence[tuple[int, Posting]], now: datetime) -> list[dict[str, Any]]:
    """Return the column values of changed posts; a post without a date keeps its stored date."""
    undated = [id_ for id_, post in changed if post.posted_at is None]
    dates: dict[int, datetime] = {}
    for ids in _batches(undated):
        found = session.execute(select(JobPost.id, JobPost.posted_at).where(JobPost.id.in_(ids)))
        dates |= {row.id: row.posted_at for row in found}
    return [_columns(post, dates.get(id_, now)) | _seen(now) | {"id": id_} for id_, post in changed]


def _columns(post: Posting, posted_at: datetime) -> dict[str, Any]:
    """Return the column values of a post; `posted_at` is the date to use if the post has none."""
    return {
        "source": post.source,
        "external_id": post.external_id,
        "url": post.url,
        "apply_url": post.apply_url,
        "title": post.title,
        "company": post.company,
        "location": post.location,
        "tags": list(post.tags),
        "description": post.description,
        "salary_min": post.salary_min,
        "salary_max": post.salary_max,
        "trap_word": post.trap_word,
        "posted_at": post.posted_at or posted_at,
        "content_hash": post.content_hash,
        "raw": post.raw_bytes,
        "account": post.account,
        "site": post.site,
        "pay_currency": post.pay_currency,
        "pay_period": post.pay_period,
        "pay_from": post.pay_from,
        "workplace": post.workplace,
        "countries": list(post.countries),
        "worldwide": post.worldwide,
        "time_zones": list(post.time_zones),
        "employment": list(post.employment),
    }


def _seen(now: datetime, first: datetime | None = None) -> dict[str, datetime]:
    return {"last_seen": now} if first is None else {"first_seen": first, "last_seen": now}


def _to_ask(query: Any) -> Any:  # noqa: ANN401 - a Select of JobPost, of any columns
    return query.outerjoin(Label, label_of(POSTS)).where(
        Label.label.is_(None), JobPost.id.not_in(open_posts.asked_already())
    )


def _readable() -> Any:  # noqa: ANN401 - Select of a JobPost, to which callers add columns and joins
    return select(JobPost).options(undefer_group("text")).order_by(JobPost.source, JobPost.external_id)


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


class Place(NamedTuple):
    """The position of a post in the order of all posts: its time of publication, then its id."""

    posted_at: datetime
    id: int
    closed_at: datetime | None = None


def find(reader: "Reader", source: str, external_id: str) -> Place | None:
    """Return the position of a post and the time when it was closed, or None if it is not stored."""
    own = and_(POSTS.c.source == source, POSTS.c.external_id == external_id)
    found = reader.execute(select(POSTS.c.posted_at, POSTS.c.id, POSTS.c.closed_at).where(own)).one_or_none()
    return Place(*found) if found else None


def with_words(reader: "Reader", text: str, limit: int) -> list[Found]:
    """Return posts in any state that contain all words of a text, in the format of `page`.

    Posts with the words in the title or company come first; within each group, the newest come first. The
    full-text index must be complete.
    """
    if not (expression := fulltext.expression(text)):
        return []
    named = open_posts.newest_matches(reader, fulltext.of_title(expression), limit)
    others = open_posts.newest_matches(reader, expression, 2 * limit)
    return of_ids(reader, list(dict.fromkeys((*named, *others)))[:limit])


def of_ids(reader: "Reader", ids: Sequence[int]) -> list[Found]:
    """Return the posts with these ids in their order, as `page` does, without those that are not stored."""
    rows = (row for batch in _batches(ids) for row in _listed(reader, _page().where(POSTS.c.id.in_(batch))))
    found = {row[0].id: row for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def page(reader: "Reader", limit: int, after: Place | None = None) -> list[Found]:
    """Return posts as (post, score, reasons), newest first, starting after `after`."""
    query = _page()
    if after is not None:
        same_moment = and_(POSTS.c.posted_at == after.posted_at, POSTS.c.id < after.id)
        query = query.where(or_(POSTS.c.posted_at < after.posted_at, same_moment))
    return _listed(reader, query.order_by(POSTS.c.posted_at.desc(), POSTS.c.id.desc()).limit(limit))


def _page() -> Select[Any]:
    reasons = type_coerce(SCORES.c.reasons, Reasons(optional=True))  # posts without a score have no reasons
    query: Select[Any] = select(*LISTED, SCORES.c.score, reasons.label("reasons"))
    return query.outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)


def _listed(reader: "Reader", query: Select[Any]) -> list[Found]:
    return [(row, row.score, row.reasons or []) for row in reader.execute(query)]


def texts_of(reader: "Reader", ids: Iterable[int]) -> dict[int, tuple[str, str, Sequence[str]]]:
    """Return the title, text, and tags of these posts, by id."""
    found: dict[int, tuple[str, str, Sequence[str]]] = {}
    for batch in _batches(ids):
        query = select(POSTS.c.id, POSTS.c.title, POSTS.c.description, POSTS.c.tags)
        for id_, title, description, tags in reader.execute(query.where(POSTS.c.id.in_(batch))):
            found[id_] = (title, description, tags)
    return found


def moments(reader: "Reader", since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield posted_at and first_seen for every post for which either is at or after `since`."""
    query = select(POSTS.c.posted_at, POSTS.c.first_seen)
    for row in reader.execute(query.where(or_(POSTS.c.posted_at >= since, POSTS.c.first_seen >= since))):
        yield row.posted_at, row.first_seen


def stated_pay(reader: "Reader", rules_version: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (title, pay) once for every job with stated pay, with the pay in the format of the facts.

    Posts without facts extracted by these rules are skipped.
    """
    query = (
        select(POSTS.c.title, facts.pay_of(sound_json(FACTS.c.facts)).label("pay"))
        .join(FACTS, FACTS.c.job_post_id == POSTS.c.id)
        .outerjoin(REPOSTS, REPOSTS.c.job_post_id == POSTS.c.id)
        .where(or_(REPOSTS.c.first_id.is_(None), REPOSTS.c.first_id == POSTS.c.id))
        .where(FACTS.c.rules_version == rules_version, FACTS.c.pay_stated)
    )
    for row in reader.execute(query):
        if row.pay:
            yield row.title, row.pay
