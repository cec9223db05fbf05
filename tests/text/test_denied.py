"""What a post says that a job is without says nothing of the job."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobsearch.text.denied import places_denied, without_denied, without_denied_in_title
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
        ("You will not be bored, and you work without sales.", {"bored", "sales"}),
        ("This is not a bank, it is research without sales.", {"bank", "sales"}),
        ("We don't sell ads and we work without managers.", {"ads", "managers"}),
        ("With no sales calls you have time to think.", {"sales", "calls"}),
        ("No in-office days.", {"in", "office", "days"}),
        ("We use no node.js or jQuery.", {"node.js", "jquery"}),
        ("You need no sales.", {"sales"}),
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
        "Willing to relocate: No Skills: SQL",
        "This is no ordinary sales job.",
        "No wonder sales people stay with us.",
        "Without question, sales is a craft.",
        "A no-nonsense sales team, with no nonsense sales goals.",
        "You sell with or without sales experts.",
        "A inclusão começa no primeiro contato, para todas as pessoas que trabalham no Brasil.",
    ],
)
def test_what_is_not_denied_stays(text: str) -> None:
    assert without_denied(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Nothing ships without {}.",
        "Nothing, not even a fix, ships without {}.",
        "Nothing ships with no {}.",
        "The job is not without {}.",
        "Never deploy without {}.",
        "No release goes out without {}.",
        "You will never sell a product without {}.",
        "You can\u2019t do this job without {}.",
        "Hardly a day passes without {}.",
        "Without {} you will not get far.",
        "We say that without {} we would be lost.",
        "Letters without {} do not reach us.",
    ],
)
@given(word=st.sampled_from(["Kubernetes", "tests", "a portfolio", "SQL or Python", "cold calls"]))
def test_two_negations_affirm(text: str, word: str) -> None:
    text = text.format(word)
    assert without_denied(text) == text
    assert without_denied(f"You have fun. {text}\nWe do too.") == f"You have fun. {text}\nWe do too."


@given(st.sampled_from(["No Weekends", "No nights or weekends", "NO WEEKENDS"]), st.integers(1, 3))
def test_a_denial_in_a_title_leaves_the_job(denial: str, number: int) -> None:
    job = " ".join(["Registered", "Night", "Nurse"][-number:])
    assert words(without_denied_in_title(f"{denial} {job}"))[1:] == words(job)
    assert words(without_denied_in_title(f"{job} ({denial})"))[:-1] == words(job)


@example("no a.a")
@given(st.text(alphabet="no never't without ab,.\n\u2019İ", max_size=80))
def test_only_words_of_the_text_are_left_out(text: str) -> None:
    places = places_denied(text)
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert set(words(without_denied(text))) <= set(words(text))
    assert set(words(without_denied_in_title(text))) <= set(words(text))
