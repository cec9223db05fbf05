"""Warnings about responses that users should read even in a quiet run. The functions are pure."""

from collections.abc import Sequence

from jobsearch.boards.board import OddField
from jobsearch.domain.posting import format_key
from jobsearch.services.feed.ingest import Counts, total
from jobsearch.services.feed.result import SourceResult

GAP = (
    "All posts were new, so others may have been missed since the last fetch. Fetch more often, up to once "
    "an hour."
)


_FEW = 5  # posts named in a warning


def of_odd_fields(odd: Sequence[tuple[str, OddField]]) -> list[str]:
    """Summarize unusable fields in at most one sentence; `odd` contains pairs of a board and a field."""
    if not odd:
        return []
    posts = {format_key(board, field.external_id) for board, field in odd}
    which = "1 post was" if len(posts) == 1 else f"{len(posts):,} posts were"
    named = "; ".join(f"{format_key(board, one.external_id)} ({one.reason})" for board, one in odd[:_FEW])
    more = f"; and {len(odd) - _FEW:,} more" if len(odd) > _FEW else ""
    return [f"{which} stored without the fields that could not be read: {named}{more}."]


def of_results(results: Sequence[SourceResult]) -> list[str]:
    """Return the warnings about responses, naming the source if there are several."""
    by_source: dict[str, list[SourceResult]] = {}
    for one in results:
        if one.reached and not one.error:
            by_source.setdefault(one.source_name, []).append(one)
    named = len(by_source) > 1
    found = []
    for name, answers in by_source.items():
        empty = any(one.modified and not one.received and one.mails is None for one in answers)
        found += [f"{name}: {text}" if named else text for text in _of(total(answers), empty=empty)]
    return found


def _of(counts: Counts, *, empty: bool) -> list[str]:
    found = []
    if counts.rejected > counts.received / 2:
        found.append(
            f"{counts.rejected} of {counts.received} posts could not be used, so the board may have changed "
            "its format. Run `status --rejected` to see why."
        )
    if empty:
        found.append("The response contained no posts.")
    if counts.skipped and counts.skipped + counts.rejected == counts.received:
        found.append("No post has any of the requested tags. Check the spelling of --tag.")
    return found
