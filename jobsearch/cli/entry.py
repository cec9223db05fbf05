"""Where the program starts and where its errors end."""

import sys

from jobsearch.cli.app import app
from jobsearch.cli.console import complain
from jobsearch.errors import JobSearchError


def main() -> None:
    """Run the command line; exit with 0 done, 1 failed, 2 wrong usage or 130 interrupted."""
    try:
        app(prog_name="jobsearch")
    except JobSearchError as error:
        complain(str(error))
        sys.exit(1)
