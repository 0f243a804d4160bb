"""A review whose register comes back from the Council: nothing of it is lost, the papers follow, and each reader has a copy."""

import json
import shutil
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from support.council_book import MEETING, fill_meeting
from support.docx_text import as_text
from support.span import AS_OF, small_workspace
from support.unit_workbooks import FORM, PROPOSAL

from emulation_batch import council_registers, review, running, verify
from emulation_batch.cli import cli
from emulation_batch.council import KEY_HEADER, Council
from emulation_batch.periods import Month
from emulation_batch.reports.register_book import HEADER_ROW
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import open_workspace

KEY = "2022"
COLLECTIVE, PERSON = "2022|dn|hang_nam|giay_khen|collective|BCXB", "2022|dn|hang_nam|giay_khen|individual|STTTT-005"
SAID = {COLLECTIVE: {"Kết luận của Hội đồng": "Đạt", "Lý do": "Hội đồng xem hồ sơ giấy", "Phiếu tán thành": 3, "Phiếu không tán thành": 0},
        PERSON: {"Kết luận của Hội đồng": "Cần làm rõ", "Lý do": "Thời gian ở cơ sở"}}
HELD = MEETING | {"day": AS_OF.date()}


def lay_down(path, said=None, meeting=None):
    """Type opinions into a register where it stands, as its secretary does."""
    book = openpyxl.load_workbook(path)
    page = book["Đề nghị"]
    columns = {cell.value: cell.column for cell in page[HEADER_ROW + 1]}
    for row in range(HEADER_ROW + 2, page.max_row + 1):
        key = str(page.cell(row, columns[KEY_HEADER]).value).partition("#")[0]
        for header, value in (SAID if said is None else said).get(key, {}).items():
            page.cell(row, columns[header]).value = value
    fill_meeting(book["Họp Hội đồng"], HELD if meeting is None else meeting)
    book.save(path)


def reviewed(space):
    return review.review_span(space, space.reviewed(KEY), AS_OF, lambda text: None)


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """The year reviewed, its register filled in in its own place, and the year reviewed again."""
    space = open_workspace(small_workspace(tmp_path_factory.mktemp("year") / "ws").root)
    lay_down(reviewed(space).folder / "register.xlsx")
    return space, reviewed(space)


@pytest.fixture
def copy(heard, tmp_path):
    return open_workspace(shutil.copytree(heard[0].root, tmp_path / "ws"))


def text_of(done, what, suffix=""):
    return as_text(done.folder / "reports" / f"{what}/{KEY}_{what}_{suffix}.docx" if suffix else
                   done.folder / "reports" / f"{KEY}_{what}.docx")


def test_opinions_stand_in_the_records_with_their_meeting(heard):
    rows = pd.read_parquet(heard[1].folder / "records" / "decisions.parquet").set_index("key").to_dict("index")
    assert {key: row["verdict"] for key, row in rows.items()} == {COLLECTIVE: "Đạt", PERSON: "Cần làm rõ"}
    assert rows[COLLECTIVE]["votes_for"] == 3 and rows[COLLECTIVE]["minutes"] == "05/BB-HĐTĐKT" and rows[COLLECTIVE]["stands"]


def test_the_filled_register_is_kept_and_told(heard):
    space, done = heard
    kept, = space.council_of(KEY).iterdir()
    entry, = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert (entry["name"], entry["sha256"], entry["outcome"], entry["code"]) == (kept.name, sha256_of(kept), "set_aside", "F131")
    assert (done.folder / "received" / f"{entry['sha256']}.xlsx").read_bytes() == kept.read_bytes()


def test_the_papers_say_what_the_council_said(heard):
    report, minutes = text_of(heard[1], "bao_cao_nam"), text_of(heard[1], "bien_ban")
    unit, person = (heard[0].registry.name_of(code, AS_OF.date()) for code in ("BCXB", "STTTT-005"))
    assert f"- Hội đồng đề nghị: 01 trường hợp ({unit})" in report and "| Hội đồng đề nghị |" in report
    assert f"- Hội đồng đề nghị làm rõ: 01 trường hợp ({person})" in report and "Hội đồng: Đạt. Hội đồng xem hồ sơ giấy" in report
    listed = text_of(heard[1], "danh_sach", "giay_khen")
    assert "số 05/BB-HĐTĐKT" in listed
    assert "Thời gian ở cơ sở" in minutes and "phát ra 03, thu về 03, hợp lệ 03" in minutes
    assert unit in listed and person not in listed


def test_the_new_register_shows_the_opinions_again(heard):
    page = openpyxl.load_workbook(heard[1].folder / "register.xlsx")["Đề nghị"]
    columns = {cell.value: cell.column for cell in page[HEADER_ROW + 1]}
    shown = [page.cell(row, columns["Kết luận của Hội đồng"]).value for row in range(HEADER_ROW + 2, page.max_row + 1)]
    assert sorted(filter(None, shown)) == ["Cần làm rõ", "Đạt"]


def test_the_review_is_built_again_from_what_it_keeps(copy):
    shutil.rmtree(copy.root / "hoi_dong")
    again = verify.verify_span(copy, KEY, lambda text: None)
    assert again.same and not again.hindrance


def test_what_is_amiss_is_asked_and_files_of_others_are_told(copy, capsys):
    folder = copy.council_of(KEY)
    lay_down(copy.output / KEY / "register.xlsx", {PERSON: {"Kết luận của Hội đồng": "Đồng ý"}}, {"day": AS_OF.date()})
    (folder / "quet.pdf").write_bytes(b"%PDF-1.4")
    other = folder / "quy.xlsx"
    review.review_span(copy, copy.reviewed("2022-Q1"), AS_OF, lambda text: None)
    shutil.copyfile(copy.output / "2022-Q1" / "register.xlsx", other)
    code = cli.main(["review", KEY, "--as-of", AS_OF.isoformat(), "--workspace", str(copy.root)], standalone_mode=False)
    told = capsys.readouterr().out
    assert code == 1 and "1 ô chưa đọc được; xem register.xlsx, trang Cần sửa" in told
    assert "quy.xlsx: Sổ theo dõi này của 2022-Q1, không phải của năm 2022, nên chưa đọc." in told and "quet.pdf: Không phải tệp báo cáo" in told
    book = openpyxl.load_workbook(copy.output / KEY / "register.xlsx")
    assert "“Đồng ý”, không có trong ba kết luận" in " ".join(str(row[7]) for row in book["Cần sửa"].iter_rows(values_only=True))


def test_an_opinion_that_no_paper_of_the_review_tells_is_asked_about(copy):
    """A quarter has no season: what the Council writes into its register belongs into those of its months."""
    done = review.review_span(copy, copy.reviewed("2022-Q1"), AS_OF, lambda text: None)
    keys = {PERSON.replace("2022|", "2022-Q1|"): {"Kết luận của Hội đồng": "Đạt", "Lý do": "Đủ", "Phiếu tán thành": 3}}
    lay_down(done.folder / "register.xlsx", keys)
    again = review.review_span(copy, copy.reviewed("2022-Q1"), AS_OF, lambda text: None)
    assert len(again.data.month.council.opinions) == 1
    [asked] = [finding for finding in again.data.asked if finding.code == "H417"]
    assert asked.sheet == "Đề nghị" and asked.cell and "không thuộc đợt xét" in asked.message and asked.file.startswith("so_theo_doi_")


def test_a_meeting_that_spoke_of_nothing_in_the_minutes_does_not_head_them(copy):
    """A last register of an ad hoc nomination alone: the minutes of the year stay those of the meeting that spoke of it."""
    first, = copy.council_of(KEY).iterdir()
    ad_hoc = {KEY + "|dn|dot_xuat|bang_khen_tinh|individual|STTTT-006": {"Kết luận của Hội đồng": "Đạt", "Lý do": "Đủ"}}
    lay_down(copy.output / KEY / "register.xlsx", ad_hoc | {key: dict.fromkeys(said) for key, said in SAID.items()},
             HELD | {"minutes": "09/BB-HĐTĐKT", "place": "Phòng họp số 9"})
    done = reviewed(copy)
    told = text_of(done, "bien_ban")
    assert "Số: 05/BB-HĐTĐKT" in told and "09/BB" not in told and "Phòng họp số 9" not in told
    assert "H417" in [item.code for item in done.data.asked] and len(done.data.month.council.opinions) == 3
    first.unlink()
    done = reviewed(copy)
    told = text_of(done, "bien_ban")
    assert len(done.data.month.council.opinions) == 1 and "09/BB" not in told and "Kết luận của chủ tọa: ……" in told
    assert "Hội đồng chưa cho ý kiến" in (done.folder / "index.html").read_text(encoding="utf-8")


def test_each_reader_has_a_copy_without_what_is_not_theirs(heard):
    space, done = heard
    copies = {path.stem: openpyxl.load_workbook(path) for path in (done.folder / "copies").iterdir()}
    assert {key: [name for name in book.sheetnames if name.startswith(("Kết quả", "Đề nghị", "Số liệu", "2a"))]
            for key, book in copies.items()} == {
        "hoi_dong": ["Kết quả theo tiêu chuẩn", "Đề nghị", "2a. Văn bản, sáng kiến", "Số liệu"],
        "lanh_dao": ["Đề nghị", "2a. Văn bản, sáng kiến", "Số liệu"]}
    cells = {key: {str(cell) for row in book["2a. Văn bản, sáng kiến"].iter_rows(values_only=True) for cell in row}
             for key, book in copies.items()}
    assert "Dự thảo" in cells["hoi_dong"] and "Dự thảo" not in cells["lanh_dao"]  # the proof of a document under way
    for book in copies.values():
        links = {cell.hyperlink.location.split("'")[1] for row in book["Tổng quan"].iter_rows() for cell in row if cell.hyperlink}
        assert links == {name for name in book.sheetnames if book[name].sheet_state == "visible"} - {"Tổng quan"}


def test_a_copy_that_was_filled_in_is_read_as_the_register_is(copy):
    shutil.rmtree(copy.root / "hoi_dong")
    lay_down(copy.output / KEY / "copies" / "hoi_dong.xlsx", {COLLECTIVE: {"Kết luận của Hội đồng": "Không đạt", "Lý do": "Trùng"}})
    assert [item.verdict for item in reviewed(copy).data.month.council.opinions if item.key == COLLECTIVE] == ["Không đạt"]


def test_a_month_in_its_own_time_is_told_in_the_review_and_the_review_in_later_months(copy):
    """The year heard “Đạt”; a nomination of the same unit in a later month says so, also when it is built again after the year
    was reviewed anew without the register."""
    april, period = Month(2022, 4), copy.period(Month(2022, 4))
    path = copy.inbox_of(april) / "2022-04" / "BCXB.xlsx"
    path.parent.mkdir(parents=True)
    write_workbook(path, copy.definition, copy.registry, copy.registry.unit("BCXB", period.to), period, Filled(
        FORM | {"ngay_ky": period.to}, {"de_nghi": [PROPOSAL | {"ten": "BCXB", "ngay_su_kien": None}]}))
    run = running.run_month(copy, april, [path.parent], period.due, 1, lambda text: None)
    told = " ".join(run.month.proposals["reasons"].iloc[0])
    assert "Hội đồng: Đạt. Hội đồng xem hồ sơ giấy (biên bản 05/BB-HĐTĐKT), khi xét 2022" in told
    shutil.rmtree(copy.root / "hoi_dong")
    reviewed(copy)
    assert pd.read_parquet(copy.output / KEY / "records" / "decisions.parquet").empty
    again = verify.verify_month(copy, april, 1, lambda text: None)
    assert again.same and not again.hindrance, again


def test_what_the_review_takes_back_of_a_printed_month_is_told_in_its_page_and_once_in_the_open_month(copy, monkeypatch):
    """March printed a list with “Đạt”; the review says “Cần làm rõ”: the same line as for a late register of the month."""
    met = replace(reviewed(copy).data.month.council.of(PERSON), period="2022-03", key=PERSON.replace("2022", "2022-03", 1), verdict="Đạt")
    monkeypatch.setattr(council_registers, "_recorded", lambda space, sealed, of: [("2022-03", met)] if of else [])
    told = (f"Xem lại tờ trình, danh sách đã in của kỳ đã chốt: Hội đồng cho ý kiến khác về 01 trường hợp ({met.name}, tháng 3 năm 2022: "
            "Cần làm rõ).")
    assert told in (reviewed(copy).folder / "index.html").read_text(encoding="utf-8")
    april, period = Month(2022, 4), copy.period(Month(2022, 4))
    path = copy.inbox_of(april) / "2022-04" / "BCXB.xlsx"
    path.parent.mkdir(parents=True)
    write_workbook(path, copy.definition, copy.registry, copy.registry.unit("BCXB", period.to), period, Filled(
        FORM | {"ngay_ky": period.to}, {"de_nghi": [PROPOSAL | {"ten": "BCXB", "ngay_su_kien": None}]}))
    run = running.run_month(copy, april, [path.parent], period.due, 1, lambda text: None)
    page = (run.folder / "index.html").read_text(encoding="utf-8")
    assert told in page and "Ý kiến về kỳ trước" not in page, "that sheet holds none of it"
    assert told in as_text(run.folder / "reports" / "2022-04_mot_trang.docx")
    rows = council_registers.reviewed_before(copy, ["2022-03"])
    assert [len(council_registers.with_reviews(copy, Council(), rows, months).departing) for months in (["2022-03"], ["2022-03", "2022-04"])
            ] == [1, 0], "a month that knew it told it"


def test_opinions_of_the_months_stand_beside_the_proposals_of_the_review(heard, monkeypatch):
    """What the Council said in the month of a nomination is told in the review of its year."""
    monkeypatch.setattr(council_registers, "said_before", lambda space, months: {
        COLLECTIVE.replace("2022", "2022-03", 1): "Đạt (biên bản 04/BB-HĐTĐKT)"})
    found = review.gather_span(heard[0], heard[0].span(KEY), AS_OF, lambda text: None).month.proposals
    assert ["Hội đồng, kỳ 2022-03: Đạt (biên bản 04/BB-HĐTĐKT)." in reasons for reasons in found["reasons"]] == [True, False]
