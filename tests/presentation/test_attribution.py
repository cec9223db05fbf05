"""Every face names the board of each post and links to its page there, as the terms of the boards ask."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from rich.console import Console
from support.boards import made
from support.queries import query

from jobsearch.boards.registry import BOARDS
from jobsearch.cli.screens import label_page
from jobsearch.cli.screens.pick_page import View, page
from jobsearch.cli.tables.left_out import print_left_out
from jobsearch.cli.tables.post import full_post
from jobsearch.cli.tables.posts import print_listing
from jobsearch.domain.posting import COMPANY_BOARDS
from jobsearch.presentation import data, documents
from jobsearch.services.labels.picking import PickSession
from jobsearch.services.labels.session import LabelingSession
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import Recommendations, recommend
from jobsearch.settings import Settings
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import connect, writing

NOW = datetime(2026, 5, 16, tzinfo=UTC)
NAMES = [
    name for name in BOARDS if name not in {"remoteok", "imap"}
]  # whose own table of posts is in test_remoteok.py


@pytest.fixture
def stored(settings: Settings) -> Settings:
    """A store with a post of each board."""
    with writing(connect(settings.store_path)) as session:
        posts.upsert(session, [made(board) for board in NAMES], NOW)
        session.commit()
    return settings


def listed(settings: Settings, **asked: object) -> Recommendations:
    return recommend(settings, query(everything=True, **asked))


def on_a_console(shown: Callable[[Console], None]) -> str:
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    shown(console)
    return console.file.getvalue()  # type: ignore[attr-defined] - the StringIO above


FACES: dict[str, Callable[[Recommendations], str]] = {
    "table": lambda found: " ".join(
        on_a_console(lambda console: print_listing(found.posts, console, NOW)).split()
    ),
    "html": lambda found: unescape(documents.to_html(found, NOW)),
    "atom": lambda found: unescape(documents.to_atom(found, NOW)),
    "markdown": lambda found: re.sub(r"\\(.)", r"\1", documents.to_markdown(found, NOW)),
    "json": lambda found: data.posts_to_json(found.posts),
    "jsonl": lambda found: data.posts_to_json_lines(found.posts),
    "csv": lambda found: data.posts_to_csv(found.posts),
}


@pytest.mark.parametrize("face", FACES)
def test_a_list_names_each_board_and_links_to_each_post(stored: Settings, face: str) -> None:
    shown = FACES[face](listed(stored))
    for board in NAMES:
        post = made(board)
        assert post.url in shown, board
        assert (post.site or BOARDS[board].display_name) in shown, board


def test_rows_for_programs_name_the_board_and_the_page_of_each_post(stored: Settings) -> None:
    found = listed(stored).posts
    rows = [
        json.loads(data.posts_to_json(found)),
        list(csv.DictReader(io.StringIO(data.posts_to_csv(found)))),
    ]
    for row in (row for kind in rows for row in kind):
        post = made(row["source"])
        assert row["url"] == post.url
        assert row["source_name"] == (post.site or BOARDS[row["source"]].display_name)


def test_each_entry_of_a_page_names_its_own_board(stored: Settings) -> None:
    for text, between in (
        (documents.to_html(listed(stored), NOW), "<li>"),
        (documents.to_atom(listed(stored), NOW), "<entry>"),
        (re.sub(r"\\(.)", r"\1", documents.to_markdown(listed(stored), NOW)), "\n\n"),
    ):
        entries = {
            board: one for one in text.split(between) for board in NAMES if made(board).url in unescape(one)
        }
        assert set(entries) == set(NAMES)
        for board, entry in entries.items():
            assert (made(board).site or BOARDS[board].display_name) in entry


def test_links_are_plain_ones_that_search_engines_and_people_follow(stored: Settings) -> None:
    page_ = documents.to_html(listed(stored), NOW)
    links = re.findall(r'<a href="([^"]+)" rel="([^"]+)"', page_)
    assert {unescape(url) for url, _rel in links} == {made(board).url for board in NAMES}
    assert {rel for _url, rel in links} == {"noreferrer"}
    assert "nofollow" not in page_ + documents.to_atom(listed(stored), NOW)
    assert "<img" not in page_, "no board lends its logo"


@pytest.mark.parametrize("board", [name for name in NAMES if name not in COMPANY_BOARDS and name != "feed"])
def test_a_page_is_on_the_board_itself(board: str) -> None:
    home = urlsplit(BOARDS[board].home).hostname or ""
    found = urlsplit(made(board).url).hostname or ""
    assert found.removeprefix("www.").endswith(home.removeprefix("www.").partition("/")[0])


def test_an_application_for_a_post_of_jobicy_leads_to_its_page_there() -> None:
    assert made("jobicy").apply_url in {"", made("jobicy").url}


@pytest.mark.parametrize("board", NAMES)
def test_one_post_names_its_board_and_its_page(stored: Settings, board: str) -> None:
    post = made(board)
    shown = show(stored, f"{post.source}:{post.external_id}")
    text = on_a_console(lambda console: console.print(full_post(shown, NOW)))
    assert post.url in text.replace("\n", "")
    assert f"From {post.site or BOARDS[board].display_name}." in text


def test_what_is_left_out_names_each_board_and_links_to_each_post(stored: Settings) -> None:
    found = listed(stored, tag=("no such tag",), explain=True)
    text = on_a_console(lambda console: print_left_out(found.explained, console))
    for board in NAMES:
        assert made(board).url in text
        assert (made(board).site or BOARDS[board].display_name) in text


def test_a_list_to_pick_from_names_the_board_of_the_post_at_hand(stored: Settings) -> None:
    session = PickSession(stored, listed(stored).posts)
    console = Console(file=io.StringIO(), width=120, height=40)
    for place, post in enumerate(session.posts):
        lines = "\n".join(line.plain for line in page(session, View(place), console, NOW).lines)
        assert f"from {post.source_name}" in lines
        assert post.url in lines


def test_a_question_names_its_board_and_its_page(stored: Settings) -> None:
    session = LabelingSession(stored)
    question = session.question
    assert question is not None
    console = Console(file=io.StringIO(), width=120, height=60)
    lines = "\n".join(line.plain for line in label_page.page(question, label_page.View(), console, NOW).lines)
    assert f"From {question.shown.post.source_name}." in lines
    assert question.shown.post.url in lines
