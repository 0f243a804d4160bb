"""A workbook as typed counts its rows; a merged batch gives its sheets in order and finds its cells."""

from support.judged import judged

from emulation_batch.batch import RawBook, RawSheet
from emulation_batch.layout import Stamp

BATCH = judged({"van_ban": [{"loai": "a1", "noi_dung": "Tham mưu Kế hoạch"}]}).batch


def test_rows_of_a_form_are_not_counted():
    form = RawSheet("thong_tin", "1", {}, [(5, {"don_vi": "VP"})], {"don_vi": "C6"})
    table = RawSheet("van_ban", "2a", {}, [(7, {"loai": "a1"}), (9, {"loai": "a2"})])
    assert RawBook("", "xlsx", Stamp("", "", "", ""), (), {"thong_tin": form, "van_ban": table}).row_count == 2


def test_sheets_and_columns_in_the_order_of_the_definition():
    assert [sheet.key for sheet, _ in BATCH.tables()] == [sheet.key for sheet in BATCH.definition.tables]
    first = next(iter(BATCH.columns()))
    assert (first[0].key, first[1].key) == ("thong_tin", "don_vi")


def test_a_cell_of_a_file_without_the_column_has_no_place():
    sheet = BATCH.definition.sheet("van_ban")
    assert BATCH.cell(sheet, "noi_dung", "of no file", 8) == ""
