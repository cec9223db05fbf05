"""What posts and experiences teach: the titles, whom they fit, and what they ask for."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jobsearch.careers import fitting
from jobsearch.careers.fitting import Judgment
from jobsearch.careers.folding import fold
from jobsearch.careers.model import FEWEST_POSTS, FEWEST_TITLES, Careers
from jobsearch.careers.skills import Described, skills_by_title
from jobsearch.errors import TooFewTitles
from jobsearch.titles.parse import parse


@dataclass(frozen=True)
class Post:
    """A stored post: its title as the board has it, and the rest of what is read."""

    title: str
    text: str
    year: int
    company: str = ""
    location: str = ""


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

    """

    careers: Careers
    judgment: Judgment
    posts: int
    folded: int
    dropped: int
    dropped_titles: int
    repeated: int
    experiences: int


def learn(
    posts: Sequence[Post],
    experiences: Sequence[tuple[str, str]] = (),
    progress: Callable[[str], None] = lambda _step: None,
) -> Learned:
    """Learn from posts and from (title, text) of experiences, both the newest first.

    Raises TooFewTitles or NothingToLearn.
    """
    different = deduplicate(posts)
    named = [parse(post.title).name for post in different]
    said = [(parse(title).name, text) for title, text in experiences]
    folded = fold(Counter([*named, *(name for name, _text in said)]), FEWEST_POSTS)
    titles = [folded[name] for name in named]
    examples = [(folded[name], text) for name, text in said]
    examples += [(title, post.text) for title, post in zip(titles, different, strict=True)]
    learnable = [(title, text) for title, text in examples if title is not None]
    if (found := len({title for title, _text in learnable})) < FEWEST_TITLES:
        raise TooFewTitles(needed=FEWEST_TITLES, posts=FEWEST_POSTS, found=found)
    progress("Learning whom the titles fit")
    fitted = fitting.fit([text for _title, text in learnable], [title for title, _text in learnable])
    progress("Finding the skills of the titles")
    skills = skills_by_title(
        Described(title, post.text, post.year, post.company, post.location)
        for title, post in zip(titles, different, strict=True)
    )
    return Learned(
        careers=Careers(fitted.model, skills),
        judgment=fitted.judgment,
        posts=sum(title is not None for title in titles),
        folded=sum(title not in {None, name} for title, name in zip(titles, named, strict=True)),
        dropped=titles.count(None),
        dropped_titles=len({name for name in named if folded[name] is None}),
        repeated=len(posts) - len(different),
        experiences=sum(folded[name] is not None for name, _text in said),
    )


def deduplicate(posts: Sequence[Post]) -> list[Post]:
    """Return the posts with a text that none before them has, whatever its white space and capitals."""
    first: dict[str, Post] = {}
    for post in posts:
        first.setdefault(" ".join(post.text.casefold().split()), post)
    return list(first.values())
