"""Any bytes, and documents with some of their bytes changed: a text or a ResumeError, in little time."""

import random
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection

import pytest
from support.office import docx, flat_odt, odt, paragraph
from support.pdf import document, locked, pdf, picture, shown

from jobsearch.errors import ResumeError
from jobsearch.files.resumes.lines import rejoined
from jobsearch.files.resumes.read import LONGEST, text_of
from jobsearch.files.resumes.sections import about_work
from jobsearch.text.characters import printable

SEEDS: list[tuple[bytes, str]] = [
    (pdf("Accountant in Por-", "to", "EDUCATION"), ".pdf"),
    (document(picture() + shown([(60, 700, "Tax"), (300, 700, "Audit")]), picture()), ".pdf"),
    (docx(paragraph("Accountant") + f"<w:tbl><w:tr><w:tc>{paragraph('Tax')}</w:tc></w:tr></w:tbl>"), ".docx"),
    (odt("<text:h>Tax</text:h><text:p>Audit<text:s/>x</text:p>"), ".odt"),
    (flat_odt("<text:h>Tax</text:h><text:p>Audit</text:p>"), ".fodt"),
    (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset238 X;}}\f0 L\'f6hne\par \u246?x{\pict 89504e47}}",
        ".rtf",
    ),
    (
        b"<!DOCTYPE html><html><head><style>x</style></head><body><ul><li>Tax</li></ul>&amp;</body></html>",
        ".html",
    ),
    (b"---\na: b\n---\n# CV\n\n**Tax** [a](b)\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx\n```\n", ".md"),
    (
        b'{"basics": {"label": "Accountant"}, "work": [{"position": "Tax", "highlights": ["a", "b"]}]}',
        ".json",
    ),
    ("EDUCATION\nK\u00f6ln\n\nLanguages: P y t h o n\nKuber-\nnetes\n".encode("cp1252"), ".txt"),
    ("WORK\nPorto\n".encode("utf-16"), ".txt"),
]
TOKENS = [
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b"{",
    b"}",
    b"\\",
    b"\\u-1?",
    b"\\'",
    b"&#99999999;",
    b"[",
    b"]",
    b"]]>",
]
TOKENS += [
    b"obj",
    b"endstream",
    b"<<",
    b">>",
    b"/Kids",
    b"99999999999",
    b"-1",
    b"\n",
    b"\xf0\x9f",
    b"\xed\xa0\x80",
]
TOKENS += [
    b"<!--",
    b"\\bin99999",
    b"\\fs",
    b"\\uc",
    b'"',
    b"_",
    b"*",
    b"#",
    b"|",
    b"-\n",
    b"PK\x01\x02",
    b"\\ansicpg",
]
_SLOWEST_SECONDS = 5.0


def mutants(number: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """Yield documents with bytes changed, cut, doubled, or replaced by what means something to a reader."""
    rng = random.Random(seed)
    for _number in range(number):
        content, suffix = rng.choice(SEEDS)
        changed = bytearray(content)
        for _change in range(rng.randint(1, 8)):
            place = rng.randrange(len(changed) + 1)
            end = min(len(changed), place + rng.choice((0, 1, 4, 40)))
            kind = rng.randrange(4)
            if kind == 0:
                changed[place:end] = rng.choice(TOKENS) * rng.choice((1, 1, 3, 200))
            elif kind == 1:
                changed[place:end] = rng.randbytes(end - place)
            elif kind == 2:
                changed[place:place] = changed[place:end] * rng.choice((1, 50))
            else:
                del changed[place:end]
        yield bytes(changed), rng.choice((suffix, suffix, suffix, "", ".pdf", ".txt"))


def check(content: bytes, suffix: str) -> None:
    start = time.process_time()
    try:
        text = text_of(content, suffix)
    except ResumeError:
        text = ""
    text = printable(rejoined(text))
    about_work(text)
    assert len(text) <= 2 * LONGEST
    assert time.process_time() - start < _SLOWEST_SECONDS, (suffix, content[:2_000])


def _check_all(pipe: Connection, number: int, seed: int) -> None:
    for content, suffix in mutants(number, seed):
        pipe.send((content, suffix, ""))  # before: a reader in C may end the process
        try:
            check(content, suffix)
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            pipe.send((content, suffix, f"{type(error).__name__}: {error}"))
    pipe.send(None)


def failures(number: int, seed: int) -> list[tuple[bytes, str, str]]:
    """Return what raised, and what ended the process, of that many inputs."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_check_all, args=(there, number, seed), daemon=True)
    process.start()
    there.close()
    found, last = [], (b"", "", "")
    try:
        while (heard := here.recv()) is not None:
            last = heard
            if heard[2]:
                found.append(heard)
    except EOFError:
        found.append((*last[:2], "the process ended"))
    process.join()
    return found


def test_some_damaged_documents_do_no_harm() -> None:
    assert failures(300, seed=1) == []


def test_a_locked_pdf_that_is_damaged_does_no_harm() -> None:
    content = bytearray(locked(pdf("Accountant"), "AES-256"))
    for place in range(0, len(content), 97):
        damaged = bytes(content[:place]) + b"\x00" + bytes(content[place + 1 :])
        check(damaged, ".pdf")


@pytest.mark.slow
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_hundred_thousand_damaged_documents_do_no_harm(seed: int) -> None:
    assert failures(1_000, seed) == []
