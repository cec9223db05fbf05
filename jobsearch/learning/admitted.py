"""Safely unpickle trained pipelines: a malicious pickle could call any function on the machine.

Only the classes used in the program's own pipelines are allowed, by their full names. The signature checked
by files/trained.py authenticates a file's author; this check protects the user even if the signing key is
leaked.
"""

import io
import pickle
import re
import zlib
from math import prod
from typing import Any, Self

import numpy as np
from joblib.numpy_pickle import NumpyArrayWrapper, NumpyUnpickler

_MOST_BYTES = 1_000_000_000  # decompressed; a model of 100,000 posts takes 150 million
_ADMITTED = frozenset(
    {
        ("jobsearch.learning.vectors", "ViewScaler"),
        ("jobsearch.learning.views", "terms"),
        ("jobsearch.learning.wish.nearness", "_Spread"),
        ("jobsearch.learning.wish.seeking", "Seeking"),
        ("numpy", "float32"),
        ("sklearn._loss._loss", "CyHalfBinomialLoss"),
        ("sklearn.feature_extraction.text", "CountVectorizer"),
        ("sklearn.feature_extraction.text", "TfidfTransformer"),
        ("sklearn.linear_model._sgd_fast", "Log"),  # the loss in older versions
        ("sklearn.linear_model._stochastic_gradient", "SGDClassifier"),
        ("sklearn.pipeline", "Pipeline"),
    }
)
_NUMBER = re.compile(r"[biuf][1248]|[US][1-9][0-9]{0,5}")
_ARRAY = ("joblib.numpy_pickle", "NumpyArrayWrapper")


def load(content: bytes) -> object:
    """Load an object written by joblib.dump(..., compress=3).

    Raises ValueError for unexpected contents. For a truncated file, raises whatever the pickle module raises.
    """
    unpacked = _unpacked(content)
    return _Unpickler("", io.BytesIO(unpacked), ensure_native_byte_order=True).load()


def _unpacked(content: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(content, _MOST_BYTES)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("it is truncated, too long or not compressed")
    return unpacked


class _Number:
    """A numeric dtype identified by name, since a pickled dtype state could disguise an object array."""

    def __init__(self, name: object, *_align_and_copy: object) -> None:
        if not isinstance(name, str) or not _NUMBER.fullmatch(name):
            raise ValueError("it has an array of objects")
        self.dtype: np.dtype[Any] = np.dtype(name)

    def __setstate__(self, state: object) -> None:
        if not isinstance(state, tuple) or state[2:5] != (None, None, None):
            raise ValueError("it has an array of objects")
        if state[1] == ">":
            self.dtype = self.dtype.newbyteorder(">")


class _NoCall:
    """A stand-in for numpy.ndarray, which model files reference but never call."""

    def __new__(cls, *_given: object) -> Self:
        raise ValueError("it calls numpy.ndarray, which no model does")


class _Array(NumpyArrayWrapper):  # type: ignore[misc] # joblib has no types
    """An array in the file: numbers or text, never objects, and no larger than the rest of the file."""

    dtype: object
    shape: object

    def read(self, unpickler: NumpyUnpickler, ensure_native_byte_order: bool) -> object:  # noqa: FBT001 - joblib's own
        kind, shape = self.dtype, self.shape
        if type(kind) is not _Number or type(shape) is not tuple:
            raise ValueError("it has an array of objects")
        if any(type(length) is not int for length in shape):  # an array as a length may contain pointers
            raise ValueError("it has an array of objects")
        count = prod(shape)
        self.dtype, self.subclass = kind.dtype, np.ndarray
        file = unpickler.file_handle
        if count < 0 or count * kind.dtype.itemsize > len(file.getbuffer()) - file.tell():
            raise ValueError("it has an array that is longer than the file")
        return super().read(unpickler, ensure_native_byte_order)


_STAND_INS = {_ARRAY: _Array, ("numpy", "dtype"): _Number, ("numpy", "ndarray"): _NoCall}


class _Unpickler(NumpyUnpickler):  # type: ignore[misc] # joblib has no types
    dispatch = NumpyUnpickler.dispatch.copy()

    def find_class(self, module: str, name: str) -> object:
        if found := _STAND_INS.get((module, name)):
            return found
        if (module, name) not in _ADMITTED:
            raise ValueError(f"it names {module}.{name}, which no model contains")
        return super().find_class(module, name)

    def load_build(self) -> None:
        """Set the state of an object.

        Raises ValueError for a class or a function. Classes and functions are parts of the program, which a
        model file must not change.
        """
        if isinstance(self.stack[-2], type) or callable(self.stack[-2]):
            raise ValueError("it changes a part of the program")  # noqa: TRY004 - a bad file, not a type
        super().load_build()

    dispatch[pickle.BUILD[0]] = load_build
