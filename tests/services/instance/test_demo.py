import tempfile
from pathlib import Path

import pytest

from jobsearch.services.instance.demo import DemoResult, demo


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="module")
def shown() -> DemoResult:
    return demo()


def test_shows_the_whole_loop(shown: DemoResult) -> None:
    assert shown.fetched.new >= 100
    assert shown.labeled.waiting == 0
    assert shown.labeled.stored >= shown.trained.yes + shown.trained.no >= 20
    assert shown.trained.evaluation is not None
    assert shown.trained.evaluation.ranking.average_precision > shown.trained.evaluation.base_rate
    assert 5 <= len(shown.recommended.posts) <= 10


def test_shows_new_posts_with_reasons(shown: DemoResult) -> None:
    newest = max(post.posted_at for post in shown.recommended.posts)
    assert (shown.recommended.posts[0].first_seen - newest).days < 30
    assert all(post.reasons for post in shown.recommended.posts)


def test_shows_as_many_as_asked_for_and_leaves_nothing_behind(temporary: Path) -> None:
    assert len(demo(limit=3).recommended.posts) == 3
    assert list(temporary.iterdir()) == []
    assert list(temporary.parent.iterdir()) == [temporary]
