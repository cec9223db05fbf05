"""Tags as a person names them."""

from collections.abc import Iterable

from jobsearch.characters import one_line
from jobsearch.errors import UsageError


def split_tags(options: Iterable[str]) -> tuple[str, ...]:
    """Return the tags meant, each once and in one order; each of `options` may be several, parted by commas.

    Neither their order nor their case matters. Raises UsageError for one without a tag.
    """
    tags: set[str] = set()
    for option in options:
        found = {one_line(tag).casefold() for tag in option.split(",")} - {""}
        if not found:
            raise UsageError(cause="a tag to keep is empty")
        tags |= found
    return tuple(sorted(tags))
