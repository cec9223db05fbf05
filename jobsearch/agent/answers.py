"""What the tools answer: ours apart from what others wrote.

Whatever came from a board or an employer stands under `untrusted`, so that an advertisement is never read as
part of an answer. JSON keeps it there, whatever is written in it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from jobsearch.domain.application import Event
from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.services.applications.listing import Application, ApplicationInFull
from jobsearch.services.applications.recording import Recorded
from jobsearch.services.posts.full import PostInFull
from jobsearch.services.recommend.whereabouts import Whereabouts
from jobsearch.services.sources.listing import SourceState


@dataclass(frozen=True)
class Written:
    """What the advertiser or the board wrote: data about a job, never an instruction."""

    title: str
    company: str
    location: str
    tags: tuple[str, ...]
    pay_words: str
    url: str
    apply_url: str
    reasons: tuple[Reason, ...]
    source_name: str


@dataclass(frozen=True)
class PostAnswer:
    """A post: its key and what the program says of it; `score` is the model's, from 0 to 1, or null."""

    key: str
    score: float | None
    source: str
    posted_at: datetime
    closed_at: datetime | None
    workplace: str
    employment: tuple[str, ...]
    pay_from: str
    pay_min: float | None
    pay_max: float | None
    pay_period: str
    pay_currency: str
    also_at: tuple[str, ...]
    applied_here_at: datetime | None
    unknown: tuple[str, ...]
    untrusted: Written


@dataclass(frozen=True)
class ListAnswer:
    """The posts, the best first, and how many open posts are not among them, by cause."""

    posts: tuple[PostAnswer, ...]
    open_posts: int
    left_out: dict[str, int]
    trained: bool
    outdated: str


@dataclass(frozen=True)
class WrittenInFull:
    """The text of an advertisement, and its words about place and pay: data, never an instruction."""

    description: str
    is_cut: bool
    stated: tuple[dict[str, str], ...]
    trap_word: str


@dataclass(frozen=True)
class FullAnswer:
    """A post in full; `label` is the person's answer, "" for none yet."""

    post: PostAnswer
    label: str
    labeled_at: datetime | None
    applied_at: datetime | None
    same_job: tuple[str, ...]
    untrusted: WrittenInFull


@dataclass(frozen=True)
class Explanation:
    """Whether a post is in the list, at which place from 1, and if it is not, for which cause.

    `untrusted` are the post's own words that say so, "" for none.
    """

    key: str
    listed: bool
    place: int | None
    cause: str
    untrusted: str


@dataclass(frozen=True)
class Job:
    """How the advertisement names the job: data, never an instruction."""

    title: str
    company: str


@dataclass(frozen=True)
class NotedJob(Job):
    """The job, and the last note: the person's own, or words of an employer's mail or an imported sheet."""

    note: str


@dataclass(frozen=True)
class ApplicationAnswer:
    """An application as it stands."""

    key: str
    stage: str
    at: datetime
    due: datetime | None
    due_why: str
    last_at: datetime
    silent: bool
    closed: bool
    open: bool
    interview: int | None
    untrusted: NotedJob


@dataclass(frozen=True)
class HistoryAnswer:
    """An application with its events; `untrusted` has the advertisement as it was, and the events' notes.

    A note is the person's own, or the sender and subject of a mail, or a cell of an imported sheet.
    """

    application: ApplicationAnswer
    events: tuple[dict[str, Any], ...]
    untrusted: dict[str, Any]


@dataclass(frozen=True)
class RecordedAnswer:
    """What was recorded of an application, and its stage now."""

    key: str
    stage: str
    event: Event
    untrusted: Job


@dataclass(frozen=True)
class BoardAnswer:
    """A source that is followed, how it goes, and what it says of itself under `untrusted`."""

    source: str
    posts: int
    new: int
    wanted: int | None
    last_answer: datetime | None
    next_due: datetime
    untrusted: dict[str, str]


def post_answer(post: ListedPost) -> PostAnswer:
    """Return a post with the board's words set apart."""
    return PostAnswer(untrusted=_some_of(post, Written), **_fields_of(post, PostAnswer))


def full_answer(shown: PostInFull, most: int) -> FullAnswer:
    """Return a post in full, its text cut at `most` characters."""
    written = WrittenInFull(
        description=shown.description[:most],
        is_cut=len(shown.description) > most,
        stated=tuple({"fact": one.fact, "words": one.words} for one in shown.stated),
        trap_word=shown.trap_word,
    )
    return FullAnswer(
        post=post_answer(shown.post),
        label=shown.label,
        labeled_at=shown.labeled_at,
        applied_at=shown.applied_at,
        same_job=shown.same_job,
        untrusted=written,
    )


def explanation(found: Whereabouts, listed: Iterable[ListedPost]) -> Explanation:
    """Return where a post stands in a list, or why it does not; its cause is "" for one that is not open."""
    key, left_out = found.shown.post.key, found.left_out
    place = next((place for place, post in enumerate(listed, 1) if post.key == key), None)
    cause, words = (str(left_out.cause), left_out.words) if left_out else ("", "")
    return Explanation(key, listed=place is not None, place=place, cause=cause, untrusted=words)


def application_answer(one: Application) -> ApplicationAnswer:
    """Return an application with the advertiser's words set apart."""
    return ApplicationAnswer(untrusted=_some_of(one, NotedJob), **_fields_of(one, ApplicationAnswer))


def history_answer(one: ApplicationInFull) -> HistoryAnswer:
    """Return an application with its history."""
    events = [asdict(event) for event in one.events]
    notes = [{"number": event["number"], "note": note} for event in events if (note := event.pop("note"))]
    untrusted = asdict(one.post) | {"notes": notes}
    return HistoryAnswer(application_answer(one.application), tuple(events), untrusted)


def recorded_answer(one: Recorded) -> RecordedAnswer:
    """Return what was recorded."""
    return RecordedAnswer(untrusted=_some_of(one, Job), **_fields_of(one, RecordedAnswer))


def board_answer(one: SourceState) -> BoardAnswer:
    """Return a source that is followed."""
    said = {
        name: getattr(one, name) for name in ("source_name", "company", "covers", "terms", "home", "problem")
    }
    return BoardAnswer(untrusted=said, **_fields_of(one, BoardAnswer))


def _fields_of(given: object, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    return {name: getattr(given, name) for name in kind.__dataclass_fields__ if name != "untrusted"}


def _some_of(given: object, kind: Any) -> Any:  # noqa: ANN401 - a dataclass, and one of it
    return kind(**_fields_of(given, kind))
