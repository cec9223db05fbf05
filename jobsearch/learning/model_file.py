"""Save and load the trained pipeline."""

import io
from pathlib import Path
from typing import Any

import joblib
from sklearn.pipeline import Pipeline

from jobsearch.errors import ModelUnusable
from jobsearch.files import trained
from jobsearch.learning import admitted, versions


def save(pipeline: Pipeline, path: Path) -> str:
    """Write the pipeline to `path`, readable only by its owner, and return the file's keyed hash in hex.

    A crash leaves the previous file. Raises ModelUnwritable and KeyUnusable.
    """
    buffer = io.BytesIO()
    joblib.dump(pipeline, buffer, compress=3)
    return trained.write(buffer.getvalue(), path)


def load(path: Path, sha256: str, trained_with: dict[str, Any]) -> Pipeline:
    """Return the pipeline at `path` if the file has that hash and was made with the versions in use.

    Exactly the bytes that were hashed are unpickled, and only if they contain a pipeline. Raises
    ModelUnusable.
    """
    content = trained.read(path, sha256, trained_with, versions.versions())
    try:
        pipeline = admitted.load(content)
    except Exception as error:
        raise ModelUnusable(path=path, cause=f"it cannot be read: {error}") from error
    if not isinstance(pipeline, Pipeline):
        raise ModelUnusable(path=path, cause="it contains something else")
    return pipeline
