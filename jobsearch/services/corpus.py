"""Select the files and columns of a job-ad corpus, and the processes that read it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobsearch.errors import UsageError
from jobsearch.files.corpus.columns import FIELDS
from jobsearch.files.corpus.folder import Corpus, survey

if TYPE_CHECKING:  # slow to import
    from jobsearch.careers.survey import Run


def look(folder: Path, columns: Sequence[str]) -> Corpus:
    """Survey the files of a corpus; `columns` assigns columns to fields, such as "title=jobTitle".

    Raises UsageError and the errors of survey().
    """
    said = dict(map(_said, columns))
    return survey(folder, said)


def _said(column: str) -> tuple[str, str]:
    field, _sign, name = (part.strip() for part in column.partition("="))
    if field not in FIELDS or not name:
        raise UsageError(
            cause=f"--column {column!r} is not FIELD=NAME with one of the fields {', '.join(FIELDS)}"
        )
    return field, name


def sentences(corpus: Corpus) -> Iterator[str]:
    """Yield descriptions of the files and columns that will be read."""
    files = f"{corpus.files:,} file{'' if corpus.files == 1 else 's'}"
    yield f"Reading {files} in {len(corpus.parts):,} part{'' if len(corpus.parts) == 1 else 's'}"
    for columns in corpus.columns:
        yield "Columns: " + ", ".join(f"{field} is {name!r}" for field, name in columns.items())
    for path in corpus.damaged:
        yield f"{path.name} was skipped, because no job ad can be read from it"


def where(workers: int, scheduler: str | None) -> "Run[Any]":
    """Return the runner that reads the corpus: this process, several processes, or a cluster."""
    from jobsearch.careers.survey import here  # noqa: PLC0415 - heavy
    from jobsearch.careers.workers import Cluster, Processes  # noqa: PLC0415 - same

    if scheduler is not None:
        return Cluster(scheduler)
    return Processes(workers) if workers > 1 else here
