"""The register's data sheets: the accepted rows in full, and where each of them stands for links from other sheets."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from emulation_batch.batch import MonthData
from emulation_batch.definition import Sheet
from emulation_batch.frames import each_row
from emulation_batch.reports.register_book import FIRST_ROW, Book, Field, Link, Place
from emulation_batch.reports.wording import unit_name, value_shown

MOST_ROWS_NAMED = 40
REF = "Mã dòng"
STYLE_OF_TYPE = {"date": "date", "money": "number", "integer": "number", "decimal": "number"}
Places = Mapping[str, Place]


def places_of_rows(month: MonthData) -> dict[str, Place]:
    """Where each accepted row stands in the register, by its `_ref`."""
    return {reference: Place(sheet.name, FIRST_ROW + position) for sheet in month.definition.tables
            for position, reference in enumerate(month.judged.accepted[sheet.key]["_ref"])}


def link_to_rows(places: Places, references: Iterable[str]) -> Link:
    """ "2c: hàng 5-8, 12; 2d: hàng 6", leading to the first row. Rows of earlier months are counted, not linked."""
    by_sheet: dict[str, list[int]] = defaultdict(list)
    references = list(references)
    here = [places[reference] for reference in references if reference in places]
    for place in here[:MOST_ROWS_NAMED]:
        by_sheet[place.sheet.split(".")[0]].append(place.row + 1)
    parts = [f"{sheet}: hàng {', '.join(runs(sorted(rows)))}" for sheet, rows in by_sheet.items()]
    if len(here) > MOST_ROWS_NAMED:
        parts.append(f"và {len(here) - MOST_ROWS_NAMED} hàng khác")
    if earlier := len(references) - len(here):
        parts.append(f"{earlier} dòng của các kỳ trước")
    return Link("; ".join(parts), here[0] if here else None)


def runs(rows: Sequence[int]) -> Iterator[str]:
    """[5, 6, 7, 9] -> "5-7", "9"."""
    for _, run in groupby(enumerate(rows), lambda item: item[1] - item[0]):
        together = [row for _, row in run]
        yield str(together[0]) if len(together) == 1 else f"{together[0]}-{together[-1]}"


def add_rows_of(book: Book, month: MonthData, sheet: Sheet) -> None:
    """Every accepted row of a data sheet: its queries, its file and its place there."""
    queries, frame = _queries(month, sheet), month.judged.accepted[sheet.key]
    columns = [column for column in sheet.columns if not column.private]
    fields = [Field("STT", 6, "center"), Field("Đơn vị", 24),
              *(Field(column.header, max(column.width, 12), STYLE_OF_TYPE.get(column.type, "text"))
                for column in columns),
              Field("Điểm cần xem lại", 40), Field("Tệp nguồn", 30), Field("Dòng trong tệp", 10, "center"),
              Field(REF, 30)]
    rows = ([number, unit_name(month, row["_unit"]), *(value_shown(month, column, row[column.key]) for column in columns),
             "\n".join(queries.get((row["_unit"], row["_period"], int(row["_row"])), ())),
             month.judged.batch.files[row["_file"]].name, int(row["_row"]), row["_ref"]]
            for number, row in enumerate(each_row(frame), 1))
    book.sheet(sheet.name, sheet.title, _note(month, sheet, len(frame)), fields, rows)


def _note(month: MonthData, sheet: Sheet, count: int) -> str:
    refused = len(month.judged.refused[sheet.key])
    return f"{count} dòng được nhận vào, ghi đủ như đơn vị báo cáo." + (
        f" {refused} dòng trả lại không có ở đây, xem trang Cần sửa." if refused else "")


def _queries(month: MonthData, sheet: Sheet) -> dict[tuple[str, str, int], list[str]]:
    """Messages of the queries on a sheet, open or answered in the row, by (unit, month, row Excel shows)."""
    found: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for finding in month.judged.findings:
        if finding.asked and finding.sheet == sheet.name and (digits := re.search(r"\d+$", finding.cell)):
            answered = " Đã giải trình." if finding.answered else ""
            found[finding.unit, finding.period, int(digits[0])].append(f"{finding.message} ({finding.code}){answered}")
    return found
