"""The subprocess started by `notify send`: python -m jobsearch.cli.sender INSTANCE."""

import sys
from pathlib import Path

from jobsearch.errors import JobSearchError
from jobsearch.presentation.messages import compose
from jobsearch.services.notify.outbox import answer
from jobsearch.services.notify.sending import send
from jobsearch.settings import resolve


def main(instance: str) -> None:
    """Send the messages and write the result to stdout."""
    try:
        answer(send(resolve(Path(instance)), compose))
    except JobSearchError as error:
        answer(error)


if __name__ == "__main__":
    main(sys.argv[1])
