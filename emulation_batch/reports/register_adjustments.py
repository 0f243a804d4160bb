"""The register's sheet about sealed months: what corrections changed, in figures and in rows."""

from collections.abc import Mapping
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.frames import each_row
from emulation_batch.reports.adjusted import CAUSES, made_of, name_of
from emulation_batch.reports.register_book import Book, Field
from emulation_batch.reports.wording import HIDDEN

SHEET = "Điều chỉnh"
WHAT = {"changed": "Sửa ô", "added": "Thêm dòng", "removed": "Bỏ dòng"}
FIGURES = (Field("STT", 6, "center"), Field("Kỳ", 9, "center"), Field("Đơn vị", 22), Field("Số liệu", 24),
           Field("Đơn vị tính", 11, "center"), Field("Đã chốt", 16, "number"), Field("Điều chỉnh thành", 16, "number"),
           Field("Thay đổi lũy kế năm", 24, "number"), Field("Thay đổi lũy kế phong trào", 24, "number"))
ROWS = (Field("STT", 6, "center"), Field("Kỳ", 9, "center"), Field("Đơn vị", 22), Field("Trang", 24),
        Field("Thay đổi", 11, "center"), Field("Ô", 16, "center"), Field("Cột", 16), Field("Trước", 24), Field("Sau", 24),
        Field("Nguyên nhân", 16), Field("Tệp", 20), Field("Người lập", 16))


def add_adjustments(book: Book, month: MonthData) -> None:
    """Figures old -> new with their effect on the totals to date, then every cell and row; no sheet without a correction."""
    if not made_of(month) or month.corrections is None:
        return
    page = book.page(SHEET, f"Điều chỉnh số liệu các kỳ đã chốt, ghi trong {month.period.title}",
                     "Kỳ đã chốt không ghi lại; số đã chốt cộng điều chỉnh là số đang tính. Ô của dòng bỏ là của tệp trước.")
    book.widths(page, ROWS)
    figures = {figure.key: figure for figure in month.definition.figures}
    top = book.table(page, 4, FIGURES, [
        [number, row["period"], name_of(month, row["unit"], row["period"]), figures[row["name"]].title, row["measure"],
         *(None if row[key] != row[key] else row[key] for key in ("old", "new", "year", "movement"))]
        for number, row in enumerate(each_row(month.corrections.figures), 1)])
    definitions = {corrected.period.key: corrected.definition for corrected in month.corrections.months}
    book.table(page, top + 1, ROWS, [_row(month, definitions[row["period"]], number, row)
                                     for number, row in enumerate(each_row(month.corrections.rows), 1)])
    page.freeze_panes(5, 0)


def _row(month: MonthData, definition: Any, number: int, row: Mapping[str, Any]) -> list[Any]:
    sheet = definition.sheet(row["sheet"])
    column = sheet.column(row["column"]) if row["column"] else None
    texts = [HIDDEN if column and column.private and row[key] else row[key] for key in ("old", "new")]
    return [number, row["period"], name_of(month, row["unit"], row["period"]), sheet.name, WHAT[row["what"]], row["cell"],
            column.header if column else "", *texts, CAUSES[row["kind"]], row["name"], row["who"]]
