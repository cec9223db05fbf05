"""Extract text from HTML and Markdown, without markup, styles, and URLs."""

import re

from jobsearch.files.resumes.plain import decoded
from jobsearch.text.html import clean_description

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LOOKED_AT = 4096


def text_of_html(content: bytes) -> str:
    """Return the text of a web page. Raises ResumeUnsupported for binary content."""
    start = content[:_LOOKED_AT]
    found = _CHARSET.search(start) or _XML_ENCODING.search(start)
    return clean_description(_closed(decoded(content, found[1].decode("ascii") if found else "")))


def text_of_markdown(content: bytes) -> str:
    """Return the text of Markdown (CommonMark with tables). Raises ResumeUnsupported."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - rarely needed; installed with Rich

    text = _FRONT_MATTER.sub("", decoded(content).replace("\r\n", "\n"))
    return clean_description(_closed(MarkdownIt("commonmark").enable("table").render(text)))


def _closed(text: str) -> str:
    """Return HTML wrapped in a tag, so that it is recognized as HTML."""
    return f"<div>{text}</div>"
