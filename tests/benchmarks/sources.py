"""What a fetch-new of twelve sources takes, one of them slow, one failing, one without an end.

    python tests/benchmarks/sources.py

Each board has a server of its own on 127.0.0.1. Prints the seconds and the peak of memory of the whole
process, and of each source how often it was asked, how often at once, what was stored, what is wrong.
"""

import os
import sqlite3
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from recommend import Used, measured
from support.sources import (
    Answering,
    BoardServer,
    failing,
    himalayas_pages,
    json_answer,
    made,
    remoteok_posts,
    serving,
)

from jobsearch.boards.registry import source_named
from jobsearch.services.sources.changing import follow
from jobsearch.settings import Settings

SLOW_SECONDS = 70.0
ENDLESS_PAGE = 100
TEXT = "You build the services behind our shop, and review what your team writes. " * 40


def endless(path: str) -> tuple[int, dict[str, str], bytes]:
    """Answer for Arbeitnow with a full page of new posts, whatever the page."""
    page = int(parse_qs(urlsplit(path).query).get("page", ["1"])[0])
    numbers = range(page * ENDLESS_PAGE, (page + 1) * ENDLESS_PAGE)
    return json_answer({"data": [_arbeitnow(number) for number in numbers], "links": {}, "meta": {}})


def _arbeitnow(number: int) -> dict[str, object]:
    return {
        "slug": f"job-{number}",
        "company_name": f"Company {number}",
        "title": f"Engineer {number}",
        "remote": True,
        "url": f"https://www.arbeitnow.com/jobs/companies/umbrella/job-{number}",
        "tags": [],
        "job_types": [],
        "location": "Berlin",
        "description": f"<p>Thing {number}. {TEXT}</p>",
        "created_at": int(time.time()) - 60 * number,
    }


ANSWERS: dict[str, Answering] = {
    "remoteok": remoteok_posts(100),
    "himalayas": himalayas_pages(6),
    "jobicy": made("jobicy"),
    "remotive": made("remotive"),
    "arbeitnow": endless,
    "workingnomads": failing(),
    "themuse": made("themuse"),
    "greenhouse:umbrella": made("greenhouse"),
    "ashby:umbrella": made("ashby"),
    "lever:umbrella": made("lever"),
    "recruitee:umbrella": made("recruitee"),
    "personio:umbrella": made("personio"),
}
SLOW = "remotive"


def main() -> None:
    """Serve the boards, fetch once, and print."""
    servers = {name: BoardServer(answer, SLOW_SECONDS * (name == SLOW)) for name, answer in ANSWERS.items()}
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        for server in servers.values():
            stack.enter_context(serving(server))
        settings = _following(Path(folder) / "instance", servers)
        used = _fetched(settings, Path(folder))
        print(
            f"{used.seconds:.1f} s ({used.processor:.1f} s of the processor), peak {used.mebibytes:.0f} MiB"
        )
        for name, (posts, problem) in _remembered(settings.store_path).items():
            server = servers[name]
            asked = f"asked {len(server.asked):2}, at once {server.most_at_once}"
            print(f"{name:20} {asked}, stored {posts:4}  {problem}")


def _following(instance: Path, servers: dict[str, BoardServer]) -> Settings:
    urls = {name.partition(":")[0]: server.address for name, server in servers.items()}
    first, *others = servers
    settings = Settings(instance=instance, source_urls=urls, first_sources=(first,))
    instance.mkdir(parents=True)
    for name in others:
        follow(settings, source_named(name))
    for server in servers.values():
        server.asked.clear()
    return settings


def _fetched(settings: Settings, folder: Path) -> Used:
    os.environ["JOBSEARCH_REMOTEOK_URL"] = f"{settings.source_urls['remoteok']}/api"
    os.environ |= {f"JOBSEARCH_SOURCE_URL_{name.upper()}": url for name, url in settings.source_urls.items()}
    return measured(
        [sys.executable, str(ROOT / "main.py"), "--instance", str(settings.instance), "fetch-new"], folder
    )


def _remembered(store: Path) -> dict[str, tuple[int, str]]:
    with closing(sqlite3.connect(store)) as connection:
        return {
            name: (posts, problem or "")
            for name, posts, problem in connection.execute(
                "SELECT name, (SELECT count(*) FROM job_posts WHERE job_posts.source = sources.board),"
                " problem FROM sources"
            )
        }


if __name__ == "__main__":
    main()
