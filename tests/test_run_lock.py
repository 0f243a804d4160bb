"""One run at a time: told who holds the lock, and no trap when its holder was killed."""

import subprocess
import sys

import pytest
from support.paths import ROOT

from emulation_batch.errors import CannotWrite
from emulation_batch.run_lock import hold

HOLDER = """
import sys
from pathlib import Path
from emulation_batch.run_lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_run(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / ".lock")], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_a_second_run_is_told_who_holds_the_lock(tmp_path, other_run):
    with pytest.raises(CannotWrite) as caught, hold(tmp_path / ".lock"):
        pass
    assert "Lượt chạy khác đang giữ khóa (máy " in caught.value.message
    assert f"tiến trình {other_run.pid}, từ " in caught.value.message
    assert caught.value.exit_code == 6


def test_the_lock_of_a_killed_run_is_no_trap(tmp_path, other_run):
    other_run.kill()
    other_run.wait()
    assert (tmp_path / ".lock.info").exists()
    with hold(tmp_path / ".lock"):
        assert (tmp_path / ".lock.info").exists()
    assert not (tmp_path / ".lock.info").exists()


@pytest.mark.parametrize("said", ["", "{", "[1]", '{"host": "A"}'])
def test_an_unreadable_holder_is_still_a_holder(tmp_path, other_run, said):
    (tmp_path / ".lock.info").write_text(said, encoding="utf-8")
    with pytest.raises(CannotWrite, match="chưa rõ máy nào"), hold(tmp_path / ".lock"):
        pass


def test_a_fault_inside_frees_the_lock(tmp_path):
    with pytest.raises(ZeroDivisionError), hold(tmp_path / ".lock"):
        raise ZeroDivisionError
    with hold(tmp_path / ".lock"):
        assert True
