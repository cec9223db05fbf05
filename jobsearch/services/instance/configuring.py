"""Changes to config.toml from the text values of a form, all or none."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.config import KEYS, Config, Kind, plan, read_config, spelled, write
from jobsearch.errors import ConfigChanged, UsageError
from jobsearch.files.toml import Value
from jobsearch.services.recommend.options import parse
from jobsearch.settings import Settings

# Only the command line can check these, because it knows the columns.
ONLY_SHOWN = frozenset({("recommend", "columns")})
_FLAGS = {"true": True, "false": False}


def texts(config: Config) -> dict[tuple[str, str], str]:
    """Return the value of every key as editable text: "" if unset, several values on separate lines."""
    return {
        (section, key): spelled(config.get(section, key), "\n")
        for section, keys in KEYS.items()
        for key in keys
    }


def version(path: Path) -> str:
    """Return an identifier that changes whenever the file does, "" if there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def configure(settings: Settings, given: Mapping[tuple[str, str], str], of_version: str) -> list[str]:
    """Write the changed values among the texts given by section and key, and return the names of their keys.

    Comments and omitted keys are unchanged. Raises ConfigChanged if the file no longer has version
    `of_version`, UsageError for a key that cannot be set here, ConfigMalformed for an invalid value, with the
    message that a command would print, and FileUnwritable; then nothing is written.
    """
    path = settings.config_path
    if version(path) != of_version:
        raise ConfigChanged
    before = texts(read_config(path))
    if unfit := [key for key in given if key not in before or key in ONLY_SHOWN]:
        raise UsageError(cause=f"{unfit[0][1][:40]!r} cannot be set here")
    changes = {key: _value(key, text) for key, text in given.items() if _lines(text) != _lines(before[key])}
    if not changes:
        return []
    planned = plan(path, changes)
    _check(planned.config)
    write(planned)
    return [key for _section, key in changes]


def _check(config: Config) -> None:
    """Raise ConfigMalformed for a value that would prevent a list."""
    now = datetime.now(UTC)
    parse({}, config, now)
    parse({}, Config(config.path, {"me": config.sections.get("me", {})}), now)  # can_work_from hides it


def _value(key: tuple[str, str], text: str) -> Value | None:
    """Return a text as a value for config.toml, which validates it."""
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
