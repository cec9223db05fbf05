"""The Settings page, which shows each setting's value, origin, and effect, and edits config.toml."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from jobsearch.config import KEYS, USUAL_NUMBER, Kind, read_config
from jobsearch.errors import ConfigChanged, ConfigMalformed
from jobsearch.server.pages.addresses import SETTINGS
from jobsearch.server.pages.filter_names import LABELS, label
from jobsearch.server.pages.forms import Invalid, Sent
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING, Allowed, Instance
from jobsearch.services.instance.configuring import (
    ONLY_SHOWN,
    configure,
    first_invalid,
    texts,
    version,
)
from jobsearch.services.instance.status import Configured, surroundings
from jobsearch.settings import DEFAULT, Access, Settings
from jobsearch.text.masking import shown

router = APIRouter(include_in_schema=False)
_FLAGS = {"": "not set", "true": "yes", "false": "no"}
_USUAL = {"number": str(USUAL_NUMBER)}
_ABOUT = {
    "lives_in": ("You live in", "A country. Posts closed to its residents are left out.", "Portugal"),
    "number": ("Posts in a list", "The maximum number of posts in a list.", str(USUAL_NUMBER)),
    "columns": ("Columns", "The columns of the table in the terminal. Change them in the file.", ""),
    "company": ("", 'Only posts from companies with this in their name; "=AI" means AI alone.', ""),
    "exclude_company": (
        "",
        (
            'No companies with this in their name; "=AI" excludes AI alone. Options on the command line '
            "are added to these."
        ),
        "",
    ),
    "tag": ("", "Only posts with one of these tags.", ""),
    "employment": (
        "",
        "Only posts that their boards list as full-time, part-time, contract, temporary, or internship.",
        "full-time",
    ),
    "search": ("", "Only posts with all these words in title, company, or text.", ""),
    "exclude": (
        "",
        "No posts with all the words of a line. Options on the command line are added to these.",
        "",
    ),
    "since": ("", "Only posts published since this time.", ""),
    "can_work_from": (
        "",
        "Only posts that do not say they are closed to people in this country. Defaults to where you live.",
        "",
    ),
    "place": ("", "Only posts in this place, country, or region, or without a location.", ""),
    "language": ("", "Only posts written in one of these languages.", ""),
    "min_salary": ("", "No posts that state lower annual pay, in any currency.", ""),
    "stated_salary": ("", "Only posts that state their pay.", ""),
    "min_score": ("", "The minimum score, instead of the model's threshold.", ""),
}


class Setting(NamedTuple):
    """A key of config.toml in the form.

    Attributes:
        name: the name of its form field: section, dot, key.
        label: the displayed name.
        about: a description of its effect.
        hint: an example of a value.
        text: its value, with several values on separate lines; "" if not set.
        origin: the origin of the value.
        choices: the possible values with their labels, empty if any text is possible.
        has_lines: whether it can have several values.
        can_be_set: whether it can be changed here.

    """

    name: str
    label: str
    about: str
    hint: str
    text: str
    origin: str
    choices: Mapping[str, str]
    has_lines: bool
    can_be_set: bool


@router.get(SETTINGS)
def settings_of_all(request: Request, settings: Instance, access: Allowed) -> Response:
    """Show all settings."""
    return _page(request, settings, access)


@router.post(SETTINGS, dependencies=[WRITING])
def change(request: Request, settings: Instance, access: Allowed, form: Sent) -> Response:
    """Write the changed values to config.toml; an invalid value cancels all changes."""
    keys = {f"{section}.{key}": (section, key) for section, key in _keys()}
    given = {keys[name]: value for name, value in form.fields if name in keys}
    try:
        changed = configure(settings, given, form.get("version"))
    except ConfigMalformed as error:
        first = first_invalid(settings, given, form.get("version"))
        invalid = _invalid(*first) if first else _invalid(None, str(error.details["cause"]))
        refused = "" if invalid.field else f"{invalid.reason} "
        refused += "Nothing was changed."
        return _page(request, settings, access, refused=refused, typed=given, status=422, invalid=invalid)
    except ConfigChanged as error:
        return _page(request, settings, access, refused=str(error), status=409)
    said = f"Saved: {', '.join(changed)}." if changed else "Nothing was changed."
    return _page(request, settings, access, said=said)


def _page(  # noqa: PLR0913 - what a page says besides the settings
    request: Request,
    settings: Settings,
    access: Access,
    *,
    said: str = "",
    refused: str = "",
    typed: Mapping[tuple[str, str], str] | None = None,
    status: int = 200,
    invalid: Invalid | None = None,
) -> Response:
    context = {
        "said": said,
        "refused": refused,
        "invalid": invalid,
        "path": settings.config_path,
        "version": version(settings.config_path),
        "surroundings": [*surroundings(settings), *_of_the_server(settings, access)],
    }
    try:
        listed = list(_listed(settings, typed or {}))
    except ConfigMalformed as error:  # an error made by hand, which this form must not overwrite
        listed, context["refused"] = [], str(error)
    return render(request, "settings.html", {**context, "settings": listed}, status=status)


def _invalid(key: tuple[str, str] | None, cause: str) -> Invalid:
    """Return the form field of a key ("" for None), and the reason with the key replaced by its label."""
    reason = f"{cause.removesuffix('.')}."
    if key is None:
        return Invalid("", reason)
    section, name = key
    return Invalid(f"{section}.{name}", reason.replace(f"{name} in [{section}]", _label(name)))


def _label(key: str) -> str:
    return _ABOUT[key][0] or label(key)


def _keys() -> Iterator[tuple[str, str]]:
    return ((section, key) for section, keys in KEYS.items() for key in keys)


def _listed(settings: Settings, typed: Mapping[tuple[str, str], str]) -> Iterator[Setting]:
    config = read_config(settings.config_path)
    for (section, key), text in texts(config).items():
        kind, (_name, about, hint) = KEYS[section][key], _ABOUT[key]
        of_list = LABELS.get(key, ("", ""))
        is_set = config.get(section, key) is not None
        usual = f" ({_USUAL[key]})" if key in _USUAL else ""
        yield Setting(
            name=f"{section}.{key}",
            label=_label(key),
            about=about,
            hint=hint or of_list[1],
            text=typed.get((section, key), text),
            origin=config.path.name if is_set else f"{DEFAULT}{usual}",
            choices=_FLAGS if kind is Kind.FLAG else {},
            has_lines=kind is Kind.TEXTS,
            can_be_set=(section, key) not in ONLY_SHOWN,
        )


def _of_the_server(settings: Settings, access: Access) -> Iterator[Configured]:
    """Yield the server's other settings, without the token and any secrets in addresses."""
    hosts = [f"{board}: {shown(address)}" for board, address in settings.source_urls.items()]
    yield Configured(
        "other hosts of boards", ", ".join(hosts), "JOBSEARCH_SOURCE_URL_..." if hosts else DEFAULT
    )
    token = "set, and not shown" if access.token else "none: the server responds only to this machine"
    yield Configured("token", token, "--token-file or JOBSEARCH_TOKEN" if access.token else DEFAULT)
    yield Configured("hosts", ", ".join(access.hosts), "JOBSEARCH_HOSTS" if access.hosts else DEFAULT)
