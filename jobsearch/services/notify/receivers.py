"""The names and addresses of receivers, kept in the environment or a file with mode 600, not in the store."""

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
    """A receiver of messages; `url` is its Apprise URL, which is secret."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True)
class Listed:
    """The data about a receiver that is not secret.

    Attributes:
        name: the name given by the user.
        service: the service, such as "E-Mail"; "" if unknown.
        from_environment: whether its address comes from an environment variable.
        state: its delivery status, or None before the first message.

    """

    name: str
    service: str
    from_environment: bool
    state: ReceiverState | None


def receivers(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[Receiver]:
    """Return all receivers by name. Raises ReceiversUnreadable."""
    return _receivers(_kept(settings), environment)


def add(settings: Settings, url: str, name: str = "") -> str:
    """Store an address under a name and return the name.

    The default name is that of the service, with a number if the name is taken. Raises ReceiverMalformed,
    NotifyNotInstalled, ReceiversUnreadable, and StoreBusy if another program is changing the receivers.
    """
    url = url.strip()
    schema = _schema(url)
    if name and not _NAME.fullmatch(name):
        raise ReceiverMalformed(cause="a name can contain only lowercase letters, digits, - and _")
    with _changing(settings) as (kept, engine):
        name = name or _free(schema, kept)
        _write(settings, {name: url})
        with writing(engine) as session:
            deliveries.begin(session, name, datetime.now(UTC))
            session.commit()
    return name


def remove(settings: Settings, name: str) -> None:
    """Delete a receiver but keep its delivery history. Raises ReceiverUnknown and the errors of `add`."""
    with _changing(settings) as (kept, engine):
        if name not in kept:
            raise ReceiverUnknown(name=name)
        _write(settings, {name: None})
        with writing(engine) as session:
            deliveries.forget(session, name)
            session.commit()


@contextmanager
def _changing(settings: Settings) -> Iterator[tuple[dict[str, str], Engine]]:
    """Yield the receivers in the file, locked against other programs, and the store."""
    _kept(settings)  # an unusable file must not create a store
    engine = connect(settings.store_path)
    try:
        with exclusive(settings.receivers_path.with_suffix(".lock"), _LOCK_SECONDS):
            yield _kept(settings), engine
    except TimeoutError as error:
        raise StoreBusy(path=settings.receivers_path) from error


def listed(settings: Settings) -> list[Listed]:
    """Return the receivers by name, without their addresses."""
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
            "it does not begin with the name of a service"
            if "://" not in url
            else "its service does not accept it"
        )
        raise ReceiverMalformed(cause=known)
    if not url.isprintable():  # rejected by TOML or the service
        raise ReceiverMalformed(cause="it contains a non-printable character")
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
        raise ReceiversUnreadable(path=path, cause="it contains values other than names and addresses")
    return found


def _remedy(path: Path) -> str:
    """Return a fix for a file that other users can access, or "" if there is no simple one."""
    if path.is_symlink():
        return "; replace the link with the file itself"
    if why_place_not_ours(path):
        return "; run chmod 700 on its folder" if path.parent.stat().st_uid == user_id() else ""
    return "; run chmod 600 on it" if path.stat().st_uid == user_id() else ""


def _write(settings: Settings, changes: Mapping[str, str | None]) -> None:
    """Change receivers in the file (None removes a receiver), preserving comments and other tables."""
    path = settings.receivers_path
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    with replacing(path, make_folder=True) as beside:
        changed = edited(text, {("receivers", name): url for name, url in changes.items()})
        beside.write_text(changed, encoding="utf-8", newline="")
