"""Draw the README's picture from the demo: .venv/bin/python .github/picture.py."""

import os
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from jobsearch.cli.tables.posts import print_listing
from jobsearch.services.instance.demo import demo

WIDTH = 96


def main() -> None:
    os.environ["TERM_PROGRAM"] = "WezTerm"  # where a title is a link, and needs no address beside it
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, highlight=False)
    print_listing(demo(limit=5).recommended.posts, console, datetime.now(UTC))
    Path(__file__).with_name("table.svg").write_text(
        console.export_svg(title="jobsearch recommend"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
