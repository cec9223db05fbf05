"""One-line outcomes; which service made them is known to the type checker alone, since services are heavy."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jobsearch.presentation.time import local

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
    """Return "Engineer at Acme", or the one of the two that is known."""
    return " at ".join(filter(None, (title, company)))


def fetch_sentence(result: "FetchResult") -> str:
    """Return "Remote OK: 98 received, 12 new, 3 changed, 82 unchanged, 1 rejected", a line a source."""
    sources = {one.source for one in result.sources}
    if len(sources) < len(result.sources):  # several saved responses of one source
        return _counts_sentence(result.source_name, result, _mails(result.sources))
    return "\n".join(_source_sentence(one) for one in result.sources)


def _source_sentence(one: "SourceResult") -> str:
    if not one.reached:
        return f"{one.source_name}: not reached in time; it comes first the next time"
    if one.error:
        return f"{one.source_name}: no answer that can be used"
    if not one.modified:
        return f"{one.source_name}: nothing new since the last fetch"
    return _counts_sentence(one.source_name, one, _mails([one]))


def _mails(results: Iterable["SourceResult"]) -> int | None:
    """Return how many mails were read, None where no mailbox was."""
    counts = [one.mails for one in results if one.mails is not None]
    return sum(counts) if counts else None


def _counts_sentence(name: str, result: "FetchResult | SourceResult", mails: int | None) -> str:
    parts = [
        *([count(mails, "mail")] if mails is not None else []),
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
        parts.append(f"{result.skipped} without the tag")
    return f"{name}: {', '.join(parts)}"


def added_post_sentence(added: "AddedPost") -> str:
    """Return "Added Baker at Acme (added:1f2e3d4c5b6a7988)."."""
    name = job_name(added.title, added.company)
    return f"{'Added' if added.new else 'Stored before, and read again:'} {name} ({added.key})."


def check_sentence(check: "Check") -> str:
    """Return "Jobicy answers with 100 posts: A, B, C"."""
    posts = count(check.posts, "post")
    titles = f": {'; '.join(check.titles)}" if check.titles else ""
    rejected = f" and {count(check.rejected, 'element')} that cannot be used" if check.rejected else ""
    return f"{check.source_name} answers with {posts}{rejected}{titles}"


def added_sentence(added: "Added") -> str:
    """Return what became of a source that was named, or would in a run that is not dry."""
    found = added.found
    if found is None:
        return f"{added.given}: {added.error}"
    name = f"{found.source.name} ({found.source.company})" if found.source.company else found.source.name
    if added.followed:
        said = "is followed now; the next fetch-new asks it" if added.new else "was followed already"
        return f"{name} {said}. {added.terms}"
    if found.doubt:
        return f"{name} is not followed: {found.doubt}"
    return f"{name} would be followed: it answers with {count(found.posts, 'post')}"


def suggestion_sentence(one: "Suggestion") -> str:
    """Return "greenhouse:acme (Acme): 3 posts that you want link to it"."""
    name = f"{one.source} ({one.company})" if one.company else one.source
    return f"{name}: linked from {count(one.posts, 'wanted post')}. `sources add {one.source}` follows it"


def checked_sentence(one: "Checked") -> str:
    """Return what a visit of a post's page said."""
    told = {
        "open": "its page does not say that it is closed",
        "closed": "closed",
        "suspected": "its page says that it is closed; the next visit that finds so closes it",
        "unknown": "not known",
    }[one.says]
    proofs = {
        "status": "its page is gone",
        "redirect": "its page leads to the list",
        "valid_through": "its time is over",
    }
    why = proofs.get(one.proof, f'"{one.words}"' if one.proof else one.words)
    return f"{one.key}: {told}{f' ({why})' if why else ''}"


def set_sentence(result: "SetResult", setting: "LabelSetting") -> str:
    """Return what became of one label."""
    if setting == "clear":
        return f"{result.key}: {'label taken back' if result.had_label else 'it had no label'}"
    waits = "" if result.post_stored else "; its post is not stored, so the label waits for it"
    closed = f"; it is closed since {local(result.closed_at)}" if result.closed_at else ""
    return f"{result.key}: {setting}{waits}{closed}"


def export_warnings(exported: "Export") -> Iterator[str]:
    """Yield sentences on the labels that are damaged, or none."""
    if exported.left_out:
        yield f"Left out, since they are damaged: {', '.join(exported.left_out)}. Answer these posts again."
    if exported.undated:
        yield f"Without a date, since it is damaged: {', '.join(exported.undated)}."


def import_sentence(result: "ImportResult") -> str:
    """Return how many labels an import stored, kept and left waiting."""
    sentence = f"{result.rows} read: {result.stored} stored, {result.kept} already there"
    if result.waiting:
        sentence += f"; {result.waiting} wait for posts that are not stored"
    return sentence


def repair_sentence(repaired: "Repaired | None") -> str:
    """Return what was put right."""
    if repaired is None:
        return "There is no store yet."
    parts = [
        f"{count(repaired.posts, 'post')} will be read again" if repaired.posts else "",
        f"{count(repaired.sources, 'source')} begin anew" if repaired.sources else "",
        f"{count(repaired.dropped, 'row')} of caches were dropped: train again" if repaired.dropped else "",
        f"{count(len(repaired.left), 'row')} were left as they are" if repaired.left else "",
    ]
    return f"The index of words was made again. {'; '.join(filter(None, parts))}".strip()


def backup_sentence(backup: "Backup") -> str:
    """Return where the backup is, how large, and what of the instance is not in it."""
    parts = [f"{backup.path}: {backup.size:,} bytes, everything but the models, which train makes again"]
    return "; ".join([*parts, *_of_backup(backup)])


def backup_here_sentence(backup: "Backup") -> str:
    """Return the same of a backup in the folder for them, whose place a page shows."""
    made = f"{backup.path.name}: {size(backup.size)}, everything but the models, which a training makes again"
    return "; ".join([made, *_of_backup(backup)])


def _of_backup(backup: "Backup") -> list[str]:
    parts = []
    if backup.config_apart:
        parts.append("config.toml, which has your settings, is not in it: copy that as well")
    if backup.settings:
        parts.append(f"your settings are beside it, in {backup.settings.name}")
    if backup.index_is_damaged:
        parts.append("its index of words is damaged: doctor --repair makes that of the store again")
    if backup.has_wrong_values:
        parts.append("some values are damaged, in the store as well: run doctor --full to see which")
    if not backup.noted:
        parts.append("status will not know of it, since the instance cannot be written")
    return parts


def size(number: int) -> str:
    """Return a number of bytes as "812 kB", "12.3 MB", "1.2 GB"."""
    for unit, length in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if number >= length:
            return f"{number / length:,.1f} {unit}"
    return f"{-(-number // 1_000):,} kB"


def count(number: int, noun: str) -> str:
    """Return "1 post", "2,000 posts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
