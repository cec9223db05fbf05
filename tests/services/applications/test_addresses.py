"""Only addresses of the web become links, whatever an imported file says."""

import json

import pytest

from jobsearch.server.pages.words import web
from jobsearch.services.applications.listing import list_applications
from jobsearch.services.applications.transfer import import_applications
from jobsearch.settings import Settings

TIME = "2026-11-01T00:00:00+00:00"
BAD = "javascript:alert(1)"


def sheet(url: str) -> str:
    return f"company,title,url,date,status\nAcme,Baker,{url},2026-11-01,applied\n"


def exported(url: str) -> str:
    event = {"number": 1, "stage": "applied", "recorded_at": TIME, "at": TIME, "note": ""}
    return json.dumps([{"key": "remoteok:77", "post": {"title": "Baker", "url": url}, "events": [event]}])


@pytest.mark.parametrize("written", [sheet, exported])
@pytest.mark.parametrize(
    ("url", "kept"),
    [(BAD, ""), ("data:text/html", ""), ("https://acme.example/1", "https://acme.example/1")],
)
def test_an_imported_address_is_one_of_the_web_or_none(
    settings: Settings, written: object, url: str, kept: str
) -> None:
    import_applications(settings, written(url), "given")  # type: ignore[operator] # one of the two
    assert [one.url for one in list_applications(settings)] == [kept]


def test_an_address_that_an_older_version_stored_is_no_link() -> None:
    assert (web(BAD), web(" JavaScript:alert(1)")) == ("", "")
    assert 'href="https://acme.example/?a=1&amp;b=2"' in web("https://acme.example/?a=1&b=2")
