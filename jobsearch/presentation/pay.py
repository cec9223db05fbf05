"""Format pay as text."""

from jobsearch.domain.listing import ListedPost
from jobsearch.services.posts.listed import pay_in_words

ESTIMATE = "the board's estimate"


MADE_UP = "~"


_SIZES = ((1_000_000, "M"), (1_000, "k"))


_SIGNS = {"EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "BRL": "R$", "CAD": "C$", "AUD": "A$"}


_TIMES = {"hour": "/h", "day": "/d", "week": "/wk", "month": "/mo", "year": "", "piece": "/piece"}


def is_estimate(post: ListedPost) -> bool:
    """Return whether a post's pay is the board's estimate."""
    return post.pay_from == "estimate"


def salary(post: ListedPost) -> str:
    """Return the pay as "70,000 - 90,000 EUR a year", marked if it is an estimate, or "" if unknown."""
    told = pay_in_words(post.pay_min, post.pay_max, post.pay_currency, post.pay_period)
    return f"{told} ({ESTIMATE})" if is_estimate(post) else told


def salary_in_full(post: ListedPost) -> str:
    """Return the pay, with a remark if the currency is not stated."""
    told = salary(post)
    return f"{told}, currency not stated" if told and not post.pay_currency else told


def short_salary(post: ListedPost, *, dollar: str = "") -> str:
    """Return the pay as "€70-90k", "2.5k+/mo", or "25-27/h", to three digits, or "" if unknown.

    Estimates start with "~". `dollar` is the sign for United States dollars, which is omitted in terminals to
    save space because nearly all pay is in that currency.
    """
    if post.pay_min is None and post.pay_max is None:
        return ""
    amounts = [amount for amount in (post.pay_min, post.pay_max) if amount is not None]
    size, letter = next((one for one in _SIZES if max(amounts) >= one[0]), (1, ""))
    span = "-".join(dict.fromkeys(_digits(amount / size) for amount in amounts))
    sign = dollar if post.pay_currency == "USD" else _sign(post.pay_currency)
    mark = MADE_UP if is_estimate(post) else "≤" if post.pay_min is None else ""
    return f"{mark}{sign}{span}{letter}{'+' if post.pay_max is None else ''}{_TIMES.get(post.pay_period, '')}"


def _sign(currency: str) -> str:
    return _SIGNS.get(currency, f"{currency} ").lstrip()


def _digits(number: float) -> str:
    """Format a number to three digits, or more if its integer part is longer: "4.13", "72.5", "351"."""
    digits = next((digits for least, digits in ((100, 0), (10, 1)) if number >= least), 2)
    text = f"{number:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
