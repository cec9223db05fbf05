import errno
import io
import json
import os
import stat
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from jobsearch.careers import model
from jobsearch.careers.model import Careers
from jobsearch.careers.similarity import Similarity
from jobsearch.careers.skills import Skill, TitleSkills
from jobsearch.careers.versions import versions as model_versions
from jobsearch.errors import CareersUnusable, ModelUnwritable
from jobsearch.files import trained

NUMBERS = np.array([0.25, 0.5], dtype=np.float32)
CAREERS = Careers(
    Similarity(
        titles=("cook", "nurse"),
        terms=("soup", "triage"),
        rarity=NUMBERS + 1,
        weights=np.array([[[1, -1], [-1, 1]], [[1, 0], [0, 1]]], dtype=np.float32),
        offsets=np.zeros((2, 2), dtype=np.float32),
        shares=NUMBERS,
        telling=NUMBERS,
        without=np.array([5.0, 5, 0.5, 0, 0, 0, 0, 4, 2]),
        naming=np.array([5.0, 5, 0.5, 0, 0, 0, 0, 4, 2]),
    ),
    {"nurse": TitleSkills(9, {2024: 9}, (Skill("triage", 0.5, {2024: 0.5}),))},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "careers.npz"


def load(path: Path, sha256: str, **versions: object) -> Careers:
    return model.load(path, sha256, model_versions() | versions)


def test_answers_as_before_it_was_saved(path: Path) -> None:
    found = load(path, model.save(CAREERS, path))
    assert (found.titles, found.skills) == (CAREERS.titles, CAREERS.skills)
    assert found.similar(["some soup"]) == CAREERS.similar(["some soup"])


def test_is_readable_by_its_owner_alone_and_named_by_its_hash(path: Path) -> None:
    assert model.save(CAREERS, path) == trained.keyed_hash(path.read_bytes())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_model_is_the_same_file(path: Path, tmp_path: Path) -> None:
    assert model.save(CAREERS, path) == model.save(CAREERS, tmp_path / "other.npz")


def test_another_file_is_unusable(path: Path) -> None:
    model.save(CAREERS, path)
    with pytest.raises(CareersUnusable, match="not the file that train wrote here"):
        load(path, "0" * 64)


def test_a_missing_file_is_unusable(path: Path) -> None:
    with pytest.raises(CareersUnusable, match="No such file"):
        load(path, "0" * 64)


@pytest.mark.parametrize("name", ["recipe", "reading"])
def test_a_model_of_another_recipe_is_unusable(path: Path, name: str) -> None:
    with pytest.raises(CareersUnusable, match="by an earlier version of this program"):
        load(path, model.save(CAREERS, path), **{name: "other"})


def test_runs_nothing_that_a_file_holds(path: Path) -> None:
    arrays = {name: np.array([print], dtype=object) for name in ("about", "rarity")}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    path.write_bytes(buffer.getvalue())
    with pytest.raises(CareersUnusable, match="cannot be read"):
        load(path, trained.keyed_hash(path.read_bytes()))


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04"])
def test_something_else_is_unusable(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CareersUnusable, match="cannot be read"):
        load(path, trained.keyed_hash(content))


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def npy(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def claiming(*shape: int) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array_header_1_0(buffer, {"descr": "<f4", "fortran_order": False, "shape": shape})
    return buffer.getvalue()


def flipped(content: bytes) -> bytes:
    """Damage what is compressed of the weights."""
    name = b"weights.npy"
    start = content.index(name) + len(name) + 40
    return (
        content[:start] + bytes(byte ^ 0xFF for byte in content[start : start + 30]) + content[start + 30 :]
    )


def marked(content: bytes, place: int, value: int) -> bytes:
    """Change a byte of each entry in the table of a zip file."""
    changed = bytearray(content)
    start = 0
    while (start := changed.find(b"PK\x01\x02", start)) >= 0:
        changed[start + place] = value
        start += 4
    return bytes(changed)


def with_part(name: str, part: bytes) -> Callable[[bytes], bytes]:
    return lambda content: packed(members(content) | {f"{name}.npy": part})


def with_array(name: str, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Callable[[bytes], bytes]:
    return with_part(name, npy(change(getattr(CAREERS.similarity, name))))


def saying(text: str) -> Callable[[bytes], bytes]:
    return with_part("about", npy(np.frombuffer(text.encode(), dtype=np.uint8)))


def about(**changed: object) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        known = json.loads(np.load(io.BytesIO(content))["about"].tobytes())
        return saying(json.dumps(known | changed))(content)

    return change


def skills(**changed: object) -> Callable[[bytes], bytes]:
    whole = {"posts": 9, "by_year": {"2024": 9}, "skills": []}
    return about(skills={"nurse": whole | changed})


def skill(**changed: object) -> Callable[[bytes], bytes]:
    return skills(skills=[{"phrase": "triage", "share": 0.5, "by_year": {}} | changed])


WRONG: dict[str, Callable[[bytes], bytes]] = {
    "flipped bytes": flipped,
    "a huge array": with_part("weights", claiming(10**13)),
    "a huge array of the right form": with_part("weights", claiming(2, 2, 2)),
    "deep JSON": saying("[" * 200_000),
    "an encrypted member": lambda content: marked(content, 8, 1),
    "another compression": lambda content: marked(content, 10, 99),
    "more than its form": with_part("weights", claiming(2, 2, 2) + bytes(33)),
    "no weights": lambda content: packed({"about.npy": members(content)["about.npy"]}),
    "weights of another shape": with_array("weights", lambda array: array[:, :1]),
    "weights of another type": with_array("weights", lambda array: array.astype(np.float64)),
    "objects": with_array("rarity", lambda array: array.astype(object)),
    "text": with_array("rarity", lambda array: array.astype("U4")),
    "no number": with_array("shares", lambda array: array * np.nan),
    "an infinite number": with_array("naming", lambda array: array + np.inf),
    "too large a number": with_array("weights", lambda array: array * np.float32(1e30)),
    "fewer titles": about(titles=["cook"]),
    "no titles": about(titles=[]),
    "the same titles": about(titles=["cook", "cook"]),
    "half a character": about(titles=["cook", "\ud800"]),
    "a text for the titles": about(titles="ab"),
    "numbers for terms": about(terms=[1, 2]),
    "a list of versions": about(versions=[1]),
    "no versions": about(versions=None),
    "a list of skills": about(skills=[]),
    "a text for posts": skills(posts="9"),
    "fewer posts than none": skills(posts=-9),
    "a word for a year": skills(by_year={"then": 9}),
    "a number for a phrase": skill(phrase=1),
    "a share of more than all": skill(share=1.5),
    "NaN for a share": skill(share=float("nan")),
    "true for a share of a year": skill(by_year={"2024": "1"}),
    "nothing in a description": with_part("about", npy(NUMBERS)),
}


@pytest.mark.filterwarnings(
    "ignore::RuntimeWarning"
)  # what dividing by nothing here, to damage a file, gives
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_with_a_file_is_seen_before_it_answers(
    wrong: Callable[[bytes], bytes], path: Path
) -> None:
    model.save(CAREERS, path)
    assert model.load_alone(path).titles == CAREERS.titles
    path.write_bytes(wrong(path.read_bytes()))
    with pytest.raises(CareersUnusable, match="cannot be read"):
        model.load_alone(path)
    with pytest.raises(CareersUnusable, match="cannot be read"):
        load(path, trained.keyed_hash(path.read_bytes()))


@pytest.mark.parametrize("mark", ["\n", "\x1b[2J", "\u202e"])
def test_what_a_file_says_of_itself_changes_no_terminal(mark: str, path: Path) -> None:
    model.save(CAREERS, path)
    path.write_bytes(about(versions=model_versions() | {"jobsearch": f"9{mark}"})(path.read_bytes()))
    with pytest.raises(CareersUnusable) as raised:
        model.load_alone(path)
    assert str(raised.value).isprintable()
    assert "jobsearch 9" in str(raised.value)


def test_a_file_that_unfolds_to_far_more_is_not_unfolded(path: Path) -> None:
    model.save(CAREERS, path)
    path.write_bytes(with_part("weights", claiming(2, 2, 2) + bytes(20_000_000))(path.read_bytes()))
    with pytest.raises(CareersUnusable, match="more than 16,777,216 bytes of memory"):
        model.load_alone(path)


def test_an_interrupted_write_leaves_the_earlier_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sha256 = model.save(CAREERS, path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelUnwritable, match="No space left"):
        model.save(replace(CAREERS, skills={}), path)
    assert load(path, sha256).skills == CAREERS.skills
    assert [file.name for file in path.parent.iterdir()] == [path.name]
