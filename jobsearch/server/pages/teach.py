"""The Teach page: questions about posts, most informative first.

The session works as in the terminal. A form contains its post and the answer that the user saw. A form sent
twice, by an outdated tab or a key held down, therefore does not match the current post and has no effect.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Response
from markupsafe import Markup

from jobsearch.domain.advice import Step as NextStep
from jobsearch.domain.answers import CHOICES
from jobsearch.errors import NoPosts, PostUnknown, TrainingRuns, UsageError
from jobsearch.files.resume import cleaned
from jobsearch.learning.label_order import ORDERS
from jobsearch.presentation.labeling import (
    ANSWERS_SAY,
    answered_sentence,
    found_in_words,
    motive_in_words,
    unseen_sentence,
    without_order,
)
from jobsearch.presentation.outcomes import count
from jobsearch.server.api.training import Training
from jobsearch.server.pages.addresses import START, TEACH
from jobsearch.server.pages.forms import Form, Sent
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.judging import choice
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import failure_of
from jobsearch.server.pages.post_text import text_html, title_html
from jobsearch.server.pages.reading import wants_part
from jobsearch.server.pages.render import render
from jobsearch.server.pages.steps import ANSWERED_ELSEWHERE, CHANGED_SINCE, Step, steps_of
from jobsearch.server.parameters import WRITING
from jobsearch.server.teaching import Running, Taught
from jobsearch.services.instance.status import advise
from jobsearch.services.labels.answers import answer_what_was_seen
from jobsearch.services.labels.session import LabelingSession, LastStep, Question, Request
from jobsearch.services.labels.standing import Standing, overview
from jobsearch.services.posts.full import PostInFull, given

router = APIRouter(include_in_schema=False)
_LONGEST = 100
_SKIP = "skip"
_NOTES: Mapping[str, str] = {
    "elsewhere": ANSWERED_ELSEWHERE,
    "changed": CHANGED_SINCE,
    "behind": "Nothing was changed, because the session moved on to this post in another tab or after an "
    "earlier key.",
    "first": "This is the first post of this session.",
    "anew": "Your answer is stored. The session had already ended, so a new one began; earlier answers "
    "stay as they are.",
    "elsewhere-anew": "That post has been answered elsewhere, and that answer was kept. The session had "
    "already ended, so a new one began.",
    "over": "The session had already ended, so nothing was changed. Every answer is stored.",
}


class _Shown(NamedTuple):
    """The current question and its post in full, both None at the end of the queue."""

    question: Question | None
    post: PostInFull | None


@router.get(TEACH)
def teach(
    here: OfList, teaching: Taught, trainer: Training, note: Annotated[str, Query(max_length=_LONGEST)] = ""
) -> Response:
    """Show the current post, or the form that starts a session."""
    with teaching.running(here.settings, here.cache) as running:
        if running is not None:
            if not note:  # a note is about the current post
                running.session.catch_up()
            return render(here.request, "teach.html", _of(here, running, note))
    try:
        so_far = overview(here.settings, here.cache)
    except NoPosts:
        return see_other(START)  # asks the questions needed for an empty instance
    state = trainer.state
    context = {
        **_summary(so_far.standing),
        "left": so_far.left,
        "ended": teaching.ended,
        "answered": answered_sentence(teaching.ended.progress) if teaching.ended else "",
        "orders": ORDERS,
        "note": _NOTES.get(note, ""),
        "training": state,
        "failure": failure_of(trainer, state),
        **_next(here),
    }
    return render(here.request, "teach_begin.html", context)


@router.post(f"{TEACH}/begin")
def begin(here: OfList, teaching: Taught, form: Sent) -> Response:
    """Start a session, replacing the current one."""
    with teaching.begun(here.settings, here.cache, _request(form)):
        return see_other(TEACH)


@router.post(f"{TEACH}/answer", dependencies=[WRITING])
def answer(here: OfList, teaching: Taught, form: Sent) -> Response:
    """Store an answer or skip the post, and go to the next one."""
    with teaching.running(here.settings, here.cache) as running:
        if running is not None:
            note = _answered(running.session, form)
            _remember(here, running.session.last, note)
            return _go_on(here, running, note)
    return _without_session(here, teaching, form)


@router.post(f"{TEACH}/undo", dependencies=[WRITING])
def undo(here: OfList, teaching: Taught, form: Sent) -> Response:
    """Undo the last step, and ask about its post again."""
    with teaching.running(here.settings, here.cache) as running:
        if running is None:
            return _over(here)
        if running.session.key != form.get("key"):
            return _go_on(here, running, "behind")
        last, back = running.session.last, running.session.back()
        if last is not None and last.change is not None:
            steps_of(here.request).forget_change(last.change)
        return _go_on(here, running, "first" if back is None else "" if back.taken else "changed")


@router.post(f"{TEACH}/end")
def end(teaching: Taught, _form: Sent) -> Response:
    """End the session and show the results."""
    teaching.end()
    return see_other(TEACH)


@router.post(f"{TEACH}/train")
def train(here: OfList, trainer: Training, _form: Sent) -> Response:
    """Start training on the answers, unless training is already running."""
    here.cache.open_store(here.settings)
    with suppress(TrainingRuns):  # the goal is reached
        trainer.start("taste")
    return see_other(TEACH)


@router.get(f"{TEACH}/training")
def training(here: OfList, trainer: Training) -> Response:
    """Show the progress of training, which a script requests repeatedly."""
    state = trainer.state
    is_to_train = state.state == "done" and _next(here)["is_to_train"]
    context = {"training": state, "failure": failure_of(trainer, state), "is_to_train": is_to_train}
    return render(here.request, "teach_training.html", context)


@router.get(f"{TEACH}/learned")
def learned(here: OfList, teaching: Taught) -> Response:
    """Show the effect of the last answer, which is available shortly after the next post is shown."""
    with teaching.running(here.settings, here.cache) as running:
        context: dict[str, object] = {"progress": None}
        if running is not None:
            context = _learned(running.session, _shown(here, running.session).question)
    return render(here.request, "teach_learned.html", context)


def _request(form: Form) -> Request:
    """Return the session options from a form. Raises UsageError."""
    order = next((one for one in ORDERS if one == (form.get("order") or "smart")), None)
    again, wish = form.get("again") == "true", cleaned(form.get("wish"))
    if order is None:
        raise UsageError(cause=f"{form.get('order')[:40]!r} is not an order; use {', '.join(ORDERS)}")
    if wish and (again or order != "smart"):
        raise UsageError(cause="A search can be combined only with the smart order of new posts")
    return Request(order, wish, again)


def _answered(session: LabelingSession, form: Form) -> str:
    """Process a form about the current post, and return the note to show."""
    if session.key != form.get("key"):
        return "behind"
    if form.get("answer") == _SKIP:
        session.skip()
        return ""
    return "" if session.answer(choice(form.get("answer")), form.get("seen")) else "elsewhere"


def _remember(here: Here, last: LastStep | None, note: str) -> None:
    """Add the answer that has just been stored to the steps that any page can undo."""
    if not note and last is not None and last.given is not None and last.change is not None:
        steps_of(here.request).add(Step(last.key, last.title, last.given, last.change))


def _without_session(here: Here, teaching: Taught, form: Form) -> Response:
    """Store an answer for a session that has ended, for example by a restart, and start a similar session."""
    key, request = form.get("key"), _request(form)
    is_skipped, note = form.get("answer") == _SKIP, "anew"
    if not is_skipped:
        word = choice(form.get("answer"))
        stored = given(here.show(key))
        asked = "" if request.again else request.order
        engine = here.cache.open_store(here.settings)
        change = answer_what_was_seen(engine, key, word, form.get("seen"), asked)
        if change is not None:
            steps_of(here.request).add(Step(key, here.show(key).post.title, word, change))
        note = "anew" if change is not None or stored == word else "elsewhere-anew"
    with teaching.begun(here.settings, here.cache, request) as running:
        return _go_on(here, running, "over" if is_skipped else note)


def _over(here: Here) -> Response:
    """Redirect to the start of a new session, because the form's session has ended."""
    answered = see_other(f"{TEACH}?note=over")
    if wants_part(here.request):
        answered.status_code = 200
        answered.headers["HX-Redirect"] = f"{TEACH}?note=over"
    return answered


def _shown(here: Here, session: LabelingSession) -> _Shown:
    """Return the current question with its post, skipping posts removed from the store."""
    while True:
        try:
            question = session.question
            return _Shown(question, here.show(question.shown.post.key) if question else None)
        except PostUnknown:
            session.skip()


def _go_on(here: Here, running: Running, note: str) -> Response:
    """Show the current post: as a part of the page for a script, or else by redirecting to its address."""
    if not wants_part(here.request):
        return see_other(f"{TEACH}?note={note}" if note else TEACH)
    return render(here.request, "teach_part.html", _of(here, running, note))


def _of(here: Here, running: Running, note: str) -> dict[str, object]:
    """Return the template values for a session."""
    session, asked = running
    question, shown = _shown(here, session)
    return {
        "asked": here.asked,
        "shown": shown,
        # The functions escape and sanitize the text.
        "text": Markup(text_html(shown)) if shown else "",  # noqa: S704 - see above
        "title": Markup(title_html(shown)) if shown else "",  # noqa: S704 - same
        "given": given(shown) if shown else "",
        "choices": CHOICES,
        "history": here.history(shown) if shown else (),
        "last": session.last,
        "request": asked,
        "note": _NOTES.get(note, ""),
        **_learned(session, question),
        **({} if shown else {**_next(here), **_summary(session.standing)}),
    }


def _learned(session: LabelingSession, question: Question | None) -> dict[str, object]:
    """Return template values for the expectation, which is updated while the user reads the post."""
    progress = session.progress
    expectation = question.expectation if question else None
    is_placed = expectation is not None and expectation.rank > 0
    return {
        "progress": progress,
        "unseen": progress.unseen,
        "motive": "learning has stopped, the order is a plain one"
        if question and question.learning == "stopped"
        else motive_in_words(expectation),
        "place": f"place {expectation.rank:,} of {count(progress.left, 'post')}"
        if expectation and is_placed
        else "",
        "expected_by": expectation.reasons if expectation and is_placed else (),
        # What the motive says already is not said twice.
        "without_order": without_order(question)
        if question and not is_placed and not (expectation and expectation.motive in ANSWERS_SAY)
        else "",
        "moved_up": session.moved_up_last,
        "is_reading": question is not None and question.learning == "reading",
    }


def _next(here: Here) -> dict[str, object]:
    """Return the next step, and whether it is to train because some answers have not been used yet."""
    advice = advise(here.settings, here.cache)
    return {"advice": advice, "is_to_train": advice is not None and advice.step is NextStep.TRAIN}


def _summary(found: Standing) -> dict[str, object]:
    return {"found": found_in_words(found), "left_over": unseen_sentence(found)}
