"""Pages leave the server's hold of the store alone, and a store that is gone is never made anew by one."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from jobsearch.server.app import create_app
from jobsearch.server.pages.addresses import NAVIGATION
from jobsearch.settings import Access, Settings

ANOTHER_PROGRAM = """
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("UPDATE job_posts SET closed_at = NULL")
store.commit()
store.close()
"""
PATHS = [link.path for link in NAVIGATION] + ["/start", "/sources?suggest=yes", "/sources/list.txt"]


def at(settings: Settings) -> TestClient:
    """Return somebody at a browser."""
    app = create_app(settings, Access())
    headers = {"Accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


def test_after_every_page_an_answer_is_kept_though_another_program_closes_the_store(
    forty_posts: Settings,
) -> None:
    browser = at(forty_posts)
    for path in PATHS:
        assert browser.get(path).status_code == 200, path
    # Were it to take itself for the last one, it would delete the log that the server goes on to write to.
    subprocess.run([sys.executable, "-c", ANOTHER_PROGRAM, str(forty_posts.store_path)], check=True)
    assert forty_posts.store_path.with_name("jobposts.db-wal").exists()
    assert browser.put("/posts/remoteok:7/label", json={"label": "yes"}).status_code == 200
    with closing(sqlite3.connect(forty_posts.store_path)) as store:
        assert store.execute("SELECT count(*) FROM labels").fetchone() == (1,)


@pytest.mark.parametrize("path", ["/sources", "/sources?suggest=yes", "/sources/list.txt", "/health-report"])
def test_a_page_makes_no_store_in_the_place_of_one_that_is_gone(forty_posts: Settings, path: str) -> None:
    browser = at(forty_posts)
    assert browser.get(path).status_code == 200
    for file in forty_posts.instance.glob("jobposts.db*"):
        file.unlink()
    assert browser.get(path).status_code in {200, 503}  # health says so among its findings
    assert not forty_posts.store_path.exists()
