"""How long the next post takes to be drawn after a key, in a pseudo-terminal, and what a session finds.

    python tests/benchmarks/label.py FEED.json... [--answers 100] [--think 0.3]
                                     [--grades PERSON.csv] [--like TEXT]
    python tests/benchmarks/label.py --instance FOLDER [--answers 100] [--think 0.3] [--like TEXT]

A session over the posts of the responses, or over a copy of an instance, is answered key by key, with
`think` seconds of reading for each, in which the model is fitted. Reported is the time from each key to the
moment at which the next post's key stands on the screen: median, 95th percentile, longest.

With --grades (columns id,grade; yes from 2 on) the answers are that person's. Then the share of the wanted
posts that were shown within 20, 50 and 100 answers is reported, and how well `train` ranks the posts left to
someone who gave these answers, beside as many answers to random posts.
"""

import argparse
import csv
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import numpy as np
import pexpect
from sklearn.metrics import average_precision_score

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from jobsearch.boards.registry import BOARDS

APP = [sys.executable, str(ROOT / "main.py")]
KEY = re.compile(rf"(?:remoteok:(\d+)|((?:{'|'.join(BOARDS)}):\S+))(?=\s)")


def run(instance: Path, *arguments: str) -> str:
    """Run a command of the program; return what it printed on stdout."""
    command = [*APP, "--instance", str(instance), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def session(
    instance: Path, answers: int, think: float, wanted: dict[str, bool], like: str
) -> list[tuple[str, float]]:
    """Answer that many posts; return their ids, each with the seconds from the key before to its screen."""
    arguments = ["--instance", str(instance), "label", *(["--like", like] if like else [])]
    child = pexpect.spawn(
        APP[0],
        [*APP[1:], *arguments],
        env=os.environ | {"TERM": "xterm-256color"},
        dimensions=(50, 160),
        timeout=60,
        encoding="utf-8",
        codec_errors="replace",
    )
    child.delaybeforesend = None
    shown: list[tuple[str, float]] = []
    pressed = time.perf_counter()
    while len(shown) < answers:
        child.expect(KEY)
        id_ = child.match[1] or child.match[2]
        if shown and id_ == shown[-1][0]:
            continue
        shown.append((id_, time.perf_counter() - pressed))
        time.sleep(think)
        pressed = time.perf_counter()
        child.send("y" if wanted.get(id_, zlib.crc32(id_.encode()) % 10 == 0) else "n")
    child.send("q")
    child.expect(pexpect.EOF)
    return shown


def precision_left(instance: Path, labeled: list[str], wanted: dict[str, bool]) -> str:
    """Train on these labels alone; return the average precision on the other graded posts."""
    (instance / "labels.csv").write_text(
        "\n".join(["key,label", *(f"remoteok:{id_},{'yes' if wanted[id_] else 'no'}" for id_ in labeled)])
    )
    run(instance, "labels", "import", str(instance / "labels.csv"))
    run(instance, "train")
    rows = json.loads(run(instance, "recommend", "--all", "-o", "json"))
    scores = {row["key"].removeprefix("remoteok:"): row["score"] for row in rows}
    left = [id_ for id_ in scores if id_ in wanted]
    truth = [wanted[id_] for id_ in left]
    if not any(truth):
        return "none of the wanted is left"
    return f"{average_precision_score(truth, [scores[id_] for id_ in left]):.2f}, {sum(truth)} wanted left"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="*", type=Path)
    parser.add_argument("--instance", type=Path)
    parser.add_argument("--answers", type=int, default=100)
    parser.add_argument("--think", type=float, default=0.3)
    parser.add_argument("--grades", type=Path)
    parser.add_argument("--like", default="")
    options = parser.parse_args()
    wanted: dict[str, bool] = {}
    if options.grades:
        with options.grades.open(newline="") as file:
            wanted = {row["id"]: int(row["grade"]) >= 2 for row in csv.DictReader(file)}
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        if options.instance:
            shutil.copytree(options.instance, instance)
        for feed in options.feeds:
            run(instance, "fetch-new", "--from", str(feed))
        shown = session(instance, options.answers, options.think, wanted, options.like)
        times = [1000 * seconds for _id, seconds in shown[1:]]
        print(f"{options.answers} answers, first post after {shown[0][1]:.2f} s")
        middle, late = statistics.median(times), float(np.quantile(times, 0.95))
        print(f"  key to next post: median {middle:.0f} ms, 95 % {late:.0f} ms, longest {max(times):.0f} ms")
        if wanted:
            ids = [id_ for id_, _seconds in shown]
            for count in (20, 50, 100):
                found = sum(wanted[id_] for id_ in ids[:count])
                print(f"  within {count} answers: {found / sum(wanted.values()):.2f} of the wanted posts")
            others = random.Random(0).sample(sorted(wanted), len(ids))
            for name, labeled in (("these answers", ids), ("as many random ones", others)):
                fresh = Path(folder) / name
                for feed in options.feeds:
                    run(fresh, "fetch-new", "--from", str(feed))
                left = precision_left(fresh, labeled, wanted)
                print(f"  average precision on the posts left after {name}: {left}")


if __name__ == "__main__":
    main()
