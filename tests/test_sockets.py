"""A run over a folder and mails opens no network socket, in no process; local pipes of multiprocessing (AF_UNIX) are none."""

import os
import subprocess
import sys

from support.mails import mail, part
from support.paths import ROOT

from emulation_batch.workspace import init_workspace

WATCH = """
import os, socket, sys
def note(text):
    with open(os.environ["SOCKET_NOTES"], "a") as file:
        file.write(text + "\\n")
note(f"process {os.getpid()}")
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"):
        if event == "socket.getaddrinfo" or arguments[0].family in (socket.AF_INET, socket.AF_INET6):
            note(f"opened {event}")
sys.addaudithook(watch)
"""


def watched(tmp_path, *arguments):
    """Run Python with the watch in every process; gives the notes."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    notes = tmp_path / "notes.txt"
    notes.write_text("")
    done = subprocess.run([sys.executable, *map(str, arguments)], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT))), "SOCKET_NOTES": str(notes)})
    return done, notes.read_text().split("\n")


def test_the_watch_sees_a_connection(tmp_path):
    _, notes = watched(tmp_path, "-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 1))")
    assert "opened socket.connect" in notes


def test_a_run_opens_no_socket(tmp_path):
    space = tmp_path / "ws"
    init_workspace(space)
    inbox = space / "inbox" / "2022-03"
    inbox.mkdir(parents=True)
    made, _ = watched(tmp_path, "-m", "emulation_batch", "templates", "2022-03", "--workspace", space)
    assert made.returncode == 0, made.stderr
    first, second = sorted((space / "output" / "templates" / "2022-03").glob("*.xlsx"))[:2]
    (inbox / "a.xlsx").write_bytes(first.read_bytes())
    (inbox / "b.eml").write_bytes(mail(part(second.read_bytes(), b"b.xlsx"), part(b"PK", b"c.xlsx")))
    done, notes = watched(tmp_path, "-m", "emulation_batch", "run", "2022-03", "--workspace", space, "--workers", "2")
    assert "Traceback" not in done.stderr and done.returncode == 1, done.stderr
    assert len({note for note in notes if note.startswith("process")}) >= 2, "the worker processes are watched too"
    assert [note for note in notes if note.startswith("opened")] == []
