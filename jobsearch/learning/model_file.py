"""Save and load a trained pipeline."""

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

    A crash leaves the previous file intact. Raises ModelUnwritable or KeyUnusable.
    """
    buffer = io.BytesIO()
    joblib.dump(pipeline, buffer, compress=3)
    return trained.write(buffer.getvalue(), path)


def load(path: Path, sha256: str, trained_with: dict[str, Any]) -> Pipeline:
    """Load the pipeline at `path` if its hash matches and it was trained with the current versions.

    The bytes unpickled are exactly those that were hashed, and only allowed classes are unpickled. Raises
    ModelUnusable if the file cannot be used or does not contain a pipeline.
    """
    content = trained.read(path, sha256, trained_with, versions.versions())
    try:
        pipeline = admitted.load(content)
    except Exception as error:
        raise ModelUnusable(path=path, cause=f"it cannot be read: {error}") from error
    if not isinstance(pipeline, Pipeline):
        raise ModelUnusable(path=path, cause="it contains something else")
    return pipeline
