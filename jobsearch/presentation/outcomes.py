"""One-line outcomes; which service made them is known to the type checker alone, since services are heavy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobsearch.domain.answers import LabelSetting
    from jobsearch.services.feed.fetch import FetchResult
    from jobsearch.services.instance.backup import Backup
    from jobsearch.services.labels.transfer import ImportResult, SetResult


def fetch_sentence(result: "FetchResult") -> str:
    """Return "Remote OK: 98 received, 12 new, 3 changed, 82 unchanged, 1 rejected"."""
    if not result.modified:
        return f"{result.source_name}: nothing new since the last fetch"
    parts = [
        f"{result.received} received",
        f"{result.new} new",
        f"{result.changed} changed",
        f"{result.unchanged} unchanged",
        f"{result.rejected} rejected",
    ]
    if result.skipped:
        parts.append(f"{result.skipped} without the tag")
    return f"{result.source_name}: {', '.join(parts)}"


def set_sentence(result: "SetResult", setting: "LabelSetting") -> str:
    """Return what became of one label."""
    if setting == "clear":
        return f"{result.key}: {'label taken back' if result.had_label else 'it had no label'}"
    waits = "" if result.post_stored else "; its post is not stored, so the label waits for it"
    return f"{result.key}: {setting}{waits}"


def import_sentence(result: "ImportResult") -> str:
    """Return how many labels an import stored, kept and left waiting."""
    sentence = f"{result.rows} read: {result.stored} stored, {result.kept} already there"
    if result.waiting:
        sentence += f"; {result.waiting} wait for posts that are not stored"
    return sentence


def backup_sentence(backup: "Backup") -> str:
    """Return where the backup is, how large, and what of the instance is not in it."""
    parts = [f"{backup.path}: {backup.size:,} bytes, everything but the models, which train makes again"]
    if backup.config_apart:
        parts.append("config.toml is not in it")
    if not backup.noted:
        parts.append("status will not know of it, since the instance cannot be written")
    return "; ".join(parts)


def count(number: int, noun: str) -> str:
    """Return "1 post", "2,000 posts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
