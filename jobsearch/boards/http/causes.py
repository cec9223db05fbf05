"""Explain to users why a host could not be reached, in place of messages from the system and libraries.

The chain of an error's causes is searched starting with the innermost cause, because httpx wraps httpcore's
errors, which wrap system or TLS errors.
"""

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping

import httpx

_MOST = 50  # maximum errors in a chain
_NOT_FOUND = "no host of that name was found: either this computer is offline, or the address is wrong"
_OFFLINE = "it cannot be reached from here: is this computer online?"
_SILENT = "it did not answer in time"
_CUT_OFF = "the connection was cut off"
_REFUSED = "it does not respond and may be down"
_NO_TLS = "no encrypted connection could be made"
_ODD = "its response is not valid HTTP"
_OF_THE_SYSTEM: Mapping[int, str] = {
    **dict.fromkeys((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL), _OFFLINE),
    **dict.fromkeys((errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE, errno.ENOTCONN), _CUT_OFF),
    errno.ECONNREFUSED: _REFUSED,
    errno.ETIMEDOUT: _SILENT,
    errno.EACCES: "this computer does not allow the connection",
    errno.EPERM: "this computer does not allow the connection",
    errno.EMFILE: "this computer has too many files open",
    errno.ENFILE: "this computer has too many files open",
}
_OF_HTTPX: tuple[tuple[type[Exception], str], ...] = (
    (httpx.TimeoutException, _SILENT),
    (httpx.RemoteProtocolError, _ODD),
    (httpx.ReadError, _CUT_OFF),
    (httpx.WriteError, _CUT_OFF),
    (httpx.CloseError, _CUT_OFF),
    (httpx.ConnectError, _REFUSED),
)


def in_words(error: BaseException) -> str:
    """Return why a host could not be reached; "" for an error unrelated to the network."""
    for cause in reversed(list(_causes(error))):
        if words := _of_one(cause):
            return words
    return next((words for kind, words in _OF_HTTPX if isinstance(error, kind)), "")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and its causes, ending with the innermost, without duplicates."""
    seen: set[int] = set()
    left = [error]
    while left and len(seen) < _MOST:
        one = left.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        left += [found for found in (*inner, one.__cause__ or one.__context__) if found is not None]


def _of_one(error: BaseException) -> str:
    if isinstance(error, socket.gaierror):
        return _NOT_FOUND
    if isinstance(error, ssl.SSLError):
        return _NO_TLS
    if isinstance(error, TimeoutError):
        return _SILENT
    if isinstance(error, OSError) and error.errno is not None:
        return _OF_THE_SYSTEM.get(error.errno, error.strerror or "")
    return ""
