"""Countries and time zones of a board's fields beside the words of its posts: the stricter stands."""

import json
from collections.abc import Collection
from itertools import combinations
from typing import Any

import pytest
from support.postings import NOON, posting
from support.queries import query

from jobsearch.boards.reading.places import where
from jobsearch.domain.query import Cause
from jobsearch.facts import Answer, Facts, Places, TimeZones, can_work_from
from jobsearch.facts.reading import read_facts
from jobsearch.facts.stricter import standing_places, standing_time_zones
from jobsearch.presentation.data import post_to_json
from jobsearch.services.labels.session import next_question
from jobsearch.services.posts import facts
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import connect, writing

ANYWHERE = "You may work from anywhere in the world."
US_ONLY = "You must be based in the United States."
DIFFERENT = "Post and board differ; the stricter applies"


def stored(settings: Settings, **fields: Any) -> Settings:
    """Store one post of a board with these fields, and read its facts."""
    engine = connect(settings.store_path)
    with writing(engine) as session:
        posts.upsert(session, [posting(**({"source": "himalayas"} | fields))], NOON)
        session.commit()
    facts.read_pending(engine)
    return settings


def left_out(settings: Settings, country: str) -> list[tuple[Cause, str]]:
    found = recommend(settings, query(everything=True, explain=True, can_work_from=country))
    assert found.left_out[Cause.COUNTRY] == len(found.explained)
    assert len(found.posts) + len(found.explained) == 1
    return [(one.cause, one.words) for one in found.explained]


def test_a_board_that_is_stricter_than_the_text_leaves_out(settings: Settings) -> None:
    stored(settings, countries=("DE", "PT"), description=ANYWHERE)
    assert left_out(settings, "US") == [(Cause.COUNTRY, "the board says Germany, Portugal")]
    assert left_out(settings, "PT") == []


def test_a_text_that_is_stricter_than_the_board_leaves_out(settings: Settings) -> None:
    stored(settings, worldwide=True, description=US_ONLY)
    assert left_out(settings, "PT") == [(Cause.COUNTRY, US_ONLY.rstrip("."))]
    assert left_out(settings, "US") == []


def test_a_board_speaks_where_the_text_says_nothing(settings: Settings) -> None:
    stored(settings, countries=("US",))
    assert left_out(settings, "PT") == [(Cause.COUNTRY, "the board says United States")]
    assert left_out(settings, "US") == []


def test_a_board_that_is_open_to_the_world_answers_where_the_text_does_not(settings: Settings) -> None:
    stored(settings, worldwide=True)
    (post,) = recommend(settings, query(everything=True, can_work_from="PT")).posts
    assert post.unknown == ()


def test_time_zones_alone_say_where_one_may_live(settings: Settings) -> None:
    stored(settings, time_zones=(1.0, 2.0))
    assert left_out(settings, "US") == [(Cause.COUNTRY, "the board says UTC+1 to UTC+2")]
    assert left_out(settings, "DE") == []


def test_a_gap_between_time_zones_is_one() -> None:
    read = read_facts(posting(source="himalayas", time_zones=(-8.0, 9.0)))
    assert can_work_from(read, "JP").answer is Answer.YES
    assert can_work_from(read, "DE").answer is Answer.NO


def test_both_are_shown_and_what_stands(settings: Settings) -> None:
    stored(settings, countries=("DE",), time_zones=(1.0,), description=ANYWHERE)
    said = dict(show(settings, "himalayas:1").stated)
    assert said["From anywhere"] in ANYWHERE
    assert ("The board says from", "Germany") in show(settings, "himalayas:1").stated
    assert said[DIFFERENT] == "Only from Germany"


def test_a_question_shows_both_where_they_differ(settings: Settings) -> None:
    stored(settings, countries=("DE",), description=ANYWHERE)
    question = next_question(settings)
    assert question is not None
    assert [one.fact for one in question.shown.stated] == ["From anywhere", "The board says from", DIFFERENT]


def test_a_question_shows_nothing_where_they_agree(settings: Settings) -> None:
    stored(settings, countries=("US",), description=US_ONLY)
    question = next_question(settings)
    assert question is not None
    assert question.shown.stated == ()


def test_the_names_behind_a_number_of_countries_are_there(settings: Settings) -> None:
    stored(settings, countries=("AT", "BE", "CH", "DE", "ES", "FR", "IT"))
    shown = show(settings, "himalayas:1")
    assert ("The board says from", "7 countries") in shown.stated
    assert shown.countries["7 countries"][:2] == ("Austria", "Belgium")
    assert "countries" not in json.loads(post_to_json(shown))


def test_data_have_both(settings: Settings) -> None:
    stored(settings, countries=("DE",), description=ANYWHERE)
    found = json.loads(post_to_json(show(settings, "himalayas:1")))
    assert {"fact": "The board says from", "words": "Germany"} in found["stated"]
    assert {"fact": DIFFERENT, "words": "Only from Germany"} in found["stated"]
    assert found["post"]["key"] == "himalayas:1"


def test_two_that_share_no_country_leave_none(settings: Settings) -> None:
    stored(settings, countries=("DE",), description=US_ONLY)
    assert dict(show(settings, "himalayas:1").stated)[DIFFERENT] == "There is no country that both name"
    assert left_out(settings, "DE") == [(Cause.COUNTRY, US_ONLY.rstrip("."))]


def test_fields_that_were_read_out_of_the_text_are_no_second_witness() -> None:
    read = read_facts(posting(source="hackernews", countries=("DE",), description=ANYWHERE))
    assert read.board_places == Places()
    assert can_work_from(read, "US").answer is Answer.YES


OFFICES = ["greenhouse", "ashby", "lever", "themuse", "arbeitnow", "smartrecruiters", "feed"]


@pytest.mark.parametrize("source", OFFICES)
@pytest.mark.parametrize(
    "location",
    [
        "Remote; New York, NY",
        "Flexible / Remote; New York, NY",
        "San Francisco, CA or Remote",
        "New York, NY (or remote)",
        "Remote or London",
        "Madrid | Remoto",
        "Work from home; New York",
        "100% Remote; Berlin, Germany",
        "Remote-friendly; Austin, TX",
        "Homeoffice; Hamburg, Germany",
        "Berlin, Germany or anywhere remote",
        "Toronto, Canada / Remote",
        "Fully remote; Paris, France",
    ],
)
def test_remote_beside_a_town_of_the_employer_rules_nobody_out(source: str, location: str) -> None:
    found = where(location.split(";"))
    assert found.countries
    read = read_facts(posting(source=source, countries=found.countries, location=location))
    assert can_work_from(read, "PT").answer is not Answer.NO
    assert can_work_from(read, found.countries[0]).answer is Answer.YES


@pytest.mark.parametrize("source", OFFICES)
@pytest.mark.parametrize(
    "text",
    [
        ANYWHERE,
        "We hire globally, and you can work from anywhere.",
        "This role is open to candidates worldwide.",
        "You can live anywhere in the world.",
        "Location: anywhere in the world.",
    ],
)
def test_offices_of_the_employer_do_not_stand_against_a_text_that_is_open_to_all(
    source: str, text: str
) -> None:
    hubs = "London; Paris; New York, NY"
    read = read_facts(posting(source=source, countries=("FR", "GB", "US"), location=hubs, description=text))
    assert can_work_from(read, "PT").answer is not Answer.NO


@pytest.mark.parametrize("source", OFFICES)
@pytest.mark.parametrize(
    "location", ["New York, NY", "Remote, US", "Germany (Remote)", "Remote - Poland", "Paris"]
)
def test_a_line_that_names_all_places_there_are_still_rules_out(source: str, location: str) -> None:
    countries = where([location]).countries
    read = read_facts(posting(source=source, countries=countries, location=location))
    assert can_work_from(read, "PT").answer is Answer.NO


@pytest.mark.parametrize(
    ("source", "site"),
    [
        ("himalayas", ""),
        ("jobicy", ""),
        ("remotive", ""),
        ("workingnomads", ""),
        ("feed", "We Work Remotely"),
    ],
)
def test_a_board_that_asks_where_one_may_live_rules_out(source: str, site: str) -> None:
    read = read_facts(posting(source=source, site=site, countries=("US",), description=ANYWHERE))
    assert can_work_from(read, "PT").answer is Answer.NO
    assert can_work_from(read, "US").answer is Answer.YES


@pytest.mark.parametrize("line", ["Warsaw, Poland; Zestaponi, Georgia", "Poland; Georgia"])
@pytest.mark.parametrize("source", ["himalayas", "jobicy", "remotive", "workingnomads", "themuse"])
def test_a_place_of_which_two_countries_have_one_rules_neither_out(line: str, source: str) -> None:
    read = read_facts(posting(source=source, countries=("PL",), location=line))
    assert can_work_from(read, "GE").answer is not Answer.NO
    assert can_work_from(read, "PT").answer is Answer.NO


def side(others: Answer, named: Collection[str]) -> Places:
    allowed, doubtful, excluded = (
        ("PT", "ZW") if name in named else () for name in ("allowed", "doubtful", "excluded")
    )
    says_nothing = others is Answer.UNKNOWN and not named
    return Places(allowed, doubtful, excluded, others, "" if says_nothing else "words")


SIDES = [
    side(others, named)
    for others in Answer
    for size in range(3)
    for named in combinations(("allowed", "doubtful", "excluded"), size)
]


@pytest.mark.parametrize("text", SIDES)
def test_what_stands_answers_as_both_together_do(text: Places) -> None:
    for board in SIDES:
        read = Facts(places=text, board_places=board)
        stands = Facts(places=standing_places(read))
        for country in ("PT", "ZW", "US"):
            assert can_work_from(stands, country).answer is can_work_from(read, country).answer


def zones(earliest: float, latest: float, words: str = "post") -> TimeZones:
    return TimeZones(earliest, latest, words)


@pytest.mark.parametrize(
    ("text", "board", "stands"),
    [
        (None, None, None),
        (zones(0, 3), None, zones(0, 3)),
        (None, zones(0, 3, "board"), zones(0, 3, "board")),
        (zones(0, 3), zones(1, 5, "board"), zones(1, 3, "post")),
        (zones(-5, 3), zones(1, 2, "board"), zones(1, 2, "board")),
        (zones(-8, -5), zones(1, 2, "board"), zones(1, 2, "board")),
    ],
)
def test_the_time_zones_that_both_name_stand(
    text: TimeZones | None, board: TimeZones | None, stands: TimeZones | None
) -> None:
    assert standing_time_zones(Facts(time_zones=text, board_time_zones=board)) == stands


def test_facts_come_back_from_json() -> None:
    read = read_facts(
        posting(source="himalayas", countries=("US",), time_zones=(-5.0,), description=ANYWHERE)
    )
    assert Facts.from_json(json.loads(json.dumps(read.to_json()))) == read
