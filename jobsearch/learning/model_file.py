"""The trained pipeline on the disk: replaced whole, and read only when it is the file that was written.

A model is a cache of labels and posts, so whatever is odd about the file has one remedy: train again.
"""

import hashlib
import io
from pathlib import Path
from typing import Any

import joblib
from sklearn.pipeline import Pipeline

from jobsearch.errors import ModelUnusable
from jobsearch.learning.model_identity import why_unusable
from jobsearch.replacing import replacing


def save(pipeline: Pipeline, path: Path) -> str:
    """Write the pipeline to `path`, readable by its owner alone, and return the file's SHA-256 in hex.

    A crash leaves the earlier file. Raises FileUnwritable.
    """
    buffer = io.BytesIO()
    joblib.dump(pipeline, buffer, compress=3)
    with replacing(path) as beside:
        beside.write_bytes(buffer.getvalue())
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def load(path: Path, sha256: str, trained_with: dict[str, Any]) -> Pipeline:
    """Return the pipeline at `path` if it is the file with that hash, made with the versions in use.

    Unpickling runs code, so only the very bytes that were hashed are unpickled. Raises ModelUnusable.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelUnusable(path=path, cause=error.strerror) from error
    if reason := why_unusable(content, sha256, trained_with):
        raise ModelUnusable(path=path, cause=reason)
    try:
        pipeline = joblib.load(io.BytesIO(content))
    except Exception as error:
        raise ModelUnusable(path=path, cause=f"it cannot be read: {error}") from error
    if not isinstance(pipeline, Pipeline):
        raise ModelUnusable(path=path, cause="it holds something else")
    return pipeline
