"""Compose messages for receivers: a title, text for a phone, and an HTML page for email."""

from collections.abc import Iterator
from datetime import UTC, datetime

from jobsearch.presentation.applications import moment
from jobsearch.presentation.documents import Entry, digest, entries, joined
from jobsearch.presentation.outcomes import count, job_name
from jobsearch.presentation.time import local
from jobsearch.services.applications.listing import Application
from jobsearch.services.notify.courier import Message
from jobsearch.services.notify.news import News
from jobsearch.services.notify.sending import SendResult, Sent

NO_RECEIVER = "There are no receivers yet. Run `notify add URL` to add one."
_ARRIVES = "Messages from jobsearch will arrive here."
TEST = Message("jobsearch: a test", _ARRIVES, f"<p>{_ARRIVES}</p>")


def compose(news: News) -> Message:
    """Return a message about new posts and due dates."""
    now = datetime.now(UTC)
    title, remarks = _title(news), [*map(due_sentence, news.due), *_silence(news)]
    text = "\n\n".join([*remarks, *map(_told, entries(news.posts, now))])
    return Message(title, text, digest(news.posts, remarks, title, now))


def due_sentence(one: Application) -> str:
    """Return a sentence such as "Interview 2 due: Engineer at Acme, 2026-12-01 15:00 (remoteok:1)."."""
    name = job_name(one.title, one.company) or one.key
    what = f"{one.due_why} {one.interview}" if one.due_why == "interview" and one.interview else one.due_why
    when = f", {moment(one.due)}" if one.due and one.due_why != "follow-up" else ""
    return f"{what.capitalize()} due: {name}{when} ({one.key})."


def sent_sentences(result: SendResult, *, dry_run: bool) -> Iterator[str]:
    """Yield a line for each receiver to which a message was sent, or would be sent in a dry run."""
    for one in result.sent:
        if one.posts or one.others:
            yield f"{one.receiver}: {'would receive' if dry_run else 'received'} {_amount(one)}."


def trouble_sentences(result: SendResult) -> Iterator[str]:
    """Yield a line for each problem."""
    if result.problem:
        yield f"No posts were sent. {result.problem}"
    for one in result.sent:
        if one.unknown:
            what = count(one.unknown, "item")
            yield (
                f"{one.receiver}: an earlier message was interrupted. {what} may not have arrived but will "
                "not be sent again; run `recommend` to list the posts."
            )
        if one.problem:
            yield f"{one.receiver}: not sent, {one.problem}. The next `notify send` will retry."


def _amount(one: Sent) -> str:
    parts = [count(one.posts, "post")] if one.posts else []
    return " and ".join([*parts, *([count(one.others, "reminder")] if one.others else [])])


def _title(news: News) -> str:
    parts = [f"{count(len(news.posts), 'job')} worth reading"] if news.posts else []
    parts += [f"{count(len(news.due), 'thing')} due"] if news.due else []
    parts += ["no news from the boards"] if news.silent_since else []
    return ", ".join(parts)


def _silence(news: News) -> Iterator[str]:
    if news.silent_since:
        yield f"No fetch has succeeded since {local(news.silent_since)}. Run `jobsearch doctor`."


def _told(entry: Entry) -> str:
    lines = (
        entry.post.title,
        joined(entry.facts, entry.percent, entry.post.source_name),
        entry.post.url,
        entry.post.key,
    )
    return "\n".join(filter(None, lines))
