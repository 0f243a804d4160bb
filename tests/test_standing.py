"""A run that need not be made again: when the folder that stands is kept, and when not."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.books import set_time
from support.paths import ROOT
from support.unit_workbooks import COMPLETE
from survival.months import PERIOD, digest, small_workspace

from emulation_batch import cache, pipeline, standing
from emulation_batch import cli as commands
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import open_workspace

AS_OF = "2022-03-17T08:00"
MOMENT = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)


class MadeAgain(Exception):
    """The run was not kept."""


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    root = small_workspace(tmp_path_factory.mktemp("standing") / "ws")
    assert run(root)[0] == 1
    return root


@pytest.fixture
def root(space, tmp_path):
    return shutil.copytree(space, tmp_path / "ws", copy_function=shutil.copy2)


@pytest.fixture
def unmade(monkeypatch):
    """No run is made: who wants to is told so."""
    def never(*arguments):
        raise MadeAgain

    monkeypatch.setattr(pipeline, "run_month", never)


def run(root, *options, as_of=AS_OF):
    time = ("--as-of", as_of) if as_of else ()
    done = CliRunner().invoke(commands.cli, ["run", PERIOD, *time, "--workers", "1", "--workspace", str(root), *options],
                              standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.output


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


def command(root, *words):
    done = CliRunner().invoke(commands.cli, [*words, "--workspace", str(root)], standalone_mode=False)
    assert done.return_value in (0, 1), done.output + str(done.exception)


def inbox(root):
    return root / "inbox" / PERIOD


def output(root):
    return root / "output" / PERIOD


def add(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + content)


def comment(path):
    """Other bytes that say the same."""
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"x"


CHANGES = {
    "a file more": lambda root: (inbox(root) / "a.txt").write_text("a"),
    "a file less": lambda root: (inbox(root) / "1.xlsx").unlink(),
    "another name": lambda root: (inbox(root) / "1.xlsx").rename(inbox(root) / "2.xlsx"),
    "another time": lambda root: os.utime(inbox(root) / "1.xlsx", (1647300000, 1647300000)),
    "a registry": lambda root: comment(root / "input_templates" / "danh_muc.xlsx"),
    "a definition": lambda root: add(root / "input_templates" / "movement.toml", b"\n# a remark\n"),
    "a template": lambda root: comment(root / "input_templates" / "bao_cao_thang.docx"),
    "a register of the Council": lambda root: add(root / "hoi_dong" / PERIOD / "so.xlsx", b"x"),
    "a register filled in in its place": lambda root: comment(output(root) / "register.xlsx"),
    "an output changed": lambda root: add(output(root) / "findings.csv", b"x"),
    "an output less": lambda root: (output(root) / "index.html").unlink(),
    "an output more": lambda root: (output(root) / "reports" / "x.docx").write_bytes(b"x"),
    "a manifest changed": lambda root: add(output(root) / "manifest.json", b"\n"),
    "no output": lambda root: shutil.rmtree(output(root)),
    "no cache": lambda root: shutil.rmtree(root / cache.FOLDER),
}


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
    monkeypatch.setattr(pipeline, "run_month", lambda *arguments: (_ for _ in ()).throw(MadeAgain))
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


def test_the_due_times_are_those_of_the_month_and_its_extensions(root):
    """An extension is in the entry, so that a run is not kept over it."""
    space = open_workspace(root)
    inputs = standing_inputs(space)
    with cache.using(space.cache):
        kept = json.loads(cache.current().get(inputs))
    assert kept["dues"] == [space.period(parse_month(PERIOD)).due.isoformat()]


def standing_inputs(space):
    with cache.using(space.cache):
        return standing.inputs_of(space, parse_month(PERIOD), [space.inbox_of(parse_month(PERIOD))])


def test_sealed_months_enter_the_fingerprint(root):
    """Every file of them that a run may read, and that they are sealed."""
    space = open_workspace(root)
    seen = [standing_inputs(space)]
    month = space.output / "2022-02"
    for name in ("manifest.json", "seal.json", "records/van_ban.parquet", "records/corrections/2022-01/van_ban.parquet",
                 "findings.csv", "input_templates/movement.toml"):
        path = month / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"files": [], "outputs": {}}), encoding="utf-8")
        seen.append(standing_inputs(space))
    assert seen[0] == seen[1], "a month that is open tells nothing to another"
    assert len(set(seen)) == len(seen) - 1


def test_reviews_enter_the_fingerprint(root):
    """What the Council said of a review stands beside later nominations."""
    space = open_workspace(root)
    seen = [standing_inputs(space)]
    (space.output / "2021" / "records").mkdir(parents=True)
    for name, content in (("manifest.json", json.dumps({"span": "2021"})), ("records/decisions.parquet", "x")):
        (space.output / "2021" / name).write_text(content, encoding="utf-8")
        seen.append(standing_inputs(space))
    assert len(set(seen)) == len(seen)


def test_a_run_reads_nothing_of_other_folders_that_is_not_in_the_fingerprint(root, tmp_path):
    """A real run beside a sealed month and its review; a hook hears what it opens (tables are opened beyond the hook: they lie
    in records/, which is in the fingerprint whole)."""
    command(root, "seal", PERIOD, "--force", "--reason", "để thử")
    space = open_workspace(root)
    for number, period in enumerate((PERIOD, "2022-04")):
        path = root / "inbox" / "2022-04" / f"{number}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_workbook(path, space.definition, space.registry, space.registry.units[2], space.period(parse_month(period)), COMPLETE)
    (space.output / "2022-Q1").mkdir()
    (space.output / "2022-Q1" / "manifest.json").write_text(
        json.dumps({"span": "2022-Q1", "newest_seal": {"period": PERIOD}}), encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(textwrap.dedent("""
        import os, sys

        def heard(event, arguments):
            if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(os.environ["OUTPUT"] + os.sep):
                with open(os.environ["HEARD"], "a", encoding="utf-8") as told:
                    told.write(arguments[0] + "\\n")

        sys.addaudithook(heard)
        """), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "emulation_batch", "run", "2022-04", "--workspace", str(root), "--workers", "1"],
                   cwd=ROOT, check=False, capture_output=True, timeout=240,
                   env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
                        "OUTPUT": str(space.output), "HEARD": str(tmp_path / "heard.txt")})
    heard = map(Path, (tmp_path / "heard.txt").read_text(encoding="utf-8").splitlines())
    opened = {path.relative_to(space.output) for path in heard if path.is_file()}
    assert (space.output / "2022-04" / "manifest.json").is_file()
    theirs = {path for path in opened if path.parts[0] in (PERIOD, "2022-Q1")}
    assert {path.name for path in theirs} >= {"manifest.json", "findings.csv"}
    registers = {Path(PERIOD, "register.xlsx"), *(path for path in theirs if path.parts[1] == "copies")}  # those of people are laid aside
    assert [path for path in theirs - registers if path.parts[1] not in (*standing._READ_OF_SEALED, *standing._FOLDERS_OF_SEALED)] == []
    assert {path.parts[0] for path in opened} <= {PERIOD, "2022-Q1", "2022-04", ".lock", ".lock.info"}


def test_a_run_is_remembered_for_its_own_inputs_only(root, monkeypatch):
    """A file that came between the fingerprint and the run is in the run; the fingerprint without it must not lead to it."""
    real = pipeline.run_month
    shutil.rmtree(root / cache.FOLDER)

    def late(*arguments):
        (inbox(root) / "late.txt").write_text("a", encoding="utf-8")
        set_time(inbox(root) / "late.txt", MOMENT)
        return real(*arguments)

    monkeypatch.setattr(pipeline, "run_month", late)
    run(root)
    monkeypatch.setattr(pipeline, "run_month", lambda *arguments: (_ for _ in ()).throw(MadeAgain))
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
