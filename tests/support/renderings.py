"""Real posts as another board would render them, and different jobs of one company that look alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from jobsearch.domain.posting import Posting
from support.boards import CAPTURES, Capture, captures

_LEGAL = (" GmbH", ", Inc.", " Ltd", " LLC", " B.V.", " Inc")
_AGENCIES = ("Talentbrücke Recruiting", "Northgate Search", "Jobwise Partners", "Remote Talent Hub")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_FEWEST = 150  # words that a text must have to be told from others


@dataclass(frozen=True)
class Pair:
    """Two posts, and whether they are one job; `kind` says how the second was made."""

    one: Posting
    other: Posting
    same: bool
    kind: str


def real_posts() -> list[Posting]:
    """Return the real posts with a whole text, a company each, in a sure order."""
    found = {}
    for capture in captures():
        if not (CAPTURES / capture.name).is_file() or capture.board in {"hackernews", "feed"}:
            continue
        for posting in _of(capture):
            if len(posting.description.split()) >= _FEWEST and posting.company:
                found.setdefault((posting.source, posting.external_id), posting)
    return [found[key] for key in sorted(found)]


def _of(capture: Capture) -> tuple[Posting, ...]:
    return capture.page().postings


def copies(posts: list[Posting], seed: int, most: int) -> Iterator[Pair]:
    """Yield posts, evenly from all companies, each beside the same as another board would render it."""
    random = Random(seed)
    by_company: dict[str, list[Posting]] = {}
    for posting in posts:
        by_company.setdefault(posting.company.casefold(), []).append(posting)
    order = sorted(by_company)
    random.shuffle(order)
    chosen: list[Posting] = []
    for turn in range(max(map(len, by_company.values()))):
        chosen += [by_company[name][turn] for name in order if turn < len(by_company[name])]
    for number, posting in enumerate(chosen[:most]):
        kind = ("board", "board", "short", "agency")[number % 4]
        yield Pair(posting, rendered(posting, random, kind), same=True, kind=kind)


def rendered(posting: Posting, random: Random, kind: str) -> Posting:
    """Return a post as another board has it: whole, cut short, or in an agency's words."""
    company, text = posting.company, posting.description
    if kind == "agency":
        text = _in_an_agency_s_words(text, company, random)
        company = random.choice(_AGENCIES)
    elif random.random() < 0.4:
        company = f"{company.split(',')[0]}{random.choice(_LEGAL)}"
    if kind == "short":
        text = text[: int(len(text) * random.uniform(0.35, 0.8))].rsplit(" ", 1)[0] + "..."
    return replace(
        posting,
        source="elsewhere",
        external_id=f"copy-{posting.external_id}",
        account="",
        company=company,
        title=_title(posting, random, "" if kind == "agency" else posting.company),
        location=_place(posting.location, random),
        salary_min=posting.salary_min if random.random() < 0.5 else None,
        salary_max=None,
        description=_reset(text, random, with_frame=kind != "agency"),
    )


def _title(posting: Posting, random: Random, company: str) -> str:
    title, city = posting.title, re.split(r"[,;(]", posting.location)[0].strip()
    forms = [
        title,
        title.upper(),
        f"{title} (m/f/d)",
        f"{title} - Remote",
        f"{title} (Remote)",
        f"{title} - Full-time",
        title.replace("Senior", "Sr.").replace(" & ", " and "),
        f"Remote {title}",
        f"{title} - Ref. 20417",
    ]
    if company:
        forms += [
            f"{title} | {company}",
            f"{title} at {company}",
            f"{company}: {title}",
            f"[Hiring] {title} @{company}",
        ]
    if city and city not in title:
        forms += [f"{title} - {city}", f"{title} ({city})", f"{title}, {city}"]
    return random.choice(forms)


def _place(location: str, random: Random) -> str:
    parts = [part.strip() for part in re.split(r"[,;]", location) if part.strip()]
    if not parts:
        return random.choice(["", "Remote", "Worldwide"])
    return random.choice(
        [
            location,
            parts[0],
            parts[-1],
            f"{parts[0]} (Remote)",
            f"Remote - {parts[-1]}",
            "Remote",
            "",
            " / ".join(parts),
        ]
    )


def _in_an_agency_s_words(text: str, company: str, random: Random) -> str:
    """Return a text without the company's name and its first paragraph, after an agency's own words."""
    paragraphs = text.split("\n\n")
    body = "\n\n".join(paragraphs[1:] if len(paragraphs) > 3 and random.random() < 0.6 else paragraphs)
    name = company.partition(",")[0]
    hidden = re.sub(re.escape(name), "our client", body, flags=re.IGNORECASE)
    intro = (
        "We are a boutique recruitment partner, and our client is looking for you. In this role you join a "
        "team that is growing fast, with strong backing and a modern way of working. All applications are "
        "treated in confidence. Please send your CV and your salary expectation."
    )
    end = "Interested? Contact our consultants today and quote the reference of this ad."
    return f"{intro}\n\n{hidden}\n\n{end}"


def _reset(text: str, random: Random, *, with_frame: bool) -> str:
    """Return the same words set in another way, with a board's own lines around them."""
    form = random.randrange(4)
    if form == 0:
        text = text.replace("• ", "- ").replace("\n\n", "\n")
    elif form == 1:
        text = " ".join(text.replace("•", "").split())
    elif form == 2:
        text = "\n\n".join(_SENTENCE.split(text.replace("•", "*")))
    text = text.replace("\u2019", "'").replace("\u2013", "-") if random.random() < 0.5 else text
    if with_frame and random.random() < 0.5:
        end = "Apply now and mention where you found this job. Originally posted on Elsewhere."
        text = f"About the job\n\n{text}\n\n{end}"
    return text


def different(posts: list[Posting], most: int, seed: int) -> Iterator[Pair]:
    """Yield the pairs of jobs of one company that are most alike in their titles and still two.

    Two posts of one board with the same title, place and text are no such pair: nobody could tell them apart.
    Half of the second posts are rendered as another board would, their place and level of title kept.
    """
    random = Random(seed)
    found = []
    by_account: dict[tuple[str, str], list[Posting]] = {}
    for posting in posts:
        by_account.setdefault((posting.source, posting.account or posting.company.casefold()), []).append(
            posting
        )
    for group in by_account.values():
        for place, one in enumerate(group):
            others = [other for other in group[place + 1 :] if _is_other(one, other)]
            ranked = sorted(others, key=lambda other: -_likeness(one, other))[:2]
            found += [(_likeness(one, other), one, other) for other in ranked]
    found.sort(key=lambda each: (-each[0], each[1].external_id, each[2].external_id))
    used: dict[str, int] = {}
    chosen = []
    for _score, one, other in found:
        if used.get(one.company, 0) < most // 6:
            used[one.company] = used.get(one.company, 0) + 1
            chosen.append((one, other))
    for number, (one, other) in enumerate(chosen[:most]):
        if number % 2:
            yield Pair(one, replace(other, source="elsewhere", account=""), same=False, kind="as it is")
        else:
            text = _reset(other.description, random, with_frame=True)
            changed = replace(
                other, source="elsewhere", account="", description=text, company=f"{one.company} GmbH"
            )
            yield Pair(one, changed, same=False, kind="rendered")


def _is_other(one: Posting, other: Posting) -> bool:
    same_words = _WORDS.findall(one.title.casefold()) == _WORDS.findall(other.title.casefold())
    same_places = sorted(one.location.split("; ")) == sorted(other.location.split("; "))
    return not (same_words and (same_places or one.description == other.description))


def _likeness(one: Posting, other: Posting) -> float:
    a, b = (set(_WORDS.findall(posting.title.casefold())) for posting in (one, other))
    return len(a & b) / max(len(a | b), 1)
