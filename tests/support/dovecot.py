"""A real IMAP server: Dovecot of Debian's packages, as the user who runs the tests, on 127.0.0.1."""

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
LACKING = "needs Dovecot, which is in Debian's package dovecot-imapd"
PASSWORD = "only_for_the_tests"

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail
disable_plaintext_auth = no
ssl = {ssl}
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service auth {{
  user = {internal}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """The running server: its folder, ports and the file of the authority that its certificate is from."""

    folder: Path
    port: int
    tls_port: int
    authority: Path

    def deliver(self, mail: bytes, name: str) -> None:
        """Put a mail into the inbox, as a program that delivers does."""
        folder = self.folder / "mail"
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "tmp" / name).write_bytes(mail.replace(b"\r\n", b"\n"))
        if os.geteuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, _users().uid, _users().gid)
        (folder / "tmp" / name).rename(folder / "new" / name)

    def files(self) -> list[str]:
        """Return the names of the mails, which hold their flags, with where they lie."""
        found = (self.folder / "mail").glob("*/[0-9]*")
        return sorted(str(one.relative_to(self.folder)) for one in found)


@dataclass(frozen=True)
class _Users:
    """Who the server's processes are: Dovecot refuses to be root alone, and needs root to be several."""

    internal: str
    login: str
    group: str
    uid: int
    gid: int


def _users() -> _Users:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        return _Users("dovecot", "dovenull", "dovecot", nobody.pw_uid, nobody.pw_gid)
    user = getpass.getuser()
    return _Users(user, user, grp.getgrgid(os.getgid()).gr_name, os.getuid(), os.getgid())


@contextmanager
def running(*, tls: bool = True) -> Iterator[Dovecot]:
    """Run the server until the end of the block; without `tls` it offers no STARTTLS."""
    with tempfile.TemporaryDirectory(prefix="dovecot-") as name:
        folder = Path(name)  # not below those of pytest, which other users may not enter
        folder.chmod(0o755)
        with _running(folder, tls=tls) as server:
            yield server


@contextmanager
def _running(folder: Path, *, tls: bool) -> Iterator[Dovecot]:
    (folder / "mail").mkdir()
    if os.geteuid() == 0:
        os.chown(folder / "mail", _users().uid, _users().gid)
    ca = trustme.CA()
    certificate = ca.issue_cert("127.0.0.1", "localhost")
    certificate.private_key_pem.write_to_path(folder / "server.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "server.pem")
    ca.cert_pem.write_to_path(folder / "authority.pem")
    server = Dovecot(folder, _free_port(), _free_port(), folder / "authority.pem")
    (folder / "dovecot.conf").write_text(
        _CONFIG.format(
            folder=folder,
            **vars(_users()),
            ssl="yes" if tls else "no",
            password=PASSWORD,
            port=server.port,
            tls_port=server.tls_port if tls else 0,
        )
    )
    process = subprocess.Popen([str(DOVECOT), "-F", "-c", folder / "dovecot.conf"])
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(server: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    for _try in range(100):
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=1) as one:
                if one.recv(4) == b"* OK":
                    return
        except OSError:
            pass
        assert process.poll() is None, (server.folder / "log").read_text()
        time.sleep(0.05)
    raise AssertionError((server.folder / "log").read_text())
