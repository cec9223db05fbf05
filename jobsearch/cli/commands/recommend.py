"""The command that lists what is worth reading; it has the most options."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobsearch.cli.options import ListFormat, experience, settings_of

if TYPE_CHECKING:
    from jobsearch.config import Config
    from jobsearch.domain.query import Query


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(
        epilog="Examples: jobsearch recommend --new --since 1d; jobsearch recommend --can-work-from Portugal "
        "--min-salary 60k --pick. Defaults for these options: config.toml in the instance folder."
    )(recommend)


def recommend(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Option(
            "-n", "--number", min=1, help="At most this many.", show_default="20, or all with --all"
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Only posts that no earlier --new has shown.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Every open post, whatever its score and age, reposts included.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="7d|DATE", help="Only posts published since then.")
    ] = None,
    min_score: Annotated[
        str | None,
        typer.Option(metavar="0.6|60%", help="The lowest score, in the place of the model's cut."),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG[,TAG]", help="Only posts with one of these tags."),
    ] = None,
    company: Annotated[
        list[str] | None,
        typer.Option("--company", metavar="NAME", help="Only of companies with this in their name."),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help='Only posts with all these words in title, company or text; "in quotes" words that follow '
            "each other, djang* words that begin so, -senior none of these.",
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|FILE",
            help="Rank by likeness to what you seek, or to a résumé (PDF, DOCX, ...), without any model.",
        ),
    ] = None,
    exclude_company: Annotated[
        list[str] | None,
        typer.Option("--exclude-company", metavar="NAME", help="None of companies with this in their name."),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="No posts with all these words, as for --search.")
    ] = None,
    can_work_from: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY", help="Only posts that do not say they are closed to people there; any for all."
        ),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Only posts with this in their place, or without a place."),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="NAME[,NAME]",
            help="Only posts written in one of these languages, such as en or German; any for all.",
        ),
    ] = None,
    min_salary: Annotated[
        str | None,
        typer.Option(
            metavar="60000|60k",
            help="No posts that say they pay less a year, in whatever currency; 0 for none such. What states "
            "no pay stays, whatever the board estimates.",
        ),
    ] = None,
    stated_salary: Annotated[
        bool | None,
        typer.Option(
            "--stated-salary/--no-stated-salary", help="Only posts that state their pay themselves."
        ),
    ] = None,
    no_defaults: Annotated[
        bool, typer.Option("--no-defaults", help="Take nothing from config.toml.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain-left-out",
            help="In the place of the list: what is left out, each post with the cause and its words.",
        ),
    ] = False,
    pick: Annotated[
        bool, typer.Option("--pick", help="Go through the list key by key, and answer y, n or a for applied.")
    ] = False,
    output: Annotated[ListFormat, typer.Option("--output", "-o", help="How to print it.")] = ListFormat.TABLE,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="NAME[,NAME]",
            help="Which columns, for table and csv: key, score, title, company, location, tags, reasons, "
            "unknown, posted_at, first_seen, last_seen, url. Of the table also rank, salary, age; of csv also"
            " salary_min, salary_max, salary_period, pay_from, pay_min, pay_max, pay_period, "
            "pay_currency, pay_words, apply_url, source, source_name.",
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print the list only, and nothing beside it.")
    ] = False,
) -> None:
    """List the open posts worth reading, best first, with reasons."""
    from jobsearch.cli.console import is_lost, say
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
    if new and not is_lost():
        mark_shown(settings, found.posts)


def _query(given: Mapping[str, Any], config: "Config") -> "Query":
    """Return what the options ask for; raises typer.BadParameter, UsageError or ConfigMalformed."""
    from jobsearch.config import USUAL_NUMBER
    from jobsearch.domain.query import FILTERS
    from jobsearch.services.recommend.options import OptionMalformed, parse

    names = {"new", "everything", "explain", "number", *(one.name for one in FILTERS)}
    asked = {name: value for name, value in given.items() if name in names}
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
    """Raise typer.BadParameter where a list to pick from cannot be shown as asked for."""
    if output is not ListFormat.TABLE or columns is not None:
        other = "--columns" if columns is not None else f"-o {output}"
        raise typer.BadParameter(f"it does not go with {other}", param_hint="--pick")


def _check_explaining(output: ListFormat, columns: str | None, *, pick: bool) -> None:
    """Raise typer.BadParameter where what is left out cannot be listed as asked for."""
    if pick or columns is not None:
        other = "--pick" if pick else "--columns"
        raise typer.BadParameter(f"it does not go with {other}", param_hint="--explain-left-out")
    if output in {ListFormat.HTML, ListFormat.MARKDOWN, ListFormat.ATOM}:
        raise typer.BadParameter(f"it has no form as {output}", param_hint="--explain-left-out")
