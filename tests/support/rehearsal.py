"""What many commands do, done once where runs are forked from: a run finds its queries compiled."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jobsearch.config import Config
from jobsearch.domain.query import Query
from jobsearch.services import careers
from jobsearch.services.applications.listing import list_applications
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.status import status
from jobsearch.services.labels.transfer import export, import_labels, set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.options import parse
from jobsearch.services.recommend.recommend import mark_keys_shown, recommend
from jobsearch.services.sources.listing import list_sources
from jobsearch.services.training.train import train
from jobsearch.settings import Settings
from support.careers import trade_elements
from support.feeds import body, labels_csv

OPEN_POST = "remoteok:30"
ANSWERS = {f"remoteok:{number}": "yes" if number > 10 else "no" for number in range(1, 21)}


def rehearse(folder: Path) -> None:
    """Do with a store in this folder what most commands do with theirs."""
    settings = Settings(folder / "instance")
    (folder / "feed.json").write_bytes(body(trade_elements()))
    os.environ["JOBSEARCH_KEY_FILE"] = str(folder / "key")  # each run gets an environment of its own
    for _first_and_again in range(2):
        fetch_new(settings, [folder / "feed.json"])
    set_label(settings, "remoteok:1", "no")
    import_labels(settings, labels_csv(ANSWERS), "labels.csv")
    recommend(settings, Query(everything=True))
    train(settings)
    careers.train(settings)
    fetch_new(settings, [folder / "feed.json"])
    _ask(settings)


def _ask(settings: Settings) -> None:
    for asked in ({}, {"new": True}, {"search": "work", "can_work_from": "PT"}, {"explain": True}):
        query = parse(asked, Config(settings.config_path), datetime.now(UTC))
        recommend(settings, replace(query, limit=10))
    mark_keys_shown(settings, [OPEN_POST])
    status(settings)
    show(settings, OPEN_POST)
    export(settings)
    list_sources(settings)
    set_stage(settings, OPEN_POST, "applied")
    list_applications(settings)
    careers.similar_jobs(settings, ["wrote services"])
    careers.skills(settings, "backend engineer")


def build_types(command: Any) -> None:
    """Let Typer build what reads the values of all options, which it leaves for the first time."""
    for parameter in command.params:
        parameter.get_runtime_param()
    for below in getattr(command, "commands", {}).values():
        build_types(below)
