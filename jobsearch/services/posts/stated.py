"""The facts stated in a post in readable form, each with the post's own words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from jobsearch.facts import Answer, Facts, Pay, Places, Seniority, TimeZones
from jobsearch.facts.places.gazetteer import country_name
from jobsearch.facts.stricter import (
    places_differ,
    standing_places,
    standing_time_zones,
    time_zones_differ,
)
from jobsearch.services.posts.listed import pay_in_words

if TYPE_CHECKING:
    from jobsearch.store.models import JobPost

_FEW = 6
_DIFFERENT = "Post and board differ; the stricter applies"
_BOARDS_WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "onsite": "on site"}
_WORKPLACES = {
    "remote": ("Remote", "Not remote"),
    "hybrid": ("Hybrid", "Not hybrid"),
    "on_site": ("On site", "Not on site"),
}


class Stated(NamedTuple):
    """A fact, and the words of the post that state it."""

    fact: str
    words: str


def stated(facts: Facts) -> tuple[Stated, ...]:
    """Return the facts that a post states about place, workplace, time zones, pay, and seniority."""
    return (
        *_of_places(facts.places),
        *_of_workplace(facts),
        *([_of_time_zones(facts.time_zones)] if facts.time_zones else []),
        *([_of_pay(facts.pay)] if facts.pay and facts.pay.is_stated else []),
        *([_of_seniority(facts.seniority)] if facts.seniority.levels else []),
    )


def by_board(post: "JobPost") -> tuple[Stated, ...]:
    """Return the facts stated in the board's fields, for comparison with the post's own words."""
    return tuple(_stated(_fields(post)))


def countries_of(facts: Facts, post: "JobPost") -> Mapping[str, tuple[str, ...]]:
    """Return the names of the countries for each count in a fact: {"58 countries": ("Albania", ...)}.

    If two lists have the same number of countries, the names come from the post's own words.
    """
    lists = (
        post.countries,
        *(one for places in (standing_places(facts), facts.places) for one in _lists(places)),
    )
    return {_countries(codes): _names(codes) for codes in lists if len(codes) > _FEW}


def _lists(places: Places) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one) for one in (places.excluded, places.doubtful, places.allowed))


def standing(facts: Facts) -> tuple[Stated, ...]:
    """Return the facts that apply if the board and the post disagree, and none otherwise."""
    found = []
    if places_differ(facts):
        found.append(Stated(_DIFFERENT, _that_stand(standing_places(facts))))
    if time_zones_differ(facts) and (zones := standing_time_zones(facts)):
        found.append(Stated(_DIFFERENT, _of_time_zones(zones).fact))
    return tuple(found)


def differing(facts: Facts, post: "JobPost") -> tuple[Stated, ...]:
    """Return the facts stated by the post and the board, and those that apply, if the two disagree."""
    if not (found := standing(facts)):
        return ()
    zones = [_of_time_zones(facts.time_zones)] if facts.time_zones else []
    return (*_of_places(facts.places), *zones, *_stated(_where(post)), *found)


def _stated(pairs: Iterable[tuple[str, str]]) -> Iterator[Stated]:
    return (Stated(fact, words) for fact, words in pairs if words)


def _that_stand(places: Places) -> str:
    if not places.allowed and places.others is not Answer.YES:
        return "There is no country that both name"
    return ", ".join(one.fact for one in _of_places(places))


def _fields(post: "JobPost") -> Iterator[tuple[str, str]]:
    yield "Workplace", _BOARDS_WORKPLACES.get(post.workplace, "")
    yield from _where(post)
    yield "Employment", ", ".join(post.employment)


def _where(post: "JobPost") -> Iterator[tuple[str, str]]:
    where = "anywhere" if post.worldwide else _countries(post.countries) if post.countries else ""
    yield "The board says from", where
    if post.time_zones:
        yield "The board says from", f"UTC{min(post.time_zones):+g} to UTC{max(post.time_zones):+g}"


def _of_places(places: Places) -> Iterator[Stated]:
    if places.allowed:
        start = "Only from" if places.others is Answer.NO else "From"
        yield Stated(f"{start} {_countries(places.allowed)}", places.words)
    elif places.others is Answer.YES:
        yield Stated("From anywhere", places.words)
    elif places.doubtful:
        yield Stated(f"Perhaps only from {_countries(places.doubtful)}", places.words)
    if places.excluded:
        yield Stated(f"Not from {_countries(places.excluded)}", places.excluded_words)


def _of_workplace(facts: Facts) -> Iterator[Stated]:
    for name, (yes, no) in _WORKPLACES.items():
        fact = getattr(facts, name)
        if fact.answer is not Answer.UNKNOWN and fact.words:
            yield Stated(yes if fact.answer is Answer.YES else no, fact.words)


def _of_time_zones(zones: TimeZones) -> Stated:
    return Stated(f"From UTC{zones.earliest:+g} to UTC{zones.latest:+g}", zones.words)


def _of_pay(pay: Pay) -> Stated:
    amount = pay_in_words(pay.minimum, pay.maximum, pay.currency, pay.period)
    unnamed = "" if pay.currency else ", currency not stated"
    return Stated(f"Pays {amount}{unnamed}", pay.words)


def _of_seniority(seniority: Seniority) -> Stated:
    return Stated(f"Level: {', '.join(seniority.levels)}", seniority.words)


def _countries(codes: Iterable[str]) -> str:
    names = _names(codes)
    return ", ".join(names) if len(names) <= _FEW else f"{len(names)} countries"


def _names(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(country_name(code) for code in codes)
