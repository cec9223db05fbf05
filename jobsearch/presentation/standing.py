"""Format the facts of a status as short text."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobsearch.presentation.labeling import bars, found_in_words, found_line, unseen_sentence
from jobsearch.presentation.outcomes import count
from jobsearch.presentation.time import age, local
from jobsearch.presentation.timers import timer_sentence

if TYPE_CHECKING:
    from jobsearch.services.instance.status import (
        CareersState,
        FeedHealth,
        LabelCounts,
        ModelState,
        RejectedPost,
        Status,
    )

_FEWEST_FOR_PRECISION = 10  # answers; the precision of fewer is 1 or 0 by chance


def facts(status: "Status", *, drawn: bool = True) -> Mapping[str, str]:
    """Return the facts by name, leaving out empty facts.

    If `drawn` is set, some facts are also drawn with block characters, for output without images.
    """
    found = found_line if drawn else found_in_words
    rows = {
        "Instance": str(status.instance),
        "Posts": _posts(status),
        "Labels": _labels(status.labels),
        "Found": found(status.labeling) if status.labeling else "",
        "Left": unseen_sentence(status.labeling) if status.labeling else "",
        "Model": _model(status.model),
        "Track record": _track_record(status.model),
        "Careers": _careers(status.careers),
        "Feed": _feed(status.feed),
        "New a day": _new_a_day(status.feed.new_a_day, drawn=drawn) if status.posts else "",
        "Trouble": _troubles(status.feed),
        "Last error": _last_error(status.feed),
        "Messages": _messages(status),
        "Timer": timer_sentence(status.timer) if status.timer else "",
        "Backup": _backup(status),
        "Next": status.next_step,
    }
    return {name: fact for name, fact in rows.items() if fact}


def rejection_sentence(post: "RejectedPost") -> str:
    """Describe a rejected post: "remoteok:7: it has no title, last seen 2026-11-27 18:30"."""
    return f"{post.external_id or '(no id)'}: {post.reason}, last seen {local(post.last_seen)}"


def _posts(status: "Status") -> str:
    if not status.posts:
        return "none yet"
    newest = f", the newest from {local(status.newest_post)}" if status.newest_post else ""
    unscored = f", {status.unscored:,} of them not scored" if status.model and status.unscored else ""
    return f"{status.posts:,}, {status.open_posts:,} open{unscored}{newest}"


def _labels(labels: "LabelCounts") -> str:
    parts = [f"{labels.yes} yes, {labels.no} no, {labels.unsure} unsure"]
    if labels.applied:
        closed = (
            f", {labels.applied_closed} of them for posts that have closed" if labels.applied_closed else ""
        )
        parts.append(f"{count(labels.applied, 'application')}{closed}")
    if labels.waiting:
        parts.append(f"{labels.waiting} for posts that are not stored yet")
    return "; ".join(parts)


def _model(model: "ModelState | None") -> str:
    if model is None:
        return "none yet"
    parts = [f"trained {local(model.trained_at)} on {model.yes} yes and {model.no} no"]
    if model.average_precision is not None:
        parts.append(f"average precision {model.average_precision:.2f}")
    if model.outdated:
        parts.append("labels have changed since")
    if model.problem:
        parts.append(f"its file cannot be used ({model.problem})")
    return "; ".join(parts)


def _careers(careers: "CareersState | None") -> str:
    if careers is None:
        return ""
    parts = [f"trained {local(careers.trained_at)}"]
    if careers.titles:
        parts.append(f"{count(careers.titles, 'title')} from {count(careers.posts, 'post')}")
    if careers.experiences:
        parts.append(f"{count(careers.experiences, 'experience')} learned")
    if careers.added:
        parts.append(f"{count(careers.added, 'new experience')} for the next `careers train`")
    if careers.forgotten:
        parts.append(f"{count(careers.forgotten, 'experience')} removed since")
    if careers.problem:
        parts.append(f"its file cannot be used ({careers.problem}), so train careers again")
    return "; ".join(parts)


def _track_record(model: "ModelState | None") -> str:
    record = model.track_record if model else None
    if record is None or not record.answers:
        return ""
    parts = [f"{count(record.answers, 'answer')} to scored posts, {record.yes} of them yes"]
    if record.recommended:
        parts.append(
            f"{record.recommended_yes} of the {record.recommended} above today's threshold were wanted"
        )
    if record.average_precision is not None and record.answers >= _FEWEST_FOR_PRECISION:
        parts.append(f"average precision {record.average_precision:.2f}")
    return "; ".join(parts)


def _new_a_day(counts: Sequence[int], *, drawn: bool) -> str:
    """Format daily counts, ending with today, optionally with bars up to one line high."""
    said = f"{sum(counts):,} in {len(counts)} days, {counts[-1] if counts else 0:,} today"
    return f"{bars(counts)} {said}" if drawn else said


def _troubles(feed: "FeedHealth") -> str:
    return "; ".join(f"{one.source}: {one.problem.removesuffix('.')}" for one in feed.troubles)


def _last_error(feed: "FeedHealth") -> str:
    if feed.last_error_at is None:
        return ""
    mended = " (later fetches succeeded)" if feed.mended else ""
    return f"{local(feed.last_error_at)}{mended}: {feed.last_error}"


def _backup(status: "Status") -> str:
    labels, backup = status.labels, status.backup
    if backup is None:
        return "none yet" if labels.yes + labels.no + labels.unsure else ""
    facts = [f"{local(backup.made_at)} (age {age(backup.made_at, datetime.now(UTC))}) to {backup.path}"]
    if not backup.there:
        facts.append("currently not available")
    if backup.answers_since:
        facts.append(f"{count(backup.answers_since, 'answer')} since")
    return "; ".join(facts)


def _feed(feed: "FeedHealth") -> str:
    if feed.last_good is None:
        return "never fetched"
    facts = [f"last successful fetch {local(feed.last_good)} (age {age(feed.last_good, datetime.now(UTC))})"]
    if feed.rejected_last:
        facts.append(f"{count(feed.rejected_last, 'post')} of it rejected")
    if feed.last_gap is not None:
        facts.append(f"{count(feed.gaps, 'possible gap')} in 14 days, the last {local(feed.last_gap)}")
    return "; ".join(facts)


def _messages(status: "Status") -> str:
    """Describe the receivers whose last message could not be sent, with the reasons."""
    wrong = [f"{one.name}: not sent, {one.problem}" for one in status.receivers if one.problem]
    return "; ".join(wrong)
