"""Classify the parts of a first line: company, roles, locations, employment, and pay."""

from dataclasses import dataclass
from typing import Literal

from jobsearch.boards.hiring import words
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.pay import NO_PAY, Pay, pay_in_text
from jobsearch.facts.places.names import places_in_line
from jobsearch.text.characters import one_line

Kind = Literal["link", "pay", "employed", "aside", "role", "place", ""]

_LONGEST_LINE = 600  # in characters; some first lines contain the whole post
_LONGEST_COMPANY, _LONGEST_PART, _LONGEST_KIND = 80, 200, 150
_FEWEST = 2


@dataclass(frozen=True)
class FirstLine:
    """The classified parts of a first line; missing parts are empty."""

    parts: tuple[str, ...] = ()
    company: str = ""
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    employed: tuple[str, ...] = ()
    pay: Pay = NO_PAY

    @property
    def says_something(self) -> bool:
        """Whether the line contains job data rather than only names."""
        return bool(self.roles or self.places or self.employed or self.pay != NO_PAY)


def read_first_line(line: str) -> FirstLine:
    """Return the classified parts of a first line.

    The first part is the company, unless it is the only role or a location.
    """
    parts = _parts(line)
    if len(parts) < _FEWEST:
        return FirstLine(tuple(parts))
    kinds = [_kind(part) for part in parts]
    if _names_company(parts[0]):
        kinds[0] = ""
    named = _company_index(kinds)
    others = [
        (part, kind) for index, (part, kind) in enumerate(zip(parts, kinds, strict=True)) if index != named
    ]
    roles = [part for part, kind in others if kind == "role"]
    return FirstLine(
        parts=tuple(parts),
        company=company_named(parts[named]) if named is not None else "",
        roles=tuple(
            roles or [part for part, kind in others if not kind and words.FIELD_OF_WORK.search(part)]
        ),
        places=tuple(_cut(part) for part, kind in others if kind == "place"),
        employed=tuple(part[:_LONGEST_PART] for part, _kind in others if words.EMPLOYED.search(part)),
        pay=next(
            (found for part, kind in others if kind == "pay" and (found := pay_in_text(part)) != NO_PAY),
            NO_PAY,
        ),
    )


def company_named(part: str) -> str:
    """Return a company's name without its link, remarks, or self-description."""
    bare = one_line(words.IN_PARENTHESES.sub("", words.LINK.sub(" ", words.LEADING_LABEL.sub("", part))))
    bare = company_in(bare) or words.COMPANY_TAIL.sub("", bare)
    return fields.line(bare.strip(" :,-()*#"))[:_LONGEST_COMPANY]


def company_in(sentence: str) -> str:
    """Return the company that a sentence identifies as the employer ("X is hiring"), or ""."""
    found = next((found for pattern in words.COMPANIES if (found := pattern.search(sentence))), None)
    return fields.line(found["name"]) if found else ""


def _parts(line: str) -> list[str]:
    """Return the parts of a first line; if it has no "|", it is split at dashes, dots, or semicolons."""
    head = words.FOREWORD.sub("", line[:_LONGEST_LINE])
    parts = words.BARS.split(head)
    if len(parts) == 1 and len(head) <= _LONGEST_PART:
        parts = words.DASHES.split(head)
    return [part.strip(" *#_\t") for part in parts if any(character.isalnum() for character in part)]


def _names_company(part: str) -> bool:
    """Return whether the first part is clearly a company, judging by its link or self-description."""
    return words.LINK_OR_YC_BESIDE.search(part) is not None or bool(company_in(part))


def _company_index(kinds: list[Kind]) -> int | None:
    other = next((index for index, kind in enumerate(kinds) if not kind and index), None)
    if kinds[0] == "role" and "role" not in kinds[1:]:
        return other
    return other if kinds[0] == "place" and other is not None else 0


def _kind(part: str) -> Kind:
    """Return the kind of a part, or "" for any other part, such as a company or a field of work."""
    part = part[:_LONGEST_KIND]  # anything longer has run into the text
    bare = words.IN_PARENTHESES.sub("", part)
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("link", _is_link(part)),
        ("pay", _is_pay(part)),
        ("employed", _is_employed(part)),
        ("role", _is_role(part, bare)),
        ("place", _names_workplace(part)),
        ("aside", bool(words.ASIDE.search(part))),
        ("place", _names_place(bare)),
        ("role", bool(words.JOB_OR_ROLES.search(part)) and not words.SENTENCE.search(bare)),
    )
    return next((kind for kind, applies in kinds if applies), "")


def _is_link(part: str) -> bool:
    return bool(words.ONLY_LINK.match(part) or words.BEGINS_WITH_LINK.match(part))


def _is_pay(part: str) -> bool:
    return (
        bool(words.MONEY.search(part)) and not words.OTHER_MONEY.search(part) and pay_in_text(part) != NO_PAY
    )


def _is_employed(part: str) -> bool:
    if words.ONLY_EMPLOYED.match(part):
        return True
    return bool(words.EMPLOYED.search(part)) and not words.JOB_OR_ROLES.search(words.EMPLOYED.sub("", part))


def _is_role(part: str, bare: str) -> bool:
    if words.SENTENCE.search(bare):
        return False
    if words.JOB.search(bare):
        return True
    return bool(words.JOB_OR_ROLES.search(bare)) and not words.WORKPLACE_FIRST.match(part)


def _names_workplace(part: str) -> bool:
    return any(pattern.search(part) for pattern in (words.REMOTE, words.HYBRID, words.ON_SITE))


def _names_place(bare: str) -> bool:
    named = bool(words.US_TOWN.search(bare)) or bool(places_in_line(bare))
    return named and not words.FIELD_OF_WORK.search(bare)


def _cut(place: str) -> str:
    return one_line(words.LEADING_LABEL.sub("", place))[:_LONGEST_PART]
