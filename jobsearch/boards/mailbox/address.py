"""Mailbox URLs of the form imaps://USER@HOST/FOLDER (part of RFC 5092).

imaps:// uses TLS from the start, and imap:// uses STARTTLS; unencrypted connections are allowed only to this
machine.

This module is pure.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_ADDRESS = re.compile(
    r"(?P<scheme>imaps?)://(?P<user>[^/?#]*)@(?P<at>[^@/?#]+)(?:/(?P<folder>[^?#]*))?", re.IGNORECASE
)
_HOST = re.compile(
    r"(?P<host>\[[0-9a-f:.]+\]|[\w.-]{1,253})(?::(?P<port>\d{1,5}))?", re.IGNORECASE | re.ASCII
)
_PORTS = {"imaps": 993, "imap": 143}
_HIGHEST_PORT = 65_535
_NONE = "is not a mailbox: it should be imaps://, your user name, an @, the server's host name, and /INBOX"
_LONGEST = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Mailbox:
    """A folder of mail on a server; `encrypted` means TLS from the start rather than STARTTLS."""

    user: str
    host: str
    port: int
    folder: str
    encrypted: bool

    @property
    def name(self) -> str:
        """Return the canonical URL of the folder, without a password."""
        scheme = "imaps" if self.encrypted else "imap"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        return f"{scheme}://{quote(self.user, safe='')}@{host}{port}/{quote(self.folder, safe='/')}"

    @property
    def place(self) -> str:
        """Return the server and folder, for messages."""
        return self.name.replace(f"{quote(self.user, safe='')}@", "", 1)


def is_mailbox(text: str) -> bool:
    """Return whether a text is meant as a mailbox: a mailbox URL, or the name of a mailbox source."""
    return _named(text).lower().startswith(("imap://", "imaps://"))


def _named(text: str) -> str:
    return re.sub(r"^imap:(?=imaps?://)", "", text, flags=re.IGNORECASE)


def mailbox(text: str) -> Mailbox | str:
    """Return the mailbox that a URL identifies, or the problem with the URL, which is not quoted."""
    found = _ADDRESS.fullmatch(_named(text)) if len(text) <= _LONGEST else None
    at = _HOST.fullmatch(found["at"]) if found else None
    if found is None or at is None:
        return _NONE
    if ":" in found["user"]:
        return "holds a password, which is never stored: leave it out and see `guide boards` for its place"
    user, folder = unquote(found["user"]), unquote(found["folder"] or "") or "INBOX"
    scheme = found["scheme"].lower()
    port = int(at["port"] or _PORTS[scheme])
    if not user or not 0 < port <= _HIGHEST_PORT or _CONTROL.search(user + folder):
        return _NONE
    return Mailbox(user, at["host"].strip("[]").lower(), port, folder, encrypted=scheme == "imaps")
