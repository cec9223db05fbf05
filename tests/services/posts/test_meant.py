"""No reason and no mark rests on "go" where statements go out on time."""

from pathlib import Path

import pytest
from support.feeds import body, element

from jobsearch.domain.listing import Reason
from jobsearch.services import wish
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.posts.full import show
from jobsearch.services.posts.matched import matched
from jobsearch.services.posts.meant import is_meant
from jobsearch.services.recommend.options import parse
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings

TEXTS = {
    "Accountant": "You make sure that statements go out on time, and go through the books.",
    "Backend Engineer": "We write our services in Go, and go home at five.",
    "Nurse": "You care for people.",
}


@pytest.fixture
def three(settings: Settings, tmp_path: Path) -> Settings:
    """Posts with the word, with the language, and with neither; the wish is for the language."""
    posts = [
        element(number, position=title, description=f"<p>{text}</p>", tags=[])
        for number, (title, text) in enumerate(TEXTS.items(), 1)
    ]
    (tmp_path / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [tmp_path / "feed.json"])
    wish.keep(settings, "go")
    return settings


def test_a_list_gives_the_reason_where_the_post_means_it(three: Settings) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415 - only here

    from jobsearch.config import Config  # noqa: PLC0415 - same

    query = parse({"like": "go", "number": 9}, Config(three.config_path), datetime.now(UTC))
    reasons = {post.title: [one.term for one in post.reasons] for post in recommend(three, query).posts}
    assert "go" in reasons["Backend Engineer"]
    assert "go" not in reasons["Accountant"]


def test_the_marks_are_where_the_text_means_it(three: Settings) -> None:
    text = show(three, "remoteok:2").description
    (found,) = matched(text, [Reason("go", 1.0)])
    assert text[found.start - 3 : found.end] == "in Go"
    assert matched(show(three, "remoteok:1").description, [Reason("go", 1.0)]) == []


@pytest.mark.parametrize(
    ("term", "title", "text", "tags", "kept"),
    [
        ("go", "Clerk", "things go well", (), False),
        ("go", "Clerk", "things go well", ("Go",), True),
        ("title: go", "Go Developer", "", (), True),
        ("title: go", "Ready to go", "We write Go.", (), False),
        ("statements", "Clerk", "statements", (), True),
        ("skills: go", "Clerk", "", (), True),
    ],
)
def test_a_reason_is_kept_where_the_post_means_it(
    term: str, title: str, text: str, tags: tuple[str, ...], *, kept: bool
) -> None:
    assert is_meant((term, 1.0), title, text, tags) is kept


def test_no_mark_stands_on_what_a_text_denies() -> None:
    text = "No sales calls. We sell through partners, and sales meet twice a year."
    marks = matched(text, [Reason("sales", -0.2)])
    assert [(text[one.start : one.end], one.start) for one in marks] == [("sales", text.rindex("sales"))]
