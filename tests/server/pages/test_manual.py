"""The guide as pages: a list with a search, and each page with its contents."""

import re
from urllib.parse import quote

import pytest
from support.reader import Reader

from jobsearch.guide import GROUPS, pages


def test_every_page_is_listed_and_can_be_read(reader: Reader) -> None:
    listed = reader.page("/guide")
    for one in pages():
        assert f'<a href="/guide/{one.topic}">' in listed
        shown = reader.page(f"/guide/{one.topic}")
        assert re.search(rf'<h1 id="[^"]+">{one.title}</h1>', shown)
        assert f'<a href="/guide/{one.topic}" aria-current="page">{one.title}</a>' in shown
        assert '<a href="/guide" aria-current="page">Guide</a>' in shown


def test_every_page_is_in_one_group_under_its_own_title(reader: Reader) -> None:
    assert sorted(topic for topics in GROUPS.values() for topic in topics) == [one.topic for one in pages()]
    assert len({one.title for one in pages()}) == len(pages())
    listed = reader.page("/guide")
    for name in GROUPS:
        assert f"<h2>{name}</h2>" in listed
    assert "<strong>Web pages and JSON</strong>" in listed
    assert ">Http<" not in listed + reader.page("/guide/http")


def test_settings_lead_to_how_everything_is_deleted(reader: Reader) -> None:
    address = '<a href="/guide/backup#delete-everything">'
    assert address in reader.page("/settings")
    told = reader.page("/guide/backup").partition('id="delete-everything"')[2]
    for part in ("schedule remove", "folder", "cookie", "jobsearch-key", "password"):
        assert part in told


def test_a_search_leads_to_sections(reader: Reader) -> None:
    found = reader.page("/guide?q=proxies")
    assert '<a href="/guide/boards#proxies-and-certificates">' in found
    assert 'id="proxies-and-certificates"' in reader.page("/guide/boards")
    hostile = reader.page("/guide?q=%3Cscript%3Ealert(1)")
    assert "&lt;script&gt;alert" in hostile
    assert "<script>alert" not in hostile
    assert "0 sections with" in reader.page("/guide?q=%3Czzyzx%3E")


@pytest.mark.parametrize(
    ("topic", "nearest"), [("recomend", "recommend"), ("..%5Cx", None), ("%3Cb%3E", None)]
)
def test_a_page_that_there_is_not_leads_to_the_nearest(
    reader: Reader, topic: str, nearest: str | None
) -> None:
    answered = reader.server.get(f"/guide/{topic}")
    assert answered.status == 404
    assert answered.headers["content-type"].startswith("text/html")
    assert b"Did you mean" in answered.body
    assert b"<b>" not in answered.body
    assert nearest is None or f'href="/guide/{nearest}"'.encode() in answered.body


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("undo", "/guide/labeling#what-you-answered-and-undo"),
        ("what did I answer?", "/guide/labeling#what-you-answered-and-undo"),
        ("phone", "/guide/http#on-a-phone-or-tablet"),
        ("smartphone", "/guide/http#on-a-phone-or-tablet"),
        ("update", "/guide/troubleshooting#update-the-program"),
        ("how do I upgrade", "/guide/troubleshooting#update-the-program"),
        ("move to another computer", "/guide/backup#moving-and-going-back"),
        ("fetch by itself", "/guide/schedule"),
        ("delete everything", "/guide/backup#delete-everything"),
        ("remove my data", "/guide/backup#delete-everything"),
        ("delete an answer", "/guide/labeling#what-you-answered-and-undo"),
    ],
)
def test_what_people_type_is_found_among_the_first(reader: Reader, typed: str, address: str) -> None:
    found = re.findall(r'<li><a href="([^"]+)"><strong>', reader.page(f"/guide?q={quote(typed)}"))
    assert address in [one.removesuffix("#") for one in found[:4]] or any(
        one.startswith(address) for one in found[:4]
    )
