"""One line more in movement.toml is a column of the template, of the checks and of the register."""

import os
from datetime import date, datetime

import openpyxl

from emulation_batch.periods import VIETNAM_TIME, Month
from emulation_batch.running import run_month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import init_workspace, open_workspace


def test_one_line_of_toml_is_a_column(tmp_path):
    """Template, check and register know a new column by its one line in movement.toml."""
    init_workspace(tmp_path)
    path = tmp_path / "input_templates" / "movement.toml"
    text = path.read_text(encoding="utf-8")
    line = '  { key = "ma_ho_so", header = "Mã hồ sơ", type = "integer", required = true, min = 5 },\n'
    anchor = '  { key = "kenh", header = "Kênh"'
    path.write_text(text.replace(anchor, line + anchor, 1), encoding="utf-8")
    space = open_workspace(tmp_path)
    period = space.period(Month(2022, 3))
    unit = space.registry.units_on(period.to)[0]
    good = {"loai": "d4 - Giải pháp, sáng kiến", "noi_dung": "Giải pháp tuyên truyền lưu động", "ngay": date(2022, 3, 1),
            "minh_chung": "ke_hoach.pdf", "ma_ho_so": 7}
    rows = {"tuyen_truyen": [good, {**good, "noi_dung": "Giải pháp thứ hai, phát thanh", "ma_ho_so": 3}, {key: value for key, value in good.items() if key != "ma_ho_so"} | {"noi_dung": "Giải pháp thứ ba, tờ rơi"}]}
    form = {"lan_nop": 1, "khong_phat_sinh": "Không", "nguoi_lap": "Lý Thị Ánh", "dien_thoai": "0209 3870 000",
            "thu_dien_tu": "vp@example.gov.vn", "thu_truong": "Nông Văn Quyết", "ngay_ky": date(2022, 3, 15)}
    inbox = tmp_path / "inbox" / "2022-03"
    inbox.mkdir()
    write_workbook(inbox / "a.xlsx", space.definition, space.registry, unit, period, Filled(form, rows))
    os.utime(inbox / "a.xlsx", (1647330000, 1647330000))

    headers = [cell.value for cell in openpyxl.load_workbook(inbox / "a.xlsx")["2d. Tuyên truyền"][5]]
    assert "Mã hồ sơ *" in headers
    done = run_month(space, period.month, [inbox], datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME), 1, lambda text: None)
    found = [(finding.column, finding.cell[1:] or finding.cell) for finding in done.month.judged.findings if finding.column == "ma_ho_so"]
    assert len(found) == 2
    page = openpyxl.load_workbook(done.folder / "register.xlsx")["2d. Tuyên truyền"]
    shown = [[cell.value for cell in row] for row in page.iter_rows()]
    assert any("Mã hồ sơ" in row for row in shown) and any(7 in row for row in shown)
