"""What posts and experiences teach: the titles, whom they fit, and what they ask for."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from jobsearch.careers import fitting, survey
from jobsearch.careers.fitting import Judgment
from jobsearch.careers.folding import fold
from jobsearch.careers.model import FEWEST_POSTS, FEWEST_TITLES, Careers
from jobsearch.careers.skills import Skills, TitleSkills
from jobsearch.careers.survey import Part, Post, Run, Titles, here
from jobsearch.errors import TooFewTitles
from jobsearch.titles.parse import parse

__all__ = ["Learned", "Listed", "Post", "learn", "learn_from"]

MOST_TITLES = 1_000  # the model has a number for each of them and each of its terms


@dataclass(frozen=True)
class Learned:
    """A career model, and what it was made from.

    Attributes:
        careers: the model.
        judgment: how it does on posts that it has not seen.
        posts: how many posts were learned from, each text once.
        folded: how many of them have a rarer title that was counted as another.
        dropped: how many other posts have too rare a title.
        dropped_titles: how many titles those have.
        repeated: how many posts have the text of another one.
        experiences: how many experiences were learned from as well.
        faults: what could not be read, and how often.

    """

    careers: Careers
    judgment: Judgment
    posts: int
    folded: int
    dropped: int
    dropped_titles: int
    repeated: int
    experiences: int
    faults: Mapping[str, int]


@dataclass(frozen=True)
class Listed:
    """Posts that are at hand, the newest first, as a part."""

    posts: Sequence[Post]
    path: str = "a list of posts"

    def pieces(self) -> Iterator["Listed"]:
        """Yield itself: all posts are read at once."""
        yield self

    def read(self, _faults: Counter[str]) -> Iterator[Post]:
        """Yield the posts."""
        return iter(self.posts)


def learn(
    posts: Sequence[Post],
    experiences: Sequence[tuple[str, str]] = (),
    progress: Callable[[str], None] = lambda _step: None,
) -> Learned:
    """Learn from posts and from (title, text) of experiences, both the newest first.

    Raises TooFewTitles or NothingToLearn.
    """
    return learn_from([Listed(posts)], experiences, progress)


def learn_from(
    parts: Sequence[Part],
    experiences: Sequence[tuple[str, str]] = (),
    progress: Callable[[str], None] = lambda _step: None,
    run: Run[Any] = here,
) -> Learned:
    """Learn from all parts of a corpus; raises what read_twice() and learn_read() do."""
    return learn_read(read_twice(parts, experiences, progress, run), progress)


@dataclass(frozen=True)
class Read:
    """What was read of a corpus: all that a model is learned from, and none of it larger than the model.

    Attributes:
        titles: of all posts, and what could not be read.
        folded: under which title each is learned.
        said: the titles and texts of experiences.
        skills: of each learned title.
        fitted_on: the titles and texts that the model is fitted on.

    """

    titles: Titles
    folded: Mapping[str, str | None]
    said: Sequence[tuple[str, str]]
    skills: dict[str, TitleSkills]
    fitted_on: Sequence[tuple[str, str]]


def read_twice(
    parts: Sequence[Part],
    experiences: Sequence[tuple[str, str]] = (),
    progress: Callable[[str], None] = lambda _step: None,
    run: Run[Any] = here,
) -> Read:
    """Read all parts of a corpus, once for the titles and once for what the posts say, where `run` does it.

    The same posts give the same, however they are parted and in whatever order the parts are done: a part's
    posts come before those of the next. Raises TooFewTitles.
    """
    surveys = list(_reported(run(survey.surveys(parts)), progress, "Reading the titles"))
    pieces, titles = len(surveys), survey.added(surveys)
    said = [(parse(title).name, text) for title, text in experiences]
    folded = _folded(titles.counts() + Counter(name for name, _text in said))
    if (found := len(set(folded.values()) - {None})) < FEWEST_TITLES:
        error = TooFewTitles(needed=FEWEST_TITLES, posts=FEWEST_POSTS, found=found)
        error.faults = titles.faults
        raise error
    chosen = _chosen(titles, said, folded)
    tasks = survey.tasks(parts, titles, folded, [one for _title, one in chosen if isinstance(one, int)])
    texts: dict[int, str] = {}
    with Skills() as found_skills:
        step = "Finding the skills of the titles"
        for counted, some in _reported(run(tasks), progress, step, pieces):
            found_skills.add(counted)
            texts |= some
        skills = found_skills.by_title()
    fitted_on = [(title, texts[one] if isinstance(one, int) else one) for title, one in chosen]
    return Read(titles, folded, said, skills, fitted_on)


def learn_read(read: Read, progress: Callable[[str], None] = lambda _step: None) -> Learned:
    """Learn from what was read; raises NothingToLearn."""
    progress("Learning whom the titles fit")
    own, folded = read.titles.counts(), read.folded
    names = Counter(name for name, _text in read.said)
    posts, said = _totals(own, folded), _totals(names, folded)
    titles, texts = zip(*read.fitted_on, strict=True)
    fitted = fitting.fit_chosen(texts, titles, posts + said)
    return Learned(
        careers=Careers(fitted.model, read.skills),
        judgment=fitted.judgment,
        posts=posts.total(),
        folded=sum(number for name, number in own.items() if folded[name] not in {None, name}),
        dropped=sum(number for name, number in own.items() if folded[name] is None),
        dropped_titles=sum(folded[name] is None for name in own),
        repeated=read.titles.repeated,
        experiences=said.total(),
        faults=read.titles.faults,
    )


Result = TypeVar("Result")


def _reported(
    results: Iterator[Result], progress: Callable[[str], None], step: str, pieces: int | None = None
) -> Iterator[Result]:
    """Yield results, and say of how many pieces there are some, and of how many in all where it is known."""
    progress(step)
    in_all = "" if pieces is None else f" of {pieces:,}"
    for number, result in enumerate(results, 1):
        yield result
        if number > 1 or (pieces or 1) > 1:
            progress(f"{step}: {number:,}{in_all} parts")


def _folded(counts: Counter[str]) -> dict[str, str | None]:
    """Fold rare titles into those with enough posts, and the rarer of these where too many have enough."""
    fewest = FEWEST_POSTS
    folded = fold(counts, fewest)
    while len(set(folded.values()) - {None}) > MOST_TITLES:
        fewest += max(1, fewest // 8)
        folded = fold(counts, fewest)
    return folded


def _totals(counts: Counter[str], folded: Mapping[str, str | None]) -> Counter[str]:
    """Return how many posts each title has together with those that are counted as it."""
    totals: Counter[str] = Counter()
    for name, number in counts.items():
        if (title := folded[name]) is not None:
            totals[title] += number
    return totals


def _chosen(
    titles: Titles, said: Sequence[tuple[str, str]], folded: Mapping[str, str | None]
) -> list[tuple[str, str | int]]:
    """Return the title of each text that the model is fitted on, with the text or where its post stands."""
    own = [folded.get(name) for name in titles.names]  # of none where only repeated posts have it
    titled: list[tuple[str | None, str | int]] = [(folded[name], text) for name, text in said]
    titled += zip(map(own.__getitem__, titles.titles.tolist()), titles.places.tolist(), strict=True)
    learnable = [(title, one) for title, one in titled if title is not None]
    return [learnable[place] for place in fitting.spread([one[0] for one in learnable], fitting.MOST_POSTS)]
