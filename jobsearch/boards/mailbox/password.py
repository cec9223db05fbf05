"""The password for a mailbox, read from the environment or from a file with mode 600, and never stored.

JOBSEARCH_IMAP_PASSWORD_IMAP_EXAMPLE_ORG       the password for the server imap.example.org
JOBSEARCH_IMAP_PASSWORD_FILE_IMAP_EXAMPLE_ORG  a file with the password for that server
JOBSEARCH_IMAP_PASSWORD, JOBSEARCH_IMAP_PASSWORD_FILE  the same for all other servers
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from jobsearch.boards.mailbox.address import Mailbox
from jobsearch.errors import MailboxPasswordMissing, MailboxPasswordUnusable
from jobsearch.files.owned import why_not_ours
from jobsearch.files.regular import read

VARIABLE = "JOBSEARCH_IMAP_PASSWORD"
_LONGEST = 1_000  # bytes


def password_of(box: Mailbox, environment: Mapping[str, str] = os.environ) -> str:
    """Return the password for a mailbox. Raises MailboxPasswordMissing or MailboxPasswordUnusable."""
    host = re.sub(r"[^A-Z0-9]", "_", box.host.upper())
    for ending in (f"_{host}", ""):
        if given := environment.get(f"{VARIABLE}{ending}"):
            return given
        variable = f"{VARIABLE}_FILE{ending}"
        if path := environment.get(variable):
            return _in_file(Path(path).expanduser(), variable)
    raise MailboxPasswordMissing(url=box.place, variable=VARIABLE, host=host)


def _in_file(path: Path, variable: str) -> str:
    try:
        if why := why_not_ours(path, secret=True):
            raise MailboxPasswordUnusable(variable=variable, path=path, cause=why)
        text = read(path, _LONGEST).decode().strip("\r\n")
    except OSError as error:
        cause = error.strerror or "it cannot be read"
        raise MailboxPasswordUnusable(variable=variable, path=path, cause=cause) from error
    except UnicodeDecodeError as error:
        raise MailboxPasswordUnusable(variable=variable, path=path, cause="it is not text") from error
    if not text or "\n" in text:
        cause = "it does not consist of one line with the password"
        raise MailboxPasswordUnusable(variable=variable, path=path, cause=cause)
    return text
