"""Answers given on pages, each stored immediately for the post named in the form, with step-by-step undo.

A form contains the answer that the user saw. If the answer has changed since then, on another page or in the
terminal, the current answer is kept, so that no key press counts twice.
"""

import json
from collections.abc import Mapping
from typing import cast

from fastapi import APIRouter, Response

from jobsearch.domain.answers import CHOICES, LabelChoice
from jobsearch.errors import PostUnknown, UsageError
from jobsearch.server.pages.addresses import HOME
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.reading import Place, part, wants_part
from jobsearch.server.pages.steps import Step, steps_of, undo_step
from jobsearch.server.parameters import WRITING
from jobsearch.services.labels.answers import answer_what_was_seen
from jobsearch.services.posts.full import given
from jobsearch.services.recommend.recommend import mark_keys_shown

router = APIRouter(include_in_schema=False)
_ANSWERED = "answered"  # the event that makes a script update the post's row in the list


@router.post(f"{HOME}/answer", dependencies=[WRITING])
def answer(here: OfList, form: Sent) -> Response:
    """Store an answer and go to the next post, or stay if the answer was changed elsewhere."""
    key, word, steps = form.get("key"), choice(form.get("answer")), steps_of(here.request)
    post = here.show(key).post
    change = answer_what_was_seen(here.cache.open_store(here.settings), key, word, form.get("seen"), "page")
    if change is not None:
        did = steps.add(Step(post.key, post.title, word, change))
    elif given(here.show(key)) == word:  # the same form, sent twice
        did = steps.of(post.key, word)
    else:
        return _go_on(here, Place(key, form.get("did"), "elsewhere"))
    return _go_on(here, Place(form.get("next"), did, ""), {post.key: word})


@router.post(f"{HOME}/undo", dependencies=[WRITING])
def undo(here: OfList, form: Sent) -> Response:
    """Undo the last answer, unless it was changed elsewhere, and show its post again."""
    undone = undo_step(here.request, here.settings, here.cache, form.get("did"))
    if undone is None:
        return _go_on(here, Place(form.get("key"), "", "gone"))
    step, is_undone = undone
    note = "" if is_undone else "changed"
    try:
        answers = {step.key: given(here.show(step.key))}
    except PostUnknown:  # an answer may come before its post
        return _go_on(here, Place(form.get("key"), "", note))
    return _go_on(here, Place(step.key, "", note), answers)


@router.post(f"{HOME}/shown", dependencies=[WRITING])
def shown(here: OfList, form: Sent) -> Response:
    """Mark the posts in a list of new posts as shown, like `recommend --new`, and show the next ones."""
    mark_keys_shown(here.settings, form.all("key"), here.cache)
    return see_other(here.asked.address(HOME, offset=None))


def _go_on(here: Here, place: Place, answers: Mapping[str, str] | None = None) -> Response:
    """Show a post: as a part of the page for a script, or else by redirecting to its address."""
    address = place.address(here.asked)
    if not wants_part(here.request):
        return see_other(address)
    found = part(here, here.show(place.key) if place.key else None, place)
    found.headers["HX-Replace-Url"] = address
    if answers:
        found.headers["HX-Trigger"] = json.dumps({_ANSWERED: answers})
    return found


def choice(word: str) -> LabelChoice:
    """Return the answer in a form. Raises UsageError for any other word."""
    if word not in CHOICES:
        *others, last = CHOICES
        raise UsageError(cause=f"{word[:40]!r} is not an answer; use {', '.join(others)} or {last}")
    return cast("LabelChoice", word)
