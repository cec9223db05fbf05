"""The kinds of values that requests hold, with what the schema says of them."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import BeforeValidator, Field, WithJsonSchema

from jobsearch.moments import moment
from jobsearch.settings import Settings

# Both rules are the schema's as well, so they are written for any dialect of regular expressions.
_SEEN = r"[^\x00-\x20\x7f-\xa0]"  # a character that is neither a blank nor a control
_SPOKEN = (  # a letter or digit of Latin, Greek, Cyrillic, Hebrew, Arabic, Indian, Thai, Japanese, ...
    r"[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u0481\u048a-\u052f"
    r"\u05d0-\u05ea\u0620-\u064a\u0904-\u0939\u0e01-\u0e30\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
_KEY = r"^[a-z][a-z0-9_-]{0,30}:[A-Za-z0-9_.-]{1,64}$"
_MOST_IN_A_LIST = 20

Text = Annotated[str, Field(pattern=_SEEN)]  # as long as a body may be
Line = Annotated[str, Field(pattern=_SEEN, max_length=200)]
Spoken = Annotated[str, Field(pattern=_SPOKEN, max_length=500)]
Names = Annotated[list[Spoken], Field(max_length=_MOST_IN_A_LIST)]
Key = Annotated[str, Field(pattern=_KEY, examples=["remoteok:1059249"])]
KeyInPath = Annotated[str, Path(pattern=_KEY, description="A post's key.", examples=["remoteok:1059249"])]
Limit = Annotated[int, Field(ge=1, le=200, description="At most so many on a page.")]


def _read_since(text: object) -> datetime:
    if not isinstance(text, str):
        raise ValueError("it is no text")  # noqa: TRY004 - Pydantic makes an answer of this kind only
    return moment(text, datetime.now(UTC))


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


Instance = Annotated[Settings, Depends(_settings)]
