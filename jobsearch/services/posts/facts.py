"""Extract facts from stored posts, and compare them with a query."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobsearch.domain.posting import format_key
from jobsearch.domain.query import Cause, Query
from jobsearch.errors import JobSearchError
from jobsearch.facts import RULES_VERSION, Answer, Facts, can_work_from
from jobsearch.facts.reading import read_facts
from jobsearch.facts.stricter import standing_places
from jobsearch.store import damage
from jobsearch.store import facts as stored_facts
from jobsearch.store.sqlite.engine import Engine, connect_readonly, reading, writing

if TYPE_CHECKING:
    from jobsearch.store.models import JobPost
    from jobsearch.store.tables import Reader

_AT_ONCE = 250
# A location such as "1 Remote" or "Fully remote, home office" names no place.
_NOWHERE = re.compile(
    r"(?:\W|\d|_|\b(?:fully|home|office|job|n/?a|remote|remotely|none|from)\b)*", re.IGNORECASE
)


@dataclass(frozen=True)
class FactsRead:
    """The number of posts processed, and the keys of the posts whose text caused an error in the rules."""

    count: int = 0
    failed: tuple[str, ...] = ()

    def warnings(self) -> tuple[str, ...]:
        """Return sentences about the failures."""
        if not self.failed:
            return ()
        others = f" and {len(self.failed) - 1:,} more" if len(self.failed) > 1 else ""
        return (f"Could not extract facts from {self.failed[0]}{others}; they are treated as unknown.",)


def read_pending(engine: Engine, seconds: float | None = None) -> FactsRead:
    """Extract and store the facts of posts that have none under the current rules, newest first.

    An error in the rules affects only the post that caused it, which then has no facts and is not processed
    again by the same rules. The store is locked only while a few hundred posts are written, so an
    interruption loses nothing. Stops after `seconds` (None for no limit). Raises subclasses of InstanceError.
    """
    until = None if seconds is None else time.monotonic() + seconds
    count, failed, last = 0, [], None
    while until is None or time.monotonic() < until:
        with reading(engine) as session:
            posts = stored_facts.pending(session, RULES_VERSION, last, _AT_ONCE)
        if not posts:
            break
        read = [(post, _read(post)) for post in posts]
        rows = [row(post, found or Facts()) for post, found in read]
        with writing(engine) as session:
            stored_facts.put(session, rows, {post.id: post.content_hash for post in posts})
            session.commit()
        failed += [format_key(post.source, post.external_id) for post, found in read if found is None]
        count, last = count + len(posts), posts[-1].id
    return FactsRead(count, tuple(failed))


def _read(post: "JobPost") -> Facts | None:
    try:
        return read_facts(post)
    except (JobSearchError, OSError, MemoryError):  # a system problem, so the post is processed later
        raise
    except Exception:  # noqa: BLE001 - a mistake in a rule must not keep every other post from being read
        return None


def count_pending(engine: Engine) -> int:
    """Return the number of posts that have no facts under the current rules."""
    with connect_readonly(engine) as connection:
        return stored_facts.count_pending(connection, RULES_VERSION)


def of_posts(reader: "Reader", ids: Iterable[int]) -> dict[int, Facts]:
    """Return the facts of these posts by id, leaving out posts not processed yet."""
    found = stored_facts.of(reader, ids, RULES_VERSION)
    read = {id_: _from_json(facts) for id_, facts in found.items()}
    return {id_: facts for id_, facts in read.items() if facts is not None}


def _from_json(stored: Mapping[str, Any]) -> Facts | None:
    """Return the stored facts, or None if the stored value is invalid."""
    try:
        return Facts.from_json(stored)
    except ValueError:
        damage.notice()
        return None


def unknown(facts: Facts | None, location: str, query: Query) -> tuple[Cause, ...]:
    """Return the filters that a post's facts cannot decide; `facts` is None if not extracted yet."""
    facts = facts or Facts()
    doubts = {
        Cause.COUNTRY: bool(query.can_work_from)
        and can_work_from(facts, query.can_work_from).answer is Answer.UNKNOWN,
        Cause.PLACE: bool(query.place) and not stated_place(facts, location),
        Cause.LANGUAGE: bool(query.language) and not facts.language.code,
        Cause.LOW_SALARY: query.min_salary is not None and not _tells_pay(facts, query.min_salary),
    }
    return tuple(cause for cause, doubtful in doubts.items() if doubtful)


def words(facts: Facts | None, post: Any, cause: Cause, query: Query) -> str:  # noqa: ANN401 - a JobPost, or a row of its columns
    """Return the words of the post that led to its exclusion for a factual cause, or "" if there are none."""
    facts = facts or Facts()
    match cause:
        case Cause.COUNTRY:
            return can_work_from(facts, query.can_work_from).words
        case Cause.PLACE:
            return str(post.location) or facts.places.words
        case Cause.LANGUAGE:
            return str(post.title)
        case Cause.LOW_SALARY:
            return facts.pay.words if facts.pay else ""
        case _:
            return ""


def stated_place(facts: Facts, location: str) -> str:
    """Return everything that a post states about its place, one item per line; "" if it is only remote."""
    parts = ("" if _NOWHERE.fullmatch(location) else location, facts.places.words)
    return "\n".join(dict.fromkeys(filter(None, parts)))


def row(post: "JobPost", facts: Facts) -> Mapping[str, Any]:
    """Return the facts of a post as a row for the store."""
    places = standing_places(facts)
    return {
        "job_post_id": post.id,
        "rules_version": facts.rules_version,
        "others": places.others.value,
        "allowed": " ".join(places.allowed),
        "doubtful": " ".join(places.doubtful),
        "excluded": " ".join(places.excluded),
        "language": facts.language.code,
        "pay_stated": facts.pay is not None and facts.pay.is_stated,
        "yearly_pay": _stated_yearly(facts)[1],
        "place": stated_place(facts, post.location).casefold(),
        "facts": facts.to_json(),
    }


def _tells_pay(facts: Facts, amount: float) -> bool:
    """Return whether the stated pay is sufficient to decide if it reaches a yearly amount."""
    least, most = _stated_yearly(facts)
    return most is not None or (least is not None and least >= amount)


def _stated_yearly(facts: Facts) -> tuple[float | None, float | None]:
    """Return the lower and upper yearly pay stated by the post itself, with None for an open end.

    The board's numbers are ignored, because boards estimate pay that the employer does not state.
    """
    yearly = facts.pay.yearly if facts.pay and facts.pay.is_stated else None
    return yearly or (None, None)
