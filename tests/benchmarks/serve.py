"""How many requests a second the server answers, and how late the slowest hundredth is.

    python tests/benchmarks/serve.py FEED.json... [--posts 20000] [--seconds 4] [--rounds 6] [--connections 4]

An instance is made of the posts of some responses: two hundred are labeled, yes for the back end, Python and
data, and both models are trained. Measured in turns, on the same machine and the same career model,
with wrk (a Debian package) or, where it is not installed, with threads of this process:

    similar_jobs       POST /model/similar_jobs of the server, as `serve` starts it
    reference          the same route as Flask and waitress answer it, the model in memory, never looked after
    recommendations    GET /recommendations
    never asked before GET /recommendations?since=, each time another, which nothing remembers

Each server has answered once before. Printed are the requests a second and the latencies of the best round,
which other programs disturbed least, and the processor time that the server took for a request, which hardly
depends on them. It takes Flask and waitress besides (pip install flask waitress).
"""

import argparse
import http.client
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from jobsearch.boards import remoteok
from jobsearch.services import careers
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.recommend.prepare import complete
from jobsearch.services.training.train import train
from jobsearch.settings import Settings
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import connect, writing

BODY = json.dumps({"experience": [{"description": "organizing projects with agile and scrum methodologies"}]})
REFERENCE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from flask import Flask, jsonify, request
from waitress import serve
from jobsearch.services import careers
from jobsearch.settings import Settings
model = careers._load(Settings(Path(sys.argv[2])))
app = Flask("reference")
@app.post("/model/similar_jobs")
def similar_jobs():
    text = request.get_json()["experience"][0]["description"]
    found = model.similar([text])
    return jsonify(results=[{"probability": chance, "title": title} for title, chance in found])
serve(app, host="127.0.0.1", port=int(sys.argv[3]), _quiet=True)
"""
POST = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [[{body}]]
"""
OTHERS = """
local hours = {first}
request = function()
  hours = hours + 1
  return wrk.format("GET", "/recommendations?since=" .. hours .. "h")
end
"""
LABELED = 200


@dataclass(frozen=True)
class Figures:
    """One round: requests a second, latencies in milliseconds, processor milliseconds for a request."""

    rate: float
    median: float
    p99: float
    cpu: float
    failed: int


@dataclass(frozen=True)
class Load:
    """What to ask for, again and again; `since` in the path makes every request another."""

    path: str
    body: str = ""


def prepare(instance: Path, feeds: list[Path], size: int) -> None:
    """Store posts, label some, and train both models."""
    settings, now = Settings(instance), datetime.now(UTC)
    found = [post for feed in feeds for post in remoteok.parse(feed.read_bytes(), feed.name, now).postings]
    given = [replace(found[n % len(found)], external_id=str(1_000_000 + n)) for n in range(size)]
    with writing(connect(settings.store_path)) as session:
        for start in range(0, size, 5_000):
            posts.upsert(session, given[start : start + 5_000], now)
        session.commit()
    chosen = random.Random(0).sample(given, LABELED)
    rows = (f"remoteok:{post.external_id},{_answer(post.title)}\n" for post in chosen)
    import_labels(settings, "key,label\n" + "".join(rows), "labels.csv")
    train(settings)
    complete(settings)
    if size < careers.ENOUGH_POSTS:
        careers.train(settings)


def _answer(title: str) -> str:
    return "yes" if re.search("back.?end|python|data|machine learning", title.casefold()) else "no"


@contextmanager
def running(command: list[str], port: int) -> Iterator[int]:
    """Run a server until it listens, and for as long as the block; give its process id."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert server.poll() is None, command
                    time.sleep(0.1)
            yield server.pid
        finally:
            server.terminate()


def measure(load: Load, port: int, pid: int, seconds: int, connections: int) -> Figures:
    """Ask for some seconds."""
    before = cpu_seconds(pid)
    tool = with_wrk if shutil.which("wrk") else with_threads
    requests, rate, median, p99, failed = tool(load, port, seconds, connections)
    return Figures(rate, median, p99, (cpu_seconds(pid) - before) * 1000 / max(requests, 1), failed)


def with_wrk(load: Load, port: int, seconds: int, connections: int) -> tuple[int, float, float, float, int]:
    """Return requests, requests a second, median, 99th percentile and failures, as wrk prints them."""
    script = POST.format(body=load.body) if load.body else ""
    if "since" in load.path:
        script = OTHERS.format(first=random.randrange(10_000, 90_000))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        size = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
        command = ["wrk", *size, "-s", file.name, f"http://127.0.0.1:{port}{load.path}"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {name: _milliseconds(re.search(rf"{name}%\s+([\d.]+)(us|ms|s)", said)) for name in ("50", "99")}
    requests, rate = re.search(r"(\d+) requests in", said), re.search(r"Requests/sec:\s+([\d.]+)", said)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: (.*)", said)
    lost = sum(map(int, re.findall(r"\d+", broken[1]))) if broken else 0
    assert requests is not None
    assert rate is not None, said
    return (
        int(requests[1]),
        float(rate[1]),
        found["50"],
        found["99"],
        lost + (int(failed[1]) if failed else 0),
    )


def _milliseconds(match: re.Match[str] | None) -> float:
    assert match is not None
    return float(match[1]) * {"us": 0.001, "ms": 1, "s": 1000}[match[2]]


def with_threads(
    load: Load, port: int, seconds: int, connections: int
) -> tuple[int, float, float, float, int]:
    """Return the same, measured by threads, which take a good part of the machine themselves."""
    end = time.monotonic() + seconds

    def ask(number: int) -> list[tuple[float, int]]:
        connection, taken = http.client.HTTPConnection("127.0.0.1", port), []
        while time.monotonic() < end:
            start = time.perf_counter()
            path = load.path.replace("since=", f"since={10_000 * (number + 1) + len(taken)}h")
            headers = {"Content-Type": "application/json"} if load.body else {}
            connection.request("POST" if load.body else "GET", path, load.body or None, headers)
            answer = connection.getresponse()
            answer.read()
            taken.append(((time.perf_counter() - start) * 1000, answer.status))
        return taken

    with ThreadPoolExecutor(connections) as threads:
        taken = sorted(one for many in threads.map(ask, range(connections)) for one in many)
    failed = sum(status >= 400 for _taken, status in taken)
    middle, late = taken[len(taken) // 2][0], taken[len(taken) * 99 // 100][0]
    return len(taken), len(taken) / seconds, middle, late, failed


def ask_once(load: Load, port: int) -> None:
    """Let a server read what it keeps."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Content-Type": "application/json"} if load.body else {}
    path = f"{load.path}1h" if "since" in load.path else load.path
    connection.request("POST" if load.body else "GET", path, load.body or None, headers)
    assert connection.getresponse().status == 200
    connection.close()


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process so far (proc(5), stat: the 14th and 15th field)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="+", type=Path)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--connections", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        instance, ports = Path(name) / "instance", (free_port(), free_port())
        prepare(instance, options.feeds, options.posts)
        titles = len(careers.titles(Settings(instance)))
        tool = "wrk" if shutil.which("wrk") else "threads"
        print(f"{options.posts:,} posts, {titles} titles, {options.connections} connections, {tool}")
        similar = Load("/model/similar_jobs", BODY)
        ours = [
            sys.executable,
            str(ROOT / "main.py"),
            "--instance",
            str(instance),
            "serve",
            "--port",
            str(ports[0]),
        ]
        reference = [sys.executable, "-c", REFERENCE, str(ROOT), str(instance), str(ports[1])]
        with running(ours, ports[0]) as server, running(reference, ports[1]) as other:
            targets = {
                "similar_jobs": (similar, ports[0], server),
                "reference": (similar, ports[1], other),
                "recommendations": (Load("/recommendations"), ports[0], server),
                "never asked before": (Load("/recommendations?since="), ports[0], server),
            }
            rounds: dict[str, list[Figures]] = {what: [] for what in targets}
            # What nothing remembers comes last: it drives out what the others had remembered.
            for together in (["similar_jobs", "reference", "recommendations"], ["never asked before"]):
                for what in together:
                    ask_once(*targets[what][:2])
                for _round in range(options.rounds):
                    for what in together:
                        found = measure(*targets[what], options.seconds, options.connections)
                        rounds[what].append(found)
    print(f"{'':18s} requests/s  median ms  p99 ms  processor ms  failed")
    for what, figures in rounds.items():
        one = max(figures, key=lambda one: one.rate)
        failed = sum(one.failed for one in figures)
        print(f"{what:18s} {one.rate:10.0f} {one.median:10.1f} {one.p99:7.1f} {one.cpu:13.2f} {failed:7d}")


if __name__ == "__main__":
    main()
