"""Remove reasons based on ordinary words that a post does not use as the name of a tool.

The model knows only words: "go" is a programming language, but also an ordinary verb. If a post uses only the
ordinary word in its text, title, and tags, reasons that would name the tool are omitted; the score is
unchanged.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jobsearch.store import posts as stored
from jobsearch.store.open_posts import Found
from jobsearch.text.tool_names import ORDINARY, means_the_tool

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_OF_TITLE = "title: "


def meant(reader: "Reader", reasons: Mapping[int, list[list[Any]]]) -> dict[int, list[list[Any]]]:
    """Return the reasons by post ID, without reasons for tools that the post does not mean."""
    doubtful = [id_ for id_, those in reasons.items() if any(_word(one) in ORDINARY for one in those)]
    texts = stored.texts_of(reader, doubtful)
    return {
        id_: [one for one in those if id_ not in texts or is_meant(one, *texts[id_])]
        for id_, those in reasons.items()
    }


def with_meant(reader: "Reader", found: Iterable[Found]) -> list[Found]:
    """Return the posts found, without reasons for tools that the posts do not mean."""
    rows = list(found)
    told = meant(reader, {post.id: reasons for post, _score, reasons in rows})
    return [(post, score, told[post.id]) for post, score, _reasons in rows]


def is_meant(reason: Sequence[Any], title: str, description: str, tags: Iterable[str]) -> bool:
    """Return whether a post means the tool named by a reason; True if the name is not an ordinary word."""
    word = _word(reason)
    if word not in ORDINARY:
        return True
    if str(reason[0]).startswith(_OF_TITLE):
        return means_the_tool(word, title)
    return (
        word in {tag.lower() for tag in tags}
        or means_the_tool(word, title)
        or means_the_tool(word, description)
    )


def _word(reason: Sequence[Any]) -> str:
    return str(reason[0]).removeprefix(_OF_TITLE)
