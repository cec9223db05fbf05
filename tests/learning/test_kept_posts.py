"""What is kept of the posts ranks them as reading them again would, or is not used."""

import json
import os
import pickle
import random
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from support.postings import posting

from jobsearch.domain.posting import Posting
from jobsearch.domain.wish import stated
from jobsearch.learning import kept_posts
from jobsearch.learning.counts import Counts, count
from jobsearch.learning.kept_posts import KeptPosts, load, renew, save

WORDS = "python kafka nurse ward sales bank berlin texas zebra crypto remote".split()
WISH = stated("python kafka, remote, no crypto")


def posts(size: int, seed: int = 0) -> dict[int, Posting]:
    """Return posts by their ids; those of another seed are others of the same ids."""
    rng = random.Random(seed)
    return {
        id_: posting(id_, title=rng.choice(WORDS), description=" ".join(rng.choices(WORDS, k=30)), tags=())
        for id_ in range(1, size + 1)
    }


class Board:
    """The stored posts, and how many were read."""

    def __init__(self, stored: dict[int, Posting]) -> None:
        self.stored = stored
        self.read_ids: list[int] = []

    def read(self, ids: Sequence[int]) -> Iterator[tuple[dict[int, str], Counts]]:
        self.read_ids = list(ids)
        for start in range(0, len(ids), 3):
            some = ids[start : start + 3]
            yield {id_: self.marks()[id_] for id_ in some}, count(self.stored[id_] for id_ in some)

    def marks(self) -> dict[int, str]:
        return {id_: post.content_hash for id_, post in self.stored.items()}

    def kept(self, before: KeptPosts | None = None) -> KeptPosts:
        return renew(before, str(len(self.stored)), self.marks(), self.read)


def ranking(kept: KeptPosts) -> tuple[list[float], list[object]]:
    """Return the likeness of every post to a wish, and its reasons, to the last digit."""
    alike = kept.posts.like(WISH)
    return alike.scores.tolist(), [*alike.reasons(range(len(kept.marks)))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save(Board(posts(20)).kept(), tmp_path / "posts-read.npz")
    return tmp_path / "posts-read.npz"


def loaded(path: Path) -> KeptPosts:
    found = load(path)
    assert found is not None
    return found


def test_what_was_kept_ranks_like_what_was_just_read(path: Path) -> None:
    kept, fresh = loaded(path), Board(posts(20)).kept()
    assert ranking(kept) == ranking(fresh)
    assert (kept.state, kept.marks, kept.places) == (fresh.state, fresh.marks, fresh.places)


@pytest.mark.parametrize(
    ("changed", "size", "expected"),
    [
        ({}, 26, [21, 22, 23, 24, 25, 26]),
        ({3: 1, 17: 1}, 20, [3, 17]),
        ({1: 1, 20: 1}, 22, [1, 20, 21, 22]),
        ({}, 20, []),
        ({}, 12, []),
    ],
)
def test_only_what_is_new_or_another_is_read_and_ranks_like_all_read_at_once(
    path: Path, changed: dict[int, int], size: int, expected: list[int]
) -> None:
    board = Board(posts(size) | {id_: posts(20, seed)[id_] for id_, seed in changed.items()})
    renewed = board.kept(loaded(path))
    assert board.read_ids == expected
    assert ranking(renewed) == ranking(Board(board.stored).kept())


def test_a_file_that_is_cut_off_or_has_another_byte_is_not_used(path: Path) -> None:
    content, expected = path.read_bytes(), ranking(loaded(path))
    rng = random.Random(1)
    for _time in range(60):
        place = rng.randrange(len(content))
        path.write_bytes(content[:place])
        assert load(path) is None
        path.write_bytes(
            content[:place] + bytes([content[place] ^ 1 << rng.randrange(8)]) + content[place + 1 :]
        )
        found = load(path)  # a byte of the archive's own dates says nothing of the posts
        assert found is None or ranking(found) == expected


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x93NUMPY", pickle.dumps([1, 2]), b"posts " * 999])
def test_another_kind_of_file_is_not_used(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert load(path) is None


def test_a_file_that_would_run_code_is_not_used_and_runs_none(path: Path, tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return (Path.touch, (tmp_path / "ran",))

    arrays = dict(np.load(path))
    np.savez(path, **(arrays | {"marks": np.array([Hostile()] * 20, dtype=object)}))
    assert load(path) is None
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("columns", lambda array: array + np.int32(1000)),
        ("columns", lambda array: array - np.int32(1000)),
        ("columns", lambda array: array.astype(np.float32)),
        ("columns", lambda array: array[:-1]),
        ("ends", lambda array: array[::-1]),
        ("ends", lambda array: array[:-1]),
        ("numbers", lambda array: array * np.uint8(0)),
        ("numbers", lambda array: array[:, np.newaxis]),
        ("rarity", lambda array: array[:-1]),
        ("lengths", lambda array: array.T),
        ("ids", lambda array: array[:-1]),
        ("ids", lambda array: array * 0),
        ("ids", lambda array: array[::-1]),
        ("ids", lambda array: array.astype(np.float64)),
        ("rarity", lambda array: array * np.float32("nan")),
        ("lengths", lambda array: array * np.inf),
        ("marks", lambda array: array[:-1]),
        ("about", lambda _array: np.frombuffer(b"[1, 2]", dtype=np.uint8)),
    ],
)
def test_numbers_that_fit_no_posts_are_not_used(path: Path, name: str, changed: object) -> None:
    arrays = dict(np.load(path))
    np.savez(path, **(arrays | {name: changed(arrays[name])}))  # type: ignore[operator] # a lambda of the table
    assert load(path) is None


def with_other(path: Path, **changed: object) -> None:
    """Change what the file says about itself."""
    arrays = dict(np.load(path))
    about = json.loads(arrays["about"].tobytes()) | changed
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    np.savez(path, **arrays)


@pytest.mark.parametrize(
    "change",
    [
        lambda names: list(range(len(names))),
        lambda names: [names[0], *names[:-1]],
        lambda names: dict.fromkeys(names, 1),
        lambda names: names[::-1],
        lambda names: [None, *names[1:]],
        lambda names: [[name] for name in names],
        lambda names: "".join(name[0] for name in names),
    ],
)
def test_names_that_are_no_list_of_rising_texts_are_not_used(path: Path, change: object) -> None:
    names = json.loads(np.load(path)["about"].tobytes())["names"]
    with_other(path, names=change(names))  # type: ignore[operator] # a lambda of the table
    assert load(path) is None


@pytest.mark.parametrize("state", [None, 7, ["a"]])
def test_a_state_that_is_no_text_is_not_used(path: Path, state: object) -> None:
    with_other(path, state=state)
    assert load(path) is None


@pytest.mark.parametrize("mode", [0o602, 0o666])
def test_a_file_that_others_may_write_is_not_used(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert load(path) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_another_user_is_not_used(path: Path) -> None:
    os.chown(path, 12345, 12345)
    assert load(path) is None


def test_a_file_in_a_folder_that_others_may_write_is_not_used(path: Path) -> None:
    path.parent.chmod(0o777)
    assert load(path) is None
    path.parent.chmod(0o700)
    assert load(path) is not None


def test_a_file_without_one_of_its_parts_is_not_used(path: Path) -> None:
    for name in dict(np.load(path)):
        arrays = dict(np.load(path))
        del arrays[name]
        np.savez(path.with_name("less.npz"), **arrays)
        assert load(path.with_name("less.npz")) is None


def test_a_file_of_other_rules_of_reading_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(path, "of a later schema") is None
    monkeypatch.setattr(kept_posts, "reading", lambda: "another table of skills")
    assert load(path) is None


def test_the_file_is_the_persons_alone_and_holds_no_text_of_the_posts_in_order(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as file:
        assert {"about.npy", "columns.npy"} <= set(file.namelist())
