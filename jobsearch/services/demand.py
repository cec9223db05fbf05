"""The number of posts for a title and their pay, by year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache as cache_of

from jobsearch.careers.model import Careers
from jobsearch.facts import Facts
from jobsearch.services import careers
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts import facts
from jobsearch.services.recommend.prepare import complete_facts
from jobsearch.services.stats import middle, quartiles
from jobsearch.settings import Settings
from jobsearch.store import careers as stored
from jobsearch.store.sqlite.engine import Session, reading
from jobsearch.titles.parse import parse


@dataclass(frozen=True)
class PayOfYear:
    """Stated annual pay in one currency, using the middle of each post's range.

    Attributes:
      currency: its code, "" if the posts say only "$".
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

    If nobody `is_patient`, posts whose pay is unread are left out; reading them may take minutes.
    """
    model = careers.load_if_usable(settings, cache)
    name, engine = _learned_as(title, model), cache.open_store(settings)
    if is_patient:
        complete_facts(engine, lambda _step: None)
    with reading(engine) as session:
        every: Counter[int] = Counter()
        ids: defaultdict[int, list[int]] = defaultdict(list)
        is_meant = cache_of(lambda of_post: _learned_as(of_post, model) == name)
        for number, of_post, year in stored.titles_of_posts(session):
            every[year] += 1
            if is_meant(of_post):
                ids[year].append(number)
        return tuple(
            DemandOfYear(year, len(numbers), len(numbers) / every[year], _pay(session, numbers))
            for year, numbers in sorted(ids.items())
        )


def _learned_as(title: str, model: Careers | None) -> str:
    return (model.find(title) if model else None) or parse(title).name


def _paid(read: Iterable[Facts]) -> Iterable[tuple[str, float]]:
    for one in read:
        if one.pay and one.pay.is_stated and one.pay.yearly:
            yield one.pay.currency, middle(*one.pay.yearly)


def _pay(session: Session, ids: Sequence[int]) -> tuple[PayOfYear, ...]:
    amounts: defaultdict[str, list[float]] = defaultdict(list)
    for currency, amount in _paid(facts.of_posts(session, ids).values()):
        amounts[currency].append(amount)
    ranked = sorted(amounts.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(PayOfYear(currency, len(found), *quartiles(found)) for currency, found in ranked)
