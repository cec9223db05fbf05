"""Text that was encoded twice, in whole or in part; what is right stays."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.many_texts import SEEDS, first_failing, texts

from jobsearch.text.encoding import repair_encoding

PROMPT_SECONDS = 8  # a hundred times what it takes for as long a text that is right


def twice(text: str, encoding: str = "latin-1") -> str:
    """Return a text as a program gives it that reads its UTF-8 as another encoding."""
    return text.encode("utf-8").decode(encoding)


def cut(text: str, by: int) -> str:
    """Return the same, with the last bytes missing."""
    return text.encode("utf-8")[:-by].decode("latin-1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (twice("You’ll"), "You’ll"),
        (twice("Gdańsk"), "Gdańsk"),
        (twice("工程师"), "工程师"),
        (twice("Et voilà"), "Et voilà"),
        (twice("Σύμβουλος πωλήσεων"), "Σύμβουλος πωλήσεων"),
        (twice("You’ll", "cp1252"), "You’ll"),
        ("You\x92ll love \x93it\x94 \x96 a lot", "You’ll love “it” – a lot"),
        (twice("Bienvenue à Paris").replace("\xa0", " "), "Bienvenue à Paris"),
        (twice(twice("Montréal")), "Montréal"),
        (twice(twice("Montréal", "cp1252"), "cp1252"), "Montréal"),
    ],
)
def test_repairs_the_whole(text: str, expected: str) -> None:
    assert repair_encoding(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (cut("言語スペシャリスト（社内", 1), "言語スペシャリスト（社"),
        (cut("言語スペシャリスト（社内", 2), "言語スペシャリスト（社"),
        (cut("Développeur à Montréal – été", 1), "Développeur à Montréal – ét"),
        (cut("Équipe été", 1) + "...", "Équipe ét..."),
        (cut("Fun 🚀", 1), "Fun "),
        (cut("Fun 🚀", 2), "Fun "),
        (cut("Ładna praca – Łódź", 1), "Ładna praca – Łód"),
        (cut("Разработчик в Москве", 1), "Разработчик в Москв"),
        (cut("日本語教師", 2) + " | 東京", "日本語教 | 東京"),
        (twice("l’été ") + "’ " + cut("été", 1), "l’été ’ ét"),
        ("cut in mid-character \xe2\x80", "cut in mid-character "),
        (cut("We’re hiring – you’", 1), "We’re hiring – you"),
    ],
)
def test_half_a_character_costs_only_itself(text: str, expected: str) -> None:
    assert repair_encoding(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (twice("Nous sommes à Montréal, où l") + "’" + twice("été."), "Nous sommes à Montréal, où l’été."),
        (
            twice("Praca w Gdańsku – ") + "🚀" + twice(" świetny zespół"),
            "Praca w Gdańsku – 🚀 świetny zespół",
        ),
        (twice("Разработчик Python") + " … " + twice("Москва"), "Разработчик Python … Москва"),
        (twice("Ingénieur") + " – café", "Ingénieur – café"),
        (twice("We’re") + " a “team”", "We’re a “team”"),
        (twice("工程师") + "—" + twice("北京"), "工程师—北京"),
        (twice("café") + " été", "café été"),
        (twice("naïve") + "\n“x”\n" + twice("é"), "naïve\n“x”\né"),
        (twice("Zürich") + " – Genève", "Zürich – Genève"),
        (twice("São Paulo ") + "•" + twice(" ação"), "São Paulo • ação"),
        (twice("It’s") + " 5 € " + twice("für"), "It’s 5 € für"),
        (twice("Jérôme’s") + " 日本 " + twice("é"), "Jérôme’s 日本 é"),
        (twice("You’ll") + " \ufffd", "You’ll \ufffd"),
        ("été, " + twice("déjà – vu"), "été, déjà – vu"),
    ],
)
def test_a_foreign_character_leaves_the_others_readable(text: str, expected: str) -> None:
    assert repair_encoding(text) == expected


@pytest.mark.parametrize(
    "text",
    (
        "|plain|Brasília|über|You’ll|Gdańsk|Ã|\ud800|«SOCIÉTÉ»|NESTLÉ®|CAFÉ™|qualité\xa0» test|voilà|"
        "Ångström Å x|Разработчик|Σύμβουλος|工程师|مهندس برمجيات|naïve café “x”|€50–60|Łódź|Đà Nẵng|Ấn Độ|"
        "İŞ İLANI|½ Ø 3°|50 × 20|É|à|borð|Crème brûlée à|PROXIMITÉ»|L’ÉTÉ «là»|Œuvre|ÅÄÖ|Þór Ægir|JOÃO|"
        "GARÇON·|MÜNCHEN|DÜSSELDORF§|¿Qué?|« été »|“Ö”|été…|José–María|한국어 채용|हिन्दी|🚀 Rocket|COMPAÑÍA|"
        "ÎLE-DE-FRANCE|ÂGE|£50k–£60k|MAÎTRE D’ŒUVRE"
    ).split("|"),
)
def test_leaves_text_alone_that_is_right(text: str) -> None:
    assert repair_encoding(text) == text


@at_most(deadline=None)
@given(st.text())
def test_restores_every_text_that_was_read_as_latin_1(text: str) -> None:
    broken = twice(text)
    assume(any("\x80" <= sign <= "\x9f" for sign in broken))  # without one, it may be right as it is
    assume(repair_encoding(text) == text)
    assert repair_encoding(broken) == text


def is_repaired_once_and_for_all(text: str) -> None:
    repaired = repair_encoding(text)
    assert repair_encoding(repaired) == repaired


PIECES = (
    *("\xe2\x80", "\xc3", "\x92", "’", "Ã ", "\n", "\ufffd", "\ud800", "a ", "🚀"),
    *(twice(word) for word in ("é", "à’", "–ń", "д", "工", "🚀", "été ", "Größe")),
)
MIXED = st.lists(
    st.text(max_size=6)
    | st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace").decode("latin-1"))
    | st.text("éà’–ńд工🚀 a", max_size=6).map(twice)
    | st.sampled_from(["\xe2\x80", "\xc3", "\x92", "’", "Ã ", "\n", "\ufffd", "\ud800"]),
    max_size=8,
).map("".join)


@at_most(deadline=None, max_examples=at_most().max_examples * 3)
@given(MIXED)
def test_repairs_once_and_for_all(text: str) -> None:
    is_repaired_once_and_for_all(text)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_repairs_any_of_100_000_texts_once_and_for_all(seed: int) -> None:
    assert first_failing(is_repaired_once_and_for_all, texts(PIECES, seed, most=8)) is None


@pytest.mark.parametrize(
    "piece", ["Ã©’", "\xe2\x80", "Ã", "é", "â€™ ", "\x85", "Ã©\x92", "ÃƒÂ©’", "\n\x92", "ðŸ"]
)
def test_repairs_200_000_characters_promptly(piece: str) -> None:
    begun = time.process_time()
    repair_encoding(piece * (200_000 // len(piece)))
    assert time.process_time() - begun < PROMPT_SECONDS
