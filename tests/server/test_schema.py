"""Requests made up from the schema, right and wrong ones: no answer breaks it, none is a mistake of ours."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import Program
from support.serving import Server, served

from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

ALL = "examples,coverage,fuzzing,stateful"


@pytest.mark.parametrize(
    ("phases", "examples"),
    [
        ("examples,fuzzing,stateful", 1),
        pytest.param(ALL, 150, marks=[pytest.mark.slow, pytest.mark.timeout(3_600)]),
    ],
)
def test_every_check_of_schemathesis_passes(own: Program, tmp_path: Path, phases: str, examples: int) -> None:
    # The key of the examples: one that is not known is a 404, which tests nothing.
    (tmp_path / "feed.json").write_bytes(body([element(1059249)]))
    fetch_new(Settings(own.instance), [tmp_path / "feed.json"])
    set_stage(Settings(own.instance), "remoteok:1059249", "applied")
    with served(own) as server:
        _check(server, tmp_path, phases, examples)
        assert "Traceback" not in server.log.read_text()


def _check(server: Server, folder: Path, phases: str, examples: int) -> None:
    schemathesis = Path(sys.executable).with_name("schemathesis")
    options = [
        "--checks",
        "all",
        "--phases",
        phases,
        "--max-examples",
        str(examples),
        "--no-color",
        "--seed",
        "7",
    ]
    done = subprocess.run(
        [str(schemathesis), "run", f"{server.url}/openapi.json", *options],
        capture_output=True,
        cwd=folder,
        text=True,
        timeout=3_600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
    assert "No issues found" in done.stdout
    tested = re.search(r"Operations: +(\d+) selected / (\d+) total", done.stdout)
    assert tested is not None
    assert tested[1] == tested[2]
    assert re.search(r"✅ +Stateful", done.stdout)
