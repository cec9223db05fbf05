"""The manual, with one Markdown page per topic in this folder, for all front ends.

A page is a file named TOPIC.md. It begins with a heading and a sentence that the list of topics repeats.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files

from jobsearch.errors import TopicUnknown
from jobsearch.text.characters import one_line

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Begin": ("start", "wish", "labeling", "training", "recommend"),
    "Go on": ("boards", "facts", "applications", "careers"),
    "Have it run by itself": ("schedule", "notify"),
    "Other ways to use it": ("http", "agents"),
    "Take care of it": ("backup", "troubleshooting", "speed"),
}
_SUFFIX = ".md"
_SHOWN = 40


@dataclass(frozen=True)
class Page:
    """A page of the manual: its topic, and its text in Markdown."""

    topic: str
    text: str

    @property
    def title(self) -> str:
        """The page's heading."""
        return one_line(self.text.partition("\n")[0].lstrip("#"))

    @property
    def summary(self) -> str:
        """The page's first paragraph, which summarizes it in one sentence."""
        _heading, paragraph, *_rest = self.text.split("\n\n", 2)
        return one_line(paragraph)


def pages() -> tuple[Page, ...]:
    """Return all pages in alphabetical order of their topics."""
    return tuple(sorted(_read(), key=lambda page: page.topic))


def groups() -> tuple[tuple[str, tuple[Page, ...]], ...]:
    """Return the pages by group, starting with the pages that a beginner needs."""
    found = {page.topic: page for page in pages()}
    return tuple((name, tuple(found[topic] for topic in topics)) for name, topics in GROUPS.items())


def page(topic: str) -> Page:
    """Return the page about a topic, ignoring case. Raises TopicUnknown, which suggests the closest topic."""
    found = {page.topic: page for page in pages()}
    asked = one_line(topic)[:_SHOWN]
    name = asked.casefold().removesuffix(_SUFFIX)
    if name not in found:
        raise TopicUnknown(topic=asked, nearest=get_close_matches(name, found, n=1, cutoff=0)[0])
    return found[name]


def _read() -> Iterator[Page]:
    for file in files(__name__).iterdir():
        if file.name.endswith(_SUFFIX):
            yield Page(file.name.removesuffix(_SUFFIX), file.read_text(encoding="utf-8"))
