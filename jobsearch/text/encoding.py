"""Text whose UTF-8 was read as another encoding, in whole or in part, is read again."""

import re

_MOST_ROUNDS = 4  # a text that was encoded twice, by two programs, is read again twice
_MOST_LINES = 1_000  # that are looked at one by one
# What begins and what continues a character of UTF-8 that was read as Latin-1 (RFC 3629, 3).
_GO_ON = "[\x80-\xbf]"
_CHARACTER = f"[\xc2-\xdf]{_GO_ON}|[\xe0-\xef]{_GO_ON}{{2}}|[\xf0-\xf4]{_GO_ON}{{3}}"
# A piece without its end. One that holds a C1 control can be nothing else.
_PIECE = (
    "[\xe0-\xef][\x80-\x9f](?![\x80-\xbf])"
    "|[\xf0-\xf4](?:[\x80-\x9f][\x80-\xbf]?|[\xa0-\xbf][\x80-\x9f])(?![\x80-\xbf])"
)
_PIECES = re.compile(f"(?P<whole>{_CHARACTER})|{_PIECE}")
_CUT_OFF = re.compile(
    f"(?:[\xc2-\xf4]|[\xe0-\xf4]{_GO_ON}|[\xf0-\xf4]{_GO_ON}{{2}})(?=(?:\\.{{3}}|\u2026)?[ \t\n]*\\Z)"
)
_CUT_OFF_FOR_SURE = re.compile(
    # No word goes on with such a capital, and none ends with these signs behind such a letter.
    "(?<=[a-z\xdf-\xff])[\xc2-\xd6](?![A-Za-z\xc0-\u024f])"
    "|(?<=[\u0370-\u1fff\u3000-\ud7ff])[\xc2-\xf4][\x80-\xbf]{0,2}(?![A-Za-z])"
    f"|(?:[\xe3-\xe8\xea-\xef]{_GO_ON}|[\xf0-\xf4]{_GO_ON}{{2}})(?=(?:\\.{{3}}|\u2026)?[ \t\n]*\\Z)"
)
_TWO_BYTES = re.compile("(?:[\x00-\x7f]|[\xc2\xc3][\xa0-\xbf])*")
_C1 = re.compile("[\x80-\x9f]")
# Right text has hardly any of these, and asks for no library that takes a tenth of a second to come.
# As the pattern begins with one set of signs, and only then asks which it was, it is found ten times as fast.
_SUSPECT = re.compile(
    "[\x80-\u2fff\ufffd](?:(?<=[\x80-\x9f\ufffd])|(?<=[\xc2\xc3])\\s|(?<=[\xa1-\u2fff])[\xa0-\u2fff])"
)


def repair_encoding(text: str) -> str:
    """Return `text` with what was UTF-8 and was read as another encoding read as UTF-8.

    Right text stays as it is, also beside what is repaired. What is left of a character that was cut in half
    is dropped. To repair what was repaired changes nothing.
    """
    for _round in range(_MOST_ROUNDS):
        repaired = _read_again(text)
        if repaired == text:
            break
        text = repaired
    return text


def _read_again(text: str) -> str:
    if text.isascii() or not _SUSPECT.search(text):
        return text
    whole = _as_utf8(text)
    return _line_by_line(text) if whole is None else whole


def _as_utf8(text: str) -> str | None:
    """Return a text that is UTF-8 read as Latin-1 from one end to the other, None for any other."""
    for body in dict.fromkeys((text, _CUT_OFF.sub("", text))):
        try:
            decoded = body.encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        return decoded if _is_misread(text if body.isascii() else body) else None
    return None


def _is_misread(text: str) -> bool:
    """Return whether a text that can be UTF-8 is: NESTLÉ®, for one, is not."""
    if _C1.search(text) or _TWO_BYTES.fullmatch(text):
        return True
    from ftfy.badness import is_bad  # noqa: PLC0415 - takes a tenth of a second, and most text is right

    return is_bad(text)


def _line_by_line(text: str) -> str:
    # One wrong character costs no other line.
    lines = text.split("\n")
    return "\n".join(map(_repair_line, lines)) if len(lines) <= _MOST_LINES else _repair_line(text)


def _repair_line(line: str) -> str:
    if not _SUSPECT.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - same

    kept = _PIECES.sub(lambda found: found["whole"] or "", line)
    repaired = fix_encoding(kept, TextFixerConfig(explain=False))
    return repaired if repaired == line else _CUT_OFF_FOR_SURE.sub("", repaired)
