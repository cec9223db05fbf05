"""Parse untrusted XML safely, recovering as much as possible.

Entities are not resolved, external documents are not loaded, and documents with excessive numbers of elements
or entities are rejected.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type
_Read = TypeVar("_Read")

# A node takes some 120 bytes, an attribute some 90: these limits keep any document below 100 MB.
_MOST_TAGS = 400_000
_MOST_ATTRIBUTES = 600_000
_MOST_REFERENCES = 400_000
_MOST_APART = 50_000
_MOST_DECLARED = 4_000_000
_LONGEST_HEAD = 20_000
_NAMESPACE = re.compile(r"""\bxmlns:([A-Za-z_][\w.-]{0,40})\s*=\s*["'][^"'<>&]{1,300}["']""", re.ASCII)
_PREFIX = re.compile(r"(?<=[</\s])([A-Za-z_][\w.-]{0,40}):", re.ASCII)
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[a-z_][\w.-]{0,40};", re.ASCII | re.IGNORECASE)
_NOT_OF_TEXT = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]{1,40})["']""")


class NotXmlError(ValueError):
    """Raised for content that is not XML; the message explains why."""


@dataclass(frozen=True)
class Document:
    """A parsed XML document, which may be incomplete.

    `whole` is False if it is truncated or malformed and was only partly parsed.
    """

    root: Element
    whole: bool


def parse_xml(body: bytes) -> Document:
    """Parse an XML document, or the part of it before the first error.

    Raises NotXmlError if the content is not XML or contains too many elements or entities.
    """
    if body.count(b"<") > _MOST_TAGS or body.count(b"=") > _MOST_ATTRIBUTES:
        raise NotXmlError("it contains more elements than any feed")
    if body.count(b"&") > _MOST_REFERENCES < sum(1 for _found in _REFERENCE.finditer(_decoded(body))):
        raise NotXmlError("it contains more entities than any feed")
    for content in _readings(body.lstrip()):
        root = None
        parser = etree.XMLParser(
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            remove_blank_text=False,
        )
        with suppress(etree.XMLSyntaxError):  # the parser does not recover from empty content
            root = etree.fromstring(content, parser)
        if root is not None:
            return Document(root, whole=not parser.error_log)
    raise NotXmlError("it is not XML")


def read_elements(
    document: Document, body: bytes, name: str, read: Callable[[Element], _Read]
) -> list[_Read]:
    """Apply `read` to the elements with a given name that make up a document's list.

    These elements are the children of the root and, as in RSS, of a <channel> in it; more deeply nested
    elements are fields of posts. In a malformed document, they may be anywhere, so each element is also
    parsed on its own, and that result is used if it contains more elements: one malformed tag must not affect
    everything after it. The result of `read` must not reference elements, because each element would keep its
    own document in memory.
    """
    if document.whole:
        return [read(element) for element in _listed(document.root, name)]
    apart = [read(element) for element in _apart(body, name)]
    found = list(_outermost(document.root, name))
    return apart if len(apart) > len(found) else [read(element) for element in found]


def _listed(root: Element, name: str) -> Iterator[Element]:
    for child in root:
        if name_of(child) == name:
            yield child
        elif name_of(child) == "channel":
            yield from (inner for inner in child if name_of(inner) == name)


def _outermost(root: Element, name: str) -> Iterator[Element]:
    """Yield the outermost elements with a given name below a root."""
    levels = [iter(root)]
    while levels:
        child = next(levels[-1], None)
        if child is None:
            levels.pop()
        elif name_of(child) == name:
            yield child
        else:
            levels.append(iter(child))


def _apart(body: bytes, name: str) -> Iterator[Element]:
    """Yield the elements with a given name in a malformed document, parsing each on its own.

    An element extends to its end or to the start of the next element. Only one document exists at a time,
    because each parser keeps a list of its errors and a feed may contain any number of posts. Together, the
    documents contain little more than the whole.
    """
    text = _decoded(body)
    declared = {found[1]: found[0] for found in _NAMESPACE.finditer(text[:_LONGEST_HEAD])}
    left = 3 * len(text) + _MOST_DECLARED
    for start, end in islice(_pieces(text, name), _MOST_APART):
        piece = text[start:end]
        prefixes = declared.keys() & set(_PREFIX.findall(piece))
        head = " ".join(["<apart", *(declared[prefix] for prefix in sorted(prefixes))])
        left -= len(head) + len(piece)
        if left < 0:
            return
        with suppress(NotXmlError):
            alone = parse_xml(f"{head}>{piece}</apart>".encode("utf-8", "replace"))
            yield from (child for child in alone.root if name_of(child) == name)


def _pieces(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each element with a given name, ending before the next one starts.

    Anything inside a comment or CDATA section is text, even if it looks like an element; otherwise, the
    author of a post could inject elements. Comments and CDATA sections extend to their own ends. An element
    that contains only text is a field of a post. All elements must have the same prefix as the first element.
    """
    named = rf"(?:[a-z_][\w.-]{{0,40}}:)?{name}"
    token = re.compile(
        r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
        rf"|<{named}(?=[\s>/])[^<>]*+(?:(?<=/)>|>[^<]*+</{named}\s*+>)"
        rf"|<(?P<start>{named})(?=[\s>/])|</(?P<end>{named})\s*+>",
        re.IGNORECASE | re.DOTALL | re.ASCII,
    )
    wanted, begun = "", -1
    for found in token.finditer(text):
        this = (found["start"] or found["end"] or "").lower()
        wanted = wanted or (found["start"] or "").lower()
        if not this or this != wanted:
            continue
        if begun >= 0:
            yield begun, found.end() if found["end"] else found.start()
        begun = found.start() if found["start"] else -1
    if begun >= 0:
        yield begun, len(text)


def _decoded(body: bytes) -> str:
    named = _ENCODING.search(body[:200])
    encoding: str = json.detect_encoding(body)
    if encoding.startswith("utf-8") and named and _is_of_text(named[1].decode("ascii")):
        encoding = named[1].decode("ascii")
    try:
        return body.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")


def _is_of_text(encoding: str) -> bool:
    """Return whether Python supports a text encoding, excluding its own special and slow encodings."""
    try:
        return codecs.lookup(encoding).name not in _NOT_OF_TEXT
    except (LookupError, UnicodeError):
        return False


def _readings(body: bytes) -> Iterator[bytes]:
    """Yield the bytes unchanged, and then as UTF-8, in case the declared encoding is wrong."""
    yield body
    decoded = body.decode("utf-8", "replace")
    _declaration, end, rest = decoded.partition("?>") if decoded.startswith("<?xml") else ("", "", decoded)
    yield (rest if end or not decoded.startswith("<?xml") else decoded).encode("utf-8")


def name_of(element: Element) -> str:
    """Return the lowercase name of an element, without its namespace or undeclared prefix."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """Return the text of an element, or its markup if it contains elements, such as XHTML in Atom."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return "".join(str(part) for part in element.itertext())
    inner = "".join(str(etree.tostring(child, encoding="unicode", method="html")) for child in children)
    return (element.text or "") + inner


def simple(element: Element) -> dict[str, Any]:
    """Convert the children of an element to JSON-compatible values by name.

    A repeated name becomes a list. An element without text becomes its attributes, and an element with
    children but no text of its own becomes an object.
    """
    found: dict[str, Any] = {}
    for child in element:
        if name := name_of(child):
            value = _value(child)
            if name in found:
                found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
            else:
                found[name] = value
    return found


def _value(element: Element) -> Any:  # noqa: ANN401 - JSON is anything
    is_markup = element.get("type") == "xhtml" or (element.text or "").strip()
    if len(element) and not is_markup:
        return simple(element)
    text = text_of(element)
    return (
        text
        if text.strip() or not element.attrib
        else {str(key): str(value) for key, value in element.items()}
    )
