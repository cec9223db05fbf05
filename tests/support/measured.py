"""Run a command in its own process and write down how it ended: measured.py REPORT SECONDS COMMAND...

A process starts with the peak memory of the one it was forked from (Linux's ru_maxrss survives exec), so
that a test's own process, large as it is, cannot measure: this small one can.
"""

import json
import os
import subprocess
import sys
import time
from threading import Timer


def main(report: str, seconds: str, *command: str) -> None:
    """Run `command` for at most `seconds`; how it ended goes into `report` as JSON."""
    begun = time.monotonic()
    with subprocess.Popen(command) as running:
        end = Timer(float(seconds), running.kill)
        end.start()
        _pid, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        end.cancel()
    ended = {
        "status": running.returncode,
        "seconds": time.monotonic() - begun,
        "processor": used.ru_utime + used.ru_stime,
        "mebibytes": used.ru_maxrss / 1024,
    }
    with open(report, "w") as file:  # noqa: PTH123 - pathlib would be half of this process
        json.dump(ended, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
