"""A month whose register the secretary fills in in LibreOffice and leaves anywhere: nothing of it is lost, and the papers follow."""

import json
import os
import shutil
from datetime import datetime, timedelta

import pandas as pd
import pytest
from support.council_book import MEETING, fill_meeting
from support.docx_text import as_text
from support.office_edit import type_into
from support.unit_workbooks import ASSIGNED, FIELD_DAY, MONEY, PROPOSAL
from support.unit_workbooks import FORM as SIGNED

from emulation_batch import ledger, running, verify
from emulation_batch.periods import VIETNAM_TIME, parse_month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import init_workspace, open_workspace

MARCH, APRIL = parse_month("2022-03"), parse_month("2022-04")
AS_OF = datetime(2022, 3, 20, 8, tzinfo=VIETNAM_TIME)
PERSON = "Lý Thị Ánh | STTTT-003"
NOMINATED = {**PROPOSAL, "doi_tuong": "Cá nhân", "ten": PERSON, "tom_tat": "Bám sát cơ sở, cùng xã rà soát hộ nghèo"}
ROWS = {"van_ban": [ASSIGNED], "nguon_luc": [MONEY], "ca_nhan": [FIELD_DAY], "de_nghi": [PROPOSAL, NOMINATED]}
# lines of the sheet of proposals: the unit itself, then the person; columns of the Council
TYPED = {("Đề nghị", "J5"): "Đạt", ("Đề nghị", "K5"): "Hội đồng xem hồ sơ giấy", ("Đề nghị", "L5"): 7, ("Đề nghị", "M5"): 1,
         ("Đề nghị", "J6"): "Cần làm rõ", ("Đề nghị", "K6"): "Thời gian ở cơ sở"}
ROW_OF = {"day": 6, "minutes": 7, "present": 12, "issued": 13, "collected": 14, "valid": 15, "invalid": 16, "entered_by": 17}


def meeting_cells():
    numbers = MEETING | {"present": 8, "issued": 8, "collected": 8, "valid": 8, "invalid": 0, "day": "18/03/2022"}
    return {("Họp Hội đồng", f"B{row}"): numbers[key] for key, row in ROW_OF.items()}


def run(space, month=MARCH, as_of=AS_OF):
    return running.run_month(space, month, [space.inbox_of(month)], as_of, 1, lambda text: None)


def opinions(folder):
    frame = pd.read_parquet(folder / "records" / "decisions.parquet")
    return {(row["period"], row["candidate"]): row["verdict"] for row in frame.to_dict("records")}


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    root = tmp_path_factory.mktemp("council") / "ws"
    init_workspace(root)
    space = open_workspace(root)
    for month in (MARCH, APRIL):
        period, folder = space.period(month), space.inbox / str(month)
        folder.mkdir(parents=True)
        rows = ROWS if month == MARCH else {}
        form = SIGNED | ({} if month == MARCH else {"khong_phat_sinh": "Có", "ly_do_kps": "Chưa được giao việc", "ngay_ky": period.to})
        write_workbook(folder / "VP.xlsx", space.definition, space.registry, space.registry.unit("VP", period.to), period, Filled(form, rows))
        at = (period.due - timedelta(hours=8)).timestamp()
        os.utime(folder / "VP.xlsx", (at, at))
    return space


@pytest.fixture(scope="module")
def heard(space):
    """The register of the first run, filled in in LibreOffice, saved in its own place, and the month run again."""
    first = run(space).folder
    filled = type_into(first / "register.xlsx", space.root / "da_ghi.xlsx", TYPED | meeting_cells())
    shutil.move(filled, first / "register.xlsx")
    return run(space)


def test_a_register_filled_in_in_its_place_is_kept_and_read(space, heard):
    kept, = (space.root / "hoi_dong" / "2022-03").iterdir()
    assert opinions(heard.folder) == {("2022-03", "VP"): "Đạt", ("2022-03", "STTTT-003"): "Cần làm rõ"}
    told = json.loads((heard.folder / "manifest.json").read_text(encoding="utf-8"))
    entry, = [file for file in told["files"] if file["name"] == kept.name]
    assert (entry["outcome"], entry["code"]) == ("set_aside", "F131")
    assert (heard.folder / "received" / f"{entry['sha256']}.xlsx").read_bytes() == kept.read_bytes()
    assert [item.code for item in heard.month.judged.findings if item.code.startswith("H")] == []


def test_the_papers_follow_the_council(heard):
    minutes = as_text(heard.folder / "reports" / "2022-03_bien_ban.docx")
    assert "Văn phòng Sở | – | Sở Thông tin và Truyền thông | 7 | 1 | 77,8" in minutes
    assert "Ý kiến của Hội đồng: Cần làm rõ. Thời gian ở cơ sở" in minutes and "quyết định" not in minutes.casefold()
    listed = as_text(heard.folder / "reports" / "danh_sach" / "2022-03_danh_sach_giay_khen.docx")
    assert "Văn phòng Sở" in listed and "Lý Thị Ánh" not in listed
    assert "Biên bản số 05/BB-HĐTĐKT ngày 18 tháng 3 năm 2022" in listed
    sheet = as_text(heard.folder / "reports" / "phieu_xem_xet" / "2022-03_phieu_xem_xet_STTTT-003.docx")
    assert "Cần làm rõ. Thời gian ở cơ sở (họp ngày 18/03/2022, biên bản 05/BB-HĐTĐKT)" in sheet


def test_a_third_run_says_the_same_and_the_month_can_be_built_again(space, heard):
    before = {path.relative_to(heard.folder).as_posix(): path.read_bytes() for path in heard.folder.rglob("*") if path.is_file()}
    again = run(space).folder
    assert {path.relative_to(again).as_posix(): path.read_bytes() for path in again.rglob("*") if path.is_file()} == before
    assert verify.verify_month(space, MARCH, 1, lambda text: None).same
    assert len(list((space.root / "hoi_dong" / "2022-03").iterdir())) == 1


def test_after_the_month_is_sealed_an_opinion_enters_the_open_month(space, heard):
    """A register filled in in a sealed folder is copied out; the sealed month stays as it was, April keeps the opinion. What that
    month holds already, of its own meeting, is not said again."""
    from emulation_batch.whole_files import sha256_of

    folder = heard.folder
    original = (folder / "register.xlsx").read_bytes()
    ledger.seal(folder, None, AS_OF)
    import openpyxl

    book = openpyxl.load_workbook(folder / "register.xlsx")
    book["Đề nghị"]["J6"].value = "Đạt"
    fill_meeting(book["Họp Hội đồng"], {"minutes": "07/BB-HĐTĐKT", "day": AS_OF.date() + timedelta(days=20)})
    book.save(folder / "register.xlsx")
    done = run(space, APRIL, datetime(2022, 4, 20, 8, tzinfo=VIETNAM_TIME))
    (folder / "register.xlsx").write_bytes(original)
    assert opinions(done.folder)["2022-03", "STTTT-003"] == "Đạt"
    assert done.month.council.opinions == () and [item.verdict for item in done.month.council.earlier] == ["Đạt"]
    assert opinions(folder)["2022-03", "STTTT-003"] == "Cần làm rõ"
    assert done.month.council.departing == done.month.council.earlier, "it was not in the list, and now the Council proposes it"
    told = ("Xem lại tờ trình, danh sách đã in của kỳ đã chốt: Hội đồng cho ý kiến khác về 01 trường hợp (Lý Thị Ánh, tháng 3 năm 2022: Đạt).")
    assert told in (done.folder / "index.html").read_text(encoding="utf-8")
    assert told in as_text(done.folder / "reports" / "2022-04_mot_trang.docx")
    assert sha256_of(folder / "register.xlsx") == json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]["register.xlsx"]
