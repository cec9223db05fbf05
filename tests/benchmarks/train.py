"""How long `train` takes as a whole process, beside the reference recipe's single fit on the same labels.

    python tests/benchmarks/train.py FEED.json... [--labels 200] [--posts 600] [--rounds 5]

The feeds are stored, the first posts labeled (yes where the title says "senior"), and `train` is run: it
reads, evaluates, fits, scores every post and writes. The reference is a process that reads the same texts
from a file and fits CountVectorizer -> TfidfTransformer -> SGDClassifier once. Medians of the rounds, and the
highest memory of any.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from jobsearch.boards import remoteok
from jobsearch.domain.posting import Posting, format_key
from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite.engine import connect, writing

REFERENCE = """
import json, sys
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
texts, answers = json.load(open(sys.argv[1]))
make_pipeline(CountVectorizer(), TfidfTransformer(), SGDClassifier(random_state=0)).fit(texts, answers)
"""


def read_posts(feeds: list[Path], most: int) -> list[Posting]:
    """Return the first posts of some responses, each id once."""
    now, found = datetime.now(UTC), dict[str, Posting]()
    for feed in feeds:
        for post in remoteok.parse(feed.read_bytes(), str(feed), now).postings:
            found.setdefault(post.external_id, post)
    return list(found.values())[:most]


def is_wanted(post: Posting) -> bool:
    """Tell the made-up person's taste."""
    return "senior" in post.title.casefold()


def prepare(folder: Path, posts: list[Posting], labeled: list[Posting]) -> None:
    """Make an instance with the posts and labels, and the file that the reference reads."""
    instance = folder / "instance"
    with writing(connect(instance / "jobposts.db")) as session:
        stored_posts.upsert(session, posts, datetime.now(UTC))
        session.commit()
    rows = [
        f"{format_key(post.source, post.external_id)},{'yes' if is_wanted(post) else 'no'}"
        for post in labeled
    ]
    (folder / "labels.csv").write_text("\n".join(["key,label", *rows]) + "\n")
    main = [sys.executable, str(ROOT / "main.py"), "--instance", str(instance)]
    subprocess.run([*main, "labels", "import", str(folder / "labels.csv")], check=True, capture_output=True)
    texts = [f"{post.title}\n{post.description}\n{','.join(post.tags)}\n{post.location}" for post in labeled]
    (folder / "texts.json").write_text(json.dumps([texts, [is_wanted(post) for post in labeled]]))


def seconds(command: list[str]) -> float:
    """Return how long a process takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("feeds", nargs="+", type=Path)
    parser.add_argument("--labels", type=int, default=200)
    parser.add_argument("--posts", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    posts = read_posts(options.feeds, options.posts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, posts, posts[: options.labels])
        train = [sys.executable, str(ROOT / "main.py"), "--instance", str(folder / "instance"), "train"]
        fit = [sys.executable, "-c", REFERENCE, str(folder / "texts.json")]
        rounds = [(seconds(train), seconds(fit)) for _round in range(options.rounds)]
    ours, theirs = (statistics.median(times) for times in zip(*rounds, strict=True))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )
    print(f"{options.labels:,} labels, {len(posts):,} posts, medians of {options.rounds}")
    print(f"  train {ours:.2f} s, reference fit {theirs:.2f} s: x{ours / theirs:.2f}")
    print(f"  memory at most {memory / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
