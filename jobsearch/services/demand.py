"""The number of posts for a title and their pay, by year."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache as cache_of

from jobsearch.careers.model import Careers
from jobsearch.facts import RULES_VERSION, Facts
from jobsearch.services import careers
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts import facts
from jobsearch.services.recommend.prepare import complete_facts
from jobsearch.services.stats import middle, quartiles
from jobsearch.settings import Settings
from jobsearch.store import careers as stored
from jobsearch.store import facts as stored_facts
from jobsearch.store.sqlite.engine import Session, reading
from jobsearch.titles.parse import parse


@dataclass(frozen=True)
class PayOfYear:
    """Stated annual pay in one currency, based on the midpoint of each post's range.

    Attributes:
        currency: its code, or "" if the posts say only "$".
        posts: the number of posts that state it.
        low: the first quartile.
        median: the median.
        high: the third quartile.

    """

    currency: str
    posts: int
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class DemandOfYear:
    """The posts of a title in a year.

    Attributes:
        year: the year of their dates.
        posts: their number.
        share: their share of all posts of the year, from 0 to 1.
        pay: their pay by currency, most frequent first; empty if no post states any.

    """

    year: int
    posts: int
    share: float
    pay: tuple[PayOfYear, ...]


def by_year(
    settings: Settings, title: str, cache: NoCache = UNCACHED, *, is_patient: bool = True
) -> tuple[DemandOfYear, ...]:
    """Return the demand for a title, or for the learned title that includes it, in each year with posts.

    Unless `is_patient` is set, posts whose pay has not been extracted yet are left out, because extracting it
    may take minutes.
    """
    model = careers.load_if_usable(settings, cache)
    name, engine = _learned_as(parse(title).name, model), cache.open_store(settings)
    named = cache.newest("names of titles", settings.store_path, _Names)
    if is_patient:
        complete_facts(engine, lambda _step: None)
    with reading(engine) as session:
        every: Counter[int] = Counter()
        ids: defaultdict[int, list[int]] = defaultdict(list)
        is_meant = cache_of(lambda name_of_post: _learned_as(name_of_post, model) == name)
        for number, of_post, year in stored.titles_of_posts(session):
            every[year] += 1
            if is_meant(named[of_post]):
                ids[year].append(number)
        paying = stored_facts.with_stated_pay(session, RULES_VERSION) if ids else set()
        return tuple(
            DemandOfYear(year, len(numbers), len(numbers) / every[year], _pay(session, paying, numbers))
            for year, numbers in sorted(ids.items())
        )


class _Names(dict[str, str]):
    """A cache of the names parsed from titles, because parsing takes most of the time."""

    def __missing__(self, title: str) -> str:
        self[title] = name = parse(title).name
        return name


def _learned_as(name: str, model: Careers | None) -> str:
    return (model.find_named(name) if model else None) or name


def _paid(read: Iterable[Facts]) -> Iterable[tuple[str, float]]:
    for one in read:
        if one.pay and one.pay.is_stated and one.pay.yearly:
            yield one.pay.currency, middle(*one.pay.yearly)


def _pay(session: Session, paying: Container[int], ids: Sequence[int]) -> tuple[PayOfYear, ...]:
    amounts: defaultdict[str, list[float]] = defaultdict(list)
    found = facts.of_posts(session, [id_ for id_ in ids if id_ in paying])
    for currency, amount in _paid(found.values()):
        amounts[currency].append(amount)
    ranked = sorted(amounts.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(PayOfYear(currency, len(found), *quartiles(found)) for currency, found in ranked)
