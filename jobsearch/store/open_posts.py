"""Queries for open posts: those that are listed, and the causes that exclude the others.

To add a filter, add it to domain/query.py and add the condition for listed posts to `_MEETING`. Counts,
lists, and the choice among reposts then respect it.
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
from jobsearch.text.companies import exact_name
from jobsearch.text.folding import BETWEEN_LETTERS, fold, in_a_row

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_FEW = 5  # minimum number of scores per post above the threshold for which counting with indexes is faster
OTHERS = POSTS.alias("others")
_OTHER_SCORES = SCORES.alias("other_scores")
_WORDS = table(INDEX, column("rowid"), column(INDEX))

Found = tuple[Row[Any], float | None, list[list[Any]]]
LeftOut = tuple[Row[Any], float | None, "Cause"]
_Conditions = list[tuple["Cause", ColumnElement[bool]]]


def causes(wanted: Query) -> frozenset[Cause]:
    """Return the causes for which a query can exclude posts."""
    return frozenset(cause for cause, _condition in _conditions(wanted))


def best(reader: "Reader", wanted: Query, limit: int | None = None, offset: int = 0) -> list[Found]:
    """Return the requested open posts as (post, score, reasons), highest score first, then newest first.

    Posts without a score come last. The first `offset` posts are skipped.
    """
    found = _scored(reader, wanted, limit, offset)
    if wanted.scored or len(found) == limit:
        return found
    # Two queries, because each can follow an index and stop at the last requested post.
    rest = None if limit is None else limit - len(found)
    passed_over = max(offset - _count_scored(reader, wanted), 0) if offset else 0
    return found + _unscored(reader, wanted, rest, passed_over)


def ids_by_cause(reader: "Reader", wanted: Query) -> dict[Cause | None, list[int]]:
    """Map each cause to the IDs of the open posts that it excludes, in the order of best().

    None is mapped to the IDs of the listed posts. The counts equal those of tally().
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
    """Return the posts with these IDs, by ID."""
    given = func.json_each(json.dumps(list(wanted))).table_valued("value")
    query = select(*LISTED).where(POSTS.c.id.in_(select(given.c.value)))
    return {row.id: row for row in reader.execute(query)}


def left_out_for(reader: "Reader", wanted: Query, why: Cause, limit: int, offset: int = 0) -> list[LeftOut]:
    """Return a page of the open posts excluded for a cause as (post, score, cause), best first.

    The first `offset` posts are skipped, and at most `limit` are returned.
    """
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
    """Return the excluded open posts as (post, score, cause), by cause and then best first.

    If `only` is given, only posts with these IDs are considered.
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
    """Map each cause to the number of open posts that it excludes.

    None is mapped to the number of listed posts. The numbers add up to all open posts.
    """
    conditions = _conditions(wanted)
    causes = [cause for cause, _condition in conditions]
    if wanted.min_score is None or Cause.UNSCORED not in causes:
        return _tally(reader, conditions, _was_seen())
    reaching = SCORES.c.score >= wanted.min_score
    if _count(reader, SCORES, reaching) * _FEW > _count(reader, SCORES):
        return _tally(reader, conditions, _was_seen())
    # The score threshold excludes most posts, and indexes can count these without reading them.
    cut = causes.index(Cause.UNSCORED)
    before = [condition for _cause, condition in conditions[:cut]]
    counted = [and_(before[0], _has_name())] if _asks_for_names_alone(wanted) else before
    passing = [_count(reader, POSTS, *counted[:place]) for place in range(cut + 1)]
    by_words = {cause: passing[place] - passing[place + 1] for place, cause in enumerate(causes[:cut])}
    unscored = passing[0] - _count(reader, SCORES)
    if unscored and before:
        unscored = _count(reader, POSTS, *before, POSTS.c.id.not_in(select(SCORES.c.job_post_id)))
    others = _tally(reader, conditions[cut + 2 :], reaching, *before)
    below = passing[-1] - unscored - sum(others.values())
    return by_words | {Cause.UNSCORED: unscored, Cause.BELOW_THE_CUT: below} | others


def is_open(reader: "Reader", id_: int) -> bool:
    """Return whether a post is open.

    A post is open if it was not answered with yes or no and its job was not applied to.
    """
    return reader.scalar(select(POSTS.c.id).where(POSTS.c.id == id_, _is_open())) is not None


def count_open(reader: "Reader") -> int:
    """Return the number of open posts."""
    return _count(reader, POSTS)


def count_unscored(reader: "Reader") -> int:
    """Return the number of open posts without a score."""
    return _count(reader, POSTS) - _count(reader, SCORES)


def reaching(reader: "Reader", cut: float) -> list[int]:
    """Return the IDs of the open posts with scores of at least `cut`."""
    query = select(POSTS.c.id).join(SCORES, SCORES.c.job_post_id == POSTS.c.id)
    return list(reader.scalars(query.where(_is_open(), SCORES.c.score >= cut)))


def any_reaching(reader: "Reader", cut: float) -> bool:
    """Return whether an open post has a score of at least `cut`."""
    query = select(POSTS.c.id).join(SCORES, SCORES.c.job_post_id == POSTS.c.id)
    return reader.scalar(query.where(_is_open(), SCORES.c.score >= cut).limit(1)) is not None


def count_to_ask(reader: "Reader") -> int:
    """Return the number of posts that a labeling session can still ask about."""
    posts = select(func.count()).select_from(POSTS)
    return reader.scalar(posts.where(~_labeled(POSTS), POSTS.c.id.not_in(asked_already()))) or 0


def asked_already() -> Select[int]:
    """Select the IDs of posts with another post for the same job that was answered or takes precedence."""
    own = case((_is_own(OTHERS) == _is_own(POSTS), OTHERS.c.id < POSTS.c.id), else_=_is_own(OTHERS))
    return select(POSTS.c.id).where(
        POSTS.c.id.in_(_of_repeated_jobs()), _has_another(or_(_labeled(OTHERS), own))
    )


def _of_repeated_jobs() -> Select[int]:
    """Select the IDs of the posts for jobs with several posts.

    An index finds them without reading any post.
    """
    repeated = select(REPOSTS.c.first_id).group_by(REPOSTS.c.first_id).having(func.count() > 1)
    return select(REPOSTS.c.job_post_id).where(REPOSTS.c.first_id.in_(repeated))


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
    """Count the open posts that meet `conditions` by the first cause that excludes them."""
    query = select(_cause(wanted).label("cause"), func.count()).select_from(POSTS)
    query = query.outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id).where(_is_open(), *conditions)
    return {found and Cause(found): number for found, number in reader.execute(query.group_by("cause"))}


def _cause(wanted: _Conditions) -> ColumnElement[Any]:
    """Return an expression for the first cause that excludes a post, or NULL if there is none."""
    left_out = [(condition.is_not(true()), cause) for cause, condition in wanted]
    return case(*left_out, else_=None) if left_out else null()


def _count(reader: "Reader", rows: FromClause, *conditions: ColumnElement[bool]) -> int:
    """Count the open posts with matching rows.

    These are all posts with matching rows, minus the few that are closed.
    """
    id_ = POSTS.c.id if rows is POSTS else rows.c.job_post_id
    everyone = select(func.count()).select_from(rows).where(*conditions)
    closed = everyone.where(id_.in_(_closed()))
    found = reader.scalars(select(everyone.scalar_subquery() - closed.scalar_subquery())).one()
    return int(found)


def _is_open() -> ColumnElement[bool]:
    """Match open posts, which were not answered with yes or no and whose job was not applied to."""
    return POSTS.c.id.not_in(_closed())


def _was_seen() -> ColumnElement[bool]:
    """Match every post, so that SQLite reads the index on `last_seen` instead of the long rows."""
    return POSTS.c.last_seen > datetime.min.replace(tzinfo=UTC)


def _asks_for_names_alone(wanted: Query) -> bool:
    return [one.name for one in FILTERS if one.name in _MEETING and wanted.asks(one)] == ["exclude_company"]


def _has_name() -> ColumnElement[bool]:
    """Match every post, so that SQLite reads the index on company names instead of the rows."""
    return func.lower(POSTS.c.company) >= ""


def _closed() -> CompoundSelect[int]:
    answered = select(OTHERS.c.id).join(LABELS, label_of(OTHERS)).where(_closing())
    to = select(APPLIED.c.source, APPLIED.c.external_id).cte("applied_to")  # read once, used several times
    applied = select(OTHERS.c.id).join(to, same_key(OTHERS, to))
    own, others = REPOSTS.alias(), REPOSTS.alias()
    again = select(others.c.job_post_id).join(own, own.c.first_id == others.c.first_id)
    again = again.join(OTHERS, OTHERS.c.id == own.c.job_post_id).join(to, same_key(OTHERS, to))
    return union(answered, applied, again, *_of_sheets(to))


def _of_sheets(to: CTE) -> tuple[Select[int], ...]:
    """Select the posts for jobs recorded only from a spreadsheet, by address or by company and title.

    If several posts have the address of a row, such as that of a careers page, only those with the row's
    title count, unless all of them share one title that is_recorded_job() accepts. Python functions are never
    called for all combinations of posts and rows.
    """
    rows = select(
        func.lower(APPLIED_POSTS.c.url).label("place"),
        func.lower(APPLIED_POSTS.c.company).label("company"),
        func.folded(in_bytes(APPLIED_POSTS.c.title)).label("name"),
        *(APPLIED_POSTS.c.title, APPLIED_POSTS.c.url),
    )
    sheet = rows.join(to, same_key(APPLIED_POSTS, to)).where(to.c.source == OF_SHEETS).cte("sheet")
    there = _at_places(sheet)
    same = select(there.c.id).join(sheet, and_(sheet.c.place == there.c.place, sheet.c.name == there.c.name))
    alone = select(there.c.id).where(there.c.place.in_(_places_of_one_job(sheet, there)))
    title = func.folded(in_bytes(OTHERS.c.title)) == sheet.c.name
    name = and_(sheet.c.name != "", func.lower(OTHERS.c.company) == sheet.c.company, title)
    return same, alone, select(OTHERS.c.id).select_from(sheet).join(OTHERS, name)


def _at_places(sheet: CTE) -> CTE:
    """Select the posts that have the address of a row."""
    place = func.lower(POSTS.c.url)
    found = select(
        POSTS.c.id, place.label("place"), func.folded(in_bytes(POSTS.c.title)).label("name"), POSTS.c.title
    )
    return found.where(place.in_(select(sheet.c.place).where(sheet.c.place != ""))).cte("there")


def _places_of_one_job(sheet: CTE, there: CTE) -> Select[str]:
    """Select the addresses whose posts share a single title that is_recorded_job() accepts for a row."""
    by_place = select(there.c.place, func.min(there.c.title).label("title")).group_by(there.c.place)
    one = by_place.having(func.count(there.c.name.distinct()) == 1).cte("one")
    texts = map(in_bytes, (one.c.title, sheet.c.title, sheet.c.url))
    is_recorded = func.is_recorded_job(*texts, type_=Boolean)
    return select(one.c.place).join(sheet, sheet.c.place == one.c.place).where(is_recorded)


def _closing() -> ColumnElement[bool]:
    return LABELS.c.label.in_(("yes", "no"))


def _conditions(wanted: Query) -> _Conditions:
    """Return the conditions that listed posts meet, each with its cause, in the order of the causes."""
    conditions = _each(POSTS, SCORES, wanted)
    if wanted.once:
        conditions.append((Cause.REPOST, ~_repeats(wanted)))
    if wanted.new:
        conditions.append((Cause.SHOWN_BEFORE, ~_shown()))
    return conditions


def _each(post: FromClause, score: FromClause, wanted: Query) -> _Conditions:
    """Return the conditions that do not depend on other posts for the same job, each with its cause."""
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
    """Match posts of companies with one of these names.

    A name can be any part of a company's name, because the user sees every match, or an exact name.
    """
    company = func.folded(in_bytes(post.c.company))
    parts = (
        _is_exactly(post.c.company, name) if exact_name(name) else func.instr(company, fold(name)) > 0
        for name in names
    )
    return or_(*parts)


def _is_of_company(post: FromClause, names: Iterable[str]) -> ColumnElement[bool]:
    named = [
        _is_exactly(post.c.company, name) if exact_name(name) else _names(post.c.company, name)
        for name in names
    ]
    return or_(*named)


def _is_exactly(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Match texts that equal the exact name.

    SQLite compares ASCII texts itself, which is much faster.
    """
    lower: ColumnElement[str] = func.lower(column)  # has an index, so that no post must be read
    exact = fold(exact_name(name))
    is_ascii = lower.op("GLOB")("*[^ -~]*") == 0
    return case((is_ascii, lower == exact), else_=func.folded(in_bytes(lower)) == exact)


def _names(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Match texts that contain the name as whole words.

    A quick check in SQLite rejects most texts, ten times faster than a call to Python.
    """
    lower: ColumnElement[str] = func.lower(column)  # has an index, so that no post must be read
    asked = func.names(in_bytes(lower), name, type_=Boolean)
    if not (letters := in_a_row(name)):
        return asked
    compact = lower
    for sign in BETWEEN_LETTERS:
        compact = func.replace(compact, sign, "")
    is_plain = lower.op("GLOB")(f"*[^a-z0-9{BETWEEN_LETTERS}]*") == 0
    return case((and_(is_plain, func.instr(compact, letters) == 0), false()), else_=asked)


def _holds_any(column: ColumnElement[Any], texts: Iterable[str]) -> ColumnElement[bool]:
    """Match JSON arrays that contain any of the texts, ignoring case.

    In an ASCII array, SQLite searches for the quoted text, which is safe because quotation marks within a
    text are escaped with a backslash. Other arrays are parsed by a Python function, which takes ten times as
    long.
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
    """Match posts that state a place outside all of these places.

    A post is inside a place if its own place contains the name, or if the place is a country or region in
    which the post's countries lie.
    """
    from jobsearch.facts.places.gazetteer import countries_of  # noqa: PLC0415 - its tables take 0.1 seconds

    places = tuple(places)
    lands = [" ".join(sorted(countries)) for one in places if (countries := countries_of(one))]
    named = (func.names(in_bytes(FACTS.c.place), one) for one in places)
    inside = (func.lies_in(FACTS.c.allowed, one) for one in lands)
    return and_(FACTS.c.place != "", ~or_(*named, *inside))


def _does_not_state(contradiction: ColumnElement[bool], post: FromClause) -> ColumnElement[bool]:
    """Match posts that do not contradict a filter, including posts without facts.

    Facts are looked up individually, because a score threshold leaves few posts to check, and a list of all
    matching facts would be computed several times per query.
    """
    its = FACTS.c.job_post_id == post.c.id
    return ~select(FACTS.c.job_post_id).where(its, contradiction).correlate(post).exists()


def any_of(texts: Iterable[str]) -> str:
    """Return the full-text expression for posts that match any of these searches.

    See fulltext.expression().
    """
    return " OR ".join(f"({expression(text)})" for text in texts)


_OF_SCORES = "min_score"  # concerns a post's score, not the post; see _by_scores
# The condition that listed posts meet, by the name of the filter.
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
    """Match posts whose facts meet a condition, looked up individually as in _does_not_state."""
    its = FACTS.c.job_post_id == post.c.id
    return select(FACTS.c.job_post_id).where(its, condition).correlate(post).exists()


def _lists(codes: ColumnElement[str], code: str) -> ColumnElement[bool]:
    return func.instr(codes, code) > 0


def newest_matches(reader: "Reader", expression: str, limit: int) -> list[int]:
    """Return the IDs of the posts that match a full-text expression, open or not, newest first."""
    query = select(POSTS.c.id).where(POSTS.c.id.in_(_matching(expression)))
    return list(reader.scalars(query.order_by(POSTS.c.posted_at.desc(), POSTS.c.id.desc()).limit(limit)))


def _matching(expression: str) -> Select[int]:
    return select(_WORDS.c.rowid).where(_WORDS.c[INDEX].match(expression))


def _labeled(post: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(LABELS.c.label).where(label_of(post), *conditions).correlate(post).exists()


def _repeats(wanted: Query) -> ColumnElement[bool]:
    """Match posts with another post for the same job that was answered or takes precedence.

    Only yes and no count as answers. The post that takes precedence must itself match the query.
    """
    alone = (condition for _cause, condition in _each(OTHERS, _OTHER_SCORES, wanted))
    return _has_another(or_(_labeled(OTHERS, _closing()), and_(_stands_before(OTHERS, POSTS), *alone)))


def _stands_before(other: FromClause, post: FromClause) -> ColumnElement[bool]:
    """Match `other` if it takes precedence over `post`.

    A post on a company's own board comes first, then the most recently seen post, then the first stored post.
    """
    as_late = and_(other.c.last_seen == post.c.last_seen, other.c.id < post.c.id)
    later = or_(other.c.last_seen > post.c.last_seen, as_late)
    return case((_is_own(other) == _is_own(post), later), else_=_is_own(other))


def _is_own(post: FromClause) -> ColumnElement[bool]:
    """Match posts on a company's own board."""
    return post.c.source.in_(COMPANY_BOARDS)


def _has_another(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Match posts with another post for the same job that meets a condition on OTHERS."""
    others = _of_same_job(select(OTHERS.c.id))
    others = others.outerjoin(_OTHER_SCORES, _OTHER_SCORES.c.job_post_id == OTHERS.c.id)
    return others.where(condition).exists()


def _of_same_job(query: Select[int]) -> Select[int]:
    """Restrict a query on OTHERS to the other posts for a post's job."""
    own, others = REPOSTS.alias(), REPOSTS.alias()
    query = query.join(others, others.c.job_post_id == OTHERS.c.id)
    query = query.join(own, own.c.first_id == others.c.first_id)
    return query.where(own.c.job_post_id == POSTS.c.id, OTHERS.c.id != POSTS.c.id).correlate(POSTS)


def _shown() -> ColumnElement[bool]:
    """Match posts that were shown, or whose job was shown with another post."""
    itself = select(SHOWINGS.c.job_post_id).where(SHOWINGS.c.job_post_id == POSTS.c.id)
    another = _of_same_job(select(OTHERS.c.id).join(SHOWINGS, SHOWINGS.c.job_post_id == OTHERS.c.id))
    return or_(itself.correlate(POSTS).exists(), another.exists())
