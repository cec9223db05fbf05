"""Turn the elements of an answer into posts one by one, so that a bad one costs only itself."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from jobsearch.boards.board import Page, Rejection, Request
from jobsearch.boards.reading.content import LONGEST_RAW, Content, Unread, decode_json, elements, kind_of
from jobsearch.boards.reading.fields import stated_id
from jobsearch.domain.posting import Posting
from jobsearch.text.characters import one_line

_DEEPEST = 20
_MOST_VALUES = 2_000  # in one post, which has 20 to 60, its tags and its places
_SHOWN_ID = 65
_ID_IN_TEXT = re.compile(r'"id"\s{0,9}:\s{0,9}"?(\d{1,18})\b', re.ASCII)


class BadPostError(ValueError):
    """This element cannot become a Posting; the message is the reason."""


class Collected(NamedTuple):
    """The usable posts, in their order and each id once, and the rest."""

    postings: tuple[Posting, ...]
    rejections: tuple[Rejection, ...]

    @property
    def rejected_ids(self) -> frozenset[str]:
        """Return the ids of the rejected elements that have one: they are open all the same."""
        return frozenset(one.external_id for one in self.rejections if one.external_id)


def collect(
    found: Iterable[Any],
    read: Callable[[dict[str, Any]], Posting | None],
    *,
    id_name: str = "id",
    strip: Callable[[str], str] = str,
    repeats: bool = False,
) -> Collected:
    """Return what `read` makes of each element that is an object.

    `read` returns None for what is no post and no fault (terms, an unlisted one), and raises BadPostError for
    what should be a post. `id_name` is where a rejected one's id stands; `strip` takes out of its JSON what
    must not be kept; `repeats` is whether one id may come twice (overlapping pages), the first one counting.
    """
    postings: dict[str, Posting] = {}
    rejections: list[Rejection] = []
    for element in found:
        try:
            posting = read(_checked(element))
            if posting is None:
                continue
            if posting.external_id not in postings:
                postings[posting.external_id] = posting
            elif not repeats:
                raise BadPostError("its id occurs twice")
        except BadPostError as error:
            rejections.append(rejection(element, str(error), id_name, strip))
        except Exception:  # noqa: BLE001 - whatever nobody thought of must not cost the other posts either
            rejections.append(rejection(element, "it could not be read", id_name, strip))
    return Collected(tuple(postings.values()), tuple(rejections))


def page(
    body: bytes,
    request: Request,
    name: str,
    read: Callable[[dict[str, Any]], Posting | None],
    *,
    repeats: bool = False,
) -> Page:
    """Return the posts of a JSON answer whose list stands under `name` ("" for a bare list)."""
    found = elements(decode_json(Content(body), request.url), request.url, name)
    return Page(*collect(found, read, repeats=repeats))


def require(title: str, external_id: str) -> None:
    """Raise BadPostError for a post without a title, or without an id and an address."""
    if not external_id:
        raise BadPostError("it has neither an id nor an address")
    if not title:
        raise BadPostError("it has no title")


def rejection(
    element: object, reason: str, id_name: str = "id", strip: Callable[[str], str] = str
) -> Rejection:
    """Return what is kept of an element that is no usable post."""
    if isinstance(element, Unread):
        found = _ID_IN_TEXT.search(element.json)
        return Rejection(reason, found[1] if found else "", strip(element.json))
    external_id = stated_id(element.get(id_name)) if isinstance(element, dict) else ""
    return Rejection(reason, one_line(external_id[:_SHOWN_ID]), strip(_beginning(element)))


def _checked(element: object) -> dict[str, Any]:
    if isinstance(element, Unread):
        raise BadPostError(element.reason)
    if not isinstance(element, dict):
        raise BadPostError(f"it is not an object but {kind_of(element)}")
    weigh(element)
    return element


def weigh(element: dict[str, Any], most_values: int = _MOST_VALUES) -> None:
    """Refuse what is too much or too deep to be copied and written again, without doing either.

    Raises BadPostError.
    """
    containers: list[Any] = [element]
    values = letters = 0
    for _depth in range(_DEEPEST):
        values += sum(map(len, containers))
        if values > most_values:
            raise BadPostError("it is absurdly long")
        children = [child for one in containers for child in (one.values() if isinstance(one, dict) else one)]
        letters += sum(len(child) for child in children if isinstance(child, str))
        if letters > LONGEST_RAW:
            raise BadPostError("it is absurdly long")
        containers = [child for child in children if isinstance(child, dict | list)]
    if containers:
        raise BadPostError("it is nested too deeply")


def _beginning(element: object) -> str:
    """Return an element as JSON, cut off where it is too long."""
    pieces, length = [], 0
    for piece in _json(element):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_RAW:
            break
    return "".join(pieces)[:LONGEST_RAW]


def _json(element: object) -> Iterator[str]:
    """Yield the pieces of an element's JSON, of any depth.

    Those of JSONEncoder.iterencode() pass through a generator for each level, which takes a second for a few
    posts of a thousand levels.
    """
    open_: list[tuple[Iterator[tuple[str, Any]], str]] = [(iter([("", element)]), "")]
    while open_:
        members, end = open_[-1]
        for before, value in members:
            yield before
            if isinstance(value, dict):
                yield "{"
                open_.append((_fields(value), "}"))
                break
            if isinstance(value, list):
                yield "["
                open_.append((_items(value), "]"))
                break
            yield json.dumps(value)
        else:
            open_.pop()
            yield end


def _fields(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for number, (name, inner) in enumerate(value.items()):
        yield f"{', ' if number else ''}{json.dumps(name)}: ", inner


def _items(value: list[Any]) -> Iterator[tuple[str, Any]]:
    for number, inner in enumerate(value):
        yield ", " if number else "", inner
