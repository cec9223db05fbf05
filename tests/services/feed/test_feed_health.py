"""What status knows of the feed: failures, gaps, and new posts day by day."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from support.clock import stop
from support.feeds import body, element
from support.reposts import fetched
from support.server import FeedServer, Reply

from jobsearch.errors import FeedRefused
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance import status as status_module
from jobsearch.services.instance.status import FeedHealth, status
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing

NOW = datetime.now(UTC)
ZERO_HOUR = NOW.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
NOON = ZERO_HOUR + timedelta(hours=12)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no midnight pass between what a test stores and what it asks; a later fetch counts as today's."""
    stop(monkeypatch, NOON, status_module)


def health(settings: Settings) -> FeedHealth:
    return status(settings).feed


def first_seen(settings: Settings, *moments: datetime) -> None:
    """Store a post for each moment, as if a fetch had brought it then."""
    for number, moment in enumerate(moments, 1):
        fetched(settings, element(number))
        then = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        with writing(connect(settings.store_path)) as session:
            session.execute(
                text("UPDATE fetches SET fetched_at = :then WHERE id = (SELECT max(id) FROM fetches)"),
                {"then": then},
            )
            session.commit()


def days(**counted: int) -> tuple[int, ...]:
    """Return fourteen counts, today's last, from those that are not zero."""
    return tuple(counted.get(f"ago_{ago}", 0) for ago in reversed(range(14)))


@pytest.fixture
def online(settings: Settings, server: FeedServer) -> Settings:
    """An instance whose board is the test's server."""
    return Settings(instance=settings.instance, remoteok_url=server.url)


@pytest.fixture
def summer_ended_a_week_ago(monkeypatch: pytest.MonkeyPatch) -> Iterator[datetime]:
    """A place where the clocks went back an hour, from UTC+1 to UTC, seven days ago; today's first moment."""
    first, last = ((NOON - timedelta(days=ago)).timetuple().tm_yday for ago in (100, 7))
    monkeypatch.setenv("TZ", f"WIN0SUM-1,J{min(first, 365)}/0,J{min(last, 365)}/2")
    time.tzset()
    yield NOON.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    monkeypatch.undo()
    time.tzset()


def test_a_new_instance_had_no_errors_and_no_posts(settings: Settings) -> None:
    assert health(settings) == FeedHealth(None, "", 0, None, days())


def test_the_last_error_stays_with_its_time_after_good_fetches(online: Settings, server: FeedServer) -> None:
    server.answer(Reply(status=403), Reply(body([element(1)])))
    with pytest.raises(FeedRefused) as refusal:
        fetch_new(online)
    failed = health(online)
    for _ in range(2):
        fetch_new(online)
    mended = health(online)
    assert (failed.last_error, failed.last_good) == (str(refusal.value), None)
    assert (mended.last_error, mended.last_error_at) == (failed.last_error, failed.last_error_at)
    assert mended.last_good is not None
    assert mended.last_error_at is not None
    assert NOW <= mended.last_error_at < mended.last_good


def test_the_newest_error_is_the_last_one(online: Settings, server: FeedServer) -> None:
    server.answer(Reply(status=403), Reply(body([element(1)])), Reply(status=404))
    with pytest.raises(FeedRefused, match="403"):
        fetch_new(online)
    fetch_new(online)
    with pytest.raises(FeedRefused, match="404"):
        fetch_new(online)
    found = health(online)
    assert "404" in found.last_error
    assert found.last_good is not None
    assert found.last_error_at is not None
    assert found.last_good < found.last_error_at


def test_gaps_of_the_last_two_weeks_are_counted(online: Settings, server: FeedServer) -> None:
    server.answer(*(Reply(body([element(number)])) for number in (1, 2, 3, 3, 4)))
    for _ in range(5):
        fetch_new(online)
    with writing(connect(online.store_path)) as session:
        session.execute(text("UPDATE fetches SET fetched_at = '2024-12-04 10:00:00.000000' WHERE id = 2"))
        session.commit()
    found = health(online)
    assert found.gaps == 2
    assert found.last_gap == found.last_good


def test_counts_the_unusable_posts_of_the_last_good_fetch(online: Settings, server: FeedServer) -> None:
    bad = [element(7, position=""), element(8, position="")]
    server.answer(Reply(body([element(1), *bad])), Reply(body([element(1), bad[0]])))
    fetch_new(online)
    assert health(online).rejected_last == 2
    fetch_new(online)
    assert health(online).rejected_last == 1


def test_counts_new_posts_day_by_day_from_midnight_to_midnight(settings: Settings) -> None:
    instant = timedelta(microseconds=1)
    first_seen(
        settings,
        ZERO_HOUR,
        ZERO_HOUR - instant,
        ZERO_HOUR - timedelta(days=1),
        ZERO_HOUR - timedelta(days=13),
        ZERO_HOUR - timedelta(days=13) - instant,
        ZERO_HOUR - timedelta(days=400),
    )
    assert health(settings).new_a_day == days(ago_0=1, ago_1=2, ago_13=1)


def test_a_post_ahead_of_the_clock_counts_as_todays(settings: Settings) -> None:
    first_seen(settings, NOW + timedelta(days=3))
    assert health(settings).new_a_day == days(ago_0=1)


def test_a_post_that_comes_again_is_new_on_its_first_day_only(settings: Settings) -> None:
    first_seen(settings, ZERO_HOUR - timedelta(days=2))
    fetched(settings, element(1, position="Changed"), element(2))
    assert health(settings).new_a_day == days(ago_0=1, ago_2=1)


def test_a_day_begins_at_the_persons_midnight_before_the_clocks_changed_too(
    settings: Settings, summer_ended_a_week_ago: datetime
) -> None:
    # In summer, UTC+1, a day begins at 23:00 UTC of the day before.
    midnight = summer_ended_a_week_ago - timedelta(days=10, hours=1)
    first_seen(settings, midnight, midnight + timedelta(minutes=30), midnight - timedelta(minutes=30))
    assert health(settings).new_a_day == days(ago_10=2, ago_11=1)
