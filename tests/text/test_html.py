import time

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.many_texts import SEEDS, first_failing, texts

from jobsearch.text.characters import printable
from jobsearch.text.html import clean_description, clean_line, emphasised

PIECES = (
    "< > </ & &# &lt; <p> </p> <li> </li> <ul> </ul> <br> <td> <script> </script> <svg> </svg> <title> "
    "</title> </template> </html> <!-- --> <![CDATA[ ]]> <? \x00 \ud800 \ufffe \x9b \u202e \u200b \xad "
    "&#x9b; &#8238; &#xd800; &#0; &#x110000; &ZeroWidthSpace; &shy; \r \u2028 a \xe9 "
    "\n - \u2022 . <pre> </pre> <div> </div> <b> </b> <a\thref=\" <a\thref=' \" ' <p\t <code> </code> "
    "<plaintext> <select> "
    "&lt;p&gt; &lt;/p&gt; &lt;br&gt; &amp; &amp;lt;li&amp;gt; &amp;amp;nbsp; &gt; \\n \\r\\n \\\\n \\t "
    "\\u2019 \\ud83d "
    "\\u003cp\\u003e <\\/p> C:\\new\\x \xc3\xa9 \xe2\x80\x99 \xe2\x80 \xc3 \u2019 \x92"
).split(" ")
MESSY = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=5), max_size=25).map("".join)
PROMPT_SECONDS = 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ChowNow ", "ChowNow"),
        ("CI&amp;T", "CI&T"),
        ("once &amp;lt;more&amp;gt;", "once <more>"),
        ("a&nbsp;&nbsp;b", "a b"),
        ("escape &#27;[31m &#x9b;31m", "escape [31m \u203a31m"),
        ("Bras\xc3\xadlia,\n DF", "Bras\xedlia, DF"),
        ("<b>R&D</b>", "<b>R&D</b>"),
        ("\u202eright to left", "right to left"),
        (f"a&#{'9' * 5_000};b", "a\ufffdb"),
        (f"a&#{'0' * 50}65;b", "aAb"),
        ("\u3164 \u2800", ""),
        ("\u3164Hangul", "\u3164Hangul"),
    ],
)
def test_cleans_a_line(text: str, expected: str) -> None:
    assert clean_line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("plain\n\n\n\ntext ", "plain\n\ntext"),
        ("one\n   two", "one\ntwo"),
        ("X\n\nX", "X\n\nX"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One</p>\n\n<p>Two\nlines</p>", "One\n\nTwo lines"),
        ("<p>never closed<p>nor this <b>one", "never closed\n\nnor this one"),
        ("<b>bo</b>ld <i>move", "bold move"),
        ("a<br>b<br/><br />c<br><br><br><br>d", "a\nb\n\nc\n\nd"),
        ("<h2>Title</h2>text<div>block</div>", "Title\n\ntext\n\nblock"),
        ("<ul><li>a</li><li>b</li></ul>after", "\u2022 a\n\u2022 b\n\nafter"),
        ("<li>a</li><li>b</li>", "\u2022 a\n\u2022 b"),
        ("<ul><li>a<li>b</ul>after", "\u2022 a\n\u2022 b\n\nafter"),
        (
            "<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>",
            "\u2022 a\n  \u2022 b\n    \u2022 c\n\u2022 d",
        ),
        ("<ul><li></li><li> </li><li>a</li></ul>", "\u2022 a"),
        ("<ul><li>a</li>b<li></li>c</ul>", "\u2022 a\nb\nc"),
        ("<ul><ul><li>a</ul></ul>", "  \u2022 a"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "\u2022 a\n\u2022 b"),
        ("<table><tr><th>Pay</th><td>10</td></tr><tr><td>x</td></tr></table>end", "Pay 10\nx\n\nend"),
        ("<table><tr><th>Pay</th><th>Place</th></tr></table>", "Pay Place"),
        ("<p>R&amp;D &eacute; &#8217;</p>", "R&D \xe9 \u2019"),
        ("<p>&amp;lt;b&amp;gt;</p>", "<b>"),
        ("no markup: R&amp;amp;D", "no markup: R&D"),
        ("&lt;p&gt;", "<p>"),
        ("a&nbsp;&nbsp;<b>b</b>", "a b"),
        ("<p>a</p>&nbsp;<p>&nbsp;</p><p>b</p>", "a\n\nb"),
        ("a<script>alert('<p>x')</script>b<style>p{}</style>c", "abc"),
        ("a<!-- hidden -->b", "ab"),
        ("a<noscript>x</noscript><svg><text>x</text></svg>b", "ab"),
        ("x</script>y</svg></template>z", "xyz"),
        ("x<img src=x onerror=alert(1)>y", "xy"),
        ("5 < 6 and <3", "5 < 6 and <3"),
        ("<p>\xe2\x80\xa2 Ol\xc3\xa1</p>", "\u2022 Ol\xe1"),
        ("<p>a\x00b&#27;[31m&#x9b;</p>", "ab[31m\u203a"),
        (f"a&#{'9' * 5_000};b", "a\ufffdb"),
        (f"<p>a&#{'9' * 5_000};b", "a\ufffdb"),
        ("<html><head><title>x</title></head><body>y</body></html>", "y"),
        ("<p>one</p></body></html><p>two</p>", "one\n\ntwo"),
    ],
)
def test_makes_html_readable(text: str, expected: str) -> None:
    assert clean_description(text) == expected


def is_clean(text: str) -> None:
    begun = time.process_time()
    cleaned = clean_description(text)
    assert time.process_time() - begun < PROMPT_SECONDS
    assert printable(cleaned) == cleaned
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip("\n")
    assert clean_description(text) == cleaned
    for span in emphasised(text, cleaned):
        assert cleaned[span.start : span.end].strip()


@at_most(deadline=None, max_examples=at_most().max_examples * 4)
@given(MESSY)
def test_cleans_any_description_without_leaving_what_a_terminal_obeys(text: str) -> None:
    is_clean(text)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_cleans_any_of_100_000_descriptions_without_leaving_what_a_terminal_obeys(seed: int) -> None:
    assert first_failing(is_clean, texts(PIECES, seed)) is None


@at_most(deadline=None, max_examples=at_most().max_examples * 4)
@given(MESSY)
def test_cleans_any_line_without_leaving_what_a_terminal_obeys(text: str) -> None:
    cleaned = clean_line(text)
    assert printable(cleaned) == cleaned
    assert "\n" not in cleaned
    assert clean_line(text) == cleaned


@at_most(deadline=None)
@given(st.lists(st.text("abcxyz", min_size=1, max_size=9), min_size=1, max_size=20))
def test_loses_no_word_of_a_list(words: list[str]) -> None:
    cleaned = clean_description("<ul>" + "".join(f"<li>{word}</li>" for word in words) + "</ul>")
    assert cleaned.split("\n") == [f"\u2022 {word}" for word in words]


@pytest.mark.parametrize("tag", ["div", "b", "p", "ul", "li", "table", "td", "blockquote"])
def test_reads_twenty_thousand_nested_elements_promptly(tag: str) -> None:
    begun = time.process_time()
    cleaned = clean_description(f"<{tag}>" * 20_000 + "deep" + f"</{tag}>" * 20_000 + "<p>after</p>")
    assert time.process_time() - begun < PROMPT_SECONDS
    assert cleaned.endswith("deep\n\nafter")


@pytest.mark.parametrize(
    "piece", ["<", "&", "&#", "<!--", "<br", '<a b="', "<![CDATA[", "</p>", "<svg>", "\xa0"]
)
def test_reads_what_breaks_off_promptly(piece: str) -> None:
    begun = time.process_time()
    cleaned = clean_description(f"before <p>{piece * (190_000 // len(piece))}")
    assert time.process_time() - begun < PROMPT_SECONDS
    assert cleaned.startswith("before")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>We <b>build</b> it</p>", "We [build] it"),
        ("<p>We<strong> build </strong>it</p>", "We [build] it"),
        ("<h2>About</h2><p>us</p>", "[About]\n\nus"),
        ("<b>one<br/>two</b>", "[one]\n[two]"),
        ("<ul><li><strong>Pay:</strong> good</li></ul>", "• [Pay:] good"),
        ("<b>bold <i>and slanted</i></b> plain", "[bold] {and slanted} plain"),
        ("<b>never closed", "[never closed]"),
        ("<b></b>nothing<b> </b>", "nothing"),
        ("caf<em>e\u0301</em> &amp; <em>tea</em>", "caf{\u00e9} & {tea}"),
        ("caf<em>e&#x301;</em> &amp; <em>tea</em>", "caf\u00e9 & tea"),  # composed later: left plain
        ("<script>x</script><em>seen</em>", "{seen}"),
        ("plain *text*", "plain *text*"),
    ],
)
def test_emphasis_is_found_in_the_readable_text(html: str, marked: str) -> None:
    readable = clean_description(html)
    brackets = {"strong": "[]", "em": "{}"}
    for span in reversed(emphasised(html, readable)):
        left, right = brackets[span.emphasis]
        readable = (
            f"{readable[: span.start]}{left}{readable[span.start : span.end]}{right}{readable[span.end :]}"
        )
    assert readable == marked


def test_emphasis_of_another_text_is_left_out() -> None:
    assert emphasised("<b>bold</b>", "something else") == ()


def test_emphasis_of_a_very_long_text_is_left_out() -> None:
    assert emphasised(f"<b>{'x' * 30_000}</b>", "x" * 30_000) == ((0, 30_000, "strong"),)
    assert emphasised(f"<b>{'x' * 30_001}</b>", "x" * 30_001) == ()


@at_most(max_examples=at_most().max_examples * 3, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<p>", "<li>", "a", " b", "\n", "&#x301;", "\u202e"])
    )
)
def test_emphasis_of_any_html_lies_within_its_lines(pieces: list[str]) -> None:
    html = "".join(pieces)
    readable = clean_description(html)
    end = 0
    for span in emphasised(html, readable):
        assert end <= span.start < span.end <= len(readable)
        shown = readable[span.start : span.end]
        assert shown == shown.strip()
        assert "\n" not in shown
        end = span.end


# Written by another hand, before looking at how the code finds them.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "&lt;p&gt;We build maps.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Python&lt;/li&gt;&lt;/ul&gt;",
            "We build maps.\n\n• Python",
        ),
        ("&amp;lt;p&amp;gt;Deep&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;er&amp;lt;/p&amp;gt;", "Deep\n\ner"),
        ("&amp;amp;lt;p&amp;amp;gt;Deep&amp;amp;lt;/p&amp;amp;gt;", "Deep"),
        (
            "<p>Real</p>&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;&lt;p&gt;three&lt;/p&gt;",
            "Real\n\none\n\ntwo\n\nthree",
        ),
        (
            "<p>Use &lt;div&gt; and &lt;span&gt; well.</p><p>b</p><ul><li>c</li></ul>",
            "Use <div> and <span> well.\n\nb\n\n• c",
        ),
        (
            "&lt;div class=&quot;x&quot;&gt;Location: Porto&lt;br/&gt;Pay: 10&lt;/div&gt;",
            "Location: Porto\nPay: 10",
        ),
        ("&#60;p&#62;Numeric&#60;/p&#62;&#60;p&#62;two&#60;/p&#62;", "Numeric\n\ntwo"),
        ("&#x3C;p&#x3E;Hex&#x3C;/p&#x3E;", "Hex"),
        ("R&amp;amp;D and Q&amp;amp;amp;A", "R&D and Q&A"),
        ("<p>It&amp;#39;s ours &amp;nbsp; now</p>", "It's ours now"),
        ("\\u003cp\\u003eJSON\\u003c/p\\u003e\\u003cp\\u003etwo\\u003c/p\\u003e", "JSON\n\ntwo"),
        ("&lt;P&gt;Upper&lt;/P&gt;&lt;BR&gt;case", "Upper\n\ncase"),
        ("We <3 maps.\nLocation\nPorto", "We <3 maps.\nLocation\nPorto"),
        (
            "<b>Location</b>\nPorto\n<strong>You know</strong>\n- Python",
            "Location\nPorto\nYou know\n- Python",
        ),
        ("Mail <jobs@example.com>\nor call\nus", "Mail <jobs@example.com>\nor call\nus"),
        ("See <https://x.example/a>\nnow\nplease", "See <https://x.example/a>\nnow\nplease"),
        ("if a<b and b>c\nthen\ngo", "if a<b and b>c\nthen\ngo"),
        ("Salary < 50k\nPlace > all\nx", "Salary < 50k\nPlace > all\nx"),
        ("<Company Name> hires\nin Porto\nnow", "<Company Name> hires\nin Porto\nnow"),
        ("List<String> and Map<K, V>\nin Java\nx", "List<String> and Map<K, V>\nin Java\nx"),
        ("a\r\nb <i>c</i>\r\nd", "a\nb c\nd"),
        ("<a href='x'>Apply</a>\nLine two\nLine three", "Apply\nLine two\nLine three"),
        ("one<select>two\nthree\nfour", "onetwo\nthree\nfour"),
        ("Experience: <1 year\n<5 people team\nRemote", "Experience: <1 year\n<5 people team\nRemote"),
        ("<- back\n-> on\n<-> both", "<- back\n-> on\n<-> both"),
        ("<<< NEW >>>\nJob\nhere", "<<< NEW >>>\nJob\nhere"),
        ("<span>Location</span>\n<span>Porto</span>\nx", "Location\nPorto\nx"),
        ("<p>Location</p>\n<p>Porto\nor Faro</p>", "Location\n\nPorto or Faro"),
    ],
)
def test_a_fresh_form_of_escaped_or_lone_signs_is_read(text: str, expected: str) -> None:
    assert clean_description(text) == expected
