"""What a person says they seek, read like a post: "python backend, remote europe", or a whole résumé."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jobsearch.files.resumes import sections
from jobsearch.learning.occupations import occupations_in
from jobsearch.text.phrases import words

_FEW_WORDS = 30
_SHORT_LINE = 80  # characters; a résumé's headline, or the title of a job in it
_MOST_TITLES = 12
_PARTS = re.compile(r"[,;|/·•\n]| - ")


@dataclass(frozen=True)
class Wish:
    """A wish in the shape of a post; see documents.Readable."""

    title: str
    location: str
    tags: tuple[str, ...]
    description: str


def read_wish(text: str) -> Wish:
    """Read a wish: few words may be title, tag or place; of a long text the short lines may be titles.

    A résumé's headings say nothing, and what stands below its education, languages or interests is no title.
    """
    if sections.is_resume(text):
        titles = [line.text for line in sections.matter(text) if line.of_work]
        return _of_lines(titles, sections.about_work(text))
    if len(text.split()) <= _FEW_WORDS:
        parts = tuple(part.strip() for part in _PARTS.split(text) if words(part))
        return Wish(title=" ".join(parts), location=" ".join(parts), tags=parts, description=text)
    return _of_lines(text.splitlines(), text)


def _of_lines(lines: Iterable[str], description: str) -> Wish:
    stripped = [line.strip("#*-• \t") for line in lines]
    titles = [line for line in stripped if len(line) <= _SHORT_LINE and occupations_in(line)]
    return Wish(title="", location="", tags=tuple(titles[:_MOST_TITLES]), description=description)
