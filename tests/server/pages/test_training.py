"""The page of what was learned: its pictures say what the store says."""

import html
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from support.pictures import Picture
from support.process import Program
from support.serving import until

from jobsearch.errors import CorpusModelKept
from jobsearch.server.app import create_app
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.training import background
from jobsearch.services.training.background import Trainer, TrainingState
from jobsearch.services.training.train import train
from jobsearch.settings import Access, Settings
from jobsearch.store.models import Model
from jobsearch.store.sqlite.engine import connect, writing

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def trained(twenty_labels_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Forty posts, twenty of them labeled and trained on."""
    made = Settings(instance=tmp_path_factory.mktemp("training") / "instance")
    shutil.copytree(twenty_labels_once, made.instance)
    train(made)
    return made


def client(settings: Settings) -> TestClient:
    app = create_app(settings, Access())
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=HTML)


def pictures(page: str) -> dict[str, Picture]:
    found = [Picture(one) for one in re.findall(r"<svg class=\"chart\".*?</svg>", page, re.DOTALL)]
    return {(one.root[0].text or "").partition(":")[0]: one for one in found}


@pytest.fixture(scope="module")
def page(trained: Settings) -> str:
    """The page of it."""
    return client(trained).get("/training").text


def test_the_ranking_curve_ends_with_all_wanted_posts(page: str) -> None:
    curve = pictures(page)["Ranking curve"]
    by_taste, by_date = curve.line("s0"), curve.line("s1")
    assert by_taste[0] == pytest.approx((0, 0), abs=0.1)
    assert by_taste[-1] == pytest.approx((20, 5), abs=0.1)  # five of the twenty are wanted
    assert by_date[-1] == pytest.approx((20, 5), abs=0.1)
    assert by_taste[5][1] > by_date[5][1]


def test_wanted_found_against_answers_is_what_was_answered(page: str) -> None:
    line = pictures(page)["Wanted posts found, by answers given"].line("s0")
    assert len(line) == 21
    assert line[-1] == pytest.approx((20, 5), abs=0.1)
    assert [y for _x, y in line] == sorted(y for _x, y in line)


def test_the_shares_of_the_views_sum_to_one(page: str) -> None:
    picture = pictures(page)["Influence on the order"]
    across = picture.across()
    lengths = [across.number(float(one.get("width", "0"))) for one in picture.all("rect", "box")]
    assert sum(lengths) == pytest.approx(1, abs=0.05)  # but for the smallest, which are left out
    assert lengths == sorted(lengths, reverse=True)


def test_it_says_in_words_what_status_says(page: str) -> None:
    words = html.unescape(re.sub(r"<[^>]+>", " ", page))
    assert "trained" in words
    assert "5 yes and 15 no" in words
    assert re.search(r"a score of at least [\d.]+% are recommended", words)


def test_it_begins_with_whether_the_model_is_learning(page: str, forty_posts: Settings) -> None:
    first = page.partition("<h1>Training</h1>")[2].partition("</p>")[0]
    assert "The model is probably learning: of the 10 posts" in first
    assert "among your 20 answered ones, you want 5; in random order, it would be 2." in first
    assert "Too early to tell" in client(forty_posts).get("/training").text


def test_every_picture_has_its_numbers_beside_it(page: str) -> None:
    assert page.count("<svg") == page.count("<figure") == 5
    assert page.count("<details><summary>The numbers") >= 3
    assert '<th scope="row" dir="auto">20</th><td>5</td>' in page.replace("\n", "")


def test_before_any_answer_it_says_what_is_missing(forty_posts: Settings) -> None:
    page = client(forty_posts).get("/training").text
    assert page.count("There is nothing to show yet.") == 5
    assert "none yet" in page


@pytest.mark.parametrize(
    "metrics",
    [
        {},
        {"curve": [{"posts": "x"}, 7, None], "reliability": {"low": 1}, "view_shares": ["a"]},
        {"curve": [{"posts": 1e999, "by_taste": 1, "newest_first": 1}], "view_shares": {"text": "1"}},
        {"curve": "x", "reliability": [[]], "view_shares": {"<script>": 0.5}, "ranking": 3},
    ],
)
def test_a_damaged_model_still_has_a_page(forty_posts: Settings, metrics: dict[str, Any]) -> None:
    with writing(connect(forty_posts.store_path)) as session:
        row = Model(sha256="0" * 64, versions={}, labels_digest="", wish_digest="", yes=1, no=1, cut=0.5)
        row.metrics, row.trained_at = metrics, datetime(2026, 11, 1, tzinfo=UTC)
        session.add(row)
        session.commit()
    answered = client(forty_posts).get("/training")
    assert answered.status_code == 200
    assert '<script>"' not in answered.text


@pytest.fixture
def running(twenty_labels: Settings) -> Iterator[TestClient]:
    """A browser whose server trains."""
    with client(twenty_labels) as browser:
        yield browser


@pytest.mark.parametrize(
    ("state", "sentence", "is_over"),
    [
        (TrainingState("running", "Saving the model", NOW), "Saving the model", False),
        (TrainingState("failed", "", NOW, NOW, error="There are too few labels."), "too few labels", True),
        (TrainingState("done", "", NOW, NOW + timedelta(seconds=4), {}), "It took 4 seconds.", True),
        (TrainingState("done", "", NOW, NOW, {"titles": ()}, lesson="careers"), "It took 0 seconds.", True),
    ],
)
def test_the_page_says_how_far_a_training_is(
    forty_posts: Settings, state: TrainingState, sentence: str, *, is_over: bool
) -> None:
    person = client(forty_posts)
    person.app.state.trainer.state = state  # type: ignore[attr-defined] # an ASGI application may be anything
    page, progress = person.get("/training").text, person.get("/training/progress")
    assert sentence in page
    assert sentence in progress.text
    assert ("HX-Refresh" in progress.headers) is is_over
    assert ('<noscript><meta http-equiv="refresh"' in page) is not is_over
    assert (" disabled>" in page) is not is_over  # one at a time


@pytest.fixture
def of_corpus(own: Program) -> Settings:
    """An instance whose career model a corpus has taught."""
    settings = Settings(own.instance)
    with closing(sqlite3.connect(settings.store_path)) as store:
        store.execute(
            "UPDATE career_models SET versions = json_set(versions, '$.corpus', 12), learned_posts = 4321"
        )
        store.commit()
    return settings


def test_what_a_corpus_has_taught_is_replaced_only_when_that_is_asked_for(
    of_corpus: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, begun = client(of_corpus), list[dict[str, Any]]()

    def start(_trainer: Trainer, lesson: str, **options: object) -> TrainingState:
        begun.append({"lesson": lesson, **options})
        return TrainingState()

    monkeypatch.setattr(Trainer, "start", start)
    page = person.get("/training").text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None
    assert "trained on 4,321 job ads from a corpus" in page
    sent = {"csrf": token[1], "lesson": "careers"}
    refused = person.post("/training", data=sent)
    assert (refused.status_code, begun) == (409, [])
    assert "4,321 job ads from a corpus" in refused.text
    assert person.post("/train?lesson=careers", headers={"Accept": "*/*"}).status_code == 409
    assert begun == []
    assert person.post("/training", data=sent | {"replaces_corpus": "yes"}).status_code == 200
    assert person.post("/train?lesson=careers&replaces_corpus=true").status_code == 202
    assert begun == [{"lesson": "careers", "replaces_corpus": True}] * 2


def test_a_training_that_was_not_asked_to_replace_a_corpus_ends_without(of_corpus: Settings) -> None:
    with pytest.raises(CorpusModelKept, match="4,321 job ads"):
        background._train(of_corpus, "careers", False, lambda _step: None)  # noqa: SLF001, FBT003 - in a process of its own
    assert "Train only the career model</button>" not in client(of_corpus).get("/training").text


@pytest.mark.slow
def test_a_training_is_begun_followed_and_shown(running: TestClient, twenty_labels: Settings) -> None:
    token = re.search(r'name="csrf" value="([^"]+)"', running.get("/training").text)
    assert token is not None
    assert running.post("/training", data={"lesson": "taste"}).status_code == 403
    begun = running.post("/training", data={"csrf": token[1], "lesson": "taste"})
    assert begun.url.path == "/training"
    assert 'hx-get="/training/progress"' in begun.text
    until(lambda: "HX-Refresh" in running.get("/training/progress").headers, "the training's end")
    page = running.get("/training").text
    assert "It took" in page
    assert "Ranking curve" in pictures(page)
    assert twenty_labels.model_path.is_file()


def test_answers_that_came_later_are_its_track_record(trained: Settings, tmp_path: Path) -> None:
    own = Settings(instance=tmp_path / "instance")
    shutil.copytree(trained.instance, own.instance)
    for number in range(25, 39):
        set_label(own, f"remoteok:{number}", "no")
    picture = pictures(client(own).get("/training").text)["Track record by week"]
    assert any("of" in text and "others" in text for text in picture.texts)
