"""The commands: parse, call one service, render.

Each imports its service and its renderer when it runs, so that `--help` and `--version` open no heavy door.
"""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch import __version__
from jobsearch.cli.careers_app import careers_app
from jobsearch.cli.options import Commands, Key, ReportOrJson, experience
from jobsearch.cli.options import settings_of as _settings
from jobsearch.cli.recommend_command import recommend
from jobsearch.settings import resolve

app = typer.Typer(
    cls=Commands,
    help="Learn which remote jobs you want from your own answers, and list the open ones, best first.",
    epilog="Example: jobsearch demo. Then daily: jobsearch fetch-new, label, train, recommend; "
    "each command's --help has an example.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
labels_app = typer.Typer(
    help="Import, export or set labels without being asked.",
    epilog="Example: jobsearch labels export labels.csv",
    no_args_is_help=True,
)
app.add_typer(labels_app, name="labels")
app.add_typer(careers_app, name="careers")


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer hands a callback its value
    if wanted:
        typer.echo(f"jobsearch {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    instance: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Where your store and model are; else JOBSEARCH_INSTANCE, else instance/ beside main.py.",
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Resolve the settings once for every command."""
    if instance == "":
        raise typer.BadParameter("the name of the folder is empty", param_hint="--instance")
    context.obj = resolve(Path(instance) if instance else None)


@app.command("fetch-new", epilog="Example, hourly from cron: jobsearch fetch-new -q")
def fetch_new(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="FILE", help="A saved response, a folder of them, or - for stdin."),
    ] = None,
    tags: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG[,TAG]", help="Keep only posts with one of these tags."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing unless something is wrong.")
    ] = False,
    output: Annotated[
        Literal["line", "json"], typer.Option("--output", "-o", help="json goes to stdout, for monitoring.")
    ] = "line",
) -> None:
    """Collect the newest posts from Remote OK, or from saved responses."""
    from jobsearch.cli.console import complain, say, write
    from jobsearch.cli.formats import to_json
    from jobsearch.cli.sentences import fetch_sentence
    from jobsearch.services.fetch_new import fetch_new as fetch

    if "" in (files or []):
        raise typer.BadParameter("the name of the file is empty", param_hint="--from")
    result = fetch(_settings(context), [Path(file) for file in files or []], tags or [])
    for sentence in (*result.failures, *result.warnings):
        complain(sentence)
    if output == "json":
        write(to_json(asdict(result)))
    elif not quiet:
        say(fetch_sentence(result))
    if result.failures:
        raise typer.Exit(1)


@app.command(epilog='Example: jobsearch label --like "python backend, remote europe"')
def label(
    context: typer.Context,
    order: Annotated[
        Literal["smart", "newest", "oldest", "random"],
        typer.Option(help="Which posts come first; smart asks where an answer teaches most."),
    ] = "smart",
    like: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|FILE",
            help="What you seek, or a text, Markdown or PDF file such as a résumé: posts like it come first.",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Go through your earlier answers, likely slips first.")
    ] = False,
) -> None:
    """Answer y or n, key by key; every answer is stored at once."""
    from jobsearch.cli.labeling import ask
    from jobsearch.services.label import Request

    if like is not None and (again or order != "smart"):
        raise typer.BadParameter("it goes with the smart order of new posts only", param_hint="--like")
    ask(_settings(context), Request(order, "" if like is None else experience(like), again))


@labels_app.command("import", epilog="Example: jobsearch labels import labels.csv")
def labels_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, or - for standard input.")],
) -> None:
    """Store the labels of a CSV file key,label[,labeled_at[,applied_at]]: all rows or none."""
    from jobsearch.cli.console import say
    from jobsearch.cli.files import read_text
    from jobsearch.cli.sentences import import_sentence
    from jobsearch.services.labels import import_labels
    from jobsearch.sources.saved import name

    say(import_sentence(import_labels(_settings(context), read_text(file), name(file))))


@labels_app.command("export", epilog="Example: jobsearch labels export labels.csv")
def labels_export(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to; else stdout.")] = None,
) -> None:
    """Write every label as CSV, as labels import reads it."""
    from jobsearch.cli.console import write
    from jobsearch.cli.files import replace_text
    from jobsearch.services.labels import export_labels

    text = export_labels(_settings(context))
    if file is None or file == Path("-"):
        write(text)
    else:
        replace_text(file, text)


@labels_app.command("set", epilog="Example: jobsearch labels set remoteok:1059249 yes")
def labels_set(
    context: typer.Context,
    key: Key,
    setting: Annotated[
        Literal["yes", "no", "unsure", "applied", "clear"],
        typer.Argument(
            metavar="yes|no|unsure|applied|clear",
            help="applied is a strong yes with its date; clear takes the label back.",
        ),
    ],
) -> None:
    """Label one post, stored or not."""
    from jobsearch.cli.console import say
    from jobsearch.cli.sentences import set_sentence
    from jobsearch.services.labels import set_label

    say(set_sentence(set_label(_settings(context), key, setting), setting))


@app.command(epilog="Example: jobsearch train && jobsearch recommend")
def train(
    context: typer.Context,
    output: ReportOrJson = "report",
) -> None:
    """Learn from your labels, report how well that went, and score every post."""
    from jobsearch.cli.console import print_report, working

    with working("Waking scikit-learn") as progress:
        from jobsearch.cli.training import report
        from jobsearch.services.train import train as learn

        result = learn(_settings(context), progress)
    print_report(result, output, report)


app.command(
    epilog="Examples: jobsearch recommend --new --since 1d; jobsearch recommend --can-work-from Portugal "
    "--min-salary 60k --pick. Defaults for these options: config.toml in the instance folder."
)(recommend)


@app.command(epilog="Example: jobsearch show remoteok:1059249")
def show(context: typer.Context, key: Key) -> None:
    """Show one post in full, with what the model thinks of it and why."""
    from jobsearch.cli.console import out
    from jobsearch.cli.post import full_post
    from jobsearch.services.show import show as find

    console = out()
    console.print(full_post(find(_settings(context), key), datetime.now(UTC)))


@app.command("open", epilog="Example, the three best: jobsearch open $(jobsearch recommend -n 3 -o keys)")
def open_(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Keys, such as remoteok:1059249.")],
) -> None:
    """Open the pages of posts on Remote OK in your browser."""
    from jobsearch.cli.browser import open_page
    from jobsearch.services.show import show as find

    for post in [find(_settings(context), key).post for key in keys]:
        open_page(post.url)


@app.command(epilog="Example: jobsearch status --config")
def status(
    context: typer.Context,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List the unusable posts of the feed, with the reasons.")
    ] = False,
    config: Annotated[
        bool, typer.Option("--config", help="List every setting, its value and where that comes from.")
    ] = False,
) -> None:
    """Say how things stand, and what to do next."""
    from jobsearch.cli.console import out
    from jobsearch.cli.standing import configuration, rejections, standing
    from jobsearch.services import status as service

    settings = _settings(context)
    if config:
        out().print(configuration(service.configuration(settings)))
        return
    out().print(rejections(service.rejected(settings)) if rejected else standing(service.status(settings)))


@app.command(epilog="Example: jobsearch doctor --feed")
def doctor(
    context: typer.Context,
    feed: Annotated[bool, typer.Option("--feed", help="Ask the board, too; nothing is stored.")] = False,
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="json is for monitoring.")
    ] = "table",
) -> None:
    """Look for what is wrong with instance, store, models, feed and packages; exit with 1 if anything is."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.formats import to_json
    from jobsearch.cli.health import health
    from jobsearch.services.doctor import examine

    findings = examine(_settings(context), ask_feed=feed)
    if output == "json":
        write(to_json([asdict(one) for one in findings]))
    else:
        out().print(health(findings))
    if not all(one.fine for one in findings):
        raise typer.Exit(1)


@app.command(epilog="Example: jobsearch serve --port 8000")
def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to listen at; others than loopback need a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 takes any free one.")] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Holds what every request must bear; else JOBSEARCH_TOKEN."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name by which the server is called."),
    ] = None,
) -> None:
    """Answer as JSON over HTTP: the career service, posts, labels, recommendations; /openapi.json has all."""
    from jobsearch.cli import serving

    serving.serve(_settings(context), host, port, token_file, names or [])


@app.command(epilog="Example: jobsearch backup ~/jobsearch-backup.db")
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of an earlier one.")
    ] = False,
) -> None:
    """Copy the store, labels included: put the copy into another instance as jobposts.db to go on there."""
    from jobsearch.cli.console import say
    from jobsearch.cli.sentences import backup_sentence
    from jobsearch.services.backup import back_up

    say(backup_sentence(back_up(_settings(context), file, replace=replace)))


@app.command(epilog="Example: jobsearch demo")
def demo() -> None:
    """See the whole loop on a bundled, fictional feed; nothing of yours is touched."""
    from jobsearch.cli.console import working

    with working("Fetching, labeling, training and recommending"):
        from jobsearch.cli.demonstration import show_demo
        from jobsearch.services.demo import demo as run

        result = run()
    show_demo(result)
