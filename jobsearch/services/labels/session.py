"""Labeling sessions, which ask about posts one by one and store each answer before the next question."""

import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice
from types import TracebackType
from typing import Literal, NamedTuple, Self

from jobsearch.domain.answers import FEWEST_OF_EACH, LabelChoice, StoredLabel
from jobsearch.domain.listing import Reason
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.domain.wish import stated
from jobsearch.errors import NoAnswers, NoPosts
from jobsearch.learning.label_order import Candidate, Order, Suggestion, arrange
from jobsearch.learning.unseen import Unseen
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.labels.answers import Change, History
from jobsearch.services.labels.learner_process import Advising, SessionSpec, SessionState
from jobsearch.services.labels.standing import Standing, standing, telling
from jobsearch.services.posts.full import PostInFull, in_full
from jobsearch.services.posts.meant import is_meant
from jobsearch.settings import Settings
from jobsearch.store import counts as stored_counts
from jobsearch.store import labels, scores, wishes
from jobsearch.store import posts as stored_posts
from jobsearch.store.posts import Askable
from jobsearch.store.sqlite.engine import Session, reading

_ORDERED_SECONDS = 600.0
_PATIENCE = 0.012  # seconds to wait before a question for the effect of the last answer
_MOST_MOVED_UP = 3
_WORTH_TRAINING = 5
_MOST_ADVISED = 5_000  # newest posts first; older ones follow when all of these were asked about

Learning = Literal["off", "reading", "on", "stopped"]


@dataclass(frozen=True)
class Progress:
    """The progress of labeling.

    Attributes:
        yes: the number of stored yes answers.
        no: the number of stored no answers.
        unsure: the number of stored unsure answers.
        today: the number of answers since local midnight.
        left: the number of posts left to ask about.
        untrained: the number of answers since the model was last trained, if requested.
        answered: the number of answers in this session.
        answered_yes: the number of yes answers in this session.
        answered_no: the number of no answers in this session.
        unseen: the estimated number of wanted posts left, or None if there is no estimate.

    """

    yes: int
    no: int
    unsure: int
    today: int
    left: int
    untrained: int = 0
    answered: int = 0
    answered_yes: int = 0
    answered_no: int = 0
    unseen: Unseen | None = None


@dataclass(frozen=True)
class Expectation:
    """The expectation for a post, given all answers so far.

    Attributes:
        motive: the reason for asking; see learning.label_order.Motive.
        rank: its rank among the posts to ask about, from 1; 0 if the answers do not determine an order yet.
        reasons: the most important reasons for its rank.

    """

    motive: str
    rank: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Question:
    """A post to ask about.

    Attributes:
        shown: the post.
        progress: the progress of labeling.
        expectation: the expectation for the post, or None if unknown.
        learning: whether the order adapts to the answers.

    """

    shown: PostInFull
    progress: Progress
    expectation: Expectation | None
    learning: Learning


@dataclass(frozen=True)
class Request:
    """The options of a session.

    Attributes:
        order: the order of the posts.
        wish: the description of the wanted job for this session, or "" for the saved one.
        again: whether to review answered posts instead of asking about unanswered ones.

    """

    order: Order = "smart"
    wish: str = ""
    again: bool = False


class LastStep(NamedTuple):
    """The last step: the title of the post, and the answer with its effect (both None for a skipped post)."""

    given: LabelChoice | None
    title: str
    key: str
    change: Change | None


class TakenBack(NamedTuple):
    """The result of undoing a step; `taken` is False if the answer was kept because it changed elsewhere."""

    taken: bool


class LabelingSession:
    """A labeling session; `question` is the current question, or None at the end of the queue."""

    def __init__(
        self,
        settings: Settings,
        request: Request | None = None,
        cache: NoCache = UNCACHED,
        patience: float | None = None,
    ) -> None:
        """Prepare the posts to ask about.

        A plain session asks its first question immediately. With a wish, or when reviewing answers in smart
        order, it first reads all posts for at most `patience` seconds (None for no limit), after which the
        first questions come in a fixed order. If the learning process cannot be started or ends early, the
        order is fixed. Raises NoPosts if no post was ever fetched, and NoAnswers if there are no answers to
        review.
        """
        self._request, self._patience = request or Request(), patience
        self._engine = cache.open_store(settings)
        with reading(self._engine) as session:
            if not scores.any_post(session):
                raise NoPosts(instance=settings.instance)
            candidates = self._candidates(session)
            answers, past = stored_posts.answers(session), telling(stored_counts.answers_in_order(session))
            wish = stated(self._request.wish) if self._request.wish else wishes.kept(session).stated
            # The seed changes with every answer, so that a new session does not begin with the last one's
            # skipped posts.
            seed = sum(stored_counts.count_labels(session).values())
        self._queue: Iterator[int] = arrange(candidates, self._request.order, seed)
        self._history = History(self._engine, "" if self._request.again else self._request.order)
        self._put_back: list[int] = []
        self._returned_to: set[int] = set()
        self._elsewhere: set[int] = set()  # answered since the session began, but not in it
        self._current: int | None = None
        self._question: Question | None = None
        self._expectations: dict[int, Expectation] = {}
        self._likeliest: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._likeliest_before: tuple[int, ...] = ()
        self._heard = False
        self._answers: dict[int, LabelChoice | None] = {}
        ids = frozenset(islice(self._keys, _MOST_ADVISED))
        spec = SessionSpec(ids, answers, wish, self._request.again, seed, tuple(past), len(self._keys))
        self._advising = self._advised(settings, spec) if self._request.order == "smart" else None
        self._current = self._next()
        self._tell()

    def __enter__(self) -> Self:
        """Return the session."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the learning process; all answers are already stored."""
        if self._advising is not None:
            self._advising.close()

    @property
    def question(self) -> Question | None:
        """The current question; until the next step, only its `expectation` and `learning` change."""
        if self._current is None:
            return None
        self._listen(0)
        expectation, learning = self._expectations.get(self._current), self._learning
        if self._question is None:
            with reading(self._engine) as session:
                shown = in_full(session, self._keys[self._current])
                expectation = _meant(expectation, shown)
                self._question = Question(shown, self._progress(session), expectation, learning)
            return self._question
        expectation = _meant(expectation, self._question.shown)
        if (self._question.expectation, self._question.learning) != (expectation, learning):
            self._question = replace(self._question, expectation=expectation, learning=learning)
        return self._question

    @property
    def key(self) -> str:
        """The key of the current post, or "" at the end."""
        return "" if self._current is None else self._keys[self._current]

    @property
    def worth_training(self) -> bool:
        """Whether training would succeed and there are enough new answers to make it worthwhile."""
        answered = len(self._answered())
        with reading(self._engine) as session:
            enough = min(stored_counts.count_to_learn_from(session).values()) >= FEWEST_OF_EACH
            first = scores.current_model(session) is None
        return enough and answered >= (1 if first else _WORTH_TRAINING)

    @property
    def _learning(self) -> Learning:
        if self._request.order != "smart":
            return "off"
        if self._advising is None or self._advising.ended:
            return "stopped"
        return "on" if self._heard else "reading"

    @property
    def progress(self) -> Progress:
        """The progress of labeling."""
        with reading(self._engine) as session:
            return self._progress(session)

    @property
    def standing(self) -> Standing:
        """The number of wanted posts found by all answers so far, and the estimated number left."""
        with reading(self._engine) as session:
            return standing(session)

    @property
    def moved_up(self) -> tuple[str, ...]:
        """The titles of a few open posts that this session's answers moved up in the order, best first."""
        return self._moved_up(lambda: self._likeliest[0])

    @property
    def moved_up_last(self) -> tuple[str, ...]:
        """The titles of a few open posts moved up by the last answer; empty until the next advice arrives."""
        return self._moved_up(lambda: self._likeliest_before)

    @property
    def last(self) -> LastStep | None:
        """The last step, which can be undone, or None if there is none."""
        if not self._history.steps:
            return None
        step = self._history.steps[-1]
        with reading(self._engine) as session:
            title = next(iter(stored_posts.titles(session, [step.id])), "")
        return LastStep(step.given, title, self._keys[step.id], step.change)

    def _moved_up(self, earlier: Callable[[], tuple[int, ...]]) -> tuple[str, ...]:
        self._listen(0)
        if self._request.again or not self._answered():
            return ()
        shown = set(self._state().shown)
        before = [id_ for id_ in earlier() if id_ not in shown]
        now = [id_ for id_ in self._likeliest[1] if id_ not in shown]
        place_before = {id_: place for place, id_ in enumerate(before)}
        moved_up = [id_ for place, id_ in enumerate(now) if place < place_before.get(id_, len(before))]
        with reading(self._engine) as session:
            return tuple(stored_posts.titles(session, moved_up[:_MOST_MOVED_UP]))

    def answer(self, given: LabelChoice, seen: str | None = None) -> bool:
        """Store the answer to the current question and move on to the next.

        Returns False and keeps the question if nothing was stored, because there is no question or because
        the current answer differs from `seen`, the answer that the user saw (None disables the check).
        """
        if self._current is None:
            return False
        deadline = time.monotonic() + _PATIENCE
        before, self._answers = self._answers, {**self._answers, self._current: given}
        self._likeliest_before = self._likeliest[1]
        self._tell()  # the model is fitted while the disk writes
        is_stored = False
        try:
            is_stored = self._history.answer(self._current, self._keys[self._current], given, seen)
        finally:
            if not is_stored:
                self._answers, self._question = before, None
                self._tell()
        if is_stored:
            self._go_on(deadline)
        return is_stored

    def skip(self) -> None:
        """Skip to the next question; another session will ask about the post."""
        if self._current is not None:
            self._tell()
            self._history.skip(self._current)
            self._go_on(time.monotonic() + _PATIENCE)

    def catch_up(self) -> None:
        """Move on if the current post was answered elsewhere, unless the user returned to it."""
        if self._current is None or self._current in self._returned_to:
            return
        with reading(self._engine) as session:
            is_answered = self._is_answered_elsewhere(session, self._current)
        if is_answered:
            self._go_on(time.monotonic() + _PATIENCE)
            self._tell()

    def back(self) -> TakenBack | None:
        """Undo the last step, keeping its answer if that changed elsewhere; None if there is no step."""
        undone = self._history.undo()
        if undone is None:
            return None
        step, taken = undone
        if step.change is not None and taken:
            self._answers[step.id] = step.change.before.given if step.change.before else None
        if self._current is not None:
            self._put_back.append(self._current)
        self._current, self._question = step.id, None
        self._returned_to.add(step.id)
        self._tell()
        return TakenBack(taken)

    def _candidates(self, session: Session) -> list[Candidate]:
        """Return the posts to ask about, and remember their keys."""
        asked = stored_posts.answered(session) if self._request.again else stored_posts.askable(session)
        if self._request.again and not asked:
            raise NoAnswers
        self._keys = {post.id: _key(post) for post in asked}
        return [_candidate(post) for post in asked]

    def _advised(self, settings: Settings, spec: SessionSpec) -> Advising | None:
        try:
            advising = Advising(settings.store_path, spec)
        except (OSError, RuntimeError, MemoryError):  # no resources for a process, so the order is fixed
            return None
        if spec.wish or spec.again:
            advising.tell(self._state())
            advising.wait(self._patience)
        return advising

    def _go_on(self, deadline: float) -> None:
        self._question = None
        patience = max(deadline - time.monotonic(), 0)
        self._current = self._put_back.pop() if self._put_back else self._next(patience)

    def _next(self, patience: float = 0) -> int | None:
        """Return the post chosen by the newest advice, or else the next unseen post in the queue."""
        advised = self._listen(patience)
        shown = {step.id for step in self._history.steps}
        left = (id_ for id_ in chain(advised, self._queue) if id_ not in shown)
        with reading(self._engine) as session:
            return next((id_ for id_ in left if not self._is_answered_elsewhere(session, id_)), None)

    def _is_answered_elsewhere(self, session: Session, id_: int) -> bool:
        """Return whether a post to ask about has been answered meanwhile, as on a page or in a terminal."""
        if self._request.again or labels.answer_of(session, *parse_key(self._keys[id_])) is None:
            return False
        self._elsewhere.add(id_)
        return True

    def _listen(self, patience: float) -> Sequence[int]:
        """Process the newest advice and return the posts it names."""
        advice = self._advising.newest(patience) if self._advising else None
        if advice is None:
            return ()
        self._heard = True
        self._likeliest = (self._likeliest[0] or advice.likeliest, advice.likeliest)
        for one in advice.next:
            self._expectations[one.id] = _expectation(one, one.motive)
        if (now := advice.current) is not None:
            before = self._expectations.get(now.id)
            self._expectations[now.id] = _expectation(now, before.motive if before else "")
        return [one.id for one in advice.next]

    def _tell(self) -> None:
        if self._advising is not None:
            self._advising.tell(self._state())

    def _state(self) -> SessionState:
        current = () if self._current is None else (self._current,)
        shown = (*(step.id for step in self._history.steps), *current)
        return SessionState(dict(self._answers), shown, tuple(self._put_back))

    def _answered(self) -> list[StoredLabel]:
        return [step.change.after.label for step in self._history.steps if step.change is not None]

    def _progress(self, session: Session) -> Progress:
        counts, answered = stored_counts.count_labels(session), self._answered()
        return Progress(
            **counts,
            today=_today(session),
            answered=len(answered),
            answered_yes=answered.count("yes"),
            answered_no=answered.count("no"),
            left=len(self._keys) - len(self._elsewhere.union(step.id for step in self._history.steps)),
            unseen=self._advising.unseen if self._advising else None,
        )


def next_question(
    settings: Settings,
    order: Order = "smart",
    skipped: AbstractSet[str] = frozenset(),
    cache: NoCache = UNCACHED,
) -> Question | None:
    """Return the first question of a new session, for clients without a session, or None at the end.

    The order follows the stored scores and adapts to answers only after training, because a learning session
    would need a process for each client, and clients do not announce when they leave. Posts with keys in
    `skipped` are left out. Raises NoPosts.
    """
    with reading(cache.open_store(settings)) as session:
        posts, model = stored_counts.count_posts(session), scores.current_model(session)
        if not posts:
            raise NoPosts(instance=settings.instance)
        counts, askable = stored_counts.count_labels(session), stored_posts.askable_ids(session)
        # One answer changes the order little, so the order is cached until posts or scores change.
        queue = cache.cached(
            settings,
            ("queue", order, posts, model.id if model else 0),
            lambda: _queue(session, order, sum(counts.values())),
            unseen_seconds=_ORDERED_SECONDS,
        )
        asked = next((key for id_, key in queue if id_ in askable and key not in skipped), None)
        if asked is None:
            return None
        progress = Progress(
            **counts,
            today=_today(session),
            left=len(askable),
            untrained=stored_counts.count_labels_since(session, model.trained_at)
            if model
            else sum(counts.values()),
            unseen=None,
        )
        return Question(in_full(session, asked), progress, None, "off")


def _queue(session: Session, order: Order, seed: int) -> list[tuple[int, str]]:
    askable = stored_posts.askable(session)
    keys = {post.id: _key(post) for post in askable}
    return [(id_, keys[id_]) for id_ in arrange([_candidate(post) for post in askable], order, seed)]


def _today(session: Session) -> int:
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return stored_counts.count_labels_since(session, midnight)


def _expectation(one: Suggestion, motive: str) -> Expectation:
    return Expectation(motive, one.rank, tuple(Reason(*reason) for reason in one.reasons))


def _meant(one: Expectation | None, shown: PostInFull) -> Expectation | None:
    """Return the expectation for a post without reasons based on words that it uses in another sense."""
    if one is None:
        return None
    post = shown.post
    meant = [
        reason
        for reason in one.reasons
        if is_meant((reason.term, reason.weight), post.title, shown.description, post.tags)
    ]
    return replace(one, reasons=tuple(meant))


def _key(post: Askable) -> str:
    return format_key(post.source, post.external_id)


def _candidate(post: Askable) -> Candidate:
    return Candidate(post.id, post.at, f"{post.title} {' '.join(post.tags)}", post.score)
