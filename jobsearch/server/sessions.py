"""Who has logged in at the pages, and the tokens of their forms (CSRF).

Everything is kept in memory: a restart ends all sessions, and logging out ends one at once. A form's token is
an HMAC of its session under a secret of the process, so that none has to be kept.
"""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping

LASTS_SECONDS = 30 * 24 * 3_600
_MOST = 100


class Sessions:
    """The sessions of one server.

    Attributes:
        cookie: the name of the cookie that holds a session's name. A cookie knows no port, so each instance
            has its own.
        cookie_over_tls: same, which no other path or subdomain can set (RFC 6265bis, 4.1.3.2).

    """

    def __init__(self, instance: str = "") -> None:
        """Begin without any; `instance` tells this server's cookies from those of others on the same host."""
        mark = hashlib.sha256(instance.encode(errors="replace")).hexdigest()[:8]
        self.cookie, self.cookie_over_tls = f"jobsearch-{mark}", f"__Host-jobsearch-{mark}"
        self._secret = secrets.token_bytes(32)
        self._ends: OrderedDict[bytes, float] = OrderedDict()

    def begin(self) -> str:
        """Return the name of a new session, of 256 random bits; of too many, the oldest ends."""
        name = secrets.token_urlsafe(32)
        self._ends[_hashed(name)] = time.monotonic() + LASTS_SECONDS
        while len(self._ends) > _MOST:
            self._ends.popitem(last=False)
        return name

    def end(self, name: str) -> None:
        """End a session, if there is one of that name."""
        self._ends.pop(_hashed(name), None)

    def knows(self, name: str) -> bool:
        """Tell whether a session of that name goes on; looked up by its hash, so that time tells nothing."""
        ends = self._ends.get(_hashed(name))
        return ends is not None and time.monotonic() < ends

    def of(self, cookies: Mapping[str, str]) -> str:
        """Return the name of the session that goes on and that a request claims, or "" if there is none."""
        claimed = (cookies.get(name, "") for name in (self.cookie_over_tls, self.cookie))
        return next((name for name in claimed if self.knows(name)), "")

    def form_token(self, name: str) -> str:
        """Return what forms bear that are sent in a session; "" is for whoever needs no login."""
        return hmac.new(self._secret, name.encode(errors="replace"), hashlib.sha256).hexdigest()

    def is_form_token(self, token: str, name: str) -> bool:
        """Return whether a form of this session, made by this process, bears that token."""
        return hmac.compare_digest(token.encode(errors="replace"), self.form_token(name).encode())


def _hashed(name: str) -> bytes:
    return hashlib.sha256(name.encode(errors="replace")).digest()
