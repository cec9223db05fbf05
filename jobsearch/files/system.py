"""Functions that hide differences between operating systems."""

import os
import sys


def user_id() -> int | None:
    """Return the user id of this process, or None on Windows, which does not identify users by number."""
    if sys.platform == "win32":
        return None
    return os.geteuid()


def be_polite(by: int = 5) -> None:
    """Lower the priority of this process by 1 to 19 steps, if the system supports it."""
    if sys.platform != "win32":
        os.nice(by)
