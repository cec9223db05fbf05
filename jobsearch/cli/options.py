"""Values of options that need more than a type."""

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
    Literal["report", "json"], typer.Option("--output", "-o", help="json has every figure.")
]
ReportOrPicture = Annotated[
    Literal["report", "json", "svg"],
    typer.Option("--output", "-o", help="json has every figure, svg the pictures."),
]
TableOrPicture = Annotated[
    Literal["table", "json", "svg"],
    typer.Option("--output", "-o", help="json has every figure, svg the pictures."),
]


_LEFT_OUT = "Something in the store is damaged and was left out: run doctor to see what."
FIRST = "jobsearch.is_first"  # of a context: whether the instance had no store when the command began
_WITHOUT_GREETING = frozenset("demo guide mcp serve start status".split())  # status has it among its facts
_OF_CLICK = ("click", "typer")  # whose exceptions end a command in order


class Panel(StrEnum):
    """The groups in which help lists the commands, in the order in which app.py registers them."""

    EVERY_DAY = "Every day"
    POSTS = "Posts and labels"
    INSTANCE = "Your instance"
    LEARN = "Get to know it"
    OTHERS = "For other programs"
    CAREERS = "Careers"


class ListFormat(StrEnum):
    """How recommend prints its list."""

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
    """Let a ValueError about the value of an option be wrong usage, which ends the program with status 2."""
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def columns(text: str, possible: Iterable[str]) -> tuple[str, ...]:
    """Read names of columns with commas between them, each once and in their order.

    Raises ValueError for a name that is not possible.
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in set(possible):
            raise ValueError(f"{name[:40]!r} is not one of {', '.join(possible)}")
    return names


def experience(text_or_path: str, option: str = "--like") -> str:
    """Return what a person seeks or did, given to an option or argument as a text or as a file of theirs.

    Raises typer.BadParameter where there is no text in it, and FileError's subclasses.
    """
    from jobsearch.files.resume import read_experience  # noqa: PLC0415 - heavy

    if not (text := read_experience(text_or_path)):
        raise typer.BadParameter("there is no text in it", param_hint=option)
    return text


def settings_of(context: typer.Context) -> Settings:
    """Return the settings of this run."""
    settings = context.obj
    assert isinstance(settings, Settings)  # noqa: S101 - app.root() put it there
    return settings


class Commands(TyperGroup):
    """The root of the commands: whatever they or their parsers find wrong passes through here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's type has no public name
        """Parse the options before the command, as the base class does."""
        with _harmless():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - same
        """Parse the rest and run the command, as the base class does; report that the store was damaged."""
        noticed = damage.watch()
        with _harmless(), _passing_over(noticed, ctx), _greeting(ctx):
            return super().invoke(ctx)


@contextmanager
def _passing_over(noticed: Sequence[int], context: Any) -> Iterator[None]:  # noqa: ANN401 - same
    """Say at the end that something was damaged, where that was noticed.

    What then fails in a way that nobody foresaw does so for that reason, and a traceback would help nobody.
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
        if noticed and context.invoked_subcommand != "doctor":  # which names it
            from jobsearch.cli.console import complain  # noqa: PLC0415 - heavy

            complain(_LEFT_OUT)


@contextmanager
def _greeting(context: Any) -> Iterator[None]:  # noqa: ANN401 - same
    """After the first command in an instance, say in a terminal that `start` exists."""
    try:
        yield
    except NoPosts:  # which says so itself
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
            say("This instance is new: start asks three questions, and ends in a first list.")


@contextmanager
def _harmless() -> Iterator[None]:
    """Clean the message of an error of usage, which repeats an unknown option or argument as it was typed."""
    try:
        yield
    except Exception as error:
        if isinstance(message := getattr(error, "message", None), str):
            error.message = one_line(message)  # type: ignore[attr-defined] # Typer gives its base no name
        raise


Key = Annotated[str, typer.Argument(metavar="KEY", help="A post's key, such as remoteok:1059249.")]
