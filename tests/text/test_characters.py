import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from jobsearch.text.characters import is_visible, normalize_width, one_line, printable, strip_control

PLANES = range(0, 0x110000, 0x10000)
ANY_TEXT = st.text(st.characters(), max_size=80)


def unprintable(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in "\n\t"}


@pytest.mark.parametrize("plane", PLANES, ids=hex)
def test_leaves_no_control_format_or_surrogate_character_of_this_python(plane: int) -> None:
    assert unprintable(printable("".join(map(chr, range(plane, plane + 0x10000))))) == set()


def test_keeps_every_printable_character_of_the_basic_plane() -> None:
    kept = [chr(code) for code in range(0x10000) if chr(code).isprintable()]
    assert [c for c in kept if printable(c) != unicodedata.normalize("NFC", c)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("two\nlines and a\ttab", "two\nlines and a\ttab"),
        ("dos\r\nmac\rend", "dos\nmac\nend"),
        ("line\u2028paragraph\u2029next\x85feed\x0c", "line\nparagraph\nnext\nfeed\n"),
        ("red \x1b[31malert\x07", "red [31malert"),
        ("\x9b31m", "31m"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eevil\u2066", "evil"),
        ("soft\xadhyphen", "softhyphen"),
        ("un\u2065assigned", "unassigned"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("NUL\x00", "NUL"),
        ("not\ufffe a\uffff sign", "not a sign"),
        ("half \ud83d", "half \ufffd"),
        ("e\u0301", "\xe9"),
        ("e\u200b\u0301", "\xe9"),
        ("\U0001f600", "\U0001f600"),
        ("no\xa0break", "no\xa0break"),
    ],
)
def test_makes_text_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \t\n", ""),
        ("ChowNow ", "ChowNow"),
        ("two\r\nlines", "two lines"),
        ("a \xa0\u2003 b", "a b"),
        ("\u200bhidden ends\u200b ", "hidden ends"),
        ("file\x1cseparator", "fileseparator"),
        ("a\u2028b", "a b"),
    ],
)
def test_makes_text_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


@pytest.mark.parametrize("sign", "\u3164\u115f\u1160\uffa0\u2800\u034f\ufe0f\ufe00\u180b\U000e0100 \xa0\t")
def test_a_sign_without_a_shape_shows_nothing_but_beside_others(sign: str) -> None:
    assert not is_visible(sign * 3)
    assert is_visible(f"{sign}\u2764{sign}")


def test_nothing_shows_nothing() -> None:
    assert not is_visible("")


@at_most(deadline=None)
@given(ANY_TEXT)
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@at_most(deadline=None)
@given(ANY_TEXT)
def test_printable_text_can_be_encoded_and_is_composed(text: str) -> None:
    made = printable(text)
    assert made.encode("utf-8").decode("utf-8") == made
    assert unicodedata.is_normalized("NFC", made)


@at_most(deadline=None)
@given(ANY_TEXT)
def test_one_line_is_one_line_without_blanks_to_spare(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert line.split(" ") == (line.split() or [""])
    assert unprintable(line) == set()
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("S\xe3o Paulo \U0001f680", "S\xe3o Paulo \U0001f680"),
        ("\U0001f1f5\U0001f1f9 \U0001f1ff", "PT Z"),
        ("\U0001f44b\U0001f3fd\u2764\ufe0f", "\U0001f44b\u2764"),
        ("\u845b\U000e0100 a\u034fb \u3164", "\u845b ab "),
        ("braille\u2800blank", "braille\u2800blank"),
        ("e\u0323", "e\u0323"),
    ],
)
def test_drops_what_terminals_draw_differently(text: str, expected: str) -> None:
    assert normalize_width(text) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('{"a": "b"}\n\n1,2\n', '{"a": "b"}\n\n1,2\n'),
        ("a\tb\n\x1b]52;c;QUJD\x07\n", "a\tb\n]52;c;QUJD\n"),
        ("\x9b2J\x85\r\u202egnp", "2Jgnp"),
        ("not in NFC: e\u0301, \u2028, \ud800", "not in NFC: e\u0301, \u2028, \ud800"),
    ],
)
def test_data_keeps_all_but_what_a_terminal_obeys(data: str, expected: str) -> None:
    assert strip_control(data) == expected


@at_most(database=None)
@given(ANY_TEXT)
def test_data_obeys_nobody(data: str) -> None:
    assert unprintable(strip_control(data)) <= set(map(chr, range(0xD800, 0xE000)))
    assert strip_control(data).count("\n") == data.count("\n")
