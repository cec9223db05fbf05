"""The command that lists what is worth reading; it has the most options."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from jobsearch.cli.options import ListFormat, experience, settings_of


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
    tags: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG[,TAG]", help="Only posts with one of these tags."),
    ] = None,
    companies: Annotated[
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
            help="Rank by likeness to what you seek, or to a text, Markdown or PDF file, without any model.",
        ),
    ] = None,
    exclude_companies: Annotated[
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
    languages: Annotated[
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
    from jobsearch.cli import asking
    from jobsearch.cli.console import is_lost, say
    from jobsearch.cli.tables import recommend as tables
    from jobsearch.config import Config, read_config
    from jobsearch.errors import UsageError
    from jobsearch.services.recommend.options import check
    from jobsearch.services.recommend.recommend import mark_shown
    from jobsearch.services.recommend.recommend import recommend as find

    settings = settings_of(context)
    if pick:
        asking.check_picking(output, columns)
    if explain:
        asking.check_explaining(output, columns, pick=pick)
    config = Config(settings.config_path) if no_defaults else read_config(settings.config_path)
    names = tables.chosen_columns(columns, output, config)
    asked = asking.Asked(
        everything=everything,
        new=new,
        explain=explain,
        number=number,
        since=since,
        min_score=min_score,
        tag=tags,
        company=companies,
        exclude_company=exclude_companies,
        search=search,
        exclude=exclude,
        can_work_from=can_work_from,
        place=place,
        language=languages,
        min_salary=min_salary,
        stated_salary=stated_salary,
        like="" if like is None else experience(like),
    )
    now = datetime.now(UTC)
    try:
        found = find(settings, asking.request(asked, config, now), say)
    except UsageError:
        check(config, now)
        raise
    if explain:
        tables.render_left_out(found, output, quiet=quiet)
        return
    if pick:
        tables.pick(settings, found, new=new, quiet=quiet)
        return
    tables.render(found, output, names, quiet=quiet)
    if new and not is_lost():
        mark_shown(settings, found.posts)
