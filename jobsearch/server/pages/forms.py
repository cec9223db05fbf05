"""What a form sends: its fields, once its token shows that a page of this server made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from jobsearch.server.pages.render import render
from jobsearch.server.sessions import Sessions, session_of

TOKEN = "csrf"  # noqa: S105 - a field's name
NEW_TOKEN = "X-Form-Token"  # noqa: S105 - a header's name: scripts put what it holds into the forms of a page
_MOST_FIELDS = 100


class FormStale(Exception):
    """A form bears no token of this process and session: most likely the server was restarted since.

    It may as well be forged, so that nothing is done; the person may send it anew with one press.
    """

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        """Keep what was sent."""
        super().__init__()
        self.fields = fields


@dataclass(frozen=True)
class Form:
    """The fields of a form; of a name that comes several times, `get` has the last."""

    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return the value of a field, "" for none."""
        return dict(self.fields).get(name, "")

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        return [value for field, value in self.fields if field == name]


async def _read(request: Request) -> Form:
    """Return a form; raises FormStale where its token is not of this session, HTTPException if it is none."""
    fields = _parsed(await request.body())
    named: Mapping[str, str] = dict(fields)
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)  # noqa: S101 - create_app put it there
    if not sessions.is_form_token(named.get(TOKEN, ""), session_of(request.cookies)):
        raise FormStale([(name, value) for name, value in fields if name != TOKEN])
    return Form(tuple((name, value) for name, value in fields if name != TOKEN))


def _parsed(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error


Sent = Annotated[Form, Depends(_read)]


async def ask_again(request: Request, error: Exception) -> Response:
    """Answer a stale form: with a button that sends the same fields with a token of now."""
    assert isinstance(error, FormStale)  # noqa: S101 - it is what the handler is for
    sessions = request.app.state.sessions
    headers = {NEW_TOKEN: sessions.form_token(session_of(request.cookies))}
    return render(request, "stale.html", {"fields": error.fields}, status=403, headers=headers)
