"""From fetch to list: one job under several ids is asked about and recommended once."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.feeds import element
from support.reposts import DUTIES, fetched, links, repost

from jobsearch.domain.answers import LabelSetting
from jobsearch.services.labels.session import LabelingSession, Request
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.posts.full import show
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect
from jobsearch.store.sqlite.schema import UPGRADES

TEXTS = {1: DUTIES, 2: f"{DUTIES}{'and so on ' * 2}", 3: f"{DUTIES}{'and so on ' * 4}"}


def text(number: int) -> dict[str, Any]:
    return repost(number, description=TEXTS[number])


def asked(settings: Settings) -> list[str]:
    """Skip through a sitting; return the ids of the posts it asked about."""
    sitting = LabelingSession(settings, Request("newest"))
    found = []
    while (question := sitting.question) is not None:
        found.append(question.shown.post.key.removeprefix("remoteok:"))
        sitting.skip()
    return found


@pytest.fixture(scope="module")
def reposted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `reposted` is a copy of."""
    made = Settings(instance=tmp_path_factory.mktemp("reposted") / "instance")
    fetched(made, element(1), repost(5))
    fetched(made, repost(7))
    fetched(made, repost(3))
    return made.instance


@pytest.fixture
def reposted(settings: Settings, reposted_once: Path) -> Settings:
    """An instance with another job, 1, and one job under three ids: 5 came first, then 7, then 3."""
    shutil.copytree(reposted_once, settings.instance)
    return settings


def test_a_repost_is_linked_to_the_first_that_came_and_counted(settings: Settings) -> None:
    assert fetched(settings, element(1), repost(5)).reposts == 0
    assert fetched(settings, repost(7)).reposts == 1
    assert fetched(settings, repost(3), element(2)).reposts == 1
    assert links(settings) == {"7": "5", "3": "5"}


def test_reposts_within_one_response_are_linked(settings: Settings) -> None:
    assert fetched(settings, repost(5), repost(7), repost(3), element(1)).reposts == 2
    assert links(settings) == {"7": "5", "3": "5"}


def test_another_city_with_the_same_text_stays_apart(settings: Settings) -> None:
    assert fetched(settings, *(repost(n, location=f"City {n}") for n in range(1, 8))).reposts == 0


def test_another_pay_with_the_same_text_stays_apart(settings: Settings) -> None:
    low, high = ({"salary_min": pay, "salary_max": pay} for pay in (40_000, 240_000))
    assert fetched(settings, repost(1, **low), repost(2, **high), repost(3, **low)).reposts == 1
    assert links(settings) == {"3": "1"}


def test_an_unchanged_repost_is_not_counted_again(settings: Settings) -> None:
    posts = [repost(5), repost(7)]
    fetched(settings, *posts)
    done = fetched(settings, *posts)
    assert (done.unchanged, done.reposts) == (2, 0)
    assert links(settings) == {"7": "5"}


def test_an_unchanged_repost_of_a_changed_first_is_not_counted(settings: Settings) -> None:
    other = repost(5, location="Paris")
    fetched(settings, repost(3), repost(5), repost(7))
    done = fetched(settings, other | {"id": "3"}, repost(5), repost(7))
    assert (done.changed, done.reposts) == (1, 0)
    assert links(settings) == {"7": "5"}


def test_posts_are_linked_alike_in_one_response_and_in_two(settings: Settings, tmp_path: Path) -> None:
    other = Settings(instance=tmp_path / "other")
    posts = repost(5), repost(7, company="ACME"), repost(3, company=" acme (Remote)")
    fetched(settings, *posts)
    for post in posts:
        fetched(other, post)
    assert links(settings) == links(other)


def test_show_names_the_other_posts_of_the_job(reposted: Settings) -> None:
    assert show(reposted, "5").same_job == ("remoteok:7", "remoteok:3")
    assert show(reposted, "7").same_job == ("remoteok:5", "remoteok:3")
    assert show(reposted, "1").same_job == ()


def test_a_job_is_asked_about_once(reposted: Settings) -> None:
    assert asked(reposted) == ["1", "5"]


@pytest.mark.parametrize("number", [5, 7, 3])
@pytest.mark.parametrize("answer", ["yes", "no", "unsure", "applied"])
def test_an_answer_to_any_of_them_ends_the_asking(
    reposted: Settings, number: int, answer: LabelSetting
) -> None:
    set_label(reposted, f"remoteok:{number}", answer)
    assert asked(reposted) == ["1"]
    set_label(reposted, f"remoteok:{number}", "clear")
    assert asked(reposted) == ["1", "5"]


def test_the_next_response_does_not_bring_an_answered_job_back(reposted: Settings) -> None:
    set_label(reposted, "remoteok:7", "no")
    assert fetched(reposted, repost(9)).reposts == 1
    assert asked(reposted) == ["1"]


def test_a_repost_that_became_another_job_is_asked_about(reposted: Settings) -> None:
    fetched(reposted, repost(7, position="Data Engineer"))
    assert links(reposted) == {"3": "5"}
    assert asked(reposted) == ["1", "5", "7"]


def test_a_post_that_became_a_repost_is_asked_about_no_more(reposted: Settings) -> None:
    fetched(reposted, repost(1))
    assert links(reposted) == {"5": "1", "7": "1", "3": "1"}
    assert asked(reposted) == ["1"]
    assert show(reposted, "3").same_job == ("remoteok:1", "remoteok:5", "remoteok:7")


def test_when_the_first_became_another_job_the_second_is_the_first(reposted: Settings) -> None:
    fetched(reposted, repost(5, position="Data Engineer"))
    assert links(reposted) == {"3": "7"}
    assert asked(reposted) == ["1", "5", "7"]
    fetched(reposted, repost(5))
    assert links(reposted) == {"7": "5", "3": "5"}


def test_when_the_first_moved_to_another_company_the_others_stay_one_job(reposted: Settings) -> None:
    fetched(reposted, repost(5, company="Umbrella"))
    assert links(reposted) == {"3": "7"}


def test_an_edited_first_keeps_its_reposts(reposted: Settings) -> None:
    fetched(reposted, repost(5, description=DUTIES.replace("sleep", "sleep well", 1)))
    assert links(reposted) == {"7": "5", "3": "5"}


@pytest.fixture
def three_texts(settings: Settings) -> Settings:
    """Three texts, each like the next, the first not like the last; 2 was the first until 1 became it."""
    fetched(settings, repost(1, position="Data Engineer", description=TEXTS[1]), text(2), text(3))
    assert links(settings) == {"3": "2"}
    fetched(settings, text(1))
    return settings


def test_no_post_repeats_a_repost_when_an_earlier_first_turns_up(three_texts: Settings) -> None:
    assert links(three_texts) == {"2": "1"}
    assert asked(three_texts) == ["1", "3"]


def test_a_post_that_stands_alone_again_has_reposts_of_its_own(three_texts: Settings) -> None:
    fetched(three_texts, repost(4, description=TEXTS[3]))
    assert links(three_texts) == {"2": "1", "4": "3"}
    assert asked(three_texts) == ["1", "3"]


@pytest.fixture
def before_reposts(settings: Settings) -> Settings:
    """A store of the first schema version with one job under two ids."""
    fetched(settings, repost(5), repost(7))
    of_old = Path(settings.instance, "old.db")
    connect(of_old, UPGRADES[:1])
    with closing(sqlite3.connect(of_old)) as connection:
        names = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(job_posts)"))
    with closing(sqlite3.connect(settings.store_path)) as connection:
        rows = connection.execute(f"SELECT {names} FROM job_posts").fetchall()
    settings.store_path.unlink()
    connect(settings.store_path, UPGRADES[:1])
    with closing(sqlite3.connect(settings.store_path)) as connection, connection:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO job_posts ({names}) VALUES ({marks})", rows)
    return settings


def test_posts_of_an_upgraded_store_are_linked_at_the_next_fetch(before_reposts: Settings) -> None:
    assert links(before_reposts) == {}
    assert asked(before_reposts) == ["5", "7"]
    assert fetched(before_reposts, element(1)).reposts == 0
    assert links(before_reposts) == {"7": "5"}
    assert asked(before_reposts) == ["1", "5"]
