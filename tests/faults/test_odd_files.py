"""A pipe, a device, a folder or a socket in the place of a file: it is refused in a sentence, and at once."""

import os
import shutil
import socket
from collections.abc import Callable
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from jobsearch.careers import model as career_model
from jobsearch.config import read_config
from jobsearch.errors import JobSearchError, StoreFailed
from jobsearch.files.resume import read_experience
from jobsearch.files.saved import read, read_text
from jobsearch.learning import kept_posts, model_file
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.backup import back_up
from jobsearch.services.instance.doctor import examine
from jobsearch.services.instance.status import status
from jobsearch.services.sources.lists import read_list
from jobsearch.settings import Settings
from jobsearch.store.models import CareerModel, Model
from jobsearch.store.sqlite.engine import connect, writing

pytestmark = pytest.mark.timeout(20)


def _socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # which has to be short


KINDS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a link to a pipe": lambda path: (os.mkfifo(f"{path}-"), path.symlink_to(f"{path}-")),
    "a device without an end": lambda path: path.symlink_to("/dev/zero"),
    "a device with nothing": lambda path: path.symlink_to("/dev/null"),
    "a terminal": lambda path: path.symlink_to("/dev/tty"),
    "a folder": Path.mkdir,
    "a link to a folder": lambda path: path.symlink_to(path.parent),
    "a socket": _socket,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
}
LEAD_NOWHERE = {"a link to itself", "a link to nothing"}
NAMED: dict[str, Callable[[Path, Settings], object]] = {
    "fetch-new --from": lambda path, settings: fetch_new(settings, [path]),
    "labels import": lambda path, _settings: read_text(path),
    "serve --token-file": lambda path, _settings: read_text(path, 100),
    "sources add --from": lambda path, _settings: read_list(path),
    "a saved response": lambda path, _settings: read(path),
    "wish set, label --like, careers feedback": lambda path, _settings: read_experience(str(path)),
    "the store": lambda path, _settings: connect(path),
    "config.toml": lambda path, _settings: _config(path),
    "the model": lambda path, _settings: model_file.load(path, "", {}),
    "the career model": lambda path, _settings: career_model.load(path, "", {}),
}


def _config(path: Path) -> None:
    if read_config(path).sections == {} and not path.exists():
        read(path)  # without a file there are no defaults


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of a file."""
    return tmp_path / "cv.txt"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (place, kind)
        for place in NAMED
        for kind in KINDS
        if (place, kind) != ("the store", "a link to nothing")  # it is made where that leads
    ],
)
def test_what_is_no_file_is_refused_where_one_is_named(
    path: Path, settings: Settings, place: str, kind: str
) -> None:
    KINDS[kind](path)
    with pytest.raises(JobSearchError) as error:
        NAMED[place](path, settings)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_read_of_all_posts_is_read_anew_where_its_file_is_none(path: Path, kind: str) -> None:
    KINDS[kind](path)
    assert kept_posts.load(path) is None


def test_what_was_read_of_all_posts_is_read_anew_where_its_file_is_packed(path: Path) -> None:
    with path.open("wb") as file:
        np.savez_compressed(file, about=np.zeros(10_000_000, dtype=np.uint8))
    assert path.stat().st_size < 100_000
    assert kept_posts.load(path) is None


@pytest.fixture(scope="module")
def trained_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows of both models, without their files, to be copied."""
    instance = tmp_path_factory.mktemp("trained") / "instance"
    with writing(connect(Settings(instance=instance).store_path)) as session:
        said = {"sha256": "", "trained_at": datetime.now(UTC), "versions": {}}
        session.add(Model(**said, labels_digest="", yes=2, no=2, cut=0.5, metrics={}))
        session.add(CareerModel(**said, posts=1, experiences=0))
        session.commit()
    return instance


@pytest.fixture
def trained(settings: Settings, trained_once: Path) -> Settings:
    """A store that knows of both models, without their files."""
    shutil.copytree(trained_once, settings.instance)
    return settings


@pytest.mark.parametrize("kind", KINDS)
def test_status_doctor_and_backup_go_on_whatever_stands_in_the_place_of_files(
    trained: Settings, kind: str
) -> None:
    for name in ("config.toml", "last-backup.json", "model.joblib", "careers.npz", "posts-read.npz"):
        KINDS[kind](trained.instance / name)
    found = status(trained)
    assert found.model
    assert found.careers
    assert found.model.problem
    assert found.careers.problem
    assert found.backup is None
    wrong = {one.subject for one in examine(trained, full=True) if not one.fine}
    assert {"Model", "Careers"} <= wrong
    assert ("Config" in wrong) == (kind not in LEAD_NOWHERE)
    assert back_up(trained, trained.instance / "copy.db").size


@pytest.mark.parametrize("kind", KINDS)
def test_doctor_ends_whatever_stands_in_the_place_of_the_store(settings: Settings, kind: str) -> None:
    settings.instance.mkdir()
    KINDS[kind](settings.store_path)
    wrong = {one.subject for one in examine(settings) if not one.fine}
    assert ("Store" in wrong) == (kind not in LEAD_NOWHERE)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a link to nothing"])
def test_a_backup_replaces_files_alone(trained: Settings, path: Path, kind: str) -> None:
    KINDS[kind](path)
    with pytest.raises(JobSearchError, match="cannot be written"):
        back_up(trained, path, replace=True)


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("kind", ["a pipe", "a link to a pipe", "a device without an end", "a socket"])
def test_sqlite_is_given_no_pipe_for_its_log(trained: Settings, ending: str, kind: str) -> None:
    KINDS[kind](trained.store_path.with_name(f"jobposts.db{ending}"))
    with pytest.raises(StoreFailed, match=f"jobposts.db{ending} beside it is a"):
        status(trained)


NOTES = {
    "a list": "[]",
    "a number": "7",
    "brackets": "[" * 60_000,
    "a long number": '{"made_at": ' + "1" * 60_000 + "}",
    "more than a note": '{"made_at": "2026-01-01T00:00:00+00:00", "path": "/x"}' + " " * 65_536,
    "the first year": '{"made_at": "0001-01-01T00:00:00+00:00", "path": "/x"}',
    "the last year": '{"made_at": "9999-12-31T23:59:59+00:00", "path": "/x"}',
    "no zone": '{"made_at": "2026-01-01T00:00:00", "path": "/x"}',
    "a path of nothing": '{"made_at": "2026-01-01T00:00:00+00:00", "path": null}',
    "no text": "\x00\x01",
}


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_a_backup_that_nobody_wrote_so_tells_of_none(trained: Settings, note: str) -> None:
    trained.last_backup_path.write_text(NOTES[note])
    assert status(trained).backup is None


def test_what_is_handed_over_open_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"key,label\n")
    os.close(writer)
    assert read_text(Path(f"/dev/fd/{reader}")) == "key,label\n"
    os.close(reader)


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}"])
def test_a_shell_may_hand_over_a_resume(name: str) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"taught mathematics")
    os.close(writer)
    assert read_experience(name.format(reader)) == "taught mathematics"
    os.close(reader)
