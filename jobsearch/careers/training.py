"""Learn a career model from posts and experiences: the title model, and the skills for each title."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from jobsearch.careers import fitting, survey
from jobsearch.careers.fitting import Judgment
from jobsearch.careers.folding import fold, posts_missing
from jobsearch.careers.model import FEWEST_POSTS, FEWEST_TITLES, Careers
from jobsearch.careers.skills import Skills, TitleSkills
from jobsearch.careers.survey import Part, Post, Run, Titles, here
from jobsearch.errors import TooFewTitles
from jobsearch.titles.parse import parse

__all__ = ["Learned", "Listed", "Post", "learn", "learn_from"]

MOST_TITLES = 1_000  # the model has one number per title and term


@dataclass(frozen=True)
class Learned:
    """A career model, with its evaluation and statistics of its training data.

    Attributes:
        careers: the model.
        judgment: the quality of the model on held-out posts.
        posts: the number of posts learned from, excluding duplicate texts.
        folded: the number of these posts whose rare title was folded into another title.
        dropped: the number of posts that were dropped because their titles are too rare.
        dropped_titles: the number of titles that were dropped.
        repeated: the number of posts left out because their text is a duplicate.
        experiences: the number of experiences learned from.
        faults: the counts of unreadable elements by kind.

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
    """A list of posts in memory, newest first, as a single part."""

    posts: Sequence[Post]
    path: str = "a list of posts"

    def pieces(self) -> Iterator["Listed"]:
        """Yield the part itself, because all posts are read in one go."""
        yield self

    def read(self, _faults: Counter[str]) -> Iterator[Post]:
        """Yield the posts."""
        return iter(self.posts)


def learn(
    posts: Sequence[Post],
    experiences: Sequence[tuple[str, str]] = (),
    progress: Callable[[str], None] = lambda _step: None,
) -> Learned:
    """Learn a model from posts and experiences, both newest first.

    An experience is a (title, text) pair. Raises TooFewTitles or NothingToLearn.
    """
    return learn_from([Listed(posts)], experiences, progress)


def learn_from(
    parts: Sequence[Part],
    experiences: Sequence[tuple[str, str]] = (),
    progress: Callable[[str], None] = lambda _step: None,
    run: Run[Any] = here,
) -> Learned:
    """Learn a model from all parts of a corpus.

    Raises the errors of read_twice() and learn_read().
    """
    return learn_read(read_twice(parts, experiences, progress, run), progress)


@dataclass(frozen=True)
class Read:
    """The data read from a corpus, which suffices to learn a model and is no larger than the model.

    Attributes:
        titles: the titles of all posts, and the counts of unreadable elements.
        folded: the title under which each title is learned.
        said: the titles and texts of the experiences.
        skills: the skills of each learned title.
        fitted_on: the titles and texts that the model is fitted to.

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
    """Read all parts of a corpus twice, first for the titles and then for the contents.

    `run` executes the tasks of each pass. The result does not depend on how the corpus is partitioned or on
    the order in which the tasks are run: the posts of a part precede those of the next part. Raises
    TooFewTitles.
    """
    surveys = list(_reported(run(survey.surveys(parts)), progress, "Reading the titles"))
    pieces, titles = len(surveys), survey.added(surveys)
    said = [(parse(title).name, text) for title, text in experiences]
    counts = titles.counts() + Counter(name for name, _text in said)
    folded = _folded(counts)
    if (found := len(set(folded.values()) - {None})) < FEWEST_TITLES:
        missing = posts_missing(counts, FEWEST_POSTS, FEWEST_TITLES)
        error = TooFewTitles(needed=FEWEST_TITLES, posts=FEWEST_POSTS, found=found, missing=missing)
        error.faults = titles.faults
        raise error
    chosen = _chosen(titles, said, folded)
    tasks = survey.tasks(parts, titles, folded, [one for _title, one in chosen if isinstance(one, int)])
    texts: dict[int, str] = {}
    with Skills() as found_skills:
        step = "Finding the skills of each title"
        for counted, some in _reported(run(tasks), progress, step, pieces):
            found_skills.add(counted)
            texts |= some
        skills = found_skills.by_title()
    fitted_on = [(title, texts[one] if isinstance(one, int) else one) for title, one in chosen]
    return Read(titles, folded, said, skills, fitted_on)


def learn_read(read: Read, progress: Callable[[str], None] = lambda _step: None) -> Learned:
    """Learn a model from the data read.

    Raises NothingToLearn if no two texts have a word in common.
    """
    progress("Fitting the model of titles")
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
    """Yield results, reporting progress if there is more than one part."""
    progress(step)
    in_all = "" if pieces is None else f" of {pieces:,}"
    for number, result in enumerate(results, 1):
        yield result
        if number > 1 or (pieces or 1) > 1:
            progress(f"{step}: {number:,}{in_all} parts")


def _folded(counts: Counter[str]) -> dict[str, str | None]:
    """Fold rare titles into more frequent titles, and continue until at most MOST_TITLES remain."""
    fewest = FEWEST_POSTS
    folded = fold(counts, fewest)
    while len(set(folded.values()) - {None}) > MOST_TITLES:
        fewest += max(1, fewest // 8)
        folded = fold(counts, fewest)
    return folded


def _totals(counts: Counter[str], folded: Mapping[str, str | None]) -> Counter[str]:
    """Return the number of posts per learned title, including posts with titles folded into it."""
    totals: Counter[str] = Counter()
    for name, number in counts.items():
        if (title := folded[name]) is not None:
            totals[title] += number
    return totals


def _chosen(
    titles: Titles, said: Sequence[tuple[str, str]], folded: Mapping[str, str | None]
) -> list[tuple[str, str | int]]:
    """Choose the texts to fit the model to, as (title, text) or (title, position of a post)."""
    own = [folded.get(name) for name in titles.names]  # None if only repeated posts have the title
    titled: list[tuple[str | None, str | int]] = [(folded[name], text) for name, text in said]
    titled += zip(map(own.__getitem__, titles.titles.tolist()), titles.places.tolist(), strict=True)
    learnable = [(title, one) for title, one in titled if title is not None]
    return [learnable[place] for place in fitting.spread([one[0] for one in learnable], fitting.MOST_POSTS)]
