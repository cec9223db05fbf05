import tempfile
from pathlib import Path

import pytest

from jobsearch.services.applications.listing import due_soon, list_applications
from jobsearch.services.instance.demo import DemoResult, demo, fill
from jobsearch.services.instance.professions import PROFESSIONS
from jobsearch.settings import Settings


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
