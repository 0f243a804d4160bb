"""A run that need not be made again: when the folder that stands is kept, and when not."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from support.books import set_time
from support.kept_run import AS_OF, changes, run
from support.paths import ROOT
from survival.months import PERIOD, digest

from emulation_batch import cache, running, standing
from emulation_batch import cli as commands
from emulation_batch.periods import VIETNAM_TIME

MOMENT = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)


class MadeAgain(Exception):
    """The run was not kept."""


@pytest.fixture
def root(ran):
    return ran


@pytest.fixture
def unmade(monkeypatch):
    """No run is made: who wants to is told so."""
    def never(*arguments):
        raise MadeAgain

    monkeypatch.setattr(running, "run_month", never)


def test_nothing_changed_nothing_is_made(root, unmade):
    before = digest(root / "output")
    code, words = run(root)
    assert code == 1 and "Giữ nguyên" in words and "lần tổng hợp lúc 08:00 ngày 17/03/2022" in words
    assert digest(root / "output") == before
    with pytest.raises(MadeAgain):
        run(root, "--no-cache")


def test_what_is_told_is_what_was_told(root, monkeypatch):
    """Words, JSON and exit code of a kept run are those of the run that made it."""
    kept = [run(root), run(root, "-v"), run(root, "--json"), run(root, "-q")]
    made = []
    for options in ((), ("-v",), ("--json",), ("-q",)):
        shutil.rmtree(root / cache.FOLDER)
        made.append(run(root, *options))
    assert kept[2:] == made[2:] and json.loads(kept[2][1])["units"]
    for (code, words), (other, said) in zip(kept[:2], made[:2], strict=True):
        lines = [line for line in words.splitlines() if not line.startswith(("Không có gì", "Bộ nhớ đệm"))]
        assert code == other and [line.replace("Giữ nguyên", "Đã ghi") for line in lines] == [
            line for line in said.splitlines() if not line.startswith("Bộ nhớ đệm")]


def test_verify_finds_the_kept_folder_equal(root):
    run(root)
    done = CliRunner().invoke(commands.cli, ["verify", PERIOD, "--workspace", str(root)], standalone_mode=False)
    assert done.return_value == 0, done.output


def inbox(root):
    return root / "inbox" / PERIOD


def output(root):
    return root / "output" / PERIOD


CHANGES = {
    "a file more": lambda root: (inbox(root) / "a.txt").write_text("a"),
    "a file less": lambda root: (inbox(root) / "1.xlsx").unlink(),
    "another name": lambda root: (inbox(root) / "1.xlsx").rename(inbox(root) / "2.xlsx"),
    "another time": lambda root: os.utime(inbox(root) / "1.xlsx", (1647300000, 1647300000)),
} | changes(PERIOD, "bao_cao_thang.docx")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changed_it_is_made_again(root, unmade, change):
    change(root)
    with pytest.raises(MadeAgain):
        run(root)


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "reports/~$2022-03_bao_cao_thang.docx"])
def test_what_the_system_lays_beside_is_no_change(root, unmade, name):
    (output(root) / name).write_bytes(b"x")
    assert "Giữ nguyên" in run(root)[1]


def test_another_program_makes_it_again(root, unmade, monkeypatch):
    monkeypatch.setattr(cache, "program", lambda: "another version")
    with pytest.raises(MadeAgain):
        run(root)


def test_an_older_run_put_back_is_not_taken_for_the_last(root, unmade, monkeypatch, tmp_path):
    """The entry tells of the last run; a folder of another time, whole as it is, is not the one."""
    old = shutil.copytree(output(root), tmp_path / "old", copy_function=shutil.copy2)
    monkeypatch.undo()
    run(root, as_of="2022-03-18T09:30")
    monkeypatch.setattr(running, "run_month", lambda *arguments: (_ for _ in ()).throw(MadeAgain))
    assert "Giữ nguyên" in run(root, as_of="2022-03-18T09:30")[1]
    shutil.rmtree(output(root))
    shutil.copytree(old, output(root), copy_function=shutil.copy2)
    for as_of in (AS_OF, "2022-03-18T09:30"):
        with pytest.raises(MadeAgain):
            run(root, as_of=as_of)


@pytest.mark.parametrize(("as_of", "kept"), [
    (AS_OF, True), ("2022-03-17T08:00:00+07:00", True), ("2022-03-17T01:00+00:00", True), ("2022-03-17T08:01", False),
    ("2022-03-17T07:59", False),
])
def test_a_time_that_was_asked_for_is_the_one_it_gets(root, unmade, as_of, kept):
    if kept:
        assert "Giữ nguyên" in run(root, as_of=as_of)[1]
    else:
        with pytest.raises(MadeAgain):
            run(root, as_of=as_of)


@pytest.mark.parametrize(("now", "kept"), [
    (MOMENT, True), (MOMENT + timedelta(hours=15, minutes=59), True), (MOMENT + timedelta(hours=16), False),
    (MOMENT - timedelta(minutes=1), False), (MOMENT + timedelta(days=1), False),
])
def test_by_the_clock_it_is_kept_for_the_day(root, unmade, monkeypatch, now, kept):
    """The line says of when the papers are; on another day they would tell another day, and are made again."""
    monkeypatch.setattr(commands, "parse_moment", lambda text: now)
    if kept:
        assert "lần tổng hợp lúc 08:00 ngày 17/03/2022" in run(root, as_of=None)[1]
    else:
        with pytest.raises(MadeAgain):
            run(root, as_of=None)


def test_it_is_not_kept_over_a_due_time():
    due = datetime(2022, 3, 16, 17, tzinfo=VIETNAM_TIME)
    before, at, after = due - timedelta(hours=1), due, due + timedelta(seconds=1)
    assert standing.says_the_same(before, at, [due]) and not standing.says_the_same(before, after, [due])
    assert not standing.says_the_same(at, after, [due]) and standing.says_the_same(after, after + timedelta(hours=2), [due])
    assert standing.says_the_same(before, after, [])


def test_a_run_is_remembered_for_its_own_inputs_only(root, monkeypatch):
    """A file that came between the fingerprint and the run is in the run; the fingerprint without it must not lead to it."""
    real = running.run_month
    shutil.rmtree(root / cache.FOLDER)

    def late(*arguments):
        (inbox(root) / "late.txt").write_text("a", encoding="utf-8")
        set_time(inbox(root) / "late.txt", MOMENT)
        return real(*arguments)

    monkeypatch.setattr(running, "run_month", late)
    run(root)
    monkeypatch.setattr(running, "run_month", lambda *arguments: (_ for _ in ()).throw(MadeAgain))
    (inbox(root) / "late.txt").unlink()
    with pytest.raises(MadeAgain):
        run(root)


def test_to_recognise_a_run_needs_no_table(root):
    """A run of which nothing has changed loads neither pandas nor pyarrow: they take longer than all of it."""
    code = ("import sys\nfrom emulation_batch import cli\n"
            f"sys.argv = ['emulation-batch', 'run', {PERIOD!r}, '--as-of', {AS_OF!r}, '-q', '--workspace', sys.argv[1]]\n"
            "try: cli.main()\nexcept SystemExit as ended: assert ended.code == 1\n"
            "print(sorted({'pandas', 'pyarrow', 'docx', 'xlsxwriter'} & set(sys.modules)))\n")
    done = subprocess.run([sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert done.stdout == "[]\n", done.stderr
