"""What goes back to a unit, as a workbook: our form whole, its values, notes and borders where something is wrong."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as hours

import openpyxl
import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry
from support.unit_workbooks import BOOKS, FORM, MONEY

from emulation_batch.batch import RawBook, RawSheet
from emulation_batch.findings import Finding
from emulation_batch.layout import FIRST_ROW, RETURNED_NAME, Stamp
from emulation_batch.reading.book import read_book
from emulation_batch.templates import Filled, returned_of, write_workbook
from emulation_batch.templates.returned import returned_workbook

FUNDS, GENERAL = "2c. Nguồn lực, mô hình", "1. Thông tin chung"
WRONG = Finding("C231", "error", "VP", "2022-03", "a.xlsx", FUNDS, "G9", "so_tien", "1,2 triệu", "Có chữ.", "Ghi số.")
FINDINGS = (WRONG, replace(WRONG, code="R310", severity="query", message="Khác thường.", mend=""),
            replace(WRONG, severity="query", cell="E8", column="noi_dung"),
            replace(WRONG, severity="notice", cell="O8", column="chung_tu"),
            replace(WRONG, code="F119", severity="query", sheet=GENERAL, cell="C8", column="lan_nop", value="lần một"))
ROWS = [(FIRST_ROW, MONEY), (FIRST_ROW + 1, {**MONEY, "so_tien": "1,2 triệu", "noi_dung": "- Đã ủng hộ", "ngay": "20-11"}),
        (FIRST_ROW + 4, {**MONEY, "ngay": datetime(2022, 3, 1, 14, 30), "so_ho": hours(7, 30), "so_luot_ho": True})]


def raw(rows=ROWS, form=FORM):
    definition = shipped_definition()
    return RawBook("0" * 64, "xlsx", Stamp("", "", "", ""), sheets={
        "thong_tin": RawSheet("thong_tin", GENERAL, {}, [(5, {**form, "lan_nop": "lần một"})], {}),
        "nguon_luc": RawSheet("nguon_luc", definition.sheet("nguon_luc").name, {}, list(rows), outside=[("B60", "NGƯỜI LẬP")])})


def write(path, book=None, findings=FINDINGS, sent=True, **changes):
    definition, registry = shipped_definition(), small_registry()
    period = march_2022(definition)
    made = returned_of(definition, book or raw(), findings, file_name="a.xlsx", due=period.due, as_of=period.due - timedelta(1),
                       received_at=period.due - timedelta(2) if sent else None, attempt=1, **changes)
    path.write_bytes(returned_workbook(definition, registry, registry.unit("VP", period.to), period, made)[0])
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write(tmp_path_factory.mktemp("returned") / "a.xlsx")


@pytest.fixture(scope="module")
def sheets(path):
    return openpyxl.load_workbook(path)


def test_the_sheet_of_findings_stands_first_and_alone_is_open(sheets):
    assert sheets.sheetnames[0] == RETURNED_NAME
    assert [sheet.title for sheet in sheets if sheet.sheet_view.tabSelected] == [RETURNED_NAME]
    first = sheets[RETURNED_NAME]
    assert (first.page_setup.orientation, first.page_setup.paperSize, first.print_title_rows) == ("landscape", 9, "$6:$6")
    assert first.sheet_properties.pageSetUpPr.fitToPage and first.page_setup.fitToHeight == 0
    assert first.protection.sheet and first["A1"].value == "Cần sửa 1 ô, xem lại 2 ô"


def test_the_rest_is_the_form_whole(sheets, books):
    """Drop-downs, colours, stamps and protection are those of the form a unit gets at first."""
    form = openpyxl.load_workbook(books["empty"])
    assert sheets.sheetnames[1:] == form.sheetnames
    assert set(sheets.defined_names) == set(form.defined_names)
    assert sheets.defined_names["TDKT_MAU"].attr_text == form.defined_names["TDKT_MAU"].attr_text
    for name in form.sheetnames:
        ours, theirs = sheets[name], form[name]
        assert {str(item.sqref): item.formula1 for item in ours.data_validations.dataValidation} == {
            str(item.sqref): item.formula1 for item in theirs.data_validations.dataValidation}
        assert ours.protection.sheet == theirs.protection.sheet and ours.sheet_state == theirs.sheet_state
        assert len(ours.conditional_formatting) == len(theirs.conditional_formatting)
    assert sheets[FUNDS]["B9"].value == form[FUNDS]["B9"].value and sheets[FUNDS]["B9"].value.startswith("=")


def test_values_are_as_typed_in_the_rows_where_they_stood(sheets):
    page = sheets[FUNDS]
    assert [page[cell].value for cell in ("G9", "E9", "F9", "G10", "G12")] == ["1,2 triệu", "- Đã ủng hộ", "20-11", None, 16500000]
    assert [page[cell].value for cell in ("F12", "N12", "O12")] == [datetime(2022, 3, 1, 14, 30), hours(7, 30), True]
    assert page["F12"].number_format == "dd/mm/yyyy hh:mm" and page["E9"].quotePrefix


def test_a_note_says_everything_at_its_cell(sheets):
    note = sheets[FUNDS]["G9"].comment
    assert note.author == "Văn phòng Sở"
    assert note.text == "Sai (C231): Có chữ.\nCách sửa: Ghi số.\n\nXem lại (R310): Khác thường."
    assert {cell.coordinate for row in sheets[FUNDS].iter_rows() for cell in row if cell.comment} == {"G9", "E8"}


def test_borders_tell_wrong_from_asked_and_the_fill_stays(sheets):
    page = sheets[FUNDS]
    edges = {cell: (page[cell].border.left.style, page[cell].border.left.color.rgb, page[cell].fill.fgColor.rgb)
             for cell in ("G9", "E8", "G8")}
    assert edges == {"G9": ("medium", "FFC00000", "FFFFFBE6"), "E8": ("medium", "FFBF8F00", "FFFFFBE6"),
                     "G8": ("thin", "FFBFBFBF", "FFFFFBE6")}


def test_the_number_of_the_next_sending_is_written_in(sheets):
    cell = sheets[GENERAL]["C8"]
    assert cell.value == 2 and "tiếp theo là 2" in cell.comment.text and cell.border.left.style == "thin"
    [line] = [row for row in sheets[RETURNED_NAME].iter_rows(values_only=True) if row[7] == "F119"]
    assert line[3:7] == ("→ C8", "lần một", "Có chữ.", "Đã ghi sẵn 2 trong tệp trả lại, không phải sửa.")


def test_a_file_that_was_only_checked_keeps_its_number(tmp_path):
    sheets = openpyxl.load_workbook(write(tmp_path / "a.xlsx", sent=False))
    assert sheets[GENERAL]["C8"].value == "lần một"
    assert sheets[GENERAL]["C8"].comment.text.startswith("Xem lại (F119)")


def test_it_names_itself_and_leads_back(sheets):
    verdict = {row[1]: row[2] for row in sheets["5. Kiểm tra và gửi"].iter_rows(values_only=True) if len(row) > 2}
    assert verdict["Đặt tên tệp"].startswith("TD_VP_2022-03_can_sua.xlsx")
    assert [cell.hyperlink.location for cell in sheets[FUNDS][4] if cell.value == "→ Về trang Cần sửa"] == [f"'{RETURNED_NAME}'!A1"]


def test_the_reader_gives_back_what_was_typed_and_nothing_of_ours(path):
    read = read_book(path.read_bytes(), "0" * 64, shipped_definition())
    assert read.faults == () and read.row_count == len(ROWS)
    assert set(read.marks) == {"property", "sheet", "name", "row"}
    again = dict(read.sheets["nguon_luc"].rows)
    assert again[FIRST_ROW + 1] == ROWS[1][1]
    assert again[FIRST_ROW + 4] == ROWS[2][1]
    assert read.sheets["thong_tin"].rows[0][1]["lan_nop"] == 2


def test_the_same_arguments_give_the_same_bytes(path, tmp_path):
    assert write(tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_table_grows_to_its_last_row(tmp_path):
    far = FIRST_ROW + 60
    sheets = openpyxl.load_workbook(write(tmp_path / "a.xlsx", raw([(far, MONEY)]), [replace(WRONG, cell=f"G{far + 1}")]))
    page = sheets[FUNDS]
    assert page.cell(far + 1, 7).comment and str(page.cell(far + 1, 2).value).startswith("=")
    assert all(f"{far + 1}" in str(item.sqref) for item in page.data_validations.dataValidation)


def test_it_costs_little_more_than_a_form(tmp_path):
    """Eight of them in a run must not be felt: twice a form's time would be."""
    definition, registry = shipped_definition(), small_registry()
    period = march_2022(definition)

    def cost(work):
        start = time.process_time()
        work()
        return time.process_time() - start

    form = min(cost(lambda: write_workbook(tmp_path / "f.xlsx", definition, registry, registry.unit("VP", period.to), period,
                                           BOOKS["half"])) for _ in range(3))
    many = [replace(WRONG, cell=f"G{row}", code=f"C{row:03}") for row in range(8, 48)]
    book = raw([(row - 1, MONEY) for row in range(8, 48)])
    assert min(cost(lambda: write(tmp_path / "r.xlsx", book, many)) for _ in range(3)) < 2 * form


def test_a_filled_places_rows():
    filled = Filled({}, {"nguon_luc": [MONEY]}, {"nguon_luc": [9]})
    assert filled.by_place("nguon_luc") == {9: MONEY} and filled.by_place("van_ban") == {}
