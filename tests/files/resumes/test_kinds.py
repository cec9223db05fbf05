import pytest
from support.office import docx, paragraph
from support.pdf import pdf

from jobsearch.errors import ResumeMisnamed, ResumeUnsupported
from jobsearch.files.resumes.kinds import Kind, recognize

PAGE = b"<html><body><p>Please log in to download your file</p></body></html>"


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt", ".docm"])
@pytest.mark.parametrize(
    "content",
    [
        PAGE,
        b"\n<!DOCTYPE html>\n<title>Sign in</title>",
        b"<!-- x --><html>",
        b"\xef\xbb\xbf<html>",
        b'{"error": "login required"}',
        b"Not found",
        b"{\\rtf1 Tax}",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0",
        "<html>".encode("utf-16"),
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
    ],
)
def test_a_document_that_is_none_is_refused(content: bytes, suffix: str) -> None:
    with pytest.raises(ResumeMisnamed):
        recognize(content, suffix)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0JFIF", "a picture"),
        (b"GIF89a", "a picture"),
        (b"II*\x00", "a picture"),
        (b"\x00\x00\x00\x18ftypheic", "a picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "a picture"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"Rar!\x1a\x07", "a compressed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a Word 97-2003 document (.doc)"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, found: str) -> None:
    with pytest.raises(ResumeUnsupported) as raised:
        recognize(content, ".doc")
    assert raised.value.details["found"] == found


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (pdf("Tax"), ".txt", Kind.PDF),
        (pdf("Tax"), "", Kind.PDF),
        (docx(paragraph("Tax")), ".odt", Kind.ARCHIVE),
        (b"{\\rtf1 Tax}", ".doc", Kind.RTF),
        (PAGE, ".doc", Kind.HTML),
        (b"Tax", ".doc", Kind.TEXT),
        (b"# Tax", ".md", Kind.MARKDOWN),
        (b"# Tax", ".txt", Kind.TEXT),
        (b'{"basics": {}}', ".txt", Kind.JSON),
        (b"{curly} braces of Java", ".txt", Kind.TEXT),
        (b"I know HTML: <b> and <i>, <p> and <div>", ".txt", Kind.TEXT),
        (b"", ".txt", Kind.TEXT),
    ],
)
def test_what_it_holds_tells_before_its_name(content: bytes, suffix: str, kind: Kind) -> None:
    assert recognize(content, suffix) == kind
