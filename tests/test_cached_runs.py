"""Runs with a cache: the same bytes as without one, whatever became of the cache, and less work."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import kept_run
from support.books import set_time
from support.kept_run import AS_OF
from support.paths import ROOT
from support.unit_workbooks import COMPLETE
from survival.months import PERIOD, digest

from emulation_batch import cache
from emulation_batch.periods import parse_month
from emulation_batch.reading import pool
from emulation_batch.reports import word
from emulation_batch.templates import write_workbook
from emulation_batch.workspace import open_workspace


@pytest.fixture
def root(ran):
    return ran


@pytest.fixture
def reads(monkeypatch):
    """Paths that a reader was asked for."""
    real, asked = pool._read, []

    def spied(books, tasks, *more):
        asked.extend(Path(path).name for task in tasks for path, _ in task)
        real(books, tasks, *more)

    monkeypatch.setattr(pool, "_read", spied)
    return asked


@pytest.fixture
def papers(monkeypatch):
    """Templates that a paper was made from."""
    real, made = word.Template._made, []
    monkeypatch.setattr(word.Template, "_made", lambda self, values: made.append(self.name) or real(self, values))
    return made


def run(root, *options, as_of=AS_OF, code=1):
    ended, words = kept_run.run(root, *options, as_of=as_of, workers=2)
    assert ended == code, words
    return words


def outputs(root):
    return digest(root / "output" / PERIOD)


def entries(root):
    return sorted((root / cache.FOLDER).glob("?/*"))


def afresh(root, *options, as_of=AS_OF):
    """The outputs of a run that finds none."""
    shutil.rmtree(root / "output" / PERIOD, ignore_errors=True)
    run(root, *options, as_of=as_of)
    return outputs(root)


def swap(paths):
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def flip(paths):
    for number, path in enumerate(paths):
        content = bytearray(path.read_bytes())
        content[number * 997 % len(content)] ^= 1
        path.write_bytes(content)


def cut(paths):
    for path in paths:
        path.write_bytes(path.read_bytes()[:-7])


def empty(paths):
    for path in paths:
        path.write_bytes(b"")


def test_a_warm_cache_gives_the_same_bytes_without_a_reader_or_a_template(root, reads, papers):
    cold = outputs(root)
    assert afresh(root) == cold and (reads, papers) == ([], [])
    assert afresh(root, "--no-cache") == cold and sorted(reads) == ["0.xlsx", "1.xlsx"] and "bao_cao_thang.docx" in papers


def test_the_marks_left_for_people_are_told_of_papers_that_were_kept(root, papers):
    (root / "output" / PERIOD / "index.html").unlink()
    kept = [line for line in run(root).splitlines() if "cần người viết" in line]
    assert papers == [] and kept
    assert kept == [line for line in run(root, "--no-cache").splitlines() if "cần người viết" in line]


def test_a_deleted_cache_costs_time_only(root, reads):
    cold, known = outputs(root), [path.name for path in entries(root)]
    shutil.rmtree(root / cache.FOLDER)
    assert afresh(root) == cold and len(reads) == 2
    assert [path.name for path in entries(root)] == known


@pytest.mark.parametrize("harm", [flip, cut, empty, swap])
def test_a_harmed_cache_is_not_believed_and_is_put_right(root, reads, harm):
    cold, before = outputs(root), {path: path.read_bytes() for path in entries(root)}
    harm(list(before))
    said = run(root, "-v")
    assert outputs(root) == cold and len(reads) == 2 and "mục hỏng" in said
    assert {path: path.read_bytes() for path in entries(root)} == before
    assert "mục hỏng" not in run(root, "-v")


def test_what_another_version_left_is_not_used(root, reads, monkeypatch):
    cold = outputs(root)
    monkeypatch.setattr(cache, "program", lambda: "another version")
    assert afresh(root) == cold and len(reads) == 2


def test_one_changed_workbook_is_read_alone(root, reads):
    one = open_workspace(root)
    path = root / "inbox" / PERIOD / "1.xlsx"
    write_workbook(path, one.definition, one.registry, one.registry.units[2], one.period(parse_month(PERIOD)), COMPLETE)
    set_time(path, one.period(parse_month(PERIOD)).due)
    run(root)
    assert reads == ["1.xlsx"]
    assert afresh(root, "--no-cache") == outputs(root)


def change_definition(root):
    path = root / "input_templates" / "movement.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8", newline="\n")


def change_registry(root):
    from openpyxl import load_workbook

    book = load_workbook(root / "input_templates" / "danh_muc.xlsx")
    sheet = book["Đơn vị"]
    column, row = next((cell.column, cell.row + 1) for line in sheet for cell in line if str(cell.value).startswith("Tên"))
    sheet.cell(row, column).value = f"{sheet.cell(row, column).value} mới"
    book.save(root / "input_templates" / "danh_muc.xlsx")


def change_template(root):
    from docx import Document

    path = root / "input_templates" / "bao_cao_thang.docx"
    paper = Document(str(path))
    paper.add_paragraph("Thêm một đoạn.")
    paper.save(str(path))


def test_a_changed_template_makes_its_own_papers_again(root, papers):
    change_template(root)
    run(root)
    assert papers == ["bao_cao_thang.docx"]
    assert afresh(root, "--no-cache") == afresh(root)


@pytest.mark.parametrize("change", [change_definition, change_registry, change_template])
def test_what_else_makes_a_month_is_never_taken_from_the_cache(root, change):
    before = outputs(root)
    change(root)
    run(root)
    warm = outputs(root)
    assert warm != before and afresh(root, "--no-cache") == warm


def test_a_cache_that_cannot_be_written_costs_time_only(root):
    cold = outputs(root)
    shutil.rmtree(root / cache.FOLDER)
    (root / cache.FOLDER).write_text("a file in its place", encoding="utf-8")
    shutil.rmtree(root / "output" / PERIOD)
    assert "không ghi được" in run(root, "-v") and outputs(root) == cold
    assert json.loads(run(root, "--json"))["period"] == PERIOD


def test_no_cache_writes_none(root):
    shutil.rmtree(root / cache.FOLDER)
    run(root, "--no-cache")
    assert not (root / cache.FOLDER).exists()


def test_runs_at_once_leave_a_whole_cache_and_the_same_bytes(root):
    """One works while the others find it at work, or come after it and keep what it made."""
    cold, known = outputs(root), {path: path.read_bytes() for path in entries(root)}
    for folder in (root / cache.FOLDER, root / "output" / PERIOD):
        shutil.rmtree(folder)
    line = [sys.executable, "-m", "emulation_batch", "run", PERIOD, "--as-of", AS_OF, "--workers", "1", "--workspace", str(root)]
    started = [subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
               for _ in range(3)]
    said = [process.communicate(timeout=240)[1] for process in started]
    codes = {process.returncode for process in started}
    assert 1 in codes and codes <= {1, 6}, said
    assert outputs(root) == cold
    assert {path: path.read_bytes() for path in entries(root)} == known
