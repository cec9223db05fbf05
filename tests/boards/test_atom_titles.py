"""However often and in whatever form an Atom entry says its title, it becomes a line of text or a reason."""

from datetime import UTC, datetime

import pytest

from jobsearch.boards.board import Source, saved
from jobsearch.boards.registry import BOARDS

FORMS = [
    ("<title>Nurse</title>", "Nurse"),
    ("<title>Nurse</title><title>Baker</title>", "Nurse"),
    ("<title/><title>Nurse</title>", "Nurse"),
    ("<title lang='en'/><title>Nurse</title>", "Nurse"),
    ("<title> </title><title type='text'>Nurse</title><title><b>x</b></title>", "Nurse"),
    ("<title><b>x</b></title><title>Nurse</title>", "Nurse"),
    ("<title><![CDATA[Nurse]]></title>", "Nurse"),
    ("<title xmlns:m='m'/><m:title xmlns:m='m'>Nurse</m:title>", "Nurse"),
    ("<title><name>a</name><name>b</name></title>", None),
    ("<title lang='en'/><title lang='de'/>", None),
]


@pytest.mark.parametrize(("form", "title"), FORMS)
def test_a_title_is_no_list(form: str, title: str | None) -> None:
    entry = f"<entry><id>1</id>{form}<link href='https://a.example/1'/><content>Work.</content></entry>"
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Jobs</title>{entry}</feed>".encode()
    board = BOARDS["feed"]
    origin = saved(board, "feed.xml", Source("feed", "https://a.example/feed"))
    page = board.parse(body, origin, datetime(2026, 11, 27, tzinfo=UTC))
    assert [post.title for post in page.postings] == ([] if title is None else [title])
    assert [one.reason for one in page.rejections] == (["it has no title"] if title is None else [])
