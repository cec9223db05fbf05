"""The `careers` commands, which list titles that fit an experience and skills required for a title."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobsearch.cli.options import Panel, ReportOrJson, TableOrPicture, settings_of

if TYPE_CHECKING:
    from jobsearch.presentation.charts.figures import Chart

TableOrJson = Annotated[
    Literal["table", "json"],
    typer.Option("--output", "-o", help="Output format; json includes all the numbers."),
]


def register(app: typer.Typer) -> None:
    """Add this group of commands to the program."""
    group = typer.Typer(
        help="Find job titles that fit your experience, and the skills that a title requires.",
        epilog="Example: jobsearch careers train, then jobsearch careers similar-jobs cv.pdf",
        no_args_is_help=True,
    )
    group.command("train", epilog="Example: jobsearch careers train --corpus ads --workers 4")(train)
    group.command("similar-jobs", epilog="Example: jobsearch careers similar-jobs 'taught math to teens'")(
        similar_jobs
    )
    group.command("skills", epilog="Example: jobsearch careers skills 'data scientist'")(skills)
    group.command("occupation", epilog="Example: jobsearch careers occupation 'Senior QA Engineer'")(
        occupation
    )
    group.command("gap", epilog="Example: jobsearch careers gap --resume cv.pdf 'data engineer'")(gap)
    group.command("titles", epilog="Example: jobsearch careers titles")(titles)
    group.command("feedback", epilog="Example: jobsearch careers feedback cv.pdf --title 'data engineer'")(
        feedback
    )
    group.command("experiences", epilog="Example: jobsearch careers experiences")(experiences)
    group.command("forget", epilog="Example: jobsearch careers forget 3")(forget)
    app.add_typer(group, name="careers", rich_help_panel=Panel.CAREERS)


def train(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--corpus",
            metavar="FOLDER",
            help="Learn from the files in this folder instead of the stored posts.",
        ),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=NAME",
            help="The name of the column that contains the title, text, date, or another field.",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, max=512, help="The number of processes that read the corpus.")
    ] = 1,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers read the corpus.")
    ] = None,
    output: ReportOrJson = "report",
) -> None:
    """Learn titles and skills from the stored posts; `train` also does this when there are enough posts.

    With --corpus, learn from files with millions of job ads: JSON Lines, CSV, or Parquet, optionally
    compressed with gzip or zstd.
    """
    from jobsearch.cli.console import print_report, say, working
    from jobsearch.services import corpus as corpora

    if folder is None and (columns or scheduler or workers > 1):
        raise typer.BadParameter("name the folder with --corpus", param_hint="--corpus")
    corpus = None if folder is None else corpora.look(folder, columns or [])
    for sentence in corpora.sentences(corpus) if corpus else ():
        say(sentence)
    with working("Loading scikit-learn") as progress:
        from jobsearch.cli.tables.careers import report
        from jobsearch.services.careers import train as learn

        result = learn(settings_of(context), progress, corpus, corpora.where(workers, scheduler))
    print_report(result, output, report)


def similar_jobs(
    context: typer.Context,
    newest: Annotated[
        str | None, typer.Argument(metavar="TEXT|FILE|-", help="Your experience, as text or a résumé file.")
    ] = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--experience",
            metavar="TEXT|FILE",
            help="An earlier job; repeat the option to add more, newest first.",
        ),
    ] = None,
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="The maximum number of results.")] = 10,
    output: TableOrPicture = "table",
) -> None:
    """List the job titles that best fit your experience."""
    from jobsearch.cli.console import out, say, write
    from jobsearch.cli.tables import occupations as rendering
    from jobsearch.files.resume import read_experience
    from jobsearch.presentation.charts.of_careers import of_experience
    from jobsearch.presentation.data import to_json
    from jobsearch.services.occupations import fitting

    given = [*([] if newest is None else [newest]), *(earlier or [])]
    if not given:
        raise typer.BadParameter("describe your experience", param_hint="TEXT|FILE|-")
    found = fitting(settings_of(context), [read_experience(one) for one in given], number)
    if output == "json":
        write(to_json(found.data))
    elif output == "svg":
        _draw(of_experience(found, number))
    else:
        out().print(rendering.fitting(found, number))
    if found.missing:
        say(found.missing)


def skills(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="A job title, as written in posts.")],
    by: Annotated[Literal["year"] | None, typer.Option(help="Show shares, demand, and pay by year.")] = None,
    output: TableOrPicture = "table",
) -> None:
    """List the skills that posts with this title ask for, and those listed by ESCO and O*NET."""
    from jobsearch.cli.console import out, say, write
    from jobsearch.cli.tables import careers as rendering
    from jobsearch.cli.tables.occupations import demand, in_full
    from jobsearch.presentation.charts.of_careers import of_title_in_full
    from jobsearch.presentation.data import to_json
    from jobsearch.services.demand import by_year
    from jobsearch.services.occupations import title_in_full

    found = title_in_full(settings_of(context), title)
    years = by_year(settings_of(context), title) if by else ()
    if output == "json":
        write(to_json(found.data | ({"years": [asdict(one) for one in years]} if by else {})))
        return
    if output == "svg":
        _draw(of_title_in_full(found, years))
        return
    if found.learned:
        out().print(rendering.skills(found.learned, by_year=by == "year"))
    if years:
        out().print(demand(years))
    if found.occupation:
        out().print(in_full(found))
    if found.missing:
        say(found.missing)
    elif by and found.learned and len(found.learned.by_year) < 2:  # noqa: PLR2004 - a comparison takes two
        say("A comparison needs at least two years with enough posts.")


def occupation(
    title: Annotated[
        str | None, typer.Argument(metavar="TITLE", help="A job title, as written in posts.")
    ] = None,
    saved: Annotated[
        Path | None, typer.Option("--from", metavar="FILE|-", help="A file with one title per line.")
    ] = None,
    number: Annotated[
        int, typer.Option("-n", "--number", min=1, help="The maximum number of results per list.")
    ] = 10,
    output: Annotated[
        Literal["table", "json", "jsonl"],
        typer.Option("--output", "-o", help="Output format; jsonl prints one line of JSON per title."),
    ] = "table",
) -> None:
    """List the most likely ESCO occupations for a job title; no model required."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables import occupations as rendering
    from jobsearch.files.saved import read_text
    from jobsearch.presentation.data import to_json, to_json_line
    from jobsearch.services.occupations import of_lines, of_title

    if (title is None) == (saved is None):
        raise typer.BadParameter("give a title, or a file of titles", param_hint="TITLE|--from FILE")
    found = (
        iter([of_title(title, number)]) if title is not None else of_lines(read_text(saved or Path()), number)
    )
    if output == "jsonl":
        for one in found:
            write(to_json_line(one.row))
    elif output == "json":
        rows = [one.row for one in found]
        write(to_json(rows if saved else rows[0]))
    else:
        for one in found:
            out().print(rendering.of_title(one))


def gap(
    context: typer.Context,
    of: Annotated[
        str | None,
        typer.Argument(
            metavar="KEY|TITLE",
            help="The post or title to compare with (default: the titles that fit the résumé).",
        ),
    ] = None,
    resume: Annotated[
        str | None,
        typer.Option("--resume", metavar="FILE|-", help="Your résumé (default: the saved one)."),
    ] = None,
    output: TableOrJson = "table",
) -> None:
    """Compare a post or title with your résumé, and list the missing skills."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.gap import report
    from jobsearch.files.resume import read_experience
    from jobsearch.presentation.data import to_json
    from jobsearch.services.gap import gap as compare

    found = compare(settings_of(context), None if resume is None else read_experience(resume), of)
    if output == "json":
        write(to_json(asdict(found)))
    else:
        out().print(report(found))


def titles(context: typer.Context, output: TableOrJson = "table") -> None:
    """List the learned titles and the number of posts for each."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables import careers as rendering
    from jobsearch.presentation.data import to_json
    from jobsearch.services import careers

    found = careers.titles(settings_of(context))
    if output == "json":
        write(to_json({"results": [asdict(one) for one in found]}))
    else:
        out().print(rendering.titles(found))


def feedback(
    context: typer.Context,
    experience: Annotated[str, typer.Argument(metavar="TEXT|FILE|-", help="A description of the work.")],
    title: Annotated[str, typer.Option(metavar="TITLE", help="The job title that fits the description.")],
) -> None:
    """Save a work description with its job title, for the next run of `careers train` to learn from."""
    from jobsearch.cli.console import say
    from jobsearch.cli.tables.careers import feedback_sentence
    from jobsearch.files.resume import read_experience
    from jobsearch.services import careers

    say(feedback_sentence(careers.feedback(settings_of(context), read_experience(experience), title)))


def experiences(context: typer.Context, output: TableOrJson = "table") -> None:
    """List the entries saved with `careers feedback`, newest first, with their numbers."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables import careers as rendering
    from jobsearch.presentation.data import to_json
    from jobsearch.services import careers

    found = careers.experiences(settings_of(context))
    if output == "json":
        rows = [{**asdict(one), "added_at": one.added_at.isoformat()} for one in found]
        write(to_json({"results": rows}))
    else:
        out().print(rendering.experiences(found))


def forget(
    context: typer.Context,
    number: Annotated[
        int,
        typer.Argument(metavar="NUMBER", help="The entry's number, as listed by `careers experiences`."),
    ],
) -> None:
    """Delete an entry saved with `careers feedback`, so that the next `careers train` ignores it."""
    from jobsearch.cli.console import say
    from jobsearch.services import careers

    careers.forget(settings_of(context), number)
    say(f"Entry {number} was removed, so the next `careers train` will not use it")


def _draw(charts: "Sequence[Chart]") -> None:
    from jobsearch.cli.console import write
    from jobsearch.presentation.charts.svg import standalone

    write(standalone(charts))
