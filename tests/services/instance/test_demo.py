import tempfile
from pathlib import Path

import pytest

from jobsearch.services.instance.demo import DemoResult, demo


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("around") / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def shown(temporary: Path) -> DemoResult:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.chdir(temporary.parent)
        return demo(limit=6)


def test_shows_the_whole_loop(shown: DemoResult) -> None:
    assert shown.fetched.new >= 100
    assert shown.labeled.waiting == 0
    assert shown.labeled.stored >= shown.trained.yes + shown.trained.no >= 20
    assert shown.trained.evaluation is not None
    assert shown.trained.evaluation.ranking.average_precision > shown.trained.evaluation.base_rate
    assert len(shown.recommended.posts) == 6


def test_shows_new_posts_with_reasons(shown: DemoResult) -> None:
    newest = max(post.posted_at for post in shown.recommended.posts)
    assert (shown.recommended.posts[0].first_seen - newest).days < 30
    assert all(post.reasons for post in shown.recommended.posts)


def test_leaves_nothing_behind(shown: DemoResult, temporary: Path) -> None:
    assert shown.fetched.new
    assert list(temporary.iterdir()) == []
    assert list(temporary.parent.iterdir()) == [temporary]
