import errno
import hashlib
import os
import stat
from pathlib import Path

import joblib
import pytest
from sklearn.pipeline import Pipeline
from support.postings import posting

from jobsearch.errors import ModelUnusable, ModelUnwritable
from jobsearch.learning import classifier, model_file
from jobsearch.learning import versions as versions_
from jobsearch.learning.views import VIEWS

POSTS = [posting(number, title="Nurse" if number % 2 else "Cook") for number in range(6)]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return classifier.train(POSTS, ["yes", "no"] * 3).pipeline


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.joblib"


def load(path: Path, **versions: object) -> Pipeline:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return model_file.load(path, sha256, versions_.versions() | versions)


def test_what_was_saved_scores_as_before(pipeline: Pipeline, path: Path) -> None:
    sha256 = model_file.save(pipeline, path)
    found = model_file.load(path, sha256, versions_.versions())
    assert classifier.score(found, POSTS) == classifier.score(pipeline, POSTS)


def test_returns_the_hash_of_the_file(pipeline: Pipeline, path: Path) -> None:
    assert model_file.save(pipeline, path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_only_its_owner_can_read_it_and_nothing_else_is_left(pipeline: Pipeline, path: Path) -> None:
    path.write_text("an earlier one")
    path.chmod(0o644)
    model_file.save(pipeline, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_same_pipeline_gives_the_same_file(pipeline: Pipeline, path: Path, tmp_path: Path) -> None:
    assert model_file.save(pipeline, path) == model_file.save(pipeline, tmp_path / "other.joblib")


def test_a_missing_file_is_unusable(path: Path) -> None:
    with pytest.raises(ModelUnusable, match="run train again"):
        model_file.load(path, "0" * 64, versions_.versions())


def test_another_file_is_never_unpickled(pipeline: Pipeline, path: Path, tmp_path: Path) -> None:
    sha256 = model_file.save(pipeline, path)
    joblib.dump(_Bomb(tmp_path / "exploded"), path)
    with pytest.raises(ModelUnusable, match="not the file that train wrote"):
        model_file.load(path, sha256, versions_.versions())
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("kept", [0, 1, 100, -1])
def test_a_truncated_file_is_unusable(pipeline: Pipeline, path: Path, kept: int) -> None:
    sha256 = model_file.save(pipeline, path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelUnusable, match="not the file that train wrote"):
        model_file.load(path, sha256, versions_.versions())


@pytest.mark.parametrize("name", ["jobsearch", "python", "scikit-learn", "numpy"])
def test_a_file_of_other_versions_is_unusable(pipeline: Pipeline, path: Path, name: str) -> None:
    model_file.save(pipeline, path)
    with pytest.raises(ModelUnusable, match=f"trained with {name} 0.1.2, and this is"):
        load(path, **{name: "0.1.2"})


@pytest.mark.parametrize("name", ["recipe", "reading"])
@pytest.mark.parametrize("before", [None, 1, "0" * 64])
def test_a_file_of_another_recipe_or_tables_is_of_an_earlier_program(
    pipeline: Pipeline, path: Path, name: str, before: object
) -> None:
    model_file.save(pipeline, path)
    with pytest.raises(ModelUnusable, match="it was trained by an earlier version of this program"):
        load(path, **{name: before})


def test_a_file_scores_with_the_weights_it_was_trained_with(
    pipeline: Pipeline, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = classifier.score(pipeline, POSTS)
    model_file.save(pipeline, path)
    monkeypatch.setitem(VIEWS, "title", 100.0)
    assert classifier.score(load(path), POSTS) == before


def test_a_file_of_unknown_versions_is_unusable(pipeline: Pipeline, path: Path) -> None:
    sha256 = model_file.save(pipeline, path)
    with pytest.raises(ModelUnusable):
        model_file.load(path, sha256, {})


def test_a_file_that_cannot_be_unpickled_is_unusable(path: Path) -> None:
    path.write_bytes(b"no pickle")
    with pytest.raises(ModelUnusable, match="it cannot be read"):
        load(path)


def test_a_file_that_holds_something_else_is_unusable(path: Path) -> None:
    joblib.dump({"not": "a pipeline"}, path)
    with pytest.raises(ModelUnusable, match="something else"):
        load(path)


def test_an_interrupted_write_leaves_the_earlier_file(
    pipeline: Pipeline, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sha256 = model_file.save(pipeline, path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelUnwritable, match="No space left"):
        model_file.save(clear(pipeline), path)
    assert isinstance(model_file.load(path, sha256, versions_.versions()), Pipeline)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_says_in_a_sentence_that_a_folder_is_in_the_way(pipeline: Pipeline, path: Path) -> None:
    path.mkdir()
    with pytest.raises(ModelUnwritable, match="it is not a file"):
        model_file.save(pipeline, path)


def test_says_in_a_sentence_that_the_folder_is_a_file(pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelUnwritable):
        model_file.save(pipeline, tmp_path / "file" / "model.joblib")


def clear(pipeline: Pipeline) -> Pipeline:
    return Pipeline(pipeline.steps[:1])


class _Bomb:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.mark,)
