"""One-line descriptions of the results of services.

The types of the results are imported only for type checking, because they load slowly.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jobsearch.presentation.time import local
from jobsearch.text.masking import shown_source

if TYPE_CHECKING:
    from jobsearch.domain.answers import LabelSetting
    from jobsearch.services.feed.result import FetchResult, SourceResult
    from jobsearch.services.instance.backup import Backup
    from jobsearch.services.labels.transfer import Export, ImportResult, SetResult
    from jobsearch.services.posts.adding import AddedPost
    from jobsearch.services.posts.checking import Checked
    from jobsearch.services.sources.adding import Added
    from jobsearch.services.sources.changing import Check
    from jobsearch.services.sources.suggesting import Suggestion
    from jobsearch.store.repair import Repaired


def job_name(title: str, company: str) -> str:
    """Return a name such as "Engineer at Acme", or only the title or company if the other is unknown."""
    return " at ".join(filter(None, (title, company)))


def fetch_sentence(result: "FetchResult") -> str:
    """Return a line per source: "Remote OK: 98 received, 12 new, 3 changed, 82 unchanged, 1 rejected"."""
    sources = {one.source for one in result.sources}
    if len(sources) < len(result.sources):  # several saved responses from one source
        return _counts_sentence(result.source_name, result, _mails(result.sources))
    return "\n".join(_source_sentence(one) for one in result.sources)


def _source_sentence(one: "SourceResult") -> str:
    if not one.reached:
        return f"{one.source_name}: not reached in time, so it will be first next time"
    if one.error:
        return f"{one.source_name}: no usable response"
    if not one.modified:
        return f"{one.source_name}: nothing new since the last fetch"
    return _counts_sentence(one.source_name, one, _mails([one]))


def _mails(results: Iterable["SourceResult"]) -> int | None:
    """Return the number of emails read, or None if there was no mailbox."""
    counts = [one.mails for one in results if one.mails is not None]
    return sum(counts) if counts else None


def _counts_sentence(name: str, result: "FetchResult | SourceResult", mails: int | None) -> str:
    parts = [
        *([count(mails, "email")] if mails is not None else []),
        f"{result.received} received",
        f"{result.new} new",
        f"{result.changed} changed",
        f"{result.unchanged} unchanged",
        f"{result.rejected} rejected",
    ]
    if result.closed:
        parts.append(f"{result.closed} closed")
    if result.reopened:
        parts.append(f"{result.reopened} open again")
    if result.skipped:
        parts.append(f"{result.skipped} without a requested tag")
    return f"{name}: {', '.join(parts)}"


def added_post_sentence(added: "AddedPost") -> str:
    """Return a sentence such as "Added Baker at Acme (added:1f2e3d4c5b6a7988)."."""
    name = job_name(added.title, added.company)
    return f"{'Added' if added.new else 'Already stored and now updated:'} {name} ({added.key})."


def check_sentence(check: "Check") -> str:
    """Describe a source's response: "Jobicy returned 100 posts: A, B, C"."""
    posts = count(check.posts, "post")
    titles = f": {'; '.join(check.titles)}" if check.titles else ""
    rejected = f" and {count(check.rejected, 'element')} rejected" if check.rejected else ""
    return f"{check.source_name} returned {posts}{rejected}{titles}"


def added_sentence(added: "Added") -> str:
    """Describe the result of adding a source, or the expected result in a dry run."""
    found = added.found
    if found is None:
        return f"{shown_source(added.given)}: {added.error}"
    name = shown_source(found.source.name)
    name = f"{name} ({found.source.company})" if found.source.company else name
    if added.followed:
        said = "is now followed, starting with the next `fetch-new`" if added.new else "was already followed"
        return f"{name} {said}. {added.terms}"
    if found.doubt:
        return f"{name} is not followed: {found.doubt}"
    return f"{name} would be followed; it returned {count(found.posts, 'post')}"


def suggestion_sentence(one: "Suggestion") -> str:
    """Suggest a source: "greenhouse:acme (Acme): linked from 3 wanted posts. Run `sources add ...` ..."."""
    name = f"{one.source} ({one.company})" if one.company else one.source
    return (
        f"{name}: linked from {count(one.posts, 'wanted post')}. Run `sources add {one.source}` to follow it"
    )


def checked_sentence(one: "Checked") -> str:
    """Describe the result of checking a post's page, preceded by the post's key."""
    return f"{one.key}: {checked_phrase(one)}"


def checked_phrase(one: "Checked") -> str:
    """Describe the result without the key: "closed (its page is gone)"."""
    told = {
        "open": "not marked as closed on its page",
        "closed": "closed",
        "suspected": "marked as closed on its page; will be closed if a check in 6 hours or more confirms it",
        "unknown": "not known",
    }[one.says]
    proofs = {
        "status": "its page is gone",
        "redirect": "its page redirects to the list of jobs",
        "valid_through": "its closing date has passed",
    }
    why = proofs.get(one.proof, f'"{one.words}"' if one.proof else one.words)
    return f"{told}{f' ({why})' if why else ''}"


def set_sentence(result: "SetResult", setting: "LabelSetting") -> str:
    """Describe the result of setting a label."""
    if setting == "clear":
        return f"{result.key}: {'label removed' if result.had_label else 'had no label'}"
    waits = "" if result.post_stored else "; the label will apply when the post is stored"
    closed = f"; the post was closed on {local(result.closed_at)}" if result.closed_at else ""
    return f"{result.key}: {setting}{waits}{closed}"


def export_warnings(exported: "Export") -> Iterator[str]:
    """Yield warnings about damaged labels."""
    if exported.left_out:
        yield f"Damaged labels were omitted: {', '.join(exported.left_out)}. Label these posts again."
    if exported.undated:
        yield f"Damaged dates were omitted: {', '.join(exported.undated)}."


def import_sentence(result: "ImportResult") -> str:
    """Describe an import by the number of labels stored, kept, and waiting."""
    sentence = f"{result.rows} read: {result.stored} stored, {result.kept} already there"
    if result.waiting:
        sentence += f"; {result.waiting} for posts that are not stored yet"
    return sentence


def repair_sentence(repaired: "Repaired | None") -> str:
    """Describe the result of a repair."""
    if repaired is None:
        return "There is no store yet."
    parts = [
        f"{count(repaired.posts, 'post')} will be read again" if repaired.posts else "",
        f"{count(repaired.sources, 'source')} will start over" if repaired.sources else "",
        f"{count(repaired.dropped, 'row')} of cached data removed, so train again"
        if repaired.dropped
        else "",
        f"{count(len(repaired.left), 'row')} not repaired" if repaired.left else "",
    ]
    return f"The search index was rebuilt. {'; '.join(filter(None, parts))}".strip()


def backup_sentence(backup: "Backup") -> str:
    """Describe a backup by its path and size, and by what it does not include."""
    parts = [f"{backup.path}: {backup.size:,} bytes, without the models, which `train` can rebuild"]
    return "; ".join([*parts, *_of_backup(backup)])


def backup_here_sentence(backup: "Backup") -> str:
    """Describe a backup in the backup folder, without its path, which the page already shows."""
    made = f"{backup.path.name}: {size(backup.size)}, without the models, which a training can rebuild"
    return "; ".join([made, *_of_backup(backup)])


def _of_backup(backup: "Backup") -> list[str]:
    parts = []
    if backup.config_apart:
        parts.append("config.toml, which holds your settings, is not included, so copy it as well")
    if backup.settings:
        parts.append(f"your settings are in the same folder, in {backup.settings.name}")
    if backup.index_is_damaged:
        parts.append("its search index is damaged; `doctor --repair` fixes the store's index")
    if backup.has_wrong_values:
        parts.append("some values are damaged, also in the store (run `doctor --full` for details)")
    if not backup.noted:
        parts.append("`status` will not show it, because the instance is read-only")
    return parts


def size(number: int) -> str:
    """Format a number of bytes as "812 kB", "12.3 MB", or "1.2 GB"."""
    for unit, length in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if number >= length:
            return f"{number / length:,.1f} {unit}"
    return f"{-(-number // 1_000):,} kB"


def count(number: int, noun: str) -> str:
    """Format a number with a noun: "1 post", "2,000 posts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
