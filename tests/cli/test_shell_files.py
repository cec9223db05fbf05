"""The man page and the completions that the wheel installs say what the commands say."""

import importlib.util
import re
import shutil
import subprocess
from types import ModuleType

import pytest
from support.process import ROOT


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that writes them."""
    spec = importlib.util.spec_from_file_location("shell_files", ROOT / ".github" / "shell_files.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_they_follow_from_the_commands(script: ModuleType) -> None:
    kept = {file.name: file.read_text("utf-8") for file in script.FOLDER.iterdir()}
    assert kept == script.files(), "run python .github/shell_files.py"


def test_the_man_page_is_well_formed(script: ModuleType) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff, which reads man pages, is not installed")
    command = ["groff", "-man", "-Tutf8", "-ww", script.FOLDER / "jobsearch.1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert not done.stderr
    assert "Status" in done.stdout or "STATUS" in re.sub(".\b", "", done.stdout)


def test_bash_takes_the_completion(script: ModuleType) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    lines = f"source {script.FOLDER / 'jobsearch.bash'}; complete -p jobsearch"
    done = subprocess.run([bash, "-c", lines], check=True, capture_output=True, text=True)
    assert "_jobsearch_completion jobsearch" in done.stdout
