"""Faults that a reader found in pages and addresses of posts from elsewhere."""

import time

import pytest

from jobsearch.boards.elsewhere.origins import added
from jobsearch.boards.reading.schema_org import postings_of
from jobsearch.text.page import read_page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://jobs.example.org/view?cid=4711", "https://jobs.example.org/view?cid=4712"),
        ("https://jobs.example.org/#/jobs/4711", "https://jobs.example.org/#/jobs/4712"),
        ("https://jobs.example.org/#job=4711", "https://jobs.example.org/#job=4712"),
        ("https://jobs.example.org/view?guid=a1", "https://jobs.example.org/view?guid=a2"),
    ],
)
def test_two_posts_of_one_site_are_two(one: str, other: str) -> None:
    assert added(one).external_id != added(other).external_id


@pytest.mark.parametrize(
    "tracked",
    [
        "?utm_source=mail",
        "?ref=newsletter",
        "?source=feed",
        "#apply",
        "#:~:text=baker",
        "?email=me@example.org",
    ],
)
def test_what_tells_of_a_click_makes_no_other_post(tracked: str) -> None:
    plain = "https://jobs.example.org/view/4711"
    assert added(plain + tracked) == added(plain)


@pytest.mark.parametrize(
    "script",
    [
        " " * 400_000 + "x",
        '{"a": ' + '"\\"' * 150_000,
        "{" + ", " * 200_000,
        "<!--" * 100_000,
        "]]" + " " * 400_000,
        '"' + '\\"' * 200_000,
    ],
)
def test_a_script_that_is_no_json_is_passed_over_promptly(script: str) -> None:
    begun = time.process_time()
    page = f'<html><script type="application/ld+json">{script}</script></html>'
    assert postings_of(read_page(page)) == []
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "wrapped",
    ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/{}/*]]>*/", "<![CDATA[{}]]>", "{};", "  {} ; "],
)
def test_json_is_read_out_of_what_pages_put_around_it(wrapped: str) -> None:
    posting = '{"@type": "JobPosting", "title": "Baker", "tags": ["a", "b",],}'
    page = f'<html><script type="application/ld+json">{wrapped.format(posting)}</script></html>'
    assert [one["title"] for one in postings_of(read_page(page))] == ["Baker"]
