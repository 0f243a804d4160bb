"""Another movement, told by movement.toml alone: no sheet, figure or paper of the first one is taken for granted."""

import csv
import os
import shutil
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from support.docx_text import as_text
from support.paths import SHIPPED

from emulation_batch import pipeline
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import open_workspace

MOVEMENT = '''
[movement]
id = "van-hoa-cong-so-2022"
version = "1.0"
title = "Cán bộ, công chức thi đua thực hiện văn hóa công sở"
short = "Phong trào thi đua"
phase = "năm 2022"
from = 2022-01-01
to = 2022-12-31
plan = "Kế hoạch thi đua thực hiện văn hóa công sở"

[window]
from_day = 15
to_day = 14
due_working_days = 2
due_time = 17:00:00
legal = ""

[workbook]
guide_name = "Hướng dẫn"
verdict_name = "3. Kiểm tra và gửi"
lists_name = "_DanhMuc"
stamp_name = "_Mau"
rows = 20

[[choices]]
key = "loai_viec"
items = [{ code = "v1", label = "v1 - Nếp sống văn minh" }, { code = "v2", label = "v2 - Cải tiến lề lối làm việc" }]

[[sheets]]
key = "chung"
name = "1. Thông tin chung"
title = "1. Thông tin chung"
kind = "form"
intro = "Ghi một lần cho cả tệp."
columns = [
  { key = "don_vi", header = "Đơn vị báo cáo", type = "unit", required = true, prefilled = true },
  { key = "ky", header = "Kỳ báo cáo", type = "period", required = true, prefilled = true },
]

[[sheets]]
key = "cong_so"
name = "2. Văn hóa công sở"
title = "2. Việc làm văn hóa công sở"
kind = "table"
subject = "collective"
kind_column = "viec"
intro = "Mỗi việc ghi một dòng."
columns = [
  { key = "viec", header = "Loại việc", type = "choice", choices = "loai_viec", required = true },
  { key = "mo_ta", header = "Việc đã làm", type = "text", required = true, min_chars = 10, max_chars = 300 },
  { key = "ngay_lam", header = "Ngày làm", type = "date", required = true, window = "period" },
  { key = "so_nguoi", header = "Số người tham gia", type = "integer", required = true, min = 1 },
]

[overall]
rule = ""
basis = ""

[[standards]]
code = "VH"
subject = "collective"
letter = "a"
short = "Văn hóa công sở"
basis = "Kế hoạch, Mục II.1"
text = "Thực hiện nếp sống văn hóa công sở"

[[clauses]]
code = "VH-1"
standard = "VH"
text = "Thực hiện nếp sống văn hóa công sở"
rule = "shown"
judgement = []
sources = [{ sheet = "cong_so", kinds = ["v1", "v2"], side = "việc làm văn hóa công sở", needed = true }]

[[figures]]
key = "so_nguoi"
title = "Người tham gia"
measure = "lượt người"
standard = "VH"
rule = "sum"
sheet = "cong_so"
column = "so_nguoi"
by_unit = true

[[reports]]
what = "bao_cao_thang"
template = "bao_cao_thang.docx"
title = "Báo cáo tháng"
placeholder = "[Văn phòng Sở bổ sung]"
'''
KEPT = {"viec": "v1 - Nếp sống văn minh", "mo_ta": "Ra mắt góc đọc sách tại cơ quan", "ngay_lam": date(2022, 3, 1), "so_nguoi": 12}
WRONG = {**KEPT, "ngay_lam": date(2022, 1, 5), "mo_ta": "Dọn vệ sinh cơ quan cuối tuần"}
MONTH = parse_month("2022-03")


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    root = tmp_path_factory.mktemp("cong_so")
    templates, inbox = root / "input_templates", root / "inbox" / "2022-03"
    for folder in (templates, inbox, root / "output"):
        folder.mkdir(parents=True)
    (templates / "movement.toml").write_text(MOVEMENT, encoding="utf-8")
    for name in ("danh_muc.xlsx", "bao_cao_thang.docx"):
        shutil.copy(SHIPPED / name, templates / name)
    space = open_workspace(root)
    period = space.period(MONTH)
    unit = space.registry.units_on(period.to)[0]
    filled = Filled({}, {"cong_so": [KEPT, WRONG]})
    write_workbook(inbox / "bao_cao.xlsx", space.definition, space.registry, unit, period, filled)
    arrived = datetime(2022, 3, 15, 9, tzinfo=VIETNAM_TIME).timestamp()
    os.utime(inbox / "bao_cao.xlsx", (arrived, arrived))
    as_of = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)
    return unit, pipeline.run_month(space, MONTH, [inbox], as_of, 1, lambda text: None)


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
    book = openpyxl.load_workbook(run.folder / "register.xlsx", read_only=True)
    cells = {str(value) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row if value}
    assert "Người tham gia" in cells
    told = as_text(run.folder / "reports" / "2022-03_bao_cao_thang.docx")
    assert "văn hóa công sở" in told and "người nghèo" not in told
    assert "01/08 đơn vị đã gửi báo cáo" in told and "12 lượt người" in told
