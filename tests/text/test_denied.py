"""What a post says that a job is without says nothing of the job."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.denied import places_denied, without_denied
from jobsearch.text.phrases import words


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The team has never had a sales dinner.", {"sales", "dinner"}),
        ("No sales, no cold calls. We write Python.", {"sales", "cold", "calls"}),
        ("This is not a sales role.", {"sales", "role"}),
        ("It isn't a sales job, it is research.", {"sales", "job"}),
        ("It isn\u2019t a bank.", {"bank"}),
        ("We're not a crypto company.", {"crypto", "company"}),
        ("You work without any on-call shifts.", {"on", "call", "shifts"}),
        ("We don't do crypto and we do not sell ads.", {"crypto", "ads"}),
        ("No crypto, gambling or ads.", {"crypto", "gambling", "ads"}),
        ("You will never be on call.", {"on", "call"}),
        ("Support Engineer (no on-call)", {"on", "call"}),
        ("Account Manager - NO COLD CALLING", {"cold", "calling"}),
    ],
)
def test_what_is_denied_is_left_out(text: str, denied: set[str]) -> None:
    left = set(words(without_denied(text)))
    assert not denied & left
    assert set(words(text)) - left <= denied | {"and", "we", "or", "do", "not"}


@pytest.mark.parametrize(
    "text",
    [
        "Not just a sales role.",
        "This is not only about sales.",
        "No prior sales experience needed.",
        "No experience in sales required.",
        "We don't require a sales background.",
        "No longer a startup, we sell software.",
        "No matter where you live, you sell software.",
        "No-code tools and NoSQL databases.",
        "Nobody sells more notebooks than we do.",
        "Casino manager",
        "Excel Advanced No Skills SQL Expert Yes",
        "A inclusão começa no primeiro contato, para todas as pessoas que trabalham no Brasil.",
    ],
)
def test_what_is_not_denied_stays(text: str) -> None:
    assert without_denied(text) == text


@given(st.text(alphabet="no never't without ab,.\n\u2019İ", max_size=80))
def test_only_words_of_the_text_are_left_out(text: str) -> None:
    places = places_denied(text)
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert set(words(without_denied(text))) <= set(words(text))
