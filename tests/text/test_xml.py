"""XML that breaks somewhere: one broken tag costs what stands in it, and not all that follows."""

import pytest

from jobsearch.text.xml import NotXmlError, elements_named, parse_xml, simple

ITEM = "<item><title>Rain {number}</title><dc:creator>Umbrella</dc:creator></item>"
START = (
    '<?xml version="1.0" encoding="{encoding}"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
)
END = "</channel></rss>"


def feed(count: int = 5, encoding: str = "UTF-8") -> str:
    return (
        START.format(encoding=encoding)
        + "".join(map(ITEM.format_map, ({"number": n} for n in range(count))))
        + END
    )


def titles(body: bytes) -> list[str]:
    found = elements_named(parse_xml(body), body, "item")
    return [str(simple(one).get("title", "")) for one in found]


def test_a_sound_document_is_read_as_it_is() -> None:
    assert titles(feed().encode()) == [f"Rain {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<rss xmlns", "<rss <rss xmlns"),
        ("<channel>", "<channel"),
        ("<title>Rain 1", "<title>Rain 1</channel></rss>"),
        ("Rain 1</title>", "Rain 1</titel></item></channel></rss>"),
    ],
)
def test_what_stands_around_a_break_is_read(before: str, after: str) -> None:
    found = titles(feed().replace(before, after, 1).encode())
    assert len(found) == 5
    assert {"Rain 0", "Rain 2", "Rain 3", "Rain 4"} <= set(found)


def test_prefixes_that_the_document_declares_hold_in_its_parts() -> None:
    body = feed().replace("<channel>", "<channel").encode()
    assert [simple(one)["creator"] for one in elements_named(parse_xml(body), body, "item")] == [
        "Umbrella"
    ] * 5


def test_a_document_that_is_cut_off_keeps_what_came() -> None:
    body = feed().encode()
    found = titles(body[: body.index(b"Rain 3") + 6])
    assert found == ["Rain 0", "Rain 1", "Rain 2", "Rain 3"]


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "UTF-16"])
def test_a_broken_document_keeps_its_letters(encoding: str) -> None:
    text = feed(encoding=encoding).replace("Rain 2", "Regenschirm für Köln").replace("<channel>", "<channel")
    assert "Regenschirm für Köln" in titles(text.encode(encoding))


@pytest.mark.parametrize("body", [b"", b"<", b"no XML"])
def test_what_is_no_xml_is_refused(body: bytes) -> None:
    with pytest.raises(NotXmlError):
        parse_xml(body)
