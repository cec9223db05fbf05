"""Undo repeated escaping of character references, tags, and JSON strings."""

import html
import re

from jobsearch.text.tags import BLOCKS, BREAKS, KNOWN

_HUGE_REFERENCE = re.compile(r"&#[0-9]{100,};?")
_MOST_LEVELS = 4  # of text that several programs escaped in turn
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_NAMES = "|".join(sorted(KNOWN, key=len, reverse=True))
_LESS, _MORE = (
    f"&(?:amp;){{0,3}}(?:{name}|#0{{0,4}}{decimal}|#x0{{0,4}}{hexadecimal});"
    for name, decimal, hexadecimal in (("lt", 60, "3c"), ("gt", 62, "3e"))
)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})(?=[\s/>])[^<>]{{0,2000}}>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    rf"{_LESS}(?P<end>/?)(?P<name>{_NAMES})(?:\s[^<>]{{0,500}}?|\s?/?)(?:{_MORE}|>)", re.IGNORECASE
)
_UNCLOSED = frozenset({"br", "hr", "p", "li"})  # closing tags are optional for these
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | BREAKS))})(?=[\s/>])", re.IGNORECASE)

_UNICODE = re.compile(r"(?:\\{1,2}u[0-9a-fA-F]{4})+")
_CLOSING = re.compile(r"<\\{1,3}/(?=[A-Za-z])")
# A newline in JSON, escaped up to three times. Code that mentions one has it in quotes.
_END = r"(?<!\\)\\{1,3}(?:r\\{1,3}n|n|r(?![a-z]))"
_SPACE = r"[ \t\n]*"
_IN_QUOTES = r"""(?P<code>(?P<quote>["'`/])(?:\\{1,2}[rnt])+(?P=quote)|<code>[^<>\n]{0,200}</code>)"""
_DRIVE = r"(?P<path>(?<![A-Za-z])[A-Za-z]:\\[a-z][^\s<>\\]*(?:\\[^\s<>]+|\.\w{1,4}\b))"
_LINE_ENDS = re.compile(rf"{_IN_QUOTES}|{_DRIVE}|(?P<ends>{_END}(?:{_SPACE}{_END})*)")
_BESIDE_TAG = re.compile(rf">{_SPACE}{_END}|{_END}{_SPACE}</?[A-Za-z]")
# Between words, only the context distinguishes an escape from a path.
_BETWEEN_SENTENCES = re.compile(
    rf"{_END}{_SPACE}{_END}|[.!?:;,)]{_SPACE}{_END}|{_END}{_SPACE}(?:[A-Z0-9*\u2022\u2013-]|\Z)|\A{_SPACE}{_END}"
)
_LINE_END_IN_LINE = re.compile(rf"(?<![a-z]){_END}|{_END}(?![a-z])")
_NEAR = 40  # characters in which to look for a tag after whitespace
_QUOTE = re.compile(r"\\{1,3}(?=\")")
_TAB = re.compile(r"(?<![\w:\\])\\{1,3}t(?![a-z])|(?<=[\w.])\\{1,3}t(?=[A-Z•-])")


def unescape(text: str) -> str:
    """Decode the character references in `text` once (HTML 4.01, section 5.3)."""
    # Python refuses to parse integers of over 4,300 digits, or over a lower configured limit.
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", text))


def unescape_left(text: str) -> str:
    """Decode the references left in text that is already decoded: "R&amp;D" becomes "R&D"."""
    for _level in range(_MOST_LEVELS):
        again = _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
        if again == text:
            break
        text = again
    return text


def unescape_tags(text: str) -> str:
    """Unescape the tags in `text` if escaped tags outnumber unescaped tags.

    Text that only mentions tags, without closing any, is left unchanged.
    """
    for _level in range(_MOST_LEVELS):
        if "&" not in text or not _is_escaped(text):
            break
        text = unescape(text)
    return text


def _is_escaped(text: str) -> bool:
    escaped = [(tag["name"].lower(), tag["end"]) for tag in _ESCAPED_TAG.finditer(text)]
    if not escaped or len(escaped) <= sum(1 for _tag in _TAG.finditer(text)):
        return False
    opened = {name for name, end in escaped if not end}
    closed = {name for name, end in escaped if end}
    alone = [name for name, end in escaped if name in _UNCLOSED and not end]
    return bool(opened & closed) or "br" in alone or len(alone) > 1


def unescape_json(text: str) -> str:
    r"""Remove JSON escapes from HTML or plain text that was encoded as JSON twice.

    "\n" becomes whitespace next to a tag and a newline elsewhere; "\u2019" becomes the character. Similar
    sequences in code and paths are left unchanged.
    """
    if "\\" not in text:
        return text
    text = _CLOSING.sub("</", _UNICODE.sub(_characters, text))
    if not (_BESIDE_TAG.search(text) or _speaks_in_lines(text)):
        return text
    line_end = "<br>" if _BLOCK.search(text) else "\n"
    text = _LINE_ENDS.sub(lambda found: _line_ends(found, line_end), text)
    return _TAB.sub(" ", _QUOTE.sub("", text))


def unescape_json_line(text: str) -> str:
    r"""Remove JSON escapes from a one-line field that was encoded twice; "\n" becomes a space."""
    if "\\" not in text:
        return text
    text = _UNICODE.sub(_characters, text)
    return _TAB.sub(" ", _LINE_END_IN_LINE.sub(" ", text))


def _speaks_in_lines(text: str) -> bool:
    bare = re.sub(f"{_IN_QUOTES}|{_DRIVE}", "", text)
    return _BETWEEN_SENTENCES.search(bare) is not None


def _line_ends(found: re.Match[str], line_end: str) -> str:
    if not found["ends"]:
        return found[0]
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(0, start - _NEAR) : start].rstrip()[-1:], text[end : end + _NEAR].lstrip()[:1]
    count = min(len(re.findall("n|r$", found["ends"])), 2)
    return ("\n" if before in {"", ">"} or after in {"", "<"} else line_end) * count


def _characters(found: re.Match[str]) -> str:
    units = re.findall("u(....)", found[0])
    return b"".join(int(unit, 16).to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")
