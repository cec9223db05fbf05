"""Parse the user's wish, such as "python backend, remote europe, no crypto", or a résumé."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jobsearch.domain.wish import StatedWish
from jobsearch.files.resumes import sections
from jobsearch.learning.vocabulary.occupations import occupations_in
from jobsearch.learning.vocabulary.regions import regions_in, regions_of_title
from jobsearch.learning.vocabulary.stop_words import STOP_WORDS
from jobsearch.learning.wish.refusals import tell_apart
from jobsearch.text.phrases import words

_SHORT_LINE = 80  # characters; a résumé's headline, or a job title in it
_MOST_TITLES = 12
_OF_JOBS = frozenset({"work", "title"})
_NEWEST_LINES = 40  # of the work experience in a résumé: its last job or two
_PARTS = re.compile(r"[,;:|/·•\n]| - ")
_MOST_OF_A_PLACE = 4  # words: "remote in the US"
_IN = re.compile(r"\b(?:in|from|near|within|around)\b(?P<place>.*)", re.IGNORECASE)
_WHAT_ONE_IS = re.compile(r"\bnon[ -]\w+", re.IGNORECASE)  # a "non-US citizen" seeks no place in the US
_AROUND_US = frozenset("us only remote in the or and based from anywhere within hybrid office".split())


@dataclass(frozen=True)
class Wish:
    """A wish in the form of a post (see views.Readable), with the user's refusals.

    Attributes:
        title: the kinds of work wanted.
        location: the places wanted.
        tags: the same parts as in the title, or the titles in a résumé.
        description: everything wanted, in the user's words.
        refused: each refused part, also in the form of a post.
        regions: the world regions wanted (see regions.py), or empty for anywhere.
        refused_regions: the world regions refused.
        resume: a résumé given in addition to the user's own words, or None.

    """

    title: str
    location: str
    tags: tuple[str, ...]
    description: str
    refused: tuple["Wish", ...] = field(default=(), repr=False)
    regions: frozenset[str] = frozenset()
    refused_regions: frozenset[str] = frozenset()
    resume: "Wish | None" = field(default=None, repr=False)


def read_stated(wish: StatedWish) -> Wish:
    """Parse the user's wish, including a résumé, if any.

    A résumé adds detail to the user's own words, or replaces them if there are none.
    """
    if not wish.words:
        return _read_resume(wish.resume)
    more = _read_resume(wish.resume) if wish.resume else None
    said = tell_apart(wish.words)
    of_places = [part for part in said.refused if _is_place(part)]
    found = _of_parts(_split(said.sought))
    return replace(
        found,
        resume=more,
        refused=tuple(_of_parts([part]) for part in said.refused if part not in of_places),
        refused_regions=frozenset(region for part in of_places for region in _regions(part)),
    )


def _read_resume(text: str) -> Wish:
    """Extract the work-related parts of a résumé: titles, skills, and the latest jobs.

    Lines in sections on education, languages, or interests are not titles, and old jobs are less relevant.
    """
    lines = [line for line in sections.matter(text) if line.of_use and line.text.strip()]
    stripped = [line.text.strip("#*-• \t") for line in lines if line.of_work]
    titles = [line for line in stripped if len(line) <= _SHORT_LINE and occupations_in(line)]
    jobs = [line.text for line in lines if line.kind in _OF_JOBS]
    skills = [line.text for line in lines if line.kind not in _OF_JOBS]
    tags = tuple(titles[:_MOST_TITLES])
    return Wish(title="", location="", tags=tags, description="\n".join([*skills, *jobs[:_NEWEST_LINES]]))


def _split(parts: Iterable[str]) -> list[str]:
    return [one.strip() for part in parts for one in _PARTS.split(part) if words(one)]


def _of_parts(parts: list[str]) -> Wish:
    of_places = [part for part in parts if _is_place(part)]
    of_work = [_telling(part) for part in parts if part not in of_places]
    named = [region for part in parts for region in _wanted_regions(part)]
    return Wish(
        title=", ".join(of_work),
        location=", ".join(of_places),
        tags=tuple(of_work),
        description=", ".join(parts),
        regions=frozenset() if "anywhere" in named else frozenset(named),
    )


def _telling(part: str) -> str:
    """Remove stop words from a part of a wish."""
    return " ".join(word for word in part.split() if word.casefold() not in STOP_WORDS)


def _is_place(part: str) -> bool:
    """Return whether a part of a wish contains only a place, not a kind of work."""
    found = words(part)
    return len(found) <= _MOST_OF_A_PLACE and (bool(_regions(part)) or "remote" in found)


def _regions(part: str) -> tuple[str, ...]:
    """Return the world regions mentioned in a part of a wish.

    "us" is a pronoun unless the other words are about places, as in "remote us".
    """
    part = _WHAT_ONE_IS.sub(" ", part)
    found = regions_of_title(part) or (regions_in(part) if _AROUND_US.issuperset(words(part)) else ())
    anywhere = tuple(region for region in regions_in(part) if region == "anywhere")
    # Naming the United Kingdom does not imply the rest of Europe.
    return (*(region for region in found if region != "europe" or "united kingdom" not in found), *anywhere)


def _wanted_regions(part: str) -> tuple[str, ...]:
    if _is_place(part):
        return tuple(region for one in re.split(r"\bor\b|\band\b", part) for region in _regions(one))
    within = _IN.search(part)
    return _regions(within["place"]) if within else ()
