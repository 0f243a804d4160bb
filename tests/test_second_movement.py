"""Another movement, told by movement.toml and Word templates of its own, no Python: no sheet, figure or paper of the first one is taken for granted."""

import csv
import os
import shutil
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from support.docx_text import as_text
from support.paths import SHIPPED

from emulation_batch import running
from emulation_batch.decree import ERROR, check_paper
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import open_workspace

MOVEMENT = Path(__file__).parent / "second_movement" / "input_templates"
KEPT = {"viec": "v1 - Nếp sống văn minh", "mo_ta": "Ra mắt góc đọc sách tại cơ quan", "ngay_lam": date(2022, 3, 1), "so_nguoi": 12}
WRONG = {**KEPT, "ngay_lam": date(2022, 1, 5), "mo_ta": "Dọn vệ sinh cơ quan cuối tuần"}
MONTH = parse_month("2022-03")


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    root = tmp_path_factory.mktemp("cong_so")
    templates, inbox = root / "input_templates", root / "inbox" / "2022-03"
    for folder in (templates, inbox, root / "output"):
        folder.mkdir(parents=True)
    for source in (*MOVEMENT.iterdir(), SHIPPED / "danh_muc.xlsx"):
        shutil.copy(source, templates / source.name)
    space = open_workspace(root)
    period = space.period(MONTH)
    unit = space.registry.units_on(period.to)[0]
    filled = Filled({}, {"cong_so": [KEPT, WRONG]})
    write_workbook(inbox / "bao_cao.xlsx", space.definition, space.registry, unit, period, filled)
    arrived = datetime(2022, 3, 15, 9, tzinfo=VIETNAM_TIME).timestamp()
    os.utime(inbox / "bao_cao.xlsx", (arrived, arrived))
    as_of = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)
    return unit, running.run_month(space, MONTH, [inbox], as_of, 1, lambda text: None)


def test_the_row_that_holds_is_kept_and_counted(done):
    unit, run = done
    kept = pd.read_parquet(run.folder / "records" / "cong_so.parquet")
    assert kept["mo_ta"].tolist() == [KEPT["mo_ta"]]
    figures = run.month.figures
    assert figures[(figures["unit"] == unit.code) & (figures["period"] == "2022-03")]["value"].tolist() == [12]
    status = run.month.results.set_index(["candidate", "clause"])["status"]
    assert status[unit.code, "VH-1"] == "sufficient"


def test_the_row_that_does_not_is_found_at_its_cell(done):
    with (done[1].folder / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        errors = [line for line in csv.DictReader(file) if line["severity"] == "error" and line["sheet"]]
    assert [(line["sheet"], line["unit"]) for line in errors] == [("2. Văn hóa công sở", done[0].code)]


def test_the_register_and_the_report_speak_of_this_movement(done):
    run = done[1]
    with closing(openpyxl.load_workbook(run.folder / "register.xlsx", read_only=True)) as book:
        cells = {str(value) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row if value}
    assert "Người tham gia" in cells
    told = as_text(run.folder / "reports" / "2022-03_bao_cao_thang.docx")
    assert "văn hóa công sở" in told and "người nghèo" not in told
    assert "01/08 đơn vị đã gửi báo cáo" in told and "12 lượt người" in told


def test_its_own_templates_print_its_own_papers_to_the_letter_of_the_decree(done):
    papers = sorted((done[1].folder / "reports").rglob("*.docx"))
    assert [path.name for path in papers] == ["2022-03_bao_cao_thang.docx", "2022-03_thong_bao.docx"]
    assert {path.name: [item.rule.id for item in check_paper(path) if item.rule.severity == ERROR] for path in papers} == {
        path.name: [] for path in papers}
    report, notice = map(as_text, papers)
    assert "I. VIỆC LÀM VĂN HÓA CÔNG SỞ" in report and "II. NHẬN XÉT" in report
    assert "Đối với cá nhân" not in report and "Điển hình tiên tiến" not in report
    assert "THÔNG BÁO" in notice and done[1].month.standings[0].name in notice


def test_its_papers_leave_what_only_a_person_knows(done):
    left = done[1].placeholders["reports/2022-03_bao_cao_thang.docx"]
    assert left == ["1. Ưu điểm, hạn chế: [Văn phòng bổ sung]"]
