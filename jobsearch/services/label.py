"""Ask about posts, one by one; every answer is stored before the next question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.errors import NoPosts
from jobsearch.learning.queue import Candidate, Order, arrange
from jobsearch.posting import format_key, parse_key
from jobsearch.services.posts import PostInFull, in_full
from jobsearch.settings import Settings
from jobsearch.store import database, jobs, labels
from jobsearch.store.labels import Answer
from jobsearch.store.models import JobPost, LabelValue


@dataclass(frozen=True)
class Progress:
    """How far the labeling has come: all stored answers, those of this session, and the posts left."""

    yes: int
    no: int
    unsure: int
    answered: int
    left: int


@dataclass(frozen=True)
class Question:
    """A post to ask about."""

    shown: PostInFull
    progress: Progress


@dataclass(frozen=True)
class _Step:
    """What was done about a post, so that it can be taken back."""

    key: str
    before: Answer | None = None
    answer: Answer | None = None  # None for a post that was skipped


class LabelingSession:
    """One sitting: `question` is what to ask now, until it is None at the end of the queue."""

    def __init__(self, settings: Settings, order: Order = "smart") -> None:
        """Arrange the posts that were never answered; raises NoPosts when none was ever fetched."""
        self._engine = database.connect(settings.store_path)
        with database.reading(self._engine) as session:
            if not jobs.count(session):
                raise NoPosts(instance=settings.instance)
            posts = jobs.askable(session)
            # Another seed after every answer: a new sitting does not begin with what the last one skipped.
            seed = sum(labels.counts(session).values())
        keys = {post.id: format_key(post.source, post.external_id) for post, _score in posts}
        arranged = arrange([_candidate(post, score) for post, score in posts], order, seed)
        self._queue: Iterator[str] = (keys[id_] for id_ in arranged)
        self._left = len(posts)
        self._done: list[_Step] = []
        self._put_back: list[str] = []
        self._current = next(self._queue, None)

    @property
    def question(self) -> Question | None:
        """The post to ask about now."""
        if self._current is None:
            return None
        with database.reading(self._engine) as session:
            return Question(in_full(session, self._current), self._progress(labels.counts(session)))

    @property
    def progress(self) -> Progress:
        """How far the labeling has come."""
        with database.reading(self._engine) as session:
            return self._progress(labels.counts(session))

    def answer(self, value: LabelValue) -> None:
        """Store the answer to the current question, then go on to the next."""
        if self._current is None:
            return
        source, external_id = parse_key(self._current)
        with database.writing(self._engine) as session:
            before = labels.answer_of(session, source, external_id)
            labels.put(session, Answer(source, external_id, value, datetime.now(UTC)))
            stored = labels.answer_of(session, source, external_id)
            session.commit()
        self._go_on(_Step(self._current, before, stored))

    def skip(self) -> None:
        """Go on to the next question; the post will be asked about another time."""
        if self._current is not None:
            self._go_on(_Step(self._current))

    def back(self) -> bool:
        """Take the last step back, its answer too unless that changed elsewhere; tell if there was one."""
        if not self._done:
            return False
        step = self._done.pop()
        if step.answer is not None:
            self._restore(step)
        if self._current is not None:
            self._put_back.append(self._current)
        self._current = step.key
        return True

    def _go_on(self, step: _Step) -> None:
        self._done.append(step)
        self._current = self._put_back.pop() if self._put_back else next(self._queue, None)

    def _restore(self, step: _Step) -> None:
        source, external_id = parse_key(step.key)
        with database.writing(self._engine) as session:
            if labels.answer_of(session, source, external_id) != step.answer:
                return
            if step.before is None:
                labels.remove(session, source, external_id)
            else:
                labels.put(session, step.before)
            session.commit()

    def _progress(self, counts: dict[LabelValue, int]) -> Progress:
        answered = sum(step.answer is not None for step in self._done)
        return Progress(counts["yes"], counts["no"], counts["unsure"], answered, self._left - len(self._done))


def _candidate(post: JobPost, score: float | None) -> Candidate:
    words = frozenset(f"{post.title} {' '.join(post.tags)}".casefold().split())
    return Candidate(post.id, post.posted_at, words, score)
