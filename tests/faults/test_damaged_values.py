"""What of a damaged store is said, saved and repaired."""

import csv
import io
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.feeds import labels_csv
from support.wrong import COMMANDS, Said, Wrong, ask, bring, content, copied, run

from jobsearch.presentation.data import to_json
from jobsearch.services.applications.transfer import export_csv, export_rows, import_applications
from jobsearch.services.instance.doctor import Finding, examine
from jobsearch.services.instance.repair import repair
from jobsearch.services.labels.transfer import export, import_labels
from jobsearch.settings import Settings

OWN = ("labels", "applications", "applied_posts", "wishes", "experiences")
LEFT_OUT = "Damaged parts of the store were skipped. Run `doctor` for details."
INDEX_DAMAGES = {
    "its rows are zeroed": "UPDATE post_words_data SET block = zeroblob(length(block)) WHERE id > 10",
    "its rows are gone": "DELETE FROM post_words_data WHERE id > 10",
    "its structure is broken": "UPDATE post_words_data SET block = x'ff' WHERE id = 10",
    "its words are of other posts": "UPDATE job_posts SET title = 'zzz', description = 'zzz'",
}
Damage = Callable[[str, str, str], None]


@pytest.fixture
def own(full_instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of an instance with a row in every table, in whose folder the commands run."""
    instance = copied(full_instance, tmp_path / "own")
    monkeypatch.chdir(instance.parent)
    monkeypatch.setenv("BROWSER", "true")
    return Settings(instance=instance)


@pytest.fixture
def damage(own: Settings) -> Damage:
    """Put a value, as SQL, into a column of one row of a table."""
    return lambda table, column, sql: None if bring(Wrong(table, column, sql, sql), own.store_path) else 1 / 0


def of_store(settings: Settings) -> list[Finding]:
    return [one for one in examine(settings, full=True) if one.subject == "Store"]


def rows(exported: str) -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in csv.DictReader(io.StringIO(exported))}


def execute(settings: Settings, *statements: str) -> None:
    with closing(sqlite3.connect(settings.store_path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("label", "'maybe'"),
        ("label", "NULL"),
        ("label", "7"),
        ("label", "CAST(x'796573ff' AS TEXT)"),
        ("external_id", "'no key at all'"),
        ("external_id", "x'00ff'"),
        ("source", "''"),
        ("source", "CAST(x'72ff' AS TEXT)"),
    ],
)
def test_every_other_label_is_exported_and_the_damaged_one_named(
    own: Settings, damage: Damage, column: str, value: str
) -> None:
    before = rows(export(own).text)
    damage("labels", column, value)
    said = run("labels export", own.instance)

    assert (said.status, said.fault) == (0, "")
    assert rows(said.out) == {key: row for key, row in before.items() if key != "remoteok:11"}
    assert said.words.startswith("Damaged labels were omitted: ")
    assert "Label these posts again." in said.words


@pytest.mark.parametrize(
    "value", ["'soon'", "NULL", "9e999", "'2600-01-01 00:00:00'", "x'ff'", "'0001-01-01'"]
)
def test_a_damaged_date_is_left_empty_and_named(own: Settings, damage: Damage, value: str) -> None:
    before = rows(export(own).text)
    damage("labels", "labeled_at", value)
    said = run("labels export", own.instance)

    assert rows(said.out) == before | {"remoteok:11": before["remoteok:11"] | {"labeled_at": ""}}
    assert "Damaged dates were omitted: remoteok:11." in said.words


def test_what_is_exported_of_a_damaged_store_can_be_imported(
    own: Settings, damage: Damage, tmp_path: Path
) -> None:
    for column, value in (("labeled_at", "'soon'"), ("label", "'maybe'")):
        damage("labels", column, value)
    damage("applications", "at", "x'ff'")
    exported = export(own).text
    assert (
        import_labels(Settings(instance=tmp_path / "new"), exported, "it").stored == len(rows(exported)) > 20
    )


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("labels.label", "'maybe'", "labels: remoteok:11 (label)"),
        ("applications.at", "'soon'", "applications: remoteok:11 (at)"),
        ("wishes.text", "x'ff'", "wishes: 1 (in text)"),
        ("job_posts.title", "CAST(x'ff' AS TEXT)", "job_posts: remoteok:9 (title)"),
        ("job_posts.raw", "x'00'", "job_posts: remoteok:9 (raw)"),
        ("models.metrics", "'['", "models: 1 (in metrics)"),
        ("facts.facts", """'{"places": 7}'""", "facts: 1 (in facts)"),
        ("scores.score", "9e999", "scores: 1 (in score)"),
        ("sources.failures", "'often'", "sources: 1 (in failures)"),
    ],
)
def test_doctor_names_what_is_damaged(
    own: Settings, damage: Damage, where: str, value: str, told: str
) -> None:
    table, column = where.split(".")
    assert [one.fine for one in of_store(own)] == [True]
    damage(table, column, value)
    one = of_store(own)[0]
    assert not one.fine
    assert told in one.sentence
    assert ("Enter the data again" if table in OWN else "doctor --repair") in one.sentence


def test_a_command_says_once_that_something_was_left_out(own: Settings, damage: Damage) -> None:
    assert LEFT_OUT not in run("recommend all", own.instance).words
    damage("job_posts", "tags", "'{'")
    damage("scores", "reasons", "7")
    said = run("recommend all", own.instance)
    assert said.words.count(LEFT_OUT) == 1
    assert "remoteok:9" in {one["key"] for one in json.loads(said.out)}
    assert LEFT_OUT not in run("doctor", own.instance).words  # which names it


def test_a_request_that_damage_is_in_the_way_of_is_no_mistake_of_the_program(
    own: Settings, damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobsearch.services.posts import full  # noqa: PLC0415 - to be changed

    monkeypatch.setattr(full, "listed", lambda *_given, **_named: 1 / 0)
    request = ("GET", "/posts/remoteok:9", None)
    assert ask(*request, own.instance).status == 500
    damage("scores", "reasons", "7")
    said = ask(*request, own.instance)
    assert (said.status, "damaged" in said.words) == (503, True)
    shown = run("show", own.instance)
    assert (shown.status, shown.fault) == (1, "")
    assert "Part of" in shown.words


CACHES = [
    ("scores", "score", "'x'"),
    ("facts", "facts", "'{'"),
    ("reposts", "first_id", "'x'"),
    ("models", "trained_at", "'soon'"),
    ("career_models", "versions", "7"),
    ("page_checks", "strikes", "x'ff'"),
    ("fetches", "received", "'many'"),
    ("rejections", "raw", "7"),
    ("sources", "failures", "9e999"),
    ("job_posts", "title", "x'ff41'"),
    ("job_posts", "posted_at", "'soon'"),
    ("job_posts", "tags", "'{'"),
    ("job_posts", "raw", "'x'"),
    ("job_posts", "salary_max", "'x'"),
]


def test_repair_leaves_nothing_damaged_but_what_the_person_said(own: Settings, damage: Damage) -> None:
    for table, column, value in CACHES:
        damage(table, column, value)
    before = content(own.instance)
    repaired = repair(own)

    assert repaired is not None
    assert (repaired.posts, repaired.sources, repaired.left) == (1, 1, ())
    assert repaired.dropped >= len([table for table, *_ in CACHES if table not in {"sources", "job_posts"}])
    assert [one.fine for one in of_store(own)] == [True]
    after = content(own.instance)
    assert {name: after[name] for name in OWN} == {name: before[name] for name in OWN}
    assert before["job_posts"] == after["job_posts"]


def test_a_post_with_a_damaged_text_is_read_again_from_what_the_board_said(
    own: Settings, damage: Damage
) -> None:
    with closing(sqlite3.connect(own.store_path)) as connection:
        (title,) = connection.execute("SELECT title FROM job_posts WHERE external_id = '9'").fetchone()
    damage("job_posts", "title", "CAST(x'ff' AS TEXT)")
    repair(own)
    run("fetch-new", own.instance)
    with closing(sqlite3.connect(own.store_path)) as connection:
        found = connection.execute("SELECT title FROM job_posts WHERE external_id = '9'").fetchone()
    assert found == (title,)


def test_repair_never_touches_what_the_person_said(own: Settings, damage: Damage) -> None:
    for table, column, value in (
        *(("labels", "label", "'maybe'"), ("applications", "stage", "'hired'")),
        *(("wishes", "said_at", "7"), ("experiences", "title", "x'ff'"), ("applied_posts", "text", "'x'")),
    ):
        damage(table, column, value)
    before = content(own.instance)
    repaired = repair(own)
    assert repaired is not None
    assert {row.table for row in repaired.left} == set(OWN)
    after = content(own.instance)
    assert {name: after[name] for name in OWN} == {name: before[name] for name in OWN}


@pytest.mark.parametrize("name", INDEX_DAMAGES)
def test_a_damaged_index_is_found_saved_with_a_remark_and_made_again(own: Settings, name: str) -> None:
    run("recommend search", own.instance)
    execute(own, "PRAGMA writable_schema = ON", INDEX_DAMAGES[name])

    searched = run("recommend search", own.instance)
    assert (searched.fault, "not a jobsearch store" in searched.words) == ("", False)
    assert "The search index is damaged" in of_store(own)[0].sentence
    assert "its search index is damaged" in run("backup", own.instance).words
    repair(own)
    assert [one.fine for one in of_store(own)] == [True]
    os.remove("copy.db")  # noqa: PTH107 - in the folder of the test
    assert "index" not in run("backup", own.instance).words


def test_a_search_in_a_damaged_index_says_so(own: Settings) -> None:
    run("recommend search", own.instance)
    execute(own, "PRAGMA writable_schema = ON", INDEX_DAMAGES["its rows are gone"])
    said = run("recommend search", own.instance)
    assert (said.status, said.fault) == (1, "")
    assert "doctor --repair" in said.words
    answered = ask("GET", "/recommendations?search=ledger", None, own.instance)
    assert answered.status == 503
    assert "search index is damaged" in answered.words


def test_doctor_repairs_when_it_is_asked_to(
    own: Settings, damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage("scores", "score", "'x'")
    monkeypatch.setattr("support.wrong.COMMANDS", {**COMMANDS, "doctor repair": "doctor --repair -o json"})
    said: Said = run("doctor repair", own.instance)
    assert "The search index was rebuilt. 1 row of cached data removed, so train again" in said.words
    assert next(one for one in json.loads(said.out) if one["subject"] == "Store")["fine"]


def test_a_damaged_value_keeps_nothing_else_from_being_backed_up(own: Settings, damage: Damage) -> None:
    damage("labels", "label", "7")
    damage("experiences", "text", "9e999")
    said = run("backup", own.instance)
    assert (said.status, said.fault) == (0, "")
    assert "some values are damaged" in said.words
    restored = Path("restored") / "jobposts.db"
    restored.parent.mkdir()
    Path("copy.db").rename(restored)
    assert content(restored.parent) == content(own.instance)


def test_labels_that_are_none_teach_nothing(own: Settings, damage: Damage) -> None:
    counted = run("status", own.instance).out
    assert "21" in counted or "22" in counted
    damage("labels", "label", "'maybe'")
    import_labels(own, labels_csv({"remoteok:11": "yes"}), "it")  # which takes its place
    assert rows(export(own).text)["remoteok:11"]["label"] == "yes"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'soon'"),
        ("recorded_at", "NULL"),
        ("number", "'first'"),
        ("stage", "'hired'"),
        ("note", "x'ff'"),
        ("external_id", "'no key at all'"),
        ("source", "x'ff'"),
        ("interview", "9e999"),
        ("corrects", "'x'"),
    ],
)
def test_what_is_exported_of_damaged_applications_can_be_imported(
    own: Settings, damage: Damage, tmp_path: Path, column: str, value: str
) -> None:
    run("applications set", own.instance)
    damage("applications", column, value)
    sound = {key for key, *_rest in applied(own) if key != "remoteok:11"}
    elsewhere = Settings(instance=tmp_path / "new")
    for exported in (export_csv(own), to_json(export_rows(own))):
        import_applications(elsewhere, exported, "it")
        assert sound <= {key for key, *_rest in applied(elsewhere)}
    assert "1970-" not in export_csv(own)


def applied(settings: Settings) -> list[list[str]]:
    return list(csv.reader(io.StringIO(export_csv(settings))))[1:]


def test_a_damaged_score_is_left_out_of_the_track_record(own: Settings, damage: Damage) -> None:
    damage("labels", "score_before", "'high'")
    said = run("status", own.instance)
    assert (said.status, said.fault) == (0, "")
