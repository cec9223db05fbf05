"""Answers given on pages: each stored at once, of the post that it names, and taken back step by step.

A form says what the person saw of the post's answer. What changed since, in another page or in the terminal,
is left as it is, so that no key counts twice.
"""

import json
from collections.abc import Mapping
from typing import cast

from fastapi import APIRouter, Response

from jobsearch.domain.answers import CHOICES, LabelChoice
from jobsearch.errors import UsageError
from jobsearch.server.pages.addresses import HOME
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.reading import Place, part, wants_part
from jobsearch.server.pages.steps import Step, steps_of
from jobsearch.server.parameters import WRITING
from jobsearch.services.labels.answers import answer_what_was_seen, undo_answer
from jobsearch.services.posts.full import given
from jobsearch.services.recommend.recommend import mark_keys_shown

router = APIRouter(include_in_schema=False)
_ANSWERED = "answered"  # what a script hears of: whose row in the list is to say what was answered


@router.post(f"{HOME}/answer", dependencies=[WRITING])
def answer(here: OfList, form: Sent) -> Response:
    """Store an answer and go on to the next post, or stay where it was answered elsewhere since."""
    key, word, steps = form.get("key"), choice(form.get("answer")), steps_of(here.request)
    post = here.show(key).post
    change = answer_what_was_seen(here.cache.open_store(here.settings), key, word, form.get("seen"), "page")
    if change is not None:
        did = steps.add(Step(post.key, post.title, word, change, form.get("did")))
    elif given(here.show(key)) == word:  # the same form, sent twice
        did = steps.of(post.key, word)
    else:
        return _go_on(here, Place(key, form.get("did"), "elsewhere"))
    return _go_on(here, Place(form.get("next"), did, ""), {post.key: word})


@router.post(f"{HOME}/undo", dependencies=[WRITING])
def undo(here: OfList, form: Sent) -> Response:
    """Take the last answer back, unless it changed elsewhere, and show its post again."""
    steps, name = steps_of(here.request), form.get("did")
    step = steps.get(name)
    if step is None:
        return _go_on(here, Place(form.get("key"), "", "gone"))
    taken = undo_answer(here.cache.open_store(here.settings), step.change)
    steps.forget(name)  # not before: where the store was busy, the person tries again
    place = Place(step.key, step.earlier, "" if taken else "changed")
    return _go_on(here, place, {step.key: given(here.show(step.key))})


@router.post(f"{HOME}/shown", dependencies=[WRITING])
def shown(here: OfList, form: Sent) -> Response:
    """Mark the posts of a list of new ones as shown, as `recommend --new` does: the next have their turn."""
    mark_keys_shown(here.settings, form.all("key"), here.cache)
    return see_other(here.asked.address(HOME, offset=None))


def _go_on(here: Here, place: Place, answers: Mapping[str, str] | None = None) -> Response:
    """Show a post: a script gets its part of the page, and all others go to its address."""
    address = place.address(here.asked)
    if not wants_part(here.request):
        return see_other(address)
    found = part(here, here.show(place.key) if place.key else None, place)
    found.headers["HX-Replace-Url"] = address
    if answers:
        found.headers["HX-Trigger"] = json.dumps({_ANSWERED: answers})
    return found


def choice(word: str) -> LabelChoice:
    """Return the answer that a form gives; raises UsageError for another word."""
    if word not in CHOICES:
        *others, last = CHOICES
        raise UsageError(cause=f"{word[:40]!r} is not an answer: use {', '.join(others)} or {last}")
    return cast("LabelChoice", word)
