"""From the first fetch to another machine, as a person goes through it."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

from support.feeds import body, labels_csv, tasteful
from support.process import Program
from support.server import FeedServer, Reply


def test_fetch_label_train_recommend_and_move_to_another_machine(tmp_path: Path, server: FeedServer) -> None:
    posts, answers = tasteful(40)
    server.answer(Reply(body(posts)))
    here = Program(tmp_path / "here" / "instance", {"JOBSEARCH_REMOTEOK_URL": server.url})
    here.instance.parent.mkdir()
    (tmp_path / "labels.csv").write_text(labels_csv(dict(list(answers.items())[:20])))

    fetched = here.run("fetch-new")
    assert (fetched.status, fetched.out) == (0, "")
    assert fetched.err == "Remote OK: 40 received, 40 new, 0 changed, 0 unchanged, 0 rejected\n"

    imported = here.run("labels", "import", tmp_path / "labels.csv")
    assert (imported.status, imported.out) == (0, "")
    assert imported.err == "20 read: 20 stored, 0 already there\n"

    learned = here.run("train")
    assert (learned.status, learned.err) == (0, "")
    assert "Learned from 5 yes and 15 no." in learned.out
    assert "40 posts scored; 5 open posts reach the threshold" in " ".join(learned.out.split())

    table = here.run("recommend")
    rows = json.loads(here.run("recommend", "-o", "json").out)
    cells = list(csv.DictReader(io.StringIO(here.run("recommend", "-o", "csv").out)))
    wanted = {f"remoteok:{number}" for number in (24, 28, 32, 36, 40)}
    assert {row["key"] for row in rows} == wanted
    assert [cell["key"] for cell in cells] == [row["key"] for row in rows]
    assert all(row["url"] in table.out for row in rows)
    assert "Source: Remote OK" in table.out

    shown = here.run("show", "remoteok:24")
    assert shown.status == 0
    assert "Write Python services over PostgreSQL." in shown.out
    assert "From Remote OK. Mention the word JOY when you apply." in shown.out
    assert "mention the word **JOY**" not in shown.out

    copied = here.run("backup", tmp_path / "backup.db")
    assert (copied.status, copied.out) == (0, "")

    there = Program(tmp_path / "there" / "instance")
    there.instance.mkdir(parents=True)
    shutil.copy(tmp_path / "backup.db", there.instance / "jobposts.db")
    again = json.loads(there.run("recommend", "-o", "json").out)
    assert [row["key"] for row in again] == [row["key"] for row in rows]
    moved = " ".join(there.run("status").out.split())
    assert "5 yes, 15 no, 0 unsure" in moved
    assert "Run `train`" in moved


def test_the_demo_shows_the_whole_loop_and_touches_nothing(program: Program) -> None:
    done = program.run("demo")

    assert (done.status, done.err) == (0, "")
    for step in ("fetch-new ", "label ", "train ", "recommend "):
        assert step in done.out
    assert re.search(
        r"^Not shown: \d+ below the threshold, .*; use --all to list them\.$", done.out, re.MULTILINE
    )
    assert not program.instance.exists()
