"""A real IMAP server on loopback: Dovecot with its own folder, port and certificate. Mails are laid into its maildir as files."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

USER, PASSWORD = "thidua@office.example.vn", "mat-khau-7f3a"
DAY_IN_WINDOW = 1647158400  # 13 March 2022
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
ssl = yes
ssl_cert = <{root}/cert.pem
ssl_key = <{root}/key.pem
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {group}
auth_failure_delay = 0
auth_mechanisms = plain
mail_location = maildir:{root}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


class Dovecot:
    """A running server. url: of its INBOX; ca: the certificate to trust."""

    def __init__(self, root: Path, port: int, owner: tuple[int, int]) -> None:
        self.root, self.port, self.owner, self.ca = root, port, owner, root / "cert.pem"
        self.url = f"imaps://{USER}@127.0.0.1:{port}/INBOX"

    def lay(self, mails: list[bytes], folder: str = "") -> None:
        """Mails into a folder (its name in the modified UTF-7 of IMAP), as if they had come within the window of March 2022."""
        place = self.root / "mail" / (f".{folder}" if folder else "")
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(mails):
            path = place / "new" / f"{DAY_IN_WINDOW}.M{number}.{folder or 'inbox'}.example"
            path.write_bytes(content)
            os.utime(path, (DAY_IN_WINDOW + number,) * 2)
        if os.getuid() == 0:
            for path in (self.root / "mail", *(self.root / "mail").rglob("*")):
                os.chown(path, *self.owner)


@contextlib.contextmanager
def running():
    """A fresh server; skips without Dovecot unless the suite may not skip."""
    if not shutil.which("dovecot") and not os.environ.get("EMULATION_REQUIRE_OFFICE"):
        pytest.skip("dovecot is not installed")
    root = Path(tempfile.mkdtemp(prefix="dove-"))
    root.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", root / "key.pem", "-out", root / "cert.pem"],
                   check=True, capture_output=True)
    me = getpass.getuser()
    login, internal = ("dovenull", "dovecot") if os.getuid() == 0 else (me, me)
    owner = (1000, 1000) if os.getuid() == 0 else (os.getuid(), os.getgid())
    group = "dovecot" if os.getuid() == 0 else subprocess.run(["id", "-gn"], check=True, capture_output=True, text=True).stdout.strip()
    (root / "dovecot.conf").write_text(CONFIG.format(root=root, login=login, internal=internal, group=group, port=port, uid=owner[0],
                                                     gid=owner[1], password=PASSWORD), encoding="utf-8")
    server = Dovecot(root, port, owner)
    server.lay([])
    process = subprocess.Popen(["dovecot", "-F", "-c", root / "dovecot.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process, root)
        yield server
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(root, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen, root: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None, (root / "log").read_text() if (root / "log").exists() else "dovecot ended"
        time.sleep(0.05)
    raise AssertionError("dovecot does not answer")
