"""A post's text as HTML holds its words, and no HTML of its own."""

import html
import re
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.learning.vocabulary.skills import SKILLS
from jobsearch.server.pages.post_text import text_html
from jobsearch.services.posts.full import PostInFull
from jobsearch.text.html import Span

PROMPT_SECONDS = 5
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
POST = ListedPost(
    "remoteok:1",
    0.5,
    "Engineer",
    "",
    "",
    (),
    None,
    None,
    "",
    NOON,
    NOON,
    NOON,
    "",
    "",
    "remoteok",
    "Remote OK",
    (),
)
ALLOWED = r'</?(?:p|ul|li|strong|em)>|<br>|<(?:p|li) dir="auto">|<mark class="(?:for|against)">|</mark>'


def shown(text: str, *reasons: Reason, emphasis: tuple[Span, ...] = ()) -> PostInFull:
    post = replace(POST, reasons=reasons)
    return PostInFull(post, text, emphasis, "", "", None, None, ())


def words(markup: str) -> str:
    return "".join(html.unescape(re.sub(ALLOWED, "", markup)).split())


def test_paragraphs_lists_and_lines_stay() -> None:
    text = "About us\nin short\n\n• one\n• two\n\nEnd"
    assert text_html(shown(text)) == (
        '<p dir="auto">About us<br>in short</p><ul><li dir="auto">one</li><li dir="auto">two</li></ul>'
        '<p dir="auto">End</p>'
    )


def test_words_of_the_reasons_are_marked_whatever_their_case() -> None:
    reasons = (Reason("python", 0.4), Reason("title: data engineer", 0.2), Reason("sales", -0.1))
    found = text_html(shown("Python, not pythonic; a Data  Engineer in SALES.", *reasons))
    assert re.findall(r'<mark class="([a-z]+)">([^<]+)</mark>', found) == [
        ("for", "Python"),
        ("for", "Data  Engineer"),
        ("against", "SALES"),
    ]


def test_of_terms_that_share_a_word_the_longer_is_marked() -> None:
    reasons = (Reason("work: backend", 0.4), Reason("title: backend engineer", 0.2))
    assert '<mark class="for">Backend Engineer</mark>' in text_html(shown("A Backend Engineer", *reasons))


def test_phrases_that_name_a_kind_of_skills_are_marked() -> None:
    kind, phrase = next((name, words.split(",")[0]) for name, words in SKILLS.items() if name)
    found = text_html(shown(f"You know {phrase} well.", Reason(f"skills: {kind}", 0.3)))
    assert f'<mark class="for">{phrase}</mark>' in found


def test_emphasis_and_marks_may_cross() -> None:
    found = text_html(shown("very good Python", Reason("good python", 1.0), emphasis=(Span(0, 9, "strong"),)))
    assert found == (
        '<p dir="auto"><strong>very </strong><strong><mark class="for">good</mark></strong>'
        '<mark class="for"> Python</mark></p>'
    )


@given(
    text=st.text(st.sampled_from("<>&\"'/= •\n\tabcAB;:#xé\u202e\u0130"), max_size=60)
    | st.from_regex(
        r"<(script|img src=x onerror=a|a href=javascript:b|/p|!--|svg/onload=c)>?", fullmatch=True
    ),
    terms=st.lists(st.text(st.sampled_from("abcAB: <>&"), min_size=1, max_size=6), max_size=3),
)
@example(text="<script>alert(1)</script>", terms=["script"])
@example(text="&lt;script&gt; &amp;amp;", terms=["lt"])
def test_whatever_a_text_holds_is_words(text: str, terms: list[str]) -> None:
    found = text_html(shown(text, *(Reason(term, 1.0) for term in terms)))
    assert "<" not in re.sub(ALLOWED, "", found)
    seen = "".join(character for character in text if character.isprintable() and not character.isspace())
    assert words(found).replace("•", "").replace("\u0130", "") == seen.replace("•", "").replace(
        "\u0130", ""
    ).replace("\u202e", "")


@pytest.mark.parametrize("joint", ["\n", " ", "\n\n"])
def test_a_mark_on_each_word_of_a_long_text_takes_no_time(joint: str) -> None:
    text = joint.join(["python"] * 20_000)
    begun = time.process_time()
    found = text_html(shown(text, Reason("python", 1.0)))
    assert found.count("<mark") == 20_000
    assert time.process_time() - begun < PROMPT_SECONDS
