import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.postings import NOON

from jobsearch.domain.wish import StatedWish, is_resume, stated
from jobsearch.store import wishes
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly

RESUME = "\n".join(["Jane Doe", "Zyzzogeton engineer", *["Led the work on qwertle engines."] * 900])
SECRET = ("xylopolist", "quokkaherd")


def kept(store: Engine) -> StatedWish:
    with connect_readonly(store) as connection:
        return wishes.kept(connection).stated


def words_in_files(folder: Path, *words: str) -> set[str]:
    """Return which words stand anywhere in the store's files, whatever SQLite makes of these bytes."""
    found = b"".join(file.read_bytes() for file in folder.iterdir() if file.name.startswith("jobposts.db"))
    return {word for word in words if word.encode() in found}


def test_nothing_is_kept_at_first(store: Engine) -> None:
    assert not kept(store)
    assert wishes.digest(kept(store)) == ""


def test_a_line_replaces_the_line_and_leaves_the_resume(store: Engine) -> None:
    wishes.keep(store, StatedWish(resume=RESUME), NOON)
    wishes.keep(store, StatedWish(words="nurse"), NOON)
    wishes.keep(store, StatedWish(words="nurse educator"), NOON)
    assert kept(store) == StatedWish("nurse educator", RESUME)


def test_another_wish_has_another_digest() -> None:
    digests = {
        wishes.digest(wish)
        for wish in (
            StatedWish("a"),
            StatedWish("", "a"),
            StatedWish("a", "b"),
            StatedWish("ab"),
            StatedWish(),
        )
    }
    assert len(digests) == 5


def test_no_word_of_a_forgotten_wish_is_left_in_the_files(five_posts: Engine, path: Path) -> None:
    wishes.keep(five_posts, StatedWish(f"{SECRET[0]}, no {SECRET[1]}"), NOON)
    wishes.keep(five_posts, StatedWish(resume=RESUME), NOON)
    assert words_in_files(path.parent, *SECRET, "Zyzzogeton", "qwertle") == {*SECRET, "Zyzzogeton", "qwertle"}
    wishes.forget(five_posts)
    assert words_in_files(path.parent, *SECRET, "Zyzzogeton", "qwertle") == set()
    assert not kept(five_posts)


def test_no_word_of_a_replaced_wish_is_left_in_the_files(five_posts: Engine, path: Path) -> None:
    wishes.keep(five_posts, StatedWish(SECRET[0]), NOON)
    wishes.keep(five_posts, StatedWish(resume=RESUME), NOON)
    wishes.keep(five_posts, StatedWish("accountant", "A short one"), NOON)
    assert words_in_files(path.parent, SECRET[0], "Zyzzogeton", "qwertle") == set()
    assert kept(five_posts) == StatedWish("accountant", "A short one")


def test_who_cannot_cut_off_the_log_is_told_and_may_try_again(path: Path) -> None:
    store = connect(path, busy_seconds=0.1)
    wishes.keep(store, StatedWish(SECRET[0]), NOON)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM wishes").fetchone()
        replaced = wishes.forget(store)
        assert replaced.before.stated == StatedWish(SECRET[0])
        assert not replaced.log_erased
        assert not kept(store)
        assert not wishes.keep(store, StatedWish("nurse"), NOON).log_erased
        assert kept(store) == StatedWish("nurse")
    assert wishes.forget(store).log_erased
    assert words_in_files(path.parent, SECRET[0]) == set()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("python backend, remote europe", False),
        ("word " * 80, False),
        ("word " * 81, True),
        ("a line of six words here\n" * 6, True),
        ("short\n" * 6, False),
    ],
)
def test_a_long_text_or_one_of_many_lines_is_a_resume(text: str, *, is_one: bool) -> None:
    assert is_resume(text) == is_one
    assert stated(text) == (StatedWish(resume=text) if is_one else StatedWish(words=text))
