"""What 64 clients see that read and write at once, beside trainings and fetches.

    python tests/benchmarks/clients.py FEED.json... [--posts 20000] [--clients 64] [--seconds 120] [--writers]

An instance is made of the posts of some responses, as serve.py does. Each client reads and writes in turns
(`--writers`: all write labels only), as fast as it is answered; a training and a fetch run beside them, one
after the other is done. Printed are, for each route, the answers by their status and the median and the 99th
percentile of the seconds until they came; how many processor seconds the server took; and how many of the
labels that were acknowledged are stored as the last of them said.
"""

import argparse
import http.client
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from serve import ROOT, cpu_seconds, free_port, prepare, running

LABELS = ("yes", "no", "unsure")
KEYS_OF_A_CLIENT = 40
READS = (
    "/recommendations",
    "/recommendations?all=true&limit=50",
    "/posts?limit=20",
    "/posts/remoteok:1000000",
    "/labels/next?order=newest",
    "/status",
    "/health",
    "/train",
)


@dataclass
class Seen:
    """What a client saw.

    Attributes:
        taken: of each route, the statuses and the seconds until they came; status 0 where none did.
        acknowledged: of each key, the label that a successful answer acknowledged last.
        unclear: the keys of which an answer was no success: either label may be stored.

    """

    taken: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: dict[str, str] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)


class Client:
    """One of those who ask."""

    def __init__(self, number: int, port: int, end: float, *, only_writes: bool) -> None:
        """Ask a port until the end."""
        self._random = random.Random(number)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._keys = [
            f"remoteok:{1_000_000 + KEYS_OF_A_CLIENT * number + n}" for n in range(KEYS_OF_A_CLIENT)
        ]
        self._end, self._only_writes = end, only_writes
        self.seen = Seen()

    def run(self) -> Seen:
        """Ask, and return what was seen."""
        with closing(self._connection):
            while time.monotonic() < self._end:
                if self._only_writes or self._random.random() < 0.4:
                    self._write()
                else:
                    path = self._random.choice(READS)
                    self._ask("GET", path, None, f"GET {path.partition('?')[0]}")
        return self.seen

    def _write(self) -> None:
        key, label = self._random.choice(self._keys), self._random.choice(LABELS)
        kind = 1.0 if self._only_writes else self._random.random()
        if kind < 0.1:
            self._ask("POST", "/recommendations/shown", {"keys": [key]}, "POST /recommendations/shown")
            return
        removes = 0.1 < kind < 0.25
        method, body = ("DELETE", None) if removes else ("PUT", {"label": label})
        status = self._ask(method, f"/posts/{key}/label", body, f"{method} /posts/KEY/label")
        if not 200 <= status < 300:
            self.seen.unclear.add(key)
        elif removes:
            self.seen.acknowledged[key] = ""
            self.seen.unclear.discard(key)
        else:
            self.seen.acknowledged[key] = label
            self.seen.unclear.discard(key)

    def _ask(self, method: str, path: str, body: object, route: str) -> int:
        begun, status = time.perf_counter(), 0
        headers = {} if body is None else {"Content-Type": "application/json"}
        try:
            self._connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self._connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            self._connection.close()
        self.seen.taken[route].append((status, time.perf_counter() - begun))
        return status


def beside(instance: Path, feed: Path, port: int, end: float) -> Counter[str]:
    """Train over HTTP and fetch by the command, again and again; count how each ended."""
    ended: Counter[str] = Counter()
    command = [sys.executable, str(ROOT / "main.py"), "--instance", str(instance)]
    while time.monotonic() < end:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
            connection.request("POST", "/train")
            answer = connection.getresponse()
            answer.read()
            ended[f"POST /train {answer.status}"] += 1
        done = subprocess.run(
            [*command, "fetch-new", "-q", "--from", str(feed)], capture_output=True, check=False
        )
        ended[f"fetch-new {done.returncode}"] += 1
        state = "running"
        while state == "running" and time.monotonic() < end:
            time.sleep(0.5)
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
                connection.request("GET", "/train")
                state = json.loads(connection.getresponse().read())["state"]
        ended[f"training {state}"] += 1
    return ended


def lost(instance: Path, seen: list[Seen]) -> tuple[int, int, int]:
    """Return how many keys were acknowledged, are stored so, and had an unclear end."""
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        rows = connection.execute("SELECT source || ':' || external_id, label FROM labels").fetchall()
    stored: dict[str, str] = dict(rows)
    clear = {k: v for one in seen for k, v in one.acknowledged.items() if k not in one.unclear}
    right = sum(stored.get(key, "") == label for key, label in clear.items())
    return len(clear), right, sum(len(one.unclear) for one in seen)


def report(seen: list[Seen]) -> None:
    """Print the answers of each route."""
    taken: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for one in seen:
        for route, many in one.taken.items():
            taken[route] += many
    print(f"{'route':30s} {'answers':>8s}  p50 ms  p99 ms  by status")
    for route, many in sorted(taken.items()):
        seconds = sorted(second for _status, second in many)
        by_status = ", ".join(f"{status}: {n}" for status, n in sorted(Counter(s for s, _ in many).items()))
        middle, late = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
        print(f"{route:30s} {len(many):8d} {middle * 1000:7.0f} {late * 1000:7.0f}  {by_status}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="+", type=Path)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--writers", action="store_true")
    parser.add_argument("--program", type=Path, default=ROOT / "main.py", help="of another version")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        instance, port = Path(name) / "instance", free_port()
        prepare(instance, options.feeds, options.posts)
        server = [sys.executable, str(options.program), "--instance", str(instance), "serve"]
        with (
            running([*server, "--port", str(port)], port) as process,
            ThreadPoolExecutor(options.clients + 1) as pool,
        ):
            begun, end = cpu_seconds(process), time.monotonic() + options.seconds
            clients = [
                Client(number, port, end, only_writes=options.writers) for number in range(options.clients)
            ]
            seen = pool.map(lambda one: one.run(), clients)
            others: Counter[str] = Counter()
            if not options.writers:
                others = beside(instance, options.feeds[0], port, end)
            found = list(seen)
            took = cpu_seconds(process) - begun
        print(f"{options.posts:,} posts, {options.clients} clients, {options.seconds} s")
        report(found)
        print(", ".join(f"{what}: {n}" for what, n in sorted(others.items())))
        print(f"the server took {took:.0f} processor seconds")
        print("{} acknowledged, {} of them stored as acknowledged, {} unclear".format(*lost(instance, found)))


if __name__ == "__main__":
    main()
