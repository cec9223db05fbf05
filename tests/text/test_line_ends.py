"""Descriptions that are plain text but for a tag or a "<", and tags that nobody closed."""

import pytest

from jobsearch.text.html import clean_description

LINES = "We {} maps.\n\nLocation\nPortugal or Spain\n\nYou know\n- Python\n- Django"


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("<3", "<3"),
        ("< 3", "< 3"),
        ("<b>draw</b>", "draw"),
        ("<strong>draw</strong>", "draw"),
        ('<a href="https://example.com">draw</a>', "draw"),
        ("<em>draw</em>", "draw"),
        ("<span style='color:red'>draw</span>", "draw"),
        ("draw (<10 ms)", "draw (<10 ms)"),
        ("draw, a<b,", "draw, a<b,"),
        ("<<draw>>", "<<draw>>"),
        ("<your name>", "<your name>"),
        ("<ann@example.com>", "<ann@example.com>"),
        ("<https://example.com/a>", "<https://example.com/a>"),
        ("<-> draw", "<-> draw"),
        ("draw&nbsp;<u>the</u>", "draw the"),
        ("draw <!-- note -->", "draw"),
        ("draw <img src='x.png'>", "draw"),
        ("List<String>", "List<String>"),
        ("<%= draw %>", "<%= draw %>"),
        ("<o:p></o:p>draw", "draw"),
    ],
)
def test_lines_stay_beside_what_makes_no_block(piece: str, shown: str) -> None:
    assert clean_description(LINES.format(piece)) == LINES.format(shown)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LINES}</p>",
        f"<div>{LINES}</div>",
        f"<div class='content'>\n{LINES}\n</div>",
        f"<p>{LINES}",
        f"<body>{LINES}</body>",
        f"<pre>{LINES}</pre>",
        f"<p>{LINES.replace('- Python', '- Python<br>')}</p>",
        LINES.replace("\n\nYou know", "<br><br>\nYou know"),
        LINES.replace("\n", "\r\n").format("<3"),
        LINES.replace("\n", " \n").format("<3"),
    ],
)
def test_lines_stay_within_one_block_or_beside_a_single_break(html: str) -> None:
    assert "Location\nPortugal or Spain\n\nYou know\n- Python\n- Django" in clean_description(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>One paragraph that was\nwrapped by its editor</p>",
            "One paragraph that was wrapped by its editor",
        ),
        ("<p>One</p>\n<p>Two\nlines</p>", "One\n\nTwo lines"),
        ("<ul>\n<li>one\ntwo</li>\n<li>three</li>\n</ul>", "• one two\n• three"),
        ("<div>\n<p>a</p>\n\n<p>b</p>\n</div>", "a\n\nb"),
        ("<p>a.\nb</p><p>c</p><p>d</p>", "a. b\n\nc\n\nd"),
        ("<table>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</table>", "a b"),
        ("<h2>Title</h2>\ntext\n<div>block</div>", "Title\n\ntext\n\nblock"),
        ("a<pre>one\n  two</pre>b", "a\n\none\ntwo\n\nb"),
        ("<p>a\n<br>\nb</p>", "a\nb"),
        ("line one<br>\nline two<br>\nline three", "line one\nline two\nline three"),
    ],
)
def test_line_ends_of_html_that_has_blocks_are_blanks(html: str, expected: str) -> None:
    assert clean_description(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("We<title>build<p>maps</p>", "Webuild\n\nmaps"),
        ("<p>We<script>alert(1)<p>build</p><p>maps</p>", "We\n\nbuild\n\nmaps"),
        ("<p>We</p><style>p{}<p>build</p>", "We\n\nbuild"),
        ("<p>We</p><!-- build <p>maps</p>", "We\n\nbuild\n\nmaps"),
        ("<p>We</p><noscript><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><iframe src='x'><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><textarea><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><select><option>build<p>maps", "We\n\nbuild\n\nmaps"),
        ("<p>We</p><svg><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><object data='x'><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><template><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><script src='x'/><p>build</p>", "We\n\nbuild"),
        ('<p>We <a href="x>build</a> maps</p><p>"all" day</p>', 'We build maps\n\n"all" day'),
        ("<p>We <a href='x>build</a> maps</p><p>all day</p>", "We build maps\n\nall day"),
        ("<p We build</p><p>maps</p>", "We build\n\nmaps"),
        ("<p>We</p><plaintext><p>build</p>", "We\n\nbuild"),
        ("<p>We</p><xmp><p>build</p>", "We\n\nbuild"),
        ("<p>We <b>build <i>maps</p><p>all day", "We build maps\n\nall day"),
        ("<svg></svg><p>We</p><svg><p>build</p>", "We\n\nbuild"),
        ('<p>We</p><p><a href="x">build</a></p>', "We\n\nbuild"),
    ],
)
def test_text_behind_what_nobody_closed_is_seen(html: str, expected: str) -> None:
    assert clean_description(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<script>x('<p>')</script>b", "ab"),
        ("a<style>p > b {}</style>b<!-- <p> -->c", "abc"),
        ('<a title="a > b" href="x">link</a> end', "link end"),
        ("a<!--[if gte mso 9]><xml>x</xml><![endif]-->b", "ab"),
        ("<p>a<![if !supportLists]>b<![endif]></p>", "ab"),
        ("<?xml version='1.0'?><p>a</p>", "a"),
        ("<!DOCTYPE html><p>a</p>", "a"),
        ('a <a href="https://example.com', "a"),
    ],
)
def test_what_is_hidden_stays_hidden(html: str, expected: str) -> None:
    assert clean_description(html) == expected
