"""Read a pickled pipeline that can hold nothing but what a pipeline of this program is made of.

joblib reads a pickle, and a pickle may call any function of any package by its name. Here only the classes
below have names; arrays are of plain numbers, since one of objects would be another pickle.
"""

import zlib
from io import BytesIO
from typing import Any

import numpy as np
from joblib.numpy_pickle import NumpyArrayWrapper, NumpyUnpickler
from numpy.typing import NDArray

_ADMITTED = {
    "jobsearch.learning.vectors": {"ViewScaler"},
    "jobsearch.learning.views": {"terms"},
    "jobsearch.learning.wish.nearness": {"Nearness", "_Spread"},
    "jobsearch.learning.wish.seeking": {"Seeking"},
    "numpy": {"dtype", "float32", "float64", "int32", "int64", "ndarray"},
    "sklearn._loss._loss": {"CyHalfBinomialLoss"},
    "sklearn.feature_extraction.text": {"CountVectorizer", "TfidfTransformer"},
    "sklearn.linear_model._sgd_fast": {"Log"},  # up to scikit-learn 1.5
    "sklearn.linear_model._stochastic_gradient": {"SGDClassifier"},
    "sklearn.pipeline": {"Pipeline"},
}
_MOST_BYTES = 4_000_000_000  # unpacked; a model of 100,000 posts has some 200 million


class NotAdmitted(ValueError):
    """A pickle names what no pipeline of this program holds."""


def load(content: bytes) -> object:
    """Return what joblib.dump(..., compress=3) packed.

    Raises NotAdmitted for another class than a pipeline holds, and whatever broken pickles raise.
    """
    packed = zlib.decompressobj()
    unpacked = packed.decompress(content, _MOST_BYTES)
    if packed.unconsumed_tail or not packed.eof or packed.unused_data:
        raise NotAdmitted("it is not what joblib packs")
    return _Unpickler("", BytesIO(unpacked), ensure_native_byte_order=True).load()


class _Numbers(NumpyArrayWrapper):  # type: ignore[misc] # joblib has no types
    """An array in the file: of numbers, whose bytes follow."""

    def read(self, unpickler: NumpyUnpickler, ensure_native_byte_order: bool) -> NDArray[Any]:  # noqa: FBT001 - joblib's
        """Return the array; raises NotAdmitted for one of objects."""
        if self.subclass is not np.ndarray or np.dtype(self.dtype).hasobject:
            raise NotAdmitted("an array of it holds objects")
        return np.asarray(super().read(unpickler, ensure_native_byte_order))


class _Unpickler(NumpyUnpickler):  # type: ignore[misc] # joblib has no types
    """joblib's, for which only the classes of a pipeline have names."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        """Return a class or function by its name; raises NotAdmitted."""
        if (module, name) == ("joblib.numpy_pickle", "NumpyArrayWrapper"):
            return _Numbers
        if name not in _ADMITTED.get(module, ()):
            raise NotAdmitted(f"it names {module}.{name}")
        return super().find_class(module, name)
