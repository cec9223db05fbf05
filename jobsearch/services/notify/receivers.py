"""Who gets messages: names and addresses, in a file of mode 600 or in the environment, never in the store."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.errors import ReceiverMalformed, ReceiversUnreadable, ReceiverUnknown, StoreBusy
from jobsearch.files.atomic import replacing
from jobsearch.files.owned import why_not_ours, why_place_not_ours
from jobsearch.files.system import user_id
from jobsearch.files.toml import edited
from jobsearch.services.notify.courier import check_installed, service_of
from jobsearch.settings import Settings
from jobsearch.store import deliveries
from jobsearch.store.deliveries import ReceiverState
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly, writing
from jobsearch.store.sqlite.lock import exclusive

VARIABLE = "JOBSEARCH_NOTIFY_"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_LOCK_SECONDS = 10.0


@dataclass(frozen=True)
class Receiver:
    """Who gets messages; `url` is the address as Apprise has it, and a secret."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True)
class Listed:
    """A receiver as it may be shown.

    Attributes:
        name: what the person calls it.
        service: what it is, such as "E-Mail"; "" for unknown.
        from_environment: whether a variable has its address.
        state: how sending to it goes, None before the first time.

    """

    name: str
    service: str
    from_environment: bool
    state: ReceiverState | None


def receivers(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[Receiver]:
    """Return all receivers, by name; raises ReceiversUnreadable."""
    return _receivers(_kept(settings), environment)


def add(settings: Settings, url: str, name: str = "") -> str:
    """Keep an address under a name; return the name.

    Without a name it is that of the service, with a number where there is one already. Raises
    ReceiverMalformed, NotifyNotInstalled, ReceiversUnreadable, and StoreBusy while another program changes
    the receivers.
    """
    url = url.strip()
    schema = _schema(url)
    if name and not _NAME.fullmatch(name):
        raise ReceiverMalformed(cause="a name may have only small letters, digits, - and _")
    with _changing(settings) as (kept, engine):
        name = name or _free(schema, kept)
        _write(settings, kept | {name: url})
        with writing(engine) as session:
            deliveries.begin(session, name, datetime.now(UTC))
            session.commit()
    return name


def remove(settings: Settings, name: str) -> None:
    """Forget a receiver; what it got is remembered. Raises ReceiverUnknown, and what `add` raises."""
    with _changing(settings) as (kept, engine):
        if name not in kept:
            raise ReceiverUnknown(name=name)
        _write(settings, {one: url for one, url in kept.items() if one != name})
        with writing(engine) as session:
            deliveries.forget(session, name)
            session.commit()


@contextmanager
def _changing(settings: Settings) -> Iterator[tuple[dict[str, str], Engine]]:
    """Give the receivers in the file, which no other program changes meanwhile, and the store."""
    _kept(settings)  # a file that cannot be used makes no store
    engine = connect(settings.store_path)
    try:
        with exclusive(settings.receivers_path.with_suffix(".lock"), _LOCK_SECONDS):
            yield _kept(settings), engine
    except TimeoutError as error:
        raise StoreBusy(path=settings.receivers_path) from error


def listed(settings: Settings) -> list[Listed]:
    """Return the receivers without their addresses, by name."""
    kept = _kept(settings)
    with connect_readonly(connect(settings.store_path)) as connection:
        states = deliveries.states(connection)
    return [
        Listed(one.name, service_of(one.url), kept.get(one.name) != one.url, states.get(one.name))
        for one in _receivers(kept, os.environ)
    ]


def _receivers(kept: Mapping[str, str], environment: Mapping[str, str]) -> list[Receiver]:
    given = {
        variable.removeprefix(VARIABLE).lower(): url.strip()
        for variable, url in environment.items()
        if variable.startswith(VARIABLE) and url.strip()
    }
    return [Receiver(name, url) for name, url in sorted({**kept, **given}.items())]


def _schema(url: str) -> str:
    check_installed()
    schema = url.partition("://")[0].lower()
    if not service_of(url):
        known = (
            "it begins with no service's name" if "://" not in url else "its service does not understand it"
        )
        raise ReceiverMalformed(cause=known)
    if not url.isprintable():  # which TOML, or the service, would not take
        raise ReceiverMalformed(cause="it has a character that cannot be printed")
    return schema


def _free(schema: str, taken: Mapping[str, str]) -> str:
    base = re.sub(r"[^a-z0-9]", "", schema) or "receiver"
    names = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _kept(settings: Settings) -> dict[str, str]:
    path = settings.receivers_path
    try:
        if not path.exists():
            return {}
        if cause := why_not_ours(path, secret=True):
            raise ReceiversUnreadable(path=path, cause=f"{cause}{_remedy(path)}")
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("receivers", {})
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else "it is not TOML"
        raise ReceiversUnreadable(path=path, cause=cause) from error
    if not isinstance(found, dict) or not all(isinstance(url, str) for url in found.values()):
        raise ReceiversUnreadable(path=path, cause="it has other things than names and addresses")
    return found


def _remedy(path: Path) -> str:
    """Return what makes a file that others may use this user's alone, "" where no single step does."""
    if path.is_symlink():
        return ": put the file itself in the place of the link"
    if why_place_not_ours(path):
        return ": chmod 700 makes the folder yours alone" if path.parent.stat().st_uid == user_id() else ""
    return ": chmod 600 makes it yours alone" if path.stat().st_uid == user_id() else ""


def _write(settings: Settings, found: Mapping[str, str]) -> None:
    """Replace the receivers in the file; its comments and other tables stay."""
    path, kept = settings.receivers_path, _kept(settings)
    changes = {("receivers", name): found.get(name) for name in {**kept, **found}}
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    with replacing(path, make_folder=True) as beside:
        beside.write_text(edited(text, changes), encoding="utf-8", newline="")
