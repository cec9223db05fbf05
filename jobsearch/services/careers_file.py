"""A career model loaded from a file, without a store, and reloaded when the file is replaced."""

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from jobsearch.careers.model import Careers, load_alone
from jobsearch.errors import CareersUnusable

_LOOK_SECONDS = 1.0
_SETTLED_SECONDS = 1.0  # after which a file written in place counts as complete


@dataclass(frozen=True)
class Loaded:
    """A loaded model, the state of its file, and the time of loading."""

    careers: Careers
    state: tuple[int, ...]
    since: datetime


class CareersFile:
    """The model in a file. While a new model is being loaded, requests use the previous one."""

    def __init__(self, path: Path) -> None:
        """Load the model, if possible."""
        self._path = path
        self._loaded: Loaded | None = None
        self._tried: tuple[int, ...] = ()
        self._cause: CareersUnusable | None = None
        self._over = Event()
        self._look()

    @property
    def loaded(self) -> Loaded:
        """The loaded model. Raises CareersUnusable if no file could be loaded so far."""
        if self._loaded is None:
            raise self._cause or CareersUnusable(path=self._path, cause="it is not there yet")
        return self._loaded

    @property
    def refused(self) -> str:
        """The reason why the current file could not be loaded, or "" if it was."""
        return str(self._cause) if self._cause else ""

    def watch(self) -> None:
        """Check once a second whether the file has been replaced, until close() is called."""
        Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        """Stop checking the file."""
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        """Load the file if it differs from the last one tried; a failure does not end the watch."""
        state: tuple[int, ...] = ()
        try:
            state = _state(self._path)
            if state != self._tried and self._is_settled(state):
                careers = load_alone(self._path)
                self._loaded, self._tried, self._cause = (
                    Loaded(careers, state, datetime.now(UTC)),
                    state,
                    None,
                )
        except OSError as error:
            self._refuse((), CareersUnusable(path=self._path, cause=error.strerror))
        except CareersUnusable as error:
            self._refuse(state, error)
        except Exception as error:  # noqa: BLE001 - a thread that ends here would never take up another file
            self._refuse(state, CareersUnusable(path=self._path, cause=repr(error)))

    def _is_settled(self, state: tuple[int, ...]) -> bool:
        return (
            self._loaded is None
            or state[-1] + _SETTLED_SECONDS * 1e9 < time.time_ns()
            or _renamed(state, self._tried)
        )

    def _refuse(self, state: tuple[int, ...], cause: CareersUnusable) -> None:
        is_known = str(cause) == self.refused
        self._tried, self._cause = state, cause
        if not is_known:
            with suppress(OSError, ValueError):  # standard error may be closed
                print(f"jobsearch: {cause}", file=sys.stderr, flush=True)  # noqa: T201 - who runs the server reads it


def _state(path: Path) -> tuple[int, ...]:
    found = os.stat(path)  # noqa: PTH116 - follows the links by which Kubernetes replaces files
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _renamed(state: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Return whether the file was replaced, which changes its inode, rather than written in place."""
    return state[:2] != before[:2]
