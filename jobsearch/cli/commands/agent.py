"""The `mcp` command, which serves tools to an agent until the agent disconnects."""

from importlib.util import find_spec
from typing import Annotated

import typer

from jobsearch.cli.options import Panel, settings_of
from jobsearch.errors import AgentToolsNotInstalled


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(epilog="Example: jobsearch mcp --write", rich_help_panel=Panel.OTHERS)(mcp)


def mcp(
    context: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", help="Include tools that record labels, wishes, and applications.")
    ] = False,
) -> None:
    """Serve the commands as tools to the agent that starts this process (Model Context Protocol, stdio)."""
    if find_spec("mcp") is None:
        raise AgentToolsNotInstalled
    from jobsearch.agent.server import serve

    serve(settings_of(context), write=write)
