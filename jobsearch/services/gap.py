"""Compare the skills required for a post or title with those shown by a résumé.

KEY -----> the post's text ---------------------------------+
TITLE ---> the texts of its stored posts, or its occupation +-> asked --+
nothing -> the title or occupation that fits the résumé ----+           +-> shown, missing, to check
résumé -----------------------------------------------------------------+
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from jobsearch.careers import gap as reading
from jobsearch.careers.gap import Asked, Gap, Shown
from jobsearch.careers.model import Careers
from jobsearch.careers.occupations.matching import Occupation, occupations
from jobsearch.careers.occupations.skills import skills
from jobsearch.domain.posting import parse_key
from jobsearch.errors import KeyMalformed, ResumeMissing, TitleNowhere
from jobsearch.services import careers, wish
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.services.occupations import fitting
from jobsearch.services.posts.full import PostInFull, show
from jobsearch.settings import Settings
from jobsearch.store import careers as stored
from jobsearch.store.careers import Described
from jobsearch.store.sqlite.engine import reading as reading_store
from jobsearch.text.characters import one_line
from jobsearch.titles.parse import parse

_POSTS = 200  # newest posts of a title; more do not change the order
_FEWEST = 3  # posts that require a skill of a title, if there are enough
_SHARE = 0.1  # of the posts
_MOST = 40  # skills of a title
_TOOLS = 15  # of an occupation


@dataclass(frozen=True)
class GapReport:
    """The difference between the skills that a résumé shows and the skills that are required.

    Attributes:
        of: the key of a post, or a title.
        title: the post's title, the title, or the occupation.
        posts: the number of posts read; 0 if the occupation's description was used.
        shown: the skills that the résumé names.
        suggested: the skills that other words of the résumé suggest.
        missing: the required tools and certificates for which it shows no evidence, most frequent first.
        to_check: the other skills for which it shows no evidence; only its owner knows whether they are
            missing.

    """

    of: str
    title: str
    posts: int
    shown: tuple[Shown, ...]
    suggested: tuple[Shown, ...]
    missing: tuple[Asked, ...]
    to_check: tuple[Asked, ...]


def gap(settings: Settings, resume: str | None, of: str | None) -> GapReport:
    """Compare a résumé (by default the saved one) with a post or title (by default the best-fitting title).

    Raises ResumeMissing, PostUnknown, and TitleNowhere for a title that has neither posts nor an occupation.
    """
    text = resume or wish.kept(settings).resume
    if not text:
        raise ResumeMissing
    if of is None:
        of = _best_title(settings, text)
    try:
        parse_key(of)
    except KeyMalformed:
        return _of_title(settings, one_line(of), text)
    shown = show(settings, of)
    return _report(shown.post.key, shown.post.title, 1, _of_post(settings, shown, text))


def _report(of: str, title: str, posts: int, found: Gap) -> GapReport:
    return GapReport(of, title, posts, found.shown, found.suggested, found.missing, found.to_check)


def beside(settings: Settings, shown: PostInFull, cache: NoCache = UNCACHED) -> Gap | None:
    """Return the gap between the saved résumé and a post, or None if no résumé is saved."""
    resume = wish.kept(settings, cache).resume
    return _of_post(settings, shown, resume, cache) if resume else None


def needs_resume(settings: Settings, shown: PostInFull, cache: NoCache = UNCACHED) -> bool:
    """Return whether a post asks for skills that could be compared if a résumé were saved."""
    return not wish.kept(settings, cache).resume and bool(_asked(settings, shown, cache))


def _of_post(settings: Settings, shown: PostInFull, resume: str, cache: NoCache = UNCACHED) -> Gap:
    return reading.gap(_asked(settings, shown, cache), resume)


def _asked(settings: Settings, shown: PostInFull, cache: NoCache) -> list[Asked]:
    learned = _phrases(settings, shown.post.title, cache)
    return reading.asked_in(shown.description, learned, shown.post.company)


def _phrases(settings: Settings, title: str, cache: NoCache = UNCACHED) -> dict[str, float]:
    """Return the learned phrases for a title, with the share of its posts that mention each."""
    model: Careers | None = careers.load_if_usable(settings, cache)
    name = model.find(title) if model else None
    learned = model.skills.get(name) if model and name else None
    return {skill.phrase: skill.share for skill in learned.skills} if learned else {}


def _of_title(settings: Settings, title: str, resume: str) -> GapReport:
    posts = _posts_of(settings, title)
    asked = _of_posts(posts, _phrases(settings, title)) if posts else []
    named = title
    if not asked:
        occupation = occupations().rank(title, 1).best
        if occupation is None:
            raise TitleNowhere(title=repr(title[:80]))
        posts, asked, named = [], _of_occupation(occupation), occupation.label
    return _report(title, named, len(posts), reading.gap(asked, resume))


def _posts_of(settings: Settings, title: str) -> list[Described]:
    name = parse(title).name
    with reading_store(open_store(settings)) as session:
        found = (post for post in stored.posts(session) if parse(post.title).name == name)
        return list(islice(found, _POSTS))


def _of_posts(found: Sequence[Described], learned: dict[str, float]) -> list[Asked]:
    """Return the skills that posts ask for, each with its frequency and a sentence.

    A skill is required if enough of the posts require it. The sentence is from the newest post that requires
    the skill, or else from the newest post that mentions it.
    """
    said: dict[str, list[Asked]] = {}
    for post in found:
        for one in reading.asked_in(post.text, learned, post.company):
            said.setdefault(one.skill, []).append(one)
    fewest = max(min(_FEWEST, len(found)), _SHARE * len(found))
    ranked = sorted((each for each in said.values() if len(each) >= fewest), key=len, reverse=True)
    return [_of_all(each, len(found), fewest) for each in ranked[:_MOST]]


def _of_all(said: Sequence[Asked], posts: int, fewest: float) -> Asked:
    """Combine the mentions of a skill in a title's posts into a single result."""
    best = max(said, key=lambda one: one.required)
    required = sum(one.required for one in said) >= fewest
    return Asked(best.skill, len(said), best.sentence, len(said) / posts, required)


def _of_occupation(occupation: Occupation) -> list[Asked]:
    table = skills()
    described = [Asked(one.name, 1, one.sentence) for one in table.of_occupation(occupation)]
    listed = f"O*NET lists this skill among the technologies of {occupation.onet}."
    return [*described, *_once(Asked(name, 1, listed) for name in table.tools_of(occupation.onet)[:_TOOLS])]


def _once(asked: Iterable[Asked]) -> list[Asked]:
    return list({one.skill: one for one in asked}.values())


def _best_title(settings: Settings, resume: str) -> str:
    found = fitting(settings, [resume], 1)
    return found.titles[0].title if found.titles else found.occupations[0].label
