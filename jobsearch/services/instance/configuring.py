"""Write the text values of a form to config.toml, either all or none of them."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from jobsearch.config import KEYS, Config, Kind, Planned, content, plan, read_config, spelled, write
from jobsearch.errors import ConfigChanged, ConfigMalformed, StoreBusy, UsageError
from jobsearch.files.toml import Value
from jobsearch.services.recommend.options import parse
from jobsearch.settings import Settings
from jobsearch.store.sqlite.lock import exclusive_if_possible
from jobsearch.text.characters import one_line
from jobsearch.text.companies import exact_name, exactly, is_named

# Only the command line can check these, because it knows the columns.
ONLY_SHOWN = frozenset({("recommend", "columns")})
_EXCLUDED = "exclude_company"
_LOCK_SECONDS = 10.0
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True)
class CompanyExclusions:
    """The values in config.toml that exclude a company from lists.

    Attributes:
        exact: whether its exact name is excluded.
        others: other values that match its name, such as "AI" for Scale AI.

    """

    exact: bool
    others: tuple[str, ...]


class InvalidValue(NamedTuple):
    """The section and name of a key whose new value is invalid, and the reason."""

    key: tuple[str, str]
    cause: str


def texts(config: Config) -> dict[tuple[str, str], str]:
    """Return the value of every key as editable text.

    The text of an unset key is "", and multiple values are on separate lines.
    """
    return {
        (section, key): spelled(config.get(section, key), "\n")
        for section, keys in KEYS.items()
        for key in keys
    }


def version(path: Path) -> str:
    """Return an identifier that changes whenever the file does, or "" if there is no readable file."""
    try:
        found = content(path)
    except ConfigMalformed:
        return ""
    return hashlib.sha256(found).hexdigest() if found else ""


def set_value(settings: Settings, section: str, key: str, value: Value | None) -> None:
    """Set a value in config.toml, or remove it if it is None.

    Raises ConfigMalformed if the file or the value is invalid, FileUnwritable, or StoreBusy if another
    program keeps the file locked. In these cases, nothing is written.
    """
    path = settings.config_path
    plan(path, {(section, key): value})  # raises its errors before anything is created
    with _changing(path):
        write(plan(path, {(section, key): value}))


def configure(settings: Settings, given: Mapping[tuple[str, str], str], of_version: str) -> list[str]:
    """Write the values that differ from config.toml, and return the names of their keys.

    `given` contains the new texts by section and key. Comments and omitted keys are unchanged. Raises
    ConfigChanged if the file no longer has version `of_version`, UsageError for a key that cannot be set
    here, ConfigMalformed for an invalid value, with the message that a command would print, StoreBusy, or
    FileUnwritable. In these cases, nothing is written.
    """
    path = settings.config_path
    if not _planned(path, given, of_version)[0]:  # also raises its errors before anything is created
        return []
    with _changing(path):
        keys, planned = _planned(path, given, of_version)
        write(planned)
    return keys


def exclude_company(settings: Settings, company: str, *, is_excluded: bool) -> None:
    """Exclude a company from lists by its exact name in config.toml, or remove this name.

    Raises UsageError for an empty name, ConfigMalformed, StoreBusy, or FileUnwritable. In these cases,
    nothing is written.
    """
    path, key = settings.config_path, ("recommend", _EXCLUDED)
    if not one_line(company):
        raise UsageError(cause="The post names no company")
    read_config(path)  # raises its errors before anything is created
    with _changing(path):
        before = _excluded_companies(settings)
        others = tuple(one for one in before if not _is_exactly(one, company))
        if is_excluded is (others == before):
            write(plan(path, {key: ((*others, exactly(company)) if is_excluded else others) or None}))


def company_exclusions(settings: Settings, company: str) -> CompanyExclusions:
    """Return the values in config.toml that exclude a company from lists.

    Raises ConfigMalformed if the file is invalid.
    """
    found = [one for one in _excluded_companies(settings) if is_named(company, one)]
    exact = any(_is_exactly(one, company) for one in found)
    return CompanyExclusions(exact, tuple(one for one in found if not _is_exactly(one, company)))


def _is_exactly(name: str, company: str) -> bool:
    return bool(exact_name(name)) and is_named(company, name)


def _excluded_companies(settings: Settings) -> tuple[str, ...]:
    """Return the companies that config.toml excludes from lists.

    Raises ConfigMalformed if the file is invalid.
    """
    found = read_config(settings.config_path).get("recommend", _EXCLUDED)
    return found if isinstance(found, tuple) else ()


def first_invalid(
    settings: Settings, given: Mapping[tuple[str, str], str], of_version: str
) -> InvalidValue | None:
    """Return the key of the first invalid text, with the reason, or None if all texts are valid.

    Raises ConfigChanged or UsageError, as configure() does.
    """
    for key, text in given.items():
        try:
            _planned(settings.config_path, {key: text}, of_version)
        except ConfigMalformed as error:
            return InvalidValue(key, str(error.details["cause"]))
    return None


@contextmanager
def _changing(path: Path) -> Iterator[None]:
    """Lock the file against other programs inside a `with` block.

    Raises StoreBusy if another program keeps it locked.
    """
    with suppress(OSError):  # writing the file raises the error for this
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(exclusive_if_possible(path.with_suffix(".lock"), _LOCK_SECONDS))
        except TimeoutError as error:
            raise StoreBusy(path=path) from error
        yield


def _planned(path: Path, given: Mapping[tuple[str, str], str], of_version: str) -> tuple[list[str], Planned]:
    """Return the names of the keys to change, and the file with these changes.

    Raises ConfigChanged, UsageError, or ConfigMalformed, as configure() does.
    """
    if version(path) != of_version:
        raise ConfigChanged
    before = texts(read_config(path))
    if unfit := [key for key in given if key not in before or key in ONLY_SHOWN]:
        raise UsageError(cause=f"{unfit[0][1][:40]!r} cannot be set here")
    changes = {key: _value(key, text) for key, text in given.items() if _lines(text) != _lines(before[key])}
    planned = plan(path, changes)
    if changes:
        _check(planned.config)
    return [key for _section, key in changes], planned


def _check(config: Config) -> None:
    """Raise ConfigMalformed for a value with which no list could be shown."""
    now = datetime.now(UTC)
    parse({}, config, now)
    # The country in [me] is not read above if can_work_from is set.
    parse({}, Config(config.path, {"me": config.sections.get("me", {})}), now)


def _value(key: tuple[str, str], text: str) -> Value | None:
    """Convert the text of a key to a value for config.toml, or to None if it is blank.

    The value may be invalid; plan() checks it.
    """
    lines = _lines(text)
    if not lines:
        return None
    kind = KEYS[key[0]][key[1]]
    if kind is Kind.TEXTS:
        return tuple(lines)
    said = " ".join(lines)
    if kind is Kind.FLAG:
        return _FLAGS.get(said, said)
    is_whole = said.isascii() and said.isdigit() and len(said) <= len(str(10**9))
    return int(said) if is_whole and kind in {Kind.WHOLE, Kind.AMOUNT} else said


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
