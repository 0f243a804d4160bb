from datetime import date, time

import pytest
from support.paths import shipped_definition

from emulation_batch.batch import CellError, RawBook, RawSheet
from emulation_batch.findings import NO_RESULT, Finding
from emulation_batch.layout import FIRST_ROW, Stamp
from emulation_batch.templates.typed import MOST_GAPS, at_new_places, filled_of, next_attempt

FORM = {"don_vi": "Văn phòng", "lan_nop": 1, "dien_thoai": "0209 3870 000"}


def book(rows=(), form=FORM, columns=None):
    """A workbook as read with a form and the sheet nguon_luc, rows as (zero-based row, values)."""
    definition = shipped_definition()
    sheets = {"thong_tin": RawSheet("thong_tin", definition.form.name, {}, [(5, dict(form))], {"lan_nop": "C8"}),
              "nguon_luc": RawSheet("nguon_luc", definition.sheet("nguon_luc").name, columns or {}, list(rows))}
    return RawBook("0" * 64, "xlsx", Stamp("", "", "", ""), sheets=sheets)


def finding(cell, column="so_tien", sheet="2c. Nguồn lực, mô hình"):
    return Finding("C231", "error", "VP", "2022-03", "a.xlsx", sheet, cell, column, "1,2 triệu", "Có chữ.", "Ghi số.")


def test_rows_keep_their_place():
    filled = filled_of(shipped_definition(), book([(8, {"so_tien": "1,2 triệu"}), (20, {"so_tien": 7})]), None)
    assert filled.by_place("nguon_luc") == {8: {"so_tien": "1,2 triệu"}, 20: {"so_tien": 7}}


@pytest.mark.parametrize("rows", [[FIRST_ROW - 5, FIRST_ROW], [FIRST_ROW, FIRST_ROW + 40 + MOST_GAPS]], ids=["above", "far below"])
def test_rows_that_do_not_fit_are_moved_together_and_their_findings_with_them(rows):
    definition, typed = shipped_definition(), book([(row, {"so_tien": "1,2 triệu"}) for row in rows])
    filled = filled_of(definition, typed, None)
    assert list(filled.by_place("nguon_luc")) == [FIRST_ROW, FIRST_ROW + 1]
    [moved] = at_new_places(definition, typed, filled, [finding(f"G{rows[1] + 1}")])
    assert moved.cell == "G9"


def test_a_finding_follows_its_column_into_our_form():
    """The unit had put a column in between: its H9 is our G9; what belongs to no column keeps its words."""
    definition, typed = shipped_definition(), book([(8, {"so_tien": "1,2 triệu"})])
    filled = filled_of(definition, typed, None)
    outside = finding("H60", column="")
    assert [item.cell for item in at_new_places(definition, typed, filled, [finding("H9"), outside])] == ["G9", "H60"]


def test_the_form_keeps_blanks_and_leaves_the_office_its_own_fields():
    filled = filled_of(shipped_definition(), book(), 2)
    assert "don_vi" not in filled.form and "ky" not in filled.form
    assert filled.form["khong_phat_sinh"] is None
    assert (filled.form["dien_thoai"], filled.form["lan_nop"]) == ("0209 3870 000", 2)
    assert filled_of(shipped_definition(), book(), None).form["lan_nop"] == 1


def test_values_that_no_cell_can_hold():
    values = {"noi_dung": "x" * 40_000, "so_tien": CellError("#N/A"), "so_ho": CellError(NO_RESULT), "ngay": date(2022, 3, 1),
              "muc_dich": time(14, 30), "dia_ban": "a\ud800b"}
    [standing] = filled_of(shipped_definition(), book([(8, values)]), None).rows["nguon_luc"]
    assert standing == {"noi_dung": "x" * 32_767, "so_tien": "#N/A", "so_ho": None, "ngay": date(2022, 3, 1),
                        "muc_dich": time(14, 30), "dia_ban": "a?b"}


def test_what_plainly_is_a_number_or_a_date_is_written_as_one_and_all_else_as_typed():
    """The sheets' own checks know numbers and dates only; what the batch does not read plainly stands as the unit typed it."""
    plain = {"so_tien": "12.500.000", "so_ngay_cong": "0,5", "so_ho": "10", "ngay": "10.3.2022", "noi_dung": "12"}
    unclear = {"so_tien": "12,5", "gia_tri_quy_doi": "5 triệu đồng", "so_ho": "mười", "ngay": "8-3-22", "so_ngay_cong": "1.200"}
    old = {"ngay": "1/2/1850"}
    filled = filled_of(shipped_definition(), book([(8, plain), (9, unclear), (10, old)], FORM | {"lan_nop": "3"}), None)
    assert filled.rows["nguon_luc"] == [
        {"so_tien": 12_500_000, "so_ngay_cong": 0.5, "so_ho": 10, "ngay": date(2022, 3, 10), "noi_dung": "12"}, unclear, old]
    assert filled.form["lan_nop"] == 3


@pytest.mark.parametrize(("typed", "read", "following"), [
    (1, 1, 2), ("lần hai", 1, 2), (5, None, 6), (None, None, 2), (99, 99, None), (True, None, 2)])
def test_the_next_sending(typed, read, following):
    assert next_attempt(shipped_definition(), book(form={"lan_nop": typed}), read) == following
