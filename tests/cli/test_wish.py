import json
from pathlib import Path

import pytest
from support.process import Program

from jobsearch.settings import Settings


def test_a_wish_is_set_shown_and_cleared(program: Program) -> None:
    done = program.run("wish", "set", "nurse educator, no night shifts")
    assert (done.status, done.out) == (0, "")
    assert "Read as refused: night shifts." in done.err
    shown = program.run("wish", "show")
    assert shown.out == "nurse educator, no night shifts\n"
    assert json.loads(program.run("wish", "show", "-o", "json").out)["refused"] == ["night shifts"]
    assert "forgotten" in program.run("wish", "clear").err
    assert program.run("wish", "show").out == ""
    assert b"educator" not in b"".join(file.read_bytes() for file in program.instance.iterdir())


def test_a_file_or_standard_input_is_read(program: Program, tmp_path: Path) -> None:
    resume = tmp_path / "cv.txt"
    resume.write_text("Jane Doe\n" + "Backend Engineer at Acme, with Python and Kafka\n" * 9)
    program.run("wish", "set", str(resume))
    assert "your résumé" in program.run("wish", "set", "-", stdin=b"data engineer").err
    kept = json.loads(program.run("wish", "show", "-o", "json").out)
    assert kept["words"] == "data engineer"
    assert kept["resume"].startswith("Jane Doe")


@pytest.mark.parametrize("text", ["", "   ", "\x07"])
def test_nothing_said_is_wrong_usage(program: Program, text: str) -> None:
    done = program.run("wish", "set", text)
    assert (done.status, done.out) == (2, "")
    assert "no text in it" in done.err


def test_what_a_terminal_would_obey_is_not_kept(program: Program) -> None:
    program.run("wish", "set", "nurse\x1b[2J \x9b31mred")
    shown = program.run("wish", "show")
    assert "\x1b" not in shown.out
    assert "\x9b" not in shown.out


def test_recommend_and_train_say_what_the_order_rests_on(forty_posts: Settings, program: Program) -> None:
    del forty_posts
    program.run("wish", "set", "python engineer")
    assert "The order rests on your wish alone" in program.run("recommend").err
    assert "The order rests on your wish alone" in program.run("train").out
