import pytest

from jobsearch.errors import ResumeUnsupported
from jobsearch.files.resumes.read import text_of

TEXTS = {
    "German": "Buchhalterin für Löhne und Gehälter in Köln, Prüfung größerer Abschlüsse, Führung",
    "French": "Comptable à Besançon, clôtures, déclarations, trésorerie près de la côte, où j'ai été",
    "Spanish": "Contable en Málaga, nóminas, declaración de impuestos, español y diseño, gestión",
    "Portuguese": "Contabilista em São Paulo, gestão, declarações, organização, relatórios, três anos",
    "Italian": "Contabile a Forlì, società, attività, contabilità, perché è così, più anni",
    "Swedish": "Redovisningsekonom i Malmö, löner, bokslut, årsredovisning, ansvar för två",
    "Polish": "Księgowa w Łodzi, sprawozdania, współpraca z urzędem, płace, ćwierć etatu, źródła",
    "Czech": "Účetní v Plzni, mzdy, roční závěrky, spolupráce s úřadem, řízení týmu, výkazy",
    "Hungarian": "Könyvelő Győrben, bérszámfejtés, könyvvizsgálat, főkönyv, ügyfelek, pénzügyek",
    "Turkish": "Muhasebeci, İstanbul, maaş, yıllık bilanço, müşteri ilişkileri, güçlü, eğitim",
    "Russian": "Бухгалтер, Москва, налоги, отчётность, зарплата, сверки",
    "Greek": "Λογίστρια στην Αθήνα, μισθοδοσία, φόροι, ισολογισμοί",
}
ENCODINGS = [
    *(("German", encoding) for encoding in ("cp1252", "latin-1", "iso8859-15", "mac_roman", "cp850")),
    *(("French", encoding) for encoding in ("cp1252", "mac_roman")),
    *((language, "cp1252") for language in ("Spanish", "Portuguese", "Italian", "Swedish")),
    *(
        (language, encoding)
        for language in ("Polish", "Czech", "Hungarian")
        for encoding in ("cp1250", "iso8859-2")
    ),
    ("Turkish", "cp1254"),
    ("Russian", "cp1251"),
    ("Russian", "koi8-r"),
    ("Greek", "cp1253"),
]


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_a_text_of_before_unicode_is_read(language: str, encoding: str) -> None:
    assert text_of(TEXTS[language].encode(encoding), ".txt") == TEXTS[language]


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_of_unicode_is_read(language: str, encoding: str) -> None:
    assert text_of(TEXTS[language].encode(encoding), ".txt") == TEXTS[language]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["German", "French", "Spanish", "Italian"])
def test_utf_16_is_read_without_its_mark(language: str, encoding: str) -> None:
    assert text_of(TEXTS[language].encode(encoding), ".txt") == TEXTS[language]


@pytest.mark.parametrize("language", ["German", "Polish", "Russian", "Greek"])
def test_a_text_whose_last_letter_was_cut_is_read(language: str) -> None:
    text = TEXTS[language]
    assert text_of(f"{text} €".encode()[:-1], ".txt") == f"{text} "


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 9, b"\x01\x02\x03\xff" * 40, b"MZ\x90\x00\x03" * 50 + b"\xff"]
)
def test_what_is_no_text_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(ResumeUnsupported):
        text_of(content, ".txt")
