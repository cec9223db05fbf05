"""Workplace, language and seniority of small posts; and any text at all."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.postings import posting

from jobsearch.facts import RULES_VERSION, Answer, Facts, Seniority, can_work_from
from jobsearch.facts.language import language_named
from jobsearch.facts.places.gazetteer import country_name, country_named
from jobsearch.facts.places.read import read_places
from jobsearch.facts.places.time_zones import read_time_zones
from jobsearch.facts.reading import read_facts
from jobsearch.facts.seniority import read_seniority
from jobsearch.facts.workplace import read_workplace

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("text", "remote", "hybrid", "on_site"),
    [
        ("This is a fully remote role.", YES, UNKNOWN, UNKNOWN),
        ("#LI-Remote", YES, UNKNOWN, UNKNOWN),
        ("Work Location: Onsite (Pine Bluff)", NO, UNKNOWN, YES),
        ("This role is on-site in Berlin.", NO, UNKNOWN, YES),
        ("This is not a remote position.", NO, UNKNOWN, UNKNOWN),
        ("Work from our office near Union Square a minimum of 3 days per week.", UNKNOWN, YES, UNKNOWN),
        ("Hybrid (One day a month)", UNKNOWN, YES, UNKNOWN),
        ("A hybrid position, 3 days a week in the office", UNKNOWN, YES, UNKNOWN),
        ("Hybrid cloud and hybrid mobile apps", UNKNOWN, UNKNOWN, UNKNOWN),
        ("This is a hybrid role combining marketing and sales", UNKNOWN, UNKNOWN, UNKNOWN),
        ("On-site gym, weekly on-site lunches, a virtual onsite interview", UNKNOWN, UNKNOWN, UNKNOWN),
        ("Provide remote support and remote monitoring", UNKNOWN, UNKNOWN, UNKNOWN),
        ("", UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_a_post_says_where_the_work_is_done(
    text: str, remote: Answer, hybrid: Answer, on_site: Answer
) -> None:
    facts = read_facts(posting(description=text))
    assert (facts.remote.answer, facts.hybrid.answer, facts.on_site.answer) == (remote, hybrid, on_site)


def test_an_answer_about_the_workplace_is_quoted() -> None:
    facts = read_facts(posting(description="Great pay.\nThis is a hybrid role in Lyon."))
    assert facts.hybrid.words == "hybrid role"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We are looking for an engineer who likes to build reliable services.", "en"),
        ("Buscamos una persona con ganas de aportar su talento en un entorno dinámico.", "es"),
        ("Estamos buscando uma pessoa com experiência em análise de dados.", "pt"),
        ("Wir suchen eine Person, die gerne im Team arbeitet und Verantwortung übernimmt.", "de"),
        ("Nous cherchons une personne curieuse qui aime travailler en équipe.", "fr"),
        ("2018年にサービスを開始してからわずか約6年で成長しました。", "ja"),
        ("sdf", ""),
        ("", ""),
    ],
)
def test_a_post_is_in_a_language(text: str, code: str) -> None:
    assert read_facts(posting(title="x", description=text)).language.code == code


@pytest.mark.parametrize(
    ("title", "levels", "said"),
    [
        ("Senior Engineer / Sr. Developer", ("senior",), "Senior \u2026 Sr"),
        ("Senior Staff Engineer", ("senior", "lead"), "Senior \u2026 Staff"),
        ("VP of Product", ("director",), "VP"),
        ("Administrative Assistant", (), ""),
        ("Executive Assistant to the Director of Sales", ("director",), "Director"),
        ("Virtual Assistant, Customer Support Manager", ("manager",), "Manager"),
        ("Teacher Assistant Japanese", (), ""),
        ("Junior Human Resources Assistant", ("junior",), "Junior"),
        ("Assistant Pricing Manager", ("junior", "manager"), "Assistant \u2026 Manager"),
        ("Associate Creative Director", ("director",), "Director"),
        ("Associate Director, Sales", ("director",), "Associate Director"),
        ("Associate Product Manager", ("junior", "manager"), "Associate \u2026 Manager"),
        ("\u0130 Lead", ("lead",), "Lead"),
        ("Engineer", (), ""),
        ("", (), ""),
    ],
)
def test_a_title_says_the_seniority_in_its_words(title: str, levels: tuple[str, ...], said: str) -> None:
    assert read_seniority(title) == Seniority(levels, said)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Portugal", "PT"),
        ("portugal ", "PT"),
        ("PT", "PT"),
        ("USA", "US"),
        ("united states", "US"),
        ("UK", "GB"),
        ("Brasil", "BR"),
        ("Deutschland", "DE"),
        ("Georgia", "GE"),
        ("South Korea", "KR"),
        ("Côte d'Ivoire", "CI"),
        ("Kosovo", "XK"),
        ("Europe", None),
        ("Texas", None),
        ("Lisbon", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_person_names_a_country(text: str, code: str | None) -> None:
    assert country_named(text) == code


def test_a_country_has_a_name() -> None:
    assert [country_name(code) for code in ("PT", "KR", "XX")] == ["Portugal", "South Korea", "XX"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("German", "de"),
        (" german ", "de"),
        ("de", "de"),
        ("deu", "de"),
        ("En", "en"),
        ("pt-BR", "pt"),
        ("zh_Hans", "wuu yue zh"),
        ("Mandarin", "zh"),
        ("Filipino", "tl"),
        ("Tagalog", "tl"),
        ("Norwegian", "nb nn no"),
        ("nb", "nb nn no"),
        ("Arabic", "ar ary arz"),
        ("Castilian", "es"),
        ("Nepali", "ne"),
        ("Pashto", "ps"),
        ("Punjabi", "pa"),
        ("Greek", "el"),
        ("Swahili", "sw"),
        ("Malay", "ms"),
        ("Serbo-Croatian", "bs hr sr"),
        ("Klingon", "tlh"),
        ("Elvish", ""),
        ("xx", ""),
        ("", ""),
    ],
)
def test_a_person_names_a_language(text: str, codes: str) -> None:
    assert " ".join(language_named(text)) == codes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Norwegian", "Vi søker en dyktig utvikler som vil jobbe sammen med oss i Oslo fra høsten."),
        ("Norwegian", "Vi søkjer ein dyktig utviklar som ikkje er redd for noko, og som vil arbeide heime."),
        ("Filipino", "Kami ay naghahanap ng isang manunulat na marunong mag-Tagalog at magaling makisama."),
        ("Mandarin", "我们正在寻找一位有经验的软件工程师加入我们的团队。"),
    ],
)
def test_a_language_is_named_as_it_is_told(name: str, text: str) -> None:
    assert read_facts(posting(title="", description=text)).language.code in language_named(name)


def test_facts_go_through_json_and_back() -> None:
    post = posting(
        title="Senior Engineer",
        location="Globally Remote",
        description="Outside of the USA and within 5 hours of GMT.\n$150,000 - $200,000 a year\nhybrid role",
    )
    facts = read_facts(post)
    assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts
    assert facts.rules_version == RULES_VERSION


words = st.sampled_from(
    "must be based in remote work from only the US UK Europe Georgia Portugal , / ( ) - . within 3 hours of "
    "CET UTC+1 to UTC -5 $ € 1,000 90k per year salary hybrid on-site candidates anywhere world authorized "
    "Location: São Paulo \n • except not hire outside excluding".split(" ")
)
texts = st.one_of(st.text(max_size=400), st.lists(words, max_size=80).map(" ".join))


@given(title=texts, location=texts, description=texts, tags=st.lists(texts, max_size=3))
@settings(max_examples=settings().max_examples * 4, deadline=None)
def test_any_text_is_read_and_stored(title: str, location: str, description: str, tags: list[str]) -> None:
    post = posting(title=title, location=location, description=description, tags=tuple(tags), raw={})
    facts = read_facts(post)
    assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts
    places = facts.places
    assert not set(places.allowed) & (set(places.doubtful) | set(places.excluded))
    for country in ("PT", "US", "GE"):
        verdict = can_work_from(facts, country)
        assert verdict.answer is UNKNOWN or verdict.words


# A pattern that ignores case takes the second letter for the first; casefold() tells them apart.
likenesses = st.sampled_from(
    [("i", "\u0131"), ("I", "\u0130"), ("s", "\u017f"), ("K", "\u212a"), ("k", "\u212a")]
)
cues_with_letters = st.sampled_from(
    [
        "within 3 hours of berlin",
        "within 3 hours of IST (+/- 2)",
        "live in the American time zones",
        "based in EST or SGT time zones",
        "msk +/- 2",
        "must be based in the US, Turkey or Kenya",
        "US citizens only, no UK residents",
        "Location: Remote (Pakistan, Israel), except Kiribati",
        "hybrid or on-site work in Istanbul, not remote",
    ]
)


@given(pieces=st.lists(st.tuples(cues_with_letters, likenesses), min_size=1, max_size=4))
def test_a_letter_that_looks_like_another_is_read(pieces: list[tuple[str, tuple[str, str]]]) -> None:
    text = "\n".join(cue.replace(*letters) for cue, letters in pieces)
    zones = read_time_zones(text, text)
    places = read_places(text, text, (text,), text, zones)
    assert set(places.allowed).isdisjoint(places.excluded)
    assert len(read_workplace(text, text, text)) == 3


@pytest.mark.parametrize(
    "piece",
    [
        "based in ",
        "must be based in the US, ",
        "only ",
        "remote - ",
        "$1,000 - ",
        "1,000 ",
        "$",
        "UTC+1 to ",
        "within 3 hours of CET ",
        "(",
        "Location: ",
        "and or the in of ",
        "South ",
        "work remote hybrid ",
        "a" * 50,
        "\n",
        "not hire ",
        "U.S. ",
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    """The longest description that a source lets in, made of what the patterns look for."""
    text = piece * (200_000 // len(piece))
    read_facts(posting())
    began = time.process_time()
    read_facts(posting(title=text[:500], location=text[:500], description=text))
    assert time.process_time() - began < 3


def test_ten_thousand_posts_take_seconds() -> None:
    text = (
        "We build software with customers in many countries.\nYou must be based in Canada. $90,000 a year.\n"
    )
    post = posting(location="Toronto, Ontario", description=text * 36)
    read_facts(post)
    began = time.process_time()
    for _number in range(100):
        read_facts(post)
    assert (time.process_time() - began) / 100 < 0.02
