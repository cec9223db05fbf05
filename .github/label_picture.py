"""Draw the README's picture of a labeling session: .venv/bin/python .github/label_picture.py."""

import time
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from jobsearch.cli.screens.label_page import View, page
from jobsearch.services.instance.demo import fetch_bundled, throw_away_instance
from jobsearch.services.labels.session import LabelingSession, Request

WIDTH, HEIGHT = 96, 19
READING_SECONDS = 0.3


def show(session: LabelingSession, view: View, console: Console) -> None:
    if (question := session.question) is not None:
        console.print(*page(question, view, console, datetime.now(UTC)).lines, sep="\n")
        console.rule(style="dim")


def main() -> None:
    console = Console(
        record=True, width=WIDTH, height=HEIGHT, file=StringIO(), force_terminal=True, highlight=False
    )
    request = Request(wish="python backend, remote europe")
    with throw_away_instance() as settings:
        fetch_bundled(settings)
        with LabelingSession(settings, request) as session:
            show(session, View(), console)
            for answer in ("yes", "no", "yes", "no"):
                time.sleep(READING_SECONDS)
                session.answer(answer)
            show(session, View("reasons"), console)
            show(session, View("keys"), console)
    picture = console.export_svg(title="jobsearch label --like 'python backend, remote europe'")
    Path(__file__).with_name("label.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
