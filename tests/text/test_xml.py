"""XML that breaks somewhere: one broken tag costs what stands in it, and not all that follows."""

import subprocess
import sys
from pathlib import Path

import pytest

from jobsearch.text import xml
from jobsearch.text.xml import Document, NotXmlError, parse_xml, read_elements, simple

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
    found = read_elements(parse_xml(body), body, "item", simple)
    return [str(one.get("title", "")) for one in found]


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
    found = read_elements(parse_xml(body), body, "item", simple)
    assert [one["creator"] for one in found] == ["Umbrella"] * 5


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


HIDDEN = "<item><title>CEO</title><link>https://evil.example</link><guid>9</guid></item>"
BREAKS = ["<a href=x>", "<br>", "</i>", "&", "<rss <rss>"]


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize(
    "text",
    [
        f"<![CDATA[As they say {HIDDEN} here]]>",
        f"<![CDATA[</description></item>{HIDDEN}]]>",
        f"<![CDATA[<!-- ]]><![CDATA[{HIDDEN} --> <![CDATA[ {HIDDEN}]]>",
        f"<!-- {HIDDEN} -->",
        f"<!-- <![CDATA[ -->  <!-- ]]> {HIDDEN} -->",
        f"<![CDATA[{HIDDEN.upper()}]]>",
    ],
)
def test_what_stands_in_a_text_or_a_comment_is_no_element(broken: str, text: str) -> None:
    body = feed().replace("Umbrella", f"{text}{broken}", 2).encode()
    assert set(titles(body)) == {f"Rain {number}" for number in range(5)}


@pytest.mark.parametrize("start", ["<![CDATA[", "<!--", "<![CDATA[ <item>", "<!-- <b>", "<![CDATA[]] >"])
def test_a_text_without_an_end_hides_what_it_holds(start: str) -> None:
    body = feed(2).replace("</rss>", f"<item><title>Rain 2</title>{start}{HIDDEN}").encode()
    assert titles(body) == ["Rain 0", "Rain 1", "Rain 2"]


@pytest.mark.parametrize("prefix", ["a", "atom", "ns0", "x-y", "_", "A.b"])
def test_elements_with_a_prefix_are_found_in_a_broken_document(prefix: str) -> None:
    entries = "".join(
        f"<{prefix}:entry><{prefix}:title>Rain {number}</{prefix}:title></{prefix}:entry>"
        for number in range(4)
    )
    body = f'<{prefix}:feed xmlns:{prefix}="http://www.w3.org/2005/Atom"><x <y>{entries}</{prefix}:feed>'
    found = read_elements(parse_xml(body.encode()), body.encode(), "entry", simple)
    assert [one["title"] for one in found] == [f"Rain {number}" for number in range(4)]


@pytest.mark.parametrize("broken", ["", "<a href=x>", "</i>", "<x <y>"])
@pytest.mark.parametrize(
    "field",
    [
        "<meta><item>Senior</item></meta>",
        "<item>Senior</item>",
        "<meta><item/></meta>",
        "<meta><item kind='a'>1</item><item kind='b'>2</item></meta>",
        '<meta><item name="level" /></meta>',
    ],
)
def test_a_field_of_the_same_name_is_no_element_of_the_list(field: str, broken: str) -> None:
    body = (
        feed().replace("<title>Rain 2", f"{field}<title>Rain 2").replace("</rss>", f"{broken}</rss>").encode()
    )
    assert titles(body) == [f"Rain {number}" for number in range(5)]


@pytest.mark.parametrize(
    "document",
    [
        "<rss><channel>{}</channel></rss>",
        "<rss><channel></channel>{}</rss>",
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/>{}</r:RDF>',
        "<rss><Channel>{}</Channel></rss>",
        "<rss><channel><title>News</title></channel><channel>{}</channel></rss>",
    ],
)
def test_the_list_is_in_the_root_or_in_its_channel(document: str) -> None:
    assert titles(document.format("<item><title>Rain</title></item>" * 3).encode()) == ["Rain"] * 3


@pytest.mark.parametrize(
    "encoding",
    [
        "idna",
        "undefined",
        "punycode",
        "unicode_escape",
        "base64",
        "rot13",
        "hex",
        "no-such",
        "IDNA",
        "utf_8_sig",
    ],
)
def test_a_broken_document_in_no_encoding_of_texts_is_read_as_utf_8(encoding: str) -> None:
    text = feed(encoding=encoding).replace("Rain 2", "Köln\\").replace("<channel>", "<channel")
    assert "Köln\\" in titles(text.encode())


MEMORY = """
from pathlib import Path
from jobsearch.text.xml import parse_xml, read_elements, simple

spaces = "".join(f' xmlns:p{number}="http://x.example/{number}"' for number in range(400))
pieces = ["<a/>", "<a>" + "&" * 300 + "</a>", "<a>" + "&nbsp;" * 30 + "</a>", "<a>" + "</b>" * 9, "<p7:a/>"]
for piece in pieces:
    body = f"<rss{spaces}><x <y>{f'<item>{piece}</item>' * 12_000}</rss>".encode()
    assert len(read_elements(parse_xml(body), body, "item", simple)) == 12_000, piece
(peak,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's own peak")
def test_a_broken_document_of_many_posts_takes_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 150  # MiB: 88, and 245 where each element keeps its document


@pytest.mark.parametrize(("spaces", "posts"), [(60, 300), (60, 3_000), (200, 900), (10, 9_000), (1, 20_000)])
def test_namespaces_that_each_post_uses_are_not_read_without_end(
    monkeypatch: pytest.MonkeyPatch, spaces: int, posts: int
) -> None:
    declared = "".join(f' xmlns:p{number}="http://x.example/{"a" * 280}"' for number in range(spaces))
    used = "".join(f"<p{number}:a/>" for number in range(spaces))
    body = f"<rss{declared}><x <y>{f'<item>{used}</item>' * posts}</rss>".encode()
    document, lengths = parse_xml(body), []

    def parsed(alone: bytes) -> Document:
        lengths.append(len(alone))
        return parse_xml(alone)

    monkeypatch.setattr(xml, "parse_xml", parsed)
    read_elements(document, body, "item", simple)
    assert sum(lengths) < 3 * len(body) + 5_000_000


@pytest.mark.parametrize("prefix", ["dc", "content", "x-y", "media", "a.b"])
def test_a_prefix_that_nothing_declares_costs_nothing(prefix: str) -> None:
    item = f"<item><title>Rain</title><{prefix}:creator>Umbrella</{prefix}:creator></item>"
    body = f"<rss><channel>{item * 3}</channel></rss>".encode()
    assert (
        read_elements(parse_xml(body), body, "item", simple) == [{"title": "Rain", "creator": "Umbrella"}] * 3
    )
