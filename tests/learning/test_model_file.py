import bz2
import errno
import functools
import gzip
import lzma
import operator
import os
import pickle
import stat
import zlib
from collections.abc import Callable
from pathlib import Path

import joblib
import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import Pipeline
from support.postings import posting

from jobsearch.errors import ModelOfOthers, ModelUnusable, ModelUnwritable
from jobsearch.files import trained
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
    sha256 = trained.keyed_hash(path.read_bytes())
    return model_file.load(path, sha256, versions_.versions() | versions)


def test_what_was_saved_scores_as_before(pipeline: Pipeline, path: Path) -> None:
    sha256 = model_file.save(pipeline, path)
    found = model_file.load(path, sha256, versions_.versions())
    assert classifier.score(found, POSTS) == classifier.score(pipeline, POSTS)


def test_returns_the_hash_of_the_file(pipeline: Pipeline, path: Path) -> None:
    assert model_file.save(pipeline, path) == trained.keyed_hash(path.read_bytes())


def test_only_its_owner_can_read_it_and_nothing_else_is_left(pipeline: Pipeline, path: Path) -> None:
    path.write_text("an earlier one")
    path.chmod(0o644)
    model_file.save(pipeline, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_same_pipeline_gives_the_same_file(pipeline: Pipeline, path: Path, tmp_path: Path) -> None:
    assert model_file.save(pipeline, path) == model_file.save(pipeline, tmp_path / "other.joblib")


def test_a_missing_file_is_unusable(path: Path) -> None:
    with pytest.raises(ModelUnusable, match="Run `train` again"):
        model_file.load(path, "0" * 64, versions_.versions())


def test_another_file_is_never_unpickled(pipeline: Pipeline, path: Path, tmp_path: Path) -> None:
    sha256 = model_file.save(pipeline, path)
    joblib.dump(_Bomb(tmp_path / "exploded"), path)
    with pytest.raises(ModelUnusable, match="not the file that train wrote here"):
        model_file.load(path, sha256, versions_.versions())
    assert not (tmp_path / "exploded").exists()


def test_another_users_model_is_never_unpickled(
    pipeline: Pipeline, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBSEARCH_KEY_FILE", str(tmp_path / "theirs" / "key"))
    sha256 = model_file.save(pipeline, path)
    monkeypatch.setenv("JOBSEARCH_KEY_FILE", str(tmp_path / "ours" / "key"))
    with pytest.raises(ModelUnusable, match="not the file that train wrote here"):
        model_file.load(path, sha256, versions_.versions())
    assert not (tmp_path / "ours").exists(), "to read makes no key"


@pytest.mark.parametrize("mode", [0o602, 0o662, 0o666, 0o777])
def test_a_file_that_others_may_write_is_not_loaded(pipeline: Pipeline, path: Path, mode: int) -> None:
    sha256 = model_file.save(pipeline, path)
    path.chmod(mode)
    with pytest.raises(ModelUnusable, match="it is writable by other users"):
        model_file.load(path, sha256, versions_.versions())


@pytest.mark.parametrize("mode", [0o703, 0o777, 0o1777])
def test_a_file_in_a_folder_that_others_may_write_is_not_loaded(
    pipeline: Pipeline, tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "instance" / "model.joblib"
    path.parent.mkdir()
    sha256 = model_file.save(pipeline, path)
    path.parent.chmod(mode)
    with pytest.raises(ModelUnusable, match="its folder is writable by other users"):
        model_file.load(path, sha256, versions_.versions())


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Another, larger disk."""
    (tmp_path / "disk").mkdir(mode=0o700)
    return tmp_path / "disk"


def test_a_link_of_ones_own_to_a_file_of_ones_own_is_followed(
    pipeline: Pipeline, path: Path, disk: Path
) -> None:
    path.symlink_to(disk / "1.joblib")
    (disk / "1.joblib").symlink_to("2.joblib")
    sha256 = model_file.save(pipeline, path)
    model_file.load(path, sha256, versions_.versions())
    assert path.is_symlink()
    assert (disk / "2.joblib").is_file()


@pytest.mark.parametrize("place", [".", "middle", "disk"])
def test_a_link_is_not_followed_where_others_may_write_a_folder_of_its_way(
    pipeline: Pipeline, tmp_path: Path, disk: Path, place: str
) -> None:
    middle = tmp_path / "middle"
    middle.mkdir(mode=0o700)
    path = tmp_path / "model.joblib"
    sha256 = model_file.save(pipeline, disk / "model.joblib")
    path.symlink_to(middle / "model.joblib")
    (middle / "model.joblib").symlink_to(disk / "model.joblib")
    model_file.load(path, sha256, versions_.versions())
    (tmp_path / place).chmod(0o777)
    with pytest.raises(ModelOfOthers, match="Training again will not help"):
        model_file.load(path, sha256, versions_.versions())


def test_a_link_to_a_file_that_others_may_write_and_one_to_itself_are_not_loaded(
    pipeline: Pipeline, path: Path, disk: Path
) -> None:
    path.symlink_to(disk / "model.joblib")
    sha256 = model_file.save(pipeline, path)
    (disk / "model.joblib").chmod(0o666)
    with pytest.raises(ModelOfOthers, match="it is writable by other users"):
        model_file.load(path, sha256, versions_.versions())
    path.unlink()
    path.symlink_to(path)
    with pytest.raises(ModelUnusable, match="symbolic links"):
        model_file.load(path, sha256, versions_.versions())


class _Calls:
    """What a pickle reads by calling a function."""

    def __init__(self, function: Callable[..., object], *given: object) -> None:
        self.call = function, given

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


class _State(Pipeline):  # type: ignore[misc] # scikit-learn has no types
    def __setstate__(self, _state: object) -> None:
        raise AssertionError


def hostile(mark: Path) -> dict[str, object]:
    """Return objects that touch a file when they are unpickled, or would be another's code, by their kind."""
    touch = _Calls(Path.touch, mark)
    step = CountVectorizer()
    step.vocabulary_ = touch
    return {
        "a function": touch,
        "system": _Calls(os.system, f"touch {mark}"),
        "eval": _Calls(eval, f"open({str(mark)!r}, 'w')"),
        "exec": _Calls(exec, f"open({str(mark)!r}, 'w')"),
        "import": _Calls(__import__, "antigravity"),
        "getattr": _Calls(getattr, _Calls(__import__, "os"), "getcwd"),
        "a partial": _Calls(functools.partial, Path.touch, mark),
        "an operator": _Calls(operator.methodcaller("touch"), mark),
        "in a list": [1, [touch]],
        "in a pipeline": Pipeline([("counts", step)]),
        "in an array": np.array([touch, None], dtype=object),
        "in a pipeline's array": Pipeline([("counts", CountVectorizer(stop_words=np.array([touch])))]),
        "a subclass of an array": np.array([1, 2]).view(np.recarray),
        "another class": _State([("counts", CountVectorizer())]),
        "another pickle": _Calls(pickle.loads, pickle.dumps(touch)),
        "another model": _Calls(joblib.load, str(mark)),
    }


@pytest.mark.parametrize("kind", hostile(Path()))
def test_what_runs_code_is_not_admitted_even_if_it_is_the_file_that_was_hashed(
    kind: str, path: Path, tmp_path: Path
) -> None:
    joblib.dump(hostile(tmp_path / "exploded")[kind], path, compress=3)
    path.chmod(0o600)
    with pytest.raises(ModelUnusable, match="it cannot be read"):
        load(path)
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("pack", [lambda raw: raw, gzip.compress, bz2.compress, lzma.compress])
def test_another_packing_is_not_read(pipeline: Pipeline, path: Path, pack: Callable[[bytes], bytes]) -> None:
    model_file.save(pipeline, path)
    path.write_bytes(pack(zlib.decompress(path.read_bytes())))
    with pytest.raises(ModelUnusable, match="it cannot be read"):
        load(path)


def test_what_follows_the_pipeline_is_not_read(pipeline: Pipeline, path: Path) -> None:
    model_file.save(pipeline, path)
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(ModelUnusable, match="too long"):
        load(path)


@pytest.mark.parametrize("kept", [0, 1, 100, -1])
def test_a_truncated_file_is_unusable(pipeline: Pipeline, path: Path, kept: int) -> None:
    sha256 = model_file.save(pipeline, path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelUnusable, match="not the file that train wrote here"):
        model_file.load(path, sha256, versions_.versions())


@pytest.mark.parametrize("name", ["jobsearch", "python", "scikit-learn", "numpy"])
def test_a_file_of_other_versions_is_unusable(pipeline: Pipeline, path: Path, name: str) -> None:
    model_file.save(pipeline, path)
    with pytest.raises(ModelUnusable, match=f"trained with {name} 0.1.2, but .* is installed"):
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
    joblib.dump({"not": "a pipeline"}, path, compress=3)
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
