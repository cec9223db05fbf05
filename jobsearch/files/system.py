"""What not every system can do, so that the rest of the program need not know which one it runs on."""

import os
import sys


def user_id() -> int | None:
    """Return who runs this process; None on Windows, where numbers do not tell users apart."""
    if sys.platform == "win32":
        return None
    return os.geteuid()


def be_polite(by: int) -> None:
    """Let other processes go first, by so many steps from 1 to 19, where the system has them."""
    if sys.platform != "win32":
        os.nice(by)
