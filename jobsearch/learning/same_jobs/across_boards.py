"""Match posts for the same job across boards by title, place, company, and text.

    same title without the boards' additions -> compatible places
    -> most of the shorter text occurs verbatim in the longer text
    -> no replaced word that could indicate a different job

Copies posted by agencies are matched too. A wrong link hides a job, whereas a missing link costs only a
keystroke. A board is assumed not to list a job twice, so two posts on the same board are never linked here,
and a post that could be a copy of either is linked to neither.

This module is pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from zlib import crc32

# Compares texts of hundreds of words in a millisecond, with an import time negligible for a cron job.
from rapidfuzz.distance import Levenshtein
from rapidfuzz.distance._initialize import Opcode

from jobsearch.learning.same_jobs.adverts import (
    WORD,
    Advert,
    count_places,
    essence,
    may_be_one_company,
    may_be_one_place,
    places_of,
)
from jobsearch.learning.same_jobs.telling import could_name_another

_SAMPLED = 8  # one in this many shingles (three words each) is looked up to find texts worth comparing
_FEWEST_SHARED = 3  # sampled shingles
_FEWEST_WORDS = 40  # a shorter text is not distinctive
_MOST_WORDS = 2_500
_OF_ONE_COMPANY = 0.75  # minimum share of the shorter text's shingles found in the other
_OF_AN_AGENCY = 0.6
_WITH_MORE_IN_THE_TITLE = 0.97
_WITH_MORE_PLACES = 0.97
_LEADS_BY = 0.1  # minimum similarity lead of a copy's origin over the next post on the same board
_AROUND = 3  # identical words required on both sides of a swap
_SWAP = 6  # maximum words of a swap; a longer one is a different passage


def same_jobs(
    adverts: Iterable[Advert], texts: Mapping[int, str], others: Mapping[int, set[str]] | None = None
) -> dict[int, int]:
    """Map the ID of each duplicate ad to the ID of the earlier ad on another board.

    All ads must have the same essence key; earlier ads take precedence. Ads without text are not linked.
    `others` lists, for an ad that represents several posts, the boards of all of them.
    """
    found: dict[int, int] = {}
    sources: dict[int, set[str]] = {}
    index: defaultdict[int, list[_Read]] = defaultdict(list)
    for advert in adverts:
        read = _Read(advert, texts.get(advert.id, ""))
        if len(read.words) < _FEWEST_WORDS:
            continue
        origin = _origin(read, _candidates(read, index, sources))
        if origin is not None:
            found[advert.id] = origin
            sources[origin] |= {advert.source, *(others or {}).get(advert.id, ())}
            continue
        sources[advert.id] = {advert.source, *(others or {}).get(advert.id, ())}
        for sample in read.samples:
            index[sample].append(read)
    return found


def _candidates(
    read: "_Read", index: Mapping[int, list["_Read"]], sources: Mapping[int, set[str]]
) -> list["_Read"]:
    """Return the candidates that share enough shingles with this ad and have no copy on its board."""
    shared: dict[_Read, int] = {}
    for sample in read.samples:
        for other in index.get(sample, ()):
            shared[other] = shared.get(other, 0) + 1
    enough = (other for other, count in shared.items() if count >= _FEWEST_SHARED)
    return [other for other in enough if read.advert.source not in sources[other.advert.id]]


def _origin(read: "_Read", candidates: Sequence["_Read"]) -> int | None:
    """Return the ID of the ad that this one copies, or None if there is none or several are possible."""
    likeness = {one: read.likeness(one) for one in candidates}
    best = max(likeness, key=likeness.__getitem__, default=None)
    if best is None or not likeness[best]:
        return None
    close = [one for one, score in likeness.items() if score > likeness[best] - _LEADS_BY]
    rivals = [one for one in close if one.advert.source == best.advert.source]
    if len(rivals) > 1:
        rivals = [one for one in rivals if read.is_as_precise_as(one)]
    return rivals[0].advert.id if len(rivals) == 1 else None


class _Read:
    """An ad with its text and lazily computed features."""

    def __init__(self, advert: Advert, text: str) -> None:
        self.advert = advert
        self.text = text
        self.essence = essence(advert.title, advert.company, advert.location)

    @cached_property
    def words(self) -> list[str]:
        """The words of the text, in their original case."""
        return WORD.findall(self.text)[:_MOST_WORDS]

    @cached_property
    def folded(self) -> list[str]:
        return [word.casefold() for word in self.words]

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The hashes of all three-word sequences, which are stable between runs, unlike those of hash()."""
        words = [word.encode("utf-8", "replace") for word in self.folded]
        return frozenset(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))

    @property
    def samples(self) -> list[int]:
        return [shingle for shingle in self.shingles if shingle % _SAMPLED == 0]

    def is_as_precise_as(self, other: "_Read") -> bool:
        same_places = places_of(self.advert) == places_of(other.advert)
        return same_places and self.essence.words == other.essence.words

    def likeness(self, other: "_Read") -> float:
        """Return the share of the shorter text that the longer text contains, or 0 if the jobs differ."""
        least = self._least(other)
        if not least or not may_be_one_place(self.advert, other.advert):
            return 0
        shorter = min(len(self.shingles), len(other.shingles))
        shared = len(self.shingles & other.shingles) / shorter
        return shared if shared >= least and not _tells_apart(self, other) else 0

    def _least(self, other: "_Read") -> float:
        """Return the minimum share of identical text for a match, or 0 if the titles name different jobs."""
        of_one = may_be_one_company(self.advert.company, other.advert.company)
        counts = count_places(self.advert.location), count_places(other.advert.location)
        if self.essence.words != other.essence.words:
            return _WITH_MORE_IN_THE_TITLE if of_one and self._begins_alike(other) else 0
        if all(counts) and counts[0] != counts[1]:
            return _WITH_MORE_PLACES
        return _OF_ONE_COMPANY if of_one else _OF_AN_AGENCY

    def _begins_alike(self, other: "_Read") -> bool:
        """Return whether one title is a prefix of the other and the rest does not distinguish jobs."""
        one, more = sorted((self.essence.words, other.essence.words), key=len)
        return more[: len(one)] == one and not could_name_another(more[len(one) :])


def _tells_apart(one: _Read, other: _Read) -> bool:
    """Return whether any word replacement could indicate a different job."""
    names = frozenset(WORD.findall(f"{one.advert.company} {other.advert.company}".casefold()))
    return any(
        could_name_another(gone) and could_name_another(come)
        for gone, come in _swaps(one, other)
        if names.isdisjoint(map(str.casefold, (*gone, *come)))
    )


def _swaps(one: _Read, other: _Read) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the short replacements between two texts, each surrounded by identical words."""
    steps = list(Levenshtein.opcodes(one.folded, other.folded))
    for before, step, after in zip(steps, steps[1:], steps[2:], strict=False):
        is_short = max(step.src_end - step.src_start, step.dest_end - step.dest_start) <= _SWAP
        if step.tag == "replace" and is_short and _is_common(before) and _is_common(after):
            yield one.words[step.src_start : step.src_end], other.words[step.dest_start : step.dest_end]


def _is_common(step: Opcode) -> bool:
    return step.tag == "equal" and step.src_end - step.src_start >= _AROUND
