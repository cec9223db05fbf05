"""Serve the API until a signal ends it."""

import os
import signal
import stat
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import NoReturn

from jobsearch.cli.console import complain
from jobsearch.cli.files import read_text
from jobsearch.errors import ServerNotInstalled, TokenMissing
from jobsearch.settings import Settings

_APPLICATION = "jobsearch.api:create_app"
_DRAIN_SECONDS = 30
_INTERRUPTED = 130
_READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH


def serve(settings: Settings, host: str, port: int, token_file: Path | None, names: list[str]) -> NoReturn:
    """Answer requests until SIGTERM or SIGINT; what was asked by then is still answered.

    Raises ServerNotInstalled, FileUnreadable, or TokenMissing for an address that other machines reach.
    """
    try:
        import fastapi  # noqa: F401, PLC0415 - the optional half: see the extra `api`
        import uvicorn  # noqa: PLC0415 - same
    except ImportError as error:
        raise ServerNotInstalled from error
    if token_file is not None:
        os.environ["JOBSEARCH_TOKEN"] = read_text(token_file)
        if token_file.is_file() and token_file.stat().st_mode & _READABLE_BY_OTHERS:
            complain(f"{token_file} can be read by others: chmod 600 keeps the token to you.")
    if not os.environ.get("JOBSEARCH_TOKEN", "").strip() and not _is_loopback(host):
        raise TokenMissing(host=host)
    # The application is made from a string, so what it needs to know stands in the environment.
    os.environ["JOBSEARCH_INSTANCE"] = str(settings.instance)
    os.environ["JOBSEARCH_HOSTS"] = ",".join([os.environ.get("JOBSEARCH_HOSTS", ""), *names])
    signal.signal(signal.SIGTERM, _end)  # uvicorn drains first, then raises the signal again for this one
    uvicorn.run(
        _APPLICATION,
        factory=True,
        host=host,
        port=port,
        http="auto" if _is_loopback(host) else "h11",  # slower, but it bounds the headers that strangers send
        access_log=False,  # an address may hold what the person seeks
        server_header=False,
        proxy_headers=False,  # or anyone could say who they are
        ws="none",
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    raise SystemExit(_INTERRUPTED)  # uvicorn returns from nothing else


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
