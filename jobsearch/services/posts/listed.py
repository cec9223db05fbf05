"""Posts as shown in lists."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.domain.posting import READ_FROM_TEXT, format_key, source_name
from jobsearch.store import elsewhere, facts

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_STRICTEST = ("onsite", "hybrid", "remote")
_FIELDS = tuple(field.name for field in fields(ListedPost))
_NO_PAY: Mapping[str, Any] = {
    field.name: field.default for field in fields(ListedPost) if field.name.startswith("pay_")
}
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def listed(
    post: Any,  # noqa: ANN401 - a JobPost, or a row of its columns
    score: float | None,
    reasons: Sequence[Sequence[Any]],
    unknown: Sequence[str] = (),
    stated: Mapping[str, Any] | None = None,
) -> ListedPost:
    """Return a stored post with its score, its reasons, and the values from stated_by().

    Fields not computed here come from the columns of the same name. Because lists show addresses as links, an
    invalid address in a store modified by another program becomes "".
    """
    made: dict[str, Any] = {
        "key": format_key(post.source, post.external_id),
        "score": score,
        "salary_period": post.pay_period,
        "url": _web_address(post.url),
        "apply_url": _web_address(post.apply_url),
        "source_name": source_name(post.source, post.site),
        "reasons": tuple(Reason(str(term), float(weight)) for term, weight in reasons),
        "unknown": tuple(unknown),
        "workplace": workplace(post.workplace, {} if post.source in READ_FROM_TEXT else stated or {}),
        "also_at": (stated or {}).get("also_at", ()),
        "applied_here_at": (stated or {}).get("applied_here_at"),
        **_NO_PAY,
        **_pay(post, (stated or {}).get("pay")),
    }
    same = {name: _fixed(getattr(post, name)) for name in _FIELDS if name not in made}
    return ListedPost(**made, **same)


def _fixed(value: Any) -> Any:  # noqa: ANN401 - same
    return tuple(value) if isinstance(value, list) else value


def _web_address(text: str) -> str:
    return text if text.isprintable() and _WEB_ADDRESS.fullmatch(text) else ""


def stated_by(reader: "Reader", posts: Iterable[Any]) -> Mapping[int, Mapping[str, Any]]:
    """Return the stated pay, the workplace, `also_at`, and `applied_here_at` by post ID."""
    posts = list(posts)
    ids = [post.id for post in posts]
    found = dict(facts.stated(reader, ids))
    for id_, keys in elsewhere.also_at(reader, ids).items():
        found[id_] = {**found.get(id_, {}), "also_at": keys}
    for id_, moment in elsewhere.applied_here(reader, posts).items():
        found[id_] = {**found.get(id_, {}), "applied_here_at": moment}
    return found


def workplace(by_board: str, stated: Mapping[str, Any]) -> str:
    """Return the stricter of the workplaces stated by the board and the text, or "" if unknown.

    A post is "hybrid" if it requires occasional presence in an office, and "onsite" if it requires almost
    constant presence; otherwise it is "remote".
    """
    said = {"onsite": stated.get("on_site"), "hybrid": stated.get("hybrid"), "remote": stated.get("remote")}
    by_text = next((place for place, answer in said.items() if answer == "yes"), "")
    if by_board not in _STRICTEST:  # unknown, or a word written by another program
        return "hybrid" if by_text == "onsite" and said["hybrid"] == "yes" else by_text
    return min((by_board, by_text or by_board), key=_STRICTEST.index)


def pay_in_words(low: float | None, high: float | None, currency: str, period: str) -> str:
    """Format pay as "25 - 27 USD an hour", as "from 4,132 EUR a month" if `high` is None, or as ""."""
    if low is None:
        return "" if high is None else f"up to {pay_in_words(high, high, currency, period)}"
    span = " - ".join(dict.fromkeys(f"{amount:,.10g}" for amount in (low, high) if amount is not None))
    article = "an" if period == "hour" else "a"
    return " ".join(filter(None, ("from" if high is None else "", span, currency, article, period)))


def pay_fields(pay: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pay fields of a listed post, based on stated pay in the format of facts.Pay."""
    return {
        "pay_from": "post",
        "pay_min": _number(pay["minimum"]),
        "pay_max": _number(pay["maximum"]),
        "pay_period": str(pay["period"]),
        "pay_currency": pay["currency"],
        "pay_words": pay["words"],
    }


def _pay(post: Any, stated: Mapping[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 - same
    """Return the pay stated in the text, or else the board's; "$" alone means the board's currency."""
    if not stated:
        return _by_the_board(post)
    fields = pay_fields(stated)
    return fields | {"pay_currency": fields["pay_currency"] or post.pay_currency}


def _by_the_board(post: Any) -> dict[str, Any]:  # noqa: ANN401 - same
    low, high = post.salary_min or None, post.salary_max or None
    if low is None and high is None:
        return {}
    if low is not None and high is not None:
        low, high = sorted((low, high))
    return {
        "pay_from": post.pay_from or "estimate",
        "pay_min": _number(low),
        "pay_max": _number(high),
        "pay_period": post.pay_period,
        "pay_currency": post.pay_currency,
    }


def _number(amount: float | None) -> float | None:
    """Return a whole number as an integer, such as 60000 rather than 60000.0."""
    return int(amount) if amount is not None and amount == int(amount) else amount
