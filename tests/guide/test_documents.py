"""What the README and the pages of the guide say of the command line is so."""

import re
from pathlib import Path

import pytest
from support.documents import GUIDE, PAGES, PROGRAM, README, ROOT, calls, commands, options, parse, read
from support.feeds import body, tasteful
from support.process import Program
from support.server import FeedServer, Reply

from jobsearch.services.training.train import train
from jobsearch.settings import Settings

DOCUMENTS = [README, ROOT / "jobsearch" / "README.md", *PAGES]
EVERY_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: str(one.relative_to(ROOT)))
OF_OTHER_PROGRAMS = r"^(?:python3 -m venv|.*(?:systemctl|journalctl|poetry install)).*$"


def _line(page: str, pattern: str) -> str:
    found = re.search(pattern, read(GUIDE / page), re.MULTILINE)
    assert found is not None
    return found[1]


@EVERY_DOCUMENT
def test_every_command_in_it_parses(document: Path) -> None:
    for call in calls(document):
        parse(call)


def test_the_commands_of_the_examples_are_found() -> None:
    found = [call for document in DOCUMENTS for call in calls(document)]
    assert ["recommend", "-n", "3", "-o", "keys"] in found
    assert ["backup", "--replace", "/media/you/jobsearch-NESTED.db"] in found
    assert len(found) > 30


@pytest.mark.parametrize("wrong", [["frobnicate"], ["recommend", "--frob"], ["careers", "skills"], ["show"]])
def test_a_command_that_there_is_not_would_be_noticed(wrong: list[str]) -> None:
    with pytest.raises(Exception, match=r"No such|Missing"):
        parse(wrong)


@EVERY_DOCUMENT
def test_names_no_option_that_does_not_exist(document: Path) -> None:
    lines = re.sub(OF_OTHER_PROGRAMS, "", read(document), flags=re.MULTILINE)
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", lines))
    known = {*options(PROGRAM), "--help", "--install-completion"}
    assert named - known == set()


def _headings(document: Path) -> set[str]:
    """Return the anchors of a page's headings: in small letters, with hyphens between words."""
    headings = re.findall(r"^#+ (.+)$", read(document), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@EVERY_DOCUMENT
def test_its_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", read(document))
    inside = [target[1:] for target in targets if target.startswith("#")]
    assert [target for target in inside if target not in _headings(document)] == []
    here = [target for target in targets if not target.startswith(("https://", "#"))]
    assert [target for target in here if not (document.parent / target).exists()] == []
    if document.parent == GUIDE:  # which is installed without what is beside it in a clone
        assert [target for target in here if not (GUIDE / target).parent.samefile(GUIDE)] == []


@pytest.mark.parametrize("command", commands())
def test_the_guide_has_every_command_and_each_of_its_options(command: str) -> None:
    manual = "".join(map(read, PAGES))
    assert re.search(rf"(?:`|main\.py |jobsearch ){command}\b", manual)
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", manual))
    names = [one.opts for one in commands()[command].params if one.param_type_name == "option"]
    assert [opts for opts in names if not named.intersection(opts)] == []


def test_the_cron_line_says_nothing_when_all_is_well(program: Program, server: FeedServer) -> None:
    server.answer(Reply(body(tasteful(4)[0])))
    cron = _line("boards.md", r"jobsearch (fetch-new -q)$")
    done = program.run(*cron.split(), JOBSEARCH_REMOTEOK_URL=server.url)
    assert (done.status, done.out, done.err) == (0, "", "")


def test_the_digest_is_mailed_only_when_there_is_something_new(
    twenty_labels: Settings, program: Program
) -> None:
    train(twenty_labels)
    cron = _line("recommend.md", r"jobsearch (recommend --new [^\n]*)$")
    first, second = (program.run(*cron.split()) for _morning in range(2))
    assert (first.status, first.err, first.out[:15]) == (0, "", "<!doctype html>")
    assert (second.status, second.err, second.out) == (0, "", "")
