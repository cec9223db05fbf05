"""What contributors read names files that are there."""

import re
from pathlib import Path

import pytest
from support.documents import ROOT, read

DOCUMENTS = [*sorted((ROOT / ".github").glob("*.md")), ROOT / "jobsearch" / "README.md"]
PATH = re.compile(r"`((?:[\w.]+/)+[\w.]+\.\w+|[\w]+\.(?:py|md|toml))`")
PLACES = ("", "jobsearch", ".github", "jobsearch/boards", "jobsearch/services/recommend")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_the_files_that_it_names_exist(document: Path) -> None:
    named = set(PATH.findall(read(document)))
    patterns = {name: re.sub("NAME|TOPIC", "*", name) for name in named}
    missing = [
        name
        for name, pattern in patterns.items()
        if name != "config.toml" and not any(any((ROOT / place).glob(pattern)) for place in PLACES)
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_its_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\[[^\]]*\]\(([^)]+)\)", read(document))
    here = [target for target in targets if not target.startswith("https://")]
    assert [target for target in here if not (document.parent / target).exists()] == []
