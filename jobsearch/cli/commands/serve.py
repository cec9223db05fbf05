"""The command that answers over HTTP until a signal ends it."""

import os
import re
import signal
import socket
import stat
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from jobsearch.cli.options import Panel, settings_of
from jobsearch.errors import AddressUnavailable, ServerNotInstalled, TokenMissing, TokenUnfit
from jobsearch.settings import Settings
from jobsearch.text.hosts import is_loopback

_APPLICATION = "jobsearch.server:create_served_app"
_DRAIN_SECONDS = 30
_INTERRUPTED = 130
_SHORTEST_TOKEN = 16
_LONGEST_TOKEN = 4_096  # a header has room for four times as much
_LARGEST_TOKEN_FILE = 64 * 1024  # bytes
_READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(epilog="Example: jobsearch serve --port 8000", rich_help_panel=Panel.OTHERS)(serve)


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to listen at; others than loopback need a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65_535, help="0 takes any free one.")
    ] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Holds what every request must bear; else JOBSEARCH_TOKEN."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name by which the server is called."),
    ] = None,
) -> None:
    """Answer as JSON over HTTP: the career service, posts, labels, recommendations; /openapi.json has all."""
    _serve(settings_of(context), host, port, token_file, names or [])


def _serve(settings: Settings, host: str, port: int, token_file: Path | None, names: list[str]) -> NoReturn:
    """Answer requests until SIGTERM or SIGINT; what was asked by then is still answered.

    Raises ServerNotInstalled, FileUnreadable, TokenUnfit, TokenMissing for an address that other machines
    reach, or AddressUnavailable.
    """
    try:
        import fastapi  # noqa: F401 - the optional half: see the extra `api`
        import uvicorn
    except ImportError as error:
        raise ServerNotInstalled from error
    if token_file is not None:
        from jobsearch.cli.console import complain
        from jobsearch.files.saved import read_text

        os.environ["JOBSEARCH_TOKEN"] = _fit(read_text(token_file, _LARGEST_TOKEN_FILE).strip())
        if token_file.is_file() and token_file.stat().st_mode & _READABLE_BY_OTHERS:
            complain(f"{token_file} can be read by others: chmod 600 keeps the token to you.")
    elif "JOBSEARCH_TOKEN" in os.environ:
        _fit(os.environ["JOBSEARCH_TOKEN"].strip())
    elif not is_loopback(host):
        raise TokenMissing(host=host)
    # The application is made from a string, so what it needs to know stands in the environment.
    os.environ["JOBSEARCH_INSTANCE"] = str(settings.instance)
    os.environ["JOBSEARCH_HOSTS"] = ",".join([os.environ.get("JOBSEARCH_HOSTS", ""), *names])
    signal.signal(signal.SIGTERM, _end)  # uvicorn drains first, then raises the signal again for this one
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, _hang_up)
    _check_address(host, port)
    uvicorn.run(
        _APPLICATION,
        factory=True,
        host=host,
        port=port,
        http=f"jobsearch.server.connections:{'Fast' if is_loopback(host) else 'Careful'}",
        access_log=False,  # an address may hold what the person seeks
        server_header=False,
        proxy_headers=False,  # or anyone could say who they are
        ws="none",
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    raise SystemExit(_INTERRUPTED)  # uvicorn returns from nothing else


def _fit(token: str) -> str:
    """Return a token that a header can carry and nobody guesses; a blank one would let everybody in."""
    if not token:
        raise TokenUnfit(cause="is empty")
    if not re.fullmatch(r"[!-~]+(?: [!-~]+)*", token):
        raise TokenUnfit(cause="has other characters than visible ones of ASCII")
    if len(token) < _SHORTEST_TOKEN:
        raise TokenUnfit(cause=f"has fewer than {_SHORTEST_TOKEN} characters")
    if len(token) > _LONGEST_TOKEN:
        raise TokenUnfit(cause=f"has more than {_LONGEST_TOKEN:,} characters")
    return token


def _check_address(host: str, port: int) -> None:
    """Raise AddressUnavailable where uvicorn could not listen, which it would tell in six lines."""
    try:
        (family, *_others), *_more = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        socket.create_server((host, port), family=family).close()
    except OSError as error:  # its own text repeats the address, but a resolver's numbers have no other
        cause = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise AddressUnavailable(host=host, port=port, cause=cause) from error


def _hang_up(_signal: int, _frame: FrameType | None) -> None:
    """End as SIGTERM does when the terminal is closed."""
    signal.raise_signal(signal.SIGTERM)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
