"""States that take a training, made once and copied where a test changes them."""

import shutil
from pathlib import Path

import pytest
from support.feeds import body, element, labels_csv, tasteful
from support.process import Program

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

HOSTILE = (
    "[/b] [red] \x1b[31mRED\x1b[0m \x1b]8;;http://evil.example/\x07here\x1b]8;;\x07 \x1b]52;c;QUJD\x07"
    " \x9b2J \u202egnp.exe\u2066 zero\u200bwidth \x00\x07 \U0001f680 \u2028 \U000e0041 end"
)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Forty posts, the first twenty labeled, and a model of them; for tests that change nothing."""
    folder = tmp_path_factory.mktemp("trained")
    posts, answers = tasteful(40)
    return _trained(folder, posts, dict(list(answers.items())[:20]))


@pytest.fixture
def own_trained(trained: Program, tmp_path: Path) -> Program:
    """The same for a test that changes it."""
    shutil.copytree(trained.instance, tmp_path / "own" / "instance")
    return Program(tmp_path / "own" / "instance")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A trained instance among whose open posts are some that would play tricks on a terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    posts, answers = tasteful(24)
    answers = dict(list(answers.items())[:20])
    return _trained(folder, [*posts, *_hostile_posts()], {**answers, "remoteok:905": "yes"})


def _hostile_posts() -> list[object]:
    entities = "[/b] [red] &#27;[31m &#x9b;2J &#8238;gnp.exe &#27;]52;c;QUJD&#7; &lt;b&gt; &#0; end"
    trick = {"company": HOSTILE, "location": HOSTILE, "tags": [HOSTILE, "[/b]"], "description": HOSTILE}
    url = "https://remoteok.com/remote-jobs/\x1b]52;c;QUJD\x07[/b]"
    return [
        element(900, position=HOSTILE, url=url, **trick),
        element(901, position=entities, company=entities, description=f"<p>{entities}</p>"),
        element(902, position="=HYPERLINK(1)", company="+1", location="@SUM(1)", tags=["-2"]),
        element(903, position="W" * 490, company="V" * 300, description="D" * 10_000),
        element(904, position="\u6771\u4eac\u3067\u50cd\u304f\u958b\u767a\u8005 \U0001f680" * 12),
        element(905, position=HOSTILE, **trick),
        element(906, position="X" * 10_000),
        element(907) | {"id": HOSTILE},
    ]


def _trained(folder: Path, posts: list[object], answers: dict[str, str]) -> Program:
    settings = Settings(instance=folder / "instance", remoteok_url="http://127.0.0.1:9/api")
    (folder / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [folder / "feed.json"])
    import_labels(settings, labels_csv(answers), "labels.csv")
    train(settings)
    return Program(settings.instance)
