"""Format the stated pay for titles as text and a table, for use when posts are too few for a chart."""

from collections.abc import Iterable, Sequence

from jobsearch.presentation.charts.figures import Chart
from jobsearch.presentation.charts.numbers import Table
from jobsearch.presentation.charts.of_careers import FEWEST_PAID
from jobsearch.presentation.outcomes import count
from jobsearch.services.stats import Salaries

_ROWS = 20
_NEEDED = f"A chart needs {FEWEST_PAID} posts with the same title, level, and currency."


def pay_sentence(found: Sequence[Salaries], charts: Iterable[Chart], title: str = "") -> str:
    """Describe how many posts state their pay and why there is no chart; "" if one shows all titles.

    `found` is the stated pay of posts with the given title, or of all stored posts if none is given.
    """
    charts = tuple(charts)
    if charts and not title:
        return ""
    with_title = f' with "{title}" in their title' if title else ""
    posts = sum(one.posts for one in found)
    if not posts:
        return f"No stored posts{with_title} state a pay in their text that can be converted to annual pay."
    currencies = len({one.currency for one in found})
    amount = "1 currency" if currencies == 1 else f"{currencies:,} currencies"
    said = f"Posts{with_title} that state their pay: {posts:,}, in {amount}."
    return said if charts else f"{said} {_NEEDED}"


def pay_table(found: Sequence[Salaries]) -> Table:
    """Return a table of stated yearly pay by title and level; the groups with the most posts come first."""
    rows = [
        (" ".join(filter(None, (one.seniority, one.title))), f"{one.posts:,}", _amounts(one))
        for one in found[:_ROWS]
    ]
    more = found[_ROWS:]
    if more:
        rows.append((f"{count(len(more), 'other group')}", f"{sum(one.posts for one in more):,}", ""))
    return Table(("Title", "Posts", "Pay for a year"), tuple(rows))


def _amounts(one: Salaries) -> str:
    currency = one.currency or "$"  # as in the charts
    if one.posts == 1:
        return f"{one.median:,.0f} {currency}"
    return f"median {one.median:,.0f} {currency}, middle half {one.low:,.0f} to {one.high:,.0f}"
