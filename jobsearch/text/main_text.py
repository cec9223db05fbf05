"""Extract the main content of a page from its structure, without menus, banners, and the like.

the page without hidden elements and asides -> the part marked as main
  -> else the innermost element that contains nearly all of its text
"""

import re

from lxml import etree

from jobsearch.text.characters import one_line
from jobsearch.text.page import is_aside, is_unseen

_LONGEST = 3 * 1024 * 1024
_AROUND = frozenset("form button select input textarea dialog menu iframe noscript".split())
_SHARE = 0.5  # minimum share of the page's text in the part marked as main
_NEARLY_ALL = 0.85  # share of an element's text at which it is just a wrapper around its child
_HEADINGS = ("h1", "h2", "h3")
_PLACE = re.compile(
    r"(?:job )?(?:location|place of work|office|standort|arbeitsort|ort|einsatzort|lieu(?: de travail)?|"
    r"localisation|ubicaci\u00f3n|lugar|localiza\u00e7\u00e3o|local)\s*(?::|\u2013|-)\s*(?P<place>\S.{1,98})",
    re.IGNORECASE,
)


def main_html(html: str) -> str:
    """Return the HTML of a page's main content, or "" for a page without text."""
    root = _root(html)
    if root is None:
        return ""
    for element in list(root.iter()):
        if _is_around(element):
            _remove(element)
    lengths = _lengths(root)
    if not lengths[root]:
        return ""
    called = (one for one in root.iter() if _is_called_main(one))
    named = [one for one in called if lengths[one] >= _SHARE * lengths[root]]
    part = min(named, key=lengths.__getitem__) if named else _innermost(root, lengths)
    return str(etree.tostring(part, encoding="unicode", with_tail=False))


def headline(html: str) -> str:
    """Return the first heading in a page's main content, or "" if there is none."""
    root = _root(main_html(html))
    found = root.iter(*_HEADINGS) if root is not None else ()
    return next((text for one in found if (text := _shown(one))), "")


def _shown(element: etree._Element) -> str:
    return one_line("".join(map(str, element.itertext())))


def stated(html: str, *names: str) -> str:
    """Return the content of a page's first <meta> or <link> element with one of the given names.

    The content of a <link> element, such as the canonical URL, is its target. The names are tried in order.
    Returns "" if there is no such element.
    """
    root = _root(html)
    if root is None:
        return ""
    for name in names:
        for one in root.iter("meta", "link"):
            if name in {one.get("property"), one.get("name"), one.get("rel")}:
                return one_line(str(one.get("content") or one.get("href") or ""))
    return ""


def place_in(lines: list[str]) -> str:
    """Return the place after a label, as in "Location: Porto", or "" if there is none."""
    found = (_PLACE.fullmatch(" ".join(line.split())) for line in lines)
    return next((match["place"] for match in found if match), "")


def _root(html: str) -> etree._Element | None:
    text = html[:_LONGEST].replace("\x00", "")
    if not text.strip():
        return None
    try:
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _is_around(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
        return not isinstance(element.tag, str)
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return element.tag in _AROUND or is_unseen(element.tag, attributes) or is_aside(element.tag, attributes)


def _remove(element: etree._Element) -> None:
    """Remove an element, but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_called_main(element: etree._Element) -> bool:
    return (
        element.tag in {"main", "article"}
        or element.get("role") == "main"
        or element.get("id") in {"main", "content", "main-content"}
    )


def _lengths(root: etree._Element) -> dict[etree._Element, int]:
    """Return the number of characters outside links in each element, which is 0 for a menu."""
    lengths: dict[etree._Element, int] = {}
    for element in reversed(list(root.iter())):
        own = len((element.text or "").strip())
        below = sum(lengths[child] + len((child.tail or "").strip()) for child in element)
        lengths[element] = 0 if element.tag == "a" else own + below
    return lengths


def _innermost(root: etree._Element, lengths: dict[etree._Element, int]) -> etree._Element:
    part = root
    while True:
        largest = max(part, key=lengths.__getitem__, default=None)
        if largest is None or lengths[largest] < _NEARLY_ALL * lengths[part]:
            return part
        part = largest
