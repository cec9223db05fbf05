"""The entry point of the program, which also handles errors."""

import gc
import io
import os
import sys
from pathlib import Path

from jobsearch.cli.app import app
from jobsearch.errors import JobSearchError, PackageMissing

_OBJECTS_BEFORE_COLLECTING = 100_000


def main() -> None:
    """Run the command line; exit with 0 on success, 1 on failure, 2 on usage errors, 130 if interrupted."""
    # A run is short and its imports create no garbage, but collection would take 0.2 s of a train command.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    _open_closed_streams()
    _let_any_text_out()
    try:
        app(prog_name="jobsearch")
    except JobSearchError as error:
        _complain(str(error))
        sys.exit(error.exit_status)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("", "jobsearch"):
            raise  # a bug
        _complain(str(PackageMissing(name=error.name)))
        sys.exit(PackageMissing.exit_status)
    except OSError as error:
        if error.filename is not None:
            raise  # an unexpected file error without an error class is a bug, so keep the traceback
        _complain(f"The output could not be written: {error.strerror}. The command itself succeeded.")
        sys.exit(1)
    finally:
        # Python's final garbage collection would take another 0.2 s after train.
        gc.freeze()


def _complain(sentence: str) -> None:
    from jobsearch.cli.console import complain  # noqa: PLC0415 - Rich is a sixth of the time of --version

    complain(sentence)


def _open_closed_streams() -> None:
    """Replace any closed standard streams with the null device."""
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _let_any_text_out() -> None:
    """Replace characters that the locale's encoding cannot represent with "?"; data is always UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a debugger or embedding program may provide another type
            stream.reconfigure(errors="replace")
