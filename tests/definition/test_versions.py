from dataclasses import replace
from datetime import time

from support.paths import shipped_definition

from emulation_batch.definition import Column
from emulation_batch.definition.versions import changes

OLD = shipped_definition()


def with_sheet(key, change):
    return replace(OLD, sheets=tuple(change(sheet) if sheet.key == key else sheet for sheet in OLD.sheets))


def test_the_same_definition_has_no_changes():
    assert changes(OLD, replace(OLD, sha256="other")) == ()


def test_columns_added_dropped_renamed_and_changed_are_told_by_their_headers():
    sheet = OLD.sheet("nguon_luc")
    first, second, *rest = (column for column in sheet.columns if column.key != "dia_ban")
    columns = (replace(first, header="Loại mới"), replace(second, required=not second.required), *rest, Column("so_khau", "Số khẩu", "integer"))
    assert changes(OLD, with_sheet("nguon_luc", lambda sheet: replace(sheet, columns=columns))) == (
        f"Trang “{sheet.name}”: thêm cột “Số khẩu”.", f"Trang “{sheet.name}”: bỏ cột “{sheet.column('dia_ban').header}”.",
        f"Trang “{sheet.name}”: cột “{first.header}” đổi tên thành “Loại mới”.",
        f"Trang “{sheet.name}”: đổi cách ghi, cách kiểm tra của cột “{second.header}” (required).")


def test_sheets_figures_clauses_and_the_window():
    without = replace(OLD, sheets=tuple(sheet for sheet in OLD.sheets if sheet.key != "ca_nhan"))
    name = OLD.sheet("ca_nhan").name
    assert changes(OLD, without) == (f"Bỏ trang “{name}”.",) and changes(without, OLD) == (f"Thêm trang “{name}”.",)
    figure, *others = OLD.figures
    assert changes(OLD, replace(OLD, figures=(replace(figure, title="Tên mới", kinds=("x",)), *others))) == (
        "Số liệu: đổi “Tên mới” (title, kinds).",)
    assert changes(OLD, replace(OLD, figures=tuple(others))) == (f"Số liệu: bỏ “{figure.title}”.",)
    assert changes(OLD, replace(OLD, clauses=OLD.clauses[1:])) == (f"Vế tiêu chuẩn: bỏ {OLD.clauses[0].code}.",)
    longer = replace(OLD, workbook=replace(OLD.workbook, rows=80))
    assert changes(OLD, longer) == (f"Mỗi trang biểu có {OLD.workbook.rows} dòng, thành 80 dòng.",)
    told = changes(OLD, replace(OLD, movement=replace(OLD.movement, version="9", title="Vì người nghèo"),
                                window=replace(OLD.window, to_day=20, due_time=time(9))))
    assert told[0] == f"Phiên bản {OLD.movement.version} thành 9." and told[1].endswith("thành “Vì người nghèo”.")
    assert "đến ngày 20" in told[2] and "09:00" in told[2] and len(told) == 3
