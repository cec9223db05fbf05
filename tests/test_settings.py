import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import jobsearch
from jobsearch.errors import JobSearchError
from jobsearch.settings import resolve

CHECKOUT = Path(jobsearch.__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that is not the checkout, as cron has."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_keeps_the_instance_beside_main_py_whatever_the_current_folder(elsewhere: Path) -> None:
    settings = resolve(environment={})
    assert settings.instance == CHECKOUT / "instance"
    assert elsewhere not in settings.instance.parents


def test_installed_without_a_checkout_keeps_the_instance_with_the_person_s_data(tmp_path: Path) -> None:
    unseen = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "jobsearch", tmp_path / "site" / "jobsearch", ignore=unseen)
    asked = "from jobsearch.settings import resolve; print(resolve(environment={}).instance)"
    environment = {"PYTHONPATH": str(tmp_path / "site"), "XDG_DATA_HOME": str(tmp_path / "data")}
    told = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | environment,
        text=True,
    )
    assert Path(told.stdout.strip()).name == "jobsearch"
    assert tmp_path / "site" not in Path(told.stdout.strip()).parents
    assert not list((tmp_path / "site").glob("instance"))


def test_asks_remote_ok_without_a_contact_by_default() -> None:
    settings = resolve(environment={})
    assert (settings.remoteok_url, settings.contact) == ("https://remoteok.com/api", "")


def test_prefers_the_option_to_the_environment(tmp_path: Path) -> None:
    settings = resolve(tmp_path / "option", {"JOBSEARCH_INSTANCE": str(tmp_path / "environment")})
    assert settings.instance == tmp_path / "option"


def test_prefers_the_environment_to_the_default(tmp_path: Path) -> None:
    assert resolve(environment={"JOBSEARCH_INSTANCE": str(tmp_path)}).instance == tmp_path


@pytest.mark.parametrize("name", ["JOBSEARCH_INSTANCE", "JOBSEARCH_REMOTEOK_URL", "JOBSEARCH_CONTACT"])
def test_takes_an_empty_variable_for_none(name: str) -> None:
    assert resolve(environment={name: ""}) == resolve(environment={})


def test_takes_address_and_contact_from_the_environment() -> None:
    environment = {"JOBSEARCH_REMOTEOK_URL": "http://127.0.0.1:9/api", "JOBSEARCH_CONTACT": "me@example.org"}
    settings = resolve(environment=environment)
    assert (settings.remoteok_url, settings.contact) == ("http://127.0.0.1:9/api", "me@example.org")


def test_reads_the_environment_at_the_time_of_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBSEARCH_INSTANCE", str(tmp_path / "late"))
    assert resolve().instance == tmp_path / "late"


def test_makes_a_relative_folder_absolute(elsewhere: Path) -> None:
    assert resolve(Path("mine")).instance == elsewhere / "mine"


@pytest.mark.parametrize("folder", ["~/jobs", "~"])
def test_expands_the_home_folder(home: Path, folder: str) -> None:
    expected = home / folder.removeprefix("~").lstrip("/")
    assert resolve(Path(folder)).instance == expected
    assert resolve(environment={"JOBSEARCH_INSTANCE": folder}).instance == expected


def test_refuses_the_home_of_nobody_in_one_sentence() -> None:
    with pytest.raises(JobSearchError, match="nobody-of-this-name"):
        resolve(Path("~nobody-of-this-name/jobs"))


def test_creates_nothing(tmp_path: Path) -> None:
    resolve(tmp_path / "instance")
    assert list(tmp_path.iterdir()) == []


def test_names_the_files_of_an_instance(tmp_path: Path) -> None:
    settings = resolve(tmp_path)
    assert settings.store_path == tmp_path / "jobposts.db"
    assert settings.model_path == tmp_path / "model.joblib"


def test_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(resolve(tmp_path), "contact", "x")  # noqa: B010 - a plain assignment does not type-check


def test_can_be_the_key_of_a_cache_with_the_host_of_a_board_replaced(tmp_path: Path) -> None:
    replaced = {"JOBSEARCH_SOURCE_URL_JOBICY": "http://127.0.0.1:9"}
    one, same = (resolve(tmp_path, replaced) for _time in range(2))
    assert {one: 1}[same] == 1
    assert one != resolve(tmp_path, {})
