"""The month end to end on real files: the same bytes again, the same sums by another reader, nothing lost."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from support.office import convert
from support.paths import ROOT, shipped_definition
from support.read_back import accepted_rows, digest, manifest, plain, rows_by_openpyxl, words_of

from emulation_batch import demonstration, examine, running
from emulation_batch.batch import FATES
from emulation_batch.errors import Unbalanced
from emulation_batch.periods import parse_month
from emulation_batch.sample.inbox import DEMO_AS_OF, DEMO_PERIOD
from emulation_batch.workspace import open_workspace


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "ws"
    return folder, demonstration.run_demo(folder, lambda text: None)


@pytest.fixture(scope="session")
def run(demo):
    return demo[0] / "output" / DEMO_PERIOD


def again(workspace, target, *options, **environment):
    """Run the month once more in a workspace copied to `target`, in a process of its own."""
    shutil.copytree(workspace, target, copy_function=shutil.copy2)
    shutil.rmtree(target / "output" / DEMO_PERIOD)
    done = subprocess.run([sys.executable, "-m", "emulation_batch", "run", DEMO_PERIOD, "--workspace", str(target),
                           "--as-of", DEMO_AS_OF, *options], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    assert done.returncode == 1, done.stderr
    return target / "output" / DEMO_PERIOD


def test_every_planted_mistake_is_found_once_at_its_cell(demo):
    shown = demo[1]
    assert shown.planted > 8
    assert shown.lost == () and shown.extra == ()


def test_the_same_bytes_again_elsewhere(demo, run, tmp_path):
    """Another time zone, another hash seed, another number of workers, files laid down in another order."""
    target = tmp_path / "other"
    shutil.copytree(demo[0], tmp_path / "shuffled", copy_function=shutil.copy2)
    inbox = tmp_path / "shuffled" / "inbox" / DEMO_PERIOD
    files = sorted(inbox.rglob("*"), key=lambda path: path.name[::-1])
    kept = [(path.relative_to(inbox), path.read_bytes(), path.stat().st_mtime_ns) for path in files if path.is_file()]
    shutil.rmtree(inbox)
    for relative, content, mtime in kept:
        (inbox / relative).parent.mkdir(parents=True, exist_ok=True)
        (inbox / relative).write_bytes(content)
        os.utime(inbox / relative, ns=(mtime, mtime))
    other = again(tmp_path / "shuffled", target, "--workers", "3", TZ="America/New_York", PYTHONHASHSEED="77")
    assert digest(other) == digest(run)


def test_the_inbox_is_never_changed(demo, tmp_path):
    before = digest(demo[0] / "inbox")
    again(demo[0], tmp_path / "ws")
    assert digest(tmp_path / "ws" / "inbox") == before


def test_the_manifest_holds_the_contract(run):
    data = manifest(run)
    assert set(data) == {"period", "window", "as_of", "program", "definition", "registry", "files", "units", "rows", "rows_by_unit", "past", "outputs"}
    assert data["period"] == "2022-03"
    assert data["window"] == {"from": "2022-02-15", "to": "2022-03-14", "due": "2022-03-16T17:00:00+07:00"}
    for file in data["files"]:
        assert set(file) - {"period"} == {"name", "sha256", "size", "unit", "attempt", "received_at", "sender", "outcome", "code", "reason"}
        assert file["outcome"] in {"accepted", "superseded", "duplicate", "refused", "set_aside"} and file["reason"]
    assert {unit["standing"] for unit in data["units"]} >= {"on_time", "late", "missing", "nil"}
    assert data["outputs"] == {name: sha for name, sha in digest(run).items() if name != "manifest.json"}


def test_every_file_has_one_outcome_and_stands_in_received(demo, run):
    inbox = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in (demo[0] / "inbox" / DEMO_PERIOD).rglob("*") if path.is_file()}
    files = manifest(run)["files"]
    assert Counter(inbox.values()) == Counter(file["sha256"] for file in files)
    assert len({file["name"] for file in files}) == len(files)
    kept = {path.stem: path.read_bytes() for path in (run / "received").iterdir()}
    assert set(kept) == set(inbox.values())
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in kept.items())


def test_rows_balance_by_another_reader(run):
    """Rows received, counted with openpyxl from received/, are the rows of the manifest and each has one fate."""
    definition = shipped_definition()
    data = manifest(run)
    counted = 0
    for file in data["files"]:
        if file["outcome"] != "set_aside":
            path = next((run / "received").glob(f"{file['sha256']}.*"))
            counted += sum(len(rows) for rows in rows_by_openpyxl(path, definition).values())
    rows = data["rows"]
    assert rows["received"] == counted == sum(rows[fate] for fate in FATES)
    assert rows["refused"] and rows["superseded"] and rows["duplicate"]
    for key in rows:
        assert sum(unit[key] for unit in data["rows_by_unit"].values()) == rows[key]


def test_sums_agree_with_an_independent_recomputation(run):
    figures = pd.read_parquet(run / "records" / "figures.parquet").set_index(["name", "unit", "period"])["value"]
    money, bySide = Counter(), Counter()
    for unit, sheet, values in accepted_rows(run):
        if sheet == "nguon_luc" and values["loai"].startswith("c1"):
            side = {"Vận động": "c1_van_dong", "Tự ủng hộ": "c1_tu_ung_ho", "Phân bổ": "c1_phan_bo"}[values["hinh_thuc"]]
            money[side, unit] += plain(values["so_tien"])
            bySide[side] += plain(values["so_tien"])
    assert sum(bySide.values()) > 0
    for (side, unit), value in money.items():
        assert figures[side, unit, DEMO_PERIOD] == value
    for side, value in bySide.items():
        assert figures[side, "", DEMO_PERIOD] == value


def test_register_records_and_word_show_the_same_figures(run):
    definition = shipped_definition()
    figures = pd.read_parquet(run / "records" / "figures.parquet")
    month = figures[(figures["unit"] == "") & (figures["period"] == DEMO_PERIOD)].set_index("name")["value"]
    page = openpyxl.load_workbook(run / "register.xlsx", data_only=True)["Số liệu"]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    text = words_of(run / "reports" / f"{DEMO_PERIOD}_bao_cao_thang.docx")
    for figure in definition.figures:
        value = month[figure.key]
        if pd.isna(value) or figure.rule == "ratio":
            continue
        assert any(figure.key in row and value in row for row in cells), figure.key
        printed = f"{int(value):,}".replace(",", ".") if value == int(value) else f"{value}".replace(".", ",")
        if value:
            assert any(printed == cell.strip() for cell in text), f"{figure.key} = {printed}"


def test_the_year_to_date_is_the_sum_of_its_months(demo):
    output = demo[0] / "output"
    figures = {path.name: pd.read_parquet(path / "records" / "figures.parquet") for path in output.iterdir() if (path / "records").is_dir()}
    assert set(figures) >= {"2021-08", "2022-01", "2022-02", "2022-03"}

    def value(month, period):
        frame = figures[month]
        return frame[(frame["name"] == "c1_tu_ung_ho") & (frame["unit"] == "") & (frame["period"] == period)]["value"].item()

    year = sum(value(month, month) for month in figures if month.startswith("2022"))
    movement = sum(value(month, month) for month in figures)
    assert value("2022-03", "2022") == year > 0
    assert value("2022-03", "2021-08..2022-03") == movement > year


def test_no_private_value_leaves_the_unit(run):
    """Phones and names of reporting officers stand in no shared output."""
    definition = shipped_definition()
    private = set()
    for file in manifest(run)["files"]:
        if file["outcome"] == "accepted":
            page = openpyxl.load_workbook(next((run / "received").glob(f"{file['sha256']}.*")), data_only=True)[definition.form.name]
            values = {row[5].value: row[2].value for row in page.iter_rows() if len(row) > 5}
            private |= {str(values[column.key]) for column in definition.form.columns if column.private and values.get(column.key)}
    phones = {value for value in private if re.fullmatch(r"[\d .]{9,}", value)}
    assert phones
    texts = [str(cell) for page in openpyxl.load_workbook(run / "register.xlsx") for row in page.iter_rows(values_only=True) for cell in row]
    texts += words_of(run / "reports" / f"{DEMO_PERIOD}_bao_cao_thang.docx")
    assert not [text for text in texts for phone in phones if phone in text]


def test_a_report_is_a_draft_and_only_proposes(run):
    text = "\n".join(words_of(run / "reports" / f"{DEMO_PERIOD}_bao_cao_thang.docx"))
    assert "đề nghị" in text and "[Văn phòng Sở bổ sung]" in text
    assert not [line for line in text.splitlines() if "tặng" in line and ("khen" in line or "đề nghị" in line)]


def test_a_workbook_saved_by_libreoffice_goes_through(demo, run, tmp_path):
    """Opened and saved by LibreOffice, also as .xls and .ods, a unit's workbook gives the same accepted rows."""
    data = manifest(run)
    chosen = [file for file in data["files"] if file["outcome"] == "accepted"][:3]
    originals = [shutil.copy(next((run / "received").glob(f"{file['sha256']}.*")), tmp_path / f"{number}.xlsx") for number, file in enumerate(chosen)]
    converted = [convert(originals[:1], "xlsx", tmp_path / "a")[0], convert(originals[1:2], "xls", tmp_path / "b")[0],
                 convert(originals[2:], "ods", tmp_path / "c")[0]]
    workspace = tmp_path / "ws"
    shutil.copytree(demo[0], workspace, copy_function=shutil.copy2)
    inbox = workspace / "inbox" / DEMO_PERIOD
    for file, path in zip(chosen, converted, strict=True):
        (inbox / file["name"]).unlink()
        target = shutil.copy(path, inbox / f"{file['unit']}{path.suffix}")
        when = datetime.fromisoformat(file["received_at"]).timestamp()
        os.utime(target, (when, when))
    other = again(workspace, tmp_path / "again")
    outcomes = {file["name"]: file["outcome"] for file in manifest(other)["files"]}
    for file, path in zip(chosen, converted, strict=True):
        assert outcomes[f"{file['unit']}{path.suffix}"] == "accepted"
    for name in ("figures", "results"):
        before, after = (pd.read_parquet(folder / "records" / f"{name}.parquet") for folder in (run, other))
        pd.testing.assert_frame_equal(before, after)
    assert manifest(other)["rows"]["accepted"] == data["rows"]["accepted"]


def test_a_lost_row_stops_the_run_and_leaves_the_old_folder(demo, tmp_path, monkeypatch):
    """If a row falls out between reading and reporting, nothing is written: the reconciliation does not balance."""
    workspace = tmp_path / "ws"
    shutil.copytree(demo[0], workspace, copy_function=shutil.copy2)
    before = digest(workspace / "output")
    honest = examine.judge

    def forgetful(batch, found):
        judged = honest(batch, found)
        return replace(judged, accepted=judged.accepted | {"ca_nhan": judged.accepted["ca_nhan"].iloc[1:]})

    monkeypatch.setattr(examine, "judge", forgetful)
    space, month = open_workspace(workspace), parse_month(DEMO_PERIOD)
    with pytest.raises(Unbalanced) as stopped:
        running.run_month(space, month, [space.inbox_of(month)], datetime.fromisoformat(DEMO_AS_OF), 1, lambda text: None)
    assert stopped.value.exit_code == 4 and stopped.value.faults
    after = digest(workspace / "output")
    after.pop(".lock", None)
    before.pop(".lock", None)
    assert {name: sha for name, sha in after.items() if not name.startswith(".lock")} == {name: sha for name, sha in before.items() if not name.startswith(".lock")}


def test_a_sealed_month_is_never_written_again(demo):
    done = subprocess.run([sys.executable, "-m", "emulation_batch", "run", "2022-02", "--workspace", str(demo[0])], cwd=ROOT,
                          capture_output=True, encoding="utf-8", timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 6
    assert "2022-02" in done.stderr and "chốt" in done.stderr


def test_a_word_template_that_does_not_fit_is_5_and_changes_nothing(demo, tmp_path):
    workspace = tmp_path / "ws"
    shutil.copytree(demo[0], workspace, copy_function=shutil.copy2)
    before = digest(workspace / "output" / DEMO_PERIOD)
    (workspace / "input_templates" / "bao_cao_thang.docx").write_bytes(b"no document")
    done = subprocess.run([sys.executable, "-m", "emulation_batch", "run", DEMO_PERIOD, "--workspace", str(workspace)], cwd=ROOT,
                          capture_output=True, encoding="utf-8", timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 5, done.stderr
    assert "bao_cao_thang.docx" in done.stderr and "Traceback" not in done.stderr
    assert digest(workspace / "output" / DEMO_PERIOD) == before
