"""What is secret in a web address, and what is left of it to show, mail and store; pure.

    http://ann:pa#ss@board.example/api?tag=x&api_key=abc  ->  http://board.example/api?tag=x&api_key=***

A password that is not percent-encoded makes another address of it, in which no parser finds a password. So
all before the last @ goes, except where what stands first is a host as hosts are: https://medium.com/@acme.
"""

import re
from itertools import pairwise
from urllib.parse import unquote

HIDDEN = "***"
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?P<rest>\S+)")
_WITHOUT_SCHEME = re.compile(
    r"""(?<![^\s"'(<])(?!mailto:|[A-Za-z]:\\)[^\s/:@"'(<]+:[^\s/@][^\s@]*@(?=[\w\[])"""
)
_HOST = re.compile(r"localhost|\[[0-9A-Fa-f:.]+\]|(?:[^\W_][\w-]*\.)+[^\W_][\w-]*\.?")
# What stands for a port, outside the brackets of an IPv6 address, and is none, but for a sentence's signs.
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
    """Return what of one whole address may be shown: no user, no password, no key in a parameter.

    It need not be a well-formed one, and may lack its scheme.
    """
    found = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", address)
    scheme = found[0] if found else ""
    return _without_keys(f"{scheme}{_without_login(address[len(scheme) :])}")


def without_login(text: str) -> str:
    """Return a text without the users and passwords of the web addresses in it."""
    text = _ADDRESS.sub(lambda found: found["scheme"] + _without_login(found["rest"]), text)
    return _WITHOUT_SCHEME.sub("", text)


def without_secrets(text: str) -> str:
    """Return a text without the users, passwords and keys of the web addresses in it.

    That includes what libraries quote of an address that they cannot read, as in "Invalid port: 'hunter2'".
    """
    return _without_keys(_QUOTED.sub(lambda found: found["what"], without_login(text)))


def is_plain_host(authority: str) -> bool:
    """Return whether what stands before the path is a host as hosts are, without a user, and with no port."""
    return _HOST.fullmatch(authority) is not None


def _without_login(rest: str) -> str:
    """Return what follows the scheme without all that is or might be a login."""
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
    """Return whether a parameter, with the signs around its name, holds a key: api_key, X-Amz-Signature."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unquote(name))
    words = re.findall(r"[a-z]+", parted.lower())
    before_key = [before for before, word in pairwise(["", *words]) if word == "key"]
    return (
        not _SECRET_WORDS.isdisjoint(words)
        or words == ["key"]
        or not _WORDS_BEFORE_KEY.isdisjoint(before_key)
    )
