"""Repair mojibake: UTF-8 text that was wholly or partly decoded with the wrong encoding."""

import re

_MOST_ROUNDS = 4  # text that two programs encoded twice is decoded twice
_MOST_LINES = 1_000  # to be checked one by one
# First and continuation bytes of a UTF-8 character that was decoded as Latin-1 (RFC 3629, 3).
_GO_ON = "[\x80-\xbf]"
_CHARACTER = f"[\xc2-\xdf]{_GO_ON}|[\xe0-\xef]{_GO_ON}{{2}}|[\xf0-\xf4]{_GO_ON}{{3}}"
# A truncated character. One with a C1 control cannot be anything else.
_PIECE = (
    "[\xe0-\xef][\x80-\x9f](?![\x80-\xbf])"
    "|[\xf0-\xf4](?:[\x80-\x9f][\x80-\xbf]?|[\xa0-\xbf][\x80-\x9f])(?![\x80-\xbf])"
)
_PIECES = re.compile(f"(?P<whole>{_CHARACTER})|{_PIECE}")
_CUT_OFF = re.compile(
    f"(?:[\xc2-\xf4]|[\xe0-\xf4]{_GO_ON}|[\xf0-\xf4]{_GO_ON}{{2}})(?=(?:\\.{{3}}|\u2026)?[ \t\n]*\\Z)"
)
_CUT_OFF_FOR_SURE = re.compile(
    # No word continues with such a capital, and none ends with these characters after such a letter.
    "(?<=[a-z\xdf-\xff])[\xc2-\xd6](?![A-Za-z\xc0-\u024f])"
    "|(?<=[\u0370-\u1fff\u3000-\ud7ff])[\xc2-\xf4][\x80-\xbf]{0,2}(?![A-Za-z])"
    f"|(?:[\xe3-\xe8\xea-\xef]{_GO_ON}|[\xf0-\xf4]{_GO_ON}{{2}})(?=(?:\\.{{3}}|\u2026)?[ \t\n]*\\Z)"
)
_TWO_BYTES = re.compile("(?:[\x00-\x7f]|[\xc2\xc3][\xa0-\xbf])*")
_C1 = re.compile("[\x80-\x9f]")
# Rare in correct text, which is thus spared a library that takes a tenth of a second to import. The pattern
# begins with a character class and only then checks which case applies, which makes the search ten times as
# fast.
_SUSPECT = re.compile(
    "[\x80-\u2fff\ufffd](?:(?<=[\x80-\x9f\ufffd])|(?<=[\xc2\xc3])\\s|(?<=[\xa1-\u2fff])[\xa0-\u2fff])"
)


def repair_encoding(text: str) -> str:
    """Return `text` with mojibake repaired.

    Correct text is left unchanged, even next to mojibake. Remnants of truncated characters are dropped. The
    function is idempotent.
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
    """Repair text that is entirely UTF-8 decoded as Latin-1.

    Returns None for any other text.
    """
    for body in dict.fromkeys((text, _CUT_OFF.sub("", text))):
        try:
            decoded = body.encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        return decoded if _is_misread(text if body.isascii() else body) else None
    return None


def _is_misread(text: str) -> bool:
    """Return whether text that could be mojibake actually is; "NESTLÉ®", for example, is not."""
    if _C1.search(text) or _TWO_BYTES.fullmatch(text):
        return True
    from ftfy.badness import is_bad  # noqa: PLC0415 - takes a tenth of a second, and most text is correct

    return is_bad(text)


def _line_by_line(text: str) -> str:
    # One wrong character must not affect the other lines.
    lines = text.split("\n")
    return "\n".join(map(_repair_line, lines)) if len(lines) <= _MOST_LINES else _repair_line(text)


def _repair_line(line: str) -> str:
    if not _SUSPECT.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - same

    kept = _PIECES.sub(lambda found: found["whole"] or "", line)
    repaired = fix_encoding(kept, TextFixerConfig(explain=False))
    return repaired if repaired == line else _CUT_OFF_FOR_SURE.sub("", repaired)
