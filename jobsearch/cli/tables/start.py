"""The output of the first run: a sentence for each answer, the first list, and the next commands."""

from datetime import UTC, datetime

from jobsearch.cli.console import complain, out, say
from jobsearch.cli.tables.posts import print_listing
from jobsearch.presentation.causes import left_out_sentence
from jobsearch.presentation.outcomes import fetch_sentence
from jobsearch.services.start import Started


def show_started(started: Started) -> None:
    """Print the list to stdout and everything else to stderr."""
    if started.refused:
        say(f"Read as exclusions: {', '.join(started.refused)}.")
    if started.lives_in:
        say(f"From now on, posts closed to people in {started.lives_in} are excluded (see config.toml).")
    say(f"Followed: {', '.join(started.sources)}.")
    if started.problem:
        complain(started.problem)
    if started.fetched is not None:
        for sentence in (*started.fetched.failures, *started.fetched.warnings):
            complain(sentence)
        for line in fetch_sentence(started.fetched).splitlines():
            say(line)
    if started.found is None:
        say("Your answers are saved, but no posts could be fetched. Run `fetch-new` again later.")
        return
    if started.found.posts:
        print_listing(started.found.posts, out(), datetime.now(UTC))
    say(left_out_sentence(started.found))
    say("Next, run `label` to answer questions about posts, then `train`, then `recommend`.")
