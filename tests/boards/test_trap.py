import time

import pytest
from hypothesis import assume, given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.feeds import trap

from jobsearch.boards.trap import strip_trap
from jobsearch.text.characters import is_visible, printable
from jobsearch.text.encoding import repair_encoding

PROMPT_SECONDS = 2
WORDS = st.from_regex(r"[^*\s\x00-\x1f]{1,40}", fullmatch=True)


@at_most(deadline=None)
@given(WORDS)
def test_removes_the_trap_and_keeps_its_word(word: str) -> None:
    assume(word.isprintable() and repair_encoding(word) == word and is_visible(word))
    assert strip_trap(f"<p>The text before.</p>{trap(word)}") == ("<p>The text before.</p>", printable(word))


@at_most(deadline=None)
@given(st.text(st.characters(), max_size=60), st.from_regex(r"[A-Za-z0-9+/]{1,60}={0,2}", fullmatch=True))
def test_removes_the_trap_behind_any_text_with_any_tag(before: str, tag: str) -> None:
    assume(not before.rstrip().endswith((">", "*")))
    assert strip_trap(before + trap(tag=tag)).text == before.rstrip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("", "")),
        ("No trap at all <br/><br/>", ("No trap at all <br/><br/>", "")),
        (trap(), ("", "JOY")),
        (f"\n <br> <br />{trap('LEADS')}\n", ("\n", "LEADS")),
        (f"before{trap()}<p>after</p>", ("before<p>after</p>", "JOY")),
        (f"before \n{trap().removeprefix('<br/><br/>')}", ("before", "JOY")),
        (f"before{trap('ONE')}{trap('TWO')}", ("before", "TWO")),
        (f"before{trap('ONE')}between{trap('TWO')}after", ("beforebetweenafter", "TWO")),
        ("before<br/>" + trap().partition(" This is a beta")[0], ("before", "JOY")),
        (f"Please mention the word JOY.{trap('X')}", ("Please mention the word JOY.", "X")),
    ],
)
def test_cuts_the_trap_out(text: str, expected: tuple[str, str]) -> None:
    assert strip_trap(text) == expected


@pytest.mark.parametrize(
    "piece", [trap(), "<br>", "\n<br/>", "Please mention the word **", "This is a beta feature"]
)
def test_looks_for_traps_promptly(piece: str) -> None:
    begun = time.process_time()
    stripped = strip_trap("before" + piece * (4_000_000 // len(piece)) + trap("LAST"))
    assert time.process_time() - begun < PROMPT_SECONDS
    assert stripped.word == "LAST"
    assert stripped.text.startswith("before")
