"""Domains of job boards and applicant tracking systems, which send mail on behalf of many companies."""

from functools import cache

from jobsearch.boards.companies.addresses import is_applicant_system
from jobsearch.boards.elsewhere.origins import is_board
from jobsearch.boards.reading import fields
from jobsearch.boards.registry import BOARDS

# Systems that send mail for many employers and whose boards the program does not read.
_SYSTEMS = (
    "bamboohr.com breezy.hr greenhouse-mail.io hire.lever.co icims.com jazz.co jobvite.com join.com "
    "myworkday.com oraclecloud.com pinpointhq.com successfactors.com successfactors.eu taleo.net "
    "applytojob.com softgarden.io softgarden.de rexx-systems.com workablemail.com ashbyhq.com"
).split()


def is_platform(domain: str) -> bool:
    """Return whether the domain of an email or URL belongs to a platform rather than to one company."""
    return (
        "." not in domain
        or is_applicant_system(domain)
        or is_board(domain)
        or any(domain == one or domain.endswith(f".{one}") for one in (*_SYSTEMS, *_homes()))
    )


@cache
def _homes() -> frozenset[str]:
    hosts = (fields.split(board.home).hostname or "" for board in BOARDS.values())
    return frozenset(host.removeprefix("www.") for host in hosts if host)
