"""Many starts at once, and no word to any network: real processes on a small workspace."""

import os
import subprocess
import sys
import textwrap
import time
from email.message import EmailMessage

import pytest
from support.books import set_time
from support.paths import ROOT
from support.unit_workbooks import COMPLETE

from emulation_batch.errors import CannotWrite
from emulation_batch.periods import parse_month
from emulation_batch.run_folder import MANIFEST
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import init_workspace, open_workspace

STARTS = 20
RUN = ("run", "2022-03", "--as-of", "2022-03-17T08:00", "--workers", "1", "--no-cache")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A workspace with one workbook as a file and one in a mail."""
    root = tmp_path_factory.mktemp("survival") / "ws"
    init_workspace(root)
    space, month = open_workspace(root), parse_month("2022-03")
    inbox = root / "inbox" / "2022-03"
    inbox.mkdir()
    for number, unit in enumerate(space.registry.units[:2]):
        write_workbook(inbox / f"{number}.xlsx", space.definition, space.registry, unit, space.period(month), COMPLETE)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@stttt.example.vn", "Báo cáo"
    mail["Received"] = "from a by b; Tue, 15 Mar 2022 08:00:00 +0700"
    mail.set_content("Gửi Văn phòng Sở")
    mail.add_attachment((inbox / "1.xlsx").read_bytes(), maintype="application", subtype="octet-stream", filename="1.xlsx")
    (inbox / "thu.eml").write_bytes(mail.as_bytes())
    (inbox / "1.xlsx").unlink()
    set_time(inbox / "0.xlsx", space.period(month).due)
    return root


def start(root, *arguments, **environment):
    return subprocess.Popen([sys.executable, "-m", "emulation_batch", *arguments, "--workspace", str(root)], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                            env={**os.environ, "PYTHONPATH": str(ROOT), **environment})


def test_of_twenty_starts_one_works_and_the_others_say_who_does(root, tmp_path):
    """All are released by one file, so that they meet at the lock while the first is at work."""
    gate = tmp_path / "gate"
    held = [subprocess.Popen([sys.executable, "-c", textwrap.dedent(f"""
        import pathlib, sys, time
        import emulation_batch.pipeline
        from emulation_batch.cli import main
        gate = pathlib.Path({str(gate)!r})
        gate.with_name(f"ready{number}").touch()
        while not gate.exists():
            time.sleep(0.01)
        sys.argv = ["emulation-batch", *{list(RUN)!r}, "--workspace", {str(root)!r}]
        main()
        """)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)}) for number in range(STARTS)]
    while sum(1 for _ in tmp_path.glob("ready*")) < STARTS and all(process.poll() is None for process in held):
        time.sleep(0.05)
    gate.write_text("", encoding="utf-8")
    ended = [(*process.communicate(timeout=240), process.returncode) for process in held]
    worked = [item for item in ended if item[2] != CannotWrite.exit_code]
    refused = [item for item in ended if item[2] == CannotWrite.exit_code]
    # one that comes after the first has ended may work again: it, too, found nobody at work
    assert worked and all(code == 1 for _, _, code in worked), worked
    assert len(refused) >= STARTS // 2
    for _, words, _ in refused:
        assert "Lượt chạy khác đang giữ khóa" in words and "Chờ lượt đó xong" in words
    assert any("tiến trình" in words and "máy" in words for _, words, _ in refused)
    output = root / "output"
    assert (output / "2022-03" / MANIFEST).is_file()
    assert [path.name for path in output.iterdir() if path.name.startswith(".") and path.is_dir()] == []


def test_a_month_of_files_and_mails_opens_no_network_socket(root, tmp_path):
    """An audit hook in the run and in every worker process writes down each connection, binding and name asked for."""
    (tmp_path / "sitecustomize.py").write_text(textwrap.dedent("""
        import os, sys

        def heard(event, arguments):
            if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
                address = arguments[1] if event in ("socket.connect", "socket.bind", "socket.sendto") else arguments[0]
                if isinstance(address, (str, bytes)) and event in ("socket.connect", "socket.bind"):
                    return  # a local pipe between this program's own processes
                with open(os.environ["HEARD"], "a", encoding="utf-8") as told:
                    told.write(f"{event} {address!r}\\n")

        sys.addaudithook(heard)
        with open(os.environ["HEARD"] + ".processes", "a", encoding="utf-8") as told:
            told.write(f"{os.getpid()}\\n")
        """), encoding="utf-8")
    heard = tmp_path / "heard.txt"
    process = start(root, *RUN, HEARD=str(heard), PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]))
    words = process.communicate(timeout=240)
    assert process.returncode == 1, words
    assert not heard.exists(), heard.read_text(encoding="utf-8")
    listened = (tmp_path / "heard.txt.processes").read_text(encoding="utf-8").split()
    assert len(listened) >= 2, "the worker processes listen too"
    probe = subprocess.run([sys.executable, "-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"],
                           env={**os.environ, "HEARD": str(heard), "PYTHONPATH": str(tmp_path)}, timeout=60, check=False)
    assert probe.returncode == 0 and "socket.connect" in heard.read_text(encoding="utf-8"), "the hook hears"
