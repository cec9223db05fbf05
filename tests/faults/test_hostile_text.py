"""Whatever a store, a file or the command line holds, a terminal gets nothing that the program did not mean.

The store here was filled around the door (support/hostile.py); tests/cli/test_hostile_posts.py has what comes
through it. RUNS names every command: a new one is to be added, with all that it prints.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from support.careers import trade_elements
from support.feeds import body, element
from support.hostile import ALL, TRICKS, fill, obeyed
from support.process import Program
from support.terminal import terminal

from jobsearch.cli.app import app
from jobsearch.services import careers
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

KEY = "remoteok:3"
# What the operating system passes on as an argument has no NUL, and is no longer than this.
TYPED = ALL.replace("\x00", "")[:3_000]
NAMED = "a \x1b]52;c;QUJD\x07\u202e[red]\x9b2J\n"  # a file may be called so


@dataclass(frozen=True)
class Run:
    """A run of a command: what is typed, the exit status that is right, and the keys that are pressed."""

    arguments: tuple[str, ...]
    status: int = 0
    keys: str = ""

    def __str__(self) -> str:
        return ascii(" ".join(self.arguments)[:60])


FORMS = ("table", "csv", "html", "markdown", "json", "jsonl", "atom", "keys")
COLUMNS = "rank,score,title,company,location,tags,reasons,unknown,posted_at,first_seen,last_seen,key,url"
WRONG = (TYPED, f"--{TYPED}", f"-{NAMED}")
RUNS: dict[str, list[Run]] = {
    "fetch-new": [
        Run(("fetch-new", "--from", "FEED")),
        Run(("fetch-new", "-o", "json", "--tag", TYPED, "--from", "FEED")),
        Run(("fetch-new", "--from", "BROKEN"), 1),
        Run(("fetch-new", "--from", f"{NAMED}.json"), 1),
    ],
    "sources list": [Run(("sources", "list")), Run(("sources", "list", "-o", "json"))],
    "sources add": [Run(("sources", "add", TYPED), 2), Run(("sources", "add", "himalayas"))],
    "sources remove": [Run(("sources", "remove", TYPED), 2), Run(("sources", "remove", "remoteok"))],
    "sources check": [Run(("sources", "check", TYPED), 2), Run(("sources", "check", f"feed:{NAMED}"), 2)],
    "sources export": [Run(("sources", "export"))],
    "sources suggest": [Run(("sources", "suggest"))],
    "add": [Run(("add", TYPED), 1), Run(("add", "BROKEN", "--title", TYPED, "--company", TYPED), 1)],
    "check": [Run(("check", TYPED), 2)],
    "wish show": [Run(("wish", "show"))],
    "wish set": [Run(("wish", "set", TYPED))],
    "wish clear": [Run(("wish", "clear"))],
    "guide": [Run(("guide",)), Run(("guide", TYPED), 2)],
    "label": [
        Run(("label",), keys="rm?oyuq"),
        Run(("label", "--again"), keys="rnq"),
        Run(("label", "--like", TYPED), keys="rsq"),
        Run(("label", "--order", TYPED), 2),
    ],
    "labels import": [
        Run(("labels", "import", "LABELS"), 1),
        Run(("labels", "import", NAMED), 1),
    ],
    "labels export": [Run(("labels", "export")), Run(("labels", "export", f"nowhere/{NAMED}"), 1)],
    "labels set": [
        Run(("labels", "set", KEY, "yes")),
        Run(("labels", "set", TYPED, "no"), 2),
        Run(("labels", "set", KEY, TYPED), 2),
    ],
    "train": [Run(("train",)), Run(("train", "-o", "json")), Run(("train", "-o", "svg"))],
    "recommend": [
        Run(("recommend", "--all", "--columns", COLUMNS)),
        Run(("recommend", "--no-defaults", "--all", "--pick"), keys="\x1b[B\x1b[Bynoq"),
        Run(("recommend", "--no-defaults", "--explain-left-out")),
        *(Run(("recommend", "--all", "-o", form)) for form in FORMS),
        Run(("recommend", "--no-defaults", "--explain-left-out", "-o", "csv")),
        Run(("recommend", "--all", "--search", TYPED)),
        Run(("recommend", "--all", "--like", TYPED)),
        Run(("recommend", "--all", "--can-work-from", "PT", "--language", "en", "--min-salary", "1k")),
        *(Run(("recommend", option, TYPED), 2) for option in ("--since", "--columns", "--language", "-n")),
        Run(("recommend", "--all", "--exclude", TYPED)),
    ],
    "applications list": [
        Run(("applications", "list", "--all")),
        Run(("applications", "list", "-o", "json")),
    ],
    "applications set": [
        Run(("applications", "set", KEY, "interview", "--at", "tomorrow 15:00", "--note", TYPED)),
        Run(("applications", "set", KEY, "interview", "--at", TYPED), 2),
        Run(("applications", "set", TYPED, "applied"), 2),
        Run(("applications", "set", KEY, TYPED), 2),
    ],
    "applications note": [
        Run(("applications", "note", KEY, TYPED)),
        Run(("applications", "note", TYPED, TYPED), 2),
    ],
    "applications due": [Run(("applications", "due"))],
    "applications show": [
        Run(("applications", "show", "remoteok:4")),
        Run(("applications", "show", TYPED), 2),
        Run(("applications", "show", "remoteok:4", "-o", "json")),
    ],
    "applications correct": [
        Run(("applications", "correct", "remoteok:4", "1", "--note", TYPED)),
        Run(("applications", "correct", "remoteok:4", "1", "--at", TYPED), 2),
    ],
    "applications export": [
        Run(("applications", "export")),
        Run(("applications", "export", "-o", "markdown")),
        *(Run(("applications", "export", "-o", form)) for form in ("html", "json")),
        Run(("applications", "export", f"nowhere/{NAMED}"), 1),
    ],
    "applications import": [
        Run(("applications", "import", "LABELS"), 1),
        Run(("applications", "import", NAMED), 1),
    ],
    "applications calendar": [
        Run(("applications", "calendar", "-")),
        Run(("applications", "calendar", f"nowhere/{NAMED}"), 1),
    ],
    "applications read": [
        Run(("applications", "read", "MAIL", "--yes")),
        Run(("applications", "read", "BROKEN"), 1),
    ],
    "applications stats": [Run(("applications", "stats")), Run(("applications", "stats", "-o", "svg"))],
    "show": [
        *(Run(("show", f"remoteok:{number}")) for number in (3, 7, 13)),
        Run(("show", "remoteok:13", "-o", "json")),
        Run(("show", TYPED), 2),
    ],
    "open": [Run(("open", KEY), 1), Run(("open", TYPED), 2)],
    "status": [
        Run(("status",)),
        Run(("status", "--rejected")),
        Run(("status", "--config")),
        Run(("status", "-o", "svg")),
        Run(("--instance", NAMED, "status")),
        *(Run(("status", wrong), 2) for wrong in WRONG),
    ],
    "backup": [Run(("backup", NAMED)), Run(("backup", f"nowhere/{NAMED}"), 1)],
    "demo": [Run(("demo",)), Run(("demo", "--profession", TYPED), 2)],
    "doctor": [Run(("doctor",), 1), Run(("doctor", "-o", "json"), 1), Run(("doctor", "--feed"), 1)],
    "serve": [
        Run(("serve", "--host", TYPED), 2),
        Run(("serve", "--port", TYPED), 2),
        Run(("serve", "--token-file", NAMED), 1),
    ],
    "start": [
        Run(("start", "--lives-in", TYPED, "--yes"), 2),
        Run(("start", "--source", TYPED, "--yes"), 2),
    ],
    "notify add": [Run(("notify", "add", TYPED), 2), Run(("notify", "add", "json://x", "--name", TYPED), 2)],
    "notify list": [Run(("notify", "list"))],
    "notify remove": [Run(("notify", "remove", TYPED), 2)],
    "notify send": [Run(("notify", "send", "--dry-run"))],
    "notify test": [Run(("notify", "test", TYPED), 2)],
    "schedule install": [
        Run(("schedule", "install", "--every", TYPED), 2),
        Run(("--instance", NAMED, "schedule", "install", "--show", "--with", "cron"), 1),
        Run(("schedule", "install", "--at", TYPED), 2),
    ],
    "schedule status": [Run(("schedule", "status"))],
    "schedule remove": [Run(("schedule", "remove", TYPED), 2)],
    "schedule run": [
        *(Run(("schedule", "run", wrong), 2) for wrong in WRONG[:2]),
        Run(("schedule", "run"), 1),
    ],
    "mcp": [Run(("mcp", TYPED), 2), Run(("--instance", NAMED, "mcp", TYPED), 2)],
    "careers train": [Run(("careers", "train"))],
    "careers similar-jobs": [
        Run(("careers", "similar-jobs", f"ledger {TYPED}")),
        Run(("careers", "similar-jobs", f"ledger {TYPED}", "-o", "svg")),
        Run(("careers", "similar-jobs", f"{NAMED}.pdf"), 1),
    ],
    "careers skills": [
        Run(("careers", "skills", "nurse")),
        Run(("careers", "skills", "nurse", "--by", "year", "-o", "svg")),
        Run(("careers", "skills", TYPED), 1),
    ],
    "careers occupation": [
        Run(("careers", "occupation", f"nurse {TYPED}")),
        Run(("careers", "occupation", "--from", "TITLES")),
        Run(("careers", "occupation", "--from", "TITLES", "-o", "jsonl")),
        Run(("careers", "occupation", "--from", NAMED), 1),
    ],
    "careers gap": [
        Run(("careers", "gap", "--resume", f"kept the ledger {TYPED}", "nurse")),
        Run(("careers", "gap", "--resume", "BROKEN", "remoteok:13")),
        Run(("careers", "gap", "--resume", "Python and SQL", KEY, "-o", "json")),
        Run(("careers", "gap", "nurse"), 2),
    ],
    "careers titles": [Run(("careers", "titles"))],
    "careers feedback": [
        Run(("careers", "feedback", TYPED, "--title", f"nurse {TRICKS['directions']}")),
        Run(("careers", "feedback", TYPED, "--title", TYPED), 2),
    ],
    "careers experiences": [Run(("careers", "experiences"))],
    "careers forget": [Run(("careers", "forget", "1")), Run(("careers", "forget", TYPED), 2)],
    "": [Run((wrong,), 2) for wrong in WRONG],
}
PIPED = {
    ("recommend", "--all", "-o", "table"),
    ("recommend", "--no-defaults", "--explain-left-out"),
    ("show", "remoteok:13"),
    ("status",),
    ("status", TYPED),
    ("labels", "export"),
    ("careers", "titles"),
}
USUAL = 2  # runs of a command: the default suite has no time for more
EVERY = [
    pytest.param(run, marks=[pytest.mark.slow] if number >= USUAL else [])
    for runs in RUNS.values()
    for number, run in enumerate(runs)
]


def one_line_of(text: str) -> str:
    """Return a text as a header may hold it."""
    return " ".join(text.split())[:500]


def commands(group: object = None, start: str = "") -> set[str]:
    """Return the names of all commands, such as "labels export"."""
    found: set[str] = set()
    below = getattr(group or typer.main.get_command(app), "commands", {})
    for name, command in below.items():
        found |= commands(command, f"{start}{name} ") or {f"{start}{name}"}
    return found


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an instance that was trained on everything and then filled with tricks."""
    folder = tmp_path_factory.mktemp("filled")
    settings = Settings(instance=folder / "instance", remoteok_url="http://127.0.0.1:9/api")
    (folder / "feed.json").write_bytes(body([*trade_elements(), element(90, position="X" * 10_000)]))
    fetch_new(settings, [folder / "feed.json"])
    labels = "".join(f"remoteok:{number},{'yes' if number > 20 else 'no'}\n" for number in range(4, 31, 3))
    import_labels(settings, f"key,label\n{labels}", "labels.csv")
    train(settings)
    careers.train(settings)
    careers.feedback(settings, "cared for people on a ward", "nurse")
    set_stage(settings, "remoteok:4", "interview", at="tomorrow 15:00", note=ALL[:20_000])
    set_stage(settings, "remoteok:5", "applied", at="40 days ago")
    fill(settings.store_path)
    careers.train(settings)
    (settings.instance / "config.toml").write_text(
        '[me]\nlives_in = "Portugal"\n[recommend]\nexclude_company = ["\\u001b]52;c;QUJD\\u0007\\u202e"]\n'
    )
    post = element(91, position=ALL[-9_000:], company=ALL, location=ALL, tags=[ALL], description=ALL, url=ALL)
    (folder / "FEED").write_bytes(body([post, element(92) | {"id": ALL}, ALL]))
    (folder / "BROKEN").write_text(ALL)
    (folder / "TITLES").write_text(
        f"nurse {ALL.replace(chr(0), chr(32))}", encoding="utf-8", errors="replace"
    )
    header = f"From: a <a@b.example>\nSubject: Your application {one_line_of(ALL)}"
    mail = f"{header}\n\nUnfortunately we will not be "
    (folder / "MAIL").write_text(f"{mail}taking your application further. {ALL}")
    (folder / "LABELS").write_text(f"key,label\nremoteok:1,yes\n{ALL.splitlines()[0]},{TRICKS['links']}\n")
    return folder


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Program:
    """The same for a test that changes it."""
    shutil.copytree(filled, tmp_path / "own")
    return Program(tmp_path / "own" / "instance", {"BROWSER": "true", "TERM_PROGRAM": "iTerm.app"})


def test_every_command_is_run() -> None:
    assert set(RUNS) - {""} == commands()


@pytest.mark.parametrize("run", EVERY, ids=str)
@pytest.mark.parametrize(
    "columns", [80, *(pytest.param(width, marks=pytest.mark.slow) for width in (60, 120, 200))]
)
def test_a_terminal_gets_only_what_the_program_means(own: Program, run: Run, columns: int) -> None:
    with terminal(own, *run.arguments, columns=columns, lines=40) as running:
        for key in run.keys.replace("\x1b[B", "\n"):
            running.wait_for("q quit")
            running.press("\x1b[B" if key == "\n" else key)
            running.watch(0.05)
        status = running.end()
        sent = running.raw.decode()

    assert "Traceback" not in sent
    assert status == run.status, sent
    assert sent
    assert obeyed(sent) == set(), sent


@pytest.mark.parametrize(
    "run", [run for runs in RUNS.values() for run in runs if run.arguments in PIPED], ids=str
)
def test_a_pipe_gets_nothing_that_a_terminal_would_obey(own: Program, run: Run) -> None:
    done = own.run(*run.arguments)

    assert "Traceback" not in done.err
    assert done.status == run.status, done.err
    assert "\x1b" not in done.out + done.err
    assert obeyed(done.out + done.err) == set()


def test_a_config_that_is_hostile_is_named_harmlessly(own: Program) -> None:
    for line in ('"\\u001b]52;c;QUJD\\u0007" = 1', '[recommend]\n"\\u202e" = 1', f"[recommend]\n# {ALL}"):
        (own.instance / "config.toml").write_text(line)
        done = own.run("recommend")

        assert done.status == 1
        assert obeyed(done.out + done.err) == set()


def test_the_names_of_the_environment_are_told_harmlessly(own: Program) -> None:
    done = own.run("status", "--config", JOBSEARCH_CONTACT=TYPED, JOBSEARCH_REMOTEOK_URL=f"http://{TYPED}")

    assert done.status == 0
    assert obeyed(done.out + done.err) == set()
