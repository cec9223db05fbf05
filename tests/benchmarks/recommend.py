"""How long `recommend` takes as a whole process, and how much memory, with few and with many posts stored.

    python tests/benchmarks/recommend.py [FEED.json...] [--posts 1000 100000] [--rounds 5]

Without feeds, the demo's posts are repeated under other ids and companies. The stores have scores, labels and
reposts; one post in twenty reaches the cut. Measured beside it, in turns, on the same stores:

    imports    a process that imports typer, rich and sqlalchemy, and does nothing
    reference  a process that reads every open post and predicts, as CountVectorizer -> TfidfTransformer ->
               SGDClassifier, fitted beforehand and loaded with joblib, would have it

Medians of the rounds, and the highest memory of any.
"""

import argparse
import itertools
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sqlalchemy import insert, select

from jobsearch.boards import remoteok
from jobsearch.domain.posting import Posting
from jobsearch.services.posts import facts
from jobsearch.store import facts as stored_facts
from jobsearch.store import labels, posts, scores
from jobsearch.store.labels import LabelRecord
from jobsearch.store.models import JobPost, Model, PostFacts
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import Engine, connect, reading, writing

MEASURED = ROOT / "tests" / "support" / "measured.py"
IMPORTS = "import typer, rich, sqlalchemy"
FIT = """
import json, sys, joblib
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
texts = json.load(open(sys.argv[1]))
answers = [number % 4 == 0 for number in range(len(texts))]
pipeline = make_pipeline(CountVectorizer(), TfidfTransformer(), SGDClassifier(random_state=0))
joblib.dump(pipeline.fit(texts, answers), sys.argv[2])
"""
REFERENCE = """
import sqlite3, sys, joblib
pipeline = joblib.load(sys.argv[2])
posts = sqlite3.connect(sys.argv[1]).execute(
    "SELECT title, url, title || ' ' || description || ' ' || tags || ' ' || location FROM job_posts p "
    "WHERE NOT EXISTS (SELECT 1 FROM labels l WHERE l.source = p.source AND l.external_id = p.external_id)"
).fetchall()
scores = pipeline.decision_function([text for _title, _url, text in posts])
for score, (title, url, _text) in sorted(zip(scores, posts), reverse=True)[:20]:
    print(f"{score:.3f} {title} {url}")
"""
BY_FACTS = "--can-work-from PT --min-salary 50k --language en --exclude crypto".split()
LABELS = 200
REACHING = 0.05
REPOSTED = 0.05
BATCH = 5_000


def read_posts(feeds: list[Path]) -> list[Posting]:
    """Return the posts of some responses, or of the demo's."""
    bodies = [feed.read_bytes() for feed in feeds] or [(files("jobsearch.demo") / "feed.json").read_bytes()]
    now = datetime.now(UTC)
    return [post for body in bodies for post in remoteok.parse(body, "a feed", now).postings]


def prepare(instance: Path, given: list[Posting], size: int, read: int | None = None) -> None:
    """Make a store of so many posts, with everything that `recommend` reads.

    The facts of `read` of the posts given are read, None for all, and stand for those of the others.
    """
    rng, now = random.Random(size), datetime.now(UTC)
    engine = connect(instance / "jobposts.db")
    with writing(engine) as session:
        numbered = zip(range(size), itertools.cycle(given), strict=False)
        made = (
            replace(
                post,
                external_id=str(1_000_000 + number),
                company=f"{post.company} {number % 997}",
                posted_at=now - timedelta(days=365 * (1 - number / size)),
            )
            for number, post in numbered
        )
        for batch in iter(lambda: list(itertools.islice(made, BATCH)), []):
            posts.upsert(session, batch, now)
        fulltext.index_pending(session)
        session.commit()
    read_facts(engine, len(given) if read is None else min(read, len(given)))
    with writing(engine) as session:
        ids = posts.every_id(session)
        firsts = {id_: id_ for id_ in ids} | {
            id_: id_ - 1 for id_ in ids[1::2] if rng.random() < 2 * REPOSTED
        }
        posts.link(session, firsts)
        for number in rng.sample(range(size), LABELS):
            labels.put(
                session, LabelRecord("remoteok", str(1_000_000 + number), rng.choice(["yes", "no"]), now)
            )
        model = Model(sha256="", trained_at=now, versions={}, yes=0, no=0, cut=1 - REACHING, metrics={})
        model.labels_digest = scores.labels_digest(session)
        scores.add_model(session, model)
        reasons = (("field: software", 0.5), ("tags of: backend", 0.3), ("title: engineer", 0.2))
        scores.put_scores(session, (Opinion(id_, rng.random(), reasons) for id_ in ids))
        session.commit()


def read_facts(engine: Engine, different: int) -> None:
    """Read the facts of so many of the last posts, which stand for those of all others."""
    rules = facts.RULES_VERSION
    with reading(engine) as session:
        read = {
            post.id: facts.row(post, facts.read_facts(post))
            for post in stored_facts.pending(session, rules, None, different)
        }
    with writing(engine) as session:
        hashes = dict(session.execute(select(JobPost.id, JobPost.content_hash)).all())
        by_content = {hashes[id_]: row for id_, row in read.items()}
        others = itertools.cycle(read.values())
        rows = [
            (by_content.get(content) or next(others)) | {"job_post_id": id_}
            for id_, content in hashes.items()
        ]
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            session.execute(insert(PostFacts), part)
        session.commit()


class Used(NamedTuple):
    """What a process used: seconds, seconds of the processor (of all its threads), MiB at most."""

    seconds: float
    processor: float
    mebibytes: float


def measured(command: list[str], folder: Path) -> Used:
    """Run a process to its end; return what it used."""
    report = folder / "ended.json"
    watched = [sys.executable, "-I", str(MEASURED), str(report), "600", *command]
    subprocess.run(watched, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended = json.loads(report.read_text())
    assert ended["status"] == 0, command
    return Used(ended["seconds"], ended["processor"], ended["mebibytes"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="*", type=Path)
    parser.add_argument("--posts", nargs="+", type=int, default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    given = read_posts(options.feeds)
    taken: defaultdict[str, list[Used]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps([f"{post.title} {post.description}" for post in given]))
        fit = [sys.executable, "-c", FIT, str(folder / "texts.json"), str(folder / "reference.joblib")]
        subprocess.run(fit, check=True)
        commands = {"imports": [sys.executable, "-c", IMPORTS]}
        for size in options.posts:
            instance = folder / str(size)
            prepare(instance, given, size)
            store = [str(instance / "jobposts.db"), str(folder / "reference.joblib")]
            ours = [sys.executable, str(ROOT / "main.py"), "--instance", str(instance), "recommend"]
            commands[f"recommend {size:,}"] = ours
            commands[f"recommend {size:,} --search"] = [*ours, "--search", "python"]
            commands[f"recommend {size:,} by facts"] = [*ours, *BY_FACTS]
            commands[f"reference {size:,}"] = [sys.executable, "-c", REFERENCE, *store]
        for _round in range(options.rounds):
            for what, command in commands.items():
                taken[what].append(measured(command, folder))
    medians = {what: statistics.median(run.seconds for run in runs) for what, runs in taken.items()}
    few, many = min(options.posts), max(options.posts)
    print(f"whole processes, medians of {options.rounds}")
    for what, median in medians.items():
        memory = max(run.mebibytes for run in taken[what])
        ratio = f"x{median / medians['imports']:.2f} of the imports"
        print(f"  {what:28s} {median:6.2f} s  {ratio:22s} {memory:6.0f} MiB")
    ratio = medians[f"recommend {many:,}"] / medians[f"recommend {few:,}"]
    print(f"recommend: x{ratio:.2f} with {many:,} posts of {few:,}")
    for size in options.posts:
        ratio = medians[f"recommend {size:,}"] / medians[f"reference {size:,}"]
        print(f"recommend: x{ratio:.3f} of the reference with {size:,} posts")


if __name__ == "__main__":
    main()
