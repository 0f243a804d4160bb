"""Whenever a run is killed while it writes, the next one finds the old folder or the new one, whole, and loses no hand-written word."""

import os
import signal
import sys

import pytest
from support.worded_runs import PERIOD, leftovers, words_of, write

from emulation_batch import run_folder
from emulation_batch.run_folder import lock, recover


def killed_at(output, number):
    """Run a write in a child that dies without any clean-up at the n-th touch of the output folder; True when it died."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    seen = [0]

    def touch(event, arguments):
        if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree") and arguments:
            seen[0] += str(output) in str(arguments[0])
            if seen[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(touch)
    write(output, "hai")
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("exchanges", [True, False])
@pytest.mark.parametrize("before", ["", "một"])
def test_killed_at_any_moment(tmp_path, before, exchanges, monkeypatch):
    """kill -9 at every touch of the disk: the next lock finds the old or the new folder, whole, and nothing between."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    if not exchanges:
        monkeypatch.setattr(run_folder, "exchange", lambda one, other: False)
    seen = set()
    for number in range(1, 300):
        output = tmp_path / str(number)
        if before:
            write(output, before)
        died = killed_at(output, number)
        if exchanges and before:
            assert words_of(output) in (before, "hai")
        with lock(output):
            seen.add(words_of(output) if (output / PERIOD).exists() else "")
            assert leftovers(output) == [".lock.info"]
        write(output, "ba")
        assert words_of(output) == "ba"
        if not died:
            break
    assert not died
    assert number > 15
    assert seen == {before, "hai"}


@pytest.mark.parametrize(("whole", "word"), [(True, "hai"), (False, "một")])
def test_recovery_between_the_two_renames(tmp_path, whole, word):
    """The new folder takes its place when it is whole, else the old one comes back."""
    new, output = tmp_path / "new", tmp_path / "output"
    write(new, "hai")
    write(output, "một")
    if not whole:
        (new / PERIOD / "register.xlsx").unlink()
    (output / PERIOD).rename(output / f".{PERIOD}.old")
    (new / PERIOD).rename(output / f".{PERIOD}.tmp-1")
    recover(output)
    assert words_of(output) == word
    assert leftovers(output) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_what_people_wrote_is_kept_whenever_the_next_run_is_killed(tmp_path, monkeypatch, caplog):
    """Killed at every touch of the disk, the run that replaces it loses no hand-written word and takes no file of ours for one."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    for number in range(1, 300):
        output = tmp_path / str(number)
        write(output, "một")
        (output / PERIOD / "register.xlsx").write_text("ý kiến Hội đồng", encoding="utf-8")
        died = killed_at(output, number)
        write(output, "ba")
        kept = [path.read_text(encoding="utf-8") for path in output.rglob("*.giu-lai-*/**/*") if path.is_file()]
        assert kept == ["ý kiến Hội đồng"]
        assert words_of(output) == "ba"
        if not died:
            break
    assert not died and number > 15
