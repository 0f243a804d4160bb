"""The clerk's guide through a reorganisation and a review, followed command by command."""

import re
import shlex
from datetime import date

import docx
import openpyxl
from support.paths import ROOT
from support.span import small_workspace

from emulation_batch.cli import cli

TITLE = "## Báo cáo năm, sơ kết, tổng kết; đơn vị đổi tên, sáp nhập"


def commands():
    text = (ROOT / "docs" / "huong-dan-van-phong.md").read_text(encoding="utf-8")
    section = text[text.index(TITLE) + len(TITLE):].split("\n## ")[0]
    return [shlex.split(command)[1:] for command in re.findall(r"`(emulation-batch [^`]*)`", section)]


def merge(path):
    """Step 1 as the guide says, in the registry's own sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book["Đơn vị"]
    head = {cell.value.removesuffix(" *"): cell.column for cell in sheet[3]}
    row = next(row for row in range(4, 30) if sheet.cell(row, head["Mã"]).value == "TTCNTT")
    for title, value in (("Đến ngày", date(2021, 12, 31)), ("Đơn vị kế thừa", "VP"), ("Loại biến động", "Sáp nhập"),
                         ("Căn cứ biến động", "Quyết định số 9/QĐ-STTTT ngày 30/12/2021")):
        sheet.cell(row, head[title]).value = value
    book.save(path)


def test_followed_command_by_command(tmp_path, capsys):
    """What the guide promises after each step is there."""
    rows = {"2022-01": {"nguon_luc": [{"_unit": "TTCNTT", "loai": "c1", "hinh_thuc": "van_dong", "noi_dung": "Vận động ủng hộ Quỹ",
                                       "so_tien": 700_000, "muc_dich": "quy", "chung_tu": "Biên lai 9"}]}}
    space = small_workspace(tmp_path / "ws", rows=rows, standings={"TTCNTT": "on_time"})
    merge(space.templates / "danh_muc.xlsx")
    doctor, review, trace = commands()
    assert [doctor[0], review[0], trace[0]] == ["doctor", "review", "trace"]

    def told(command):
        code = cli.main([*command, "--workspace", str(space.root)], standalone_mode=False)
        return code, capsys.readouterr().out

    assert told(doctor)[0] in (0, 1)
    code, text = told(review)
    assert code == 0 and "sáp nhập vào Văn phòng Sở (Quyết định số 9/QĐ-STTTT ngày 30/12/2021)" in text
    report = docx.Document(str(space.output / "2022-Q1" / "reports" / "2022-Q1_bao_cao_nam.docx"))
    lines = [paragraph.text for paragraph in report.paragraphs]
    assert "3. Biến động về tổ chức" in lines and any("[Văn phòng Sở bổ sung]" in line for line in lines)
    code, text = told(trace)
    assert code == 0 and "25.700.000 đồng" in text and "TTCNTT" in text
