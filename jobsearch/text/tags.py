"""Repair unclosed and invalid HTML tags."""

import re

BLOCKS = frozenset(
    (
        "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section summary table tr ul"
    ).split()
)
BREAKS = frozenset("br li td th".split())
HIDDEN = frozenset("script style template title head noscript iframe object svg textarea select".split())
_OTHERS = frozenset(
    (
        "a abbr acronym applet area audio b base basefont bdi bdo big blink body button canvas caption cite "
        "code col colgroup data datalist del dfn em embed font frame hgroup html i img input ins kbd keygen "
        "label legend link map mark marquee math menuitem meta meter nobr object optgroup option output "
        "param path picture progress q rb rp rt rtc ruby s samp search slot small source span strike strong "
        "sub sup tbody tfoot thead time track tt u var video wbr"
    ).split()
)
_RAW = "plaintext xmp noembed noframes frameset listing"  # their contents would not be parsed as HTML
KNOWN = BLOCKS | BREAKS | HIDDEN | _OTHERS

_NAME = re.compile(r"/?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>]|\Z)")
_COMPARED = re.compile(r"[abipqsu]\s+(?:and|or|&&|\|\|)\s", re.IGNORECASE)  # "a<b and b>c"
_MARKUP = re.compile(
    r"/?[a-z][\w.-]{0,40}:[a-z][\w.-]{0,40}[\s/>]|!--|!doctype|!\[(?:if|endif)|\?xml", re.IGNORECASE
)
_WITHOUT_EFFECT = re.compile(
    rf"</?(?:{'|'.join(_RAW.split())})(?:\s[^<>]{{0,2000}})?/?>|<!\[CDATA\[|\]\]>", re.IGNORECASE
)
# An attribute whose quote is closed after another tag, if at all, and a tag that is followed by another.
_OPEN_QUOTE = re.compile(
    r"""<(?P<name>[a-z][a-z0-9]*)\s[^"'<>]*+(?:"[^"<>]*+"[^"'<>]*+|'[^'<>]*+'[^"'<>]*+)*+"""
    r"""(?:"[^"<>]*+>(?=[^"<]*+(?:<|\Z))|'[^'<>]*+>(?=[^'<]*+(?:<|\Z)))""",
    re.IGNORECASE,
)
_OPEN_TAG = re.compile(r"<(?P<name>/?[A-Za-z][A-Za-z0-9]*)(?=\s[^<>\"'=]*+<)")
_HIDING = re.compile(
    rf"<(?P<end>/?)(?P<name>{'|'.join(HIDDEN - {'head'})})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE
)
_CODE = frozenset({"script", "style"})
_COMMENT = re.compile(r"<!--(?!-?>)")


def close_tags(text: str) -> str:
    """Close or drop tags that swallow the text after them, and escape any "<" that opens no tag.

    Unclosed tags, comments, and attributes end where their text begins.
    """
    if "<" not in text:
        return text
    text = _WITHOUT_EFFECT.sub("", text)
    text = _OPEN_TAG.sub(r"<\g<name>>", _OPEN_QUOTE.sub(r"<\g<name>>", text))
    return _characters_escaped(_without_unclosed_hiding(_without_unclosed_comments(text)))


def _characters_escaped(text: str) -> str:
    """Escape each "<" that does not start an HTML tag or a tag from Microsoft Word."""
    start, *pieces = text.split("<")
    return start + "".join(f"<{piece}" if _is_markup(piece) else f"&lt;{piece}" for piece in pieces)


def _is_markup(piece: str) -> bool:
    tag = _NAME.match(piece)
    if tag:
        return tag["name"].lower() in KNOWN and not _COMPARED.match(piece)
    return _MARKUP.match(piece) is not None


def _without_unclosed_comments(text: str) -> str:
    end = text.rfind("-->") + 1
    return text[:end] + _COMMENT.sub("", text[end:])


def _without_unclosed_hiding(text: str) -> str:
    """Remove unclosed tags that would hide everything after them, and the code after unclosed code tags."""
    closed = {tag["name"].lower(): tag.start() for tag in _HIDING.finditer(text) if tag["end"]}
    pieces, end = [], 0
    for tag in _HIDING.finditer(text):
        name = tag["name"].lower()
        if tag["end"] or tag.start() < max(end, closed.get(name, 0)):
            continue
        pieces.append(text[end : tag.start()])
        end = tag.end()
        if name in _CODE:
            end = _next(text, "<", end)
    return "".join([*pieces, text[end:]])


def _next(text: str, character: str, start: int) -> int:
    found = text.find(character, start)
    return len(text) if found < 0 else found
