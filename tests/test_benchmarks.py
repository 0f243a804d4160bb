"""The benchmark runs every part at its smallest and prints what it says; the plain program does the same as ours.

No test here asserts a time.
"""

import json
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from benchmarks import month, plain, plain_results, province, scale, startup, watched
from benchmarks.measure import Asked, Measured, in_turns, table
from benchmarks.peers import NAMES, comparable, installed
from support.paths import ROOT

UNITS = 10
LINE = re.compile(r"  (.+?) +[\d.]+ +\d+% +[\d.]+")
WATCHED_LINE = re.compile(r"  (.+?) +[\d.]+ +[\d.]+ +\d+% +[\d.]+ +[\d.]+ +\d+")
MONTH = [month.FIRST, month.AGAIN, month.CHANGED, month.PLAIN]
PEER = "exports.read = () => ({ SheetNames: ['a'], Sheets: { a: {} } }); exports.utils = { sheet_to_json: () => [] };"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A small province's month, run by both programs: the workspace, our run folder, the plain program's folder."""
    folder = tmp_path_factory.mktemp("benchmarks")
    root, theirs = folder / "workspace", folder / "plain"
    province.lay_workspace(root, UNITS)
    watched.run(month.product(root), folder / "cache")
    watched.run([plain.__file__, str(root), str(theirs)], folder / "cache")
    return root, root / "output" / province.month().key, theirs


@pytest.fixture(scope="module")
def judged(done):
    """What the plain program makes of the month, within this process."""
    office, reports = plain.read_and_check(done[0])
    return office, reports, plain_results.results(office, reports)


def ours(done, name):
    return pd.read_parquet(done[1] / "records" / f"{name}.parquet")


def test_both_programs_write_the_same_files(done):
    _, mine, theirs = done
    assert month.outputs(mine) == month.outputs(theirs)
    assert {path.relative_to(mine) for path in mine.rglob("*")} == {path.relative_to(theirs) for path in theirs.rglob("*")}


def test_both_programs_find_the_same_mistakes(done):
    """Each finding of a check that both have stands at the same cell; ours has no other kind in such a month."""
    found = [pd.read_csv(folder / "findings.csv", encoding="utf-8-sig") for folder in done[1:]]
    assert set(found[0]["code"]) <= plain.CHECKS.keys()
    places = [sorted(zip(*(lines[key] for key in ("code", "severity", "unit", "sheet", "cell")), strict=True)) for lines in found]
    assert places[0] == places[1]


def test_every_planted_mistake_is_found(judged):
    """And nothing else: units without one are clean."""
    office, reports, _ = judged
    names = {sheet["key"]: sheet["name"] for sheet in office.definition["sheets"]}
    first, planted = plain.HEADER_ROWS + 1, set()
    for unit, mistakes in province.MISTAKES.items():
        planted |= {(province.token(unit), names[sheet], first + row) for sheet, row, _, _ in mistakes}
    found = {(report.unit, sheet, int(re.sub(r"\D", "", cell))) for report in reports for _, sheet, cell, _, _ in report.findings}
    repeated = {(province.token(unit), names[sheet]) for unit, (sheet, _) in province.REPEATED.items()}
    assert planted <= found
    assert {(unit, sheet) for unit, sheet, _ in found - planted} == repeated
    assert {code for report in reports for code, *_ in report.findings} >= {"C201", "C202", "C211", "C212", "C221", "C231", "C238",
                                                                            "C241", "C261", "R301", "A311"}


def test_both_programs_judge_the_clauses_alike(done, judged):
    keys = ["subject", "candidate", "clause", "status"]
    assert sorted(judged[2][keys].itertuples(index=False, name=None)) == sorted(ours(done, "results")[keys].itertuples(index=False, name=None))


def test_both_programs_print_the_same_numbers(done, judged):
    office, reports, _ = judged
    keys = ["name", "unit", "period"]
    both = plain_results.figures(office, reports).merge(ours(done, "figures"), on=keys, how="outer", validate="1:1")
    assert both["value_x"].fillna(-1).tolist() == both["value_y"].fillna(-1).tolist()


def test_both_programs_nominate_the_same(done, judged):
    office, reports, found = judged
    keys = ["award", "kind", "candidate", "standing"]
    theirs = plain_results.proposals(office, reports, found)
    assert len(theirs) == len(province.NOMINATING)
    assert theirs[keys].to_numpy().tolist() == ours(done, "proposals")[keys].to_numpy().tolist()


def test_a_changed_workbook_says_something_else_at_the_same_time(tmp_path):
    path, = province.write_inbox(tmp_path, province.province(1), province.month())
    before, moment = path.read_bytes(), path.stat().st_mtime
    province.change(path)
    assert path.read_bytes() != before
    assert path.stat().st_mtime == moment


def test_all_parts_run_at_their_smallest(tmp_path):
    """Every part prints its table and gives its figures."""
    told = tmp_path / "figures.json"
    done = subprocess.run([sys.executable, "-m", "tests.benchmarks", "--turns", "1", "--units", "3", "--peers", str(tmp_path),
                           "--json", str(told)], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    figures = json.loads(told.read_text("utf-8"))
    assert list(figures) == ["reading", "papers", "workbooks", "month", "scale", "startup", "peers", "cluster"]
    ways = [match[1] for line in done.stdout.splitlines() if (match := LINE.fullmatch(line))]
    measured = [*figures["reading"], *(way for part in ("papers", "workbooks") for block in figures[part].values() for way in block),
                *figures["month"]["reading and checking"], *figures["cluster"]]
    assert ways == measured
    whole = [match[1] for line in done.stdout.splitlines() if (match := WATCHED_LINE.fullmatch(line))]
    begun = [*startup.HELP, startup.PANDAS, startup.MONTH.format(3), startup.AGAIN]
    assert whole == [*MONTH, "3 units, 1 turns", *begun]
    assert [way for block in figures["startup"].values() for way in block] == begun
    assert "the same outputs of both" in done.stdout
    assert list(figures["month"]["end to end"]) == MONTH
    assert list(figures["scale"]) == ["3"]
    for one in (*figures["month"]["end to end"].values(), *figures["scale"].values(), *(figures["startup"]["A month of 3 units"].values())):
        assert one.keys() == {"seconds", "ms", "spread", "of", "turns", "cpu_ms", "memory_mb"}
        assert min(one["seconds"], one["ms"], one["cpu_ms"], one["memory_mb"]) > 0
    assert figures["month"]["outputs"] == {"papers": 10, "of them review sheets": 6, "registers": 3, "letters with drafts": 3,
                                           "workbooks returned": 1, "records": 10}
    assert re.search(r"^Peers of node: not measured, .+$", done.stdout, re.MULTILINE)
    assert figures["peers"] == {}


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not on this machine")
def test_peers_stand_beside_ours_and_an_absent_one_is_told(tmp_path, monkeypatch):
    """A stand-in for one package; the others are not installed."""
    from benchmarks import peers

    package = tmp_path / "node_modules" / "xlsx"
    package.mkdir(parents=True)
    (package / "index.js").write_text(PEER, encoding="utf-8")
    lines, figures = peers.run(Asked(turns=1, units=2, peers=tmp_path), in_turns, table)
    assert list(figures["Reading a workbook, one thread"]) == ["emulation_batch", NAMES["xlsx"]]
    assert list(figures["Filling a comparable paper"]) == ["emulation_batch"]
    assert [line for line in lines if "not measured" in line] == [
        f"  {NAMES[name]}: not measured, not installed" for name in ("exceljs", "docxtemplater", "carbone")]


def test_why_peers_cannot_be_measured_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert installed(tmp_path, tmp_path)[1] == f"{tmp_path} has no node_modules"
    (tmp_path / "node_modules").mkdir()
    assert installed(tmp_path, tmp_path) == (tmp_path, "")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert installed(tmp_path, None)[1] == "node is not on this machine"


def test_a_comparable_paper_has_both_tables_in_the_tags_of_each_package(tmp_path):
    from docx import Document

    paper = Document(str(comparable(tmp_path / "a.docx", "{{{name}}}", "{{#{name}}}", "{{{column}}}", "{{/{name}}}")))
    assert [[cell.text for cell in table.rows[1].cells][::5] for table in paper.tables] == [
        ["{#clauses}{code}", "{judgement}{/clauses}"], ["{#rows}{clauses}", "{answer}{/rows}"]]
    paper = Document(str(comparable(tmp_path / "b.docx", "{{d.{name}}}", "", "{{d.{name}[i{next}].{column}}}", "")))
    assert [[row.cells[0].text for row in table.rows][1:] for table in paper.tables] == [
        ["{d.clauses[i].code}", "{d.clauses[i+1].code}"], ["{d.rows[i].clauses}", "{d.rows[i+1].clauses}"]]


def test_a_line_tells_the_median_of_one_its_spread_and_its_ratio():
    measured = [Measured("first", (1.0, 2.0, 3.0), 2), Measured("second", (4.0, 4.0, 4.0), 1)]
    assert [LINE.fullmatch(line)[0].split() for line in table("title", measured)[2:]] == [
        ["first", "1000.00", "50%", "1.0"], ["second", "4000.00", "0%", "4.0"]]
    runs = [watched.Watched(4, 6, 100), watched.Watched(6, 8, 120)]
    assert watched.line("way", runs, 10, 0.25).split() == ["way", "5.0", "500.0", "20%", "2.00", "700.0", "120"]


def test_a_program_that_fails_is_told_with_its_words(tmp_path):
    with pytest.raises(RuntimeError, match="nothing to run"):
        watched.run(["-c", "import sys; print('nothing to run'); sys.exit(7)"], tmp_path)
    held = watched.run(["-c", "held = bytearray(64 << 20); import time; time.sleep(0.3)"], tmp_path)
    assert held.memory > 64


def test_what_workers_use_of_the_processor_is_counted(tmp_path):
    """The process that begins them does not wait for them itself."""
    script = tmp_path / "script.py"
    script.write_text(WORKING, encoding="utf-8")
    assert watched.run([str(script)], tmp_path).busy > 0.9


WORKING = """
import time
from emulation_batch.processes import meanwhile


def works():
    while time.process_time() < 1:
        pass


if __name__ == "__main__":
    with meanwhile(1) as begin:
        begin(works)()
"""


def test_of_a_large_province_the_plain_program_does_a_sample(monkeypatch):
    """And the table says so; here nothing is run but the reading in this process."""
    asked = []

    def pretended(arguments, cache):
        asked.append(arguments)
        return watched.Watched(len(arguments), 1, 1)

    monkeypatch.setattr(month, "SAMPLE", 2)
    monkeypatch.setattr(month.watched, "run", pretended)
    monkeypatch.setattr(month, "reading_and_checking", lambda laid, sample: {"ours": lambda: 1})
    lines, figures = month.run(Asked(turns=9, units=3), in_turns, table)
    assert lines[0] == f"A month of 3 units from inbox to outputs ({month.MOST_TURNS} turns, the plain program does 2 of them)"
    assert {name: one["of"] for name, one in figures["end to end"].items()} == dict.fromkeys(MONTH[:3], 3) | {month.PLAIN: 2}
    assert [arguments[0] for arguments in asked] == ["-m", "-m", "-m", plain.__file__] * month.MOST_TURNS


def test_a_province_is_measured_once_when_large(monkeypatch):
    monkeypatch.setattr(scale, "ONCE_FROM", 3)
    monkeypatch.setattr(scale, "SIZES", (1, 2, 3))
    monkeypatch.setattr(scale, "FULL", 4)
    monkeypatch.setattr(scale.watched, "run", lambda arguments, cache: watched.Watched(1, 1, 1))
    lines, figures = scale.run(Asked(turns=2, full=True), in_turns, table)
    assert {size: one["turns"] for size, one in figures.items()} == {"1": 2, "2": 2, "3": 1, "4": 1}
    assert [WATCHED_LINE.fullmatch(line)[1] for line in lines[2:]] == ["1 units, 2 turns", "2 units, 2 turns", "3 units, 1 turns",
                                                                       "4 units, 1 turns"]
