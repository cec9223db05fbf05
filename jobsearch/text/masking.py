"""Mask the secrets in URLs, so that the URLs can be shown, mailed, and stored.

    http://ann:pa#ss@board.example/api?tag=x&api_key=abc  ->  http://board.example/api?tag=x&api_key=***

URL parsers do not find a password that is not percent-encoded. Everything before the last @ is therefore
removed, unless the part before the path is an ordinary host, as in https://medium.com/@acme.

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
    """Return a URL in a form that can be shown, without user name, password, and keys in parameters.

    The URL may be malformed or lack a scheme.
    """
    found = _SCHEME.match(address)
    scheme = found[0] if found else ""
    return _without_keys(f"{scheme}{_without_login(address[len(scheme) :])}")


def shown_source(name: str) -> str:
    """Return the name of a source in a form that can be shown.

    The name of a feed contains its URL.
    """
    scheme = _SCHEME.search(name)
    return f"{name[: scheme.start()]}{shown(name[scheme.start() :])}" if scheme else name


def without_login(text: str) -> str:
    """Remove the user names and passwords from all URLs in a text."""
    text = _ADDRESS.sub(lambda found: found["scheme"] + _without_login(found["rest"]), text)
    return _WITHOUT_SCHEME.sub("", text)


def without_secrets(text: str) -> str:
    """Remove the user names, passwords, and keys from all URLs in a text.

    Parts of malformed URLs that libraries quote, as in "Invalid port: 'hunter2'", are removed as well.
    """
    return _without_keys(_QUOTED.sub(lambda found: found["what"], without_login(text)))


def is_plain_host(authority: str) -> bool:
    """Return whether the part of a URL before the path is an ordinary host, without user name or port."""
    return _HOST.fullmatch(authority) is not None


def _without_login(rest: str) -> str:
    """Remove anything that is or may be a login from the part of a URL after the scheme."""
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
    """Return whether a parameter contains a key, judging by its name, such as api_key or X-Amz-Signature."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unquote(name))
    words = re.findall(r"[a-z]+", parted.lower())
    before_key = [before for before, word in pairwise(["", *words]) if word == "key"]
    return (
        not _SECRET_WORDS.isdisjoint(words)
        or words == ["key"]
        or not _WORDS_BEFORE_KEY.isdisjoint(before_key)
    )
