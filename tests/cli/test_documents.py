"""Each form of the list is read back by a parser of its own kind, hostile texts and all."""

import csv
import io
import json
import re
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from support.listed import MORNING, listed_post, recommendations
from support.process import Program

from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.domain.query import Query
from jobsearch.presentation.documents import to_atom, to_html, to_markdown
from jobsearch.services.recommend.recommend import Recommendations
from jobsearch.text.characters import one_line

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></a><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp;amp; &#0; ]]> <!-- {{ 7*7 }} {% raw %}",
    "[x](javascript:alert(1)) ![y](z) **b** _i_ `c` <u> # | ~~s~~ \\",
    "# heading",
    "- item",
    "1. one",
    "===",
    "---",
    "```",
    "> quote",
    "www.evil.example https://evil.example a@evil.example $x$",
    "=HYPERLINK(1)",
    "[/b] [red] \U0001f680 \u6771\u4eac \u0645\u0631\u062d\u0628\u0627 \ufffe",
)
lines = st.text(min_size=1).map(one_line).filter(bool) | st.sampled_from(HOSTILE)
posts = st.builds(
    listed_post,
    st.integers(1, 20),
    title=lines,
    company=st.just("") | lines,
    location=st.just("") | lines,
    tags=st.lists(lines, max_size=2).map(tuple),
    reasons=st.lists(st.builds(Reason, lines, st.sampled_from([0.5, -0.5])), max_size=2).map(tuple),
    score=st.none() | st.floats(0, 1),
)
every_hostile_text = example(
    found=[
        listed_post(n, title=text, company=text, location=text, tags=(text,), reasons=(Reason(text, 1.0),))
        for n, text in enumerate(HOSTILE, 1)
    ]
)


def _as_xml(text: str) -> str:
    """Return what XML can say of a text: noncharacters are not among it."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _elements(page: str) -> list[Any]:
    return list(html.document_fromstring(page).iter())


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


@given(found=st.lists(posts, min_size=1, max_size=3))
@every_hostile_text
def test_the_page_says_what_the_posts_say_and_runs_nothing(found: list[ListedPost]) -> None:
    page = to_html(recommendations(*found), MORNING)
    elements = _elements(page)
    links = [element for element in elements if element.tag == "a"]

    assert [_text(link) for link in links] == [_as_xml(post.title) for post in found]
    assert [link.get("href") for link in links] == [post.url for post in found]
    assert {element.tag for element in elements} <= set(
        "html head meta title style body h1 h2 p ol li a span code footer".split()
    )
    assert {name for element in elements for name in element.keys()} <= set(  # noqa: SIM118 - an element is no dict
        "lang charset name content http-equiv class href rel style".split()
    )
    assert "http" not in page.replace("".join(re.findall(r"<body>.*</body>", page, re.DOTALL)), "").replace(
        "http-equiv", ""
    )


def test_the_page_has_its_colors_where_variables_are_unknown() -> None:
    style = re.search(r"<style>(.*)</style>", to_html(recommendations(listed_post()), MORNING), re.DOTALL)
    assert style
    declared = re.findall(r"([a-z-]+): ([^;{}]*);", style[1].partition("body {")[2])
    with_variables = [place for place, (_name, value) in enumerate(declared) if "var(" in value]
    assert with_variables
    for place in with_variables:
        name, value = declared[place - 1]
        assert name == declared[place][0]
        assert re.search("#[0-9a-f]{6}", value)


@given(found=st.lists(posts, max_size=3))
@every_hostile_text
def test_the_feed_is_atom_and_says_what_the_posts_say(found: list[ListedPost]) -> None:
    feed = ET.fromstring(to_atom(recommendations(*found), MORNING).encode())
    entries = feed.findall(f"{ATOM}entry")

    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *entries):  # RFC 4287, 4.1.1 and 4.1.2
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert one.text
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [_as_xml(post.title) for post in found]
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [post.url for post in found]  # type: ignore[union-attr]
    assert [[one.get("term") for one in entry.findall(f"{ATOM}category")] for entry in entries] == [
        [_as_xml(tag) for tag in post.tags] for post in found
    ]
    assert all("Remote OK" in entry.findtext(f"{ATOM}summary", "") for entry in entries)


def test_an_entry_keeps_its_id_and_the_feed_its_date() -> None:
    first, later = (
        ET.fromstring(to_atom(recommendations(listed_post(4), listed_post(number)), now))
        for number, now in ((5, MORNING), (6, MORNING + timedelta(days=1)))
    )
    ids = [[entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] for feed in (first, later)]

    assert ids[0][0] == ids[1][0]
    assert len({*ids[0], *ids[1]}) == 3
    assert first.findtext(f"{ATOM}id") == later.findtext(f"{ATOM}id")
    assert first.findtext(f"{ATOM}updated") == later.findtext(f"{ATOM}updated")


def _tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


@given(found=st.lists(posts, min_size=1, max_size=3))
@every_hostile_text
def test_markdown_says_what_the_posts_say_and_nothing_more(found: list[ListedPost]) -> None:
    tokens = list(_tokens(to_markdown(recommendations(*found), MORNING)))
    kinds = [token.type for token in tokens]
    links = [token for token in tokens if token.type == "link_open"]
    titles = [_between(tokens, place) for place, kind in enumerate(kinds) if kind == "link_open"]

    assert [link.attrs["href"] for link in links] == [post.url for post in found]
    assert titles == [post.title for post in found]
    assert kinds.count("list_item_open") == len(found)
    assert kinds.count("heading_open") == 1
    assert {kind.removesuffix("_open").removesuffix("_close") for kind in kinds} <= set(
        "heading inline text paragraph ordered_list list_item link hardbreak code_inline strong".split()
    )
    assert kinds.count("strong_open") == len(found)  # "new", which all of them are


def _between(tokens: list[Token], start: int) -> str:
    end = next(place for place in range(start, len(tokens)) if tokens[place].type == "link_close")
    return "".join(token.content for token in tokens[start:end])


def test_the_page_says_what_was_left_out_and_what_is_wrong() -> None:
    result = recommendations(listed_post(), outdated="your labels have changed since the model was trained")
    for text in (_text(html.document_fromstring(to_html(result, MORNING))), to_markdown(result, MORNING)):
        said = text.replace("\\", "")
        assert (
            "212 below the threshold, 40 not seen in the feed for 30 days, 6 reposts; use --all to list them."
            in said
        )
        assert "run `train`" in said.casefold()
        assert "Source: Remote OK" in said
        assert "1 open job worth reading" in said


def test_what_is_unknown_leaves_no_trace() -> None:
    bare = listed_post(company="", location="", tags=(), reasons=(), score=None)
    page = _text(html.document_fromstring(to_html(_untrained(bare), MORNING)).find("body"))
    assert "Engineer 1 new 1h ago · Remote OK remoteok:1000001" in page
    assert "   1h ago · Remote OK  \n   `remoteok:1000001`" in to_markdown(_untrained(bare), MORNING)


def _untrained(*posts: ListedPost) -> Recommendations:
    return recommendations(*posts, trained=False, query=Query(everything=True))


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_and_json_lines_carry_the_same_rows(hostile: Program, form: str) -> None:
    done = hostile.run("recommend", "--all", "-q", "-o", form)
    rows = json.loads(done.out) if form == "json" else [json.loads(line) for line in done.out.splitlines()]

    assert (done.status, done.err, len(rows)) == (0, "", 9)
    assert all(isinstance(row["score"], float) and row["key"].startswith("remoteok:") for row in rows)
    assert list(rows[0]) == [field.name for field in fields(ListedPost)]
    assert "[/b] [red]" in "".join(row["title"] for row in rows)


def test_keys_are_one_a_line(hostile: Program) -> None:
    done = hostile.run("recommend", "--all", "-q", "-o", "keys")
    rows = json.loads(hostile.run("recommend", "--all", "-o", "json").out)

    assert done.out.splitlines() == [row["key"] for row in rows]


def test_csv_has_the_columns_asked_for(hostile: Program) -> None:
    done = hostile.run("recommend", "--all", "-o", "csv", "--columns", "title, key,company,title")
    rows = list(csv.reader(io.StringIO(done.out, newline="")))

    assert rows[0] == ["title", "key", "company"]
    assert {len(row) for row in rows} == {3}
    assert ["'=HYPERLINK(1)", "remoteok:902", "'+1"] in rows


def _name(request: Query) -> tuple[str | None, str | None]:
    feed = ET.fromstring(to_atom(recommendations(listed_post(4), query=request), MORNING).encode())
    return feed.findtext(f"{ATOM}id"), feed.findtext(f"{ATOM}title")


def test_feeds_of_different_requests_are_different_feeds_and_a_request_of_tomorrow_is_the_same() -> None:
    plain, python = _name(Query()), _name(Query(search="python", can_work_from="PT", tag=("go", "c")))
    assert len({plain[0], python[0], _name(Query(search="rust"))[0]}) == 3
    assert python[1] == f"{plain[1]} (tag: go or c, search: python, can work from: PT)"
    again = Query(limit=5, limit_asked=True, since=MORNING, new=True)
    assert _name(again) == plain


@pytest.mark.parametrize("form", ["html", "markdown", "atom"])
def test_documents_of_hostile_posts_are_whole(hostile: Program, form: str) -> None:
    done = hostile.run("recommend", "--all", "-o", form)

    assert (done.status, "Traceback" in done.err) == (0, False)
    assert done.out.count("remoteok:9") >= 5 or form == "atom"
    assert "\x1b" not in done.out


@pytest.fixture
def chromium() -> str:
    """The program of a browser without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed")
    return found


def _run(chromium: str, folder: Path, *arguments: str) -> str:
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}")
    done = subprocess.run(
        [chromium, *flags, *arguments], capture_output=True, timeout=100, check=True, cwd=folder, text=True
    )
    return done.stdout


@pytest.mark.parametrize("width", [500, 1200])
def test_a_browser_shows_the_page_within_its_width_and_runs_nothing_of_it(
    chromium: str, tmp_path: Path, width: int
) -> None:
    hostile = [
        listed_post(number, title=text, company=text, location=text, reasons=(Reason(text, 1.0),))
        for number, text in enumerate((*HOSTILE, "W" * 500), 1)
    ]
    page = to_html(recommendations(*hostile), MORNING)
    # The page itself may run no script, so a frame around it tells how wide it became.
    (tmp_path / "page.html").write_text(page.replace("default-src 'none'", "default-src *"), encoding="utf-8")
    (tmp_path / "frame.html").write_text(
        f"<iframe id=f width={width} height=900 src=page.html></iframe><script>f.onload = () => {{"
        "const d = f.contentDocument, count = what => d.querySelectorAll(what).length;"
        "const beyond = d.documentElement.scrollWidth - d.documentElement.clientWidth;"
        "document.title = `${beyond} ${count('li')} ${count('script, img, u')}` }</script>"
    )
    shown = _run(
        chromium,
        tmp_path,
        "--allow-file-access-from-files",
        "--virtual-time-budget=5000",
        "--dump-dom",
        (tmp_path / "frame.html").as_uri(),
    )
    title = re.search("<title>(.*?)</title>", shown)
    assert title is not None
    assert title[1].split() == ["0", str(len(hostile)), "0"]

    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    picture = tmp_path / "page.png"
    _run(
        chromium,
        tmp_path,
        f"--screenshot={picture}",
        f"--window-size={width},900",
        (tmp_path / "page.html").as_uri(),
    )
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (width, 900)  # PNG, 11.2.1
    assert picture.stat().st_size > 20_000
