"""Ctrl-C that a library swallowed is met again before anything takes its place."""

import signal
import subprocess
import sys

import pytest
from support.paths import ROOT

from emulation_batch import run_folder


def test_a_swallowed_ctrl_c_is_met_again():
    code = ("import signal\nfrom emulation_batch import stopping\nstopping.stop_in_order()\nstopping.stop_if_asked()\n"
            "try: signal.raise_signal(signal.SIGINT)\nexcept BaseException: print('swallowed')\n"
            "try: stopping.stop_if_asked()\nexcept KeyboardInterrupt: print('met again')\n")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout.split("\n")[:2] == ["swallowed", "met again"], done.stderr


def test_nothing_takes_its_place_after_a_swallowed_ctrl_c(tmp_path, monkeypatch):
    monkeypatch.setattr("emulation_batch.stopping._asked", [signal.SIGINT])
    with pytest.raises(KeyboardInterrupt):
        run_folder.write_run(tmp_path, "2022-03", lambda target: (target / "a.txt").write_text("a") and None, {})
    assert list(tmp_path.iterdir()) == []


def test_a_signal_while_a_folder_takes_its_place_waits_until_it_has(tmp_path):
    """Asked to stop in the midst of the exchange: the new folder stands alone, the old one is not left beside it."""
    code = ("import pathlib, signal, sys\nfrom emulation_batch import run_folder, stopping\nstopping.stop_in_order()\n"
            "output = pathlib.Path(sys.argv[1])\nwrite = lambda text: lambda target: (target / 'a.txt').write_text(text) and None\n"
            "run_folder.write_run(output, '2022-03', write('old'), {})\nexchange = run_folder.exchange\n"
            "def asked(one, other):\n    signal.raise_signal(signal.SIGTERM)\n    return exchange(one, other)\n"
            "run_folder.exchange = asked\nrun_folder.write_run(output, '2022-03', write('new'), {})\nprint('done')\n")
    done = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.stdout, done.stderr) == ("done\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["2022-03"]
    assert (tmp_path / "2022-03" / "a.txt").read_text() == "new"


def test_a_signal_in_a_finalizer_prints_no_traceback_and_is_met_again():
    code = ("import signal\nfrom emulation_batch import stopping\nstopping.stop_in_order()\n"
            "class Ends:\n    def __del__(self):\n        signal.raise_signal(signal.SIGTERM)\n"
            "ends = Ends()\ndel ends\n"
            "try: stopping.stop_if_asked()\nexcept KeyboardInterrupt: print('met again')\n")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.stdout, done.stderr) == ("met again\n", "")


def test_another_fault_in_a_finalizer_is_told():
    code = ("from emulation_batch import stopping\nstopping.stop_in_order()\n"
            "class Ends:\n    def __del__(self):\n        raise ValueError('lost')\nends = Ends()\ndel ends\n")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert "ValueError: lost" in done.stderr
