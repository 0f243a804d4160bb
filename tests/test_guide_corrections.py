"""The clerk's guide through a late report and a corrected one for a sealed month, followed command by command."""

import re
import shlex
from contextlib import closing

import docx
import openpyxl
import pytest
from support.history import Office, money
from support.paths import ROOT

from emulation_batch.cli import cli

TITLE = "## Đơn vị gửi muộn hoặc sửa báo cáo của kỳ đã chốt"


def section():
    text = (ROOT / "docs" / "huong-dan-van-phong.md").read_text(encoding="utf-8")
    return text[text.index(TITLE) + len(TITLE):].split("\n## ")[0]


def commands():
    return [shlex.split(command)[1:] for command in re.findall(r"`(emulation-batch [^`]*)`", section())]


def test_the_section_has_these_commands():
    assert [command[0] for command in commands()] == ["run", "trace", "seal", "verify", "verify"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """October is sealed; the two files of step 1 lie where the guide says."""
    office = Office(tmp_path_factory.mktemp("guide") / "ws")
    office.send("VP", "2021-10", money("2021-10", 1_000_000, 2_000_000))
    office.run("2021-10")
    office.seal("2021-10")
    office.send("VP", "2021-10", money("2021-10", 1_500_000, 2_000_000), attempt=2, days=20, into="2021-11")
    office.send("BCXB", "2021-10", money("2021-10", 9_000_000), days=21, into="2021-11")
    office.send("VP", "2021-11", money("2021-11", 3_000_000))
    return office


def test_followed_command_by_command(office, capsys):
    """What the guide promises after each step is there."""
    sealed = {path: path.read_bytes() for path in (office.space.output / "2021-10").rglob("*") if path.is_file()}
    run, trace, seal, chain, again = commands()

    def told(command, *more):
        code = cli.main([*command, *more, "--workspace", str(office.root)], standalone_mode=False)
        return code, capsys.readouterr().out

    code, text = told(run, "--workers", "2")
    assert code == 1 and "Điều chỉnh kỳ đã chốt: Văn phòng Sở: báo cáo tháng 10 năm 2021 gửi lại" in text
    assert "gửi muộn, khi kỳ đã chốt" in text
    assert "Kỳ ở trước kỳ 2021-10 đã chốt thì không chốt được nữa." in text and "Chốt từng kỳ" not in text
    folder = office.space.output / "2021-11"
    _as_the_guide_says(folder)
    code, text = told(trace)
    assert code == 0 and "2021-11/received/" in text and "VP 2021-10 lần 2.xlsx" in text and "15.500.000 đồng" in text
    assert told(seal, "--force", "--reason", "Thử hướng dẫn")[0] == 0
    code, text = told(chain)
    assert code == 0 and "2 kỳ đã chốt" in text and "tất cả còn nguyên" in text
    code, text = told(again, "--workers", "2")
    assert code == 0 and "giống hệt" in text
    assert sealed == {path: path.read_bytes() for path in (office.space.output / "2021-10").rglob("*") if path.is_file()}


def _as_the_guide_says(folder):
    with closing(openpyxl.load_workbook(folder / "register.xlsx", read_only=True)) as book:
        cells = {cell for row in book["Điều chỉnh"].iter_rows(values_only=True) for cell in row}
    assert {"gửi lại để sửa", "gửi muộn, khi kỳ đã chốt", "1.000.000", "1.500.000", "Lý Thị Ánh"} <= cells
    report = docx.Document(str(folder / "reports" / "2021-11_bao_cao_thang.docx"))
    text = [paragraph.text for paragraph in report.paragraphs]
    assert any(line.endswith("Điều chỉnh số liệu các kỳ đã chốt") for line in text) and "ĐIỀU CHỈNH SỐ LIỆU CÁC KỲ ĐÃ CHỐT" in text
    assert any(row.cells[5].text == "3.000.000" and row.cells[6].text == "3.500.000" for table in report.tables for row in table.rows
               if len(row.cells) == 9)
    for unit in ("VP", "BCXB"):
        letter = (folder / "returned" / unit / "2021-10" / "noi_dung.txt").read_text(encoding="utf-8-sig")
        assert "Kỳ này đã chốt" in letter
    assert "chưa nhận được báo cáo" in (folder / "returned" / "BCXB" / "noi_dung.txt").read_text(encoding="utf-8-sig")
