"""Helpers shared by the company boards: accounts, locations, and pay that differs by location."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from jobsearch.boards.board import Source
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.pay import NO_PAY, Pay, pay
from jobsearch.boards.reading.places import Workplace, countries, where

LIMIT_MIB = 25  # a board of 1,700 posts takes 17 MiB
_REMOTE = re.compile(r"\b(?:remote|home ?office|work from home|anywhere)\b(?!-friendly)", re.IGNORECASE)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
_LEAST = {"year": 1_000, "month": 100, "week": 25, "day": 5, "hour": 1}  # in any currency used on the boards


@dataclass(frozen=True)
class Places:
    """The locations of a post, as named by the board and without duplicates.

    Attributes:
        names: the names in the board's order.
        countries: country names or codes, if the board has a field for them; otherwise "" or omitted.

    """

    names: tuple[str, ...]
    countries: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Return the location fields of a Posting.

        A country from a separate field always counts, as does any name that identifies a country by itself.
        """
        found = where(self.names)
        of_fields = countries(self.countries)
        return {
            "location": "; ".join(self.names),
            "countries": tuple(sorted({*found.countries, *of_fields})),
            "worldwide": found.worldwide and not of_fields,
        }


def places(names: Iterable[object], of_fields: Iterable[object] = ()) -> Places:
    """Return the locations from the names given by a board, with the countries from separate fields."""
    return Places(fields.lines(list(names)), fields.lines(list(of_fields)))


def one_place(*parts: object) -> str:
    """Join the non-empty parts of a location: "Halifax, England, United Kingdom"."""
    return ", ".join(fields.lines(list(parts)))


def workplace_of(names: Sequence[str]) -> Workplace:
    """Return the workplace based only on the names of the locations, such as "Remote, Italy".

    Returns "" if only some of several locations are remote.
    """
    if names and all(map(_REMOTE.search, names)):
        return "remote"
    return "hybrid" if names and all(map(_HYBRID.search, names)) else ""


def widest(pays: Iterable[Pay]) -> Pay:
    """Return the pay across several locations as one range, from the lowest to the highest.

    Pay whose currency or period differs from that of the first is ignored.
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
    """Return the pay, or NO_PAY if it is implausibly low: 75 a year is a data-entry error."""
    highest = max(stated.salary_min or 0, stated.salary_max or 0)
    return stated if highest >= _LEAST.get(stated.pay_period, 0) else NO_PAY


def pay_under(salary: object, low: str, high: str, currency: str, period: str) -> Pay:
    """Return the pay in the fields of an object with the given names; NO_PAY if missing or implausible."""
    given = fields.mapping(salary)
    return believable(pay(given.get(low), given.get(high), given.get(currency), given.get(period)))


def account_of(source: Source, address: str, pattern: re.Pattern[str]) -> str:
    """Return the account that a post belongs to: the source's account, or else the account in the post's URL.

    A saved response recognized by its content has a source without an account.
    """
    found = pattern.search(address)
    return source.account or (found[1].lower() if found else "")


def host_of(source: Source, domain: str) -> str:
    """Return a board's host: the account if it contains a dot, or else a subdomain of the board's domain."""
    return source.account if "." in source.account else f"{source.account}.{domain}"


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects in a list; empty if `value` is not a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def is_shown(word: object) -> bool:
    """Return whether a post is visible to everyone: its visibility is "PUBLIC" or missing."""
    return not isinstance(word, str) or word.strip().lower() in {"", "public", "published"}


def perhaps_open(found: Iterable[Any], name: str, hidden: AbstractSet[str]) -> Iterator[dict[str, Any]]:
    """Yield the elements whose visibility under `name` is neither public nor in `hidden`.

    These are not shown as posts, but an unknown value must not close stored posts.
    """
    for element in found:
        word = element.get(name) if isinstance(element, dict) else None
        if not is_shown(word) and str(word).strip().lower() not in hidden:
            yield element
