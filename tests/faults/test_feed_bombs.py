"""Bodies within the limit of eight mebibytes, made to cost memory or time once they are read."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from support.faults import Fault, fetch
from support.feeds import element
from support.server import Reply

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

MEBIBYTE = 1024 * 1024


def _as_many_as_fit(element_: str, start: str = "[", end: str = "]") -> Reply:
    room = 8 * MEBIBYTE - len(start) - len(end)
    return Reply((start + ",".join([element_] * (room // (len(element_) + 1))) + end).encode())


def _many_posts() -> Reply:
    epoch = element(1)["epoch"]
    posts = [json.dumps({"id": n, "position": "a", "epoch": epoch}) for n in range(10**6, 10**6 + 150_000)]
    return Reply(f"[{','.join(posts)}]".encode())


def _combining_marks() -> Reply:
    text = "a" + "\u0301" * 33_000 + "\u0316" * 33_000
    posts = [element(n, description=text) for n in range(50)]
    return Reply(json.dumps(posts, ensure_ascii=False).encode())


def _shuffled_texts() -> Reply:
    chance = Random(1)
    words = ["".join(chance.choices("abcdefgh", k=4)) for _ in range(39_000)]
    same = {"company": "Acme", "position": "Engineer", "location": "Berlin"}
    posts = [element(n, description=" ".join(chance.sample(words, len(words))), **same) for n in range(1, 42)]
    return Reply(json.dumps(posts).encode())


BOMBS: dict[str, Callable[[], Reply]] = {
    "lists": lambda: _as_many_as_fit("[]"),
    "numbers": lambda: _as_many_as_fit("0"),
    "objects": lambda: _as_many_as_fit('{"":0}'),
    "lists in one post": lambda: _as_many_as_fit("[]", '[{"id":"1","position":"a","junk":[', "]}]"),
    "texts in one post": lambda: _as_many_as_fit('"ab"', '[{"id":"1","position":"a","junk":[', "]}]"),
    "posts of one job": _many_posts,
    "long texts of one job": _shuffled_texts,
    "combining marks, whose order takes quadratic time": _combining_marks,
}


@pytest.mark.parametrize("name", BOMBS)
def test_eight_mebibytes_of_anything_stay_within_memory_and_time(name: str, tmp_path: Path) -> None:
    outcome = fetch(Fault([BOMBS[name]()]), tmp_path, is_fresh=True)
    assert "Traceback" not in outcome.err
    assert outcome.status in {0, 1}
    assert outcome.mebibytes < 300
    assert outcome.seconds < 90
