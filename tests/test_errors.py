import pickle
import re
import string

import pytest

from jobsearch import errors
from jobsearch.errors import FeedRefused, FeedUnreachable, FileUnreadable, JobSearchError, PostUnknown


def kinds(base: type[JobSearchError]) -> list[type[JobSearchError]]:
    found = [base]
    for kind in base.__subclasses__():
        found += kinds(kind)
    return found


def blanks(kind: type[JobSearchError]) -> dict[str, str]:
    """Return a word for each pair of braces in the docstring of an error."""
    names = [name for _, name, _, _ in string.Formatter().parse(kind.__doc__ or "") if name]
    return {name: f"the-{name}" for name in names}


EVERY_ERROR = pytest.mark.parametrize("kind", kinds(JobSearchError), ids=lambda kind: kind.__name__)


@EVERY_ERROR
def test_says_on_one_line_what_happened(kind: type[JobSearchError]) -> None:
    sentence = str(kind(**blanks(kind)))
    assert re.search(r"[.|)`]$", sentence)
    assert sentence == " ".join(sentence.split())
    assert "{" not in sentence


@EVERY_ERROR
def test_names_each_detail_in_its_sentence(kind: type[JobSearchError]) -> None:
    details = blanks(kind)
    sentence = str(kind(**details))
    assert [word for word in details.values() if word not in sentence] == []


@EVERY_ERROR
def test_lets_no_control_character_or_line_of_a_detail_through(kind: type[JobSearchError]) -> None:
    hostile = dict.fromkeys(blanks(kind), "\x1b[31mred\r\n\u202eline\x9b \ud800")
    sentence = str(kind(**hostile))
    assert sentence.isprintable()
    assert sentence.count("[31mred line") == len(re.findall(r"\{\w+\}", kind.__doc__ or ""))


@EVERY_ERROR
def test_lets_no_password_of_an_address_through(kind: type[JobSearchError]) -> None:
    secret = dict.fromkeys(blanks(kind), "see https://me:s3cr@t@example.org:80/a@b and ftp://you@x")
    sentence = str(kind(**secret))
    assert "s3cr" not in sentence
    assert ("see https://b and ftp://x" in sentence) is bool(secret)


class Awkward(Exception):
    """An error of a library that cannot be pickled."""

    def __init__(self, first: str, _second: str) -> None:
        super().__init__(first)


@EVERY_ERROR
def test_crosses_to_another_process_with_all_it_says(kind: type[JobSearchError]) -> None:
    error = kind(**blanks(kind))
    error.add_note("a note")
    error.nearest = ("cook",)  # type: ignore[attr-defined] # some have more to tell than their sentence
    found = pickle.loads(pickle.dumps(error))
    assert (type(found), str(found), vars(found)) == (kind, str(error), vars(error))


def test_crosses_to_another_process_whatever_its_cause_is() -> None:
    for cause in (Awkward("too long", "x"), OSError(5, "Input/output error"), lambda: None):
        error = FeedUnreachable(url="u", cause=cause)
        found = pickle.loads(pickle.dumps(error))
        assert str(found) == str(error)


@EVERY_ERROR
def test_is_kept_in_one_family(kind: type[JobSearchError]) -> None:
    assert kind.__module__ == "jobsearch.errors"
    assert issubclass(kind, JobSearchError)
    assert not issubclass(kind, ValueError | OSError)


def test_the_module_draws_every_family() -> None:
    families = [family.__name__ for family in JobSearchError.__subclasses__()]
    assert families == re.findall(r"^      (\w+Error) ", errors.__doc__ or "", re.MULTILINE)


def test_leaves_braces_in_a_detail_alone() -> None:
    assert str(PostUnknown(key="{0.__class__} {x}")).startswith("The store has no post {0.__class__} {x}")


def test_accepts_details_that_are_not_text() -> None:
    error = FeedRefused(url="http://x/api", status=403, remedy="Ask nicely")
    assert str(error) == "http://x/api responded with status 403. Ask nicely."


def test_keeps_details_for_programs() -> None:
    cause = OSError("refused")
    assert FeedUnreachable(url="u", cause=cause).details == {"url": "u", "cause": cause}


def test_says_what_to_do() -> None:
    sentence = str(FileUnreadable(path="feed.json", cause="No such file or directory"))
    assert sentence == (
        "feed.json cannot be read: No such file or directory. Choose an existing file that you have "
        "permission to read."
    )
