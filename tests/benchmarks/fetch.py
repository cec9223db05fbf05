"""How long a large response takes: parse, clean, store, beside plain executemany of the same rows.

    python tests/benchmarks/fetch.py [FEED.json] [--rounds 5]

Without a file, a feed of 5,000 posts is made from the demo's. The medians of the rounds are printed; the
last line is the ratio of the store's time to that of sqlite3.executemany into the same schema.
"""

import argparse
import itertools
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.boards import remoteok
from jobsearch.domain.posting import Posting
from jobsearch.services.feed.duplicates import link_reposts
from jobsearch.services.posts import facts
from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import Session, connect, writing
from jobsearch.store.sqlite.schema import UPGRADES

POSTS = 5_000
COLUMNS = (
    "source, external_id, url, apply_url, title, company, location, tags, description, salary_min, "
    "salary_max, trap_word, posted_at, first_seen, last_seen, content_hash, raw"
)


def made_feed(size: int = POSTS) -> bytes:
    """Return so many posts that repeat the demo's under other ids and companies."""
    elements = json.loads((files("jobsearch.demo") / "feed.json").read_bytes())
    posts = [element for element in elements if element.get("position")]
    made = [
        {**post, "id": str(number), "company": f"{post['company']} {number % 331}"}
        for number, post in zip(range(1, size + 1), itertools.cycle(posts), strict=False)
    ]
    return json.dumps(made).encode()


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def store(
    path: Path,
    postings: tuple[Posting, ...],
    now: datetime,
    then: Callable[[Session], object] = lambda _session: None,
) -> None:
    """Store posts as fetch-new does, `then` with one of its caches: the index of words, or the reposts."""
    with writing(connect(path)) as session:
        stored_posts.upsert(session, postings, now)
        then(session)
        session.commit()


def store_facts(path: Path, postings: tuple[Posting, ...], now: datetime) -> None:
    """Store posts, then their facts as fetch-new does."""
    store(path, postings, now)
    facts.read_pending(connect(path))


def store_plainly(path: Path, rows: list[tuple[object, ...]]) -> None:
    """Store the same rows, ready-made, in the same schema with nothing but sqlite3."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for statement in itertools.chain.from_iterable(UPGRADES):
            connection.execute(statement)
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO job_posts ({COLUMNS}) VALUES ({marks})", rows)


def plain_rows(postings: tuple[Posting, ...], now: datetime) -> list[tuple[object, ...]]:
    """Return the posts as the values that SQLite keeps."""
    moment = now.replace(tzinfo=None).isoformat(" ")
    return [
        (
            *(post.source, post.external_id, post.url, post.apply_url, post.title, post.company),
            *(post.location, json.dumps(post.tags), post.description, post.salary_min, post.salary_max),
            *(post.trap_word, post.posted_at.replace(tzinfo=None).isoformat(" "), moment, moment),
            *(post.content_hash, post.raw_bytes),
        )
        for post in postings
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feed", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    body = options.feed.read_bytes() if options.feed else made_feed()
    now = datetime.now(UTC)
    postings = remoteok.parse(body, "feed", now).postings
    rows = plain_rows(postings, now)
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        fresh = (Path(folder) / f"{number}.db" for number in itertools.count())
        for _round in range(options.rounds):
            for name, work in (
                ("parse JSON", lambda: json.loads(body)),
                ("parse and clean", lambda: remoteok.parse(body, "feed", now)),
                ("store", lambda: store(next(fresh), postings, now)),
                ("store and index words", lambda: store(next(fresh), postings, now, fulltext.index_pending)),
                ("store and link reposts", lambda: store(next(fresh), postings, now, link_reposts)),
                ("read facts", lambda: [facts.read_facts(post) for post in postings]),
                ("store, then read and store facts", lambda: store_facts(next(fresh), postings, now)),
                ("executemany", lambda: store_plainly(next(fresh), rows)),
            ):
                times.setdefault(name, []).append(seconds(work))
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{len(postings):,} posts, {len(body) / 1e6:.1f} MB, medians of {options.rounds}")
    for name, value in medians.items():
        print(f"  {name:32s} {value:6.2f} s")
    for name in ("store", "store and index words", "store and link reposts"):
        print(f"{name}: x{medians[name] / medians['executemany']:.2f} of executemany")


if __name__ == "__main__":
    main()
