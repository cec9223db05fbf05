"""The README and the program say the same."""

import re

from support.documents import PAGES, README, blocks, commands, read
from support.feeds import body, labels_csv, tasteful
from support.process import Program
from support.server import FeedServer, Reply

MOST_WORDS = 900


def test_is_short() -> None:
    assert len(read(README).split()) <= MOST_WORDS


def test_begins_with_two_commands_that_set_up_and_run_the_demo_and_the_tests() -> None:
    demo, tests = blocks(README)[0].splitlines()
    assert f"```sh\n{demo}\n{tests}\n```" in read(README)
    assert demo.endswith("main.py demo")
    assert tests.endswith("-m pytest -q")
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in (demo, tests))


def test_has_a_row_for_every_command() -> None:
    table = read(README).partition("## Commands")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)", table, re.MULTILINE)
    assert sorted(rows) == sorted(name for name in commands() if " " not in name)


def test_leads_to_every_page_of_the_guide() -> None:
    linked = re.findall(r"\]\(jobsearch/guide/([a-z]+\.md)\)", read(README))
    assert sorted(linked) == [page.name for page in PAGES]


def test_the_daily_commands_work_as_written(program: Program, server: FeedServer) -> None:
    posts, answers = tasteful(40)
    server.answer(Reply(body(posts)))
    daily = re.findall(r"^python main\.py ([a-z-]+) +#", read(README), re.MULTILINE)
    assert daily == ["fetch-new", "label", "train", "recommend"]
    for command in daily:
        done = program.run(command, JOBSEARCH_REMOTEOK_URL=server.url)
        if command == "label":  # which asks a person: this one answers from a file
            assert (done.status, "labels import" in done.err) == (1, True)
            done = program.run("labels", "import", "-", stdin=labels_csv(answers).encode())
        assert done.status == 0, done.err


def test_shows_a_picture_that_is_in_the_repository() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", read(README))
    assert pictures
    assert all((README.parent / picture).is_file() for picture in pictures)
