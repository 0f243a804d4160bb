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
