"""Apprise, and all that is known of it here: what an address is for, and a message sent to it.

What it logs names addresses with their secrets, so nothing of that is shown: of a failure only the number
that a server answered with.
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
    """What is sent: a line, a text, and the same as a page for a mail."""

    title: str
    text: str
    html: str


@lru_cache(maxsize=1)
def check_installed() -> None:
    """Load Apprise with its plugins; raises NotifyNotInstalled where it is not there."""
    with _listening(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a module that Python 3.13 has no more
        try:
            # The extra `notify`: one maintained library for a hundred services.
            from apprise import Apprise  # noqa: PLC0415 - heavy, and an extra
        except ImportError as error:
            raise NotifyNotInstalled from error
        Apprise.instantiate("json://localhost")


def service_of(url: str) -> str:
    """Return what kind of receiver an address is of, "" for none; no part of the address."""
    check_installed()
    with _listening():
        found = _plugin(url)
    return str(found.service_name) if found else ""


def is_mail(url: str) -> bool:
    """Tell whether an address is of a mailbox, which takes long messages."""
    return url.partition(":")[0].lower() in _MAIL


def send(url: str, message: Message) -> str:
    """Send a message; return why that failed, "" where it did not. No part of the address is in it."""
    check_installed()
    from apprise import NotifyFormat, OverflowMode  # noqa: PLC0415 - heavy, and an extra

    with _listening() as heard:
        receiver = _plugin(url)
        if receiver is None:
            return "its address is no longer understood"
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
    return f"it answered with {numbers[-1]}" if numbers else "it could not be reached, or refused the message"


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
    except UnicodeError:  # of bytes that are no UTF-8, which a command line or a variable may have
        return None


class _Ear(logging.Handler):
    """Gives what is logged to whoever listens in this context: others send to other receivers meanwhile.

    Apprise sends in threads of its own, which have a copy of the context.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line, where somebody listens."""
        if (lines := _HEARD.get()) is not None:
            lines.append(record.getMessage())


_HEARD: ContextVar[list[str] | None] = ContextVar("heard", default=None)
_EAR = _Ear()


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Keep what Apprise logs to ourselves; it goes nowhere else from the first time on."""
    logger = logging.getLogger("apprise")
    logger.propagate = False
    logger.addHandler(_EAR)
    lines: list[str] = []
    before = _HEARD.set(lines)
    try:
        yield lines
    finally:
        _HEARD.reset(before)
