"""Feeds with bad posts among the good ones: the bad are rejected alone, and no good one is lost."""

from itertools import product
from pathlib import Path

import pytest
from support.faults import GOOD, GOOD_IDS, Fault, check, every_third, fetch, sends_late, sized, succeeds
from support.feeds import body, element
from support.server import Reply

READ = "position company location description url apply_url tags date salary_min salary_max id".split()
UNREAD = "slug company_logo logo original verified".split()
WRONG = (True, [[]], {"x": 1})


def beside(*bad: object) -> Reply:
    """Answer with these elements between the good ones."""
    return Reply(body([GOOD[0], *bad, *GOOD[1:]]))


def spoiled(value: bytes, field: str = "position") -> Reply:
    """Answer with a post one of whose fields is, byte for byte, this JSON, between the good ones."""
    return Reply(beside(element(5, **{field: "SPOIL"})).body.replace(b'"SPOIL"', value))


def _post_of_many_fields() -> dict[str, int]:
    return dict.fromkeys((chr(n // 700 + 300) + chr(n % 700 + 300) for n in range(400_000)), 0)


ODD_IDS = [7, "7", 10**17, 10**30, -1, 1.5, "12a", "", None, "9" * 5_000]
FAULTS = {
    "invalid UTF-8 in one post": succeeds(spoiled(b'"a\xff\xc3(\xed\xa0\x80"'), stored=GOOD_IDS | {"5"}),
    "lone surrogates": succeeds(spoiled(rb'"a\ud83d \udc00"'), stored=GOOD_IDS | {"5"}),
    "NUL, escaped": succeeds(spoiled(rb'"a\u0000b"'), stored=GOOD_IDS | {"5"}),
    "NUL, bare": succeeds(spoiled(b'"a\x00b"'), stored=GOOD_IDS | {"5"}),
    "line ends and escape codes, bare": succeeds(
        spoiled(b'"a\r\n\t\x1b[31mb"', "description"), stored=GOOD_IDS | {"5"}
    ),
    "one post nested 100,000 deep": succeeds(spoiled(b"[" * 100_000 + b"]" * 100_000, "junk")),
    "one post nested 100,000 deep, one of 7 MB": succeeds(
        spoiled(b'"%s"' % (b"x" * 7_000_000) + b"}, {" + b'"junk":' + b"[" * 100_000 + b"]" * 100_000),
        said="2 rejected",
    ),
    "a post of 400,000 fields": succeeds(
        sends_late(lambda: sized(content=beside(_post_of_many_fields()).body)),
        said="1 rejected",
    ),
    "a character's number of 5,000 digits": succeeds(
        spoiled(b'"<p>&#%s;"' % (b"9" * 5_000), "description"), stored=GOOD_IDS | {"5"}
    ),
    "a character's number of 5,000 digits, plain": succeeds(
        spoiled(b'"&#%s;"' % (b"9" * 5_000), "description"), stored=GOOD_IDS | {"5"}
    ),
    "one post nested 500 deep": succeeds(spoiled(b"[" * 500 + b"]" * 500, "junk"), said="1 rejected"),
    "every field wrong in turn": succeeds(
        beside(
            *(element(n, **{name: wrong}) for n, (name, wrong) in enumerate(product(READ, WRONG), start=10))
        ),
        said="6 rejected",  # those without a title or an id; the others are kept without that field
        stored=GOOD_IDS | {str(n) for n in range(13, 40)},
    ),
    "fields wrong that nobody reads": succeeds(
        beside(
            *(element(n, **{name: wrong}) for n, (name, wrong) in enumerate(product(UNREAD, WRONG), start=10))
        ),
        said="0 rejected",
        stored=GOOD_IDS | {str(n) for n in range(10, 25)},
    ),
    "elements that are no posts": succeeds(beside(1, "x", None, [], {}, 1.5), said="6 rejected"),
    "ids twice": succeeds(beside(GOOD[0], GOOD[2], element(5), element(5)), stored=GOOD_IDS | {"5"}),
    "ids of all kinds": succeeds(
        beside(*(element(5) | {"id": odd} for odd in ODD_IDS)), stored=GOOD_IDS | {"7", str(10**17)}
    ),
    "a bare id of 5,000 digits": succeeds(spoiled(b"9" * 5_000, "id"), said="1 rejected"),
    "numbers that JSON lacks": succeeds(
        spoiled(b"-Infinity", "salary_min"), said="0 rejected", stored=GOOD_IDS | {"5"}
    ),
    "1e999": succeeds(spoiled(b"1e999", "salary_max"), stored=GOOD_IDS | {"5"}),
    "a description of 3 MiB": succeeds(beside(element(5, description="<p>x" * 800_000)), said="1 rejected"),
    "a tag soup of 190,000 letters": succeeds(
        beside(element(5, description="<b><li>" * 27_000)), stored=GOOD_IDS | {"5"}
    ),
}


@pytest.mark.parametrize("fault", every_third(FAULTS))
def test_no_good_post_is_lost(fault: Fault, tmp_path: Path) -> None:
    check(fault, fetch(fault, tmp_path))
