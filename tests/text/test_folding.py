"""Letters are compared without accents and capitals, in whatever script, and names as whole words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.folding import BETWEEN_LETTERS, fold, in_a_row, names
from jobsearch.text.phrases import words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Développeur", "developpeur"),
        ("DÉVELOPPEUR", "developpeur"),
        ("Entwicklungsführer", "entwicklungsfuhrer"),
        ("Straße", "strasse"),
        ("São Paulo", "sao paulo"),
        ("Señor", "senor"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("Þórshöfn", "thorshofn"),
        ("Đà Nẵng", "da nang"),
        ("İstanbul", "istanbul"),
        ("Işık", "isik"),
        ("Țepeș", "tepes"),
        ("Çalışan", "calisan"),
        ("Bəxtiyar", "bextiyar"),
        ("Αθήνα", "αθηνα"),
        ("Μηχανικός", "μηχανικοσ"),
        ("Надёжный", "надежныи".replace("и", "й")),
        ("Київ", "киів"),
        ("עִבְרִית", "עברית"),
        ("مُهَنْدِس", "مهندس"),
        ("أحمد", "احمد"),
        ("Ｐｙｔｈｏｎ", "python"),
        ("ﬁnance", "finance"),
        ("𝗚𝗲𝗿𝗺𝗮𝗻𝘆", "germany"),
        ("𝐁𝐞𝐫𝐥𝐢𝐧", "berlin"),
        ("𝘗𝘺𝘵𝘩𝘰𝘯", "python"),
        ("𝙎𝙀𝙉𝙄𝙊𝙍", "senior"),
        ("𝙼𝚎𝚝𝚊", "meta"),
        ("Ⓖⓞ", "go"),
        ("ｶﾞ", "ガ"),
        ("Acme™", "acme "),
        ("L´Oréal", "l'oreal"),
        ("L’Oréal", "l'oreal"),
    ],
)
def test_a_letter_is_its_base_letter(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(unicodedata.normalize("NFD", written)) == folded


@pytest.mark.parametrize("text", ["ばら", "パソコン", "हिन्दी", "한국어", "ภาษาไทย", "工程师", "мой"])
def test_signs_that_make_another_letter_stay(text: str) -> None:
    assert fold(text) == text


def test_ue_is_no_other_way_to_write_an_umlaut() -> None:
    assert fold("Müller") == fold("Muller") != fold("Mueller")


@given(st.text())
def test_folding_is_done_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("developpeur", "Développeur"),
        ("développeur", "DEVELOPPEUR"),
        ("ingenieur", "Ingénieur"),
        ("geschaftsfuhrer", "Geschäftsführer"),
        ("programacao", "Programação"),
        ("diseno", "Diseño"),
        ("projektowanie uzytkownikow", "Projektowanie użytkowników"),
        ("vyvojar", "Vývojář"),
        ("istanbul", "İSTANBUL"),
        ("yazilim muhendisi", "Yazılım Mühendisi"),
        ("μηχανικος", "Μηχανικός"),
        ("ученый", "Учёный"),
        ("ky su phan mem", "Kỹ sư phần mềm"),
    ],
)
def test_a_word_without_accents_is_the_same_word(typed: str, written: str) -> None:
    assert words(typed) == words(written) == words(unicodedata.normalize("NFD", written))


NAMES = [
    ("meta", "Meta", True),
    ("meta", "META PLATFORMS, INC.", True),
    ("meta", "Metabase", False),
    ("meta", "𝗠𝗲𝘁𝗮", True),
    ("𝗺𝗲𝘁𝗮", "Meta", True),
    ("meta", "𝗠𝗲𝘁𝗮𝗯𝗮𝘀𝗲", False),
    ("acme", "Acme™ Inc.", True),
    ("meta", "Metalab", False),
    ("meta platforms", "Meta Platforms Ireland", True),
    ("meta platforms", "Platforms Meta", False),
    ("x", "X", True),
    ("x", "X (formerly Twitter)", True),
    ("x", "SpaceX", False),
    ("x", "Xerox", False),
    ("ai", "Hair AI", True),
    ("ai", "OpenAI", False),
    ("go", "Go1", False),
    ("go", "Chicago Inc", False),
    ("nestle", "Nestlé", True),
    ("nestlé", "Nestle S.A.", True),
    ("loreal", "L'Oréal", True),
    ("l'oreal", "L’Oréal", True),
    ("oreal", "L'Oréal", True),
    ("l’oreal", "Loreal", True),
    ("mcdonalds", "McDonald's", True),
    ("mcdonald", "McDonald's", True),
    ("at&t", "AT&T Inc.", True),
    ("att", "AT&T", True),
    ("e.on", "E.ON SE", True),
    ("eon", "E.ON SE", True),
    ("booking", "Booking.com", True),
    ("booking.com", "Booking.com B.V.", True),
    ("yahoo", "Yahoo!", True),
    ("muller", "Müller", True),
    ("mueller", "Müller", False),
    ("strauss", "Levi Strauß", True),
    ("orsted", "Ørsted A/S", True),
    ("腾讯", "腾讯科技", True),
    ("яндекс", "Яндекс.Маркет", True),
    ("1&1", "1&1 Telecom", True),
    ("sao paulo", "São Paulo, Brazil", True),
    ("krakow", "KRAKÓW", True),
    ("us", "Remote, US", True),
    ("us", "U.S. only", True),
    ("us", "Brussels, Belgium", False),
    ("us", "Houston, Texas", False),
    ("uk", "Ukraine", False),
    ("uk", "London (UK)", True),
    ("india", "Indiana", False),
    ("new york", "New York City", True),
    ("york new", "New York New Jersey", True),
    ("paris london", "Paris\nLondon", False),
    ("winston salem", "Winston-Salem, NC", True),
    ("東京", "東京都渋谷区", True),
    ("jp morgan", "JPMorgan Chase", True),
    ("JP Morgan", "J.P. Morgan", True),
    ("j.p. morgan", "JP Morgan", True),
    ("j.p. morgan", "JPMorgan", True),
    ("j. p. morgan", "JPMorgan Chase & Co.", True),
    ("jp morgan", "Morgan Stanley", False),
    ("jp morgan", "JPMorganization", False),
    ("git lab", "GitLab Inc.", True),
    ("jpmorgan", "JP Morgan", True),
    ("jpmorgan", "J.P. Morgan Chase", True),
    ("gitlab", "Git Lab", True),
    ("openai", "Open AI, Inc.", True),
    ("gopro", "Go Pro", True),
    ("gopro", "Go Prometheus", False),
    ("meta", "Me Ta", False),
    ("data bricks", "Databricks", True),
    ("open ai", "OpenAI", True),
    ("deep mind", "Google DeepMind", True),
    ("go one", "Gone", False),
    ("삼성", "삼성전자", True),
    ("삼성전자", "삼성전자 주식회사", True),
    ("네이버", "네이버웹툰", True),
    ("카카오", "(주)카카오뱅크", True),
    ("현대", "삼성전자", False),
    ("전자", "삼성전기", False),
    ("c++", "C Space", False),
    ("c++", "C", False),
    ("c++", "The C++ Alliance", True),
    ("c#", "C4 Therapeutics", False),
    ("c#", "C Corp", False),
    ("disney+", "Disney", False),
    ("disney+", "Disney+ Hotstar", True),
    ("m*modal", "M Modal", False),
    ("m*modal", "3M M*Modal", True),
    ("ke$ha", "Ke$ha Ltd", True),
    ("yahoo!", "Yahoo", True),
    ("acme, inc.", "Acme Inc", True),
]


@pytest.mark.parametrize(("name", "text", "stands"), NAMES)
def test_a_name_stands_in_a_text_as_whole_words(name: str, text: str, stands: bool) -> None:  # noqa: FBT001 - a column of the table
    assert names(text, name) is stands


@pytest.mark.parametrize("name", ["_", "&", "%", "…", "!?"])
def test_a_name_without_letters_and_digits_is_looked_for_as_it_is(name: str) -> None:
    assert names(f"Acme {name} Sons", name)
    assert not names("Acme Sons", name)


LETTERS = st.text("ab.&'- +#!\u00e9\u00df\u0142\uc0bc\uc131\u817e", max_size=10)


@given(LETTERS, LETTERS, LETTERS)
def test_a_name_stands_in_a_text_that_begins_or_ends_with_it(name: str, before: str, behind: str) -> None:
    assert names(f"{name} {behind}", name)
    assert names(f"{before} {name}", name)


@given(LETTERS, LETTERS)
def test_what_is_passed_over_quickly_has_none_of_the_words(name: str, text: str) -> None:
    if not names(text, name) and not {"+", "#"} & set(name):
        assert f" {' '.join(words(name))} " not in f" {' '.join(words(text))} " or not words(name)


PLAIN = st.text("aAbmetMT0 " + BETWEEN_LETTERS, max_size=12)


@given(PLAIN, st.text("aAbmét0+ &.-", max_size=6))
def test_a_text_without_the_letters_of_a_name_in_a_row_does_not_name_it(text: str, name: str) -> None:
    compact = "".join(letter for letter in text.lower() if letter not in BETWEEN_LETTERS)
    if names(text, name):
        assert in_a_row(name) in compact


@pytest.mark.parametrize(
    ("name", "text"), [("AT&T", "at-t Inc."), ("JPMorgan", "J.P. Morgan"), ("L'Oréal", "L Oreal")]
)
def test_letters_in_a_row_are_found_across_signs(name: str, text: str) -> None:
    assert names(text, name)
    assert in_a_row(name) in "".join(letter for letter in text.lower() if letter not in BETWEEN_LETTERS)
