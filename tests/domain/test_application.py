"""Whatever is recorded in whatever order, the history is kept and the stage follows from it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.domain.application import (
    STAGES,
    Due,
    Event,
    due,
    effective,
    happened_at,
    is_silent,
    numbered,
    of_stage,
    stage,
)

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


def interview(number: int, days: float, *, interview: int | None, corrects: int | None = None) -> Event:
    return replace(event(number, "interview", days, corrects=corrects), interview=interview)


@pytest.mark.parametrize(
    ("events", "numbers"),
    [
        ([interview(1, 2, interview=1), interview(2, -1, interview=2)], [2, 1]),
        ([interview(1, -1, interview=1), interview(2, 2, interview=2)], [1, 2]),
        (
            [interview(1, 2, interview=3), interview(2, -1, interview=5)],
            [5, 3],
        ),  # numbers that the user chose
        ([interview(1, 1, interview=1), interview(2, 2, interview=1)], [1, 1]),  # moved, under its own number
        ([interview(1, 2, interview=None), interview(2, 1, interview=1)], [None, 1]),
        (
            [
                interview(1, 1, interview=1),
                interview(2, 2, interview=2),
                interview(3, 3, interview=1, corrects=1),
            ],
            [1, 1, 2],  # a correction changed the order; what it replaced stays as it was recorded
        ),
    ],
)
def test_interviews_are_numbered_by_date(events: list[Event], numbers: list[int | None]) -> None:
    assert [one.interview for one in numbered(events)] == numbers


@given(histories())
def test_numbering_changes_no_more_than_the_numbers_of_interviews(events: list[Event]) -> None:
    given_ = [replace(one, interview=one.number) if one.stage == "interview" else one for one in events]
    shown = numbered(given_)
    assert [replace(one, interview=None) for one in shown] == [replace(one, interview=None) for one in given_]
    met = sorted((one for one in effective(shown) if one.stage == "interview"), key=lambda one: one.at)
    assert [one.interview for one in met] == sorted(one.interview or 0 for one in met)
    assert numbered(shown) == shown


def test_the_stage_is_about_the_next_appointment_or_else_the_last_one() -> None:
    first, later, last = event(1, "interview", 1), event(2, "interview", 3), event(3, "interview", -1)
    assert of_stage([first, later, last], NOON) == first
    assert of_stage([first, later, last], at(2)) == later
    assert of_stage([first, later, last], at(9)) == later
    applied = [event(1, "applied", -2), event(2, "applied", -3)]
    assert of_stage(applied, NOON) == applied[-1]
    assert of_stage([event(1, "", note="a note")], NOON) is None


def test_a_plan_has_not_happened_yet() -> None:
    plan = event(2, "interview", 2)
    assert happened_at([event(1, "interview", -1), plan], NOON) == at(-1)
    assert happened_at([plan], NOON) == plan.recorded_at
    assert happened_at([event(1, "applied", -3), plan, event(3, "", note="a note")], NOON) == at(-3)
