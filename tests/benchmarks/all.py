"""Every step as a whole process, beside a reference for it, in turns: the table of the guide's page on speed.

    python tests/benchmarks/all.py [FEED.json...] [--posts 1000 10000 100000] [--rounds 5]

Without feeds, the demo's posts are repeated under other ids and companies. The references are

    starting   a Typer app of two commands (--help), `import typer`, importing typer, rich and sqlalchemy
    fetch-new  the same response read with json and written with sqlite3.executemany, cleaned of nothing
    train      one fit of CountVectorizer -> TfidfTransformer -> SGDClassifier on the same labels
    recommend  every open post read, and predicted by such a pipeline
    label      such a pipeline fitted on the answers so far and predicting all posts, as between two keys

Printed are the medians of the rounds and the highest memory of any. The ratio is one of processor time, which
other programs on the machine hardly change. The scripts beside this one measure the parts of a step.
"""

import argparse
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import fetch
import label
import recommend
import train
import typer
from recommend import Used
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline

from jobsearch.cli.app import app
from jobsearch.domain.posting import Posting

TWO_COMMANDS = """
import typer
app = typer.Typer(help="An app of two commands.")
@app.command()
def first(name: str = "") -> None:
    "The first."
@app.command()
def second(name: str = "") -> None:
    "The second."
app()
"""
STORE_PLAINLY = """
import json, sqlite3, sys
posts = [post for post in json.load(open(sys.argv[1])) if "position" in post]
rows = [(post["id"], post["position"], json.dumps(post)) for post in posts]
with sqlite3.connect(sys.argv[2]) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS posts (id, title, post)")
    connection.executemany("INSERT INTO posts VALUES (?, ?, ?)", rows)
"""
LABELS, POSTS = 200, 600
ANSWERS, THINKING = 40, 0.3
PYTHON = [sys.executable, "-c"]


@dataclass(frozen=True)
class Step:
    """A process and its reference; "{round}" in an argument is the number of the round."""

    name: str
    ours: Sequence[str]
    reference: Sequence[str]


def program(instance: Path, *arguments: str) -> list[str]:
    """Return the command that runs the program on an instance."""
    return [sys.executable, str(ROOT / "main.py"), "--instance", str(instance), *arguments]


def commands(group: object, start: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command of the program, as it is typed."""
    for name, command in group.commands.items():  # type: ignore[attr-defined] # Typer's type has no name
        below = getattr(command, "commands", None)
        yield from commands(command, (*start, name)) if below else [(*start, name)]


def starting(instance: Path) -> list[Step]:
    """Return the steps that do little but start."""
    two, imports = [*PYTHON, TWO_COMMANDS, "--help"], [*PYTHON, recommend.IMPORTS]
    helps = [
        Step(" ".join([*names, "--help"]), program(instance, *names, "--help"), two)
        for names in [(), *commands(typer.main.get_command(app))]
    ]
    version = Step("--version", program(instance, "--version"), [*PYTHON, "import typer"])
    others = [
        Step(" ".join(arguments), program(instance, *arguments), imports)
        for arguments in (["status"], ["show", "remoteok:1000001"], ["labels", "export"], ["recommend"])
    ]
    return [*helps, version, *others]


def stepping(folder: Path, feeds: list[Path], sizes: list[int]) -> list[Step]:
    """Make what the steps need, and return them."""
    given = recommend.read_posts(feeds)
    response = folder / "feed.json"
    response.write_bytes(fetch.made_feed(1_000))
    texts, pipeline = folder / "texts.json", folder / "reference.joblib"
    texts.write_text(json.dumps([f"{post.title} {post.description}" for post in given]))
    subprocess.run([*PYTHON, recommend.FIT, str(texts), str(pipeline)], check=True)
    train.prepare(folder / "train", repeated(given), repeated(given)[:LABELS])
    steps = [
        Step(
            "fetch-new of 1,000 posts",
            program(folder / "fetched {round}", "fetch-new", "--from", str(response)),
            [*PYTHON, STORE_PLAINLY, str(response), str(folder / "plain {round}.db")],
        ),
        Step(
            f"train on {LABELS} of {POSTS} posts",
            program(folder / "train" / "instance", "train"),
            [*PYTHON, train.REFERENCE, str(folder / "train" / "texts.json")],
        ),
    ]
    for size in sizes:
        recommend.prepare(folder / str(size), given, size)
        steps.append(
            Step(
                f"recommend of {size:,} posts",
                program(folder / str(size), "recommend"),
                [*PYTHON, recommend.REFERENCE, str(folder / str(size) / "jobposts.db"), str(pipeline)],
            )
        )
    return steps


def repeated(posts: list[Posting]) -> list[Posting]:
    """Return POSTS posts, those given under other ids if they are fewer."""
    numbered = zip(range(1, POSTS + 1), itertools.cycle(posts), strict=False)
    return [replace(post, external_id=str(number)) for number, post in numbered]


def in_turns(steps: list[Step], rounds: int, folder: Path) -> Iterator[tuple[str, Used, Used]]:
    """Measure; yield the name of each step, what it used and what its reference did."""
    taken: dict[str, list[tuple[Used, ...]]] = {step.name: [] for step in steps}
    for number, step in itertools.product(range(rounds), steps):
        both = [
            recommend.measured([part.replace("{round}", str(number)) for part in command], folder)
            for command in (step.ours, step.reference)
        ]
        taken[step.name].append(tuple(both))
    for name, pairs in taken.items():
        ours, theirs = (usual(runs) for runs in zip(*pairs, strict=True))
        yield name, ours, theirs


def usual(runs: Sequence[Used]) -> Used:
    """Return the medians of the times, and the highest memory."""
    seconds, processor, mebibytes = zip(*runs, strict=True)
    return Used(statistics.median(seconds), statistics.median(processor), max(mebibytes))


def labeling(folder: Path, feeds: list[Path]) -> tuple[str, float, float]:
    """Return what a session does, the median seconds from a key to the next post, and the reference's."""
    response = folder / "asked.json"
    response.write_bytes(fetch.made_feed(POSTS))
    for feed in feeds or [response]:
        label.run(folder / "labeling", "fetch-new", "--from", str(feed))
    shown = label.session(folder / "labeling", ANSWERS, THINKING, {}, "")
    texts = [f"{post.title} {post.description}" for post in repeated(recommend.read_posts(feeds))]
    answers = [number % 4 == 0 for number in range(ANSWERS)]
    begun = time.perf_counter()
    pipeline = make_pipeline(CountVectorizer(), TfidfTransformer(), SGDClassifier(random_state=0))
    pipeline.fit(texts[:ANSWERS], answers).decision_function(texts)
    reference = time.perf_counter() - begun
    seconds = statistics.median(seconds for _id, seconds in shown[1:])
    return f"label, from a key to the next of {POSTS} posts", seconds, reference


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="*", type=Path)
    parser.add_argument("--posts", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps = stepping(folder, options.feeds, options.posts)
        steps = [*starting(folder / str(options.posts[0])), *steps]
        print(f"medians of {options.rounds}")
        print("| step | time | reference | ratio | memory | of the reference |\n|---|---|---|---|---|---|")
        for what, ours, theirs in in_turns(steps, options.rounds, folder):
            times = f"{ours.seconds:.2f} s | {theirs.seconds:.2f} s | {ours.processor / theirs.processor:.2f}"
            print(f"| `{what}` | {times} | {ours.mebibytes:.0f} MiB | {theirs.mebibytes:.0f} MiB |")
        what, key, step = labeling(folder, options.feeds)
        print(f"| {what} | {key:.3f} s | {step:.3f} s | {key / step:.2f} | | |")


if __name__ == "__main__":
    main()
