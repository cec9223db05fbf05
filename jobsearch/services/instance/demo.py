"""Demonstrate every step with fictional posts in a temporary instance."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from jobsearch.domain.application import Stage
from jobsearch.domain.query import Query
from jobsearch.services import wish
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.instance import professions
from jobsearch.services.instance.professions import Profession
from jobsearch.services.labels.transfer import ImportResult, import_labels
from jobsearch.services.recommend.recommend import Recommendations, recommend
from jobsearch.services.training.train import TrainingReport, train
from jobsearch.settings import Settings

_NEWEST_IS_OLD = timedelta(hours=2)
# Each application's events: the stage, the days from today, and a note.
_APPLICATIONS: tuple[tuple[tuple[Stage, int, str], ...], ...] = (
    (("applied", -9, ""), ("interview", 2, "By video, with the team.")),
    (("applied", -20, "Sent the form on their page."),),
)


@dataclass(frozen=True)
class DemoResult:
    """The result of each step, and a description of the fictional person."""

    fetched: FetchResult
    labeled: ImportResult
    trained: TrainingReport
    recommended: Recommendations
    who: str = "backend engineer"
    wish: str = ""


def demo(limit: int = 10, profession: str = "") -> DemoResult:
    """Fetch, label, train, and recommend with the bundled posts in a temporary folder.

    The result contains at most `limit` recommendations. `profession` is one of PROFESSIONS and selects the
    wish and answers; "" selects an engineer looking for remote jobs.
    """
    with throw_away_instance() as settings:
        if profession:
            return _demo_of(settings, professions.profession(profession), limit)
        answers = (files("jobsearch.demo") / "labels.csv").read_text(encoding="utf-8")
        return DemoResult(
            fetched=fetch_bundled(settings),
            labeled=import_labels(settings, answers, "labels.csv"),
            trained=train(settings),
            recommended=recommend(settings, Query(limit=limit)),
        )


def _demo_of(settings: Settings, person: Profession, limit: int) -> DemoResult:
    fetched, labeled, trained = _fill(settings, person)
    return DemoResult(
        fetched=fetched,
        labeled=labeled,
        trained=trained,
        recommended=recommend(settings, Query(limit=limit)),
        who=person.who,
        wish=person.wish,
    )


def fill(settings: Settings, profession: str) -> None:
    """Fill an empty instance with the bundled posts, and with a fictional wish, answers, and applications."""
    person = professions.profession(profession)
    _fill(settings, person)
    wanted = (line.removesuffix(",yes") for line in person.labels.splitlines() if line.endswith(",yes"))
    for key, events in zip(wanted, _APPLICATIONS, strict=False):
        for stage, days, note in events:
            day = datetime.now().astimezone() + timedelta(days=days)
            set_stage(settings, key, stage, at=f"{day:%Y-%m-%d}", note=note)


def _fill(settings: Settings, person: Profession) -> tuple[FetchResult, ImportResult, TrainingReport]:
    file = settings.instance / "feed.json"
    file.write_bytes(professions.feed(datetime.now(UTC)))
    fetched = fetch_new(settings, [file])
    wish.keep(settings, person.wish)
    return fetched, import_labels(settings, person.labels, "labels.csv"), train(settings)


def fetch_bundled(settings: Settings) -> FetchResult:
    """Store the bundled posts, with the newest dated two hours ago."""
    feed = settings.instance / "feed.json"
    feed.write_bytes(_as_if_of_today((files("jobsearch.demo") / "feed.json").read_bytes()))
    return fetch_new(settings, [feed])


@contextmanager
def throw_away_instance() -> Iterator[Settings]:
    """Yield the settings of a temporary instance that is deleted afterward."""
    with tempfile.TemporaryDirectory(prefix="jobsearch-demo-") as folder:
        yield Settings(instance=Path(folder))


def _as_if_of_today(feed: bytes) -> bytes:
    """Shift the dates of all posts so that the newest post is two hours old."""
    elements: list[dict[str, Any]] = json.loads(feed)
    posts = [element for element in elements if "epoch" in element]
    newest = max(post["epoch"] for post in posts)
    shift = int((datetime.now(UTC) - _NEWEST_IS_OLD).timestamp()) - newest
    for post in posts:
        post["epoch"] += shift
        post["date"] = datetime.fromtimestamp(post["epoch"], UTC).isoformat()
    return json.dumps(elements).encode()
