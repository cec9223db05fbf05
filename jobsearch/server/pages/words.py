"""Template filters, which use the same wording as the command line."""

from datetime import UTC, datetime

from markupsafe import Markup, escape

from jobsearch.domain.application import is_day
from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.applications import due_phrase, until
from jobsearch.presentation.causes import unknown_phrase
from jobsearch.presentation.charts.figures import Chart
from jobsearch.presentation.charts.numbers import table
from jobsearch.presentation.charts.svg import inline
from jobsearch.presentation.pay import salary_in_full, short_salary
from jobsearch.presentation.score import percentage
from jobsearch.presentation.time import age, applied_here, is_new, local
from jobsearch.server.pages.render import add_filters
from jobsearch.services.applications.listing import Application


def moment(at: datetime) -> Markup:
    """Format a time as the server does; a script replaces it with the browser's format."""
    return Markup('<time datetime="{}" data-form="moment">{}</time>').format(_utc(at), local(at))


def day_or_moment(at: datetime) -> Markup:
    """Format a time like `moment`, or only its date if it represents a whole day."""
    if not is_day(at):
        return moment(at)
    return Markup('<time datetime="{0}" data-form="day">{0}</time>').format(f"{at.astimezone():%Y-%m-%d}")


def due_words(one: Application) -> Markup:
    """Describe what is due and when: "interview 2026-12-01 15:00 (in 38h)", "follow up 4d ago", or ""."""
    now = datetime.now(UTC)
    if one.due is None or one.due_why == "follow-up":
        return escape(due_phrase(one, now))
    return Markup("{} {} ({})").format(one.due_why, day_or_moment(one.due), until(one.due, now))


def ago(at: datetime) -> Markup:
    """Return the time elapsed since a moment, with the moment itself as a tooltip."""
    told = age(at, datetime.now(UTC))
    return Markup('<time datetime="{}" data-form="ago" title="{}">{}</time>').format(
        _utc(at), local(at), told
    )


def number(value: float) -> Markup:
    """Format a number as the server does; a script replaces it with the browser's format."""
    return Markup('<data value="{}">{}</data>').format(value, f"{value:,}")


def bar(score: float) -> Markup:
    """Return a score from 0 to 1 as a bar and a percentage."""
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="10"></rect><rect class="full" width="{}" height="10"></rect></svg>'
        "<span>{}</span>"
    ).format(f"{score * 100:.0f}", percentage(score))


def picture(chart: Chart) -> Markup:
    """Return a chart as SVG with escaped text."""
    return Markup(inline(chart))  # noqa: S704 - ElementTree escapes every value


def web(address: str) -> Markup:
    """Return the attributes for a link to another site that reveal nothing about this one.

    An address whose scheme is not http or https, such as javascript:, gets no attributes.
    """
    if not address.lower().startswith(("http://", "https://")):
        return Markup("")
    return Markup('href="{}" target="_blank" rel="noopener noreferrer"').format(escape(address))


def pay_of_row(post: ListedPost) -> str:
    """Return the pay as "$70-90k", with a remark if the currency is not stated, or "" if unknown."""
    pay = short_salary(post, dollar="$")
    return f"{pay} (currency not stated)" if pay and not post.pay_currency else pay


def is_fresh(post: ListedPost) -> bool:
    """Return whether a post is new."""
    return is_new(post, datetime.now(UTC))


def applied_before(post: ListedPost) -> str:
    """Return when the user applied to the same employer before, or "" if they did not."""
    return applied_here(post, datetime.now(UTC))


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


add_filters(
    picture=picture,
    numbers=table,
    moment=moment,
    day_or_moment=day_or_moment,
    due_words=due_words,
    ago=ago,
    number=number,
    bar=bar,
    percentage=percentage,
    web=web,
    is_fresh=is_fresh,
    applied_before=applied_before,
    salary=salary_in_full,
    short_salary=pay_of_row,
    unknown_phrase=unknown_phrase,
)
