"""Convert the elements of a response to posts one by one, so that a bad element does not affect the rest."""

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
_MOST_VALUES = 2_000  # in one post, which normally has 20 to 60 plus its tags and places
_SHOWN_ID = 65
_ID_IN_TEXT = re.compile(r'"id"\s{0,9}:\s{0,9}"?(\d{1,18})\b', re.ASCII)


class BadPostError(ValueError):
    """Raised for an element that cannot be converted to a Posting; the message is the reason."""


class Collected(NamedTuple):
    """The usable posts, in order and without duplicate ids, and the rejected elements."""

    postings: tuple[Posting, ...]
    rejections: tuple[Rejection, ...]

    @property
    def rejected_ids(self) -> frozenset[str]:
        """Return the ids of the rejected elements that have one; their posts still count as open."""
        return frozenset(one.external_id for one in self.rejections if one.external_id)


def collect(
    found: Iterable[Any],
    read: Callable[[dict[str, Any]], Posting | None],
    *,
    id_name: str = "id",
    strip: Callable[[str], str] = str,
    repeats: bool = False,
) -> Collected:
    """Call `read` with each element that is an object, and return the results.

    `read` returns None for an element that is legitimately not a post (the terms, an unlisted post), and
    raises BadPostError for an unusable post. `id_name` is the field of a rejected element's id; `strip`
    removes from its JSON anything that must not be stored; `repeats` allows duplicate ids (overlapping
    pages), of which the first counts.
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
        except Exception:  # noqa: BLE001 - an unexpected exception must not fail the other posts either
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
    """Return the posts in a JSON response, in the list with key `name` ("" for a top-level list)."""
    found = elements(decode_json(Content(body), request.url), request.url, name)
    return Page(*collect(found, read, repeats=repeats))


def require(title: str, external_id: str) -> None:
    """Raise BadPostError for a post without a title, or without both an id and a URL."""
    if not external_id:
        raise BadPostError("it has neither an id nor an address")
    if not title:
        raise BadPostError("it has no title")


def rejection(
    element: object, reason: str, id_name: str = "id", strip: Callable[[str], str] = str
) -> Rejection:
    """Return the stored form of an element that is not a usable post."""
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
    """Reject an element too large or too deeply nested to copy and serialize, without doing either.

    Raises BadPostError.
    """
    containers: list[Any] = [element]
    values = letters = 0
    for _depth in range(_DEEPEST):
        values += sum(map(len, containers))
        if values > most_values:
            raise BadPostError("it is much too long")
        children = [child for one in containers for child in (one.values() if isinstance(one, dict) else one)]
        letters += sum(len(child) for child in children if isinstance(child, str))
        if letters > LONGEST_RAW:
            raise BadPostError("it is much too long")
        containers = [child for child in children if isinstance(child, dict | list)]
    if containers:
        raise BadPostError("it is nested too deeply")


def _beginning(element: object) -> str:
    """Return an element as JSON, truncated to the length limit."""
    pieces, length = [], 0
    for piece in _json(element):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_RAW:
            break
    return "".join(pieces)[:LONGEST_RAW]


def _json(element: object) -> Iterator[str]:
    """Yield the pieces of an element's JSON, at any depth.

    JSONEncoder.iterencode() passes each piece through one generator per level, which takes a second for a few
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
