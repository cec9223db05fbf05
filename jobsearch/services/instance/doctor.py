"""Health checks for an instance and its environment, with suggested fixes.

Each check covers one subject and takes seconds; a check that cannot run because of another failure reports
that.
"""

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobsearch.careers import versions as careers_versions
from jobsearch.config import read_config
from jobsearch.domain.advice import Advice, Step
from jobsearch.errors import CareersLackPosts, CareersUnusable, FileSystemUnfit, InstanceError, JobSearchError
from jobsearch.files import trained
from jobsearch.files.owned import why_not_ours
from jobsearch.learning.versions import versions
from jobsearch.services.careers import not_trained
from jobsearch.services.feed.trouble import all_failed, silent, troubles
from jobsearch.settings import Settings
from jobsearch.store import counts, scores, wishes
from jobsearch.store.repair import REPAIRED
from jobsearch.store.sqlite import filesystem
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly
from jobsearch.store.sqlite.maintenance import damages, is_copied_index_sound
from jobsearch.store.values import OF_POSTS, TABLES, in_words, wrong_rows
from jobsearch.text.masking import HIDDEN

if TYPE_CHECKING:
    from jobsearch.services.sources.asking import Reply

_FEED, _STORE = "Feed", "Store"
_PACKAGE = re.compile(r"[A-Za-z0-9._-]+")
_LEAST_FREE = 100_000_000  # bytes
_FETCH_WITHIN = timedelta(days=2)  # the time window of the feed may be this short
_SOON_READ = 64_000_000  # bytes of a store, read within half a second
_OF_THE_PERSON = ("labels", "wishes", "experiences")  # which no board can send again
_MAKES_IT = Advice(Step.FETCH, ", which makes it.")
_ASKS_NOW = Advice(Step.TEST_SOURCES, " to ask now.")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True)
class Finding:
    """The result of a check.

    Attributes:
        subject: the subject of the check.
        fine: whether no action is needed.
        sentence: the result, including the fix if `advice` does not describe it.
        advice: the step that fixes the problem or comes next, or None if there is none.

    """

    subject: str
    fine: bool
    sentence: str
    advice: Advice | None = None

    def __str__(self) -> str:
        """Return the sentence and the advice for a terminal."""
        return f"{self.sentence} {self.advice}" if self.advice else self.sentence


def examine(settings: Settings, *, ask_feed: bool = False, full: bool = False) -> tuple[Finding, ...]:
    """Return at least one finding per subject.

    If `ask_feed` is set, every followed source is requested once, and each source with a problem has its own
    finding. If `full` is set, all of a large store is read. Models are not loaded. A missing instance is not
    created. Problems that a user can fix are returned, never raised.
    """
    checks: dict[str, Callable[[Settings], _Found]] = {
        "Instance": _instance,
        "Disk": _disk,
        _STORE: partial(_store, full=full),
        "Model": _model,
        "Careers": _careers,
        "Config": _config,
        _FEED: _sources if ask_feed else _fetches,
        "Packages": _packages,
    }
    return tuple(one for subject, check in checks.items() for one in _findings(subject, check, settings))


class _Wrong(Exception):
    """A problem found by a check: a sentence for the user, and the step that fixes the problem, if any."""

    def __init__(self, sentence: str, advice: Advice | None = None) -> None:
        super().__init__(sentence)
        self.advice = advice


class _Well(NamedTuple):
    """The result of a check that found no problem: a sentence, and possibly a suggested next step."""

    sentence: str
    advice: Advice


_Found = str | _Well | tuple[Finding, ...]


def _findings(subject: str, check: Callable[[Settings], _Found], settings: Settings) -> tuple[Finding, ...]:
    try:
        found = check(settings)
    except _Wrong as error:
        return (Finding(subject, fine=False, sentence=str(error), advice=error.advice),)
    except JobSearchError as error:
        return (Finding(subject, fine=False, sentence=str(error)),)
    if isinstance(found, str):
        return (Finding(subject, fine=True, sentence=found),)
    return (
        (Finding(subject, fine=True, sentence=found[0], advice=found[1]),)
        if isinstance(found, _Well)
        else found
    )


def _instance(settings: Settings) -> str | _Well:
    folder = settings.instance
    if not folder.exists():
        return _Well(f"{folder} does not exist yet.", _MAKES_IT)
    if not folder.is_dir():
        raise _Wrong(
            f"{folder} is not a folder. Move it elsewhere, or choose another folder with --instance."
        )
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise _Wrong(f"{folder} is not writable. Give yourself permission with `chmod u+rwx`.")
    private = (settings.store_path, settings.model_path, settings.careers_path, settings.posts_read_path)
    if open_to_others := [file.name for file in private if _is_open(folder, file)]:
        raise _Wrong(f"Other users can read {', '.join(open_to_others)}. Run `chmod go-rwx {folder}/*`.")
    if folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise _Wrong(f"Other users can write to {folder}. Run `chmod go-w {folder}`.")
    trained_there = (settings.model_path, settings.careers_path, settings.posts_read_path)
    for file in filter(Path.exists, trained_there):
        if cause := why_not_ours(file):
            raise _Wrong(
                f"{file.name} is not used, because other users could have changed it ({cause}). Make sure "
                "that only you can write to it and its folder (`chown`, `chmod go-w`)."
            )
    return f"{folder} is writable, and its files are private."


def _is_open(folder: Path, file: Path) -> bool:
    """Return whether other users can open the file and access its folder."""
    passed = folder.stat().st_mode & (stat.S_IXGRP | stat.S_IXOTH)
    return bool(passed) and file.exists() and bool(file.stat().st_mode & _OTHERS)


def _disk(settings: Settings) -> str:
    folder = next(one for one in (settings.instance, *settings.instance.parents) if one.exists())
    free = shutil.disk_usage(folder).free
    store = settings.store_path.stat().st_size if settings.store_path.is_file() else 0
    told = f"{free // 1_000_000:,} MB of disk space is free"
    if free < max(_LEAST_FREE, store):
        raise _Wrong(f"Only {told}, so fetching and training may soon fail. Free up some space.")
    return f"{told}.{_network(folder)}"


def _network(folder: Path) -> str:
    """Return a remark about a network file system. Raises FileSystemUnfit if SQLite cannot use it."""
    kind = filesystem.kind_of(folder)
    if lack := filesystem.why_unfit(folder / "jobposts.db"):
        raise FileSystemUnfit(path=folder, kind=kind, lack=lack)
    if not filesystem.is_of_network(kind):
        return ""
    return f" The folder is on a network file system ({kind}), so never use it from two machines at once."


def _store(settings: Settings, *, full: bool) -> tuple[Finding, ...]:
    path = settings.store_path
    if not path.exists():
        return (Finding(_STORE, fine=True, sentence="There is no store yet.", advice=_MAKES_IT),)
    engine = connect(path)
    in_full = full or path.stat().st_size <= _SOON_READ
    found = damages(engine, () if in_full else _OF_THE_PERSON)
    if not found.pages and (wrong := tuple(_of_values(engine, in_full=in_full))):
        return wrong
    if lines := found.pages or found.values:
        raise _Wrong(
            f"{path} is damaged ({'; '.join(lines)}). Run `labels export` to save your answers, then replace "
            "the store with a backup."
        )
    if in_full:
        return (_fine(f"{path} is intact and uses the latest schema."),)
    told = (
        "uses the latest schema, and your own data is intact. Run `doctor --full` to check the posts as well."
    )
    return (_fine(f"{path} {told}"),)


def _fine(sentence: str) -> Finding:
    return Finding(_STORE, fine=True, sentence=sentence)


def _of_values(engine: Engine, *, in_full: bool) -> Iterator[Finding]:
    """Yield problems with individual values and with the index in a store whose pages are intact."""
    tables = TABLES if in_full else [name for name in TABLES if name not in OF_POSTS]
    with connect_readonly(engine) as connection:
        found = list(wrong_rows(connection, tables))
    own = [row for row in found if row.table not in REPAIRED]
    if others := [row for row in found if row.table in REPAIRED]:
        told = f"Some values are damaged ({in_words(others)}). Run `doctor --repair` to replace them."
        yield Finding(_STORE, fine=False, sentence=told)
    if own:
        told = (
            f"Some of your own data is damaged ({in_words(own)}). Enter the data again, or restore a backup "
            "of the store; `labels export` and `applications export` can save the rest."
        )
        yield Finding(_STORE, fine=False, sentence=told)
    if in_full and not is_copied_index_sound(engine):
        told = "The search index is damaged, so searches may miss posts. Run `doctor --repair` to rebuild it."
        yield Finding(_STORE, fine=False, sentence=told)


def _model(settings: Settings) -> str | _Well:
    engine = _opened(settings)
    if engine is None:
        return "None yet."
    with connect_readonly(engine) as connection:
        model, digest = scores.current_model(connection), scores.labels_digest(connection)
        wish = wishes.digest(wishes.kept(connection).stated)
    if model is None:
        return _Well("There is no model yet.", Advice(Step.LABEL, ", then train."))
    trained.read(settings.model_path, model.sha256, model.versions, versions())
    if model.wish_digest != wish:
        return _Well(
            "Your description has changed since the model was last trained.",
            Advice(Step.TRAIN, " to include it."),
        )
    if model.labels_digest != digest:
        return _Well(
            "Your labels have changed since the model was last trained.",
            Advice(Step.TRAIN, " to include them."),
        )
    return "The model file is the one written by the last training."


def _careers(settings: Settings) -> str | _Well:
    engine = _opened(settings)
    if engine is None:
        return "None yet."
    with connect_readonly(engine) as connection:
        model = counts.career_model(connection)
    if model is None:
        return _no_careers(settings)
    now = careers_versions.versions()
    trained.read(settings.careers_path, model.sha256, model.versions, now, CareersUnusable)
    return "The model file is the one written by the last training."


def _no_careers(settings: Settings) -> _Well:
    error = not_trained(settings)
    if isinstance(error, CareersLackPosts):
        cause = f"There is no career model yet; about {error.details['missing']} more posts are needed."
        return _Well(cause, Advice(Step.FETCH, ", which collects posts."))
    return _Well("There is no career model yet.", Advice(Step.TRAIN_CAREERS, ", which creates it."))


def _config(settings: Settings) -> str:
    config = read_config(settings.config_path)
    values = sum(map(len, config.sections.values()))
    return (
        f"{config.path} sets {values} {'default' if values == 1 else 'defaults'}."
        if values
        else "You have not set any defaults."
    )


def _fetches(settings: Settings) -> str | _Well:
    engine = _opened(settings)
    if engine is None:
        return _Well("Nothing has been fetched yet.", _ASKS_NOW)
    with connect_readonly(engine) as connection:
        good, followed = counts.last_good_fetch(connection), counts.followed_sources(connection)
    if len(followed) == 1 and followed[0].failures:
        raise _Wrong(f"The last fetch failed. {followed[0].problem}")
    if wrong := all_failed(followed) or troubles(followed):
        named = "; ".join(f"{one.source}: {one.problem.removesuffix('.')}" for one in wrong)
        name = "ADDRESS" if HIDDEN in wrong[0].source else wrong[0].source
        again = f" {name} to query it again without storing anything."
        raise _Wrong(f"{named}.", Advice(Step.TEST_SOURCE, again))
    if good is None:
        return _Well("Nothing has been fetched yet.", _ASKS_NOW)
    if datetime.now(UTC) - good.fetched_at > _FETCH_WITHIN:
        days = (datetime.now(UTC) - good.fetched_at).days
        raise _Wrong(
            f"The last successful fetch was {days} days ago, so posts may have been missed. Check your timer."
        )
    if quiet := silent(followed):
        named = ", ".join(one.source for one in quiet)
        return _Well(f"These sources could not be reached or read at the last attempt: {named}.", _ASKS_NOW)
    return _Well("The last fetch succeeded.", _ASKS_NOW)


def _sources(settings: Settings) -> tuple[Finding, ...]:
    """Request every source that may be requested now; return a finding per problem and one for the rest."""
    from jobsearch.services.sources.asking import ask_followed, in_words  # noqa: PLC0415 - heavy

    if not (replies := ask_followed(settings)):
        raise _Wrong("You do not follow any sources. Run `sources add NAME` to follow one.")
    wrong = [Finding(_FEED, fine=False, sentence=_of_source(one)) for one in replies if one.problem]
    words = [in_words([one for one in replies if not one.problem])]
    if quiet := [one for one in replies if not one.asked and not one.problem]:
        words.append(
            f"Skipped (requested too recently, or time ran out): {', '.join(one.source for one in quiet)}."
        )
    told = " ".join(filter(None, words))
    return (*wrong, *([Finding(_FEED, fine=True, sentence=told)] if told else []))


def _of_source(one: "Reply") -> str:
    told = f"{one.source}: {one.problem}"
    if one.due is None:
        return told
    return f"{told.removesuffix('.')}. The next request is allowed at {one.due.astimezone():%H:%M}."


def _packages(_settings: Settings) -> str:
    if missing := sorted(name for name in needed() if not _is_installed(name)):
        raise _Wrong(
            f"Missing packages: {', '.join(missing)}. Reinstall jobsearch (in a clone: `pip install -e .`)."
        )
    return "All required packages are installed. Run `python -m pip check` to look for version conflicts."


def needed() -> set[str]:
    """Return the packages required on every machine, excluding extras and markers."""
    lines = metadata.requires("jobsearch") or []
    return {found[0] for line in lines if ";" not in line and (found := _PACKAGE.match(line))}


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _opened(settings: Settings) -> Engine | None:
    """Return the store, or None if there is none."""
    if not settings.store_path.exists():
        return None
    try:
        return connect(settings.store_path)
    except InstanceError as error:
        raise _Wrong("Not checked, because the store cannot be opened.") from error
