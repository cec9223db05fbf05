"""File systems that cannot do what SQLite needs are named at once, with what to do."""

import errno
import fcntl
import mmap
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from support.process import Finished, Program

from jobsearch.errors import FileSystemUnfit, StoreBusy
from jobsearch.services.instance import doctor
from jobsearch.settings import Settings
from jobsearch.store.sqlite import filesystem, watch
from jobsearch.store.sqlite.engine import connect, writing
from jobsearch.store.sqlite.filesystem import is_of_network, kind_of, why_unfit

ERRORS = [errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS, errno.EIO, errno.EPERM, errno.ESTALE]
SHARED_ERRORS = [errno.ENODEV, errno.EINVAL, errno.EACCES, errno.EPERM, errno.ENOSYS]
COMPILER = shutil.which("cc") or shutil.which("gcc")
MOUNTS = """\
22 1 0:21 / / rw - ext4 /dev/sda1 rw
23 22 0:22 / /home rw,relatime shared:1 - nfs4 server:/home rw,vers=4.2
24 22 0:23 / /home/ann/my\\040share rw - fuse.sshfs ann@server: rw
25 22 0:24 / /mnt rw - 9p share rw
26 22 0:25 / /mnt rw - cifs //server/share rw
27 22 0:26 / /homes rw - tmpfs tmpfs rw
an odd line
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "instance" / "jobposts.db"


def failing(number: int) -> Any:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, "not supported")

    return fail


@pytest.fixture(params=ERRORS, ids=errno.errorcode.get)
def no_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that locks nothing, for what this program tries itself."""
    monkeypatch.setattr(fcntl, "lockf", failing(request.param))


@pytest.mark.usefixtures("no_locks")
def test_a_store_that_cannot_be_locked_is_refused_at_once(store: Path) -> None:
    begun = time.perf_counter()
    for _once_more in range(2):
        with pytest.raises(FileSystemUnfit, match=r"cannot lock files.*JOBSEARCH_INSTANCE to that folder"):
            connect(store)
    with pytest.raises(FileSystemUnfit, match=r"cannot lock files"):
        watch.OpenStores().open(store)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.EACCES])
def test_a_lock_that_another_program_holds_says_nothing_of_the_file_system(
    store: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(fcntl, "lockf", failing(number))
    connect(store)
    assert why_unfit(store) == ""


@pytest.mark.parametrize("number", SHARED_ERRORS, ids=errno.errorcode.get)
def test_memory_that_cannot_be_shared_is_found(
    store: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    connect(store)
    monkeypatch.setattr(mmap, "mmap", failing(number))
    assert why_unfit(store) == "cannot share memory between programs"
    with pytest.raises(FileSystemUnfit, match="cannot share memory between programs"):
        watch.OpenStores().open(store)


def test_a_good_file_system_is_fit_and_nothing_is_left_on_it(store: Path) -> None:
    connect(store)
    assert why_unfit(store) == ""
    assert [file.name for file in store.parent.iterdir() if "-shm" in file.name] == []


def test_nothing_is_said_of_a_folder_in_which_nothing_can_be_made(tmp_path: Path) -> None:
    assert why_unfit(tmp_path / "nowhere" / "jobposts.db") == ""


def test_a_store_that_another_program_has_locked_is_busy_and_not_unfit(store: Path) -> None:
    engine = connect(store, busy_seconds=0.1)
    with writing(engine) as first:
        first.connection()
        for _once_more in range(2):  # nor does looking at the locks take any away
            assert why_unfit(store) == ""
            with pytest.raises(StoreBusy), writing(connect(store, busy_seconds=0.1)) as second:
                second.connection()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"),
        ("/var/lib/jobsearch", "ext4"),
        ("/home", "nfs4"),
        ("/home/bob/instance", "nfs4"),
        ("/home/ann/my share/instance", "fuse.sshfs"),
        ("/home/ann/my", "nfs4"),
        ("/mnt/instance", "cifs"),
        ("/homes/ann", "tmpfs"),
        ("/mntx", "ext4"),
        ("/home/../mnt/x", "cifs"),
    ],
)
def test_names_the_file_system_that_a_folder_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    monkeypatch.setattr(filesystem, "_MOUNTS", tmp_path / "mountinfo")
    assert kind_of(Path(path)) == kind


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe - \n", b"1 2 3\n"])
def test_a_system_that_does_not_tell_its_mounts_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "mountinfo").write_bytes(content)
    monkeypatch.setattr(filesystem, "_MOUNTS", tmp_path / "mountinfo")
    assert kind_of(tmp_path) == "unknown"


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "vboxsf"])
def test_doctor_remarks_on_a_share_that_works(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    connect(settings.store_path)
    monkeypatch.setattr(filesystem, "kind_of", lambda _path: kind)
    assert is_of_network(kind)
    (disk,) = [found for found in doctor.examine(settings) if found.subject == "Disk"]
    assert disk.fine
    assert (
        f"The folder is on a network file system ({kind}), so never use it from two machines at once."
        in disk.sentence
    )


@pytest.mark.usefixtures("no_locks")
def test_doctor_says_so_and_ends(settings: Settings) -> None:
    begun = time.perf_counter()
    found = {one.subject: one for one in doctor.examine(settings)}
    settings.instance.mkdir()
    settings.store_path.touch()
    again = {one.subject: one for one in doctor.examine(settings)}
    for subject, finding in (("Disk", found["Disk"]), ("Disk", again["Disk"]), ("Store", again["Store"])):
        assert not finding.fine, subject
        assert "cannot lock files" in finding.sentence
        assert "JOBSEARCH_INSTANCE" in finding.sentence
    assert time.perf_counter() - begun < 5


@pytest.fixture(scope="module")
def preload(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library that makes the system lack something, for LD_PRELOAD."""
    if COMPILER is None:
        pytest.skip("there is no C compiler")
    source = Path(__file__).parents[2] / "support" / "preload.c"
    library = tmp_path_factory.mktemp("preload") / "preload.so"
    subprocess.run(
        [COMPILER, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True, capture_output=True
    )
    return str(library)


@pytest.fixture(params=["NO_LOCKS", "NO_SHARED"])
def share(request: pytest.FixtureRequest, preload: str) -> dict[str, str]:
    """The environment of a program whose instance is on a share that lacks locks or shared memory."""
    number = errno.ENOLCK if request.param == "NO_LOCKS" else errno.ENODEV
    return {"LD_PRELOAD": preload, request.param: str(number)}


def check_named(done: Finished, seconds: float) -> None:
    said = " ".join((done.out + done.err).split())
    assert done.status == 1
    assert "its file system (" in said
    assert "JOBSEARCH_INSTANCE" in said
    assert seconds < 25  # 5 on a quiet machine; SQLite's own patience is 30


@pytest.mark.parametrize("before", [False, True], ids=["fresh", "with a store"])
def test_a_label_on_a_share_is_refused_in_one_sentence(
    program: Program, share: dict[str, str], *, before: bool
) -> None:
    if before:
        assert program.run("labels", "set", "remoteok:1", "yes").status == 0
    begun = time.perf_counter()
    done = program.run("labels", "set", "remoteok:2", "yes", **share)
    check_named(done, time.perf_counter() - begun)
    assert program.run("labels", "set", "remoteok:3", "yes").status == 0
    assert ("remoteok:1,yes" in program.run("labels", "export", "-").out) is before


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", ["status", "doctor", "recommend", "train", "backup copy.db", "labels export -"]
)
@pytest.mark.parametrize(
    ("variable", "number"),
    [*(("NO_LOCKS", number) for number in ERRORS[:5]), *(("NO_SHARED", number) for number in SHARED_ERRORS)],
)
def test_every_command_on_a_share_ends_in_time(
    program: Program, preload: str, command: str, variable: str, number: int
) -> None:
    begun = time.perf_counter()
    done = program.run(*command.split(), LD_PRELOAD=preload, **{variable: str(number)})
    check_named(done, time.perf_counter() - begun)


def test_what_is_on_a_share_without_shared_memory_can_still_be_read(program: Program, preload: str) -> None:
    assert program.run("labels", "set", "remoteok:1", "yes").status == 0
    done = program.run("labels", "export", "-", LD_PRELOAD=preload, NO_SHARED=str(errno.ENODEV))
    assert (done.status, "remoteok:1,yes" in done.out) == (0, True)


def test_locks_that_fail_later_are_named_as_well(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = connect(store, busy_seconds=0.1)
    monkeypatch.setattr(fcntl, "lockf", failing(errno.ENOLCK))
    with writing(engine) as first:
        first.connection()
        with pytest.raises(FileSystemUnfit, match="cannot lock files"), writing(engine) as second:
            second.connection()
