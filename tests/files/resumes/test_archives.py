import zipfile
from io import BytesIO

import pytest
from support.office import docx, flat_odt, odt, paragraph, zipped

from jobsearch.errors import ResumeDamaged, ResumeEmpty, ResumeLocked, ResumeUnsupported
from jobsearch.files.resumes.read import LONGEST, text_of

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TEXT_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
).format(paragraph("Accountant"))


def lines(content: bytes, suffix: str = ".docx") -> list[str]:
    return [" ".join(line.split()) for line in text_of(content, suffix).splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (paragraph("Ann Example") + paragraph("Accountant"), ["Ann Example", "Accountant"]),
        ("<w:p><w:r><w:t>Acc</w:t></w:r><w:r><w:t>ountant</w:t></w:r></w:p>", ["Accountant"]),
        ("<w:p><w:r><w:t>Tax</w:t><w:br/><w:t>Audit</w:t></w:r></w:p>", ["Tax", "Audit"]),
        ("<w:p><w:r><w:t>Tax</w:t><w:tab/><w:t>Audit</w:t></w:r></w:p>", ["Tax Audit"]),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('Tax')}</w:tc><w:tc>{paragraph('Audit')}</w:tc></w:tr></w:tbl>",
            ["Tax", "Audit"],
        ),
        (TEXT_BOX, ["Accountant"]),
        (
            "<w:p><w:del><w:r><w:delText>Baker</w:delText></w:r></w:del><w:ins><w:r><w:t>Tax</w:t></w:r></w:ins></w:p>",
            ["Tax"],
        ),
        (
            '<w:p><w:r><w:instrText>HYPERLINK "https://a.example"</w:instrText></w:r><w:r><w:t>Ann</w:t></w:r></w:p>',
            ["Ann"],
        ),
        ("<w:p><w:r><w:t>back</w:t><w:noBreakHyphen/><w:t>end</w:t></w:r></w:p>", ["back-end"]),
        ("<w:sdt><w:sdtContent>" + paragraph("Tax") + "</w:sdtContent></w:sdt>", ["Tax"]),
        ("<w:p><w:r><w:t>R&amp;D, caf\u00e9</w:t></w:r></w:p>", ["R&D, caf\u00e9"]),
        (
            '<w:p><w:r><w:t>Tax</w:t><w:t xml:space="preserve"> </w:t><w:t>Audit</w:t></w:r></w:p>',
            ["Tax Audit"],
        ),
    ],
)
def test_a_docx_is_read_as_a_person_reads_it(body: str, found: list[str]) -> None:
    assert lines(docx(body)) == found


def test_a_docx_of_any_program_is_read() -> None:
    body = paragraph("Accountant")
    header = f'<w:hdr xmlns:w="{STRICT}">{paragraph("Ann Example")}</w:hdr>'
    assert lines(docx(body, main="word/document2.xml")) == ["Accountant"]
    assert lines(docx(body, names=STRICT)) == ["Accountant"]
    assert lines(docx(body, header1=header)) == ["Ann Example", "Accountant"]
    assert lines(docx(body), "") == ["Accountant"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<text:h>Skills</text:h><text:p>Tax</text:p>", ["Skills", "Tax"]),
        ("<text:p>Ac<text:span>count</text:span>ant</text:p>", ["Accountant"]),
        ('<text:p>Tax<text:s text:c="3"/>Audit</text:p>', ["Tax Audit"]),
        ("<text:p>Tax<text:tab/>Audit</text:p>", ["Tax Audit"]),
        ("<text:p>Tax<text:line-break/>Audit</text:p>", ["Tax", "Audit"]),
        ("<text:list><text:list-item><text:p>Tax</text:p></text:list-item></text:list>", ["Tax"]),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Tax</text:p></table:table-cell></table:table-row></table:table>",
            ["Tax"],
        ),
        (
            "<text:p><draw:frame><draw:text-box><text:p>Tax</text:p></draw:text-box></draw:frame></text:p>",
            ["Tax"],
        ),
        ("<text:tracked-changes><text:p>Baker</text:p></text:tracked-changes><text:p>Tax</text:p>", ["Tax"]),
        ("<text:p>Tax<office:annotation><text:p>why?</text:p></office:annotation></text:p>", ["Tax"]),
        ("<text:p>R&amp;D, caf\u00e9</text:p>", ["R&D, caf\u00e9"]),
    ],
)
def test_an_odt_is_read_as_a_person_reads_it(body: str, found: list[str]) -> None:
    assert lines(odt(body), ".odt") == found
    assert lines(flat_odt(body), ".fodt") == found


def test_a_locked_document_is_said_to_be() -> None:
    manifest = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    with pytest.raises(ResumeLocked):
        text_of(odt("<text:p>Tax</text:p>", manifest), ".odt")
    with pytest.raises(ResumeLocked):
        text_of(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ".docx"
        )


LAUGHS = "".join(f'<!ENTITY l{step} "{f"&l{step - 1};" * 10}">' for step in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        f'<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]>',
    ],
)
def test_no_entity_is_expanded_and_nothing_is_fetched(doctype: str) -> None:
    body = paragraph("Accountant") + paragraph("&x;&l9;")
    text = text_of(docx(body, doctype=doctype), ".docx")
    assert "Accountant" in text
    assert "root:" not in text
    assert len(text) < 1_000


def test_a_bomb_stays_folded() -> None:
    many = paragraph("Accountant of shops") * 400_000
    content = docx(many)
    assert len(content) < 16 * 1024 * 1024 < len(many)
    assert len(text_of(content, ".docx")) <= LONGEST
    blank = docx(f"<w:p><w:r><w:t>{' ' * 50_000_000}</w:t></w:r></w:p>" + paragraph("Accountant"))
    with pytest.raises(ResumeEmpty):
        text_of(blank, ".docx")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"xl/workbook.xml": ""}, "an Office spreadsheet or presentation"),
        ({"ppt/presentation.xml": ""}, "an Office spreadsheet or presentation"),
        ({"Index/Document.iwa": ""}, "a document of Pages"),
        ({"cv.pdf": "%PDF-"}, "a ZIP archive"),
        ({}, "a ZIP archive"),
    ],
)
def test_another_kind_of_zip_is_named(files: dict[str, str | bytes], found: str) -> None:
    with pytest.raises(ResumeUnsupported) as raised:
        text_of(zipped(files), ".docx")
    assert raised.value.details["found"] == found


@pytest.mark.parametrize("keep", [4, 30, 200, -30])
def test_a_document_that_was_cut_is_said_to_be_damaged(keep: int) -> None:
    with pytest.raises(ResumeDamaged):
        text_of(docx(paragraph("Accountant"))[:keep], ".docx")


def test_of_damaged_xml_the_text_before_is_kept() -> None:
    assert lines(docx(paragraph("Accountant") + "<w:p><w:r></w:p")) == ["Accountant"]


def test_a_member_with_a_wrong_checksum_is_damage() -> None:
    content = bytearray(docx(paragraph("Accountant " * 100)))
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    for place in range(offset + 80, offset + 120):
        content[place] ^= 0xFF
    with pytest.raises(ResumeDamaged):
        text_of(bytes(content), ".docx")
