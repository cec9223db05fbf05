"""Time and memory of company boards: 200 companies due at once, and one board of 1,700 posts.

    python tests/benchmarks/companies.py [companies] [posts]

A local server answers for all boards after 50 ms. Prints seconds, and the peak of memory of the whole process
of each fetch-new, in MiB.
"""

import json
import os
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from recommend import Used, measured

from jobsearch.boards.registry import source_named
from jobsearch.services.sources.changing import follow
from jobsearch.settings import Settings

LATENCY = 0.05
BOARDS = ("greenhouse", "ashby", "lever", "recruitee")
LARGE = "large"
WORDS = "You build the services behind our shop, review what your team writes, and are on call one week. "


def job(company: str, number: int, length: int) -> dict[str, object]:
    """Return a post that each of the boards can read; a large one is of Greenhouse alone."""
    identity = f"{company}-{number}"
    text = ((WORDS + f"Thing {number} of {company}. ") * (length // len(WORDS)))[:length]
    found: dict[str, object] = {"id": identity, "internal_job_id": number, "title": f"Engineer {number}"}
    found |= {"absolute_url": f"https://job-boards.greenhouse.io/{company}/jobs/{identity}", "isListed": True}
    found |= {
        "location": {"name": "Berlin"},
        "company_name": company,
        "first_published": "2026-08-01T10:00:00Z",
    }
    found |= {"content": f"&lt;p&gt;{text}&lt;/p&gt;"}
    others = {"text": found["title"], "descriptionHtml": text, "description": text}
    return found if company == LARGE else found | others


def answer(path: str, posts: int) -> bytes:
    """Return what the board of the company in a path answers."""
    steps = path.partition("?")[0].strip("/").split("/")
    company = steps[-1] if "postings" in path or "job-board" in path else steps[-2]
    jobs = [
        job(company, n, 10_000 if company == LARGE else 3_000)
        for n in range(posts if company == LARGE else 5)
    ]
    if "/postings/" in path:
        return json.dumps(jobs).encode()
    return json.dumps({"offers" if path.startswith("/api/offers") else "jobs": jobs}).encode()


def serve(posts: int) -> ThreadingHTTPServer:
    """Run a server that stands for all boards."""
    large = answer(f"/v1/boards/{LARGE}/jobs", posts)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(LATENCY)
            content = large if f"/{LARGE}/" in self.path else answer(self.path, posts)
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Keep the output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"one board of {posts} posts is {len(large) / 2**20:.1f} MiB")
    return server


def settings(folder: str, server: ThreadingHTTPServer, names: list[str]) -> Settings:
    """Return an instance that follows these sources."""
    base = f"http://127.0.0.1:{server.server_port}"
    found = Settings(
        instance=Path(folder), source_urls=dict.fromkeys(BOARDS, base), first_sources=(names[0],)
    )
    found.instance.mkdir(parents=True, exist_ok=True)
    for name in names:
        follow(found, source_named(name))
    return found


def main(companies: int = 200, posts: int = 1_700) -> None:
    """Measure and print."""
    server = serve(posts)
    several = {
        "one board's companies": [f"greenhouse:company-{n}" for n in range(companies)],
        "four boards' companies": [f"{BOARDS[n % 4]}:company-{n}" for n in range(companies)],
        "one large board": [f"greenhouse:{LARGE}"],
    }
    for what, names in several.items():
        with tempfile.TemporaryDirectory() as folder:
            given = settings(folder, server, names)
            used = fetched(given, Path(folder))
            with closing(sqlite3.connect(given.store_path)) as connection:
                (stored,) = connection.execute("SELECT count(*) FROM job_posts").fetchone()
                (reached,) = connection.execute("SELECT count(*) FROM sources WHERE answered_at").fetchone()
            print(
                f"{what}: {used.seconds:.1f} s ({used.processor:.1f} s of the processor), {stored} posts, "
                f"{reached} of {len(names)} boards answered, peak {used.mebibytes:.0f} MiB",
                flush=True,
            )


def fetched(given: Settings, folder: Path) -> Used:
    """Run fetch-new as a process; return what it used."""
    (base,) = set(given.source_urls.values())
    urls = {f"JOBSEARCH_SOURCE_URL_{board.upper()}": base for board in BOARDS}
    os.environ.update(urls)
    process = [sys.executable, str(ROOT / "main.py"), "--instance", str(given.instance), "fetch-new"]
    return measured(process, folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
