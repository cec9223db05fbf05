"""How often the number of wanted posts left lies in the 80 % interval that `label` and `status` show.

    python tests/benchmarks/stopping.py [CSV...] [--data ../shared/data] [--old ../shared/taste]
                                        [--seeds 2] [--processes 2]

Sessions from the first question on, through the adviser of a labeling session, over the records of each CSV
(as screening.py reads them; every other session over a random half of them) and, with --data and --old, the
posts that people graded (see wish.py; all sessions but the first over a random half, because sessions over
the same few hundred posts hardly differ). After 20, 50, 100, 200 and 400 answers the estimate is compared
with the truth.

On stdout a JSON line for each kind and half, for each of its moments, and for each of its sets or people:
`estimates`, how many there were (with too few answers there is none: `too_early`), `inside`, the share whose
interval holds the truth, `above`, the share with more left than it says, `width`, the median from its low to
its high end, and `left`, the median truth. The constants of jobsearch/learning/unseen.py were chosen on
CHOSEN and judged on the others.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, median

from screening import read_records
from wish import OLD, people

from jobsearch.domain.answers import LabelChoice
from jobsearch.learning.active_learner import Adviser
from jobsearch.learning.unseen import estimate
from jobsearch.learning.views import Readable

MOMENTS = (20, 50, 100, 200, 400)
CHOSEN = {"ace", "nudging", "artist", "nurse", "planner", "success", "tax"}


@dataclass(frozen=True)
class Pool:
    """Posts, and which are wanted."""

    kind: str
    name: str
    posts: Sequence[Readable]
    wanted: Sequence[bool]


@dataclass(frozen=True)
class Outcome:
    """An estimate beside the truth; None for no estimate."""

    kind: str
    half: str
    name: str
    answers: int
    low: int | None
    high: int | None
    left: int


def outcomes(pool: Pool, seed: int) -> list[Outcome]:
    """Return what one session's estimates were, and what was true."""
    half = "chosen" if pool.name in CHOSEN else "judged"
    answers = [answer == "yes" for answer in asked(pool.posts, pool.wanted, seed, MOMENTS[-1]).values()]
    found = []
    for moment in MOMENTS:
        if moment < min(len(answers) + 1, len(pool.posts)):
            given, left = answers[:moment], sum(pool.wanted) - sum(answers[:moment])
            said = estimate(given, len(pool.posts) - moment)
            ends = (said.low, said.high) if said else (None, None)
            found.append(Outcome(pool.kind, half, pool.name, moment, *ends, left))
    return found


def asked(posts: Sequence[Readable], wanted: Sequence[bool], seed: int, most: int) -> dict[int, LabelChoice]:
    """Return the answers of a session by the places of its posts, in the order of the questions."""
    adviser, given = Adviser(dict(enumerate(posts)), seed=seed), dict[int, LabelChoice]()
    left = set(range(len(posts)))
    while left and len(given) < most:
        place = adviser.advise(given, left, list(given)).next[0].id
        left.discard(place)
        given[place] = "yes" if wanted[place] else "no"
    return given


def _pools(options: argparse.Namespace) -> list[tuple[Pool, int]]:
    found = []
    for path in options.sets:
        records = read_records(path)
        whole = Pool("records", path.stem, records, [record.wanted for record in records])
        found += [(_sample(whole, seed, 1 + seed % 2), seed) for seed in range(options.seeds)]
    if options.data:
        for person in people(options.data, options.old):
            wanted = [bool(one) for one in person.wanted]
            whole = Pool("posts", person.name, person.pool.posts, wanted)
            found += [(_sample(whole, seed, 2 if seed else 1), seed) for seed in range(options.seeds)]
    return found


def _sample(pool: Pool, seed: int, part: int) -> Pool:
    """Return one random part of a pool, of as many as are given."""
    places = random.Random(seed).sample(range(len(pool.posts)), len(pool.posts) // part)
    posts, wanted = [pool.posts[place] for place in places], [pool.wanted[place] for place in places]
    return replace(pool, posts=posts, wanted=wanted)


def _line(found: Sequence[Outcome]) -> dict[str, float]:
    said = [(one.low, one.high, one.left) for one in found if one.low is not None and one.high is not None]
    line: dict[str, float] = {"estimates": len(said), "too_early": len(found) - len(said)}
    if said:
        line |= {
            "inside": round(fmean(low <= left <= high for low, high, left in said), 3),
            "above": round(fmean(left > high for _low, high, left in said), 3),
            "width": median(high - low for low, high, _left in said),
            "left": median(left for _low, _high, left in said),
        }
    return line


def read_options(description: str | None) -> argparse.Namespace:
    """Return the options of this benchmark, and of others over the same pools."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0] if description else "")
    parser.add_argument("sets", nargs="*", type=Path, metavar="CSV")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--old", type=Path)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    if options.data and not options.old:
        sys.exit(f"--data needs --old, where the grades of {' and '.join(OLD)} are.")
    return options


def main() -> None:
    """Measure and print."""
    options = read_options(__doc__)
    with ProcessPoolExecutor(options.processes) as executor:
        found = [one for some in executor.map(outcomes, *zip(*_pools(options), strict=True)) for one in some]
    for kind, half in sorted({(one.kind, one.half) for one in found}):
        here = [one for one in found if (one.kind, one.half) == (kind, half)]
        print(json.dumps({"kind": kind, "half": half, "answers": "all"} | _line(here)), flush=True)
        for moment in MOMENTS:
            if now := [one for one in here if one.answers == moment]:
                print(json.dumps({"kind": kind, "half": half, "answers": moment} | _line(now)), flush=True)
        for name in sorted({one.name for one in here}):
            of_name = _line([one for one in here if one.name == name])
            print(
                json.dumps({"kind": kind, "half": half, "answers": "all", "name": name} | of_name), flush=True
            )


if __name__ == "__main__":
    main()
