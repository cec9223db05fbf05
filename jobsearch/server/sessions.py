"""Login sessions for the pages, and CSRF tokens for their forms.

Everything is kept in memory: a restart ends all sessions, and logging out ends one immediately. A form's
token is an HMAC of its session, keyed with a secret of the process, so that no tokens are stored.
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
        cookie: the name of the session cookie. Cookies are shared between ports, so each instance has its
            own.
        cookie_over_tls: the name of the cookie over TLS, which no other path or subdomain can set (RFC
            6265bis, 4.1.3.2).

    """

    def __init__(self, instance: str = "") -> None:
        """Start without any sessions; `instance` separates the cookies of servers on the same host."""
        mark = hashlib.sha256(instance.encode(errors="replace")).hexdigest()[:8]
        self.cookie, self.cookie_over_tls = f"jobsearch-{mark}", f"__Host-jobsearch-{mark}"
        self._secret = secrets.token_bytes(32)
        self._ends: OrderedDict[bytes, float] = OrderedDict()

    def begin(self) -> str:
        """Start a session and return its name of 256 random bits; if there are too many, end the oldest."""
        name = secrets.token_urlsafe(32)
        self._ends[_hashed(name)] = time.monotonic() + LASTS_SECONDS
        while len(self._ends) > _MOST:
            self._ends.popitem(last=False)
        return name

    def end(self, name: str) -> None:
        """End the session with the given name, if there is one."""
        self._ends.pop(_hashed(name), None)

    def knows(self, name: str) -> bool:
        """Return whether a session is valid, looking it up by its hash so that timing reveals nothing."""
        ends = self._ends.get(_hashed(name))
        return ends is not None and time.monotonic() < ends

    def of(self, cookies: Mapping[str, str]) -> str:
        """Return the name of the valid session in a request's cookies, or "" if there is none."""
        claimed = (cookies.get(name, "") for name in (self.cookie_over_tls, self.cookie))
        return next((name for name in claimed if self.knows(name)), "")

    def form_token(self, name: str) -> str:
        """Return the CSRF token for the forms of a session; a server without login has the session ""."""
        return hmac.new(self._secret, name.encode(errors="replace"), hashlib.sha256).hexdigest()

    def is_form_token(self, token: str, name: str) -> bool:
        """Return whether a CSRF token belongs to this session of this process."""
        return hmac.compare_digest(token.encode(errors="replace"), self.form_token(name).encode())


def _hashed(name: str) -> bytes:
    return hashlib.sha256(name.encode(errors="replace")).digest()
