"""Follow companies from the command line, and ask a post's own page."""

import json
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import Finished, Program
from support.server import FeedServer, Reply

JOBS = json.dumps(
    {"jobs": [{"id": 7, "title": "Engineer", "company_name": "Acme", "absolute_url": ""}]}
).encode()
LINK = "https://boards.greenhouse.io/acme/jobs/7"


@pytest.fixture
def online(program: Program, server: FeedServer) -> Program:
    """The program, for which the test's server is Greenhouse, with one job for any company, and Remote OK."""
    base = server.url.removesuffix("/api")
    server.answer(Reply(JOBS))
    own = {"JOBSEARCH_SOURCE_URL_GREENHOUSE": base, "JOBSEARCH_REMOTEOK_URL": server.url}
    return Program(program.instance, own)


def sources(program: Program) -> list[str]:
    return [row["source"] for row in json.loads(program.run("sources", "list", "-o", "json").out)]


def is_one_sentence(done: Finished, status: int) -> bool:
    return (done.status, done.out, done.err.count("\n")) == (status, "", 1) and "Traceback" not in done.err


def test_a_dry_run_says_what_would_be_followed_and_changes_nothing(online: Program) -> None:
    done = online.run("sources", "add", LINK, "--dry-run")
    assert is_one_sentence(done, 0)
    assert done.err == "greenhouse:acme (Acme) would be followed; it returned 1 post\n"
    assert sources(online) == ["remoteok"]


def test_a_board_that_proves_itself_is_followed_once(online: Program) -> None:
    first, second = (online.run("sources", "add", LINK) for _time in range(2))
    assert first.err.startswith(
        "greenhouse:acme (Acme) is now followed, starting with the next `fetch-new`. Link to"
    )
    assert second.err.startswith("greenhouse:acme (Acme) was already followed.")
    assert sources(online) == ["greenhouse:acme", "remoteok"]


def test_json_of_one_and_of_a_list_say_the_same(online: Program, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"{LINK}\n")
    one = online.run("sources", "add", LINK, "--dry-run", "-o", "json")
    several = online.run("sources", "add", "--from", tmp_path / "list.txt", "--dry-run", "-o", "json")
    row = json.loads(one.out)
    assert (row["source"], row["company"], row["proven"], row["followed"]) == (
        "greenhouse:acme",
        "Acme",
        True,
        False,
    )
    assert json.loads(several.out) == [row]
    assert (one.err, several.err) == ("", "")


def test_a_board_that_is_not_there_is_named_and_not_followed(online: Program, server: FeedServer) -> None:
    server.answer(Reply(b"", 404))
    done = online.run("sources", "add", LINK)
    assert is_one_sentence(done, 1)
    assert "404" in done.err
    assert sources(online) == ["remoteok"]


@pytest.mark.parametrize("given", [(), (LINK, "--from", "list.txt")])
def test_add_takes_either_a_name_or_a_list(online: Program, given: tuple[str, ...]) -> None:
    done = online.run("sources", "add", *given)
    assert is_one_sentence(done, 2)
    assert "--from" in done.err


def test_what_is_exported_is_read_again(online: Program) -> None:
    listed = f"# mine\n{LINK}\nlever:globex\nnonsense\n".encode()
    added = online.run("sources", "add", "--from", "-", stdin=listed)
    assert (added.status, added.err.count("\n")) == (1, 3), "the line that names nothing is reported"
    exported = online.run("sources", "export")
    assert (exported.status, exported.err) == (0, "")
    assert exported.out.splitlines() == ["greenhouse:acme,Acme", "lever:globex", "remoteok"]

    for name in ("greenhouse:acme", "lever:globex"):
        online.run("sources", "remove", name)
    assert sources(online) == ["remoteok"]
    again = online.run("sources", "add", "--from", "-", stdin=exported.out.encode())
    assert again.status == 0
    assert sources(online) == ["greenhouse:acme", "lever:globex", "remoteok"]


def test_suggest_names_the_board_that_a_wanted_post_links_to(online: Program, tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(body([element(1, company="Acme", apply_url=LINK)]))
    online.run("fetch-new", "--from", tmp_path / "feed.json")
    nothing = online.run("sources", "suggest")
    assert is_one_sentence(nothing, 0)
    online.run("labels", "set", "remoteok:1", "yes")
    done = online.run("sources", "suggest")
    assert done.err == (
        "greenhouse:acme (Acme): linked from 1 wanted post. Run `sources add greenhouse:acme` to follow it\n"
    )
    rows = json.loads(online.run("sources", "suggest", "-o", "json").out)
    assert rows == [{"source": "greenhouse:acme", "company": "Acme", "posts": 1}]


@pytest.fixture
def stored(online: Program, tmp_path: Path) -> Program:
    """The same with two posts of Remote OK."""
    (tmp_path / "feed.json").write_bytes(body([element(1), element(2)]))
    online.run("fetch-new", "--from", tmp_path / "feed.json")
    return online


def test_check_says_what_each_page_says(stored: Program, server: FeedServer) -> None:
    server.answer(Reply(b"", 404), Reply(b"<h1>This job post is closed.</h1>"))
    done = stored.run("check", "remoteok:1", "remoteok:2")
    assert (done.status, done.out) == (0, "")
    assert done.err.splitlines() == [
        "remoteok:1: closed (its page is gone)",
        (
            "remoteok:2: marked as closed on its page; will be closed if a check in 6 hours or "
            "more confirms it "
            '("This job post is closed.")'
        ),
    ]
    assert "closed 20" in stored.run("show", "remoteok:1").out


def test_check_says_why_a_page_says_nothing(stored: Program, server: FeedServer) -> None:
    server.answer(Reply(b"", 403))
    done = stored.run("check", "remoteok:1")
    assert (done.status, done.err) == (0, "remoteok:1: not known (its page responded with status 403)\n")
    rows = json.loads(stored.run("check", "remoteok:1", "-o", "json").out)
    assert [(row["key"], row["says"]) for row in rows] == [("remoteok:1", "unknown")]


@pytest.mark.parametrize(("key", "status"), [("remoteok:404", 1), ("nonsense", 2)])
def test_check_of_a_key_that_is_none_asks_nobody(
    stored: Program, server: FeedServer, key: str, status: int
) -> None:
    server.asked.clear()
    done = stored.run("check", "remoteok:1", key)
    assert is_one_sentence(done, status)
    assert server.asked == []
