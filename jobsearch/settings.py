"""Options and environment become one frozen Settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jobsearch.errors import InstanceUnusable

REMOTEOK_URL = "https://remoteok.com/api"
DEFAULT = "default"
NEWCOMERS_SOURCES = "remoteok,himalayas,jobicy"
_SOURCE_URL = "JOBSEARCH_SOURCE_URL_"


@dataclass(frozen=True)
class Settings:
    """Where this person's instance is, and how the board is asked.

    Attributes:
        instance: the folder of the store and the model; it need not exist yet.
        remoteok_url: the address of Remote OK's API.
        contact: how the boards may reach the person (a mail or web address), "" for unknown.
        source_urls: by board, the scheme and host that are asked instead of its own.
        first_sources: which sources a new instance follows.
        origins: where each of these comes from, for a person to read.

    """

    instance: Path
    remoteok_url: str = REMOTEOK_URL
    contact: str = ""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    source_urls: Mapping[str, str] = field(default_factory=dict, hash=False)  # settings are keys of the cache
    first_sources: tuple[str, ...] = ("remoteok",)

    @property
    def store_path(self) -> Path:
        """The SQLite file with posts, labels and scores."""
        return self.instance / "jobposts.db"

    @property
    def model_path(self) -> Path:
        """The trained pipeline, as joblib wrote it."""
        return self.instance / "model.joblib"

    @property
    def careers_path(self) -> Path:
        """The career model: titles and skills."""
        return self.instance / "careers.npz"

    @property
    def posts_read_path(self) -> Path:
        """What was read of the posts to rank them by likeness, a cache."""
        return self.instance / "posts-read.npz"

    @property
    def receivers_path(self) -> Path:
        """The addresses of those who get messages: secrets, which a backup does not copy."""
        return self.instance / "receivers.toml"

    @property
    def config_path(self) -> Path:
        """The person's defaults for options, which need not exist."""
        return self.instance / "config.toml"

    @property
    def backups_path(self) -> Path:
        """The folder of the backups for which no other place was named."""
        return self.instance / "backups"

    @property
    def last_backup_path(self) -> Path:
        """What is known of the last backup; beside the store, since a restored one would know an older."""
        return self.instance / "last-backup.json"


def resolve(instance: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings: the `--instance` option if given, else the environment, else the defaults.

    Raises InstanceUnusable for the home folder of nobody.
    """
    folder = instance or Path(environment.get("JOBSEARCH_INSTANCE") or _default_instance())
    try:
        folder = folder.expanduser().absolute()
    except RuntimeError as error:
        raise InstanceUnusable(path=folder, cause=error) from error
    return Settings(
        instance=folder,
        remoteok_url=_remoteok_url(environment),
        contact=environment.get("JOBSEARCH_CONTACT", ""),
        origins={
            "instance": "--instance" if instance else _origin("JOBSEARCH_INSTANCE", environment),
            "remoteok_url": _origin("JOBSEARCH_REMOTEOK_URL", environment),
            "contact": _origin("JOBSEARCH_CONTACT", environment),
        },
        source_urls={
            name.removeprefix(_SOURCE_URL).lower(): value
            for name, value in environment.items()
            if name.startswith(_SOURCE_URL) and value
        },
        first_sources=_first_sources(environment),
    )


def _remoteok_url(environment: Mapping[str, str]) -> str:
    names = ("JOBSEARCH_REMOTEOK_URL", f"{_SOURCE_URL}REMOTEOK")
    return next((environment[name] for name in names if environment.get(name)), REMOTEOK_URL)


def _first_sources(environment: Mapping[str, str]) -> tuple[str, ...]:
    names = (environment.get("JOBSEARCH_SOURCES") or NEWCOMERS_SOURCES).split(",")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _origin(variable: str, environment: Mapping[str, str]) -> str:
    return variable if environment.get(variable) else DEFAULT


@dataclass(frozen=True)
class Access:
    """Who may ask a server.

    Attributes:
        token: what every request must bear, "" for nothing.
        hosts: by which names, besides localhost and the addresses of the machine, the server may be called.

    """

    token: str = ""
    hosts: tuple[str, ...] = ()


def resolve_access(environment: Mapping[str, str] = os.environ) -> Access:
    """Return what JOBSEARCH_TOKEN and JOBSEARCH_HOSTS (names with commas between them) say."""
    names = environment.get("JOBSEARCH_HOSTS", "").split(",")
    hosts = tuple(name.strip().lower() for name in names if name.strip())
    return Access(environment.get("JOBSEARCH_TOKEN", "").strip(), hosts)


def called() -> str:
    """Return how a person calls this program: in a checkout by its main.py, else by its name."""
    return "jobsearch" if _checkout() is None else "python main.py"


def _checkout() -> Path | None:
    """Return the folder of a checkout, None where the program is installed."""
    folder = Path(__file__).resolve().parent.parent
    is_checkout = (folder / "main.py").is_file() and (folder / "pyproject.toml").is_file()
    return folder if is_checkout else None


def _default_instance() -> Path:
    if (checkout := _checkout()) is not None:
        return checkout / "instance"
    from platformdirs import user_data_path  # noqa: PLC0415 - only an installation without a checkout needs it

    return user_data_path("jobsearch", appauthor=False)
