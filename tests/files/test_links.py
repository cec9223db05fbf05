"""A link that somebody else may have made is not followed when a file is replaced."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from jobsearch.errors import FileUnwritable
from jobsearch.files import atomic
from jobsearch.files.atomic import replacing

OPEN = [0o777, 0o1777, 0o775, 0o770, 0o757, 0o722]


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file of the person in a folder of their own."""
    (tmp_path / "own").mkdir(mode=0o700)
    file = tmp_path / "own" / "victim"
    file.write_text("precious")
    return file


def shared(tmp_path: Path, mode: int) -> Path:
    """Make a folder that others may write to."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(mode)
    return folder


def replace(path: Path) -> None:
    with replacing(path) as beside:
        beside.write_text("later")


@pytest.mark.parametrize("mode", OPEN, ids=oct)
def test_a_link_in_a_folder_of_all_is_replaced_and_not_followed(
    tmp_path: Path, victim: Path, mode: int
) -> None:
    link = shared(tmp_path, mode) / "export.csv"
    link.symlink_to(victim)
    replace(link)
    assert (victim.read_text(), link.read_text()) == ("precious", "later")
    assert not link.is_symlink()
    assert stat.S_IMODE(link.stat().st_mode) == 0o600


LINKS: list[tuple[str, Callable[[Path, Path], object]]] = [
    ("relative", lambda link, _victim: link.symlink_to("../own/victim")),
    ("to nothing", lambda link, victim: link.symlink_to(victim.with_name("new"))),
    ("to a folder", lambda link, victim: link.symlink_to(victim.parent)),
    ("to itself", lambda link, _victim: link.symlink_to(link)),
    ("to a link", lambda link, victim: (link.with_name("b").symlink_to(victim), link.symlink_to("b"))),
    ("to a device", lambda link, _victim: link.symlink_to("/dev/null")),
]


@pytest.mark.parametrize("make", [make for _, make in LINKS], ids=[name for name, _ in LINKS])
def test_wherever_a_link_in_a_folder_of_all_leads(
    tmp_path: Path, victim: Path, make: Callable[[Path, Path], object]
) -> None:
    link = shared(tmp_path, 0o777) / "model.joblib"
    make(link, victim)
    replace(link)
    assert (link.is_symlink(), link.read_text()) == (False, "later")
    assert [file.name for file in victim.parent.iterdir()] == ["victim"]
    assert victim.read_text() == "precious"


def test_a_link_of_ones_own_that_leads_to_a_link_of_all_ends_there(tmp_path: Path, victim: Path) -> None:
    theirs = shared(tmp_path, 0o777) / "theirs"
    theirs.symlink_to(victim)
    own = victim.with_name("own")
    own.symlink_to(theirs)
    replace(own)
    assert (victim.read_text(), theirs.read_text()) == ("precious", "later")
    assert own.is_symlink()


@pytest.mark.parametrize("target", ["victim", "../own/victim", "second"])
def test_a_link_in_a_folder_of_ones_own_is_followed(victim: Path, target: str) -> None:
    victim.with_name("second").symlink_to("victim")
    link = victim.with_name("link")
    link.symlink_to(target)
    replace(link)
    assert (victim.read_text(), link.is_symlink()) == ("later", True)


def test_a_folder_that_somebody_else_linked_is_not_entered(
    tmp_path: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = shared(tmp_path, 0o1777) / "instance"
    link.symlink_to(victim.parent)
    replace(link / "victim")
    assert victim.read_text() == "later"  # one's own link is
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    monkeypatch.setattr(atomic, "_is_of_another", lambda path: path == link)
    with pytest.raises(FileUnwritable, match="is a link created by another user"):
        replace(link / "victim")


def test_a_loop_of_ones_own_links_ends(victim: Path) -> None:
    victim.with_name("a").symlink_to("b")
    victim.with_name("b").symlink_to("a")
    with pytest.raises(FileUnwritable, match="Too many levels of symbolic links"):
        replace(victim.with_name("a"))


def test_what_was_swapped_meanwhile_is_not_put_in_place(tmp_path: Path, victim: Path) -> None:
    target = shared(tmp_path, 0o777) / "file"

    def swap() -> None:
        with replacing(target) as beside:
            beside.unlink()
            beside.symlink_to(victim)

    with pytest.raises(FileUnwritable, match="another program replaced it"):
        swap()
    assert not target.exists()
    assert victim.read_text() == "precious"
