"""The types of request parameters, with their descriptions for the schema."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import product
from string import ascii_lowercase
from typing import Annotated, Literal

from anyio import CapacityLimiter, move_on_after
from fastapi import Depends, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from jobsearch.errors import UsageError
from jobsearch.services.cache import Cache
from jobsearch.services.recommend.options import ANY, country_code, language_codes, parse_search
from jobsearch.settings import Access, Settings
from jobsearch.store.sqlite.line import DEADLINE
from jobsearch.text.characters import printable
from jobsearch.text.typed import moment, salary

# These patterns are also part of the schema, so they are valid in every dialect of regular expressions.
_SEEN = r"[^\x00-\x20\x7f-\xa0]"  # a character other than spaces and control characters
_LETTER = (  # Latin, Greek, Cyrillic, Hebrew, Arabic, Indian, Thai, Japanese, ...
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u0481\u048a-\u052f"
    r"\u05d0-\u05ea\u0620-\u064a\u0904-\u0939\u0e01-\u0e30\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
_SPOKEN = f"[0-9{_LETTER[1:]}"
# A letter or digit without a minus before it, and two letters outside brackets.
_SOUGHT = rf'(^|\s)["(#+.]{{0,3}}{_SPOKEN}'
_NAMING = rf"^([^()\[\]{{}}]|\([^()]*\)|\[[^\[\]]*\]|\{{[^{{}}]*\}})*{_LETTER}{{2}}"
_KEY = r"^[a-z][a-z0-9_-]{0,30}:[A-Za-z0-9_.-]{1,64}$"
WHAT_IS_WRONG = {  # explanations for people, who do not read regular expressions
    _SEEN: "The text is empty",
    _SPOKEN: "The text contains no letters or digits",
    _SOUGHT: "There is no word to search for: a word starts with a letter or digit, after no more than "
    "two signs",
    _NAMING: "The title has no word of at least two letters outside brackets",
    _KEY: "This is not a valid post key: keys look like remoteok:1059249",
}
MOST_IN_A_LIST = 20
MOST_ON_A_PAGE = 200


def _visible(text: str) -> str:
    if not printable(text).strip():
        raise ValueError(WHAT_IS_WRONG[_SEEN])
    return text


Text = Annotated[str, Field(pattern=_SEEN), AfterValidator(_visible)]  # limited only by the size of the body
Line = Annotated[str, Field(pattern=_SEEN, max_length=200)]
Spoken = Annotated[str, Field(pattern=_SPOKEN, max_length=500)]
JobTitle = Annotated[str, Field(pattern=_NAMING, max_length=100)]
Names = Annotated[list[Spoken], Field(max_length=MOST_IN_A_LIST)]
Key = Annotated[str, Field(pattern=_KEY, examples=["remoteok:1059249"])]
KeyInPath = Annotated[str, Path(pattern=_KEY, description="A post's key.", examples=["remoteok:1059249"])]
Employment = Literal["full-time", "part-time", "contract", "temporary", "internship"]
Limit = Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE, description="The maximum number of entries on a page.")]


def _yearly(amount: float) -> float:
    salary(f"{amount:.2f}")
    return amount


# A client that writes 60.000 for sixty thousand sends the number 60, which is not a realistic salary.
Salary = Annotated[
    float,
    Field(ge=0, le=1e9),
    AfterValidator(_yearly),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "const": 0}, {"type": "number", "minimum": 1_000, "maximum": 1e9}]}
    ),
]


def _read_since(text: object) -> datetime:
    if not isinstance(text, str):
        raise ValueError("it is not text")  # noqa: TRY004 - Pydantic makes an answer of this kind only
    return moment(text, this_minute())


def next_offset(end: int, of: int) -> int | None:
    """Return the offset of the page that starts at `end`, or None if all `of` items have been returned."""
    return end if end < of else None


def this_minute() -> datetime:
    """Return the current time without seconds, so that queries within a minute are equal for the cache."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def _known(read: Callable[[str], object]) -> AfterValidator:
    """Return a validator that rejects texts for which `read` raises UsageError, with its message."""

    def check(text: str) -> str:
        if text != ANY:
            try:
                read(text)
            except UsageError as error:
                raise ValueError(str(error)) from error
        return text

    return AfterValidator(check)


def _codes(read: Callable[[str], str]) -> WithJsonSchema:
    """Return the schema for the two-letter codes known to `read`, omitting names, as programs use codes."""
    codes = []
    for letters in product(ascii_lowercase, repeat=2):
        with suppress(UsageError):
            read("".join(letters))
            codes.append("".join(letters))
    return WithJsonSchema({"type": "string", "enum": [ANY, *codes]})


Sought = Annotated[
    str,
    Field(pattern=_SOUGHT, max_length=500),
    _known(lambda text: parse_search(text, "The search text")),
]
Country = Annotated[str, Field(max_length=100), _known(country_code), _codes(country_code)]
Language = Annotated[
    str,
    Field(max_length=100),
    _known(lambda text: language_codes([text])),
    _codes(lambda text: language_codes([text])[0]),
]
Since = Annotated[
    datetime,
    BeforeValidator(_read_since),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^[0-9]{1,5}[hdw]$"},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        }
    ),
]


async def _settings(request: Request) -> Settings:
    settings = request.app.state.settings
    assert isinstance(settings, Settings)  # noqa: S101 - create_app put it there
    return settings


async def _cache(request: Request) -> Cache:
    cache = request.app.state.cache
    assert isinstance(cache, Cache)  # noqa: S101 - same
    return cache


async def _access(request: Request) -> Access:
    access = request.app.state.access
    assert isinstance(access, Access)  # noqa: S101 - same
    return access


_MOST_WRITERS = 8  # waiting in threads; the other threads are for reading
_WRITE_SECONDS = 10.0  # for all waits of a write: for its thread, its turn and the lock


def writers() -> CapacityLimiter:
    """Return the limiter that a server's writers must acquire before they use a thread."""
    return CapacityLimiter(_MOST_WRITERS)


async def _writers_turn(request: Request) -> AsyncIterator[None]:
    """Wait for a turn to use a thread for writing; the write queue reports a timeout."""
    limiter = request.app.state.writers
    assert isinstance(limiter, CapacityLimiter)  # noqa: S101 - create_app put it there
    DEADLINE.set(time.monotonic() + _WRITE_SECONDS)
    has_turn = False
    with move_on_after(_WRITE_SECONDS):
        await limiter.acquire()
        has_turn = True
    try:
        yield
    finally:
        if has_turn:
            limiter.release()


WRITING = Depends(_writers_turn, scope="function")  # released before the response is sent to a slow client
Instance = Annotated[Settings, Depends(_settings)]
Cached = Annotated[Cache, Depends(_cache)]
Allowed = Annotated[Access, Depends(_access)]


async def _known_parameters(request: Request) -> None:
    """Raise RequestValidationError for parameters not in the schema, which would have no effect."""
    given = request.query_params
    if not given:
        return
    paths = request.app.openapi()["paths"]
    operation = paths.get(request.scope["route"].path, {}).get(request.method.lower(), {})
    known = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    wrong = [
        {"type": "extra_forbidden", "loc": ("query", name), "msg": "There is no such parameter"}
        for name in given
        if name not in known
    ]
    if wrong:
        raise RequestValidationError(wrong)


ONLY_KNOWN_PARAMETERS = [Depends(_known_parameters)]
