"""The `serve` command, which serves pages and JSON over HTTP until it receives a signal."""

import os
import re
import signal
import socket
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Annotated, NamedTuple, NoReturn

import typer

from jobsearch.cli.options import Panel, settings_of
from jobsearch.errors import AddressUnavailable, NoBrowser, ServerNotInstalled, TokenMissing, TokenUnfit
from jobsearch.settings import DEMO_VARIABLE, Settings
from jobsearch.text.hosts import is_loopback

_APPLICATION = "jobsearch.server:create_served_app"
_CAREERS = "jobsearch.server:create_served_careers_app"
_DRAIN_SECONDS = 30
_PATIENCE_SECONDS = 60
_INTERRUPTED = 130
_OF_THE_DEMO = "nurse"  # one of the professions of `demo`
_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - what is listened at, seen from here
_TRY_SECONDS = 0.1
_TRIES = 300
_SHORTEST_TOKEN = 16
_LONGEST_TOKEN = 4_096  # characters; the limit for a whole header is four times higher
_LARGEST_TOKEN_FILE = 64 * 1024  # bytes
_READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(epilog="Example: jobsearch serve --port 8000", rich_help_panel=Panel.OTHERS)(serve)


def serve(
    context: typer.Context,
    host: Annotated[
        str,
        typer.Option(
            metavar="HOST", help="The address to listen on; any address other than loopback requires a token."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(metavar="PORT", min=0, max=65_535, help="The port to listen on; 0 selects a free one."),
    ] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Read the token from this file; JOBSEARCH_TOKEN is then ignored.",
        ),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="An additional host name to accept."),
    ] = None,
    opens: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
    careers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Serve only titles and skills from this model, without a store."),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=64,
            help="The number of server processes; more than one requires --careers.",
        ),
    ] = 1,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo", help="Serve fictional posts and answers, which are deleted when the server stops."
        ),
    ] = False,
) -> None:
    """Serve a web page for reading and labeling, and a JSON API (see /openapi.json).

    With --careers, serve only the career API, and reload the model without downtime when its file is
    replaced.
    """
    if careers is None and workers > 1:
        raise typer.BadParameter("a store can be served by only one process", param_hint="--workers")
    if careers is not None and opens:
        raise typer.BadParameter("the career service has no web page", param_hint="--open")
    if careers is not None and demo:
        raise typer.BadParameter("the career service has no demonstration", param_hint="--demo")
    what = Served(_APPLICATION) if careers is None else Served(_CAREERS, workers, careers.absolute())
    address, names = Address(host, port, opens), names or []
    if demo:
        _serve_demo(address, token_file, names, what)
    _serve(settings_of(context), address, token_file, names, what)


class Served(NamedTuple):
    """The ASGI application to serve, the number of processes, and the career model if there is no store."""

    application: str
    workers: int = 1
    careers: Path | None = None


class Address(NamedTuple):
    """The address to listen on, and whether to open the browser."""

    host: str
    port: int
    opens: bool


def _serve_demo(address: Address, token_file: Path | None, names: list[str], what: Served) -> NoReturn:
    """Serve fictional posts and answers from a temporary instance, which is deleted afterward."""
    from jobsearch.cli.console import say
    from jobsearch.services.instance.demo import fill, throw_away_instance

    _end_in_order()  # by default, the folder would remain
    with throw_away_instance() as settings:
        say("Learning from fictional answers for the demo ...")
        fill(settings, _OF_THE_DEMO)
        os.environ[DEMO_VARIABLE] = "1"
        _serve(settings, address, token_file, names, what)


def _serve(
    settings: Settings, address: Address, token_file: Path | None, names: list[str], what: Served
) -> NoReturn:
    """Serve requests until SIGTERM or SIGINT, then finish pending requests.

    Raises ServerNotInstalled, FileUnreadable, TokenUnfit, AddressUnavailable, or, for an address that other
    machines can reach, TokenMissing.
    """
    try:
        import fastapi  # noqa: F401 - the optional half: see the extra `api`
        import nh3  # noqa: F401 - same
        import uvicorn
    except ImportError as error:
        raise ServerNotInstalled from error
    if token_file is not None:
        from jobsearch.cli.console import complain
        from jobsearch.files.saved import read_text

        os.environ["JOBSEARCH_TOKEN"] = _fit(read_text(token_file, _LARGEST_TOKEN_FILE).strip())
        if token_file.is_file() and token_file.stat().st_mode & _READABLE_BY_OTHERS:
            complain(
                f"Other users can read {token_file}. To keep the token private, run `chmod 600 {token_file}`."
            )
    elif "JOBSEARCH_TOKEN" in os.environ:
        _fit(os.environ["JOBSEARCH_TOKEN"].strip())
    elif not is_loopback(address.host):
        raise TokenMissing(host=address.host)
    # uvicorn imports the application by name, so the application reads its settings from the environment.
    os.environ["JOBSEARCH_INSTANCE"] = str(settings.instance)
    os.environ["JOBSEARCH_CAREERS_FILE"] = str(what.careers or "")
    os.environ["JOBSEARCH_HOSTS"] = ",".join([os.environ.get("JOBSEARCH_HOSTS", ""), *names])
    _end_in_order()  # uvicorn drains first, then raises the signal again for this handler
    free = _check_address(address.host, address.port)
    port = free if address.opens else address.port
    if address.opens:
        Thread(target=_open_once_served, args=(address.host, port), daemon=True).start()
    uvicorn.run(
        what.application,
        workers=what.workers,
        timeout_worker_healthcheck=_PATIENCE_SECONDS,  # loading a large model can take this long
        factory=True,
        host=address.host,
        port=port,
        http=f"jobsearch.server.connections:{'Fast' if is_loopback(address.host) else 'Careful'}",
        access_log=False,  # addresses may contain the user's search text
        server_header=False,
        proxy_headers=False,  # clients could forge their address
        ws="none",
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    # A single process ends by the signal, except SIGINT; a supervisor of several processes returns from both.
    raise SystemExit(_INTERRUPTED if what.workers == 1 else 0)


def _fit(token: str) -> str:
    """Return the token if it is valid in a header and hard to guess; an empty token would admit everyone."""
    if not token:
        raise TokenUnfit(cause="is empty")
    if not re.fullmatch(r"[!-~]+(?: [!-~]+)*", token):
        raise TokenUnfit(cause="contains characters other than visible ASCII")
    if len(token) < _SHORTEST_TOKEN:
        raise TokenUnfit(cause=f"has fewer than {_SHORTEST_TOKEN} characters")
    if len(token) > _LONGEST_TOKEN:
        raise TokenUnfit(cause=f"has more than {_LONGEST_TOKEN:,} characters")
    return token


def _check_address(host: str, port: int) -> int:
    """Return the port to listen on; 0 selects a free one.

    Raises AddressUnavailable if uvicorn could not listen there; uvicorn's own message would be six lines.
    """
    try:
        (family, *_others), *_more = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.create_server((host, port), family=family) as tried:
            found: int = tried.getsockname()[1]
            return found
    except OSError as error:  # its own text repeats the address, but resolver errors have no other text
        cause = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise AddressUnavailable(host=host, port=port, cause=cause) from error


def _open_once_served(host: str, port: int) -> None:
    """Open the page in the browser as soon as the server accepts connections."""
    from jobsearch.cli.console import complain
    from jobsearch.cli.screens.browser import open_beside

    named = "127.0.0.1" if host in _EVERYWHERE else host
    for _time in range(_TRIES):
        time.sleep(_TRY_SECONDS)
        with suppress(OSError), socket.create_connection((named, port), _TRY_SECONDS):
            try:
                open_beside(f"http://{f'[{named}]' if ':' in named else named}:{port}/")
            except NoBrowser as error:
                complain(str(error))
            return


def _end_in_order() -> None:
    """Exit normally on SIGTERM, and on SIGHUP unless it is ignored, as under nohup."""
    signal.signal(signal.SIGTERM, _end)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _hang_up)


def _hang_up(_signal: int, _frame: FrameType | None) -> None:
    """Handle a closed terminal the same way as SIGTERM."""
    signal.raise_signal(signal.SIGTERM)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
