"""What every command is given: the settings that the root command resolved."""

import typer

from jobsearch.settings import Settings


def settings_of(context: typer.Context) -> Settings:
    """Return the settings of this run."""
    settings = context.obj
    assert isinstance(settings, Settings)  # noqa: S101 - app.root() put it there
    return settings
