"""The timer's files and status as text."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.presentation.time import local
from jobsearch.presentation.timers import KINDS, last_sentence
from jobsearch.services.schedule.timers import Prepared, Standing
from jobsearch.text.characters import strip_control


def texts(prepared: Prepared) -> RenderableType:
    """Return the files to be written, each below its path."""
    lines = (f"# {one.place}\n{strip_control(one.text)}" for one in prepared.texts)
    return Text("\n".join(lines).rstrip("\n"))


def _trouble(found: Standing) -> str:
    if found.unreachable:
        return f"the timer cannot be queried from here: {found.unreachable}"
    return "" if found.there else "the timer is missing; run `schedule install` again"


def standing(found: Standing) -> RenderableType:
    """Return the status, one fact per line."""
    if found.timer is None:
        return Text("No timer is installed. Run `schedule install` to install one.")
    rows = {
        "Timer": f"{KINDS[found.timer.kind]}, {found.name}",
        "Runs": found.timer.runs,
        "Sends": "messages, after fetching" if found.timer.sends else "nothing",
        "Next": local(found.timer.next_at) if found.there or found.unreachable else "",
        "Last": last_sentence(found.timer.last),
        "Log": found.log if found.timer.last else "",
        "Note": found.hint,
        "Trouble": _trouble(found),
    }
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, fact in rows.items():
        if fact:
            table.add_row(name, plain(fact, "bold red" if name == "Trouble" else ""))
    return table
