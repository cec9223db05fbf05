import json
import time

import pytest

from jobsearch.errors import ResumeDamaged, ResumeEmpty, ResumeUnsupported
from jobsearch.files.resumes.read import text_of

MARKED = [
    "<!DOCTYPE html><html><head><title>x</title><style>.margin{}</style></head><p>Accountant</p></html>",
    "<html><body><p>Accountant</p><script>let margin = 'x'</script></body></html>",
    '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>Accountant</body></html>',
    "<!-- margin --><html><body><!-- margin -->Accountant</body></html>",
    '<html><body><img src="data:image/png;base64,margin"/><h1>Accountant</h1></body></html>',
    '<HTML><BODY BGCOLOR="margin"><FONT FACE="margin">Accountant</FONT></BODY></HTML>',
    '<meta charset="utf-8"><style>margin</style><div class="margin"><b style="margin:0">Accountant</b></div>',
    '<html xmlns:o="urn:o"><!--[if mso]><xml>margin</xml><![endif]--><p class=margin>Accountant<o:p></html>',
    "<body><svg><text>margin</text></svg><ul><li>Accountant</li></ul></body>",
    '<div class="margin"><h2>Accountant</h2><p></p><p></p><p></p><p></p><p></p></div>',
    "\n\n  <html><body><a href='https://margin.example'>Accountant</a></body></html>",
]


@pytest.mark.parametrize("page", MARKED)
@pytest.mark.parametrize("suffix", [".html", ".txt", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_of_a_page_the_text_is_read(page: str, suffix: str, encoding: str) -> None:
    assert text_of(page.encode(encoding), suffix).replace("•", "").strip() == "Accountant"


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ('<html><meta charset="windows-1252"><p>{}</p>', "cp1252"),
        (
            '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>{}</p>',
            "cp1252",
        ),
        ('<?xml version="1.0" encoding="iso-8859-15"?><html><p>{}</p></html>', "iso8859-15"),
        ("<html><p>{}</p>", "cp1252"),
        ("<html><meta charset='no-such'><p>{}</p>", "cp1252"),
    ],
)
def test_a_page_is_decoded_as_it_says(page: str, encoding: str) -> None:
    assert (
        text_of(page.format("Löhne für Köln, größer").encode(encoding), ".html") == "Löhne für Köln, größer"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Accountant", "Accountant"),
        ("Accountant\n==========", "Accountant"),
        ("**Tax** and _audits_", "Tax and audits"),
        ("[Accountant](https://margin.example/margin)", "Accountant"),
        ("![margin.png](margin.png) Tax", "margin.png Tax"),
        ("---\nlayout: margin\n---\n\nTax", "Tax"),
        ("- Tax\n- Audits", "• Tax\n• Audits"),
        ("1. Tax\n2. Audits", "• Tax\n• Audits"),
        ("| Tax | Audits |\n|---|---|\n| Porto | Lisbon |", "Tax Audits\nPorto Lisbon"),
        ('<div align="center">\n\nTax\n\n</div>', "Tax"),
        ("Tax  \nAudits", "Tax\nAudits"),
        ("R&amp;D <span class='margin'>Tax</span>", "R&D Tax"),
        ("`Python` ~~Java~~", "Python ~~Java~~"),
        ("[Tax]\n\n[Tax]: https://margin.example", "Tax"),
    ],
)
def test_of_markdown_the_text_is_read(text: str, found: str) -> None:
    shown = text_of(text.encode(), ".md")
    assert "\n".join(" ".join(line.split()) for line in shown.splitlines() if line).replace(
        "margin.png ", ""
    ) == found.replace("margin.png ", "")


def rtf(body: str) -> bytes:
    return (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Margin;}"
        r"{\f1\fcharset238 Margin CE;}"
        r"{\f2\fcharset204 Margin Cyr;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 Margin;}}"
        rf"{{\info{{\title Margin}}{{\author Margin}}}}{{\*\generator Margin;}}\pard\f0 {body}\par}}"
    ).encode("cp1252")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (r"Accountant", ["Accountant"]),
        (r"Tax\par Audits", ["Tax", "Audits"]),
        (r"Tax\line Audits", ["Tax", "Audits"]),
        (r"L\'f6hne", ["Löhne"]),
        (r"L\u246?hne", ["Löhne"]),
        (r"\f1 p\'b3ace", ["płace"]),
        (r"\f2 \'cd\'e0\'eb\'ee\'e3\'e8", ["Налоги"]),
        (r"{\b Tax} and {\i audits}", ["Tax and audits"]),
        (r'{\field{\*\fldinst{HYPERLINK "https://margin.example"}}{\fldrslt{Ann}}}', ["Ann"]),
        (r"{\pict\pngblip\picw1 " + "89504e47" * 300 + "}Tax", ["Tax"]),
        (r"\trowd Tax\cell Audits\cell\row", ["Tax", "Audits"]),
        (r"{\*\bkmkstart margin}Tax", ["Tax"]),
        (r"\u-10179?\u-8704? Tax", ["😀 Tax"]),
        (r"\bullet\tab Tax \endash  audits", ["• Tax – audits"]),
        ("Löhne", ["Löhne"]),
    ],
)
@pytest.mark.parametrize("suffix", [".rtf", ".doc", ".txt", ""])
def test_of_rtf_the_text_is_read(body: str, found: list[str], suffix: str) -> None:
    text = text_of(rtf(body), suffix)
    assert [" ".join(line.split()) for line in text.splitlines() if line.strip()] == found


def test_an_rtf_of_damaged_fonts_takes_little_time() -> None:
    start = time.process_time()
    assert "Tax" in text_of(rb"{\rtf1\ansi Tax" + rb"{\fonttbl{\f0\fcharset238*}\f0 " * 5_000, ".rtf")
    assert time.process_time() - start < 3


RESUME = {
    "$schema": "https://margin.example/schema.json",
    "basics": {
        "name": "Ann Example",
        "label": "Accountant",
        "email": "ann@margin.example",
        "phone": "+351 210 000 000",
        "url": "https://margin.example",
        "summary": "Ten years in finance.",
        "image": "margin.png",
        "location": {"city": "Porto", "countryCode": "PT"},
        "profiles": [{"network": "margin", "username": "margin"}],
    },
    "work": [
        {
            "name": "Example Ltd",
            "position": "Senior accountant",
            "startDate": "2019-01-01",
            "highlights": ["Closed the books"],
        }
    ],
    "education": [{"institution": "University of Porto", "studyType": "MSc"}],
    "skills": [{"name": "Tax", "keywords": ["payroll", "audits"]}],
    "languages": [{"language": "Portuguese", "fluency": "native"}],
    "meta": {"theme": "margin"},
}


def test_of_a_json_resume_the_text_is_read() -> None:
    text = text_of(json.dumps(RESUME).encode(), ".json")
    assert text.split("\n\n") == [
        "## Profile\nAccountant\nAnn Example\nTen years in finance.\nPorto",
        "## Work experience\nSenior accountant\nExample Ltd\nClosed the books",
        "## Education\nUniversity of Porto\nMSc",
        "## Skills\nTax\npayroll\naudits",
        "## Languages\nPortuguese\nnative",
    ]


@pytest.mark.parametrize(
    "key", ["basics", "work", "education", "skills", "projects", "employment", "positions"]
)
@pytest.mark.parametrize("suffix", [".json", ".txt", ""])
def test_a_json_with_any_part_of_a_resume_is_read(key: str, suffix: str) -> None:
    assert "Accountant" in text_of(json.dumps({key: [{"title": "Accountant"}]}).encode(), suffix)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"{}", ResumeUnsupported),
        (b"[]", ResumeUnsupported),
        (b'[{"id": 1, "position": "Accountant"}]', ResumeUnsupported),
        (b'{"jobs": []}', ResumeUnsupported),
        (b'{"basics": {}}', ResumeEmpty),
        (b'{"basics": {"url": "https://margin.example", "phone": "+351"}}', ResumeEmpty),
        (b'{"basics": ', ResumeDamaged),
        (b'{"work": ' + b"[" * 100_000, ResumeDamaged),
        (b'{"work": ' + b"1" * 10_000 + b"}", ResumeDamaged),
        (b"", ResumeEmpty),
    ],
)
def test_another_json_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises((error, ResumeDamaged) if content == b"" else error):
        text_of(content, ".json")
