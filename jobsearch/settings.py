"""Settings resolved from options and the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jobsearch.errors import InstanceUnusable

REMOTEOK_URL = "https://remoteok.com/api"
DEFAULT = "default"
NEWCOMERS_SOURCES = "remoteok,himalayas,jobicy"
DEMO_VARIABLE = "JOBSEARCH_SERVES_DEMO"
_SOURCE_URL = "JOBSEARCH_SOURCE_URL_"


@dataclass(frozen=True)
class Settings:
    """The settings of an instance and of requests to boards.

    Attributes:
        instance: the folder for the store and the model, which need not exist yet.
        remoteok_url: the address of Remote OK's API.
        contact: an email or web address at which boards can reach the user, or "" if not given.
        source_urls: replacements for the scheme and host of boards, by board.
        first_sources: the sources that a new instance follows.
        origins: the origins of these values, for display.

    """

    instance: Path
    remoteok_url: str = REMOTEOK_URL
    contact: str = ""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    source_urls: Mapping[str, str] = field(default_factory=dict, hash=False)  # settings are cache keys
    first_sources: tuple[str, ...] = ("remoteok",)

    @property
    def store_path(self) -> Path:
        """The SQLite file with posts, labels, and scores."""
        return self.instance / "jobposts.db"

    @property
    def model_path(self) -> Path:
        """The trained pipeline in joblib format."""
        return self.instance / "model.joblib"

    @property
    def careers_path(self) -> Path:
        """The career model with titles and skills."""
        return self.instance / "careers.npz"

    @property
    def posts_read_path(self) -> Path:
        """The cache of preprocessed posts for ranking by similarity."""
        return self.instance / "posts-read.npz"

    @property
    def receivers_path(self) -> Path:
        """The file with the secret addresses of receivers, which backups do not include."""
        return self.instance / "receivers.toml"

    @property
    def config_path(self) -> Path:
        """The file with the user's defaults for options, which need not exist."""
        return self.instance / "config.toml"

    @property
    def backups_path(self) -> Path:
        """The default folder for backups."""
        return self.instance / "backups"

    @property
    def last_backup_path(self) -> Path:
        """The record of the last backup, outside the store because a restored store would be out of date."""
        return self.instance / "last-backup.json"


def resolve(instance: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings from the `--instance` option, or else the environment, or else the defaults.

    Raises InstanceUnusable if the home folder of `~USER` is unknown.
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
    """The access control settings for a server.

    Attributes:
        token: the token that every request must include, or "" for none.
        hosts: the accepted host names, in addition to localhost and the addresses of the machine.

    """

    token: str = ""
    hosts: tuple[str, ...] = ()


def resolve_access(environment: Mapping[str, str] = os.environ) -> Access:
    """Return the access control settings from JOBSEARCH_TOKEN and JOBSEARCH_HOSTS (comma-separated names)."""
    names = environment.get("JOBSEARCH_HOSTS", "").split(",")
    hosts = tuple(name.strip().lower() for name in names if name.strip())
    return Access(environment.get("JOBSEARCH_TOKEN", "").strip(), hosts)


def serves_demo(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the server shows fictional data, which `serve --demo` sets in JOBSEARCH_SERVES_DEMO."""
    return environment.get(DEMO_VARIABLE) == "1"


def called() -> str:
    """Return the command that starts this program: main.py in a checkout, otherwise the program's name."""
    return "jobsearch" if _checkout() is None else "python main.py"


def _checkout() -> Path | None:
    """Return the folder of the checkout, or None if the program is installed."""
    folder = Path(__file__).resolve().parent.parent
    is_checkout = (folder / "main.py").is_file() and (folder / "pyproject.toml").is_file()
    return folder if is_checkout else None


def _default_instance() -> Path:
    if (checkout := _checkout()) is not None:
        return checkout / "instance"
    from platformdirs import user_data_path  # noqa: PLC0415 - only an installation without a checkout needs it

    return user_data_path("jobsearch", appauthor=False)
