"""What training on many advertisements takes: seconds, memory, and whether it learns the same in every way.

    python tests/benchmarks/corpus.py make POSTS.jsonl FOLDER NUMBER [--form gz]
    python tests/benchmarks/corpus.py measure FOLDER... [--workers 1 2] [--scheduler] [--kill]

`make` varies real posts: each advertisement has the sentences of two posts of one title, some left out, in
another order, with words of a third here and there, another company, place and day; one in fifty is a copy.
It writes JSON lines, gzip, Zstandard and Parquet by turns, 20,000 advertisements a file, or one form only.

`measure` trains once in each way, in a process of its own, and prints of each:

    seconds, reading   in all, and until the model is fitted
    cpu, each          seconds of the processors, and milliseconds of them for each advertisement
    all, largest       the most MiB that all processes held at one time, and that one of them did
    load               how many processes wanted a processor at the end, others' included
    digest, weights    of all whole numbers, titles, terms and skills; and of what floating point gives

--scheduler starts a scheduler of Dask and two workers on 127.0.0.1, which are measured with the rest; with
--kill one of these dies after half the seconds that the way before took. Exit 1 where digests differ.
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from jobsearch.text.html import clean_description, clean_line
from jobsearch.titles.parse import parse

_A_FILE = 20_000
_FORMS = ("jsonl", "gz", "zst", "parquet")
_TICKS = os.sysconf("SC_CLK_TCK")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_FIRST_DAY = date(2019, 1, 1)


def made(posts: Sequence[dict[str, Any]], number: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Yield advertisements that vary real posts."""
    source = random.Random(seed)
    sentences = [_SENTENCE.split(clean_description(post["description"])) for post in posts]
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for place, post in enumerate(posts):
        alike[parse(clean_line(post["title"])).name].append(place)
    names = [parse(clean_line(post["title"])).name for post in posts]
    before: dict[str, str] | None = None
    for _time in range(number):
        if before is not None and source.random() < 0.02:
            yield before | {"company": f"Copy {source.randrange(99)}"}
            continue
        one = source.randrange(len(posts))
        pool = [*sentences[one], *sentences[source.choice(alike[names[one]])]]
        source.shuffle(pool)
        kept = pool[: source.randint(len(pool) // 3, 2 * len(pool) // 3) + 1]
        odd = source.choice(sentences[source.randrange(len(posts))]).split()
        source.shuffle(odd)
        day = _FIRST_DAY + timedelta(days=source.randrange(2_400))
        before = {
            "job_title": posts[one]["title"],
            "description": "\n".join([*kept, " ".join(odd), f"Reference {source.randrange(10**9)}"]),
            "company_name": f"{posts[source.randrange(len(posts))]['company']} {source.randrange(20)}",
            "location": posts[source.randrange(len(posts))]["location"] or "",
            "date_posted": day.isoformat(),
        }
        yield before


def write(rows: Iterator[dict[str, str]], folder: Path, form: str | None) -> None:
    """Write advertisements to files of one form, or of every one by turns."""
    import pyarrow as pa  # noqa: PLC0415 - measure needs none of both
    import zstandard  # noqa: PLC0415 - same
    from pyarrow import parquet  # noqa: PLC0415 - same

    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while piece := [row for _place, row in zip(range(_A_FILE), rows, strict=False)]:
        lines = "".join(json.dumps(row) + "\n" for row in piece).encode()
        name = folder / f"part-{number:03d}"
        turn = number % 4 if form is None else _FORMS.index(form)
        if turn == 0:
            name.with_suffix(".jsonl").write_bytes(lines)
        elif turn == 1:
            name.with_suffix(".jsonl.gz").write_bytes(gzip.compress(lines, 1))
        elif turn == 2:
            name.with_suffix(".jsonl.zst").write_bytes(zstandard.compress(lines))
        else:
            parquet.write_table(
                pa.Table.from_pylist(piece), name.with_suffix(".parquet"), row_group_size=5_000
            )
        number += 1


def learned(folder: Path, workers: int, scheduler: str | None) -> dict[str, Any]:
    """Train in this process, and return what it took and what it learned."""
    from jobsearch.careers.training import learn_read, read_twice  # noqa: PLC0415 - heavy
    from jobsearch.services.corpus import look, where  # noqa: PLC0415 - same

    start = time.perf_counter()
    read = read_twice(look(folder, []).parts, run=where(workers, scheduler))
    reading = time.perf_counter() - start
    found = learn_read(read)
    seconds = time.perf_counter() - start
    said = [
        {title: asdict(skills) for title, skills in found.careers.skills.items()},
        found.careers.similarity.terms,
        found.careers.similarity.shares.tolist(),
        [found.posts, found.folded, found.dropped, found.dropped_titles, found.repeated],
    ]
    weights = hashlib.sha256(found.careers.similarity.weights.tobytes()).hexdigest()
    return {
        "seconds": round(seconds, 1),
        "reading": round(reading, 1),
        "read": found.posts + found.dropped + found.repeated,
        "posts": found.posts,
        "titles": len(found.careers.titles),
        "repeated": found.repeated,
        "first": round(found.judgment.first, 3),
        "digest": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12],
        "weights": weights[:12],
    }


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a plain scheduler and two workers of one thread; yield its address, and all three."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "scheduler.json")
        started = [
            _dask(
                "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file
            )
        ]
        try:
            while not file.exists():
                time.sleep(0.1)
            address = json.loads(file.read_text(encoding="utf-8"))["address"]
            options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder)
            started += [_dask("worker", address, *options) for _time in range(2)]
            yield address, started
        finally:
            for process in started:
                process.kill()  # a worker would wait for its scheduler
            for process in started:
                process.wait()


def _dask(*command: object) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "distributed.cli.dask_" + str(command[0]), *map(str, command[1:])]
    return subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Tree(Thread):
    """Looks at some processes and all that they started, until it is stopped (Linux)."""

    def __init__(self, roots: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self._roots, self._stopped = roots, Event()
        self._ticks: dict[int, int] = {}
        self.all = self.largest = 0

    def run(self) -> None:
        """Look every fifth of a second."""
        while not self._stopped.wait(0.2):
            held = [self._look(process) for root in self._roots for process in _with_children(root)]
            self.all, self.largest = max(self.all, sum(held)), max(self.largest, *held, 0)

    def stop(self) -> float:
        """Stop, and return the seconds of the processors that all the processes took."""
        self._stopped.set()
        self.join()
        return sum(self._ticks.values()) / _TICKS

    def _look(self, process: int) -> int:
        try:
            numbers = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            pages = int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1])
        except (OSError, IndexError):
            return 0  # it is over
        self._ticks[process] = int(numbers[11]) + int(numbers[12])
        return pages * os.sysconf("SC_PAGE_SIZE")


def _with_children(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    except OSError:
        return
    for child in children:
        yield from _with_children(int(child))


def measure(
    name: str,
    folder: Path,
    options: Sequence[str],
    others: Sequence[int] = (),
    kill: Callable[[], None] | None = None,
) -> dict[str, Any]:
    """Train in a process of its own beside `others`, print what it took, and return it."""
    command = [sys.executable, __file__, "train", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        tree = Tree([process.pid, *others])
        tree.start()
        if kill is not None:
            Thread(target=kill, daemon=True).start()
        said, _error = process.communicate()
        cpu = tree.stop()
    found: dict[str, Any] = json.loads(said)
    took = {
        "cpu": round(cpu, 1),
        "each": round(1_000 * cpu / found["read"], 2),
        "all": tree.all >> 20,
        "largest": tree.largest >> 20,
        "load": round(os.getloadavg()[0], 1),
    }
    print(f"{folder.name}, {name}:", json.dumps(found | took), flush=True)
    return found


def measure_all(folder: Path, workers: Sequence[int], *, scheduler: bool, kill: bool) -> set[str]:
    """Train on a folder in every way, and return the digests of what was learned."""
    found = [measure(f"{number} at once", folder, ["--workers", str(number)]) for number in workers]
    if scheduler:
        with cluster() as started:
            address, processes = started
            seconds = found[-1]["seconds"] / 2 if found else 60.0
            name = f"Dask, a worker dies after {seconds:.0f} s" if kill else "Dask"
            options, others = ["--scheduler", address], [one.pid for one in processes]
            end = (lambda: _kill(processes[-1], seconds)) if kill else None
            found.append(measure(name, folder, options, others, end))
    return {one["digest"] for one in found}


def main() -> None:
    """Make, measure, or train once."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("posts", type=Path)
    making.add_argument("folder", type=Path)
    making.add_argument("number", type=int)
    making.add_argument("--form", choices=_FORMS)
    measuring = commands.add_parser("measure")
    measuring.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    measuring.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    measuring.add_argument("--scheduler", action="store_true")
    measuring.add_argument("--kill", action="store_true", help="kill one of its workers half-way")
    training = commands.add_parser("train")
    training.add_argument("folder", type=Path)
    training.add_argument("--workers", type=int, default=1)
    training.add_argument("--scheduler")
    given = parser.parse_args()
    if given.command == "make":
        rows = [json.loads(line) for line in given.posts.read_text(encoding="utf-8").splitlines()]
        write(made(rows, given.number), given.folder, given.form)
    elif given.command == "train":
        print(json.dumps(learned(given.folder, given.workers, given.scheduler)))
    else:
        digests = [
            measure_all(folder, given.workers, scheduler=given.scheduler, kill=given.kill)
            for folder in given.folders
        ]
        sys.exit(any(len(of_folder) > 1 for of_folder in digests))


def _kill(worker: subprocess.Popen[bytes], seconds: float) -> None:
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)


if __name__ == "__main__":
    main()
