"""The facts of stored posts: read once, again when a post or the rules change, and quoted."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import combinations

import pytest
from sqlalchemy import text
from support.feeds import element
from support.queries import query
from support.reposts import fetched

from jobsearch.domain.query import Cause, Query
from jobsearch.errors import NoTemporaryFile, StoreBusy
from jobsearch.facts import RULES_VERSION, Answer, Places, TimeZones, can_work_from
from jobsearch.services.posts import facts
from jobsearch.services.posts.full import show
from jobsearch.services.posts.stated import stated
from jobsearch.services.recommend.recommend import Recommendations, recommend
from jobsearch.settings import Settings
from jobsearch.store import facts as stored_facts
from jobsearch.store import posts
from jobsearch.store.models import JobPost
from jobsearch.store.sqlite.engine import Engine, connect, writing

US_ONLY = element(1, location="Worldwide", description="<p>You must be based in the United States.</p>")
GERMAN = element(
    2,
    description="<p>Wir suchen eine erfahrene Entwicklerin, die unser Team gern gr\u00f6\u00dfer macht.</p>",
)
HOURLY = element(3, location="Porto, Portugal", description="<p>The pay is $25 an hour.</p>")
PIECEWORK = element(4, description="<p>You are paid $3 per image.</p>", location="")


def engine(settings: Settings) -> Engine:
    return connect(settings.store_path)


def read_by(settings: Settings) -> dict[int, int]:
    """Return the version of the rules that read each post, by the post's id at the board."""
    query = "SELECT external_id, rules_version FROM facts JOIN job_posts ON id = job_post_id"
    with closing(sqlite3.connect(settings.store_path)) as connection:
        return {int(id_): version for id_, version in connection.execute(query)}


def asked(settings: Settings, **options: object) -> Recommendations:
    return recommend(settings, query(everything=True, explain=True, **options))


def left_out(settings: Settings, **options: object) -> dict[str, tuple[Cause, str]]:
    return {one.post.key: (one.cause, one.words) for one in asked(settings, **options).explained}


@pytest.fixture
def four(settings: Settings) -> Settings:
    """A store of posts that state one thing each."""
    fetched(settings, US_ONLY, GERMAN, HOURLY, PIECEWORK)
    return settings


def test_a_fetch_reads_the_facts_of_what_is_new(four: Settings) -> None:
    assert read_by(four) == dict.fromkeys((1, 2, 3, 4), RULES_VERSION)


def test_a_post_is_left_out_in_its_own_words(four: Settings) -> None:
    assert left_out(four, can_work_from="Portugal") == {
        "remoteok:1": (Cause.COUNTRY, "You must be based in the United States")
    }
    assert left_out(four, language=("en",))["remoteok:2"][0] is Cause.LANGUAGE
    assert left_out(four, min_salary=60_000) == {"remoteok:3": (Cause.LOW_SALARY, "$25 an hour")}
    assert left_out(four, min_salary=52_000) == {}
    assert left_out(four, exclude=('"an hour"',)) == {
        "remoteok:3": (Cause.EXCLUDED_WORDS, "the pay is $25 an hour.")
    }
    assert left_out(four, exclude_company=("company 4",)) == {
        "remoteok:4": (Cause.EXCLUDED_COMPANY, "Company 4")
    }
    assert left_out(four, tag=("engineer", "go")) == {}
    assert left_out(four, place=("porto",))["remoteok:2"] == (Cause.PLACE, "Worldwide")


@pytest.mark.parametrize(
    ("location", "place", "is_found"),
    [
        ("Leeds, United Kingdom", "europe", True),
        ("Leeds, United Kingdom", "Germany", False),
        ("Berlin, Germany", "germany", True),
        ("Lisbon, Portugal or New York, USA", "Europe", True),
        ("Europe", "Portugal", False),
        ("Remote - USA", "North America", True),
        ("Paris, Texas", "Europe", False),
        ("Berlin, Germany", "Paris", False),
    ],
)
def test_a_country_or_region_finds_the_towns_in_it(
    settings: Settings, location: str, place: str, *, is_found: bool
) -> None:
    fetched(settings, element(1, location=location, description="<p>Write code.</p>"))
    assert bool(asked(settings, place=(place,)).posts) is is_found


def test_what_states_no_pay_stays_unless_it_has_to(four: Settings) -> None:
    assert set(left_out(four, stated_salary=True)) == {"remoteok:1", "remoteok:2"}


def test_what_nobody_knows_is_marked(four: Settings) -> None:
    found = asked(
        four, can_work_from="PT", min_salary=10_000, place=("Porto", "Worldwide"), language=("de", "en")
    )
    assert {post.key: post.unknown for post in found.posts} == {
        "remoteok:2": ("low_salary",),
        "remoteok:3": (),
        "remoteok:4": ("country", "place", "low_salary"),
    }
    assert {post.unknown for post in asked(four).posts} == {()}


def test_the_boards_numbers_are_an_estimate_that_leaves_nothing_out(settings: Settings) -> None:
    fetched(settings, element(1, salary_min=30_000, salary_max=40_000))
    (post,) = asked(settings, min_salary=50_000).posts
    assert post.unknown == ("low_salary",)
    assert (post.pay_from, post.pay_min, post.pay_max, post.pay_words) == ("estimate", 30_000, 40_000, "")
    assert left_out(settings, stated_salary=True) == {"remoteok:1": (Cause.UNSTATED_SALARY, "")}
    assert [one for one in show(settings, "remoteok:1").stated if one.fact.startswith("Pays")] == []


def test_a_list_has_what_a_post_says_of_its_pay_beside_the_boards_numbers(settings: Settings) -> None:
    text = "<p>Compensation: 2,500 - 3,500.50 EUR a month.</p>"
    fetched(settings, element(1, description=text, salary_min=30_000, salary_max=50_000))
    for post in (*asked(settings).posts, show(settings, "remoteok:1").post):
        assert (post.pay_from, post.pay_min, post.pay_max) == ("post", 2_500, 3_500.5)
        assert (post.pay_period, post.pay_currency) == ("month", "EUR")
        assert post.pay_words == "2,500 - 3,500.50 EUR a month"
        assert (post.salary_min, post.salary_max, post.salary_period) == (30_000, 50_000, "year")


@pytest.mark.parametrize(
    ("wanted", "unknown"), [(40_000, ()), (48_000, ()), (48_001, ("low_salary",)), (1e6, ("low_salary",))]
)
def test_a_pay_that_is_open_above_leaves_no_post_out(
    settings: Settings, wanted: float, unknown: tuple[str, ...]
) -> None:
    fetched(settings, element(1, description="<p>Salary: from 4,000 EUR a month.</p>"))
    (post,) = asked(settings, min_salary=wanted).posts
    assert post.unknown == unknown


def test_a_changed_post_is_read_again(four: Settings) -> None:
    fetched(four, US_ONLY | {"description": "<p>You may work from anywhere in the world.</p>"})
    assert left_out(four, can_work_from="Portugal") == {}


def test_other_rules_read_every_post_again(four: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "RULES_VERSION", RULES_VERSION + 1)
    monkeypatch.setattr("jobsearch.facts.model.RULES_VERSION", RULES_VERSION + 1)
    before = read_by(four)
    recommend(four, Query(everything=True))
    assert read_by(four) == before  # which nobody asked for

    real = facts.read_facts
    monkeypatch.setattr(facts, "read_facts", lambda post: _by_new_rules(real(post)))
    assert left_out(four, can_work_from="US") == {
        f"remoteok:{number}": (Cause.COUNTRY, "new") for number in range(1, 5)
    }
    assert set(read_by(four).values()) == {RULES_VERSION + 1}


def _by_new_rules(read: facts.Facts) -> facts.Facts:
    places = replace(read.places, others=Answer.NO, allowed=(), doubtful=(), words="new")
    return replace(read, places=places, rules_version=RULES_VERSION + 1)


def test_a_fetch_reads_what_an_upgrade_left_unread(four: Settings) -> None:
    with closing(sqlite3.connect(four.store_path)) as connection, connection:
        connection.execute("DELETE FROM facts")
    fetched(four, US_ONLY)
    assert set(read_by(four)) == {1, 2, 3, 4}


def test_reading_stops_after_its_time_and_goes_on_later(
    four: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(four.store_path)) as connection, connection:
        connection.execute("DELETE FROM facts")
    assert facts.read_pending(engine(four), seconds=0).count == 0
    monkeypatch.setattr(facts, "_AT_ONCE", 3)
    assert facts.count_pending(engine(four)) == 4
    assert facts.read_pending(engine(four)) == facts.FactsRead(4)
    assert facts.count_pending(engine(four)) == 0


def test_the_store_is_not_locked_while_facts_are_read(
    four: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(four.store_path)) as connection, connection:
        connection.execute("DELETE FROM facts")
    real = facts.read_facts

    def read(post: object) -> facts.Facts:
        with closing(sqlite3.connect(four.store_path, timeout=0)) as connection, connection:
            connection.execute("UPDATE job_posts SET last_seen = last_seen")
        return real(post)  # type: ignore[arg-type]

    monkeypatch.setattr(facts, "read_facts", read)
    assert facts.read_pending(engine(four)) == facts.FactsRead(4)


def test_a_post_that_the_rules_fail_on_costs_only_itself(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = facts.read_facts

    def read(post: JobPost) -> facts.Facts:
        if post.external_id == "2":
            raise KeyError("\u0131st")
        return real(post)

    monkeypatch.setattr(facts, "read_facts", read)
    result = fetched(settings, US_ONLY, GERMAN, HOURLY)
    assert result.warnings[-1].startswith("Could not extract facts from remoteok:2")
    assert read_by(settings) == dict.fromkeys((1, 2, 3), RULES_VERSION)
    assert facts.count_pending(engine(settings)) == 0
    assert list(left_out(settings, can_work_from="Portugal")) == ["remoteok:1"]
    assert {post.key: post.unknown for post in asked(settings, language=("de",)).posts} == {
        "remoteok:2": ("language",)
    }


def test_what_the_machine_fails_on_is_read_later(four: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_post: JobPost) -> facts.Facts:
        raise NoTemporaryFile(cause="No space left on device")

    with writing(engine(four)) as session:
        session.execute(text("DELETE FROM facts"))
        session.commit()
    monkeypatch.setattr(facts, "read_facts", read)
    with pytest.raises(NoTemporaryFile):
        facts.read_pending(engine(four))
    assert facts.count_pending(engine(four)) == 4


def test_facts_of_a_post_that_changed_meanwhile_are_not_kept(four: Settings) -> None:
    with writing(engine(four)) as session:
        (post, *_others) = stored_facts.pending(session, RULES_VERSION + 1, None, 9)
        row = facts.row(post, facts.read_facts(post)) | {"rules_version": RULES_VERSION + 1}
        stored_facts.put(session, [row], {post.id: "another"})
        assert stored_facts.count_pending(session, RULES_VERSION + 1) == 4
        stored_facts.put(session, [row], {post.id: post.content_hash})
        assert stored_facts.count_pending(session, RULES_VERSION + 1) == 3


def test_a_locked_store_costs_a_warning_and_not_the_fetch(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> int:
        raise StoreBusy(path=settings.store_path)

    monkeypatch.setattr(facts, "read_pending", busy)
    result = fetched(settings, US_ONLY)
    assert result.new == 1
    assert [warning for warning in result.warnings if warning.startswith("The facts of the new posts")]


@pytest.mark.parametrize(
    "location", ["", "Remote", "1 Remote", "fully remote - home office", "N/A", " ,. ", "100"]
)
def test_a_line_that_only_says_remote_states_no_place(location: str) -> None:
    assert facts.stated_place(facts.Facts(), location) == ""


@pytest.mark.parametrize(
    "location", ["Remote, Berlin", "Worldwide", "Remotely Delicious", "Hamburg (remote)"]
)
def test_any_other_line_states_one(location: str) -> None:
    assert facts.stated_place(facts.Facts(), location) == location


def test_the_query_leaves_out_what_the_rules_rule_out(settings: Settings) -> None:
    where = [
        subset for size in range(3) for subset in combinations(("allowed", "doubtful", "excluded"), size)
    ]
    places = [
        Places(others=others, **dict.fromkeys(names, ("AO", "PT", "ZW")))
        for others in Answer
        for names in where
    ]
    fetched(settings, *(element(number) for number in range(len(places))))
    stated: dict[int, facts.Facts] = {}
    with writing(engine(settings)) as session:
        for post in posts.everything(session):
            stated[int(post.external_id)] = facts.Facts(places=places[int(post.external_id)])
            row = facts.row(post, stated[int(post.external_id)])
            stored_facts.put(session, [row], {post.id: post.content_hash})
        session.commit()

    for country in ("PT", "ZW", "US"):
        listed = {int(post.key.partition(":")[2]) for post in asked(settings, can_work_from=country).posts}
        answers = {number: can_work_from(one, country).answer for number, one in stated.items()}
        assert listed == {number for number, answer in answers.items() if answer is not Answer.NO}
        assert 0 < len(listed) < len(places)


def test_a_post_in_full_has_what_it_states_beside_its_words(four: Settings) -> None:
    assert show(four, "remoteok:1").stated == (
        ("Only from United States", "You must be based in the United States"),
        ("Remote", "Worldwide"),
    )
    assert show(four, "remoteok:3").stated == (
        ("Only from Portugal", "Porto, Portugal"),
        ("Pays 25 an hour, currency not stated", "$25 an hour"),
    )
    assert show(four, "remoteok:3").post.pay_from == "post"
    with closing(sqlite3.connect(four.store_path)) as connection, connection:
        connection.execute("DELETE FROM facts")
    shown = show(four, "remoteok:4")
    assert shown.stated == (("Pays 3 a piece, currency not stated", "$3 per image"),)
    assert shown.post.pay_words == "$3 per image"


def test_a_post_in_full_has_its_seniority_beside_the_words_of_its_title(settings: Settings) -> None:
    fetched(settings, element(1, position="Sr. Engineer, Staff"))
    assert ("Level: senior, lead", "Sr … Staff") in show(settings, "remoteok:1").stated


def test_many_countries_are_counted() -> None:
    places = Places(
        allowed=tuple("AT BE BG CH CY CZ DE".split()), excluded=("RU",), excluded_words="not Russia"
    )
    zones = TimeZones(-5.0, 1.5, "Eastern to Central European time")
    read = facts.Facts(places=replace(places, words="Europe"), time_zones=zones)
    assert [one.fact for one in stated(read)] == [
        "From 7 countries",
        "Not from Russian Federation",
        "From UTC-5 to UTC+1.5",
    ]
