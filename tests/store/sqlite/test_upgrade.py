"""A store of an earlier schema version opens as today's, and loses nothing.

`tests/data/store-v1.db` is such a file, made once (with the program as of schema version 1) by

    PYTHONPATH=tests:tests/store python -c "import test_upgrade as t; t.make_version_1(t.KEPT)"
"""

import json
import shutil
import sqlite3
import zlib
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.postings import NOON, posting

from jobsearch.domain.query import Query
from jobsearch.store import applications, counts, facts, fetches, labels, open_posts, posts, scores
from jobsearch.store.sqlite.engine import connect, connect_readonly, reading, writing
from jobsearch.store.sqlite.schema import UPGRADES

KEPT = Path(__file__).parents[2] / "data" / "store-v1.db"
THEN = "2026-09-01 12:00:00.000000"
RAW = zlib.compress(b'{"id":"1"}')
ROWS: dict[str, list[dict[str, Any]]] = {
    "job_posts": [
        {
            "id": number,
            "source": "remoteok",
            "external_id": str(number),
            "url": f"https://remoteok.com/remote-jobs/{number}",
            "apply_url": "",
            "title": f"Engineer {number} \u2013 Gda\u0144sk",
            "company": "Acme",
            "location": "Remote",
            "tags": json.dumps(["python", "backend"]),
            "description": "Write services.\n\n- alone\n- together",
            "salary_min": 50_000,
            "salary_max": None,
            "trap_word": "JOY",
            "posted_at": THEN,
            "first_seen": THEN,
            "last_seen": THEN,
            "content_hash": "0" * 64,
            "raw": RAW,
        }
        for number in (1, 2, 3)
    ],
    "labels": [
        {
            "source": "remoteok",
            "external_id": external_id,
            "label": label,
            "labeled_at": THEN,
            "applied_at": applied_at,
            "score_before": score,
        }
        for external_id, label, applied_at, score in (
            ("1", "yes", THEN, 0.75),
            ("2", "no", None, None),
            ("900", "unsure", None, None),
        )
    ],
    "scores": [{"job_post_id": 3, "score": 0.5, "reasons": '[["python", 0.25]]', "stale": 0}],
    "models": [
        {
            "id": 1,
            "sha256": "0" * 64,
            "trained_at": THEN,
            "versions": '{"python": "3.11"}',
            "labels_digest": "0" * 64,
            "yes": 1,
            "no": 1,
            "cut": 0.5,
            "metrics": '{"average_precision": 0.5}',
        }
    ],
    "fetches": [
        {
            "id": 1,
            "fetched_at": THEN,
            "source": "remoteok",
            "origin": "https://remoteok.com/api",
            "error": "",
            "received": 4,
            "new": 3,
            "changed": 0,
            "unchanged": 0,
            "rejected": 1,
            "last_modified": "Tue, 01 Sep 2026 12:00:00 GMT",
            "gap": 1,
        }
    ],
    "rejections": [
        {
            "content_hash": "0" * 64,
            "source": "remoteok",
            "external_id": "4",
            "reason": "it has no title",
            "raw": RAW,
            "first_seen": THEN,
            "last_seen": THEN,
        }
    ],
    "showings": [{"job_post_id": 3, "shown_at": THEN}],
}


def make_version_1(path: Path) -> None:
    """Write a store of the first schema version with a row or more in every table."""
    connect(path, UPGRADES[:1])
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, rows in ROWS.items():
            for row in rows:
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
            for table in ROWS
        }


@pytest.fixture(params=["made by today's program", "kept from then"])
def version_1(request: pytest.FixtureRequest, path: Path) -> Path:
    """A store of the first schema version."""
    if request.param == "kept from then":
        path.parent.mkdir()
        shutil.copyfile(KEPT, path)
    else:
        make_version_1(path)
    return path


def test_every_row_of_a_version_1_store_is_kept(version_1: Path) -> None:
    assert contents(version_1) == ROWS
    connect(version_1)
    upgraded = contents(version_1)
    for table, rows in ROWS.items():
        names = [name for name in rows[0] if name != "applied_at"]  # a view of events since version 13
        kept = [{name: row[name] for name in names} for row in upgraded[table]]
        assert kept == [{name: row[name] for name in names} for row in rows], table


def test_having_applied_becomes_the_first_event_also_of_a_label_that_waits(version_1: Path) -> None:
    with closing(sqlite3.connect(version_1)) as connection, connection:
        connection.execute("UPDATE labels SET applied_at = ? WHERE external_id = '900'", (THEN,))
    with reading(connect(version_1)) as session:
        found = applications.histories(session)
        assert {key: [(one.stage, one.at) for one in events] for key, events in found.items()} == {
            ("remoteok", "1"): [("applied", NOON)],
            ("remoteok", "900"): [("applied", NOON)],
        }
        kept = applications.post(session, ("remoteok", "1"))
        assert (kept.title, kept.kept_at) == ("Engineer 1 \u2013 Gda\u0144sk", NOON)
        assert kept.text.startswith("Write services.")
        answers = labels.answers(session, found)
        assert [answers[key].applied_at for key in found] == [NOON, NOON]


def test_what_a_version_1_store_did_not_know_has_its_plain_value(version_1: Path) -> None:
    engine = connect(version_1)
    assert [row["trained_on"] for row in contents(version_1)["scores"]] == [0]
    with reading(engine) as session:
        assert [(row[0], row[-1]) for row in posts.to_compare(session)] == [
            (1, False),
            (2, False),
            (3, False),
        ]


def test_an_upgraded_store_has_the_tables_and_indexes_of_a_new_one(version_1: Path, tmp_path: Path) -> None:
    def schema(path: Path) -> set[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as connection:
            return set(connection.execute("SELECT type, name FROM sqlite_master"))

    connect(version_1)
    connect(tmp_path / "new.db")
    assert schema(version_1) == schema(tmp_path / "new.db")
    with closing(sqlite3.connect(version_1)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(UPGRADES),)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_queries_of_today_read_an_upgraded_store(version_1: Path) -> None:
    with reading(connect(version_1)) as session:
        (found,) = open_posts.best(session, Query(min_score=0.5, once=True))
        assert (found[0].title, found[0].tags, found[1]) == (
            "Engineer 3 \u2013 Gda\u0144sk",
            ["python", "backend"],
            0.5,
        )
        assert sorted(posts.answers(session).values()) == ["applied", "no"]
        assert counts.count_waiting(session) == 1
        assert len(counts.gaps_since(session, NOON - timedelta(days=365))) == 1
        assert len(fetches.rejected(session)) == 1
        assert scores.current_model(session) is not None


def test_the_facts_of_an_upgraded_store_are_still_to_be_read(version_1: Path) -> None:
    with reading(connect(version_1)) as session:
        assert facts.count_pending(session, 1) == 3
        assert [post.id for post in facts.pending(session, 1, None, 2)] == [3, 2]
        assert [post.id for post in facts.pending(session, 1, 2, 2)] == [1]


def test_an_upgraded_store_takes_posts_and_links(version_1: Path) -> None:
    engine = connect(version_1)
    with writing(engine) as session:
        posts.upsert(session, [posting(4)], NOON)
        posts.link(session, {2: 2, 3: 2})
        session.commit()
    with reading(engine) as session:
        third = posts.get(session, "remoteok", "3")
        assert third is not None
        assert [post.id for post in posts.same_job(session, third)] == [2]
        assert counts.count_posts(session) == 4


def test_an_upgrade_that_is_interrupted_leaves_version_1(version_1: Path) -> None:
    broken = (*UPGRADES[1], "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(Exception, match="nowhere"):
        connect(version_1, (UPGRADES[0], broken))
    assert contents(version_1) == ROWS


SECRETS = [
    (
        "http://ann:hunter2#x@127.0.0.1:9/api",
        "http://ann:hunter2#x@127.0.0.1:9/api is not a web address (Invalid port: 'hunter2'): check it.",
    ),
    ("http://ann:hunter2 x@127.0.0.1/api", "http://ann:hunter2 x@127.0.0.1/api could not be reached."),
    ("ann:hunter2@127.0.0.1:9/api", "ann:hunter2@127.0.0.1:9/api is not a web address (it must begin)."),
    ("https://remoteok.com/api", "https://remoteok.com/api could not be reached (Invalid port: 'hunter2')."),
    ("http://ann:/hunter2@127.0.0.1/api?tags=a", "http://ann:/hunter2@127.0.0.1/api?tags=a: 404"),
    ("https://board.example/api?api_key=hunter2&tags=a", "https://board.example/api?api_key=hunter2: 404"),
    ("https://board.example/api?access_token=hunter2", ""),
    ("http://ann:hunter2/x@127.0.0.1/api", ""),
    (
        "http://ann:hunter2%40127.0.0.1/api",
        "http://ann:hunter2%40127.0.0.1/api: Invalid port: 'hunter2%40127.0.0.1'",
    ),
    ("file /home/ann/http:ann@x.json", "http://ann:hunter2?x@127.0.0.1/: no JSON"),
]


def test_passwords_of_earlier_fetches_are_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "jobposts.db"
    connect(path, UPGRADES[:7])
    columns = (
        "fetched_at, source, received, new, changed, unchanged, rejected, last_modified, gap, origin, error"
    )
    with closing(sqlite3.connect(path)) as connection:
        for origin, error in SECRETS * 20:
            values = (THEN, "remoteok", 1, 2, 3, 4, 5, "", 0, origin, error)
            marks = ",".join("?" * len(values))
            connection.execute(f"INSERT INTO fetches ({columns}) VALUES ({marks})", values)
        connection.commit()
        (before,) = connection.execute("SELECT count(*) FROM fetches").fetchone()
    assert b"hunter2" in path.read_bytes()
    with connect_readonly(connect(path)) as connection:
        rows = connection.exec_driver_sql("SELECT origin, error, received, new FROM fetches").all()
    assert (len(rows), {row[2:] for row in rows}) == (before, {(1, 2)})
    assert rows[0][:2] == (
        "http://127.0.0.1:9/api",
        "http://127.0.0.1:9/api is not a web address (Invalid port): check it.",
    )
    assert rows[3].origin == "https://remoteok.com/api"
    assert rows[9].origin == "file /home/ann/http:ann@x.json"
    assert [file.name for file in tmp_path.iterdir() if b"hunter2" in file.read_bytes()] == []
