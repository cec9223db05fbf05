"""What training on many advertisements takes: seconds, memory, and whether it learns the same in every way.

    python tests/benchmarks/corpus.py make POSTS.jsonl FOLDER NUMBER
    python tests/benchmarks/corpus.py measure FOLDER [--workers 1 2] [--scheduler] [--kill]

`make` varies real posts: each advertisement has the sentences of two posts of one title, some left out, in
another order, with words of a third here and there, another company, place and day; one in fifty is a copy.
It writes JSON lines, gzip, Zstandard and Parquet by turns, 20,000 advertisements a file.

`measure` trains once in each way, in a process of its own, and prints the seconds, the peak memory of the
process and of its largest worker, and a digest of all that was learned but for what floating point gives:
titles, counts, skills, terms. --scheduler starts a scheduler of Dask and two workers on 127.0.0.1; --kill
kills one of these half-way through.
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
from threading import Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from jobsearch.text.html import clean_description, clean_line
from jobsearch.titles.parse import parse

_A_FILE = 20_000
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


def write(rows: Iterator[dict[str, str]], folder: Path) -> None:
    """Write advertisements to files of every kind by turns."""
    import pyarrow as pa  # noqa: PLC0415 - measure needs none of both
    import zstandard  # noqa: PLC0415 - same
    from pyarrow import parquet  # noqa: PLC0415 - same

    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while piece := [row for _place, row in zip(range(_A_FILE), rows, strict=False)]:
        lines = "".join(json.dumps(row) + "\n" for row in piece).encode()
        name = folder / f"part-{number:03d}"
        if number % 4 == 0:
            name.with_suffix(".jsonl").write_bytes(lines)
        elif number % 4 == 1:
            name.with_suffix(".jsonl.gz").write_bytes(gzip.compress(lines, 1))
        elif number % 4 == 2:
            name.with_suffix(".jsonl.zst").write_bytes(zstandard.compress(lines))
        else:
            parquet.write_table(
                pa.Table.from_pylist(piece), name.with_suffix(".parquet"), row_group_size=5_000
            )
        number += 1


def learned(folder: Path, workers: int, scheduler: str | None) -> dict[str, Any]:
    """Train in this process, and return what it took and what it learned."""
    import resource  # noqa: PLC0415 - Unix

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
    peaks = [
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return {
        "seconds": round(seconds, 1),
        "reading": round(reading, 1),
        "MiB": peaks,
        "posts": found.posts,
        "titles": len(found.careers.titles),
        "repeated": found.repeated,
        "first": round(found.judgment.first, 3),
        "digest": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12],
        "weights": weights[:12],
    }


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a plain scheduler and two workers of one thread; yield its address and the workers."""
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
            yield address, started[1:]
        finally:
            for process in started:
                process.kill()  # a worker would wait for its scheduler
            for process in started:
                process.wait()


def _dask(*command: object) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "distributed.cli.dask_" + str(command[0]), *map(str, command[1:])]
    return subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure(folder: Path, options: Sequence[str], kill: Callable[[], None] | None = None) -> None:
    """Train in a process of its own, and print what it took."""
    command = [sys.executable, __file__, "train", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        if kill is not None:
            Thread(target=kill, daemon=True).start()
        said, _error = process.communicate()
    print(" ".join(options) or "one process", said.decode().strip(), flush=True)


def main() -> None:
    """Make, measure, or train once."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("posts", type=Path)
    making.add_argument("folder", type=Path)
    making.add_argument("number", type=int)
    measuring = commands.add_parser("measure")
    measuring.add_argument("folder", type=Path)
    measuring.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    measuring.add_argument("--scheduler", action="store_true")
    measuring.add_argument("--kill", type=float, metavar="SECONDS", help="kill a worker after so many")
    training = commands.add_parser("train")
    training.add_argument("folder", type=Path)
    training.add_argument("--workers", type=int, default=1)
    training.add_argument("--scheduler")
    given = parser.parse_args()
    if given.command == "make":
        rows = [json.loads(line) for line in given.posts.read_text(encoding="utf-8").splitlines()]
        write(made(rows, given.number), given.folder)
    elif given.command == "train":
        print(json.dumps(learned(given.folder, given.workers, given.scheduler)))
    else:
        for workers in given.workers:
            measure(given.folder, ["--workers", str(workers)])
        if given.scheduler:
            with cluster() as (address, workers):
                kill = None if given.kill is None else lambda: _kill(workers[0], given.kill)
                measure(given.folder, ["--scheduler", address], kill)


def _kill(worker: subprocess.Popen[bytes], seconds: float) -> None:
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)


if __name__ == "__main__":
    main()
