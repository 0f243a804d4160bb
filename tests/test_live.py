"""Progress in words, on a terminal and where it was asked for; Ctrl-C in a real process."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.demo import demo_workspace
from support.paths import ROOT

from emulation_batch import live
from emulation_batch.sample.inbox import DEMO_AS_OF, DEMO_PERIOD


@pytest.mark.parametrize(("count", "shown"), [
    (("Đọc tệp", 320, 1000, 2.0), "Đọc tệp: 320/1.000 · 160/giây · còn khoảng 4 giây"),
    (("Đọc tệp", 3, 1000, 0.2), "Đọc tệp: 3/1.000"),
    (("Đọc tệp", 9, 9, 2.0), "Đọc tệp: 9/9 · 4,5/giây"),
    (("Ghi thư", 10, 40000, 2.0), "Ghi thư: 10/40.000 · 5/giây · còn khoảng 2 giờ 13 phút"),
    (("Lập báo cáo", 60, 0, 2.0), "Lập báo cáo: 60 · 30/giây"),
])
def test_counts_rate_and_time_left(count, shown):
    assert live.words(*count) == shown


def test_the_time_of_a_step_begins_with_its_first_count():
    clock, shown = iter([0, 100, 102, 200, 200.5]), []
    line = live.Shown(shown.append, lambda: next(clock))
    for count in (("Đọc tệp", 1, 4), ("Đọc tệp", 2, 4), ("Ghi thư", 1, 2), ("Ghi thư", 2, 2)):
        line.count(*count)
    assert shown == ["Đọc tệp: 1/4", "Đọc tệp: 2/4 · 1/giây · còn khoảng 2 giây", "Ghi thư: 1/2", "Ghi thư: 2/2"]


def test_lines_come_seldom_and_steps_at_once():
    stream, clock = io.StringIO(), iter([0, 1, 2, 8])
    show = live._lines(lambda: next(clock), stream)
    for text in ("Đọc 9 tệp…", "Đọc tệp: 1/9", "Ghi sổ…", "Ghi thư: 5/9"):
        show(text)
    assert stream.getvalue().splitlines() == ["Đọc 9 tệp…", "Ghi sổ…", "Ghi thư: 5/9"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """The demo's workspace without its earlier months."""
    return demo_workspace(tmp_path_factory.mktemp("ws")).root


def command(workspace, *options):
    return [sys.executable, "-m", "emulation_batch", "run", DEMO_PERIOD, "--workspace", str(workspace), "--as-of", DEMO_AS_OF,
            "--no-cache", *options]


def start(workspace, *options):
    """A run as a terminal starts it: a group of its own, which Ctrl-C reaches whole."""
    group = ({"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt"  # type: ignore[attr-defined]
             else {"start_new_session": True})
    return subprocess.Popen(command(workspace, *options), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                            env={**os.environ, "PYTHONPATH": str(ROOT)}, **group)


def interrupt(process):
    if os.name == "nt":
        process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        os.killpg(process.pid, signal.SIGINT)


def left(workspace):
    return {path.name for path in (workspace / "output").iterdir()}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_group(group):
    """Processes still of that group (Linux), zombies aside."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _, of_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(of_group) == group and state != "Z":
            found.append(entry.name)
    return found


def test_progress_is_told_when_asked_for_and_else_silent(workspace):
    done = subprocess.run(command(workspace, "--progress"), cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert "Đọc " in done.stderr and "Ghi sổ theo dõi" in done.stderr and "Traceback" not in done.stderr, done.stderr
    quiet = subprocess.run(command(workspace, "--progress", "-q"), cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (done.returncode, "", "")


@pytest.mark.parametrize("moment", ["Đọc ", "Gộp và kiểm tra", "Ghi sổ theo dõi"])
def test_ctrl_c_leaves_the_old_folder_no_worker_and_no_traceback(workspace, moment):
    """While files are read, checked, written: words, exit 130, everything in its place as it was."""
    if not (workspace / "output" / DEMO_PERIOD).exists():
        subprocess.run(command(workspace), cwd=ROOT, capture_output=True, timeout=300)
    before, names = contents(workspace / "output" / DEMO_PERIOD), left(workspace)
    process = start(workspace, "--progress")
    for line in process.stderr:
        if line.startswith(moment):
            break
    time.sleep(0.05)
    interrupt(process)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, "Đã dừng theo yêu cầu" in err, "Traceback" in err) == (130, True, False), err
    assert left(workspace) == names and contents(workspace / "output" / DEMO_PERIOD) == before
    if Path("/proc").is_dir():
        until = time.monotonic() + 20
        while in_group(process.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert in_group(process.pid) == []
