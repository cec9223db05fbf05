"""Print recommendations to stdout, and remarks about them to stderr."""

from collections.abc import Sequence
from datetime import UTC, datetime

from jobsearch.cli import options
from jobsearch.cli.console import complain, out, say, write
from jobsearch.cli.options import ListFormat
from jobsearch.cli.tables import columns as of_tables
from jobsearch.cli.tables.left_out import print_left_out
from jobsearch.cli.tables.posts import print_listing
from jobsearch.config import Config
from jobsearch.errors import UsageError
from jobsearch.presentation import data
from jobsearch.presentation.causes import left_out_sentence, warnings
from jobsearch.services.recommend.options import default
from jobsearch.services.recommend.recommend import Recommendations
from jobsearch.settings import Settings

_COLUMNS = {ListFormat.TABLE: tuple(of_tables.COLUMNS), ListFormat.CSV: data.COLUMNS}


_LETTERS = {ListFormat.HTML, ListFormat.MARKDOWN}


def chosen_columns(text: str | None, output: ListFormat, config: Config) -> tuple[str, ...]:
    """Return the columns from --columns, or else from the config for a table; () means the usual columns.

    Raises typer.BadParameter or ConfigMalformed for an unknown column, and UsageError for a format without
    columns.
    """
    if text is not None and output not in _COLUMNS:
        raise UsageError(cause=f"--columns requires -o table or csv, because {output} has no columns")
    if text is None and output is not ListFormat.TABLE:
        return ()  # programs that read CSV depend on fixed columns
    if text is None:
        return default(config, "columns", lambda names: options.columns(names, _COLUMNS[output])) or ()
    with options.naming("--columns"):
        return options.columns(text, _COLUMNS[output])


def render(
    result: Recommendations, output: ListFormat, names: Sequence[str] = (), *, quiet: bool = False
) -> None:
    """Print the list in `output` format, and print remarks unless `quiet` or included in the document."""
    now = datetime.now(UTC)
    if output is ListFormat.TABLE:
        if result.posts:
            print_listing(result.posts, out(), now, names)
    else:
        write(_as_text(result, output, names, now))
    if not (quiet or (result.posts and output in _LETTERS)):
        _remark(result)


def pick(settings: Settings, result: Recommendations, *, new: bool, quiet: bool = False) -> None:
    """Let the user label the listed posts, marking them as shown if `new`; print remarks unless `quiet`."""
    from jobsearch.cli.screens.pick import go_through

    go_through(settings, result.posts, new=new)
    if not quiet:
        _remark(result)


def render_left_out(result: Recommendations, output: ListFormat, *, quiet: bool = False) -> None:
    """Print the excluded posts in `output` format, and their counts to stderr unless `quiet`."""
    match output:
        case ListFormat.JSON:
            write(data.left_out_to_json(result.explained))
        case ListFormat.JSONL:
            write(data.left_out_to_json_lines(result.explained))
        case ListFormat.CSV:
            write(data.left_out_to_csv(result.explained))
        case ListFormat.KEYS:
            write(data.posts_to_keys(one.post for one in result.explained))
        case _:
            print_left_out(result.explained, out())
    if not quiet:
        say(left_out_sentence(result) or "Nothing was left out.")


def _as_text(result: Recommendations, output: ListFormat, names: Sequence[str], now: datetime) -> str:
    match output:
        case ListFormat.JSON:
            return data.posts_to_json(result.posts)
        case ListFormat.JSONL:
            return data.posts_to_json_lines(result.posts)
        case ListFormat.CSV:
            return data.posts_to_csv(result.posts, names or data.COLUMNS)
        case ListFormat.KEYS:
            return data.posts_to_keys(result.posts)
        case _:
            return _as_document(result, output, now)


def _as_document(result: Recommendations, output: ListFormat, now: datetime) -> str:
    if output in _LETTERS and not result.posts:
        return ""  # cron would mail any output
    from jobsearch.presentation import documents

    made_by = {
        ListFormat.HTML: documents.to_html,
        ListFormat.MARKDOWN: documents.to_markdown,
        ListFormat.ATOM: documents.to_atom,
    }
    return made_by[output](result, now)


def _remark(result: Recommendations) -> None:
    if not result.posts:
        say("There is nothing to recommend.")
    if sentence := left_out_sentence(result):
        say(sentence)
    if result.rests_on and not result.query.like:
        say(f"The order is based on {result.rests_on}.")
    for sentence in warnings(result):
        complain(sentence)
