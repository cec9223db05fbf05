"""Keys of other keyboard layouts."""

# ruff: noqa: RUF001 - the letters that other keyboards have

import pytest

from jobsearch.cli.screens.keyboard_layouts import latin

KEYS = "yuopasjknm"


@pytest.mark.parametrize(
    ("layout", "letters"),
    [
        ("Russian", "нгщзфыолть"),
        ("Russian, Caps Lock", "НГЩЗФЫОЛТЬ"),
        ("Ukrainian", "нгщзфіолть"),
        ("Belarusian", "нгўзфыолть"),
        ("Greek", "υθοπασξκνμ"),
        ("Greek, Caps Lock", "ΥΘΟΠΑΣΞΚΝΜ"),
        ("Hebrew", "טוםפשדחלמצ"),
        ("Arabic", "غعخحشستنىة"),
        ("Persian", "غعخحشستندپ"),
        ("Georgian", "ყუოპასჯკნმ"),
        ("Korean", "ㅛㅕㅐㅔㅁㄴㅓㅏㅜㅡ"),
        ("Japanese, full width", "ｙｕｏｐａｓｊｋｎｍ"),
        ("Japanese, full width, Caps Lock", "ＹＵＯＰＡＳＪＫＮＭ"),
        ("French, German, Dvorak", "yuopasjknm"),
        ("French, German, Dvorak, Caps Lock", "YUOPASJKNM"),
    ],
)
def test_a_letter_stands_for_the_latin_one_on_its_key(layout: str, letters: str) -> None:
    assert "".join(latin(letter, {}) for letter in letters) == KEYS, layout


@pytest.mark.parametrize(("sent", "meant"), [("？", "?"), ("؟", "?"), ("й", "q"), ("ض", "q"), ("к", "r")])
def test_other_keys_of_the_screen(sent: str, meant: str) -> None:
    assert latin(sent, {}) == meant


@pytest.mark.parametrize("language", ["sr_RS.UTF-8", "mk_MK.UTF-8", "bg_BG", "mn_MN.UTF-8", "sr"])
def test_cyrillic_letters_that_are_on_other_keys_there_are_not_guessed_at(language: str) -> None:
    assert latin("н", {"LANG": language}) == "н"
    assert latin("Н", {"LC_ALL": language, "LANG": "ru_RU.UTF-8"}) == "н"
    assert latin("υ", {"LANG": language}) == "y"
    assert latin("н", {"LC_ALL": "", "LC_CTYPE": "ru_RU.UTF-8", "LANG": language}) == "y"


@pytest.mark.parametrize(
    "sign",
    [
        *("ñ", "ý", "é", "ü", "å", "ø", "ß", "ı"),  # letters of their own, or of a dead key
        *("´", "~", "^", "\u0301"),  # a dead key alone
        *("ª", "º", "ⁿ", "µ", "ℕ", "ⓨ", "ʸ"),  # which only look like letters, or are signs of a keyboard
        *(";", "/", ",", "1", " ", "ん", "あ", "東", "या", "🚀", "\ufffd", "\r"),
    ],
)
def test_everything_else_is_what_it_is(sign: str) -> None:
    assert latin(sign, {}) == sign
    assert latin("up", {}) == "up"
