from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from io import BytesIO

import openpyxl
import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.registry import Extension
from emulation_batch.templates import write_templates
from emulation_batch.templates.mail import draft_mail

DEFINITION = shipped_definition()
PERIOD = march_2022(DEFINITION)


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """The folder of a month of which one unit is closed, and the paths written."""
    registry = small_registry()
    closed = replace(registry.units[1], to=date(2022, 3, 13))
    registry = replace(registry, units=(registry.units[0], closed, registry.units[2]))
    folder = tmp_path_factory.mktemp("workspace")
    return folder, write_templates(DEFINITION, registry, PERIOD, folder / "in" / "bieu_mau_don_vi.xlsx", folder / "out" / "2022-03")


def mail_of(content):
    return message_from_bytes(content, policy=policy.default)


def test_every_active_unit_gets_a_workbook_and_a_draft(month):
    folder, written = month
    assert [str(path.relative_to(folder).as_posix()) for path in written] == [
        "in/bieu_mau_don_vi.xlsx", "out/2022-03/VP.xlsx", "out/2022-03/VP.eml", "out/2022-03/TTCNTT.xlsx", "out/2022-03/TTCNTT.eml"]
    assert all(path.stat().st_size > 1000 for path in written)


def test_without_a_period_only_the_standard_workbook(tmp_path):
    path = tmp_path / "bieu_mau_don_vi.xlsx"
    assert write_templates(DEFINITION, small_registry(), None, path, None) == [path]


def test_the_draft_opens_ready_to_send(month):
    content = (month[0] / "out" / "2022-03" / "TTCNTT.eml").read_bytes()
    message = mail_of(content)
    assert message["X-Unsent"] == "1" and message["Message-ID"] is None
    assert message["To"] == "ttcntt@stttt.example.vn, vanthu.ttcntt@stttt.example.vn"
    assert message["Subject"] == "Phong trào thi đua: biểu báo cáo tháng 3 năm 2022 của Trung tâm Công nghệ thông tin và Truyền thông"
    assert b"=?utf-8?" in content and content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_the_draft_says_what_until_when_and_how(month):
    body = mail_of((month[0] / "out" / "2022-03" / "VP.eml").read_bytes()).get_body().get_content()
    for words in ("Kính gửi: Văn phòng Sở", "từ ngày 15/02/2022 đến hết ngày 14/03/2022", "trước 17:00 thứ Tư, ngày 16/03/2022",
                  "hoặc gửi tới thidua@stttt.example.vn", "TD_VP_2022-03.xlsx", "ĐỦ ĐIỀU KIỆN GỬI", "khai không phát sinh"):
        assert words in body, words


def test_the_workbook_travels_whole(month):
    folder = month[0] / "out" / "2022-03"
    attached, = mail_of((folder / "VP.eml").read_bytes()).iter_attachments()
    assert attached.get_filename() == "TD_VP_2022-03.xlsx"
    assert attached.get_content() == (folder / "VP.xlsx").read_bytes()
    assert openpyxl.load_workbook(BytesIO(attached.get_content()))["_Mau"]["B3"].value == "VP"


def test_a_draft_has_no_clock_and_no_chance():
    registry = small_registry()
    made = [draft_mail(DEFINITION, registry, registry.units[0], PERIOD, b"xlsx") for _ in range(2)]
    assert made[0] == made[1]
    assert mail_of(made[0])["Date"] == "Mon, 14 Mar 2022 08:00:00 +0700"


def test_a_unit_without_an_address_still_gets_its_draft():
    registry = small_registry()
    message = mail_of(draft_mail(DEFINITION, registry, replace(registry.units[0], emails=()), PERIOD, b"xlsx"))
    assert message["To"] is None and message["Subject"]


def test_an_extension_reaches_the_workbook_and_the_draft(tmp_path):
    """Also where the others' workbooks are copies of one another."""
    registry = replace(small_registry(), extensions=(Extension("TTCNTT", PERIOD.key, date(2022, 3, 18), "12/VP"),))
    write_templates(DEFINITION, registry, PERIOD, tmp_path / "a.xlsx", tmp_path)
    for unit, day, other in (("TTCNTT", "18/03/2022", "16/03/2022"), ("VP", "16/03/2022", "18/03/2022")):
        body = mail_of((tmp_path / f"{unit}.eml").read_bytes()).get_body().get_content()
        cells = {str(cell.value) for sheet in openpyxl.load_workbook(tmp_path / f"{unit}.xlsx") for row in sheet.iter_rows()
                 for cell in row if cell.value and "/2022" in str(cell.value)}
        assert day in body and other not in body
        assert any(day in text for text in cells) and not any(other in text for text in cells), unit
