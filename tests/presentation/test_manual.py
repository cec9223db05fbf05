"""The manual as HTML: every page, its links and anchors, and what a search finds."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from jobsearch.guide import Page, pages
from jobsearch.guide.search_words import SAME, stem
from jobsearch.presentation.manual import rendered, sections
from jobsearch.presentation.manual_search import excerpt, search

PAGES = pages()
EVERY_PAGE = pytest.mark.parametrize("one", PAGES, ids=[one.topic for one in PAGES])
RENDERED = {one.topic: rendered(one, lambda topic: f"/guide/{topic}") for one in PAGES}


@EVERY_PAGE
def test_every_heading_of_a_page_is_in_its_contents_and_has_an_anchor_of_its_own(one: Page) -> None:
    without_code = re.sub(r"^```.*?^```", "", one.text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", without_code, re.MULTILINE)
    shown = RENDERED[one.topic]
    assert len(shown.contents) == len(headings) - 1
    anchors = re.findall(r'<h\d id="([^"]+)">', shown.html)
    assert len(set(anchors)) == len(anchors) == len(headings)
    assert [heading.anchor for heading in shown.contents] == anchors[1:]


@EVERY_PAGE
def test_every_link_within_the_manual_leads_somewhere(one: Page) -> None:
    targets = re.findall(r'href="([^"]+)"', RENDERED[one.topic].html)
    for target in targets:
        if target.startswith("https://"):
            continue
        topic, _sign, anchor = target.removeprefix("/guide/").partition("#")
        topic = topic or one.topic
        assert topic in RENDERED, target
        assert not anchor or f'id="{anchor}"' in RENDERED[topic].html, target
    assert ".md" not in "".join(targets)


@EVERY_PAGE
def test_no_page_has_what_the_policy_of_pages_refuses(one: Page) -> None:
    assert not re.search(r"<script|<img|<style|\sstyle=|\son\w+=", RENDERED[one.topic].html)


@EVERY_PAGE
def test_no_word_of_a_page_is_lost_to_its_sections(one: Page) -> None:
    words = set(re.findall(r"[A-Za-z]{4,}", re.sub(r"\]\([^)]*\)|^```\w*", "", one.text, flags=re.MULTILINE)))
    told = " ".join(f"{part.heading.text} {part.text}" for part in sections(one))
    missing = {word for word in words if word not in told}
    assert {word for word in missing if word.casefold() != one.topic} == set()


def test_links_to_other_sites_tell_these_nothing() -> None:
    html = rendered(Page("x", "# X\n\n[away](https://a.example/?q=1) [page](backup.md#what)\n"), str).html
    assert '<a href="https://a.example/?q=1" target="_blank" rel="noopener noreferrer">' in html
    assert '<a href="backup#what">' in html


def test_headings_of_one_name_have_two_anchors() -> None:
    html = rendered(Page("x", "# X\n\n## How\n\na\n\n## How\n\nb\n\n## `--limit`, ?\n"), str).html
    assert re.findall(r'id="([^"]+)"', html) == ["x", "how", "how-2", "limit"]


@at_most(database=None, max_examples=60, deadline=None)
@given(st.text(st.sampled_from("<>\"'&[](): #*`-|\n ajvscript/\\"), max_size=120))
def test_whatever_a_page_says_it_is_escaped(text: str) -> None:
    html = rendered(Page("x", f"# X\n\n{text}\n"), lambda topic: f"/guide/{topic}").html
    allowed = r"</?(?:h\d|p|a|code|pre|ul|ol|li|em|strong|table|thead|tbody|tr|th|td|blockquote|hr|br|img)\b"
    assert all(re.match(allowed, tag) for tag in re.findall(r"<[^\s>]*", html))
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)


def test_a_search_finds_the_sections_that_hold_all_the_words_and_the_named_ones_first() -> None:
    found = search(PAGES, "Proxies")
    assert (found[0].topic, found[0].heading.anchor) == ("boards", "proxies-and-certificates")
    assert all("prox" in f"{one.heading.text} {one.text}".casefold() for one in found)
    both = [
        f"{one.topic} {one.heading.text} {one.text}".casefold() for one in search(PAGES, "backup ANSWERS")
    ]
    assert both
    assert all("back" in text and re.search("answer|label", text) for text in both)
    assert search(PAGES, "  ") == search(PAGES, "xyzzy") == ()


@pytest.mark.parametrize(
    ("typed", "topic", "heading"),
    [
        ("why is a post not in my list", "recommend", "Why a post is not in the list"),
        ("Why is it not here?", "recommend", "Why a post is not in the list"),
        ("salary", "recommend", "What a post does not say"),
        ("pay and level", "facts", "What posts state"),
        ("what is a repost", "boards", "Reposts"),
        ("duplicates", "boards", "Reposts"),
        ("how do I apply", "applications", "Applications"),
        ("keyboard shortcuts", "labeling", "Keys"),
        ("notifications", "notify", "Messages to you"),
        ("my cv", "careers", "Skills missing from your résumé"),
        ("trained", "training", "Training"),
        ("going through a list", "recommend", "Going through the list"),
        ("automatic", "schedule", "Timers"),
        ("undo an answer", "labeling", "What you answered, and undo"),
    ],
)
def test_the_first_section_is_the_one_about_it(typed: str, topic: str, heading: str) -> None:
    first = search(PAGES, typed)[0]
    assert (first.topic, first.heading.text) == (topic, heading)


@pytest.mark.parametrize("one", PAGES, ids=[one.topic for one in PAGES])
def test_a_heading_typed_as_it_is_finds_its_section_first(one: Page) -> None:
    for section in sections(one):
        found = [other.heading.text for other in search(PAGES, section.heading.text)]
        assert section.heading.text in found[:2], found[:4]


def test_a_heading_goes_before_a_text_and_a_short_text_before_a_long_one() -> None:
    def made(topic: str, heading: str, text: str) -> Page:
        return Page(topic, f"# {topic}\n\nx\n\n## {heading}\n\n{text}\n")

    long = "word " * 400
    those = [
        made("a", "Other", f"{long} needle"),
        made("b", "Other", "needle"),
        made("c", "The needles", long),
        made("d", "Other", "needlework"),
        made("e", "Other", "need"),
    ]
    assert [one.topic for one in search(those, "the Needle")] == ["c", "b", "d", "a"]


def test_a_word_stands_for_its_forms() -> None:
    for forms in ("exclude excludes excluded excluding", "reply replies replied", "run runs running"):
        assert len({stem(one) for one in forms.split()}) == 1, forms
    assert stem("us") == "us"
    assert stem("class") == stem("classes")


@pytest.mark.parametrize(
    "forms",
    ["use uses used using", "age ages aged aging", "exclude excludes excluded excluding", "add added adding"],
)
def test_all_forms_of_a_verb_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["us use", "feed fee", "thing the", "red ring"])
def test_short_words_that_only_look_alike_have_two_stems(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


def test_synonyms_are_in_alphabetical_order() -> None:
    assert list(SAME) == sorted(SAME)


def test_an_excerpt_stands_around_the_word() -> None:
    part = next(iter(sections(Page("x", f"# X\n\n{'a ' * 300}needle{' b' * 300}\n"))))
    assert "needle" in excerpt(part, "NEEDLE")
    assert excerpt(part, "NEEDLE").startswith("… ")
    assert len(excerpt(part, "NEEDLE")) < 200
