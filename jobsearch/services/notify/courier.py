"""The only module that uses Apprise; it identifies addresses and sends messages.

Apprise logs addresses including their secrets, so nothing from its log is shown except the status code of a
failed request.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jobsearch.errors import NotifyNotInstalled

_NUMBER = re.compile(r"error[=: ]+(\d{3})\b")
_MAIL = frozenset({"mailto", "mailtos"})


@dataclass(frozen=True)
class Message:
    """A message with a title, plain text, and an HTML page for email."""

    title: str
    text: str
    html: str


@lru_cache(maxsize=1)
def check_installed() -> None:
    """Load Apprise with its plugins. Raises NotifyNotInstalled if it is missing."""
    with _listening(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # from a module removed in Python 3.13
        try:
            # The extra `notify`: one maintained library for about a hundred services.
            from apprise import Apprise  # noqa: PLC0415 - heavy, and an extra
        except ImportError as error:
            raise NotifyNotInstalled from error
        Apprise.instantiate("json://localhost")


def service_of(url: str) -> str:
    """Return the name of an address's service, or "" if unknown; the name contains no part of the address."""
    check_installed()
    with _listening():
        found = _plugin(url)
    return str(found.service_name) if found else ""


def is_mail(url: str) -> bool:
    """Return whether the address is an email address, which accepts long messages."""
    return url.partition(":")[0].lower() in _MAIL


def send(url: str, message: Message) -> str:
    """Send a message and return the reason for a failure, or "" on success.

    The reason contains no part of the address.
    """
    check_installed()
    from apprise import NotifyFormat, OverflowMode  # noqa: PLC0415 - heavy, and an extra

    with _listening() as heard:
        receiver = _plugin(url)
        if receiver is None:
            return "its address is no longer supported"
        receiver.overflow_mode = OverflowMode.SPLIT
        as_page = is_mail(url)
        if as_page:
            receiver.notify_format = NotifyFormat.HTML
        try:
            arrived = _notify(receiver, message, as_page=as_page)
        except Exception as error:  # noqa: BLE001 - whatever a plugin raises is its failure, not ours
            return f"it failed ({type(error).__name__})"
    if arrived:
        return ""
    numbers = [found[1] for line in heard if (found := _NUMBER.search(line))]
    return (
        f"it responded with {numbers[-1]}" if numbers else "it could not be reached or rejected the message"
    )


def _notify(receiver: Any, message: Message, *, as_page: bool) -> bool:  # noqa: ANN401 - a plugin
    from apprise import Apprise, NotifyFormat  # noqa: PLC0415 - heavy, and an extra

    sender = Apprise()
    sender.add(receiver)
    body, kind = (message.html, NotifyFormat.HTML) if as_page else (message.text, NotifyFormat.TEXT)
    return bool(sender.notify(body=body, title=message.title, body_format=kind))


def _plugin(url: str) -> Any:  # noqa: ANN401 - one of many classes
    from apprise import Apprise  # noqa: PLC0415 - heavy, and an extra

    try:
        return Apprise.instantiate(url, suppress_exceptions=True)
    except UnicodeError:  # invalid UTF-8, possible on a command line or in a variable
        return None


class _Ear(logging.Handler):
    """A handler that captures only the current context's log records, as other threads send concurrently.

    Apprise sends from its own threads, which inherit a copy of the context.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Store a record if the context is capturing."""
        if (lines := _HEARD.get()) is not None:
            lines.append(record.getMessage())


_HEARD: ContextVar[list[str] | None] = ContextVar("heard", default=None)
_EAR = _Ear()


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Capture Apprise's log, which no longer propagates after the first call."""
    logger = logging.getLogger("apprise")
    logger.propagate = False
    logger.addHandler(_EAR)
    lines: list[str] = []
    before = _HEARD.set(lines)
    try:
        yield lines
    finally:
        _HEARD.reset(before)
