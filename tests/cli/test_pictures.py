"""`-o svg` gives the figures of a command as pictures, and small charts stand in its tables."""

import json
from pathlib import Path

import pytest
from rich.console import Console
from support.pictures import pictures_of
from support.process import Program

from jobsearch.cli.tables.application_stats import report
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.applications.stats import ApplicationStats
from jobsearch.services.rates import rate
from jobsearch.settings import Settings


@pytest.mark.parametrize("command", ["train", "status"])
def test_what_was_learned_is_drawn(own_trained: Program, command: str) -> None:
    done = own_trained.run(command, "-o", "svg")
    assert (done.status, done.err) == (0, "")
    drawn = pictures_of(done.out)
    curve = drawn["Ranking curve: wanted posts by how many you read"].line("s0")
    assert curve[-1] == pytest.approx((20, 5), abs=0.1)
    assert drawn["Wanted posts found, by answers given"].line("s0")[-1] == pytest.approx((20, 5), abs=0.1)
    assert ("New posts a day" in drawn) is (command == "status")


def test_new_posts_a_day_are_drawn_as_status_counts_them(trained: Program) -> None:
    counts = json.loads(trained.run("status", "-o", "json").out)["feed"]["new_a_day"]
    picture = pictures_of(trained.run("status", "-o", "svg").out)["New posts a day"]
    down = picture.down()
    assert [round(down.number(float(one.get("cy", "")))) for one in picture.all("circle")] == counts


@pytest.mark.parametrize("option", ["--config", "--rejected"])
def test_a_list_has_no_picture(trained: Program, option: str) -> None:
    done = trained.run("status", option, "-o", "svg")
    assert done.status == 2
    assert "lists cannot be drawn" in " ".join(done.err.split())


def test_an_empty_instance_has_pictures_that_say_so(tmp_path: Path) -> None:
    done = Program(tmp_path / "instance").run("status", "-o", "svg")
    assert done.status == 0
    assert done.out.count("There is nothing to show yet.") == 5  # new posts are known: none


def test_applications_are_drawn(own_trained: Program) -> None:
    set_stage(Settings(own_trained.instance), "remoteok:3", "applied")
    done = own_trained.run("applications", "stats", "-o", "svg")
    assert (done.status, done.err) == (0, "")
    drawn = pictures_of(done.out)
    assert len(drawn["Applications by week"].all("circle")) == 1
    assert "0 of 1" in drawn["Replies by board"].texts


def test_a_training_draws_how_soon_each_order_shows_what_is_wanted(
    own_trained: Program,
) -> None:
    lines = own_trained.run("train").out.splitlines()
    by_taste, newest = (
        next(line.removeprefix(name).strip() for line in lines if line.startswith(f"{name} ") and "█" in line)
        for name in ("by taste", "newest first")
    )
    assert len(by_taste) == len(newest) == 20
    assert by_taste[-1] == newest[-1] == "█"
    assert by_taste.count("█") > newest.count("█")  # it ranks these perfectly


def test_a_rate_is_a_bar_where_there_is_one() -> None:
    stats = ApplicationStats(20, {}, (rate("applied to answer", 20, 10), rate("few", 9, 9)), None, 0, (), ())
    console = Console(width=100)
    with console.capture() as captured:
        console.print(report(stats))
    lines = captured.get().splitlines()
    assert next(line for line in lines if "applied to answer" in line).count("█") == 5  # half of ten
    assert "█" not in next(line for line in lines if line.startswith("few"))
