"""Several sources in one run: due or not, side by side, each costing only itself."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from support.feeds import body, labels_csv, tasteful
from support.sources import (
    Answering,
    BoardServer,
    boards_serving,
    failing,
    himalayas_pages,
    json_answer,
    made,
    remoteok_posts,
)

from jobsearch.boards.board import Page
from jobsearch.boards.http import client
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.errors import FeedError, NotConnected, SourceUnknown, UsageError
from jobsearch.services.feed import sources as asking
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.instance.doctor import Finding, examine
from jobsearch.services.instance.status import status
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.sources.changing import follow, remove_source
from jobsearch.services.sources.listing import list_sources, unanswered
from jobsearch.services.training.train import train
from jobsearch.settings import Settings
from jobsearch.store import sources as stored
from jobsearch.store.sqlite.engine import connect, writing


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """One try, so that what fails does so at once."""
    monkeypatch.setattr(client, "TRIES", 1)


def by_source(result: FetchResult) -> dict[str, tuple[int, str]]:
    return {one.source: (one.new, one.error) for one in result.sources}


def later(settings: Settings, hours: float) -> None:
    """Let so much time pass since the sources were asked."""
    with writing(connect(settings.store_path)) as session:
        for one in stored.followed(session):
            if one.asked_at:
                one.asked_at -= timedelta(hours=hours)
        session.commit()


def test_every_source_is_asked_and_counted_alone(settings: Settings) -> None:
    remoteok, himalayas = BoardServer(remoteok_posts(5)), BoardServer(himalayas_pages(1))
    jobicy = BoardServer(made("jobicy"))
    with boards_serving(settings, remoteok=remoteok, himalayas=himalayas, jobicy=jobicy) as three:
        result = fetch_new(three)
    assert by_source(result) == {"remoteok": (5, ""), "himalayas": (20, ""), "jobicy": (1, "")}
    assert (result.new, result.rejected) == (26, 1)


def test_a_board_is_not_asked_again_before_its_shortest_interval(settings: Settings) -> None:
    remotive, jobicy = BoardServer(made("remotive")), BoardServer(made("jobicy"))
    with boards_serving(settings, remotive=remotive, jobicy=jobicy) as two:
        fetch_new(two)
        assert "No source is due" in fetch_new(two).notices[0]
        later(two, hours=1.1)
        fetch_new(two)
    assert (len(remotive.asked), len(jobicy.asked)) == (1, 2)


@pytest.mark.parametrize(
    "answer", [failing(), failing(429), failing(404), lambda _path: (200, {}, b"<html>")]
)
def test_one_that_failed_is_not_asked_again_before_its_shortest_interval_either(
    settings: Settings, answer: Answering
) -> None:
    broken, jobicy = BoardServer(answer), BoardServer(made("jobicy"))
    with boards_serving(settings, himalayas=broken, jobicy=jobicy) as two:
        fetch_new(two)
        assert "No source is due" in fetch_new(two).notices[0]
        later(two, hours=0.98)
        fetch_new(two)
        assert (len(broken.asked), len(jobicy.asked)) == (1, 1)
        later(two, hours=0.03)
        fetch_new(two)
    assert (len(broken.asked), len(jobicy.asked)) == (2, 2)


def test_one_that_could_not_be_connected_to_was_not_asked(settings: Settings) -> None:
    nowhere = Settings(
        settings.instance, source_urls={"himalayas": "http://127.0.0.1:9"}, first_sources=("himalayas",)
    )
    for _time in range(2):
        with pytest.raises(NotConnected):
            fetch_new(nowhere)
    server = BoardServer(himalayas_pages(1))
    with boards_serving(settings, himalayas=server) as one:
        assert fetch_new(one).new == 20


def test_a_cron_that_starts_some_seconds_sooner_is_no_hour_late(settings: Settings) -> None:
    jobicy = BoardServer(made("jobicy"))
    with boards_serving(settings, jobicy=jobicy) as one:
        fetch_new(one)
        later(one, hours=1 - 10 / 3_600)
        fetch_new(one)
    assert len(jobicy.asked) == 2


def test_a_single_failure_among_many_fails_no_run_but_the_second_in_a_row_does(settings: Settings) -> None:
    broken, jobicy = BoardServer(failing()), BoardServer(made("jobicy"))
    with boards_serving(settings, himalayas=broken, jobicy=jobicy) as two:
        first = fetch_new(two)
        assert not first.failures
        assert any("503" in notice for notice in first.notices)
        assert "503" in next(one.problem for one in list_sources(two) if one.source == "himalayas")
        later(two, hours=2)
        assert any("503" in failure for failure in fetch_new(two).failures)
        broken.answer = himalayas_pages(1)
        later(two, hours=2)
        assert not fetch_new(two).failures
        assert next(one.problem for one in list_sources(two) if one.source == "himalayas") == ""


def test_all_that_fail_fail_the_run(settings: Settings) -> None:
    with boards_serving(settings, himalayas=BoardServer(failing()), jobicy=BoardServer(failing(404))) as two:
        assert len(fetch_new(two).failures) == 2


def test_a_named_source_that_fails_fails_the_run(settings: Settings) -> None:
    broken, jobicy = BoardServer(failing()), BoardServer(made("jobicy"))
    with boards_serving(settings, himalayas=broken, jobicy=jobicy) as two:
        with pytest.raises(FeedError, match="503"):
            fetch_new(two, sources=["himalayas"])
        assert len(fetch_new(two, sources=["himalayas", "jobicy"]).failures) == 1


def test_a_slow_source_costs_only_itself(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ASKING_SECONDS", 6.0)
    slow, jobicy = BoardServer(made("remotive"), seconds=30), BoardServer(made("jobicy"))
    with boards_serving(settings, remotive=slow, jobicy=jobicy) as two:
        begun = monotonic()
        result = fetch_new(two)
        assert monotonic() - begun < 25
    assert by_source(result)["jobicy"] == (1, "")
    assert "no complete response" in by_source(result)["remotive"][1]


@pytest.mark.parametrize("error", [UnicodeError, KeyError, RecursionError, AttributeError, ZeroDivisionError])
def test_an_answer_that_nobody_thought_of_costs_only_its_source(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def stumble(*_arguments: object) -> Page:
        raise error("odd")

    monkeypatch.setitem(BOARDS, "himalayas", replace(BOARDS["himalayas"], parse=stumble))
    himalayas, jobicy = BoardServer(himalayas_pages(1)), BoardServer(made("jobicy"))
    with boards_serving(settings, himalayas=himalayas, jobicy=jobicy) as two:
        result = fetch_new(two)
    assert by_source(result)["jobicy"] == (1, "")
    assert error.__name__ in by_source(result)["himalayas"][1]
    assert "bug in the program" in " ".join(result.notices)


def test_a_saved_response_that_a_board_stumbles_over_may_be_of_another(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_content: object) -> bool:
        raise UnicodeError("odd")

    monkeypatch.setitem(BOARDS, "himalayas", replace(BOARDS["himalayas"], recognises=stumble))
    saved = tmp_path / "saved"
    saved.write_bytes(made("jobicy")("")[2])
    assert by_source(fetch_new(settings, [saved])) == {"jobicy": (1, "")}


def test_what_was_not_reached_is_no_failure_and_comes_first_the_next_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "ASKING_SECONDS", 0.0)
    jobicy, himalayas = BoardServer(made("jobicy")), BoardServer(himalayas_pages(1))
    with boards_serving(settings, jobicy=jobicy, himalayas=himalayas) as two:
        result = fetch_new(two)
        assert not result.failures
        assert [one.reached for one in result.sources] == [False, False]
        monkeypatch.setattr(asking, "ASKING_SECONDS", 55.0)
        assert fetch_new(two).new == 21


def test_pages_are_asked_until_one_is_empty(settings: Settings) -> None:
    himalayas = BoardServer(himalayas_pages(3))
    with boards_serving(settings, himalayas=himalayas) as one:
        assert fetch_new(one).new == 60
    assert len(himalayas.asked) == 4


def test_pages_are_asked_until_what_comes_is_known(settings: Settings) -> None:
    himalayas = BoardServer(himalayas_pages(3))
    with boards_serving(settings, himalayas=himalayas) as one:
        fetch_new(one)
        later(one, hours=2)
        himalayas.asked.clear()
        himalayas.answer = himalayas_pages(3, start=-25)
        assert fetch_new(one).new == 25
    assert len(himalayas.asked) == 3


def test_endless_pages_end_at_twenty_five(settings: Settings) -> None:
    endless = BoardServer(himalayas_pages(1_000))
    with boards_serving(settings, himalayas=endless) as one:
        assert fetch_new(one).new == 500
    assert len(endless.asked) == 25


def test_a_page_that_repeats_ends_the_visit(settings: Settings) -> None:
    page = himalayas_pages(1)
    repeating = BoardServer(lambda _path: page("/jobs/api?limit=20&offset=0"))
    with boards_serving(settings, himalayas=repeating) as one:
        assert fetch_new(one).new == 20
    assert len(repeating.asked) == 2


def test_a_later_page_that_fails_keeps_what_came(settings: Settings) -> None:
    page = himalayas_pages(9)
    server = BoardServer(lambda path: page(path) if path.endswith("=0") else (500, {}, b""))
    with boards_serving(settings, himalayas=server, jobicy=BoardServer(made("jobicy"))) as two:
        result = fetch_new(two)
        assert by_source(result)["himalayas"] == (20, "")
        assert not result.failures
        assert "500" in next(one.problem for one in list_sources(two) if one.source == "himalayas")


def test_one_request_at_a_time_per_host_and_hosts_side_by_side(settings: Settings) -> None:
    himalayas = BoardServer(himalayas_pages(4), seconds=0.2)
    others = {name: BoardServer(made(name), seconds=0.8) for name in ("jobicy", "remotive", "workingnomads")}
    with boards_serving(settings, himalayas=himalayas, **others) as four:
        begun = monotonic()
        fetch_new(four)
        took = monotonic() - begun
    assert himalayas.most_at_once == 1
    assert took < 4 * 0.8 + 20  # the machine may be slow; one after the other, the waits alone are 3.4 s


def test_a_validator_is_sent_only_once_its_posts_are_stored(settings: Settings) -> None:
    def answer(_path: str) -> tuple[int, dict[str, str], bytes]:
        return 200, {"ETag": '"v1"'}, made("jobicy")(_path)[2]

    server = BoardServer(answer)
    with boards_serving(settings, jobicy=server) as one:
        fetch_new(one)
        from jobsearch.store import fetches  # noqa: PLC0415 - only here
        from jobsearch.store.sqlite.engine import reading  # noqa: PLC0415 - same

        origin = f"{server.address}/api/v2/remote-jobs?count=100"
        with reading(connect(one.store_path)) as session:
            assert fetches.validators(session, origin, datetime.now(UTC))[0] == '"v1"'


def test_a_source_that_answers_without_posts_is_told_within_two_runs(settings: Settings) -> None:
    empty = BoardServer(lambda _path: json_answer({"jobs": []}))
    with boards_serving(settings, jobicy=empty) as one:
        assert "contained no posts" in fetch_new(one).warnings[0]
        later(one, hours=2)
        fetch_new(one)
        assert "without a usable post" in list_sources(one)[0].problem


def test_an_answer_of_nothing_but_rejects_counts_as_one_without_posts(settings: Settings) -> None:
    unusable = BoardServer(lambda _path: json_answer({"jobs": [{"id": 1}, {"id": 2}]}))
    with boards_serving(settings, jobicy=unusable) as one:
        for _run in range(2):
            fetch_new(one)
            later(one, hours=2)
        assert "2 times without a usable post" in list_sources(one)[0].problem


def feed_finding(settings: Settings) -> Finding:
    return next(one for one in examine(settings) if one.subject == "Feed")


@pytest.mark.parametrize(
    ("answer", "told"),
    [(failing(500), "status 500"), (lambda _path: json_answer({"jobs": []}), "without a usable post")],
)
def test_a_source_in_trouble_is_told_by_status_and_doctor_though_another_is_well(
    settings: Settings, answer: Answering, told: str
) -> None:
    well, jobicy = BoardServer(remoteok_posts(5)), BoardServer(made("jobicy"))
    with boards_serving(settings, jobicy=jobicy, remoteok=well) as two:
        fetch_new(two)
        later(two, hours=2)
        jobicy.answer = answer
        fetch_new(two)
        assert (status(two).feed.troubles, feed_finding(two).fine) == ((), True)  # once is the weather
        later(two, hours=2)
        fetch_new(two)
        (trouble,) = status(two).feed.troubles
        assert (trouble.source, told in trouble.problem) == ("jobicy", True)
        assert (feed_finding(two).fine, told in feed_finding(two).sentence) == (False, True)
        assert not status(two).feed.mended


def test_a_source_that_never_answered_is_in_trouble_at_once(settings: Settings) -> None:
    well = BoardServer(remoteok_posts(5))
    with boards_serving(settings, jobicy=BoardServer(failing(404)), remoteok=well) as two:
        fetch_new(two)
        assert [one.source for one in status(two).feed.troubles] == ["jobicy"]
        assert not feed_finding(two).fine
        assert "jobicy" in feed_finding(two).sentence


def test_a_source_that_failed_once_is_named_though_that_is_no_trouble(settings: Settings) -> None:
    jobicy = BoardServer(made("jobicy"))
    with boards_serving(settings, jobicy=jobicy, remoteok=BoardServer(remoteok_posts(5))) as two:
        fetch_new(two)
        later(two, hours=2)
        jobicy.answer = failing(404)
        fetch_new(two)
        assert feed_finding(two).fine
        assert "jobicy" in feed_finding(two).sentence
        assert [one.source for one in unanswered(two)] == ["jobicy"]


def test_what_a_source_would_have_brought_is_unknown_where_it_did_not_answer(settings: Settings) -> None:
    answering = BoardServer(lambda _path: (200, {}, body(tasteful(40)[0])))
    with boards_serving(settings, jobicy=BoardServer(failing(404)), remoteok=answering) as two:
        fetch_new(two)
        import_labels(two, labels_csv(tasteful(40)[1]), "labels.csv")
        train(two)
        jobicy, remoteok = list_sources(two)
        assert (jobicy.source, jobicy.wanted) == ("jobicy", None)
        assert remoteok.wanted is not None


def test_a_source_that_answers_again_is_in_trouble_no_more(settings: Settings) -> None:
    jobicy = BoardServer(failing(500))
    with boards_serving(settings, jobicy=jobicy, remoteok=BoardServer(remoteok_posts(5))) as two:
        for _run in range(2):
            fetch_new(two)
            later(two, hours=2)
        jobicy.answer = made("jobicy")
        fetch_new(two)
        assert (status(two).feed.troubles, status(two).feed.mended) == ((), True)
        assert feed_finding(two).fine


def test_doctor_names_every_source_where_all_failed(settings: Settings) -> None:
    down = {name: BoardServer(failing(500)) for name in ("jobicy", "remoteok")}
    with boards_serving(settings, **down) as two:
        fetch_new(two)
        assert re.search("jobicy: .* remoteok: ", feed_finding(two).sentence)


def test_a_source_that_is_followed_again_begins_anew(settings: Settings) -> None:
    down = BoardServer(failing(500))
    with boards_serving(settings, jobicy=down, remoteok=BoardServer(remoteok_posts(5))) as two:
        for _run in range(2):
            fetch_new(two)
            later(two, hours=2)
        remove_source(two, "jobicy")
        assert status(two).feed.troubles == ()
        follow(two, source_named("jobicy"))
        assert status(two).feed.troubles == ()


def test_a_newcomer_follows_three_and_an_older_instance_remote_ok_alone(tmp_path: Path) -> None:
    from jobsearch.settings import resolve  # noqa: PLC0415 - only here

    new = resolve(tmp_path / "new", {})
    assert [one.source for one in list_sources(new)] == ["himalayas", "jobicy", "remoteok"]


def test_sources_are_added_and_removed_and_their_posts_stay(settings: Settings) -> None:
    jobicy = BoardServer(made("jobicy"))
    with boards_serving(settings, jobicy=jobicy) as one:
        fetch_new(one)
        follow(one, source_named("https://rain.example/jobs.rss"))
        remove_source(one, "jobicy")
        assert [state.source for state in list_sources(one)] == ["feed:https://rain.example/jobs.rss"]
        follow(one, source_named("jobicy"))
        assert next(state.posts for state in list_sources(one) if state.source == "jobicy") == 1


@pytest.mark.parametrize("name", ["nosuch", "remoteok:x", "feed", "feed:ftp://x", "", "feed:not an address"])
def test_what_is_no_source_is_wrong_usage(settings: Settings, name: str) -> None:
    with pytest.raises(SourceUnknown):
        follow(settings, source_named(name))


def test_a_saved_response_is_of_one_source_at_most(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        fetch_new(settings, [tmp_path / "x.json"], sources=["jobicy", "remotive"])


def test_a_saved_response_is_recognised_or_named(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_bytes(made("jobicy")("")[2])
    assert fetch_new(settings, [file]).sources[0].source == "jobicy"
    assert fetch_new(settings, [file], sources=["jobicy"]).unchanged == 1
