import tempfile
from pathlib import Path

import pytest

from jobsearch.services.applications.listing import due_soon, list_applications
from jobsearch.services.instance.demo import DemoResult, demo, fill
from jobsearch.services.instance.professions import PROFESSIONS
from jobsearch.settings import Settings


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


@pytest.mark.parametrize("profession", PROFESSIONS)
def test_the_instance_to_look_at_has_applications_with_something_due(
    settings: Settings, profession: str
) -> None:
    settings.instance.mkdir()
    fill(settings, profession)
    found = list_applications(settings)
    assert {one.stage for one in found} == {"applied", "interview"}
    assert all(one.title and one.company for one in found)
    assert [one.due_why for one in due_soon(settings)] == ["follow-up", "interview"]
