"""A file that is signed, but was made by an attacker, runs nothing."""

import copyreg
import functools
import io
import operator
import os
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from joblib.numpy_pickle import NumpyArrayWrapper
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import Pipeline
from support.postings import posting
from support.wishes import read_wish

from jobsearch.learning import admitted, classifier
from jobsearch.learning.vectors import ViewScaler
from jobsearch.learning.views import terms

POSTS = [posting(number, title="Nurse" if number % 2 else "Cook in Berlin") for number in range(8)]


def packed(found: object) -> bytes:
    buffer = io.BytesIO()
    joblib.dump(found, buffer, compress=3)
    return buffer.getvalue()


class Calls:
    """Pickles as a call of a function."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


class Sets:
    """Pickles as a class or function of the program whose state is replaced."""

    def __init__(self, target: object, state: object) -> None:
        self.target, self.state = target, state

    def bytes(self) -> bytes:
        return pickle.dumps(self.target)[:-1] + pickle.dumps(self.state)[2:-1] + pickle.BUILD + pickle.STOP


def array(mark: Path) -> Any:
    found = np.empty(1, dtype=object)
    found[0] = Calls(os.mkdir, str(mark))
    return found


def vectorizer(analyzer: object) -> Pipeline:
    made = CountVectorizer()
    made.analyzer = analyzer
    return Pipeline([("counts", made)])


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a shell": lambda mark: Calls(os.system, f"mkdir {mark}"),
    "eval": lambda mark: Calls(eval, f"__import__('os').mkdir({str(mark)!r})"),
    "exec": lambda mark: Calls(exec, f"import os; os.mkdir({str(mark)!r})"),
    "a partial": lambda mark: Calls(functools.partial(os.mkdir, str(mark))),
    "a partial of partials": lambda mark: Calls(functools.partial(functools.partial, os.mkdir), str(mark)),
    "an attribute": lambda mark: Calls(operator.attrgetter("mkdir"), Calls(__import__, "os"), mark),
    "getattr": lambda mark: Calls(getattr, Calls(__import__, "os"), "mkdir", mark),
    "a method by name": lambda mark: Calls(operator.methodcaller("mkdir"), mark),
    "copyreg": lambda mark: Calls(copyreg._reconstructor, Calls(Path.mkdir, mark), object, None),  # type: ignore[attr-defined] # noqa: SLF001 - pickles name it
    "an array of objects": array,
    "an array in a pipeline": lambda mark: Pipeline([("counts", array(mark))]),
    "a model in a model": lambda mark: Calls(joblib.load, str(mark)),
    "an analyzer": lambda mark: vectorizer(Calls(os.mkdir, str(mark))),
    "an analyzer that calls": lambda mark: vectorizer(functools.partial(os.mkdir, str(mark))),
    "a cache of functions": lambda mark: Pipeline([], memory=joblib.Memory(mark, verbose=0)),
    "a file": lambda mark: Calls(open, str(mark), "w"),
    "a memory map": lambda mark: Calls(np.memmap, str(mark), "u1", "w+", 0, (9,)),
    "numpy's own pickles": lambda mark: Calls(np.load, str(mark), "r", 1),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pickle_is_refused_and_nothing_of_it_is_called(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    mark = tmp_path / "ran"
    content = packed(make(mark))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ValueError, match=r"which no model contains|array of objects"):
        admitted.load(content)
    assert sorted(tmp_path.iterdir()) == before
    assert not mark.is_file()


@pytest.mark.parametrize(
    "name",
    ["numpy\nndarray.__reduce__", "numpy\nload", "builtins\ngetattr", "jobsearch.learning.views\nVIEWS"],
)
def test_only_whole_names_are_admitted(name: str) -> None:
    with pytest.raises(ValueError, match="which no model contains"):
        admitted.load(zlib.compress(b"c" + name.encode() + b"\n."))


@pytest.mark.parametrize("state", [(None, {"transform": 1}), {"transform": 1}])
@pytest.mark.parametrize("target", [ViewScaler, terms, CountVectorizer])
def test_no_class_or_function_of_the_program_is_changed(target: object, state: object) -> None:
    with pytest.raises(ValueError, match="changes a part of the program"):
        admitted.load(zlib.compress(Sets(target, state).bytes()))
    assert getattr(target, "transform", None) != 1


def dtype_of(name: str, state: bytes = b"") -> bytes:
    """Return the pickle of a dtype, with a state that says whatever it likes."""
    return named("numpy", "dtype") + b"(" + plain(name) + plain(False) + plain(True) + b"tR" + state  # noqa: FBT003 - a value


def named(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def plain(value: object) -> bytes:
    """Return the part of a pickle that pushes a value."""
    return pickle.dumps(value, 2)[2:-1]


# A record of an object, and a bare object, whose flags say that they hold none: NumPy believes the flags, so
# that the bytes of an array of them are taken for addresses.
_FIELDS = b"}" + plain("a") + b"(" + dtype_of("O8") + plain(0) + b"ts"
RECORD = dtype_of(
    "V8", b"(" + plain(3) + plain("|") + b"N(" + plain("a") + b"t" + _FIELDS + b"K\x08K\x01K\x00tb"
)
OBJECT = dtype_of("O8", b"(" + plain(3) + plain("|") + b"NNNK\x08K\x08K\x00tb")
POINTER = pickle.dumps(b"AAAA\0\0\0\0", 3)[2:-1]


def called(dtype: bytes, shape: tuple[int, ...] = (1,), buffer: bytes = POINTER) -> bytes:
    """Return the pickle of an array that numpy.ndarray makes of a buffer, or of nothing."""
    return named("numpy", "ndarray") + b"(" + plain(shape) + dtype + buffer + b"tR"


def wrapped(dtype: bytes, shape: bytes) -> bytes:
    """Return the pickle of an array as joblib has it, of such a shape."""
    state = {"subclass": named("numpy", "ndarray"), "shape": shape, "order": plain("C"), "dtype": dtype}
    state |= {"allow_mmap": plain(False)}  # noqa: FBT003 - a value
    pairs = b"".join(plain(name) + value for name, value in state.items())
    return named("joblib.numpy_pickle", "NumpyArrayWrapper") + b")\x81}(" + pairs + b"ub"


@pytest.mark.parametrize(
    "pickled",
    {
        "a record of objects": RECORD,
        "an object": OBJECT,
        "a call with addresses": called(RECORD),
        "a call with addresses of objects": called(OBJECT),
        "a call for memory": called(dtype_of("u1"), (10**11,), b""),
        "a length that is an address": wrapped(dtype_of("f8"), called(RECORD)),
        "a length that is an array": wrapped(dtype_of("f8"), b"(" + called(dtype_of("i8")) + b"t"),
        "an array of such records": wrapped(RECORD, plain((1,))) + POINTER,
        "an array of such objects": wrapped(OBJECT, plain((1,))) + POINTER,
        "a subtype": dtype_of("(2,)O"),
        "a state of no numbers": dtype_of("f8", b"}" + plain("dtype") + plain("O") + b"sb"),
        "a length that is no number": wrapped(dtype_of("f8"), plain(("a",))),
        "lengths that are a text": wrapped(dtype_of("f8"), plain("a")),
        "a kind that is no text": wrapped(named("numpy", "float32"), plain((1,))),
    }.items(),
    ids=lambda named_: named_[0],
)
def test_no_address_is_followed_that_a_file_gives(pickled: tuple[str, bytes]) -> None:
    with pytest.raises(ValueError, match=r"array of objects|calls numpy\.ndarray"):
        admitted.load(zlib.compress(b"\x80\x03" + pickled[1] + b"."))


def test_an_array_longer_than_the_file_takes_no_memory() -> None:
    wrapper = NumpyArrayWrapper(np.ndarray, (10**10,), "C", np.dtype("f8"))
    with pytest.raises(ValueError, match="longer than the file"):
        admitted.load(zlib.compress(pickle.dumps(wrapper)))


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admitted, "_MOST_BYTES", 1_000_000)
    with pytest.raises(ValueError, match="too long"):
        admitted.load(zlib.compress(bytes(2_000_000)))


@pytest.mark.parametrize("compress", [0, ("gzip", 3), ("bz2", 3), ("lzma", 3)])
def test_a_packing_that_train_does_not_write_is_refused(compress: Any) -> None:
    buffer = io.BytesIO()
    joblib.dump(Pipeline([]), buffer, compress=compress)
    with pytest.raises((ValueError, zlib.error)):
        admitted.load(buffer.getvalue())


@pytest.mark.parametrize("answers", [["yes", "no"] * 4, [None] * 8], ids=["answers", "no answers"])
@pytest.mark.parametrize("wish", ["", "cook in Berlin, no nurse"], ids=["no wish", "wish"])
def test_every_kind_of_model_of_ours_is_admitted(answers: list[Any], wish: str) -> None:
    if not wish and answers[0] is None:
        pytest.skip("nothing to learn")
    pipeline = classifier.train(POSTS, answers, wish=read_wish(wish) if wish else None).pipeline
    found = admitted.load(packed(pipeline))
    assert classifier.score(found, POSTS) == classifier.score(pipeline, POSTS)
