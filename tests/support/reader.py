"""A browser without scripts: it follows links and sends forms."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from support.serving import Answered, Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Reader:
    """A person with a browser that runs no scripts."""

    server: Server

    def page(self, address: str) -> str:
        """Return a page that is there."""
        answered = self.server.get(address)
        assert answered.status == 200, answered.body
        return answered.body.decode()

    def keys(self, address: str) -> list[str]:
        """Return the keys of the posts that a page lists."""
        return re.findall(r'<li data-key="([^"]+)">', self.page(address))

    def send(self, address: str, page: str, form: str, **changes: str) -> Answered:
        """Send a form of a page, with other values for some fields."""
        found = re.search(rf'<form[^>]* action="{re.escape(form)}[^"]*".*?</form>', page, re.DOTALL)
        assert found is not None, page
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found[0]))
        body = urlencode(fields | changes).encode()
        return self.server.send("POST", address, body, FORM)

    def answer(self, page: str, given: str, **changes: str) -> Answered:
        """Press one of the buttons of a page's post."""
        return self.send("/today/answer", page, "/today/answer", answer=given, **changes)

    def label(self, key: str) -> str:
        """Return what is stored of a post."""
        label: str = self.server.get(f"/posts/{key}").json["label"]
        return label


def token(page: str) -> str:
    """Return the token of the forms of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]
