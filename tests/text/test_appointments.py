"""The one moment that an invitation names, in five languages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.appointments import proposed

WRITTEN = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Your interview is on Tuesday, 8 December 2026, at 10:30 am.", "2026-12-08 10:30"),
        ("Could you come on December 8th at 5 pm? Please reply by 1 December.", "2026-12-08 17:00"),
        ("We are free on Friday at 14:00", "2026-11-27 14:00"),
        ("wir laden Sie am Dienstag, den 8. Dezember, um 14 Uhr ein", "2026-12-08 14:00"),
        ("Passt Ihnen der 8.12.2026 um 9.30 Uhr? Antworten Sie bis zum 1.12.2026.", "2026-12-08 09:30"),
        ("le mardi 8 d\u00e9cembre \u00e0 9 h 30", "2026-12-08 09:30"),
        ("el lunes 7 de diciembre a las 11:00", "2026-12-07 11:00"),
        ("na ter\u00e7a, dia 8 de dezembro, \u00e0s 15h30", "2026-12-08 15:30"),
        ("Interview 2027-01-04, 10:30 (CET)", "2027-01-04 09:30 UTC"),
        ("on 8 December, 10:30 UTC", "2026-12-08 10:30 UTC"),
        ("See you on 4 January", "2027-01-04 00:00"),
        ("Hast du Montag um 15 Uhr Zeit?", "2026-11-30 15:00"),
        ("Tuesday 10:00 or Wednesday 14:30?", ""),
        ("Tuesday at 10:00 or at 15:00?", ""),
        ("Send us your papers by 4 December.", ""),
        ("Do you have 30 minutes?", ""),
        ("Thank you for your application of 3 November.", ""),
        ("on 31.2.2027 at 10:00", ""),
        ("on 8 December 2039 at 10:00", ""),
        ("on 8 December at 25:00", "2026-12-08 00:00"),
    ],
)
def test_reads_the_one_moment_that_is_named(text: str, at: str) -> None:
    found = proposed(text, WRITTEN)
    shown = (
        f"{found:%Y-%m-%d %H:%M} UTC"
        if found and "UTC" in at
        else found and f"{found.astimezone():%Y-%m-%d %H:%M}"
    )

    assert (shown or "") == at


@given(st.text(), st.integers(10**9, 3 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_any_text_names_a_moment_or_none(text: str, written: datetime) -> None:
    assert (found := proposed(text, written)) is None or found.tzinfo is UTC
