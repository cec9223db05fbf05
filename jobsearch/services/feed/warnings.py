"""What a person should read of what the sources sent, even in a quiet run; pure."""

from collections.abc import Sequence

from jobsearch.services.feed.ingest import Counts, total
from jobsearch.services.feed.result import SourceResult

GAP = (
    "None of the posts was known: some that came and went since the last fetch may be missing. "
    "Fetch more often, at most hourly."
)


def of_results(results: Sequence[SourceResult]) -> list[str]:
    """Return the warnings of answers, over each source; of several sources each is named."""
    by_source: dict[str, list[SourceResult]] = {}
    for one in results:
        if one.reached and not one.error:
            by_source.setdefault(one.source_name, []).append(one)
    named = len(by_source) > 1
    found = []
    for name, answers in by_source.items():
        empty = any(one.modified and not one.received for one in answers)
        found += [f"{name}: {text}" if named else text for text in _of(total(answers), empty=empty)]
    return found


def _of(counts: Counts, *, empty: bool) -> list[str]:
    found = []
    if counts.rejected > counts.received / 2:
        found.append(
            f"{counts.rejected} of {counts.received} posts could not be used: the board may have changed "
            "its format. status --rejected says why."
        )
    if empty:
        found.append("The response held no posts at all.")
    if counts.skipped and counts.skipped + counts.rejected == counts.received:
        found.append("None of the posts carries a tag that was asked for: check how --tag is spelled.")
    return found
