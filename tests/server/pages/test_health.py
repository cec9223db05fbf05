"""The page of health: findings and what to do, how things stand, backups that can be made and saved."""

import html
import re
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from support.spawned import as_python_does

from jobsearch.presentation.outcomes import size
from jobsearch.presentation.standing import facts
from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.services.instance.background import ExaminationState
from jobsearch.services.instance.backups import stored_bytes
from jobsearch.services.instance.doctor import Finding, examine
from jobsearch.services.instance.status import status
from jobsearch.settings import Settings


def at(settings: Settings) -> TestClient:
    """Return somebody at a browser."""
    app = create_app(settings, Access())
    headers = {"Accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


def text_of(page: str) -> str:
    """Return a page's words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def token(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_it_has_every_finding_and_every_fact_of_the_terminal(forty_posts: Settings) -> None:
    page = text_of(at(forty_posts).get("/health-report").text)
    for one in examine(forty_posts):
        if one.subject != "Disk":  # whose figure changes meanwhile
            assert f"{one.subject} {one.sentence}" in page
    for name, fact in facts(status(forty_posts), drawn=False).items():
        assert name == "Next" or " ".join(fact.split()) in page, name


def test_an_empty_instance_is_healthy_and_is_told_how_to_begin(settings: Settings) -> None:
    page = at(settings).get("/health-report")
    assert page.status_code == 200
    assert 'Next: <a href="/start">Answer three questions</a> to get a first list' in page.text


def test_what_is_wrong_is_counted_and_says_what_to_do(forty_posts: Settings) -> None:
    forty_posts.config_path.write_text("[recommend]\nmin_salry = 5\n")
    page = text_of(at(forty_posts).get("/health-report").text)
    assert re.search(r"\b[1-9] things? to fix\b", page)
    assert "to fix Config" in page
    assert "did you mean min_salary" in page


def test_a_store_that_cannot_be_read_is_a_finding_and_no_broken_page(settings: Settings) -> None:
    settings.instance.mkdir(parents=True)
    settings.store_path.write_bytes(b"This is no store, whatever its name says. " * 100)
    page = at(settings).get("/health-report")
    assert page.status_code == 200
    assert "to fix Store" in text_of(page.text)
    assert "Repair data that can be fetched again" in page.text


def test_a_backup_is_made_is_whole_and_can_be_saved(forty_posts: Settings, tmp_path: Path) -> None:
    browser = at(forty_posts)
    before = browser.get("/health-report").text
    assert "There is no backup yet" in text_of(before)
    made = browser.post("/health-report/back-up", data={"csrf": token(before)})
    assert "without the models" in made.text
    assert "config.toml" not in text_of(made.text)
    assert "The last backup was made 0m ago" in text_of(made.text)
    address = re.search(r'href="(/health-report/backups/[^"]+)"', made.text)
    assert address is not None
    saved = browser.get(address[1])
    assert "attachment" in saved.headers["content-disposition"]
    assert saved.headers["cache-control"] == "no-store"
    (tmp_path / "saved.db").write_bytes(saved.content)
    with closing(sqlite3.connect(tmp_path / "saved.db")) as copy:
        assert copy.execute("SELECT count(*) FROM job_posts").fetchone() == (40,)


def test_a_backup_has_the_settings_beside_it(forty_posts: Settings) -> None:
    browser = at(forty_posts)
    text = '[me]\nlives_in = "Portugal"\n'
    forty_posts.config_path.write_text(text)
    made = browser.post("/health-report/back-up", data={"csrf": token(browser.get("/health-report").text)})
    assert re.search(r"your settings are in the same folder, in jobsearch-[\d-]+\.toml", made.text)
    address = re.search(r'href="(/health-report/backups/[^"]+\.toml)"', made.text)
    assert address is not None
    assert browser.get(address[1]).text == text


def test_the_size_of_the_store_counts_its_log(forty_posts: Settings) -> None:
    with closing(sqlite3.connect(forty_posts.store_path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("CREATE TABLE scratch AS SELECT randomblob(3000000) AS noise")
        other.commit()
        assert f"The store is {size(stored_bytes(forty_posts))}" in at(forty_posts).get("/health-report").text
        assert stored_bytes(forty_posts) > forty_posts.store_path.stat().st_size + 3_000_000


def test_only_backups_can_be_saved(forty_posts: Settings) -> None:
    browser = at(forty_posts)
    folder = forty_posts.backups_path
    folder.mkdir()
    (folder / "notes.txt").write_text("private")
    (folder / "jobsearch-2026-01-01-000000.db").symlink_to(forty_posts.store_path)
    for name in ("notes.txt", "jobsearch-2026-01-01-000000.db", "..%2Fjobposts.db", "jobposts.db", "."):
        assert browser.get(f"/health-report/backups/{name}").status_code == 404
    assert "notes.txt" not in browser.get("/health-report").text


def test_all_of_the_store_is_read_beside_the_server_once_at_a_time(forty_posts: Settings) -> None:
    with at(forty_posts) as browser:
        form = token(browser.get("/health-report").text)
        with as_python_does():  # a forked process may end before the page is drawn
            began = browser.post("/health-report/examine", data={"csrf": form, "do": "full"})
        assert "Checking the whole store since" in text_of(began.text)
        assert 'http-equiv="refresh"' in began.text
        browser.post("/health-report/examine", data={"csrf": form, "do": "feed"})  # pressed meanwhile
        polled = [browser.get("/health-report/progress")]
        while "hx-refresh" not in polled[-1].headers:
            assert len(polled) < 600
            time.sleep(0.05)
            polled.append(browser.get("/health-report/progress"))
        done = browser.get("/health-report").text
        assert "The full check, 0m ago, found nothing else." in text_of(done)
        assert browser.post("/health-report/examine", data={"csrf": form, "do": "x"}).status_code == 422


def test_a_damaged_index_is_repaired_from_the_page(forty_posts: Settings) -> None:
    with closing(sqlite3.connect(forty_posts.store_path)) as store:
        store.execute("UPDATE post_words_data SET block = zeroblob(length(block)) WHERE id > 10")
        store.commit()
    browser = at(forty_posts)
    app = browser.app
    assert isinstance(app, FastAPI)
    app.state.examiner.state = ExaminationState(
        "done", report=examine(forty_posts), ended_at=datetime.now(UTC)
    )
    page = browser.get("/health-report").text
    assert page.count("The search index is damaged") == 1
    after = browser.post("/health-report/repair", data={"csrf": token(page)})
    assert "The search index was rebuilt." in after.text
    assert "to fix Store" not in text_of(after.text)  # neither now nor by a look before the repair


def test_what_only_a_full_check_finds_is_shown_with_its_age(forty_posts: Settings) -> None:
    browser = at(forty_posts)
    app = browser.app
    assert isinstance(app, FastAPI)
    found = (*examine(forty_posts), Finding("Feed", fine=False, sentence="jobicy: <b>no answer</b>."))
    app.state.examiner.state = ExaminationState("done", report=found, ended_at=datetime.now(UTC))
    page = browser.get("/health-report").text
    besides = text_of(page.partition("Also found by the full check")[2])
    assert "to fix Feed jobicy: <b>no answer</b>." in besides
    assert "Packages" not in besides
    assert "<b>no answer" not in page


@pytest.mark.parametrize("path", ["examine", "repair", "back-up"])
def test_a_form_without_its_token_does_nothing(forty_posts: Settings, path: str) -> None:
    assert at(forty_posts).post(f"/health-report/{path}", data={"do": "full"}).status_code == 403
    assert not forty_posts.backups_path.exists()


def test_sizes_are_read_at_a_glance() -> None:
    sizes = [size(count) for count in (0, 1, 999_999, 1_000_000, 12_345_678, 2_500_000_000)]
    assert sizes == ["0 kB", "1 kB", "1,000 kB", "1.0 MB", "12.3 MB", "2.5 GB"]
