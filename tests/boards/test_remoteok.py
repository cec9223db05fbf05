from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.feeds import TERMS, body, element, trap

from jobsearch.boards.board import Page, Rejection
from jobsearch.boards.remoteok import address, parse
from jobsearch.domain.posting import Posting

NOW = datetime.now(UTC)
MEBIBYTE = 2**20


def only_posting(**fields: object) -> Posting:
    """Return the posting of the only post of a response."""
    feed = parse(body([element(1, **fields)]), "feed.json", NOW)
    assert feed.rejections == ()
    return feed.postings[0]


def only_rejection(post: object) -> Rejection:
    """Return the rejection of a post, having seen that its neighbors were kept."""
    feed = parse(body([element(1001), post, element(1002)]), "feed.json", NOW)
    assert [posting.external_id for posting in feed.postings] == ["1001", "1002"]
    (rejection,) = feed.rejections
    return rejection


def test_makes_a_posting_of_a_post() -> None:
    posting = only_posting(
        id="1059249",
        date="2026-01-02T03:04:05+00:00",
        company="CI&amp;T ",
        position="Engenheiro \xc3\xa0 dist\xc3\xa2ncia",
        tags=["dev ", "", "python", "dev"],
        description=f"<p>R&amp;D</p>{trap('LEADS')}",
        location="Bras\xc3\xadlia",
        salary_min=50_000,
        salary_max="60000",
        apply_url="https://example.org/apply",
        url="https://remoteOK.com/remote-jobs/x-1059249",
    )
    assert replace(posting, raw={}) == Posting(
        source="remoteok",
        external_id="1059249",
        url="https://remoteOK.com/remote-jobs/x-1059249",
        title="Engenheiro \xe0 dist\xe2ncia",
        posted_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        company="CI&T",
        location="Bras\xedlia",
        tags=("dev", "python"),
        description="R&D",
        apply_url="https://example.org/apply",
        salary_min=50_000,
        salary_max=60_000,
        pay_period="year",
        pay_from="estimate",
        trap_word="LEADS",
    )


def test_keeps_the_raw_post_but_for_the_trap() -> None:
    post = element(1, description=f"<p>Work</p>{trap()}", junk=[1, None, {"a": "\xe9"}], date="2026-01-01")
    (posting,) = parse(body([post]), "feed.json", NOW).postings
    assert posting.raw == post | {"description": "<p>Work</p>"}


def test_gives_equal_hashes_to_the_answers_that_two_clients_get() -> None:
    one, other = (
        only_posting(date="2026-01-01", epoch=1, description=f"<p>Work</p>{trap(tag=tag)}")
        for tag in ("MjAzLjAuMTEzLjEw", "MjAzLjAuMTEzLjEx")
    )
    assert one.content_hash == other.content_hash


def test_keeps_no_trap_in_what_it_rejects_either() -> None:
    raws = {
        only_rejection(element(5, position="", epoch=1, date="", description=trap(tag=t))).raw for t in "ab"
    }
    assert [raw for raw in raws if "mention the word" in raw] == []
    assert len(raws) == 1


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "terms",
    [
        TERMS,
        {"legal": "...", "explanation": "..."},
        {"legal": None},
        TERMS | {"id": None},
        TERMS | {"id": ""},
    ],
)
def test_finds_the_terms_wherever_they_are(place: int, terms: dict[str, object]) -> None:
    elements: list[object] = [element(1), element(2)]
    elements.insert(place, terms)
    feed = parse(body(elements), "feed.json", NOW)
    assert ([posting.external_id for posting in feed.postings], feed.rejections) == (["1", "2"], ())


def test_keeps_the_order_of_the_board_and_not_that_of_the_ids() -> None:
    feed = parse(body([element(3), element(1), element(2)]), "feed.json", NOW)
    assert [posting.external_id for posting in feed.postings] == ["3", "1", "2"]


def test_takes_an_id_once_and_rejects_the_second() -> None:
    feed = parse(body([element(7, position="First"), element(7, id=7, position="Second")]), "feed.json", NOW)
    assert [posting.title for posting in feed.postings] == ["First"]
    assert [(one.reason, one.external_id) for one in feed.rejections] == [("its id occurs twice", "7")]


def test_zeros_before_an_id_make_no_other_post() -> None:
    feed = parse(body([element(7), element(7, id="007")]), "feed.json", NOW)
    assert ([post.external_id for post in feed.postings], len(feed.rejections)) == (["7"], 1)


def test_a_rejected_post_does_not_take_its_id_away() -> None:
    feed = parse(body([element(7, position=""), element(7)]), "feed.json", NOW)
    assert ([posting.external_id for posting in feed.postings], len(feed.rejections)) == (["7"], 1)


@pytest.mark.parametrize(
    ("value", "expected"), [(5, "5"), ("5", "5"), ("007", "7"), ("0" * 17 + "1", "1"), ("1" * 18, "1" * 18)]
)
def test_accepts_ids_as_numbers_and_as_texts(value: object, expected: str) -> None:
    assert only_posting(id=value).external_id == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, None),
        ("0", None),
        (None, None),
        ("", None),
        (25, 25),
        ("60000", 60_000),
        (25.5, 25),
        ("1e5", 100_000),
    ],
)
def test_reads_salaries_as_numbers_and_as_texts(value: object, expected: int | None) -> None:
    posting = only_posting(salary_min=value, salary_max=value)
    assert (posting.salary_min, posting.salary_max) == (expected, expected)


@pytest.mark.parametrize(
    ("date", "epoch", "expected"),
    [
        ("2026-01-02T03:04:05+00:00", 0, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05+02:00", None, datetime(2026, 1, 2, 1, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05Z", None, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05", None, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("", "1616060844", datetime(2021, 3, 18, 9, 47, 24, tzinfo=UTC)),
        (None, 1616060844, datetime(2021, 3, 18, 9, 47, 24, tzinfo=UTC)),
    ],
)
def test_reads_dates_and_epochs(date: object, epoch: object, expected: datetime) -> None:
    assert only_posting(date=date, epoch=epoch).posted_at == expected


def test_forgives_a_clock_that_is_a_day_ahead() -> None:
    tomorrow = NOW + timedelta(days=1)
    assert only_posting(date=tomorrow.isoformat()).posted_at == tomorrow


@pytest.mark.parametrize(
    "absent", ["slug", "epoch", "company", "tags", "description", "location", "url", "logo"]
)
def test_does_without_what_a_post_need_not_say(absent: str) -> None:
    post = element(1)
    del post[absent]
    assert len(parse(body([post]), "feed.json", NOW).postings) == 1


def test_reads_posts_of_2021_that_have_no_salary() -> None:
    post = {k: v for k, v in element(1).items() if not k.startswith("salary")}
    (posting,) = parse(body([post]), "feed.json", NOW).postings
    assert (posting.salary_min, posting.salary_max) == (None, None)


@pytest.mark.parametrize(
    "url",
    [
        "https://remoteOK.com/remote-jobs/remote-engineer-1",
        "https://www.remoteok.com/remote-jobs/1",
        "http://remoteok.io/remote-jobs/1",
        "https://remoteok.com/l/1",
    ],
)
def test_keeps_the_address_of_a_page_on_remote_ok(url: str) -> None:
    assert only_posting(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        None,
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://remoteok.com/remote-jobs/1",
        "//remoteok.com/remote-jobs/1",
        "https://remoteOK.com",
        "https://remoteOK.com/remote-jobs/",
        "https://example.org/remote-jobs/1",
        "https://remoteok.com.example.org/remote-jobs/1",
        "https://notremoteok.com/remote-jobs/1",
        "https://remoteok.com@example.org/remote-jobs/1",
        "https://example.org\\@remoteok.com/remote-jobs/1",
        "https://remoteok.com /remote-jobs/1",
        "https://[::1/remote-jobs/1",
    ],
)
def test_makes_the_address_from_the_id_where_the_board_names_no_page_of_its_own(url: object) -> None:
    assert only_posting(id="5", url=url).url == "https://remoteok.com/remote-jobs/5"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org/", "HTTPS://example.org"])
def test_lets_people_apply_elsewhere(url: str) -> None:
    assert only_posting(apply_url=url).apply_url == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "x", "http://[", "a b"]
)
def test_names_no_address_to_apply_at_that_is_not_of_the_web(url: str) -> None:
    assert only_posting(apply_url=url).apply_url == ""


@pytest.mark.parametrize(
    ("url", "tags", "expected"),
    [
        ("https://remoteok.com/api", [], "https://remoteok.com/api"),
        ("https://remoteok.com/api", ["python"], "https://remoteok.com/api?tags=python"),
        ("https://remoteok.com/api", ["a", "b"], "https://remoteok.com/api?tags=a%2Cb"),
        ("http://x/api?k=v", ["c++ & c#"], "http://x/api?k=v&tags=c%2B%2B+%26+c%23"),
    ],
)
def test_narrows_the_address_to_tags(url: str, tags: list[str], expected: str) -> None:
    assert address(url, tags) == expected


def test_leaves_it_to_the_client_to_refuse_an_address_that_is_none() -> None:
    assert address("http://[::1", ["python"]).startswith("http://[::1")


def test_writes_any_tag_into_the_address() -> None:
    assert address("http://x/api", ["\udcff"]).isascii()


def test_a_response_of_the_terms_alone_is_an_empty_feed() -> None:
    assert parse(body([]), "feed.json", NOW) == Page((), ())
