"""Posts of a few trades, as a feed has them and as the career model reads them."""

from typing import Any

from support.feeds import element, trap

TRADES = {
    "Accountant": "Prepare the general ledger and bank reconciliations. Knowledge of GAAP and of tax audits.",
    "Backend Engineer": "Write services in Python and Go. Knowledge of PostgreSQL, Docker and queues.",
    "Nurse": "Care for patients on the ward, give medication. Knowledge of triage and of wound dressing.",
}
_EXTRAS = "We are a team of friends. You will love our office. Equal opportunity employer.".split(". ")


def trade_posts(each: int = 10) -> list[tuple[str, str, str, int]]:
    """Return (title, text, company, year) of posts, `each` of every trade, no two texts the same."""
    return [
        (
            f"{'Senior ' if number % 3 == 0 else ''}{title}",
            f"{text} {_EXTRAS[number % 3]}. Shift number {number} of week {number * 7}.",
            f"Company {number}",
            2024 + number % 2,
        )
        for title, text in TRADES.items()
        for number in range(each)
    ]


def trade_elements(each: int = 10) -> list[dict[str, Any]]:
    """Return the same as elements of a feed."""
    return [
        element(
            number,
            position=title,
            company=company,
            description=f"<p>{text}</p>{trap()}",
            date=f"{year}-05-01T00:00:00+00:00",
            epoch=1_714_521_600 + (year - 2024) * 31_536_000,
        )
        for number, (title, text, company, year) in enumerate(trade_posts(each), 1)
    ]
