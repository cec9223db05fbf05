"""Extract the facts from a post.

This module is pure.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from jobsearch.domain.posting import READ_FROM_TEXT, rules_out_countries
from jobsearch.facts.language import read_language
from jobsearch.facts.model import Facts
from jobsearch.facts.pay.read import BoardsPay, read_pay
from jobsearch.facts.places.fields import places_of_fields, zones_of_fields
from jobsearch.facts.places.read import read_places
from jobsearch.facts.places.time_zones import read_time_zones
from jobsearch.facts.seniority import read_seniority
from jobsearch.facts.workplace import read_workplace


class Readable(Protocol):
    """The input for fact extraction: a Posting or a stored post."""

    @property
    def source(self) -> str:
        """The name of the board."""

    @property
    def site(self) -> str:
        """The name of the site that published the post, if the board is only a format."""

    @property
    def title(self) -> str:
        """The title, on one line."""

    @property
    def location(self) -> str:
        """The location as given by the board, on one line, or "" if unknown."""

    @property
    def tags(self) -> Sequence[str]:
        """The board's tags."""

    @property
    def description(self) -> str:
        """The description as readable text."""

    @property
    def salary_min(self) -> float | None:
        """The lower end of the pay given by the board, or None if not given."""

    @property
    def salary_max(self) -> float | None:
        """The upper end of the pay given by the board, or None if not given."""

    @property
    def pay_currency(self) -> str:
        """The currency of the pay given by the board, or "" if unknown."""

    @property
    def pay_period(self) -> str:
        """The period of the pay given by the board, or "" if unknown."""

    @property
    def countries(self) -> Sequence[str]:
        """The countries where the board's fields require applicants to live, as ISO 3166-1 alpha-2 codes."""

    @property
    def worldwide(self) -> bool:
        """Whether the board's fields allow any country."""

    @property
    def time_zones(self) -> Sequence[float]:
        """The UTC offsets, in hours, where the board's fields require applicants to live."""


def read_facts(post: Readable) -> Facts:
    """Extract the facts of a post, with the words that state them.

    Never raises an exception. The first call loads the tables and the language model, which takes about a
    second; each call takes about two milliseconds.
    """
    zones = read_time_zones(post.location, post.description)
    remote, hybrid, on_site = read_workplace(post.title, post.location, post.description)
    return Facts(
        places=read_places(post.title, post.location, post.tags, post.description, zones),
        remote=remote,
        hybrid=hybrid,
        on_site=on_site,
        time_zones=zones,
        language=read_language(post.title, post.description),
        pay=read_pay(
            post.title,
            post.description,
            BoardsPay(post.salary_min, post.salary_max, post.pay_currency, post.pay_period),
        ),
        seniority=read_seniority(post.title),
        **_of_fields(post),
    )


def _of_fields(post: Readable) -> dict[str, Any]:
    """Return the facts in the board's fields, or none if the fields were themselves parsed from the text."""
    if post.source in READ_FROM_TEXT:
        return {}
    return {
        "board_places": places_of_fields(
            post.location,
            post.countries,
            post.time_zones,
            worldwide=post.worldwide,
            rules_out=rules_out_countries(post.source, post.site),
        ),
        "board_time_zones": zones_of_fields(post.time_zones),
    }
