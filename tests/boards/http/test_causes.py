"""What a person reads where a host could not be asked: never the error of the system or of a library."""

import errno
import re
import socket
import ssl

import httpx
import pytest

from jobsearch.boards.http.causes import in_words
from jobsearch.boards.http.transport import described

OF_THE_SYSTEM = [
    (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "no host of that name"),
    (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), "no host of that name"),
    (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "it does not respond"),
    (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), "cut off"),
    (OSError(errno.ENETUNREACH, "Network is unreachable"), "is this computer online"),
    (OSError(errno.EHOSTUNREACH, "No route to host"), "is this computer online"),
    (TimeoutError(errno.ETIMEDOUT, "Connection timed out"), "in time"),
    (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)"), "encrypted"),
]
OF_HTTPX = [
    (httpx.ConnectTimeout(""), "in time"),
    (httpx.ReadTimeout("The read operation timed out"), "in time"),
    (httpx.PoolTimeout(""), "in time"),
    (httpx.ReadError(""), "cut off"),
    (httpx.WriteError(""), "cut off"),
    (httpx.ConnectError("All connection attempts failed"), "it does not respond"),
    (httpx.RemoteProtocolError("illegal status line: bytearray(b'SSH-2.0')"), "not valid HTTP"),
]


def wrapped(cause: Exception) -> Exception:
    """Return an error as httpx raises it: of one of several addresses, behind those of two libraries."""
    try:
        try:
            raise ExceptionGroup("several addresses", [cause])
        except ExceptionGroup as error:
            raise OSError("All connection attempts failed") from error
    except OSError as error:
        outer = httpx.ConnectError(str(error))
        outer.__cause__ = error
        return outer


@pytest.mark.parametrize(("error", "said"), OF_THE_SYSTEM)
def test_an_error_of_the_system_is_a_sentence_however_deep_it_is(error: Exception, said: str) -> None:
    for one in (error, wrapped(error)):
        assert said in in_words(one)
        assert not re.search(r"[Ee]rrno|\[|_ssl", described(one))


@pytest.mark.parametrize(("error", "said"), OF_HTTPX)
def test_every_error_of_the_transport_is_a_sentence(error: Exception, said: str) -> None:
    assert said in described(error)


def test_an_unknown_error_of_the_system_has_no_number() -> None:
    assert described(OSError(errno.EPROTO, "Protocol error")) == "Protocol error"


def test_what_is_not_of_the_network_says_itself() -> None:
    assert described(ValueError("Invalid port: 'x'")) == "Invalid port: 'x'"
