"""Extract text from RTF (Microsoft's Rich Text Format 1.9)."""

import codecs
import re

from jobsearch.errors import ResumeDamaged

_PICTURES = re.compile(r"[0-9a-fA-F\s]{400,}")  # bytes of images and fonts, in hexadecimal
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_LINK = re.compile(r"(\\fldinst\b[^}]{0,40}?)HYPERLINK", re.IGNORECASE)
_BEGINNING = re.compile(r"\{\\rtf\d{0,3}")
_FONT = re.compile(r"\\f(\d{1,5})[^{};]{0,200}?\\fcharset(\d{1,4})")
_MOST_FONTS = 500
_SURROGATES = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


def text_of(content: bytes) -> str:
    """Return the text of an RTF file without markup and link targets. Raises ResumeDamaged."""
    # striprtf: small, pure Python, no dependencies, several releases a year.
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - rarely needed

    text = content.decode(_encoding(content), "replace")
    text = _with_plain_fonts(_LINK.sub(r"\1", _PICTURES.sub(" ", text)))
    try:
        found = str(rtf_to_text(text, errors="replace"))  # type: ignore[no-untyped-call] # striprtf has no types
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ResumeDamaged(format="an RTF") from error
    return _SURROGATES.sub(_paired, found).replace("|", "\n")


def _with_plain_fonts(text: str) -> str:
    """Replace the font table with a valid one, because striprtf takes cubic time for a damaged table."""
    fonts = _FONT.findall(text)[:_MOST_FONTS]
    table = "".join(rf"{{\f{number}\fcharset{charset} x;}}" for number, charset in fonts)
    hidden = text.replace(r"\fonttbl", r"\*\fontsofdocument")
    return _BEGINNING.sub(lambda found: f"{found[0]}{{\\fonttbl{table}}}", hidden, count=1)


def _encoding(content: bytes) -> str:
    found = _CODE_PAGE.search(content[:4096])
    try:
        return codecs.lookup(f"cp{found[1].decode()}").name if found else "cp1252"
    except LookupError:
        return "cp1252"


def _paired(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")
