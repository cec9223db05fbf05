"""The whole loop on real responses, where they lie beside the project."""

import json
import re
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.feeds import CAPTURES, labels_csv
from support.process import Program

FEEDS = ("2024-12-04", "2025-08-29", "2026-03-17", "2026-06-14")
EMPTY = {"1057180", "1093760", "1130784"}

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")


def _real_posts() -> dict[str, dict[str, Any]]:
    elements = [e for feed in FEEDS for e in json.loads((CAPTURES / f"{feed}.json").read_bytes())]
    return {element["id"]: element for element in elements if "id" in element}


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("captures") / "instance")
    for feed in FEEDS:
        assert program.run("fetch-new", "--from", CAPTURES / f"{feed}.json").status == 0
    return program


def _rows(program: Program) -> list[dict[str, Any]]:
    rows = json.loads(program.run("recommend", "--all", "-o", "json").out)
    assert isinstance(rows, list)
    return rows


@pytest.fixture
def own_copy(fetched: Program, tmp_path: Path) -> Program:
    shutil.copytree(fetched.instance, tmp_path / "instance")
    return Program(tmp_path / "instance")


def test_lists_every_real_post_once_until_it_is_labeled(own_copy: Program, tmp_path: Path) -> None:
    real = {f"remoteok:{number}" for number in _real_posts().keys() - EMPTY}
    assert sorted(row["key"] for row in _rows(own_copy)) == sorted(real)

    answers = {key: "yes" if number % 8 == 0 else "no" for number, key in enumerate(sorted(real)[:80])}
    file = tmp_path / "labels.csv"
    file.write_text(labels_csv(answers))
    assert own_copy.run("labels", "import", file).status == 0
    assert own_copy.run("train").status == 0

    rows = _rows(own_copy)
    assert sorted(row["key"] for row in rows) == sorted(real - answers.keys())
    assert all(isinstance(row["score"], float) for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_stores_repaired_text_without_the_trap_or_the_address_in_it(fetched: Program) -> None:
    with closing(sqlite3.connect(fetched.instance / "jobposts.db")) as store:
        columns = "title, company, location, tags, description, trap_word"
        shown = [" ".join(row) for row in store.execute(f"SELECT {columns} FROM job_posts")]
        raw = [zlib.decompress(row[0]).decode() for row in store.execute("SELECT raw FROM job_posts")]
    assert any("Brasília" in text for text in shown)
    assert [text for text in shown if re.search("[\x80-\x9f]", text)] == []
    assert [text for text in [*shown, *raw] if "Please mention the word" in text or "RMjAzLjAu" in text] == []


def test_another_client_sees_nothing_new_in_the_same_feed(tmp_path: Path) -> None:
    program = Program(tmp_path / "instance")
    program.run("fetch-new", "--from", CAPTURES / "2025-08-29.json")
    again = program.run("fetch-new", "--from", CAPTURES / "2025-08-29-other-client.json")
    assert "97 received, 0 new, 0 changed, 96 unchanged, 1 rejected" in again.err
