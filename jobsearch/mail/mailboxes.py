"""The mails of an .eml or mbox file."""

import re
from collections.abc import Iterator

_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n")
_HEADER = re.compile(rb"\A\s*[!-9;-~]{2,60}:[^\r\n]*\r?\n")
_NAMED = re.compile(
    rb"^(?:from|subject|date|to|received|message-id|return-path|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_LOOKED_AT = 64 * 1024


def is_mail(content: bytes) -> bool:
    """Tell whether a file is a mail or an mbox."""
    beginning = content[:_LOOKED_AT]
    is_box = _FROM_LINE.match(beginning) is not None
    return is_box or (_HEADER.match(beginning) is not None and _NAMED.search(beginning) is not None)


def mails(content: bytes) -> Iterator[bytes]:
    """Yield the mails of a file: one, or those of an mbox."""
    starts = list(_FROM_LINE.finditer(content)) if _FROM_LINE.match(content) else []
    if not starts:
        yield content
        return
    ends = [match.start() for match in starts[1:]] + [len(content)]
    for match, end in zip(starts, ends, strict=True):
        yield content[match.end() : end]
