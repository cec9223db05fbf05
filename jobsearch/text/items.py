"""Extract a page's microdata or RDFa Lite items in the form used by JSON-LD.

See https://html.spec.whatwg.org/multipage/microdata.html and https://www.w3.org/TR/rdfa-lite/.
"""

import re
from typing import Any

from lxml import etree

_LONGEST = 3 * 1024 * 1024
_MOST = 200  # items per type
_MARKED_UP = frozenset({"description", "responsibilities", "qualifications"})
_ADDRESSES = frozenset({"url", "sameAs", "image", "logo"})


def items(html: str, kind: str) -> list[dict[str, Any]]:
    """Return the items of a type, such as "JobPosting", as dictionaries.

    Property names are mapped to text, items, or lists of either.
    """
    text = html[:_LONGEST].replace("\x00", "")
    if kind not in text:
        return []
    try:
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return []
    found = [one for one in root.iter() if isinstance(one.tag, str) and kind in _kinds(one)]
    return [_item(one) for one in found[:_MOST]]


def _kinds(element: etree._Element) -> list[str]:
    """Return an item's types without their vocabulary.

    The list is empty if the element is not an item.
    """
    types = f"{element.get('itemtype') or ''} {element.get('typeof') or ''}"
    return [re.split(r"[/#:]", one)[-1] for one in types.split()]


def _name(element: etree._Element) -> str:
    names = (element.get("itemprop") or element.get("property") or "").split()
    return names[0].rpartition(":")[2] if names else ""


def _is_item(element: etree._Element) -> bool:
    return "itemscope" in element.attrib or "typeof" in element.attrib


def _item(element: etree._Element) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": (_kinds(element) or [""])[0]}
    waiting = list(element)
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one.tag, str):
            continue
        name = _name(one)
        if name:
            _add(found, name, _item(one) if _is_item(one) else _value(one, name))
        if not _is_item(one) and name not in _MARKED_UP:
            waiting[:0] = list(one)
    return found


def _add(found: dict[str, Any], name: str, value: object) -> None:
    if name not in found:
        found[name] = value
    elif isinstance(found[name], list):
        found[name].append(value)
    else:
        found[name] = [found[name], value]


def _value(element: etree._Element, name: str) -> str:
    stated = element.get("content") or element.get("datetime")
    if stated:
        return str(stated)
    if name in _ADDRESSES:
        return str(element.get("href") or element.get("src") or "")
    if name in _MARKED_UP:
        return str(etree.tostring(element, encoding="unicode", with_tail=False))
    text = " ".join("".join(map(str, element.itertext())).split())
    return text or str(element.get("href") or "")
