"""What `serve --careers` answers behind nginx, also while its model is replaced.

    python tests/benchmarks/careers_service.py POSTS.jsonl [--workers 1 2] [--seconds 10] [--connections 8]

A model is learned from real posts. For each number of processes the service and Debian's nginx run on
127.0.0.1, nginx keeping its connections to the service; wrk asks for the titles of a sentence. Printed are
the requests a second, the median, the 99th percentile and the failures: first undisturbed, then while another
model takes the place of the first by rename every second. It takes nginx and wrk (packages of Debian).
"""

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from careers import deduplicate, read_posts
from serve import BODY, Load, running, with_wrk

from jobsearch.careers.model import save
from jobsearch.careers.training import learn

NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  keepalive_requests 1000000;
  upstream careers {{ server 127.0.0.1:{behind}; keepalive 32; keepalive_timeout 4s; }}
  server {{
    listen 127.0.0.1:{front};
    location / {{
      proxy_pass http://careers;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }}
  }}
}}
"""


@contextmanager
def behind_nginx(model: Path, workers: int, folder: Path) -> Iterator[int]:
    """Run the service and nginx for as long as the block; give nginx's port."""
    behind, front = free_port(), free_port()
    options = ["--careers", str(model), "--workers", str(workers), "--port", str(behind)]
    (folder / "nginx.conf").write_text(
        NGINX.format(folder=folder, behind=behind, front=front), encoding="utf-8"
    )
    command = [sys.executable, str(ROOT / "main.py"), "serve", *options]
    # The address listens once one process does; the others need a moment more.
    with running(command, behind), running(["nginx", "-c", str(folder / "nginx.conf")], front):
        time.sleep(10 * (workers - 1))
        yield front


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def replacing(model: Path, others: list[Path]) -> Iterator[list[int]]:
    """Put other models in the place of the first, one each second; yield how many so far."""
    over, number = Event(), [0]

    def replace_on() -> None:
        while not over.wait(1):
            beside = Path(shutil.copy(others[number[0] % len(others)], model.with_name("beside")))
            beside.replace(model)
            number[0] += 1

    thread = Thread(target=replace_on)
    thread.start()
    try:
        yield number
    finally:
        over.set()
        thread.join()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("posts", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=8)
    given = parser.parse_args()
    load = Load("/model/similar_jobs", BODY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        posts = deduplicate(read_posts(given.posts))
        others = [folder / "one.npz", folder / "other.npz"]
        for path, some in zip(others, (posts, posts[: len(posts) // 2]), strict=True):
            save(learn(some).careers, path)
        model = Path(shutil.copy(others[0], folder / "careers.npz"))
        print("                          a second  median     p99  failed")
        for workers in given.workers:
            with behind_nginx(model, workers, folder) as port:
                with_wrk(load, port, 2, given.connections)
                show(f"{workers} processes", with_wrk(load, port, given.seconds, given.connections))
                with replacing(model, others) as number:
                    found = with_wrk(load, port, given.seconds, given.connections)
                show(f"the same, {number[0]} models", found)


def show(what: str, found: tuple[int, float, float, float, int]) -> None:
    """Print a line."""
    _requests, rate, median, p99, failed = found
    print(f"{what:24s}  {rate:8.0f}  {median:6.2f}  {p99:6.2f}  {failed:6d}", flush=True)


if __name__ == "__main__":
    if subprocess.run(["nginx", "-v"], capture_output=True, check=False).returncode:
        sys.exit("nginx is not installed")
    main()
