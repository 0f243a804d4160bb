"""Every way a command can stop has Vietnamese words and an exit code of its own."""

import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from support.paths import ROOT

from emulation_batch import endings
from emulation_batch.errors import Fault, Unbalanced


class Wrapped(Exception):
    """As xlsxwriter wraps a refusal of the system."""


@pytest.mark.parametrize(("error", "code", "words"), [
    (click.NoSuchOption("--x"), 2, "emulation-batch --help"),
    (Unbalanced("Không khớp.", (Fault("a", "thiếu."),)), 4, "Không khớp.\n  - a: thiếu."),
    (KeyboardInterrupt(), 130, "Không có tệp nào ghi dở"), (click.Abort(), 130, "Đã dừng theo yêu cầu"),
    (OSError(errno.ENOSPC, "No space left on device", "/ổ/tệp.xlsx"), 6, "/ổ/tệp.xlsx: ổ đĩa đã đầy"),
    (Wrapped(PermissionError(errno.EACCES, "Access is denied", "a.xlsx")), 6, "a.xlsx: không có quyền, hoặc tệp đang mở"),
])
def test_words_and_code(error, code, words, capsys):
    assert endings.told(error) == code
    told = capsys.readouterr().err
    assert words in told and "No space" not in told and "denied" not in told


def test_a_fault_of_ours_goes_into_a_file_without_what_a_unit_typed(capsys):
    typed = "điều đơn vị ghi"
    try:
        raise ZeroDivisionError(typed.upper())
    except ZeroDivisionError as error:
        assert endings.told(error) == endings.EXIT_BUG
    path = Path(re.search(r"Gửi tệp (\S+)", capsys.readouterr().err)[1])
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert "ZeroDivisionError" in text and typed.upper() not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_shutdown_stops_in_order(name):
    code = ("import os, signal, sys\nfrom emulation_batch import cli, endings\n"
            f"cli.cli.main = lambda **more: os.kill(os.getpid(), signal.{name}) or signal.pause()\ncli.main()\n")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, "Đã dừng theo yêu cầu" in done.stderr, "Traceback" in done.stderr) == (130, True, False)
    assert getattr(signal, name)
