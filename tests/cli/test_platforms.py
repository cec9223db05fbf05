"""What another system lacks is not asked of it."""

import ast
import importlib.util
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import jobsearch
from jobsearch.cli.screens.keys import Decoder
from jobsearch.files import owned, system

ROOT = Path(jobsearch.__file__).parent
OF_POSIX = {
    "curses",
    "fcntl",
    "grp",
    "posix",
    "pty",
    "pwd",
    "readline",
    "resource",
    "syslog",
    "termios",
    "tty",
}
OF_POSIX_ALONE = ROOT / "cli" / "screens" / "posix_keys.py"


def imported(body: list[ast.stmt]) -> Iterator[str]:
    """Yield what a module imports at once, but for what it asks for after a look at the system."""
    for statement in body:
        match statement:
            case ast.Import():
                yield from (one.name for one in statement.names)
            case ast.ImportFrom():
                yield statement.module or ""
            case ast.If() if "platform" not in ast.unparse(statement.test):
                yield from imported(statement.body + statement.orelse)
            case ast.Try():
                yield from imported(statement.body + statement.orelse + statement.finalbody)
            case ast.ClassDef():
                yield from imported(statement.body)


def test_no_module_imports_what_windows_lacks() -> None:
    for file in sorted(ROOT.rglob("*.py")):
        found = set(imported(ast.parse(file.read_text("utf-8")).body))
        assert file == OF_POSIX_ALONE or not found & OF_POSIX, file
        assert "jobsearch.cli.screens.posix_keys" not in found, file


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> tuple[deque[str], ModuleType]:
    """What is typed at a console of Windows, and the module that reads it."""
    typed: deque[str] = deque()
    fake = SimpleNamespace(kbhit=lambda: bool(typed), getwch=typed.popleft)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)  # type: ignore[arg-type]
    spec = importlib.util.find_spec("jobsearch.cli.screens.windows_keys")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return typed, found


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("y", ["y"]),
        ("\xe0H", ["up"]),
        ("\x00P", ["down"]),
        ("\x03", ["ctrl-c"]),
        ("\xe0\x8d", []),
        ("ü", ["ü"]),
    ],
)
def test_a_console_of_windows_sends_what_terminals_send(
    console: tuple[deque[str], ModuleType], typed: str, keys: list[str]
) -> None:
    pending, windows = console
    pending.extend(typed)
    read = windows.Keys(0).read(0.0)
    decoder = Decoder()
    found = [*decoder.feed((read or b"").decode(sys.stdin.encoding)), *decoder.flush()]
    assert found == keys


def test_nothing_typed_is_nothing_and_what_was_typed_can_be_forgotten(
    console: tuple[deque[str], ModuleType],
) -> None:
    pending, windows = console
    assert windows.Keys(0).read(0.02) is None
    pending.extend("abc")
    windows.forget_typed(0)
    assert not pending


def test_where_the_system_knows_no_owners_none_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key"
    file.touch(mode=0o666)
    file.chmod(0o666)
    assert owned.why_not_ours(file)
    monkeypatch.setattr(system, "user_id", lambda: None)
    monkeypatch.setattr(owned, "user_id", lambda: None)
    assert owned.why_not_ours(file) == ""
