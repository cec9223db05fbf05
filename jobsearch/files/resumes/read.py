"""Convert the bytes of a résumé in any supported format to text."""

from jobsearch.errors import ResumeEmpty
from jobsearch.files.resumes.kinds import Kind, recognize
from jobsearch.files.resumes.plain import decoded

LONGEST = 200_000  # characters; no résumé is longer
_ENOUGH = 100_000  # for PDF, where the position of each letter has to be queried


def text_of(content: bytes, suffix: str = "") -> str:
    """Return at most LONGEST characters of a résumé's text; `suffix` is the file's suffix, such as ".pdf".

    Raises subclasses of ResumeError without the file's path.
    """
    text = _read(recognize(content, suffix), content)[:LONGEST]
    if not any(letter.isalnum() for letter in text):
        raise ResumeEmpty
    return text


def _read(kind: Kind, content: bytes) -> str:
    match kind:
        case Kind.TEXT:
            text = decoded(content)
        case Kind.PDF:
            from jobsearch.files.resumes import pdf  # noqa: PLC0415 - a format's parser is loaded on demand

            text = pdf.text_of(content, _ENOUGH)
        case Kind.ARCHIVE | Kind.FLAT_ODT:
            from jobsearch.files.resumes import archives  # noqa: PLC0415 - same

            read = archives.text_of if kind == Kind.ARCHIVE else archives.text_of_flat
            text = read(content, LONGEST)
        case Kind.RTF:
            from jobsearch.files.resumes import rtf  # noqa: PLC0415 - same

            text = rtf.text_of(content)
        case Kind.HTML | Kind.MARKDOWN:
            from jobsearch.files.resumes import markup  # noqa: PLC0415 - same

            text = markup.text_of_html(content) if kind == Kind.HTML else markup.text_of_markdown(content)
        case Kind.JSON:
            from jobsearch.files.resumes import json_resume  # noqa: PLC0415 - same

            text = json_resume.text_of(content)
    return text
