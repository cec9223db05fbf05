"""Whatever a post's line, title or text holds, it is read in time, and what is read makes sense."""

import time

import pycountry
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.many_texts import SEEDS, first_failing, texts

from jobsearch.facts import Period
from jobsearch.facts.model import Answer, Places
from jobsearch.facts.pay.currencies import currency_of
from jobsearch.facts.pay.read import BoardsPay, read_pay
from jobsearch.facts.places.gazetteer import gazetteer
from jobsearch.facts.places.lines import read_line
from jobsearch.facts.places.read import read_places

COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {"XK"}
CURRENCIES = {currency.alpha_3 for currency in pycountry.currencies} | {"CNH", ""}

OF_PAY = (
    "salary: pay rate day weekly hourly per a an / month year week hour diem pro Tag por mês mensal annual "
    "bi-weekly fortnight quarter shift every two k K mil mila Cr lakh LPA juta tys. Tsd. 万 円 元 만 원 "
    "million m "
    "figures $ € £ ₹ ¥ R$ zł Kč kr pesos USD EUR SAR QQQ Rs. RM R TEUR T€ up to from at least + - – to "
    "a bis до "
    "1 8 12 400 1,200 45 000 60.000 1.5 12,00,000 2.540,00 $101, 125 6-figure ( ) . , ; OTE gross net bonus "
    "стипенд зарплата руб. 年収 月給 연봉 ı ſ K ² ٣ \u00a0 \u202f \n"
).split(" ")
OF_PLACES = (
    "NA N/A UKI UK&I UK IE EMEA APAC DACH LATAM MEA SEE ANZ A/NZ Remote remote hybrid or and & / , ( ) "
    "- – | ; . "
    "US USA U.S. CA IN PA OR ME MT VIC ON BC Lebanon Peru Malta Georgia Paris Texas Toronto Austin "
    "Namibia Windhoek "
    "Midlands Cornwall Meta Bali Nice N. S. Ireland Africa America England New South Wales Location: except "
    "outside of only must be based in the UTC+1 worldwide anywhere North East Indiana 東京 São Paulo ß İ "
    "\u0301 \n"
).split(" ")
pay_texts = st.lists(st.sampled_from(OF_PAY) | st.text(max_size=6), max_size=30)
place_texts = st.lists(st.sampled_from(OF_PLACES) | st.text(max_size=6), max_size=16)
joints = st.sampled_from([" ", "", ", "])

FEW = settings().max_examples * 3
LONG = 60_000
UNDISTURBED = (HealthCheck.too_slow, HealthCheck.data_too_large)


def check_pay(title: str, text: str) -> None:
    pay = read_pay(title, text, BoardsPay())
    if pay is None:
        return
    assert 0 < pay.minimum <= (pay.minimum if pay.maximum is None else pay.maximum) < float("inf")
    assert pay.period in set(Period)
    assert pay.currency in CURRENCIES
    for part in pay.words.split(" \u2026 "):
        assert part
        assert part in " ".join(title.split()) or part in " ".join(text.split())


def check_places(title: str, line: str, text: str) -> None:
    places = read_places(title, line, (), text)
    allowed, doubtful, excluded = map(set, (places.allowed, places.doubtful, places.excluded))
    assert allowed | doubtful | excluded <= COUNTRIES
    assert not allowed & doubtful
    assert not excluded & (allowed | doubtful)
    if allowed or places.others is not Answer.UNKNOWN:
        assert is_quoted(places.words, title, line, text), places
    if excluded:
        assert is_quoted(places.excluded_words, title, line, text), places
    read = read_line(line)
    if read.others is Answer.NO:
        assert read.found


def is_quoted(words: str, *texts: str) -> bool:
    parts = [" ".join(part.split()) for part in words.split("\u2026") if part.strip()]
    return bool(parts) and all(any(part in " ".join(text.split()) for text in texts) for part in parts)


@given(title=pay_texts, text=pay_texts, joint=joints)
@settings(max_examples=FEW, deadline=None, suppress_health_check=UNDISTURBED)
def test_any_pay_that_is_read_makes_sense(title: list[str], text: list[str], joint: str) -> None:
    check_pay(joint.join(title), joint.join(text))


@given(title=place_texts, line=place_texts, text=place_texts, joint=joints)
@settings(max_examples=FEW, deadline=None, suppress_health_check=UNDISTURBED)
def test_any_place_that_is_read_makes_sense(
    title: list[str], line: list[str], text: list[str], joint: str
) -> None:
    check_places(joint.join(title), joint.join(line), joint.join(text))


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_of_100_000_pays_makes_sense(seed: int) -> None:
    given_texts = texts([f"{piece} " for piece in OF_PAY], seed, most=30)
    assert first_failing(lambda text: check_pay(text.partition("\n")[0], text), given_texts) is None


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_of_100_000_places_makes_sense(seed: int) -> None:
    given_texts = texts([f"{piece} " for piece in OF_PLACES], seed, most=16)
    assert (
        first_failing(lambda text: check_places(text[:20], text.partition("\n")[0], text), given_texts)
        is None
    )


def seconds(piece: str, length: int) -> float:
    """Return what it takes to read a text of some length that repeats a piece."""
    text = (piece * (length // len(piece) + 1))[:length]
    began = time.process_time()
    read_pay(text[:500], text, BoardsPay())
    read_places(text[:500], text[:500], (), text)
    return time.process_time() - began


@given(pieces=st.lists(st.sampled_from([*OF_PAY, *OF_PLACES]), min_size=1, max_size=5), joint=joints)
@settings(max_examples=25, deadline=None, suppress_health_check=UNDISTURBED)
@example(pieces=["salary:", "$45", "usd"], joint=" ")
@example(pieces=["per", "every"], joint=" ")
@example(pieces=["1 000"], joint=" ")
@example(pieces=["N.", "S."], joint="")
def test_a_long_text_takes_no_longer_than_its_length(pieces: list[str], joint: str) -> None:
    piece = joint.join(pieces) + joint
    if piece:
        assert seconds(piece, LONG) < 3


@pytest.mark.parametrize(
    ("sign", "code"),
    [("zł", "PLN"), ("Kč", "CZK"), ("kr", None), ("pesos", None), ("$", ""), ("R", "ZAR"), ("Ft", "HUF")],
)
def test_a_sign_is_a_currency_or_one_of_several(sign: str, code: str | None) -> None:
    assert currency_of(sign) == code


def test_every_place_is_of_known_countries() -> None:
    known = gazetteer()
    for name, place in (known.names | known.codes).items():
        assert place.countries | place.also | place.maybe <= COUNTRIES, name


def test_places_without_words_say_nothing() -> None:
    assert read_places("", "", (), "") == Places()
