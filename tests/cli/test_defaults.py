"""recommend with facts, and with the defaults of config.toml."""

import json
import shutil
from pathlib import Path

import pytest
from support.feeds import element, labels_csv
from support.process import Finished, Program
from support.reposts import fetched, liked
from typer.testing import CliRunner

from jobsearch.cli.app import app
from jobsearch.services.labels.transfer import import_labels
from jobsearch.settings import Settings

ENGLISH = f"<p>{'You build services that others like to read, and review what they write. ' * 3}</p>"
POSTS = (
    element(
        1,
        position="Engineer in Porto",
        location="Porto, Portugal",
        description=f"{ENGLISH}<p>Salary: $70,000 - $80,000 a year</p>",
    ),
    element(
        2,
        position="Engineer in Boston",
        location="Boston, United States",
        company="Acme",
        description=ENGLISH,
    ),
    element(
        3,
        position="Engineer anywhere",
        location="Remote",
        description=f"{ENGLISH}<p>Salary: $30,000 - $40,000 a year</p>",
    ),
    element(
        4,
        position="Crypto engineer and what else there is",
        location="Worldwide",
        description=f"{ENGLISH}<p>You do coin things.</p>",
    ),
)


@pytest.fixture(scope="module")
def four_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four open posts that the model likes, to be copied."""
    made = Settings(instance=tmp_path_factory.mktemp("four") / "instance")
    fetched(made, *POSTS)
    liked(made)
    return made.instance


@pytest.fixture
def four(program: Program, four_once: Path) -> Program:
    """Four open posts that the model likes."""
    shutil.copytree(four_once, program.instance)
    return program


def configured(program: Program, text: str) -> Program:
    Path(program.instance, "config.toml").write_text(text, encoding="utf-8")
    return program


def listed(program: Program, *options: str) -> set[int]:
    done = program.run("recommend", "-o", "json", *options)
    assert done.status == 0, done.err
    return {int(row["key"].partition(":")[2]) for row in json.loads(done.out)}


def said(done: Finished) -> str:
    assert done.status == 0, done.err
    return done.err


@pytest.mark.parametrize(
    ("options", "expected", "cause"),
    [
        (["--can-work-from", "Portugal"], {1, 3, 4}, "1 closed to your country"),
        (["--min-salary", "60k"], {1, 2, 4}, "1 paid less"),
        (["--min-salary", "60.000"], {1, 2, 4}, "1 paid less"),
        (["--min-salary", "60,000", "--stated-salary"], {1}, "1 paid less, 2 without a stated salary"),
        (["--language", "German"], set(), "4 in another language"),
        (["--place", "porto"], {1, 3}, "2 elsewhere"),
        (["--exclude-company", "ACME"], {1, 3, 4}, "1 of companies you exclude"),
        (["--exclude", "crypto"], {1, 2, 3}, "1 with words you exclude"),
    ],
)
def test_each_filter_counts_what_it_leaves_out(
    four: Program, options: list[str], expected: set[int], cause: str
) -> None:
    done = four.run("recommend", "--all", "-o", "keys", *options)
    assert {int(key.partition(":")[2]) for key in done.out.split()} == expected
    assert f"Excluded by your filters: {cause}." in done.err


def test_what_nobody_knows_stays_and_is_marked(four: Program) -> None:
    options = ["recommend", "--can-work-from", "PT", "--min-salary", "60k", "--place", "porto"]
    done = four.run(*options)
    assert "? not stated: your country, place" not in done.out  # it pays less
    done = four.run(*options[:3])
    assert done.out.count("? not stated: your country") == 1
    rows = json.loads(four.run(*options[:3], "-o", "json").out)
    assert {row["key"]: row["unknown"] for row in rows}["remoteok:3"] == ["country"]
    for form in ("markdown", "html"):
        assert "not stated: your country" in four.run(*options[:3], "-o", form).out


def test_what_is_left_out_is_explained(four: Program) -> None:
    options = ["recommend", "--explain-left-out", "--can-work-from", "PT", "--exclude", "coin", "-n", "1"]
    table = four.run(*options)
    assert (table.status, table.out.count("remoteok:")) == (0, 3)
    assert "1 closed to your country:" in table.out
    assert "\u201cBoston, United States\u201d" in table.out
    assert "you do coin things.\u201d" in table.out
    assert "1 further down the list:" in table.out
    assert "https://remoteOK.com/remote-jobs/remote-job-2" in table.out
    assert "Source: Remote OK" in table.out

    rows = json.loads(four.run(*options, "-o", "json").out)
    assert [(row["key"], row["left_out"], row["words"].strip("…")) for row in rows][:2] == [
        ("remoteok:4", "excluded_words", "you do coin things."),
        ("remoteok:2", "country", "Boston, United States"),
    ]
    lines = four.run(*options, "-o", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert (
        four.run(*options, "-o", "csv")
        .out.splitlines()[0]
        .endswith(
            "source_name,pay_from,pay_min,pay_max,pay_period,pay_currency,pay_words,"
            "workplace,employment,closed_at,also_at,applied_here_at,left_out,words"
        )
    )
    assert four.run(*options, "-o", "keys").out.split() == [row["key"] for row in rows]


def test_when_nothing_is_left_out_that_is_said(four: Program) -> None:
    done = four.run("recommend", "--explain-left-out")
    assert (done.status, done.out, done.err) == (0, "", "Nothing was left out.\n")


def test_explaining_shows_nothing_as_new(four: Program) -> None:
    four.run("recommend", "--new", "--explain-left-out")
    assert len(listed(four, "--new")) == 4


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--min-salary", "lots"], "yearly salary"),
        (["--min-salary", "-5"], "yearly salary"),
        (["--min-salary", "60"], "60000 or 60k"),
        (["--min-salary", "1e999"], "yearly salary"),
        (["--min-salary", "\u0663"], "yearly salary"),
        (["--can-work-from", "Atlantis"], "'Atlantis' is not a known country"),
        (["--can-work-from", ""], "is not a known country"),
        (["--can-work-from", "\x1b[31m"], "is not a known country"),
        (["--language", "Klingonian"], "is not a known language"),
        (["--place", " "], "empty"),
        (["--exclude", "?!"], "no letter or digit"),
        (["--explain-left-out", "-o", "html"], "does not support html"),
        (["--explain-left-out", "--columns", "title"], "--columns"),
        (["--explain-left-out", "--pick"], "--pick"),
        (["--pick", "-o", "json"], "-o json"),
    ],
)
def test_an_option_without_sense_is_wrong_usage(four: Program, options: list[str], says: str) -> None:
    done = four.run("recommend", *options)
    assert (done.status, done.out) == (2, "")
    assert says in " ".join(done.err.replace("\u2502", " ").split())
    assert "\x1b" not in done.err


@pytest.mark.parametrize("text", ["\x1b]0;x\x07", "'; DROP TABLE labels; --", '" OR "', "%", "a" * 5_000])
def test_hostile_texts_find_nothing_and_break_nothing(four: Program, text: str) -> None:
    options = [word for option in ("--place", "--exclude-company", "--exclude") for word in (option, text)]
    done = four.run("recommend", "--all", *options)
    assert done.status in {0, 2}
    assert "Traceback" not in done.err


def test_the_config_file_has_defaults_and_the_command_line_wins(four: Program) -> None:
    defaults = 'min_salary = 60000\nexclude = ["crypto"]\nlanguage = "en"\n'
    configured(four, f'[me]\nlives_in = "Portugal"\n[recommend]\n{defaults}')
    assert listed(four) == {1}
    assert listed(four, "--all") == {1}
    assert listed(four, "--min-salary", "10k") == {1, 3}
    assert listed(four, "--min-salary", "0", "--exclude", "") == {1, 3, 4}
    assert listed(four, "--min-salary", "", "--exclude", "nothing") == {1, 3}  # what is excluded adds up
    assert listed(four, "--can-work-from", "US") == {2}
    assert listed(four, "--can-work-from", "any") == {1, 2}
    assert listed(four, "--language", "any") == {1}
    assert listed(four, "--language", "de") == set()
    assert listed(four, "--no-defaults") == {1, 2, 3, 4}
    assert "Excluded by your filters: 1 with words you exclude" in said(four.run("recommend"))


def test_where_one_can_work_from_beats_where_one_lives(four: Program) -> None:
    configured(four, '[me]\nlives_in = "Portugal"\n[recommend]\ncan_work_from = "US"\n')
    assert listed(four) == {2, 3, 4}


@pytest.mark.parametrize(
    "both", [("--stated-salary", "--no-stated-salary"), ("--no-stated-salary", "--stated-salary")]
)
def test_of_two_that_contradict_the_one_that_lists_more_wins(four: Program, both: tuple[str, str]) -> None:
    arguments = ["--instance", str(four.instance), "recommend", "--all", "-o", "keys"]
    stated, contradicted = (
        CliRunner().invoke(app, [*arguments, *more]) for more in (["--stated-salary"], both)
    )
    assert len(stated.stdout.split()) == 2
    assert len(contradicted.stdout.split()) == 4


def test_every_other_option_can_have_a_default(four: Program) -> None:
    configured(
        four, '[recommend]\nnumber = 1\ncompany = "company"\ntag = ["engineer"]\nsearch = "engineer"\n'
    )
    assert len(listed(four)) == 1
    assert len(listed(four, "-n", "9")) == 3
    configured(four, '[recommend]\nplace = "Porto"\nstated_salary = true\nexclude_company = "acme"\n')
    assert listed(four) == {1, 3}
    assert listed(four, "--no-stated-salary") == {1, 3}
    configured(four, '[recommend]\ncolumns = "key,url"\nmin_score = "95%"\nsince = "52w"\n')
    assert listed(four) == set()
    assert four.run("recommend", "--min-score", "0").out.splitlines()[0].split() == ["Key", "Address"]
    assert four.run("recommend", "--min-score", "0", "-o", "csv").out.startswith("key,score,title")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[recommend]\nmin_salry = 1\n",
            "min_salry in [recommend] is unknown; did you mean min_salary in [recommend]?",
        ),
        ('[recommend]\nsince = "some day"\n', "since in [recommend]: 'some day' is neither an age"),
        ('[recommend]\nmin_salary = "lots"\n', "min_salary in [recommend]: 'lots' is not a yearly salary"),
        ("[recommend]\nmin_salary = 60.0\n", "'60.0' is not a yearly salary such as 60000 or 60k"),
        ("[recommend]\nmin_score = 7\n", "min_score in [recommend]: '7' is not a score"),
        ('[recommend]\ncolumns = "title,nothing"\n', "columns in [recommend]: 'nothing' is not one of"),
        (
            '[recommend]\nemployment = ["Full Time", "fulltime"]\n',
            "employment in [recommend]: 'fulltime' is not one of full-time, part-time",
        ),
        ("nonsense", "is not TOML"),
        ('[recommend]\nlanguage = "klingonese"\n', "config.toml cannot be used: 'klingonese' is not a"),
        ('[recommend]\nexclude = "AND"\n', "config.toml cannot be used: The excluded text contains AND"),
    ],
)
def test_a_config_that_makes_no_sense_is_an_error(four: Program, text: str, says: str) -> None:
    done = configured(four, text).run("recommend")
    assert (done.status, done.out) == (1, "")
    assert says in done.err


def test_a_config_that_makes_no_sense_stops_recommend_and_nothing_else(four: Program) -> None:
    configured(four, "nonsense")
    assert four.run("status", "--config").status == 1
    assert four.run("recommend", "--no-defaults").status == 0
    assert four.run("status").status == 0
    assert four.run("labels", "export").status == 0


def test_a_country_that_is_none_is_said_to_be_the_configs(four: Program) -> None:
    configured(four, '[me]\nlives_in = "Atlantis"\n')
    done = four.run("recommend")
    assert done.status == 1
    assert "config.toml cannot be used: 'Atlantis' is not a known country" in done.err


def test_status_tells_every_value_and_where_it_comes_from(four: Program) -> None:
    configured(four, '[me]\nlives_in = "Portugal"\n[recommend]\nexclude = ["crypto", "on call"]\n')
    done = four.run(
        "status", "--config", JOBSEARCH_REMOTEOK_URL="https://me:secret@example.org/api", COLUMNS="200"
    )
    lines = {line.split()[0]: line.split()[1:] for line in done.out.splitlines()}

    assert done.status == 0
    assert lines["instance"] == [str(four.instance), "JOBSEARCH_INSTANCE"]
    assert lines["remoteok_url"] == ["https://example.org/api", "JOBSEARCH_REMOTEOK_URL"]
    assert lines["contact"] == ["-", "default"]
    assert lines["me.lives_in"] == ["Portugal", "config.toml"]
    assert lines["recommend.exclude"] == ["crypto,", "on", "call", "config.toml"]
    assert lines["recommend.min_salary"] == ["-", "default"]
    other = four.run("--instance", four.instance, "status", "--config", COLUMNS="200")
    assert other.out.splitlines()[0].split()[-1] == "--instance"


def test_an_applied_post_is_never_recommended_again_and_counted(four: Program, settings: Settings) -> None:
    assert four.run("labels", "set", "remoteok:1", "applied").status == 0
    import_labels(settings, labels_csv({"remoteok:1": "unsure"}), "labels.csv")
    assert listed(four, "--all") == {2, 3, 4}
    assert "1 application" in four.run("status").out
    row = four.run("labels", "export").out.splitlines()[1].split(",")
    assert (row[:2], bool(row[3])) == (["remoteok:1", "unsure"], True)
