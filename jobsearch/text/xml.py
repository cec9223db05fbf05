"""Read XML from strangers: as much of it as can be read, without entities, documents of others or bombs."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type

# A node takes some 120 bytes, an attribute some 90: these keep any document below 100 MB.
_MOST_TAGS = 400_000
_MOST_ATTRIBUTES = 600_000
_MOST_APART = 50_000
_LONGEST_HEAD = 20_000
_NAMESPACE = re.compile(r"""xmlns:([A-Za-z_][\w.-]{0,40})\s*=\s*["']([^"'<>&]{1,300})["']""", re.ASCII)
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]{1,40})["']""")


class NotXmlError(ValueError):
    """This is no XML; the message says why."""


@dataclass(frozen=True)
class Document:
    """An XML document; `whole` is False where it is cut off or broken, and only a part could be read."""

    root: Element
    whole: bool


def parse_xml(body: bytes) -> Document:
    """Return the document that bytes hold, or the part of it before where it breaks; raises NotXmlError."""
    if body.count(b"<") > _MOST_TAGS or body.count(b"=") > _MOST_ATTRIBUTES:
        raise NotXmlError("it holds more elements than any feed")
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
        with suppress(etree.XMLSyntaxError):  # of nothing at all, which it does not recover from
            root = etree.fromstring(content, parser)
        if root is not None:
            return Document(root, whole=not parser.error_log)
    raise NotXmlError("it is not XML")


def elements_named(document: Document, body: bytes, name: str) -> list[Element]:
    """Return the elements of a name, wherever they stand.

    Of a document that breaks somewhere each is also read by itself, and those count if they are more: one
    broken tag must not cost all that follows it.
    """
    found = [element for element in document.root.iter() if name_of(element) == name]
    if document.whole:
        return found
    apart = list(_apart(body, name))
    return apart if len(apart) > len(found) else found


def _apart(body: bytes, name: str) -> Iterator[Element]:
    """Yield the elements of a name that a broken document holds, each up to its end or the next one."""
    text = _decoded(body)
    spaces = dict(_NAMESPACE.findall(text[:_LONGEST_HEAD]))
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    start, end = re.compile(rf"<{name}(?=[\s>/])", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for piece in start.split(text, _MOST_APART)[1:]:
        inner = end.split(piece, 1)[0]
        with suppress(NotXmlError):
            alone = parse_xml(f"<apart{declared}><{name}{inner}</{name}></apart>".encode("utf-8", "replace"))
            yield from (child for child in alone.root if name_of(child) == name)


def _decoded(body: bytes) -> str:
    named = _ENCODING.search(body[:200])
    encoding: str = json.detect_encoding(body)
    if encoding.startswith("utf-8") and named:
        encoding = named[1].decode("ascii")
    try:
        return body.decode(encoding, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _readings(body: bytes) -> Iterator[bytes]:
    """Yield the bytes, then, in case they are not in the encoding that they name, as UTF-8."""
    yield body
    decoded = body.decode("utf-8", "replace")
    _declaration, end, rest = decoded.partition("?>") if decoded.startswith("<?xml") else ("", "", decoded)
    yield (rest if end or not decoded.startswith("<?xml") else decoded).encode("utf-8")


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """Return an element's text; where it holds elements, as XHTML in Atom, their markup."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return "".join(str(part) for part in element.itertext())
    inner = "".join(str(etree.tostring(child, encoding="unicode", method="html")) for child in children)
    return (element.text or "") + inner


def simple(element: Element) -> dict[str, Any]:
    """Return an element's children as JSON: texts by their names, lists where a name comes twice.

    An element without text gives its attributes; one that holds others beside no text of its own gives them
    as an object.
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
