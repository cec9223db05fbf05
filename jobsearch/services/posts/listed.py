"""A post as a list has it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.domain.posting import SOURCE_NAMES, format_key, salary_period
from jobsearch.store import facts

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def listed(
    post: Any,  # noqa: ANN401 - a JobPost, or a row of its columns
    score: float | None,
    reasons: Sequence[Sequence[Any]],
    unknown: Sequence[str] = (),
    pay: Mapping[str, Any] | None = None,
) -> ListedPost:
    """Return a stored post with its score, reasons and the `pay` that it states, as the store keeps them.

    An address that is none, from a store that something else wrote, is "": lists make links of them.
    """
    return ListedPost(
        key=format_key(post.source, post.external_id),
        score=score,
        title=post.title,
        company=post.company,
        location=post.location,
        tags=tuple(post.tags),
        salary_min=post.salary_min,
        salary_max=post.salary_max,
        salary_period=salary_period(post.salary_min, post.salary_max),
        posted_at=post.posted_at,
        first_seen=post.first_seen,
        last_seen=post.last_seen,
        url=_web_address(post.url),
        apply_url=_web_address(post.apply_url),
        source=post.source,
        source_name=SOURCE_NAMES[post.source],
        reasons=tuple(Reason(str(term), float(weight)) for term, weight in reasons),
        unknown=tuple(unknown),
        **(pay_fields(pay) if pay else _by_the_board(post)),
    )


def _web_address(text: str) -> str:
    return text if text.isprintable() and _WEB_ADDRESS.fullmatch(text) else ""


def stated_pay(reader: "Reader", posts: Iterable[Any]) -> Mapping[int, Mapping[str, Any]]:
    """Return, by id, the pay that posts state themselves, for `listed`."""
    return facts.stated_pay(reader, (post.id for post in posts))


def pay_in_words(low: float | None, high: float | None, currency: str, period: str) -> str:
    """Return "25 - 27 USD an hour", "from 4,132 EUR a month", or "" for no amount; `high` None is open."""
    if low is None:
        return ""
    span = " - ".join(dict.fromkeys(f"{amount:,.10g}" for amount in (low, high) if amount is not None))
    article = "an" if period == "hour" else "a"
    return " ".join(filter(None, ("from" if high is None else "", span, currency, article, period)))


def pay_fields(pay: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a listed post has of the pay that it states itself, given as facts.Pay has it."""
    return {
        "pay_from": "post",
        "pay_min": _number(pay["minimum"]),
        "pay_max": _number(pay["maximum"]),
        "pay_period": str(pay["period"]),
        "pay_currency": pay["currency"],
        "pay_words": pay["words"],
    }


def _by_the_board(post: Any) -> dict[str, Any]:  # noqa: ANN401 - same
    amounts = sorted(amount for amount in (post.salary_min, post.salary_max) if amount)
    if not amounts:
        return {}
    return {
        "pay_from": "board",
        "pay_min": amounts[0],
        "pay_max": amounts[-1],
        "pay_period": salary_period(post.salary_min, post.salary_max),
    }


def _number(amount: float | None) -> float | None:
    """Return a whole number as one, as the board gives it: 60000, not 60000.0."""
    return int(amount) if amount is not None and amount == int(amount) else amount
