"""How pages write what they show: filters of the templates, with the words that any face has for it."""

from datetime import UTC, datetime
from functools import partial

from markupsafe import Markup, escape

from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.causes import unknown_phrase
from jobsearch.presentation.charts.figures import Chart
from jobsearch.presentation.charts.numbers import table
from jobsearch.presentation.charts.svg import inline
from jobsearch.presentation.pay import salary_in_full, short_salary
from jobsearch.presentation.score import percentage
from jobsearch.presentation.time import age, applied_here, is_new, local
from jobsearch.server.pages.render import add_filters


def moment(at: datetime) -> Markup:
    """Return a moment that a script writes as the browser's language has it; without one, the server's."""
    return Markup('<time datetime="{}" data-form="moment">{}</time>').format(_utc(at), local(at))


def ago(at: datetime) -> Markup:
    """Return how long ago a moment was, with the moment itself for who asks."""
    told = age(at, datetime.now(UTC))
    return Markup('<time datetime="{}" data-form="ago" title="{}">{}</time>').format(
        _utc(at), local(at), told
    )


def number(value: float) -> Markup:
    """Return a number that a script writes as the browser's language has it."""
    return Markup('<data value="{}">{}</data>').format(value, f"{value:,}")


def bar(score: float) -> Markup:
    """Return a score from 0 to 1 as a bar and a percentage."""
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="10"></rect><rect class="full" width="{}" height="10"></rect></svg>'
        "<span>{}</span>"
    ).format(f"{score * 100:.0f}", percentage(score))


def picture(chart: Chart) -> Markup:
    """Return figures as a picture, whose texts are escaped."""
    return Markup(inline(chart))  # noqa: S704 - ElementTree escapes every value


def web(address: str) -> Markup:
    """Return the attributes of a link that leads to another site, which learns nothing of this one.

    An address that is not of the web, such as javascript:, leads nowhere.
    """
    if not address.lower().startswith(("http://", "https://")):
        return Markup("")
    return Markup('href="{}" target="_blank" rel="noopener noreferrer"').format(escape(address))


def is_fresh(post: ListedPost) -> bool:
    """Tell whether a post is news."""
    return is_new(post, datetime.now(UTC))


def applied_before(post: ListedPost) -> str:
    """Return that the person applied to the same employer, and when, "" where not."""
    return applied_here(post, datetime.now(UTC))


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


add_filters(
    picture=picture,
    numbers=table,
    moment=moment,
    ago=ago,
    number=number,
    bar=bar,
    web=web,
    is_fresh=is_fresh,
    applied_before=applied_before,
    salary=salary_in_full,
    short_salary=partial(short_salary, dollar="$"),
    unknown_phrase=unknown_phrase,
)
