"""Whatever is recorded in whatever order, the history is kept and the stage follows from it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.domain.application import STAGES, Due, Event, due, effective, is_silent, stage

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def at(days: float) -> datetime:
    return NOON + timedelta(days=days)


def event(number: int, word: str, days: float = 0, *, corrects: int | None = None, note: str = "") -> Event:
    return Event(number, word, at(number / 1000), at(days), note=note, corrects=corrects)  # type: ignore[arg-type]


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    made: list[Event] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        first = [one.number for one in made if one.corrects is None]
        corrects = draw(st.none() | st.sampled_from(first)) if first else None
        word = draw(st.sampled_from(["", *STAGES]))
        made.append(event(number, word, draw(st.integers(-40, 40)), corrects=corrects, note=draw(st.text())))
    return made


@given(histories())
def test_the_stage_is_that_of_the_last_event_as_its_last_correction_has_it(events: list[Event]) -> None:
    said = {one.number: one for one in events if one.corrects is None}
    for one in events:
        if one.corrects is not None:
            said[one.corrects] = one
    words = [said[number].stage for number in sorted(said)]
    assert stage(events) == next((word for word in reversed(words) if word), "")
    assert [one.number for one in effective(events)] == [
        number for number in sorted(said) if said[number].stage or said[number].note
    ]


@given(histories(), st.integers(1, 60))
def test_nothing_is_due_of_what_ended_and_something_of_all_that_waits(events: list[Event], days: int) -> None:
    ended = stage(events) in {"", "saved", "accepted", "rejected", "withdrawn"}
    assert (due(events, NOON, days) is None) == ended
    assert not (ended and is_silent(events, NOON, days))


def test_an_interview_to_come_is_due_and_after_it_a_follow_up() -> None:
    events = [event(1, "applied", -3), event(2, "interview", 2)]
    assert due(events, NOON) == Due("interview", at(2))
    assert due(events, at(3)) == Due("follow-up", at(16))


def test_what_was_taken_back_counts_no_more() -> None:
    events = [event(1, "applied", -20), event(2, "offer", 1), event(3, "", corrects=2)]
    assert (stage(events), len(effective(events))) == ("applied", 1)
    assert is_silent(events, NOON)


@pytest.mark.parametrize(("days", "silent"), [(13, False), (14, True)])
def test_a_fortnight_without_an_event_is_silence_and_a_note_breaks_none(days: int, silent: bool) -> None:  # noqa: FBT001 - a case
    events = [event(1, "applied", -days), event(2, "", 0, note="called them")]
    assert is_silent(events, NOON) is silent
