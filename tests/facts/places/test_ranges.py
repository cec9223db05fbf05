"""A range of places is a range of time zones, and an ordinary word among others is no place."""

import pytest
from support.postings import posting

from jobsearch.facts import Answer, can_work_from
from jobsearch.facts.places.names import places_in_line
from jobsearch.facts.places.time_zones import read_time_zones
from jobsearch.facts.reading import read_facts

MEANS = {"+": Answer.YES, "?": Answer.UNKNOWN, "-": Answer.NO}


def wrong(expected: str, **post: str) -> list[str]:
    """Return where a post's answers are others than expected: "+US ?CA -PT" are yes, unknown and no."""
    facts = read_facts(posting(**{"title": "Engineer"} | post))
    answers = ((one, can_work_from(facts, one[1:]).answer) for one in expected.split())
    return [f"{one}: {answer}" for one, answer in answers if answer is not MEANS[one[0]]]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("Between Lisbon and Helsinki", "+PT +FI +DE +PL +SE ?NG -US -IN"),
        ("Lisbon to Helsinki", "+PT +FI +DE ?NG -US"),
        ("Remote, from Lisbon to Helsinki", "+PT +FI +DE -US"),
        ("Remote (Portugal to Poland)", "+PT +PL +FR +DE -US ?FI -IN"),
        ("anywhere between Porto, Portugal and Tallinn, Estonia", "+PT +EE +DE -US"),
        ("London to Dubai", "+GB +AE -US -JP"),
        ("Toronto to Buenos Aires", "+CA +AR +BR +CL -PT -IN"),
        ("EST to CET", "+BR +PT +DE -IN"),
        # ends whose time zones are many or far apart exclude nobody
        ("Tokyo to San Francisco", "+JP +US ?PT ?IN"),
        ("Europe to India", "+PT +IN ?KE ?US"),
        # neither a range nor of several countries
        ("Lisbon and Helsinki", "+PT +FI -DE"),
        ("London to Manchester", "+GB -DE"),
        # a way from one to the other, or both ends alone
        ("Relocation from London to Berlin", "+GB +DE -FR"),
        ("Offices: between Paris and London", "+GB +FR -BE"),
        ("Hybrid, split between Berlin and Rome", "+DE +IT -AT"),
    ],
)
def test_a_line_names_a_range_by_its_ends(location: str, expected: str) -> None:
    assert not wrong(expected, location=location)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("You can live anywhere between Lisbon and Helsinki.", "+PT +FI +DE ?NG -US"),
        ("You must be based between Lisbon and Helsinki.", "+PT +FI +DE -US"),
        ("Location: anywhere between Portugal and Finland", "+PT +FI +DE -US"),
        ("Candidates must live in time zones between New York and Berlin.", "+DE +PT -IN -JP"),
        ("You live between the US West Coast and Berlin.", "+DE +US +PT -IN"),
        ("Work from anywhere between UTC-3 and UTC+3.", "+PT +DE +AR -IN"),
        ("Please be located between EST and CET.", "+DE +PT -IN"),
        ("We prefer candidates between Lisbon and Helsinki.", "+PT +DE ?US ?IN"),
        # about others, or about a way
        ("Our team works from Lisbon to Helsinki.", "?PT ?US"),
        ("Our customers live anywhere between Lisbon and Helsinki.", "?PT ?US"),
        ("You will travel between Lisbon and Helsinki.", "?PT ?US"),
        ("You will lead teams across time zones (BST and PST).", "?PT ?IN"),
        ("Core working hours are between CET and EST hours.", "?PT ?IN"),
        ("Our team is from CET to PST.", "?PT ?IN"),
        ("Our engineers are spread between EST and CET.", "?PT ?IN"),
        ("Open 9am-5pm: EST to PST", "?PT ?IN"),
    ],
)
def test_a_sentence_names_a_range_by_its_ends(sentence: str, expected: str) -> None:
    assert not wrong(expected, description=sentence)


def test_preferred_time_zones_are_not_required() -> None:
    assert read_time_zones("", "We prefer candidates based in GMT-4 to GMT+3.") is None
    assert read_time_zones("", "Candidates based in GMT-4 to GMT+3.") is not None


@pytest.mark.parametrize(
    "line",
    [
        "We hire worldwide",
        "we hire worldwide",
        "Hire from anywhere",
        "Come as you are, worldwide",
        "Worldwide, for most roles",
        "Anywhere in the world (dig in from day one)",
    ],
)
def test_ordinary_words_among_others_are_no_towns(line: str) -> None:
    assert not wrong("+PT +US +IN", location=line)


@pytest.mark.parametrize("line", ["Come work remotely", "Hire from home", "Most work is remote", "Save time"])
def test_ordinary_words_of_a_sentence_are_no_towns(line: str) -> None:
    assert not wrong("?PT ?US ?BJ ?CI ?CZ", location=line)


@pytest.mark.parametrize(
    ("line", "countries"),
    [
        ("Reading", {"GB"}),
        ("Remote, Reading", {"GB"}),
        ("Greater Reading area", {"GB"}),
        ("Bend OR", {"US"}),
        ("Reading, PA", {"US"}),
        ("Mission, Kansas", {"US"}),
        ("Hail, Saudi Arabia", {"SA"}),
        ("Blue Bell, PA", {"US"}),
        ("Santa Fe Springs, CA", {"US"}),
        ("Minneapolis, MN (Greater Twin Cities Metro)", {"US"}),
    ],
)
def test_towns_named_like_words_are_known_where_they_stand_alone(line: str, countries: set[str]) -> None:
    found = places_in_line(line)
    assert countries <= found.countries | found.doubtful
    assert found.countries <= countries


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("You must be based in Reading.", "+GB -US"),
        ("You must live in or near Bend, OR.", "+US -PT"),
        ("Remote - Most of our customers are in banks.", "?CZ ?PT"),
        ("Remote: Come work with us.", "?BJ ?PT"),
        ("We hire worldwide, and we pay the same everywhere.", "+PT +US +IN"),
        ("We help companies hire worldwide.", "?PT ?US"),
        ("We hire worldwide. This role must be based in Spain.", "+ES -PT"),
    ],
)
def test_a_sentence_begins_with_a_word_and_names_a_town(sentence: str, expected: str) -> None:
    assert not wrong(expected, description=sentence)


def test_a_level_in_a_title_is_no_region() -> None:
    assert not wrong("?PL ?PT", title="Software Engineer V")
