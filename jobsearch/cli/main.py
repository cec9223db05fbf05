"""Where the program starts and where its errors end."""

import gc
import io
import os
import sys
from pathlib import Path

from jobsearch.cli.app import app
from jobsearch.errors import JobSearchError, PackageMissing

_OBJECTS_BEFORE_COLLECTING = 100_000


def main() -> None:
    """Run the command line; exit with 0 done, 1 failed, 2 wrong usage or 130 interrupted."""
    # A run is short and its imports make no garbage, but searching for it takes a fifth of a second of train.
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
            raise  # a file that no room has named an error for: a bug, whose traceback is needed
        _complain(f"The output could not be written: {error.strerror}. Nothing else went wrong.")
        sys.exit(1)
    finally:
        # Python searches all objects once more at its end, for another fifth of a second after train.
        gc.freeze()


def _complain(sentence: str) -> None:
    from jobsearch.cli.console import complain  # noqa: PLC0415 - Rich is a sixth of the time of --version

    complain(sentence)


def _open_closed_streams() -> None:
    """Started with a standard stream closed, read nothing from it and write nowhere."""
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")


def _let_any_text_out() -> None:
    """Write "?" for a character that the locale's encoding lacks; data is written in UTF-8 all the same."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a debugger or an embedding program may give another
            stream.reconfigure(errors="replace")
