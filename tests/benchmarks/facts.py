"""How well and how fast the facts are read from real posts: facts.py FOLDER, a folder of saved responses.

The posts that people judged are named in tests/data; those that the folder does not hold are left out.
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.boards.remoteok import parse
from jobsearch.domain.posting import format_key
from jobsearch.facts import Facts, Pay, can_work_from
from jobsearch.facts.reading import read_facts

DATA = Path(__file__).resolve().parents[1] / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def _print_places(facts: Mapping[str, Facts], name: str) -> None:
    judged = [row for row in _rows(name) if row["key"] in facts]
    pairs = Counter(
        (row[country], str(can_work_from(facts[row["key"]], country).answer))
        for row in judged
        for country in row
        if country != "key"
    )
    print(f"{name}: {len(judged)} posts")
    for answer in ("no", "yes"):
        right = pairs[answer, answer]
        read = sum(count for (_judged, given), count in pairs.items() if given == answer)
        said = sum(count for (given, _read), count in pairs.items() if given == answer)
        print(f"  {answer}: precision {right}/{read} = {right / read:.3f}")
        print(f"  {answer}: recall {right}/{said} = {right / said:.3f}")


def main(folder: str) -> None:
    """Print how many of the judged answers are right, and the time of the processor that a post takes."""
    feeds = [
        parse(file.read_bytes(), file.name, datetime.now(UTC)) for file in sorted(Path(folder).glob("*.json"))
    ]
    posts = {format_key(post.source, post.external_id): post for feed in feeds for post in feed.postings}
    began = time.process_time()
    read_facts(next(iter(posts.values())))
    first = time.process_time() - began
    loaded = time.process_time()
    facts = {key: read_facts(post) for key, post in posts.items()}
    each = (time.process_time() - loaded) / len(posts)
    print(f"{len(posts)} posts; the first takes {first:.2f} s, each other {each * 1000:.2f} ms")

    for name in ("can-work-from.csv", "can-work-from-by-another.csv"):
        _print_places(facts, name)
    others = {row["key"]: row["language"] for row in _rows("post-languages.csv")}
    right = sum(one.language.code == others.get(key, "en") for key, one in facts.items())
    print(f"language: {right}/{len(facts)} = {right / len(facts):.3f}")
    periods = {row["key"]: row["period"] for row in _rows("pay-periods.csv") if row["key"] in facts}
    right = sum(one.pay is not None and one.pay.period == periods.get(key) for key, one in facts.items())
    stated = sum(one.pay is not None or key in periods for key, one in facts.items())
    print(f"pay period: {right}/{stated} = {right / stated:.3f}")
    read = {key: one.pay for key, one in facts.items() if one.pay and one.pay.is_stated}
    judged = {row["key"]: row for row in _rows("stated-pay.csv") if row["key"] in facts}
    right = sum(key in judged and _is_pay(pay, judged[key]) for key, pay in read.items())
    found = len(read.keys() | judged.keys())
    print(f"stated pay, amounts, currency and period: {right}/{found} = {right / found:.3f}")


def _is_pay(pay: Pay, judged: Mapping[str, str]) -> bool:
    numbers = [float(judged[name]) if judged[name] else None for name in ("minimum", "maximum")]
    said = (*numbers, judged["currency"], judged["period"])
    return said == (pay.minimum, pay.maximum, pay.currency, pay.period)


if __name__ == "__main__":
    main(*sys.argv[1:])
