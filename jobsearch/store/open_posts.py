"""Queries about open posts: which of them are listed, and why the others are not.

What leaves a post out is a cause. To add a filter, give it a row in domain/query.py and say in `_MEETING`
what a post must be like to be listed: counts, lists and the choice among reposts follow.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    CompoundSelect,
    FromClause,
    LargeBinary,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    false,
    func,
    null,
    or_,
    select,
    table,
    true,
    union,
)

from jobsearch.domain.posting import COMPANY_BOARDS, OF_SHEETS
from jobsearch.domain.query import FILTERS, Cause, Query
from jobsearch.store.sqlite.fulltext import INDEX, expression
from jobsearch.store.sqlite.functions import in_bytes
from jobsearch.store.tables import (
    APPLIED,
    APPLIED_POSTS,
    FACTS,
    LABELS,
    LISTED,
    POSTS,
    REPOSTS,
    SCORES,
    SHOWINGS,
    label_of,
    same_key,
)
from jobsearch.text.folding import fold

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_FEW = 5  # times as many posts have a score as reach the cut, for reading these one by one to be worth it
OTHERS = POSTS.alias("others")
_OTHER_SCORES = SCORES.alias("other_scores")
_WORDS = table(INDEX, column("rowid"), column(INDEX))

Found = tuple[Row[Any], float | None, list[list[Any]]]
LeftOut = tuple[Row[Any], float | None, "Cause"]
_Conditions = list[tuple["Cause", ColumnElement[bool]]]


def causes(wanted: Query) -> frozenset[Cause]:
    """Return why a post can be left out when these are wanted."""
    return frozenset(cause for cause, _condition in _conditions(wanted))


def best(reader: "Reader", wanted: Query, limit: int | None = None, offset: int = 0) -> list[Found]:
    """Return the open posts asked for as (post, score, reasons), the highest score first, then the newest.

    Posts without a score come last. The first `offset` are passed over.
    """
    found = _scored(reader, wanted, limit, offset)
    if wanted.scored or len(found) == limit:
        return found
    # Two queries, since each can follow an index to the last post that is wanted, and stop there.
    rest = None if limit is None else limit - len(found)
    passed_over = max(offset - _count_scored(reader, wanted), 0) if offset else 0
    return found + _unscored(reader, wanted, rest, passed_over)


def ids_by_cause(reader: "Reader", wanted: Query) -> dict[Cause | None, list[int]]:
    """Return the ids of the open posts by the cause that leaves them out, in the order of best().

    Those that are listed stand under None: it is tally() as well, for who needs both.
    """
    query = (
        select(POSTS.c.id, _cause(_conditions(wanted)).label("cause"))
        .outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)
        .where(_is_open(), _was_seen())
        .order_by(SCORES.c.score.desc().nulls_last(), POSTS.c.posted_at.desc(), POSTS.c.id)
    )
    found: dict[str | None, list[int]] = {None: []}
    for id_, cause in reader.execute(query):
        found.setdefault(cause, []).append(id_)
    return {None if cause is None else Cause(cause): ids for cause, ids in found.items()}


def of_ids(reader: "Reader", wanted: Iterable[int]) -> dict[int, Row[Any]]:
    """Return these posts by id."""
    given = func.json_each(json.dumps(list(wanted))).table_valued("value")
    query = select(*LISTED).where(POSTS.c.id.in_(select(given.c.value)))
    return {row.id: row for row in reader.execute(query)}


def left_out_for(reader: "Reader", wanted: Query, why: Cause, limit: int, offset: int = 0) -> list[LeftOut]:
    """Return some of the open posts that a cause leaves out as (post, score, cause), the best first."""
    if why not in causes(wanted):
        return []
    ids = (
        select(POSTS.c.id)
        .outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)
        .where(_is_open(), _was_seen(), _cause(_conditions(wanted)) == str(why))
        .order_by(SCORES.c.score.desc().nulls_last(), POSTS.c.posted_at.desc(), POSTS.c.id)
        .limit(limit)
        .offset(offset)
    )
    found = left_out(reader, wanted, list(reader.scalars(ids)))
    return [one for one in found if one[2] is why]


def left_out(reader: "Reader", wanted: Query, only: Iterable[int] | None = None) -> list[LeftOut]:
    """Return the open posts that are not listed as (post, score, cause): by cause, then the best first.

    With `only`, these ids alone are looked at.
    """
    cause = _cause(_conditions(wanted)).label("cause")
    query: Select[Any] = (
        select(*LISTED, SCORES.c.score, cause)
        .outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)
        .where(_is_open(), cause.is_not(None))
        .order_by(SCORES.c.score.desc(), POSTS.c.posted_at.desc(), POSTS.c.id)
    )
    if only is not None:
        query = query.where(POSTS.c.id.in_(list(only)))
    order = {str(one): place for place, one in enumerate(Cause)}
    found = sorted(reader.execute(query), key=lambda row: order[row.cause])
    return [(row, row.score, Cause(row.cause)) for row in found]


def tally(reader: "Reader", wanted: Query) -> dict[Cause | None, int]:
    """Return how many open posts are left out for each cause, and how many are listed under None.

    What is left out and what is listed add up to the open posts.
    """
    conditions = _conditions(wanted)
    causes = [cause for cause, _condition in conditions]
    if wanted.min_score is None or Cause.UNSCORED not in causes:
        return _tally(reader, conditions, _was_seen())
    reaching = SCORES.c.score >= wanted.min_score
    if _count(reader, SCORES, reaching) * _FEW > _count(reader, SCORES):
        return _tally(reader, conditions, _was_seen())
    # The cut leaves out nearly all, and indexes count these without reading them.
    cut = causes.index(Cause.UNSCORED)
    before = [condition for _cause, condition in conditions[:cut]]
    passing = [_count(reader, POSTS, *before[:place]) for place in range(cut + 1)]
    by_words = {cause: passing[place] - passing[place + 1] for place, cause in enumerate(causes[:cut])}
    unscored = passing[0] - _count(reader, SCORES)
    if unscored and before:
        unscored = _count(reader, POSTS, *before, POSTS.c.id.not_in(select(SCORES.c.job_post_id)))
    others = _tally(reader, conditions[cut + 2 :], reaching, *before)
    below = passing[-1] - unscored - sum(others.values())
    return by_words | {Cause.UNSCORED: unscored, Cause.BELOW_THE_CUT: below} | others


def is_open(reader: "Reader", id_: int) -> bool:
    """Tell whether a post is open: neither answered yes or no, nor its job applied to."""
    return reader.scalar(select(POSTS.c.id).where(POSTS.c.id == id_, _is_open())) is not None


def count_open(reader: "Reader") -> int:
    """Return how many open posts there are."""
    return _count(reader, POSTS)


def count_unscored(reader: "Reader") -> int:
    """Return how many open posts have no score."""
    return _count(reader, POSTS) - _count(reader, SCORES)


def reaching(reader: "Reader", cut: float) -> list[int]:
    """Return the ids of the open posts whose score is at or above a cut."""
    query = select(POSTS.c.id).join(SCORES, SCORES.c.job_post_id == POSTS.c.id)
    return list(reader.scalars(query.where(_is_open(), SCORES.c.score >= cut)))


def count_to_ask(reader: "Reader") -> int:
    """Return how many posts a labeling session may still ask about."""
    posts = select(func.count()).select_from(POSTS)
    return reader.scalar(posts.where(~_labeled(POSTS), POSTS.c.id.not_in(asked_already()))) or 0


def asked_already() -> Select[int]:
    """Return the ids of the posts of jobs another post of which was answered, or comes first to be asked."""
    own = case((_is_own(OTHERS) == _is_own(POSTS), OTHERS.c.id < POSTS.c.id), else_=_is_own(OTHERS))
    return select(POSTS.c.id).where(_has_another(or_(_labeled(OTHERS), own)))


def _scored(reader: "Reader", wanted: Query, limit: int | None, offset: int) -> list[Found]:
    query = _where_scored(select(*LISTED, SCORES.c.score, SCORES.c.reasons), wanted)
    query = query.order_by(SCORES.c.score.desc(), POSTS.c.posted_at.desc(), POSTS.c.id)
    return [(row, row.score, row.reasons) for row in reader.execute(query.limit(limit).offset(offset))]


def _count_scored(reader: "Reader", wanted: Query) -> int:
    query: Select[int] = _where_scored(select(func.count()).select_from(POSTS), wanted)
    return reader.scalars(query).one()


def _where_scored(query: Select[Any], wanted: Query) -> Select[Any]:
    query = query.join(SCORES, SCORES.c.job_post_id == POSTS.c.id)
    return query.where(_is_open(), *(condition for _cause, condition in _conditions(wanted)))


def _unscored(reader: "Reader", wanted: Query, limit: int | None, offset: int) -> list[Found]:
    query = (
        select(*LISTED)
        .outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)
        .where(SCORES.c.job_post_id.is_(None), _is_open())
        .where(*(condition for _cause, condition in _conditions(wanted)))
        .order_by(POSTS.c.posted_at.desc(), POSTS.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [(row, None, []) for row in reader.execute(query)]


def _tally(
    reader: "Reader", wanted: _Conditions, *conditions: ColumnElement[bool]
) -> dict[Cause | None, int]:
    """Count the open posts that meet `conditions` by the first of the causes that each is left out for."""
    query = select(_cause(wanted).label("cause"), func.count()).select_from(POSTS)
    query = query.outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id).where(_is_open(), *conditions)
    return {found and Cause(found): number for found, number in reader.execute(query.group_by("cause"))}


def _cause(wanted: _Conditions) -> ColumnElement[Any]:
    """Return the first of the causes that a post is left out for, null for none."""
    left_out = [(condition.is_not(true()), cause) for cause, condition in wanted]
    return case(*left_out, else_=None) if left_out else null()


def _count(reader: "Reader", rows: FromClause, *conditions: ColumnElement[bool]) -> int:
    """Count the open posts that have such rows: all of them, less the few closed ones."""
    id_ = POSTS.c.id if rows is POSTS else rows.c.job_post_id
    everyone = select(func.count()).select_from(rows).where(*conditions)
    closed = everyone.where(id_.in_(_closed()))
    found = reader.scalars(select(everyone.scalar_subquery() - closed.scalar_subquery())).one()
    return int(found)


def _is_open() -> ColumnElement[bool]:
    """An open post has no yes or no, and neither it nor another of its job was applied to."""
    return POSTS.c.id.not_in(_closed())


def _was_seen() -> ColumnElement[bool]:
    """Every post was; said so, SQLite reads the index of these dates, and not the posts, which are long."""
    return POSTS.c.last_seen > datetime.min.replace(tzinfo=UTC)


def _closed() -> CompoundSelect[int]:
    answered = select(OTHERS.c.id).join(LABELS, label_of(OTHERS)).where(_closing())
    to = select(APPLIED.c.source, APPLIED.c.external_id).cte("applied_to")  # read once, used often
    applied = select(OTHERS.c.id).join(to, same_key(OTHERS, to))
    own, others = REPOSTS.alias(), REPOSTS.alias()
    again = select(others.c.job_post_id).join(own, own.c.first_id == others.c.first_id)
    again = again.join(OTHERS, OTHERS.c.id == own.c.job_post_id).join(to, same_key(OTHERS, to))
    return union(answered, applied, again, *_of_sheets(to))


def _of_sheets(to: CTE) -> tuple[Select[int], ...]:
    """The posts of jobs that a spreadsheet alone says were applied to: of the same page, or the same name."""
    sheet = APPLIED_POSTS.alias("sheet")
    page = and_(sheet.c.url != "", func.lower(OTHERS.c.url) == func.lower(sheet.c.url))
    title = func.folded(in_bytes(OTHERS.c.title)) == func.folded(in_bytes(sheet.c.title))
    name = and_(sheet.c.title != "", func.lower(OTHERS.c.company) == func.lower(sheet.c.company), title)
    found = select(OTHERS.c.id).select_from(to).where(to.c.source == OF_SHEETS)
    found = found.join(sheet, same_key(sheet, to))
    return tuple(found.join(OTHERS, same) for same in (page, name))


def _closing() -> ColumnElement[bool]:
    return LABELS.c.label.in_(("yes", "no"))


def _conditions(wanted: Query) -> _Conditions:
    """Return what a post must be like to be listed, in the order of the causes."""
    conditions = _each(POSTS, SCORES, wanted)
    if wanted.once:
        conditions.append((Cause.REPOST, ~_repeats(wanted)))
    if wanted.new:
        conditions.append((Cause.SHOWN_BEFORE, ~_shown()))
    return conditions


def _each(post: FromClause, score: FromClause, wanted: Query) -> _Conditions:
    """Return what is wanted of a post alone, whatever other posts there are of its job."""
    asked = [one for one in FILTERS if one.name != _OF_SCORES and wanted.asks(one)]
    conditions = [(one.cause, _MEETING[one.name](post, getattr(wanted, one.name))) for one in asked]
    return [*conditions, *_by_scores(post, score, wanted)]


def _by_scores(post: FromClause, score: FromClause, wanted: Query) -> _Conditions:
    conditions: _Conditions = []
    if wanted.scored:
        conditions.append((Cause.UNSCORED, score.c.score.is_not(None)))
    if wanted.min_score is not None:
        conditions.append((Cause.BELOW_THE_CUT, score.c.score >= wanted.min_score))
    if wanted.seen_since is not None:
        conditions.append((Cause.CLOSED, post.c.closed_at.is_(None)))
        conditions.append((Cause.UNSEEN_FOR_LONG, post.c.last_seen >= wanted.seen_since))
    return conditions


def _has_company(post: FromClause, names: Iterable[str]) -> ColumnElement[bool]:
    """Parts of the name do, since who looks for a company sees what else is found."""
    company = func.folded(in_bytes(post.c.company))
    return or_(*(func.instr(company, fold(name)) > 0 for name in names))


def _is_of_company(post: FromClause, names: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(func.names(in_bytes(post.c.company), name) for name in names))


def _holds_any(column: ColumnElement[Any], texts: Iterable[str]) -> ColumnElement[bool]:
    """One of the texts of a JSON array is one of these, in any case.

    Of an array in ASCII, SQLite itself looks for the quoted text: a quotation mark within a text has a
    backslash before it there. Other arrays are read by a function of ours, which takes ten times as long.
    """
    wanted = [text.casefold() for text in texts]
    one_by_one = func.holds_any(in_bytes(column), json.dumps(wanted), type_=Boolean)
    written = cast(column, Text)
    quoted = [json.dumps(text) for text in wanted if text.isascii()]
    at_once = or_(false(), *(func.instr(func.lower(written), text) > 0 for text in quoted))
    is_ascii = and_(
        func.instr(written, "\\u") == 0, func.length(written) == func.length(cast(column, LargeBinary))
    )
    return case((is_ascii, at_once), else_=one_by_one)


def _is_closed_to(country: str) -> ColumnElement[bool]:
    named = (~_lists(FACTS.c[name], country) for name in ("allowed", "doubtful"))
    return or_(_lists(FACTS.c.excluded, country), and_(FACTS.c.others == "no", *named))


def _is_elsewhere(places: Iterable[str]) -> ColumnElement[bool]:
    place = in_bytes(FACTS.c.place)
    return and_(FACTS.c.place != "", ~or_(*(func.names(place, one) for one in places)))


def _does_not_state(contradiction: ColumnElement[bool], post: FromClause) -> ColumnElement[bool]:
    """A post that states nothing, or is not read yet, stays in the list.

    Its facts are looked up one by one: a cut by scores leaves few posts to ask about, and a list of all that
    state it would be made several times in one query.
    """
    its = FACTS.c.job_post_id == post.c.id
    return ~select(FACTS.c.job_post_id).where(its, contradiction).correlate(post).exists()


def any_of(texts: Iterable[str]) -> str:
    """Return what words match that are all in one of these texts, as fulltext.expression writes it."""
    return " OR ".join(f"({expression(text)})" for text in texts)


_OF_SCORES = "min_score"  # asks of a post's score, and not of the post; see _by_scores
# What a post must be like to be listed, by the name of the filter that is asked for.
_MEETING: Mapping[str, Callable[[FromClause, Any], ColumnElement[bool]]] = {
    "company": _has_company,
    "exclude_company": lambda post, names: ~_is_of_company(post, names),
    "tag": lambda post, tags: _holds_any(post.c.tags, tags),
    "employment": lambda post, kinds: _holds_any(post.c.employment, kinds),
    "search": lambda post, text: post.c.id.in_(_matching(expression(text))),
    "exclude": lambda post, texts: post.c.id.not_in(_matching(any_of(texts))),
    "since": lambda post, moment: post.c.posted_at >= moment,
    "can_work_from": lambda post, country: _does_not_state(_is_closed_to(country), post),
    "place": lambda post, places: _does_not_state(_is_elsewhere(places), post),
    "language": lambda post, codes: _does_not_state(FACTS.c.language.not_in(("", *codes)), post),
    "min_salary": lambda post, amount: _does_not_state(FACTS.c.yearly_pay < amount, post),
    "stated_salary": lambda post, _asked: _states(FACTS.c.pay_stated, post),
}


def _states(condition: ColumnElement[bool], post: FromClause) -> ColumnElement[bool]:
    """A post states this; looked up one by one for the same reasons."""
    its = FACTS.c.job_post_id == post.c.id
    return select(FACTS.c.job_post_id).where(its, condition).correlate(post).exists()


def _lists(codes: ColumnElement[str], code: str) -> ColumnElement[bool]:
    return func.instr(codes, code) > 0


def _matching(expression: str) -> Select[int]:
    return select(_WORDS.c.rowid).where(_WORDS.c[INDEX].match(expression))


def _labeled(post: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(LABELS.c.label).where(label_of(post), *conditions).correlate(post).exists()


def _repeats(wanted: Query) -> ColumnElement[bool]:
    """Another post of the same job was answered, or stands for the job and is itself what is wanted."""
    alone = (condition for _cause, condition in _each(OTHERS, _OTHER_SCORES, wanted))
    return _has_another(or_(_labeled(OTHERS, _closing()), and_(_stands_before(OTHERS, POSTS), *alone)))


def _stands_before(other: FromClause, post: FromClause) -> ColumnElement[bool]:
    """It is its company's own page; else more likely to be open: seen later, or as late and first stored."""
    as_late = and_(other.c.last_seen == post.c.last_seen, other.c.id < post.c.id)
    later = or_(other.c.last_seen > post.c.last_seen, as_late)
    return case((_is_own(other) == _is_own(post), later), else_=_is_own(other))


def _is_own(post: FromClause) -> ColumnElement[bool]:
    """It is on a board of its company's own."""
    return post.c.source.in_(COMPANY_BOARDS)


def _has_another(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """There is another post of the same job, OTHERS, that meets a condition."""
    others = _of_same_job(select(OTHERS.c.id))
    others = others.outerjoin(_OTHER_SCORES, _OTHER_SCORES.c.job_post_id == OTHERS.c.id)
    return others.where(condition).exists()


def _of_same_job(query: Select[int]) -> Select[int]:
    """Narrow a query on OTHERS to the other posts of a post's job."""
    own, others = REPOSTS.alias(), REPOSTS.alias()
    query = query.join(others, others.c.job_post_id == OTHERS.c.id)
    query = query.join(own, own.c.first_id == others.c.first_id)
    return query.where(own.c.job_post_id == POSTS.c.id, OTHERS.c.id != POSTS.c.id).correlate(POSTS)


def _shown() -> ColumnElement[bool]:
    """This post was shown, or another of the same job."""
    itself = select(SHOWINGS.c.job_post_id).where(SHOWINGS.c.job_post_id == POSTS.c.id)
    another = _of_same_job(select(OTHERS.c.id).join(SHOWINGS, SHOWINGS.c.job_post_id == OTHERS.c.id))
    return or_(itself.correlate(POSTS).exists(), another.exists())
