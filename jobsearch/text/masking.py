"""Mask the secrets in URLs, so that the result can be shown, mailed and stored.

    http://ann:pa#ss@board.example/api?tag=x&api_key=abc  ->  http://board.example/api?tag=x&api_key=***

A password that is not percent-encoded produces a URL in which parsers find no password. Everything before the
last @ is therefore removed, unless the part before the path is a regular host: https://medium.com/@acme.

This module is pure.
"""

import re
from itertools import pairwise
from urllib.parse import unquote

HIDDEN = "***"
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?P<rest>\S+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_WITHOUT_SCHEME = re.compile(
    r"""(?<![^\s"'(<])(?!mailto:|[A-Za-z]:\\)[^\s/:@"'(<]+:[^\s/@][^\s@]*@(?=[\w\[])"""
)
_HOST = re.compile(r"localhost|\[[0-9A-Fa-f:.]+\]|(?:[^\W_][\w-]*\.)+[^\W_][\w-]*\.?")
# An invalid port, outside the brackets of an IPv6 address, without trailing punctuation of a sentence.
_ODD_PORT = re.compile(r"""(?<=:)(?=[^\]]*[^\W\d_])[^\]]*?(?=[)'".,;:]*\Z)""")
_PARAMETER = re.compile(r"(?P<name>[?&;#][^\s=?&;#/@]{1,100}=)(?P<value>[^\s&;#\"'<>]+)")
_SECRET_WORDS = frozenset(
    "token tokens secret password passwd passphrase passcode pwd pass pw auth authorization jwt bearer sig "
    "signature credential credentials session sessionid sid apikey apitoken apisecret accesskey accesstoken "
    "appkey authkey authtoken clientkey clientsecret secretkey".split()
)
_WORDS_BEFORE_KEY = frozenset(
    "access account api app auth client functions license private secret shared subscription".split()
)
_QUOTED = re.compile(
    r"(?P<what>Invalid (?:port|IPv4 address|IPv6 address|IDNA hostname)|value as|netloc):? '[^']*'"
)


def shown(address: str) -> str:
    """Return a whole URL in displayable form, without user name, password and keys in parameters.

    The URL may be malformed and may lack its scheme.
    """
    found = _SCHEME.match(address)
    scheme = found[0] if found else ""
    return _without_keys(f"{scheme}{_without_login(address[len(scheme) :])}")


def shown_source(name: str) -> str:
    """Return the displayable name of a source, which is or contains a URL if the source is a feed."""
    scheme = _SCHEME.search(name)
    return f"{name[: scheme.start()]}{shown(name[scheme.start() :])}" if scheme else name


def without_login(text: str) -> str:
    """Return text without the user names and passwords of the URLs in it."""
    text = _ADDRESS.sub(lambda found: found["scheme"] + _without_login(found["rest"]), text)
    return _WITHOUT_SCHEME.sub("", text)


def without_secrets(text: str) -> str:
    """Return text without the user names, passwords and keys of the URLs in it.

    That includes libraries' quotes from a malformed URL, as in "Invalid port: 'hunter2'".
    """
    return _without_keys(_QUOTED.sub(lambda found: found["what"], without_login(text)))


def is_plain_host(authority: str) -> bool:
    """Return whether the part before the path is an ordinary host, without a user name or a port."""
    return _HOST.fullmatch(authority) is not None


def _without_login(rest: str) -> str:
    """Return the part of a URL after the scheme, without anything that is or may be a login."""
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in rest and not is_plain_host(authority):
        rest = rest.rpartition("@")[2]
        authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return _ODD_PORT.sub(HIDDEN, authority) + rest[len(authority) :]


def _without_keys(text: str) -> str:
    return _PARAMETER.sub(
        lambda found: found["name"] + (HIDDEN if _is_secret(found["name"]) else found["value"]), text
    )


def _is_secret(name: str) -> bool:
    """Return whether a parameter, given its name with delimiters, holds a key: api_key, X-Amz-Signature."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unquote(name))
    words = re.findall(r"[a-z]+", parted.lower())
    before_key = [before for before, word in pairwise(["", *words]) if word == "key"]
    return (
        not _SECRET_WORDS.isdisjoint(words)
        or words == ["key"]
        or not _WORDS_BEFORE_KEY.isdisjoint(before_key)
    )
