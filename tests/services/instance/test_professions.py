"""The demos of five professions: invented posts of many countries, and a list for each person."""

import tempfile
import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from jobsearch.boards.board import Source, saved
from jobsearch.boards.feed import BOARD
from jobsearch.domain.posting import Posting
from jobsearch.facts.language import read_language
from jobsearch.services.instance import professions
from jobsearch.services.instance.demo import demo
from jobsearch.services.instance.professions import PROFESSIONS, profession

EACH = pytest.mark.parametrize("name", PROFESSIONS)
NOW = datetime(2031, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def posts() -> list[Posting]:
    """All posts, as the board of feeds reads them."""
    page = BOARD.read(professions.feed(NOW), saved(BOARD, "feed.json", Source("feed")), NOW)
    assert not page.rejections
    return list(page.postings)


def _of(name: str, posts: list[Posting]) -> list[Posting]:
    return [one for one in posts if one.url.startswith(f"https://jobs.example/{name}/")]


@EACH
def test_each_has_posts_of_many_countries_and_languages_with_pay_and_form(
    name: str, posts: list[Posting]
) -> None:
    own = _of(name, posts)
    assert len(own) >= 25
    assert len({one.countries for one in own if one.countries}) >= 12
    assert len({read_language(one.title, one.description).code for one in own}) >= 6
    assert all(one.employment for one in own)
    assert sum(one.salary_min is not None for one in own) >= 22
    assert len({one.company for one in own}) == len(own)


def test_addresses_lead_to_no_host_that_exists_and_ids_are_different(posts: list[Posting]) -> None:
    assert len({one.external_id for one in posts}) == len(posts)
    assert all(one.url.startswith("https://jobs.example/") for one in posts)
    text = "".join((files("jobsearch.demo") / f"{name}.toml").read_text("utf-8") for name in PROFESSIONS)
    assert "http" not in text
    assert "@" not in text


def test_dates_are_relative_to_today(posts: list[Posting]) -> None:
    ages = [NOW - one.posted_at for one in posts if one.posted_at]
    assert len(ages) == len(posts)
    assert timedelta(hours=2) <= min(ages) < timedelta(days=1)
    assert max(ages) < timedelta(days=28)


@EACH
def test_answers_are_of_posts_that_there_are(name: str, posts: list[Posting]) -> None:
    keys = {f"feed:{one.external_id}" for one in posts}
    lines = [line.split(",") for line in profession(name).labels.splitlines()[1:]]
    assert {key for key, _answer in lines} <= keys
    assert {answer for _key, answer in lines} == {"yes", "no"}
    data = tomllib.loads((files("jobsearch.demo") / f"{name}.toml").read_text("utf-8"))
    answers = [one.get("answer") for one in data["posts"]]
    assert min(answers.count("yes"), answers.count("no")) >= 5


@EACH
def test_each_lists_five_posts_of_its_own_with_addresses(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shown = demo(profession=name)
    own = [post for post in shown.recommended.posts if f"/{name}/" in post.url]
    assert len(own) >= 5
    assert len(own) >= 0.8 * len(shown.recommended.posts)
    assert shown.labeled.waiting == 0
    assert not any(tmp_path.iterdir())
