"""Titles and skills, as a person and as a script sees them."""

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from support.careers import trade_elements, trade_posts
from support.feeds import body
from support.pictures import pictures_of
from support.process import Program

from jobsearch.cli.tables.careers import feedback_sentence
from jobsearch.services.careers import FeedbackResult, train
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

WAITS = "stored, but the title is not learned yet; it will be once it has 8 posts or work experience entries"


@pytest.fixture(scope="session")
def trades(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Thirty posts of three trades and a career model of them; for tests that change nothing."""
    folder = tmp_path_factory.mktemp("trades")
    settings = Settings(instance=folder / "instance", remoteok_url="http://127.0.0.1:9/api")
    (folder / "feed.json").write_bytes(body(trade_elements()))
    fetch_new(settings, [folder / "feed.json"])
    train(settings)
    return Program(settings.instance)


def test_the_report_says_what_was_learned_and_how_well(trades: Program) -> None:
    done = trades.run("careers", "train")
    assert (done.status, done.err) == (0, "")
    assert "Learned 3 titles from 30 posts." in done.out
    assert "the correct title ranked first for 100% (log loss" in " ".join(done.out.split())
    assert "it knows only 3 titles." in " ".join(done.out.split())
    assert "top five" not in done.out
    assert json.loads(trades.run("careers", "train", "-o", "json").out)["judgment"]["first"] == 1


@pytest.mark.parametrize("workers", ["1", "2"])
def test_learns_from_a_corpus_in_place_of_the_store(trades: Program, tmp_path: Path, workers: str) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = [
        {"jobTitle": f"Marine {title}", "body": text, "employer": company, "posted": f"{year}-05-01"}
        for title, text, company, year in trade_posts()
    ]
    for number in range(2):
        lines = "".join(json.dumps(row) + "\n" for row in rows[number::2])
        (folder / f"{number}.jsonl.gz").write_bytes(gzip.compress(f"{lines}{{\n".encode()))
    shutil.copytree(trades.instance, tmp_path / "instance")
    program = Program(tmp_path / "instance")
    done = program.run("careers", "train", "--corpus", str(folder), "--workers", workers)
    assert done.status == 0, done.err
    said = " ".join(done.err.split())
    assert "Reading 2 files in 2 parts" in said
    assert "title is 'jobTitle', text is 'body', company is 'employer', date is 'posted'" in said
    report = " ".join(done.out.split())
    assert "Learned 3 titles from 30 posts." in report
    assert "2 unreadable rows" in report
    found = json.loads(program.run("careers", "titles", "-o", "json").out)["results"]
    names = ["marine accountant", "marine backend engineer", "marine nurse"]
    assert [one["title"] for one in found] == names


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["--workers", "2"], 2, "--corpus"),
        (["--corpus", "nowhere"], 1, "nowhere"),
        (["--corpus", ".", "--column", "salary=x"], 2, "FIELD=NAME"),
    ],
)
def test_says_what_is_wrong_with_a_corpus(trades: Program, given: list[str], status: int, said: str) -> None:
    done = trades.run("careers", "train", *given)
    assert (done.status, done.out) == (status, "")
    assert said in done.err


def test_lists_titles_with_bars(trades: Program) -> None:
    done = trades.run("careers", "similar-jobs", "kept the ledger", "-n", "2")
    assert (done.status, done.err) == (0, "")
    head, first, _second, rest, apart, _head, *occupations = done.out.splitlines()
    assert head.split() == ["probability", "title", "occupation"]
    assert first.startswith("\u2588")
    assert first.split()[-2:] == ["accountant", "accountant"]
    assert rest.startswith("1 other title with ")
    assert apart == "Of all occupations, by their descriptions:"
    assert len(occupations) == 2


def test_gives_every_title_as_json(trades: Program) -> None:
    done = trades.run("careers", "similar-jobs", "kept the ledger", "-n", "1", "-o", "json")
    found = json.loads(done.out)
    results = found["results"]
    assert [sorted(one) for one in results] == [["occupation", "probability", "title"]] * 3
    assert results[0]["title"] == "accountant"
    assert results[0]["occupation"]["isco"] == "2411"
    assert len(found["occupations"]) == 1
    assert sum(one["probability"] for one in results) == pytest.approx(1)


def test_reads_experiences_from_files_standard_input_and_options(trades: Program, tmp_path: Path) -> None:
    (tmp_path / "cv.md").write_text("# Wrote services in Go\n")
    file = trades.run("careers", "similar-jobs", tmp_path / "cv.md", "-n", "1")
    piped = trades.run("careers", "similar-jobs", "-", "-n", "1", stdin=b"gave medication")
    both = ("--experience", "gave medication", "--experience", "kept the ledger")
    options = trades.run("careers", "similar-jobs", *both, "-o", "json")
    assert "backend engineer" in file.out
    assert "nurse" in piped.out
    assert [one["title"] for one in json.loads(options.out)["results"]][:2] == ["nurse", "accountant"]


def test_an_experience_is_asked_for(trades: Program) -> None:
    done = trades.run("careers", "similar-jobs")
    assert (done.status, done.out) == (2, "")
    assert "describe your experience" in done.err


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("similar-jobs", "zzz"), 1, "No occupation in ESCO has any of the words"),
        (("similar-jobs", ""), 2, "needs a title"),
        (("similar-jobs", "cv.pdf"), 1, "cv.pdf cannot be read: No such file"),
        (("skills", "nurze"), 1, "try nurse"),
        (("skills", "\x1b]0;x\x07[/b]"), 1, "The career model does not know the title"),
        (("skills", "zzz"), 1, "run `careers titles`"),
        (("skills", " "), 2, "The title is empty"),
        (("feedback", "sang", "--title", "Manager"), 2, "'Manager' does not say what the work is"),
        (("feedback", "sang", "--title", "nurse " * 30), 2, "has more than 100 characters"),
        (("feedback", "sang", "--title", ""), 2, "needs a title"),
    ],
)
def test_a_wrong_question_is_one_sentence(
    trades: Program, arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    done = trades.run("careers", *arguments)
    assert (done.status, done.out, done.err.count("\n")) == (status, "", 1)
    assert sentence in done.err
    assert "\x1b" not in done.err


def test_lists_skills_with_their_shares(trades: Program) -> None:
    done = trades.run("careers", "skills", "Sr. Nurse")
    assert done.status == 0
    asked, head, columns, *rows = done.out.splitlines()
    assert (asked, head) == ("(you asked for: Sr. Nurse)", "nurse, 10 posts")
    assert columns.split() == ["of", "posts", "skill"]
    assert any(row.split()[1:] == ["100.0%", "triage"] for row in rows)


def test_lists_skills_by_year(trades: Program) -> None:
    done = trades.run("careers", "skills", "nurse", "--by", "year")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("nurse, 10 posts: 5 of 2024, 5 of 2025\n")
    assert "    100%  100%  100%  triage" in done.out
    assert "\u2588" not in done.out


def test_gives_skills_as_json(trades: Program) -> None:
    found = json.loads(trades.run("careers", "skills", "nurse", "-o", "json").out)
    assert (found["title"], found["posts"], found["by_year"]) == ("nurse", 10, {"2024": 5, "2025": 5})
    assert {"phrase": "triage", "share": 1.0, "by_year": {"2024": 1.0, "2025": 1.0}} in found["skills"]


def test_shows_the_occupations_of_a_title(trades: Program) -> None:
    done = trades.run("careers", "occupation", "Sr. Baker (Berlin)", "-n", "2")
    title, head, first, _second, *_none = done.out.splitlines()
    assert (done.status, done.err) == (0, "")
    assert title == "Sr. Baker (Berlin)"
    assert head.split() == ["probability", "isco", "o*net", "occupation"]
    assert first.split()[-3:] == ["7512", "51-3011.00", "baker"]


def test_gives_a_json_line_for_each_title_of_a_file(trades: Program, tmp_path: Path) -> None:
    (tmp_path / "titles.txt").write_text("Baker\n\nzzzz \n", encoding="utf-8")
    done = trades.run("careers", "occupation", "--from", tmp_path / "titles.txt", "-n", "3", "-o", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [(row["title"], len(row["results"])) for row in rows] == [("Baker", 3), ("", 0), ("zzzz ", 0)]
    assert list(rows[0]["results"][0]) == ["esco", "label", "isco", "onet", "probability"]


def test_one_title_or_a_file_is_asked_for(trades: Program) -> None:
    for arguments in ((), ("baker", "--from", "-")):
        done = trades.run("careers", "occupation", *arguments)
        assert (done.status, done.out) == (2, "")


def test_shows_what_a_post_asks_for_that_a_resume_does_not_show(trades: Program, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("Wrote services in Python.\n")
    done = trades.run("careers", "gap", "--resume", tmp_path / "cv.txt", "backend engineer", "-o", "json")
    found = json.loads(done.out)
    assert (done.status, found["of"], found["posts"]) == (0, "backend engineer", 10)
    assert {one["skill"] for one in found["missing"]} == {"PostgreSQL", "Docker"}
    assert all(one["sentence"] and one["required"] for one in found["missing"])


def test_an_occupation_requires_nothing_for_sure(trades: Program, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("Wrote services in Python.\n")
    arguments = ("careers", "gap", "--resume", tmp_path / "cv.txt", "web developer")
    found = json.loads(trades.run(*arguments, "-o", "json").out)
    assert (found["posts"], found["missing"]) == (0, [])
    assert found["to_check"]
    assert "check yourself" in trades.run(*arguments).out


def test_a_post_is_shown_with_what_the_kept_resume_lacks(trades: Program, program: Program) -> None:
    shutil.copytree(trades.instance, program.instance, dirs_exist_ok=True)
    resume = "Experience\nKept ledgers and wrote letters.\n" + "Wrote reports on stock.\n" * 30
    before = program.run("show", "remoteok:11", "-o", "json")
    kept = program.run("wish", "set", "-", stdin=resume.encode())
    shown = program.run("show", "remoteok:11", "-o", "json")
    assert (before.status, kept.status, shown.status) == (0, 0, 0)
    assert "gap" not in json.loads(before.out)
    gap = json.loads(shown.out)["gap"]
    assert {one["skill"] for one in gap["missing"]} == {"PostgreSQL", "Docker"}
    assert "Python" in {one["skill"] for one in gap["to_check"]}  # what the work is, not a requirement
    line = " ".join(program.run("show", "remoteok:11").out.split())
    assert f"It does not show: {gap['missing'][0]['skill']}" in line
    assert f"It does not mention (check yourself): {gap['to_check'][0]['skill']}" in line


def test_a_gap_needs_a_resume_and_a_title_that_is_somewhere(trades: Program) -> None:
    without = trades.run("careers", "gap", "nurse")
    nowhere = trades.run("careers", "gap", "--resume", "kept the ledger", "zzzz")
    assert (without.status, nowhere.status) == (2, 1)
    assert "No résumé is saved" in without.err
    assert "No stored post or occupation has a title similar to 'zzzz'" in nowhere.err


def test_lists_the_titles(trades: Program) -> None:
    done = trades.run("careers", "titles")
    assert [line.split() for line in done.out.splitlines()][1:] == [
        ["10", "accountant"],
        ["10", "backend", "engineer"],
        ["10", "nurse"],
    ]
    assert len(json.loads(trades.run("careers", "titles", "-o", "json").out)["results"]) == 3


def test_says_what_becomes_of_feedback(program: Program) -> None:
    first = program.run("careers", "feedback", "sang lullabies", "--title", "Sr. Nurse")
    again = program.run("careers", "feedback", "-", "--title", "nurse", stdin=b"sang lullabies\n")
    assert (first.status, first.out) == (0, "")
    assert first.err == "nurse: stored for the next `careers train`\n"
    assert again.err == "nurse: already stored\n"


@pytest.mark.parametrize(
    ("title", "learned", "nearest", "sentence"),
    [
        ("nurse", "nurse", (), "nurse: stored for the next `careers train`"),
        ("icu nurse", "nurse", (), "icu nurse: stored for the next `careers train` as nurse"),
        (
            "nurze",
            None,
            ("nurse", "sales nurse"),
            f"nurze: {WAITS}; the most similar learned titles are nurse, sales nurse",
        ),
        (
            "astronaut",
            None,
            (),
            f"astronaut: {WAITS}",
        ),
    ],
)
def test_says_under_which_title_an_experience_counts(
    title: str, learned: str | None, nearest: tuple[str, ...], sentence: str
) -> None:
    assert feedback_sentence(FeedbackResult(title, True, learned, nearest)) == sentence  # noqa: FBT003


def test_feedback_of_a_title_that_is_not_learned_says_that_it_is_kept(
    trades: Program, tmp_path: Path
) -> None:
    shutil.copytree(trades.instance, tmp_path / "instance")
    done = Program(tmp_path / "instance").run("careers", "feedback", "sang", "--title", "Nurze")
    assert done.status == 0
    assert "stored, but the title is not learned yet" in done.err
    assert "the most similar learned titles are nurse" in done.err


def test_status_has_a_line_on_careers(trades: Program, program: Program) -> None:
    (line,) = (line for line in trades.run("status", COLUMNS="200").out.splitlines() if "Careers" in line)
    assert re.fullmatch(r"Careers +trained .{16}; 3 titles from 30 posts", line.rstrip())
    assert "Careers" not in program.run("status").out


def test_lists_experiences_and_forgets_one(program: Program) -> None:
    program.run("careers", "feedback", "sang lullabies " * 20, "--title", "Sr. Nurse")
    listed = program.run("careers", "experiences").out.splitlines()
    assert listed[1].split()[:4] == ["1", "Sr.", "Nurse", "sang"]
    found = json.loads(program.run("careers", "experiences", "-o", "json").out)["results"]
    assert [(one["number"], one["title"]) for one in found] == [(1, "Sr. Nurse")]
    done, again = program.run("careers", "forget", "1"), program.run("careers", "forget", "1")
    assert (done.status, again.status) == (0, 2)
    assert "There is no work experience entry 1" in again.err
    assert json.loads(program.run("careers", "experiences", "-o", "json").out)["results"] == []


def test_says_how_to_train(forty_posts: Settings, program: Program) -> None:
    del forty_posts
    asked, trained = program.run("careers", "titles"), program.run("careers", "train")
    assert (asked.status, trained.status) == (1, 1)
    assert "Run `careers train`" in asked.err
    assert "A career model needs 2 titles with 8 posts each, but the store has only 0" in trained.err


@pytest.mark.parametrize(
    ("columns", "command"),
    [
        *((columns, ("similar-jobs", "ledger")) for columns in (40, 60, 80, 120, 200)),
        *((columns, ("skills", "nurse", "--by", "year")) for columns in (40, 60, 80, 120, 200)),
        (60, ("titles",)),
        (60, ("train",)),
    ],
)
def test_fits_the_window(trades: Program, columns: int, command: tuple[str, ...]) -> None:
    done = trades.run("careers", *command, COLUMNS=str(columns))
    assert done.status == 0
    assert max(len(line) for line in done.out.splitlines()) <= columns


def test_an_answer_wakes_no_scikit_learn(trades: Program) -> None:
    done = trades.run("careers", "similar-jobs", "ledger", PYTHONPROFILEIMPORTTIME="1")
    assert done.status == 0
    assert "jobsearch.careers.model" in done.err
    assert " sklearn" not in done.err
    assert " scipy" not in done.err


def test_similar_titles_are_drawn_as_they_are_listed(trades: Program) -> None:
    done = trades.run("careers", "similar-jobs", "kept the ledger", "-o", "svg")
    assert (done.status, done.err) == (0, "")
    rows = json.loads(trades.run("careers", "similar-jobs", "kept the ledger", "-o", "json").out)["results"]
    picture = pictures_of(done.out)["Titles that fit"]
    across = picture.across()
    lengths = [across.number(float(one.get("width", ""))) for one in picture.all("rect", "box")]
    assert lengths == pytest.approx([one["probability"] for one in rows], abs=0.005)


def test_skills_are_drawn_as_they_are_listed(trades: Program) -> None:
    done = trades.run("careers", "skills", "accountant", "--by", "year", "-o", "svg")
    assert (done.status, done.err) == (0, "")
    rows = json.loads(trades.run("careers", "skills", "accountant", "-o", "json").out)["skills"]
    drawn = pictures_of(done.out)
    picture = drawn["Skills that posts of accountant name"]
    across = picture.across()
    lengths = [across.number(float(one.get("width", ""))) for one in picture.all("rect", "box")]
    assert lengths == pytest.approx([one["share"] for one in rows], abs=0.005)
    assert {"Skills of accountant over the years", "Demand by year"} <= set(drawn)
