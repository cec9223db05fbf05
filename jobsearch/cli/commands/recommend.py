"""The `recommend` command, which lists the posts worth reading."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobsearch.cli.options import ListFormat, Panel, experience, settings_of

if TYPE_CHECKING:
    from jobsearch.config import Config
    from jobsearch.domain.query import Query

_POSTS = "Which posts"
_FACTS = "By what the posts state"
_SHOWN = "How the list is shown"


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(
        epilog="Examples: jobsearch recommend --new --since 1d; jobsearch recommend --can-work-from Portugal "
        "--min-salary 60k --pick. Set defaults for these options in config.toml in the instance folder. See "
        "also: "
        "jobsearch guide recommend.",
        rich_help_panel=Panel.EVERY_DAY,
    )(recommend)


def recommend(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--number",
            min=1,
            metavar="N",
            help="The maximum number of posts (default: 20, or all with --all).",
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="List only posts not yet shown by --new.")] = False,
    everything: Annotated[
        bool,
        typer.Option("--all", help="List all open posts regardless of score and age, including reposts."),
    ] = False,
    no_defaults: Annotated[bool, typer.Option("--no-defaults", help="Ignore config.toml.")] = False,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="List only posts published since this time: 7d, 12h, 2w, or a date such as 2026-01-31.",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    min_score: Annotated[
        str | None,
        typer.Option(
            metavar="SCORE",
            help="The minimum score, such as 60%, instead of the model's threshold.",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|FILE",
            help="Rank posts by similarity to this text or résumé (PDF, DOCX, ...); no model required.",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="List only posts with all these words in the title, company, or text; use quotes for a "
            "phrase, djang* for a prefix, and -senior to exclude a word.",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="Exclude posts that contain all of these words (same syntax as --search).",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag",
            metavar="TAG",
            help="List only posts with one of these tags, such as python,go.",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    employment: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TYPE",
            help="List only posts listed as full-time, part-time, contract, temporary, or internship.",
            rich_help_panel=_POSTS,
        ),
    ] = None,
    company: Annotated[
        list[str] | None,
        typer.Option(
            "--company",
            metavar="NAME",
            help='List only posts from companies whose name contains this text (exactly: "=AI").',
            rich_help_panel=_POSTS,
        ),
    ] = None,
    exclude_company: Annotated[
        list[str] | None,
        typer.Option(
            "--exclude-company",
            metavar="NAME",
            help='Exclude companies whose name contains this text (exactly: "=AI").',
            rich_help_panel=_POSTS,
        ),
    ] = None,
    can_work_from: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY",
            help='Exclude posts that say they are closed to residents of this country; use "any" to '
            "include all posts.",
            rich_help_panel=_FACTS,
        ),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="List only posts in this place, country, or region, or without a location.",
            rich_help_panel=_FACTS,
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="NAME",
            help="List only posts written in one of these languages, such as en,pt or German; use "
            '"any" for all languages.',
            rich_help_panel=_FACTS,
        ),
    ] = None,
    min_salary: Annotated[
        str | None,
        typer.Option(
            metavar="AMOUNT",
            help="The minimum annual pay, such as 60000 or 60k, in any currency; 0 means no minimum. Posts "
            "without stated pay are kept, regardless of the board's estimate.",
            rich_help_panel=_FACTS,
        ),
    ] = None,
    stated_salary: Annotated[
        bool,
        typer.Option("--stated-salary", help="List only posts that state their pay.", rich_help_panel=_FACTS),
    ] = False,
    no_stated_salary: Annotated[
        bool,
        typer.Option(
            "--no-stated-salary",
            help="Include posts without stated pay, even if config.toml excludes them.",
            rich_help_panel=_FACTS,
        ),
    ] = False,
    output: Annotated[
        ListFormat,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT",
            help="Output format: table, json, jsonl, csv, markdown, html, atom, or keys.",
            rich_help_panel=_SHOWN,
        ),
    ] = ListFormat.TABLE,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES",
            help="Columns for table or CSV output, such as title,company,url. An unknown name prints the "
            "list of available columns.",
            rich_help_panel=_SHOWN,
        ),
    ] = None,
    pick: Annotated[
        bool,
        typer.Option(
            "--pick",
            help="Label the listed posts one by one: y (yes), n (no), or a (applied).",
            rich_help_panel=_SHOWN,
        ),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain-left-out",
            help="List the excluded posts instead, each with the reason and the words behind it.",
            rich_help_panel=_SHOWN,
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Print only the list.", rich_help_panel=_SHOWN),
    ] = False,
) -> None:
    """List the open posts worth reading, best first, with reasons."""
    from jobsearch.cli.console import say, stdout_is_closed
    from jobsearch.cli.tables import recommend as tables
    from jobsearch.config import Config, read_config
    from jobsearch.services.recommend.recommend import mark_shown
    from jobsearch.services.recommend.recommend import recommend as find

    settings = settings_of(context)
    if pick:
        _check_picking(output, columns)
    if explain:
        _check_explaining(output, columns, pick=pick)
    config = Config(settings.config_path) if no_defaults else read_config(settings.config_path)
    names = tables.chosen_columns(columns, output, config)
    found = find(settings, _query(context.params, config), say)
    if explain:
        tables.render_left_out(found, output, quiet=quiet)
        return
    if pick:
        tables.pick(settings, found, new=new, quiet=quiet)
        return
    tables.render(found, output, names, quiet=quiet)
    if new and not stdout_is_closed():
        mark_shown(settings, found.posts)


def _query(given: Mapping[str, Any], config: "Config") -> "Query":
    """Return the query for the given options. Raises typer.BadParameter, UsageError, or ConfigMalformed."""
    from jobsearch.config import USUAL_NUMBER
    from jobsearch.domain.query import FILTERS
    from jobsearch.services.recommend.options import OptionMalformed, parse

    names = {"new", "everything", "explain", "number", *(one.name for one in FILTERS)}
    asked = {name: value for name, value in given.items() if name in names}
    # A separate option, because a pair of names is too wide for the help in a narrow window.
    asked["stated_salary"] = False if given["no_stated_salary"] else given["stated_salary"] or None
    if given["like"] is not None:
        asked["like"] = experience(given["like"])
    try:
        query = parse(asked, config, datetime.now(UTC))
    except OptionMalformed as error:
        option = f"--{error.option.replace('_', '-')}"
        raise typer.BadParameter(str(error), param_hint=option) from None
    usual = None if query.everything else USUAL_NUMBER
    return replace(query, limit=query.limit or usual, limit_asked=given["number"] is not None)


def _check_picking(output: ListFormat, columns: str | None) -> None:
    """Raise typer.BadParameter if the other options conflict with --pick."""
    if output is not ListFormat.TABLE or columns is not None:
        other = "--columns" if columns is not None else f"-o {output}"
        raise typer.BadParameter(f"it cannot be combined with {other}", param_hint="--pick")


def _check_explaining(output: ListFormat, columns: str | None, *, pick: bool) -> None:
    """Raise typer.BadParameter if the other options conflict with --explain-left-out."""
    if pick or columns is not None:
        other = "--pick" if pick else "--columns"
        raise typer.BadParameter(f"it cannot be combined with {other}", param_hint="--explain-left-out")
    if output in {ListFormat.HTML, ListFormat.MARKDOWN, ListFormat.ATOM}:
        raise typer.BadParameter(f"it does not support {output}", param_hint="--explain-left-out")
