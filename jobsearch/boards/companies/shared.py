"""What the boards of single companies share: whose they are, their places, and pay that differs by place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from jobsearch.boards.board import Source
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.pay import NO_PAY, Pay, pay
from jobsearch.boards.reading.places import Workplace, countries, where

LIMIT_MIB = 25  # a board of 1,700 posts is 17 MiB
_REMOTE = re.compile(r"\b(?:remote|home ?office|work from home|anywhere)\b(?!-friendly)", re.IGNORECASE)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
_LEAST = {"year": 1_000, "month": 100, "week": 25, "day": 5, "hour": 1}  # in any currency that boards pay in


@dataclass(frozen=True)
class Places:
    """The places of a post, as a board names them, each once.

    Attributes:
        names: in the board's order.
        countries: in words or codes, where the board has a field for them; else "" or left out.

    """

    names: tuple[str, ...]
    countries: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Return the fields of a Posting that they fill.

        A country of a field of its own counts, and beside it the names that say one by themselves.
        """
        found = where(self.names)
        of_fields = countries(self.countries)
        return {
            "location": "; ".join(self.names),
            "countries": tuple(sorted({*found.countries, *of_fields})),
            "worldwide": found.worldwide and not of_fields,
        }


def places(names: Iterable[object], of_fields: Iterable[object] = ()) -> Places:
    """Return the places that the fields of a board name, and the countries of fields of their own."""
    return Places(fields.lines(list(names)), fields.lines(list(of_fields)))


def one_place(*parts: object) -> str:
    """Return "Halifax, England, United Kingdom" of its parts, those left out that are not given."""
    return ", ".join(fields.lines(list(parts)))


def workplace_of(names: Sequence[str]) -> Workplace:
    """Return how one works by the names of the places alone: "Remote, Italy".

    Some places of several being remote say nothing of the job.
    """
    if names and all(map(_REMOTE.search, names)):
        return "remote"
    return "hybrid" if names and all(map(_HYBRID.search, names)) else ""


def widest(pays: Iterable[Pay]) -> Pay:
    """Return the pay of several places as one, from the lowest to the highest.

    Of those in another currency, or for another time, than the first says, nothing is taken.
    """
    stated = [one for one in pays if one != NO_PAY]
    if not stated:
        return NO_PAY
    first = stated[0]
    same = [p for p in stated if (p.pay_currency, p.pay_period) == (first.pay_currency, first.pay_period)]
    lows = [p.salary_min for p in same if p.salary_min is not None]
    highs = [p.salary_max for p in same if p.salary_max is not None]
    return Pay(
        min(lows, default=None),
        max(highs, default=None),
        first.pay_currency,
        first.pay_period,
        first.pay_from,
    )


def believable(stated: Pay) -> Pay:
    """Return a pay, or none where nobody is paid as little: 75 a year is a slip of the form."""
    highest = max(stated.salary_min or 0, stated.salary_max or 0)
    return stated if highest >= _LEAST.get(stated.pay_period, 0) else NO_PAY


def pay_under(salary: object, low: str, high: str, currency: str, period: str) -> Pay:
    """Return the pay that an object states under these names, none where there is no object or no sense."""
    given = fields.mapping(salary)
    return believable(pay(given.get(low), given.get(high), given.get(currency), given.get(period)))


def account_of(source: Source, address: str, pattern: re.Pattern[str]) -> str:
    """Return which company's board a post is from: the source's, else the one that its address names.

    A saved response that was recognised by its content has a source without an account.
    """
    found = pattern.search(address)
    return source.account or (found[1].lower() if found else "")


def host_of(source: Source, domain: str) -> str:
    """Return the host of a board: an account with a dot is one, any other a name under the board's domain."""
    return source.account if "." in source.account else f"{source.account}.{domain}"


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, none of what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def is_shown(word: object) -> bool:
    """Return whether a board's word for who may see a post is everybody ("PUBLIC"), or it has none."""
    return not isinstance(word, str) or word.strip().lower() in {"", "public", "published"}


def perhaps_open(found: Iterable[Any], name: str, hidden: AbstractSet[str]) -> Iterator[dict[str, Any]]:
    """Yield the elements whose word under `name` is neither one for everybody nor one of the `hidden`.

    Nobody is to see them as posts, but stored ones must not be closed by a word that nobody here knows.
    """
    for element in found:
        word = element.get(name) if isinstance(element, dict) else None
        if not is_shown(word) and str(word).strip().lower() not in hidden:
            yield element
