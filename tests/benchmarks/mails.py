"""A mailbox of 200 mails, 40 of them alerts in five shapes: what is found, over three runs.

    PYTHONPATH=tests python tests/benchmarks/mails.py

Prints the share of the alerts' posts that are found with the right title, company and place (wanted: 95 %),
what else was stored, and how many posts each of three runs stored anew.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.mails import alerts, others

from jobsearch.mail.mailboxes import mbox
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings
from jobsearch.store.posts import everything
from jobsearch.store.sqlite.engine import connect, reading


def main() -> None:
    """Make the mailbox, read it three times, and print the figures."""
    made = alerts()
    wanted = {post for _mail, posts in made for post in posts}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "instance")
        (Path(folder) / "all.mbox").write_bytes(mbox([*(mail for mail, _posts in made), *others()]))
        runs = [fetch_new(settings, [Path(folder) / "all.mbox"]) for _run in range(3)]
        with reading(connect(settings.store_path)) as session:
            stored = [(one.title, one.company, one.location) for one in everything(session)]
    right = wanted & set(stored)
    print(f"{runs[0].sources[0].mails} mails, {len(made)} alerts with {len(wanted)} posts")
    print(f"found {len(right)} ({len(right) / len(wanted):.1%}), stored besides {len(set(stored) - wanted)}")
    twice = len(stored) - len(set(stored))
    print(f"new in each run: {', '.join(str(one.new) for one in runs)}; stored twice: {twice}")


if __name__ == "__main__":
    main()
