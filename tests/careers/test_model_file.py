import errno
import io
import os
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

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


def test_an_interrupted_write_leaves_the_earlier_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sha256 = model.save(CAREERS, path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelUnwritable, match="No space left"):
        model.save(replace(CAREERS, skills={}), path)
    assert load(path, sha256).skills == CAREERS.skills
    assert [file.name for file in path.parent.iterdir()] == [path.name]
