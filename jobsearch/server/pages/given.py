"""The Answers page: all answers given, newest first, each of which can be changed or undone."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response

from jobsearch.domain.answers import CHOICES, LabelChoice, Way
from jobsearch.server.pages.addresses import TEACH
from jobsearch.server.pages.forms import Form, Sent
from jobsearch.server.pages.judging import choice
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.render import add_filters, render
from jobsearch.server.pages.steps import (
    ANSWERED_ELSEWHERE,
    CHANGED_SINCE,
    Step,
    latest_step,
    steps_of,
    undo_step,
)
from jobsearch.server.parameters import WRITING, Cached, Instance
from jobsearch.services.applications.listing import list_applications
from jobsearch.services.cache import Cache
from jobsearch.services.labels.answers import answer_now, answer_what_was_seen, take_back
from jobsearch.services.labels.given import Wanted, answers_given
from jobsearch.settings import Settings

router = APIRouter(include_in_schema=False)
ANSWERS = f"{TEACH}/answers"
_ON_A_PAGE = 50
_LONGEST = 200
_CLEAR = "clear"
_NOTES: Mapping[str, str] = {
    "elsewhere": ANSWERED_ELSEWHERE,
    "changed": CHANGED_SINCE,
    "gone": "There is nothing to undo, because that answer was given before the server was started.",
}
_WAYS: Mapping[str, str] = {
    "smart": "you were asked, because the answer would teach much",
    "newest": "you were asked, the newest first",
    "oldest": "you were asked, the oldest first",
    "random": "you were asked at random",
    "page": "you answered in the browser",
    "command": "you answered with a command",
    "request": "another program answered",
    "agent": "an agent answered",
    "import": "the answer was read from a file",
    "application": "you applied",
}


class Part(NamedTuple):
    """The answers shown on a page: of one kind (None for all), with the given words, starting at an offset.

    `open` is "yes" for answers to posts that are not known to be closed, or "" for all.
    """

    given: LabelChoice | None
    words: str
    offset: int
    open: str = ""

    def address(self, **changes: str | int | None) -> str:
        """Return the address of these answers, with some parameters changed."""
        values: dict[str, str | int | None] = {
            "given": self.given,
            "q": self.words,
            "open": self.open,
            "offset": self.offset,
        }
        pairs = {name: value for name, value in (values | changes).items() if value}
        return f"{ANSWERS}?{urlencode(pairs)}" if pairs else ANSWERS


@router.get(ANSWERS)
def answers(  # noqa: PLR0913 - each a parameter of the address
    request: Request,
    settings: Instance,
    cache: Cached,
    *,
    given: Annotated[str, Query(max_length=_LONGEST)] = "",
    q: Annotated[str, Query(max_length=_LONGEST)] = "",
    only_open: Annotated[str, Query(alias="open", max_length=_LONGEST)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    note: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Response:
    """List the answers, newest first."""
    part = Part(choice(given) if given else None, q.strip(), offset, _yes(only_open))
    wanted = Wanted(_ON_A_PAGE, offset, part.given, part.words, bool(part.open))
    found = answers_given(settings, wanted, cache)
    end = offset + len(found.answers)
    context = {
        "part": part,
        "found": found,
        "choices": CHOICES,
        "latest": latest_step(request, settings, cache),
        "note": _NOTES.get(note, ""),
        "active": _active(settings, cache),
        "first": offset + 1,
        "earlier": part.address(offset=max(offset - _ON_A_PAGE, 0)) if offset else "",
        "later": part.address(offset=end) if end < found.found else "",
    }
    return render(request, "answers.html", context)


@router.post(f"{ANSWERS}/change", dependencies=[WRITING])
def change(request: Request, settings: Instance, cache: Cached, form: Sent) -> Response:
    """Change or remove an answer, unless it was changed elsewhere since the page was shown."""
    key, word, seen = form.get("key"), form.get("answer"), form.get("seen")
    engine, steps = cache.open_store(settings), steps_of(request)
    if word == seen:
        return _back(form, key)
    changed = (
        take_back(engine, key, seen)
        if word == _CLEAR
        else answer_what_was_seen(engine, key, choice(word), seen, "page")
    )
    if changed is None:
        return _back(form, key, "" if (answer_now(engine, key) or _CLEAR) == word else "elsewhere")
    steps.add(Step(key, "", word, changed))
    return _back(form, key)


@router.post(f"{ANSWERS}/undo", dependencies=[WRITING])
def undo(request: Request, settings: Instance, cache: Cached, form: Sent) -> Response:
    """Undo the last change, unless the answer was changed elsewhere since then."""
    undone = undo_step(request, settings, cache, form.get("did"))
    if undone is None:
        return _back(form, "", "gone")
    step, is_undone = undone
    return _back(form, step.key, "" if is_undone else "changed")


def _active(settings: Settings, cache: Cache) -> set[str]:
    """Return the keys of the posts that were applied to and whose applications have not ended."""
    found = list_applications(settings, everything=False, cache=cache)
    return {one.key for one in found if one.stage not in {"", "saved"}}


def _yes(text: str) -> str:
    return "yes" if text else ""


def _back(form: Form, key: str, note: str = "") -> Response:
    """Redirect to the part of the list that a form was sent from, scrolled to the answer with `key`."""
    kind, offset = form.get("given"), form.get("offset")
    part = Part(
        choice(kind) if kind else None,
        form.get("q")[:_LONGEST],
        int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < len("10000000") else 0,
        _yes(form.get("open")),
    )
    return see_other(f"{part.address(note=note or None)}#{quote(key)}")


def way_in_words(way: Way) -> str:
    """Return a phrase for how an answer was given, or "" if that is not known."""
    return _WAYS.get(way, "")


add_filters(way_in_words=way_in_words)
