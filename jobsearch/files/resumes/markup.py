"""The text of HTML and Markdown without its marks, styles and addresses."""

import re

from jobsearch.files.resumes.plain import decoded
from jobsearch.text.html import clean_description

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LOOKED_AT = 4096


def text_of_html(content: bytes) -> str:
    """Return the text of a web page; raises ResumeUnsupported for what is no text."""
    start = content[:_LOOKED_AT]
    found = _CHARSET.search(start) or _XML_ENCODING.search(start)
    return clean_description(_closed(decoded(content, found[1].decode("ascii") if found else "")))


def text_of_markdown(content: bytes) -> str:
    """Return the text of Markdown (CommonMark, and tables); raises ResumeUnsupported."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - seldom needed; Rich brings it along

    text = _FRONT_MATTER.sub("", decoded(content).replace("\r\n", "\n"))
    return clean_description(_closed(MarkdownIt("commonmark").enable("table").render(text)))


def _closed(text: str) -> str:
    """Return HTML with a mark in it, by which it is known as such."""
    return f"<div>{text}</div>"
