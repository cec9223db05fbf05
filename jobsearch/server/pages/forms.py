"""Submitted forms, accepted only with a CSRF token proving that they come from a page of this server."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, NamedTuple
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from jobsearch.server.pages.addresses import HOME, LOGIN
from jobsearch.server.pages.render import render
from jobsearch.server.sessions import Sessions

TOKEN = "csrf"  # noqa: S105 - a field's name
NEW_TOKEN = "X-Form-Token"  # noqa: S105 - a header's name: scripts put what it holds into the forms of a page
_OLDER = "This page was loaded before the server was restarted. Enter the token again."
_MOST_FIELDS = 300  # a list has up to 200 posts


class FormStale(Exception):
    """Raised for a form without a valid token, most likely because the server was restarted.

    The form could be forged, so nothing is done; the user can resubmit it with one click.
    """

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        """Store the submitted fields."""
        super().__init__()
        self.fields = fields


class Invalid(NamedTuple):
    """An invalid form field, and the reason, which the page displays along with the form."""

    field: str
    reason: str


@dataclass(frozen=True)
class Form:
    """The fields of a form; if a name has several values, `get` returns the last one."""

    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return the value of a field, or "" if there is none."""
        return dict(self.fields).get(name, "")

    def all(self, name: str) -> list[str]:
        """Return all values of a field."""
        return [value for field, value in self.fields if field == name]


async def _read(request: Request) -> Form:
    """Return the submitted form.

    Raises FormStale if its token does not belong to the session, and HTTPException if the form is invalid.
    """
    fields = _parsed(await request.body())
    named: Mapping[str, str] = dict(fields)
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)  # noqa: S101 - create_app put it there
    if not sessions.is_form_token(named.get(TOKEN, ""), sessions.of(request.cookies)):
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
    """Answer a stale form with a button that resubmits the same fields with a current token.

    A login token is not included on the page, so it must be entered again.
    """
    assert isinstance(error, FormStale)  # noqa: S101 - it is what the handler is for
    sessions = request.app.state.sessions
    headers = {NEW_TOKEN: sessions.form_token(sessions.of(request.cookies))}
    if request.url.path == LOGIN:
        login: dict[str, object] = {"next": dict(error.fields).get("next", HOME), "wrong": _OLDER}
        return render(request, "login.html", login, status=403, headers=headers)
    address = f"{request.url.path}?{request.url.query}".rstrip("?")
    context = {"fields": error.fields, "address": address}
    return render(request, "stale.html", context, status=403, headers=headers)
