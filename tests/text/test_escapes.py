r"""Descriptions that were escaped once more than they are read: "\n" between tags, "&lt;p&gt;"."""

import pytest

from jobsearch.text.html import clean_description, clean_line

POST = "We build maps.\n\nLocation\n\nPortugal or Spain\n\n• Python\n• R&D"
HTML = (
    "<p>We build <b>maps</b>.</p><p><b>Location</b></p><p>Portugal or Spain</p>"
    "<ul><li>Python</li><li>R&amp;D</li></ul>"
)


def apart(end: str) -> str:
    """Return the post with something between its tags."""
    return HTML.replace("><", f">{end}<")


def escaped(html: str, times: int = 1) -> str:
    for _time in range(times):
        html = html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return html


@pytest.mark.parametrize(
    "end",
    [
        r"\n",
        r"\n\n",
        r"\r\n",
        r"\\n",
        r"\\r\\n",
        r" \n ",
        "\n\\n",
        "\\n\n",
        r"\n    ",
        r"\n\t",
        r"\r\n\r\n",
        r"\r",
    ],
)
def test_an_escaped_line_end_beside_a_tag_is_nothing_to_see(end: str) -> None:
    assert clean_description(apart(end)) == POST
    assert clean_description(f"{end}{apart(end)}{end}") == POST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"We build maps.\nLocation\nPortugal or Spain", "We build maps.\nLocation\nPortugal or Spain"),
        (r"We build maps.\n\nLocation:\nPortugal", "We build maps.\n\nLocation:\nPortugal"),
        (r"We build maps.\r\n\r\nLocation\r\nPortugal", "We build maps.\n\nLocation\nPortugal"),
        (r"<p>We build maps.\nLocation</p>", "We build maps.\nLocation"),
        (r"<p>We build maps.\n\nLocation</p>", "We build maps.\n\nLocation"),
        (r"We build <b>maps</b>.\nLocation\nPortugal", "We build maps.\nLocation\nPortugal"),
        (r"You know\n- Python\n- Django", "You know\n- Python\n- Django"),
        (r"You know \n• Python \n• Django", "You know\n• Python\n• Django"),
        (r"<p>Maps</p>\nWe build\nthem<br>", "Maps\n\nWe build\nthem"),
        (r"We build maps.\n", "We build maps."),
        (r"\nWe build maps.", "We build maps."),
        (r"<p>You\u2019ll build maps \ud83d\uddfa</p>", "You’ll build maps \U0001f5fa"),
        (r"\u003cp\u003eMaps\u003c/p\u003e\u003cp\u003eLocation\u003c/p\u003e", "Maps\n\nLocation"),
        (r"<p>Maps<\/p>\n<p>Location<\/p>", "Maps\n\nLocation"),
        (r"<p class=\"a\">Maps</p>\n<p>\"Location\"</p>", 'Maps\n\n"Location"'),
        (r"&lt;p&gt;Maps&lt;/p&gt;\n&lt;p&gt;Location&lt;/p&gt;", "Maps\n\nLocation"),
    ],
)
def test_an_escaped_line_end_between_sentences_ends_a_line(text: str, expected: str) -> None:
    assert clean_description(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        r'Split the text at "\n" or "\r\n".',
        r"Split the text at '\n', then trim it.",
        r"Files are in C:\new\notes and in D:\net.txt",
        r"You read\write and test",
        r"A share such as \\server\name",
        r"Skills\Certifications",
        r"The pattern `\n` ends a line.",
        r"either/or, and\or",
    ],
)
def test_code_and_paths_stay(text: str) -> None:
    assert clean_description(text) == text
    assert clean_description(f"<p>{text}</p>") == text


def test_code_stays_beside_line_ends_that_were_escaped() -> None:
    html = r"<p>Split at <code>\n</code>, never in C:\new\notes.</p>\n<p>Maps</p>"
    assert clean_description(html) == "Split at \\n, never in C:\\new\\notes.\n\nMaps"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Python Developer\n", "Python Developer"),
        (r"\nPython Developer", "Python Developer"),
        (r"Berlin\nRemote", "Berlin Remote"),
        (r"Berlin,\nremote", "Berlin, remote"),
        (r"Berlin\r\nRemote", "Berlin Remote"),
        (r"Berlin \n Remote", "Berlin Remote"),
        (r"Berlin\tRemote", "Berlin Remote"),
        (r"Caf\u00e9 Engineer", "Café Engineer"),
        (r"Rocket \ud83d\ude80", "Rocket \U0001f680"),
        (r"\\n Python", "Python"),
        (r"Doctor\Nurse", r"Doctor\Nurse"),
        (r"doctor\nurse", r"doctor\nurse"),
    ],
)
def test_no_line_shows_an_escaped_line_end(text: str, expected: str) -> None:
    assert clean_line(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        escaped(HTML),
        escaped(HTML, 2),
        escaped(HTML, 3),
        escaped(HTML).replace("&gt;", ">"),
        escaped(HTML).replace("&lt;", "&#60;").replace("&gt;", "&#62;"),
        escaped(HTML).replace("&lt;", "&#x3C;").replace("&gt;", "&#x3E;"),
        escaped(HTML).replace("&lt;", "&LT;").replace("&gt;", "&GT;"),
        f"<div>{escaped(HTML)}</div>",
        f"<p>{escaped(HTML)}</p><br/>",
        f"<html><body>{escaped(HTML)}</body></html>",
        escaped(HTML.replace("<p>", '<p class="a" style="color: red">')),
        escaped(HTML.upper().replace("&AMP;", "&amp;")).replace("WE BUILD", "We build"),
        escaped(HTML.replace("</p><p>", "<br><br>").replace("</p>", "").replace("<p>", "")),
        f"<![CDATA[{HTML}]]>",
        escaped(apart("\n")),
    ],
)
def test_escaped_tags_that_outnumber_others_are_read(text: str) -> None:
    assert clean_description(text).lower() == POST.lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>R&amp;amp;D team, we &amp;lt;3 maps&amp;nbsp;</p>", "R&D team, we <3 maps"),
        ("<p>R&amp;amp;amp;D</p>", "R&D"),
        ("<p>Crowe&amp;rsquo;s</p>", "Crowe\u2019s"),
        ("<p>maps&amp;#39;s &amp;#x2019;</p>", "maps's \u2019"),
        ("<p>5 &amp;gt; 3 &amp;amp; 2 &amp;lt; 4</p>", "5 > 3 & 2 < 4"),
        ("<p>a&amp;nbsp;&amp;nbsp;b</p>", "a b"),
        ("R&amp;amp;D in plain text", "R&D in plain text"),
        ("<p>caf&amp;eacute; &amp;mdash; bar</p>", "caf\u00e9 \u2014 bar"),
        ("<p>D&Atilde;&copy;veloppeur</p>", "D\u00e9veloppeur"),
        ("<p>&amp;lt;p&amp;gt; is a tag</p>", "<p> is a tag"),
        ("<p>R&D&reg; Q&A; &unheard;</p>", "R&D\u00ae Q&A; &unheard;"),
        ("<p>a &amp;#27;[31m b</p>", "a [31m b"),
    ],
)
def test_references_that_are_left_are_read_once_more(text: str, expected: str) -> None:
    assert clean_description(text) == expected
    assert clean_line(text.replace("<p>", "").replace("</p>", "")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You know &lt;canvas&gt; and &lt;video&gt;", "You know <canvas> and <video>"),
        ("<p>You know &lt;b&gt; and &lt;i&gt;</p>", "You know <b> and <i>"),
        ("Write to Ann &lt;ann@example.com&gt;", "Write to Ann <ann@example.com>"),
        ("a &lt; b &gt; c", "a < b > c"),
        ("<ul><li>HTML (&lt;p&gt;...&lt;/p&gt;)</li><li>CSS</li></ul>", "• HTML (<p>...</p>)\n• CSS"),
        ("&lt;p&gt;", "<p>"),
        ("List&lt;String&gt; and Map&lt;A, B&gt;", "List<String> and Map<A, B>"),
    ],
)
def test_tags_that_are_only_named_stay(text: str, expected: str) -> None:
    assert clean_description(text) == expected
