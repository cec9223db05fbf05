"""What 100,000 posts cost each command, beside 1,000 in the same run: whole processes, in turns.

    python ../shared/data/make_feed.py 100000 FOLDER
    python tests/benchmarks/many.py FOLDER/*.json [--posts 1000 100000] [--rounds 5] [--keep FOLDER]

Without feeds, the demo's posts are repeated under other ids and companies. The stores are made once where
--keep names a folder for them. Compared is the time of the processor, which other programs hardly change;
"first" is `recommend --like` without what an earlier run kept of the posts, "cold" a `status` after the
system forgot what it had read of the store.
"""

import argparse
import itertools
import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import recommend
from recommend import Used
from sqlalchemy import update

from jobsearch.learning import model_file
from jobsearch.learning.vectors import fit_features
from jobsearch.learning.versions import versions
from jobsearch.settings import Settings
from jobsearch.store import posts
from jobsearch.store.models import Model
from jobsearch.store.sqlite.engine import connect, reading, writing

WISH = "python backend, remote europe, no crypto"
READ_AT_MOST = 500  # of so many posts the facts are read, and stand for those of the others


@dataclass(frozen=True)
class Command:
    """A command to measure, and what has to be done before it."""

    name: str
    arguments: tuple[str, ...]
    before: Callable[[Settings], None] = lambda _settings: None


def forget_read(settings: Settings) -> None:
    """Remove what an earlier run kept of the posts."""
    settings.posts_read_path.unlink(missing_ok=True)


def forget_pages(settings: Settings) -> None:
    """Let the system forget what it holds of the store's pages in memory."""
    with settings.store_path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


COMMANDS = (
    Command("recommend", ("recommend",)),
    Command("recommend --can-work-from Portugal", ("recommend", "--can-work-from", "Portugal")),
    Command("status", ("status",)),
    Command("status, cold", ("status",), forget_pages),
    Command("doctor", ("doctor",)),
    Command("doctor --full", ("doctor", "--full")),
    Command("recommend --like, first", ("recommend", "--like", WISH), forget_read),
    Command("recommend --like, again", ("recommend", "--like", WISH)),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="*", type=Path)
    parser.add_argument("--posts", nargs="+", type=int, default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        instances = {size: prepared(folder / str(size), options.feeds, size) for size in options.posts}
        print_times(in_turns(instances, options.rounds, folder))
        print_size(instances[max(options.posts)], max(options.posts))


def prepared(instance: Path, feeds: list[Path], size: int) -> Settings:
    """Return an instance with so many posts, made unless it is there."""
    settings = Settings(instance)
    if not settings.store_path.exists():
        recommend.prepare(instance, recommend.read_posts(feeds)[:size], size, READ_AT_MOST)
    if not settings.model_path.exists():
        add_model(settings)
    return settings


def add_model(settings: Settings) -> None:
    """Give the model that the store knows its file."""
    engine = connect(settings.store_path)
    with reading(engine) as session:
        steps, _rows = fit_features(itertools.islice(posts.everything(session), READ_AT_MOST), answers=0)
    with writing(engine) as session:
        sha256 = model_file.save(steps, settings.model_path)
        session.execute(update(Model).values(sha256=sha256, versions=versions()))
        session.commit()


def in_turns(instances: dict[int, Settings], rounds: int, folder: Path) -> dict[str, dict[int, list[Used]]]:
    """Return what each command used, by the number of posts."""
    taken: dict[str, dict[int, list[Used]]] = {
        command.name: {size: [] for size in instances} for command in COMMANDS
    }
    for _round, command, (size, settings) in itertools.product(range(rounds), COMMANDS, instances.items()):
        command.before(settings)
        process = [sys.executable, str(ROOT / "main.py"), "--instance", str(settings.instance)]
        taken[command.name][size].append(recommend.measured([*process, *command.arguments], folder))
    return taken


def print_times(taken: dict[str, dict[int, list[Used]]]) -> None:
    """Print a table of the medians, the highest memory, and the ratios of the time of the processor."""
    sizes = sorted(next(iter(taken.values())))
    few, many = sizes[0], sizes[-1]
    print(
        f"| medians | {few:,} posts | {many:,} posts | ratio | of recommend | memory |\n"
        "|---|---|---|---|---|---|"
    )
    plain = median(used.processor for used in taken["recommend"][many])
    for name, by_size in taken.items():
        first, last = (median(used.processor for used in by_size[size]) for size in (few, many))
        seconds = median(used.seconds for used in by_size[many])
        memory = max(used.mebibytes for used in by_size[many])
        print(
            f"| `{name}` | {first:.2f} s | {last:.2f} s ({seconds:.2f} s on the clock) "
            f"| {last / first:.2f} | {last / plain:.2f} | {memory:.0f} MiB |"
        )


def print_size(settings: Settings, number: int) -> None:
    """Print what of the store takes how many bytes a post, the most first."""
    with closing(sqlite3.connect(settings.store_path)) as connection:
        parts = connection.execute(
            "SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name ORDER BY size DESC LIMIT 12"
        ).fetchall()
        columns = connection.execute(
            "SELECT avg(length(raw)), avg(length(CAST(description AS BLOB))) FROM job_posts"
        ).fetchone()
    print(f"\n{settings.store_path.stat().st_size / number:,.0f} bytes a post")
    for name, size in parts:
        print(f"  {name:32s} {size / number:8,.0f}")
    print("  of job_posts: raw {:,.0f}, description {:,.0f}".format(*columns))


def median(values: Iterable[float]) -> float:
    """Return the median."""
    return statistics.median(values)


if __name__ == "__main__":
    main()
