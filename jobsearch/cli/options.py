"""Option types and values shared by the commands."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from jobsearch.errors import JobSearchError, NoPosts, StoreDamaged
from jobsearch.settings import Settings
from jobsearch.store import damage
from jobsearch.text.characters import one_line

ReportOrJson = Annotated[
    Literal["report", "json"],
    typer.Option("--output", "-o", help="Output format; json includes all the numbers."),
]
ReportOrPicture = Annotated[
    Literal["report", "json", "svg"],
    typer.Option(
        "--output", "-o", help="Output format: json includes all the numbers, and svg contains the charts."
    ),
]
TableOrPicture = Annotated[
    Literal["table", "json", "svg"],
    typer.Option(
        "--output", "-o", help="Output format: json includes all the numbers, and svg contains the charts."
    ),
]


_LEFT_OUT = "Damaged parts of the store were skipped. Run `doctor` for details."
FIRST = "jobsearch.is_first"  # context key: whether the instance had no store when the command began
_WITHOUT_GREETING = frozenset("demo guide mcp serve start status".split())  # status shows it
_OF_CLICK = ("click", "typer")  # whose exceptions end a command normally


class Panel(StrEnum):
    """The help panels for commands, in the order in which app.py registers them."""

    EVERY_DAY = "Every day"
    POSTS = "Posts and labels"
    INSTANCE = "Your instance"
    LEARN = "Get to know it"
    OTHERS = "For other programs"
    CAREERS = "Careers"


class ListFormat(StrEnum):
    """The output formats of `recommend`."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    ATOM = "atom"
    KEYS = "keys"


@contextmanager
def naming(option: str) -> Iterator[None]:
    """Convert a ValueError about an option's value to a usage error, which exits with status 2."""
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def columns(text: str, possible: Iterable[str]) -> tuple[str, ...]:
    """Return the column names in a comma-separated list, in the given order and without duplicates.

    Raises ValueError for a name that is not in `possible`.
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in set(possible):
            raise ValueError(f"{name[:40]!r} is not one of {', '.join(possible)}")
    return names


def experience(text_or_path: str, option: str = "--like") -> str:
    """Return a description or experience, given as text or as the path of a file.

    Raises typer.BadParameter if there is no text, and subclasses of FileError.
    """
    from jobsearch.files.resume import read_experience  # noqa: PLC0415 - heavy

    if not (text := read_experience(text_or_path)):
        raise typer.BadParameter("there is no text in it", param_hint=option)
    return text


def settings_of(context: typer.Context) -> Settings:
    """Return the settings for this run."""
    settings = context.obj
    assert isinstance(settings, Settings)  # noqa: S101 - app.root() put it there
    return settings


class Commands(TyperGroup):
    """The root command group, which handles every parsing error and exception of the commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's type has no public name
        """Parse the global options, removing control characters from the message of any usage error."""
        with _harmless():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - same
        """Parse the remaining arguments, run the command, and report any damage found in the store."""
        noticed = damage.watch()
        with _harmless(), _passing_over(noticed, ctx), _greeting(ctx):
            return super().invoke(ctx)


@contextmanager
def _passing_over(noticed: Sequence[int], context: Any) -> Iterator[None]:  # noqa: ANN401 - same
    """Report any damage that was found, at the end of the command.

    An unexpected exception after damage was found becomes StoreDamaged, because the damage is the likely
    cause and a traceback would not help the user.
    """
    try:
        yield
    except (JobSearchError, OSError, ImportError):
        raise
    except Exception as error:
        if noticed and not type(error).__module__.startswith(_OF_CLICK):
            raise StoreDamaged(path=settings_of(context).store_path) from error
        raise
    finally:
        if noticed and context.invoked_subcommand != "doctor":  # doctor reports damage itself
            from jobsearch.cli.console import complain  # noqa: PLC0415 - heavy

            complain(_LEFT_OUT)


@contextmanager
def _greeting(context: Any) -> Iterator[None]:  # noqa: ANN401 - same
    """In a terminal, suggest `start` after the first command in a new instance."""
    try:
        yield
    except NoPosts:  # its message already mentions start
        raise
    except JobSearchError:
        _greet(context)
        raise
    _greet(context)


def _greet(context: Any) -> None:  # noqa: ANN401 - same
    is_quiet = not {"-q", "--quiet"}.isdisjoint(context.args)
    if context.meta.get(FIRST) and not is_quiet and context.invoked_subcommand not in _WITHOUT_GREETING:
        from jobsearch.cli.console import say  # noqa: PLC0415 - heavy

        if sys.stderr.isatty():
            say("This instance is new. Run `start` to answer three questions and get a first list of posts.")


@contextmanager
def _harmless() -> Iterator[None]:
    """Remove control characters from usage errors, which repeat unknown options and arguments as typed."""
    try:
        yield
    except Exception as error:
        if isinstance(message := getattr(error, "message", None), str):
            error.message = one_line(message)  # type: ignore[attr-defined] # Typer gives its base no name
        raise


Key = Annotated[str, typer.Argument(metavar="KEY", help="The post's key, such as remoteok:1059249.")]
