"""status -o json: the same facts for a script, complete."""

import json
from dataclasses import fields

from support.process import Program

from jobsearch.services.instance.status import Status
from jobsearch.services.labels.answers import History
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect


def test_status_as_json_has_every_fact_and_the_curve(forty_posts: Settings, program: Program) -> None:
    history = History(connect(forty_posts.store_path), "smart")
    for number in range(24):
        history.answer(number, f"remoteok:{number + 1}", "yes" if number % 8 == 0 else "no")
    told = json.loads(program.run("status", "-o", "json").out)
    assert told.keys() == {field.name for field in fields(Status)}
    labeling = told["labeling"]
    assert (labeling["answers"], labeling["wanted"]) == (24, 3)
    assert labeling["curve"][-1] == {"answers": 24, "wanted": 3}
    assert all(type(point["wanted"]) is int for point in labeling["curve"])
    unseen = labeling["unseen"]
    assert unseen["posts"] == 16
    assert 0 <= unseen["low"] <= unseen["about"] <= unseen["high"] <= 16


def test_status_without_answers_has_no_curve(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    labeling = json.loads(program.run("status", "-o", "json").out)["labeling"]
    assert labeling == {"answers": 0, "wanted": 0, "curve": [], "unseen": None}
    assert "Found" not in program.run("status").out


def test_settings_and_rejections_are_data_too(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    assert json.loads(program.run("status", "--config", "-o", "json").out)[0]["name"] == "instance"
    assert json.loads(program.run("status", "--rejected", "-o", "json").out) == []
