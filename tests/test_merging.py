"""Unit books -> one typed batch: what is certain is understood, the rest is noted, blank stays blank."""

from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.batch import CellError, RawBook, RawSheet, Received, Submission
from emulation_batch.findings import NO_RESULT
from emulation_batch.layout import Stamp
from emulation_batch.merging import as_text, merge
from emulation_batch.periods import VIETNAM_TIME

DEFINITION = shipped_definition()
AT = datetime(2022, 3, 15, tzinfo=VIETNAM_TIME)
TYPES = {"money": "Int64", "integer": "Int64", "decimal": "float64", "date": "datetime64[us]"}


def book(file, form=None, **tables):
    sheets = {"thong_tin": RawSheet("thong_tin", "1", {}, [(5, form or {"don_vi": "Văn phòng Sở"})], {"don_vi": "C6", "ky": "C7"})}
    for key, rows in tables.items():
        columns = {column.key: number for number, column in enumerate(DEFINITION.sheet(key).columns, 2)}
        sheets[key] = RawSheet(key, key, columns, [(7 + number, row) for number, row in enumerate(rows)])
    return RawBook(file, "xlsx", Stamp("", "", "", ""), (), sheets)


def submission(file, unit, outcome="accepted"):
    return Submission(Received(f"{file}.xlsx", file, 1, AT, "", Path(file), ".xlsx"), unit, "2022-03", 1, outcome, "", "", 0)


def merged(books, units=None, past=None):
    """A batch of books by unit: all accepted."""
    submissions = [submission(book.sha256, unit) for unit, book in (units or books).items()]
    return merge(submissions, {book.sha256: book for book in books.values()}, DEFINITION, small_registry(), march_2022(DEFINITION),
                 past or {})


def one_cell(sheet, column, value):
    """(understood, note, proposal) of one cell."""
    batch = merged({"VP": book("a", **{sheet: [{column: value}]})})
    found = batch.sheets[sheet][column][0]
    notes = batch.notes[(batch.notes["sheet"] == sheet) & (batch.notes["column"] == column)]
    note, proposal = (notes["note"].iloc[0], notes["proposal"].iloc[0]) if len(notes) else ("", "")
    return (None if pd.isna(found) else found), note, proposal


def test_rows_stand_in_the_order_of_units_and_know_where_they_came_from():
    rows = [{"loai": "a1"}, {"loai": "a2"}]
    batch = merged({"TTCNTT": book("t", van_ban=rows[:1]), "BCXB": book("b", van_ban=rows), "VP": book("v")})
    frame = batch.sheets["van_ban"]
    assert frame[["_ref", "_unit", "_period", "_file", "_row"]].values.tolist() == [
        ["2022-03/BCXB/van_ban/8", "BCXB", "2022-03", "b", 8], ["2022-03/BCXB/van_ban/9", "BCXB", "2022-03", "b", 9],
        ["2022-03/TTCNTT/van_ban/8", "TTCNTT", "2022-03", "t", 8]]
    assert batch.sheets["thong_tin"]["_unit"].tolist() == ["VP", "BCXB", "TTCNTT"]
    assert list(frame.index) == [0, 1, 2] and list(frame.columns) == list(batch.raw["van_ban"].columns)
    assert list(frame.columns[5:]) == [column.key for column in DEFINITION.sheet("van_ban").columns]
    assert {file: item.name for file, item in batch.files.items()} == {"v": "v.xlsx", "b": "b.xlsx", "t": "t.xlsx"}


def test_only_accepted_files_are_merged_in_any_order():
    books = {"a": book("a", van_ban=[{"loai": "a1"}]), "b": book("b", van_ban=[{"loai": "a2"}]), "c": book("c", van_ban=[{"loai": "a3"}])}
    files = [submission("a", "VP"), submission("b", "VP", "superseded"), submission("c", "BCXB")]
    one, other = (merge(order, books, DEFINITION, small_registry(), march_2022(DEFINITION), {}) for order in (files, files[::-1]))
    assert one.sheets["van_ban"]["loai"].tolist() == ["a1", "a3"] and set(one.files) == {"a", "c"}
    for key in one.sheets:
        pd.testing.assert_frame_equal(one.sheets[key], other.sheets[key])


@pytest.mark.parametrize("books", [{}, {"VP": book("a")}, {"VP": book("a", van_ban=[{"loai": "a1"}], nguon_luc=[{"so_tien": 5}])}])
def test_dtypes_are_the_same_with_and_without_rows(books):
    batch = merged(books)
    for sheet, column, frame in batch.columns():
        assert str(frame[column.key].dtype) == TYPES.get(column.type, "object"), (sheet.key, column.key)
    for frame in (*batch.sheets.values(), *batch.raw.values()):
        assert str(frame["_row"].dtype) == "int64"
    assert list(batch.notes.columns) == ["sheet", "column", "row", "note", "proposal"] and str(batch.notes["row"].dtype) == "int64"


def test_blank_is_not_zero():
    frame = merged({"VP": book("a", nguon_luc=[{"so_tien": 0}, {"noi_dung": "x"}])}).sheets["nguon_luc"]
    assert frame["so_tien"].tolist() == [0, pd.NA]
    assert frame["noi_dung"].tolist() == [None, "x"] and frame["so_ngay_cong"].isna().all() and frame["ngay"].isna().all()


@pytest.mark.parametrize(("sheet", "column", "value", "understood"), [
    ("van_ban", "noi_dung", "  Hướng  dẫn\u200b xã ", "Hướng dẫn xã"), ("van_ban", "noi_dung", "Hu\u031bo\u031b\u0301ng", "Hướng"),
    ("van_ban", "minh_chung", "0012", "0012"), ("van_ban", "minh_chung", 12, "12"), ("van_ban", "minh_chung", "NA", "NA"),
    ("van_ban", "so_ky_hieu", "125 / BC - STTTT", "125/BC-STTTT"), ("van_ban", "so_ky_hieu", 125, "125"),
    ("van_ban", "loai", "A1 – Văn bản được giao", "a1"), ("van_ban", "han_hoan_thanh", "05/03/2022", pd.Timestamp(2022, 3, 5)),
    ("van_ban", "han_hoan_thanh", datetime(2022, 3, 5, 7), pd.Timestamp(2022, 3, 5)),
    ("van_ban", "nguoi_chu_tri", "Lý Thị Ánh | STTTT-003", "STTTT-003"), ("van_ban", "nguoi_chu_tri", "Đ/c Lý Thị Ánh", "STTTT-003"),
    ("nguon_luc", "so_tien", "1.500.000 đ", 1_500_000), ("nguon_luc", "so_tien", 12_500_000, 12_500_000),
    ("nguon_luc", "so_ngay_cong", "0,5", 0.5), ("nguon_luc", "so_ngay_cong", 0.1, 0.1), ("nguon_luc", "so_ho", "12", 12),
    ("de_nghi", "ten", "Phòng Bưu chính - Xuất bản", "BCXB"), ("de_nghi", "ten", "Nông Thị Bích | STTTT-001", "STTTT-001")])
def test_plain_cells_are_understood_without_a_note(sheet, column, value, understood):
    assert one_cell(sheet, column, value) == (understood, "", "")


@pytest.mark.parametrize(("sheet", "column", "value", "found"), [
    ("van_ban", "loai", "a1 - Văn bản được gia", (None, "unknown_choice", "a1 - Văn bản được giao")),
    ("van_ban", "han_hoan_thanh", "31/02/2022", (None, "impossible", "")),
    ("van_ban", "han_hoan_thanh", "5/3", (None, "no_year", "05/03/2022")),
    ("van_ban", "han_hoan_thanh", time(7), (None, "not_a_date", "")),
    ("van_ban", "nguoi_chu_tri", "Lý Thị Anh", (None, "unknown_person", "Lý Thị Ánh | STTTT-003")),
    ("van_ban", "nguoi_chu_tri", "Nông Thị Bích | STTTT-003", (None, "person_mismatch", "Lý Thị Ánh | STTTT-003")),
    ("van_ban", "noi_dung", CellError("#N/A"), (None, "cell_error", "")),
    ("van_ban", "noi_dung", "kÕ ho¹ch vµ ®Çu t­", (None, "legacy_encoding", "kế hoạch và đầu tư")),
    ("van_ban", "noi_dung", "Xóa đói giảm nghèо", ("Xóa đói giảm nghèо", "look_alike", "")),
    ("nguon_luc", "so_tien", "12,5 triệu", (None, "with_unit", "12500000")),
    ("nguon_luc", "so_tien", "1,500,000", (1_500_000, "us_grouping", "")),
    ("nguon_luc", "so_tien", -5, (-5, "negative", "")),
    ("nguon_luc", "so_tien", True, (None, "not_a_number", "")),
    ("nguon_luc", "so_tien", CellError(NO_RESULT), (None, "cell_error", "")),
    ("nguon_luc", "so_ho", 2.5, (None, "fraction", "")),
    ("de_nghi", "ten", "Phòng Lạ", (None, "unknown_person", ""))])
def test_what_is_not_plain_is_noted(sheet, column, value, found):
    assert one_cell(sheet, column, value) == found


def test_what_was_typed_is_kept():
    value = " 12,5 triệu "
    assert merged({"VP": book("a", nguon_luc=[{"so_tien": value}])}).raw["nguon_luc"]["so_tien"].tolist() == [value]


def test_the_form_is_a_sheet_of_one_row():
    form = {"don_vi": "Văn phòng", "ky": date(2022, 3, 1), "lan_nop": 2, "khong_phat_sinh": "KHÔNG", "dien_thoai": 2093870000,
            "thu_dien_tu": " vp@stttt.example.vn "}
    batch = merged({"VP": book("a", form)})
    row = batch.sheets["thong_tin"].iloc[0]
    assert row[list(form)].tolist() == ["VP", "2022-03", 2, "khong", "2093870000", "vp@stttt.example.vn"]
    assert row["_ref"] == "2022-03/VP/thong_tin/6"


def test_the_same_name_means_another_person_in_another_unit():
    """Equal cells are read once, but a name only within its unit; 1, 1.0 and True are different cells."""
    rows = [{"nguoi_chu_tri": "Lý Thị Ánh", "minh_chung": value} for value in (1, True, 1.5)]
    batch = merged({"VP": book("a", van_ban=rows), "BCXB": book("b", van_ban=rows)})
    frame = batch.sheets["van_ban"]
    assert frame["nguoi_chu_tri"].tolist() == ["STTTT-003"] * 3 + [None] * 3
    assert frame["minh_chung"].tolist() == ["1", "TRUE", "1,5"] * 2
    assert batch.noted(DEFINITION.sheet("van_ban"), DEFINITION.sheet("van_ban").column("nguoi_chu_tri"), "unknown_person")["_row"].tolist() == [8, 9, 10]


def test_every_cell_can_be_found_again():
    batch = merged({"VP": book("a", van_ban=[{"loai": "a1"}])})
    assert batch.cell(DEFINITION.sheet("van_ban"), "noi_dung", "a", 8) == "D8"
    assert batch.cell(DEFINITION.form, "ky", "a", 6) == "C7"


def test_sealed_months_pass_through():
    past = {"van_ban": pd.DataFrame({"loai": ["a1"]})}
    assert merged({}, past=past).past is past


@pytest.mark.parametrize(("value", "text"), [
    (" a ", "a"), (12, "12"), (1234.5, "1234,5"), (date(2022, 3, 5), "05/03/2022"), (datetime(2022, 3, 5, 7, 30), "07:30 05/03/2022"),
    (datetime(2022, 3, 5), "05/03/2022"),
    (time(7, 30), "07:30"), (False, "FALSE")])
def test_values_as_text(value, text):
    assert as_text(value) == text


def test_what_was_repaired_is_logged_once_a_cell():
    """Understood texts stay as they were; the log says where, what was typed and what was understood."""
    rows = [{"noi_dung": "Hướng\u00a0dẫn xã", "ngay": "05/03/2022", "so_tien": "1.500.000 đ", "loai": "c1 - Tiền"},
            {"noi_dung": "Hướng dẫn xã", "ngay": datetime(2022, 3, 5), "so_tien": 1_500_000, "loai": "C1"}]
    batch = merged({"VP": book("a", {"don_vi": "Văn phòng Sở", "ky": "2022-03"}, nguon_luc=rows, ca_nhan=[{"can_bo": "Đ/c Lý Thị Ánh"}])})
    assert [(item.kinds, item.sheet, item.column, item.file, item.row, item.before, item.after) for item in batch.repairs] == [
        (("listed",), "nguon_luc", "loai", "a", 9, "C1", "c1 - Tiền"),
        (("spaces",), "nguon_luc", "noi_dung", "a", 8, "Hướng\u00a0dẫn xã", "Hướng dẫn xã"),
        (("date",), "nguon_luc", "ngay", "a", 8, "05/03/2022", "05/03/2022"),
        (("number",), "nguon_luc", "so_tien", "a", 8, "1.500.000 đ", "1.500.000"),
        (("salutation",), "ca_nhan", "can_bo", "a", 8, "Đ/c Lý Thị Ánh", "Lý Thị Ánh | STTTT-003")]


@pytest.mark.parametrize(("column", "value"), [
    ("so_tien", "12,5 triệu"), ("so_tien", 5), ("noi_dung", "kÕ ho¹ch vµ ®Çu t\xad"), ("noi_dung", CellError("#N/A")), ("noi_dung", 5),
    ("ngay", "31/02/2022"), ("noi_dung", "  Hướng dẫn xã "), ("loai", "c9")])
def test_what_is_a_finding_or_plain_is_no_repair(column, value):
    assert merged({"VP": book("a", nguon_luc=[{column: value}])}).repairs == ()


def test_sheets_of_one_form_share_their_places():
    batch = merged({"VP": book("a", van_ban=[{"loai": "a1"}]), "BCXB": book("b", van_ban=[{"loai": "a1"}])})
    assert batch.places["a", "van_ban"] is batch.places["b", "van_ban"]
    assert batch.places["a", "van_ban"] != batch.places["a", "thong_tin"]
