"""What a person should read of what the sources sent, even in a quiet run; pure."""

from collections.abc import Sequence

from jobsearch.boards.board import OddField
from jobsearch.domain.posting import format_key
from jobsearch.services.feed.ingest import Counts, total
from jobsearch.services.feed.result import SourceResult

GAP = (
    "All posts were new: some may have come and gone since the last fetch. Fetch more often, at most hourly."
)


_FEW = 5  # that are named


def of_odd_fields(odd: Sequence[tuple[str, OddField]]) -> list[str]:
    """Return a sentence about fields that could not be used, each with its post's board; none for none."""
    if not odd:
        return []
    posts = {format_key(board, field.external_id) for board, field in odd}
    which = "1 post was" if len(posts) == 1 else f"{len(posts):,} posts were"
    named = "; ".join(f"{format_key(board, one.external_id)} ({one.reason})" for board, one in odd[:_FEW])
    more = f"; and {len(odd) - _FEW:,} more" if len(odd) > _FEW else ""
    return [f"{which} kept without what could not be read: {named}{more}."]


def of_results(results: Sequence[SourceResult]) -> list[str]:
    """Return the warnings of answers, over each source; of several sources each is named."""
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
            f"{counts.rejected} of {counts.received} posts could not be used: the board may have changed "
            "its format. status --rejected says why."
        )
    if empty:
        found.append("The response held no posts at all.")
    if counts.skipped and counts.skipped + counts.rejected == counts.received:
        found.append("None of the posts carries a tag that was asked for: check how --tag is spelled.")
    return found
