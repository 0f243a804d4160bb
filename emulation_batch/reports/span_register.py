"""register.xlsx of a span: everything of its review in one workbook, every number leading to the rows behind it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from emulation_batch.council import MEETING_SHEET, PROPOSALS_SHEET, RESULTS_SHEET
from emulation_batch.definition.roles import REGISTER_PARTS
from emulation_batch.frames import each_row
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.adjusted import short
from emulation_batch.reports.register_alike import Laid, Plan, made
from emulation_batch.reports.register_book import Book, Field, Link, Place
from emulation_batch.reports.register_council import add_meeting, add_stamp
from emulation_batch.reports.register_results import FIGURES, FINDINGS, add_figures, add_findings, add_proposals, add_results
from emulation_batch.reports.register_rows import add_rows_of, places_of_rows
from emulation_batch.reports.wording import WHOLE, standing_in_book
from emulation_batch.reviewed import SpanData
from emulation_batch.vietnamese import format_date, format_datetime

OVERVIEW, CONTENTS_TOP, MOST_MONTHS_OF_ROWS = "Tổng quan", 4, 12
LATENESS, CHANGES, ADJUSTED = "Gửi đúng hạn", "Biến động tổ chức", "Điều chỉnh"
MONTH_FIELDS = (Field("STT", 6, "center"), Field("Kỳ", 14, "center"), Field("Đã chốt", 14, "center"),
                Field("Đơn vị phải gửi", 14, "number"), Field("Đã gửi", 14, "number"), Field("Đúng hạn", 14, "number"),
                Field("Dòng nhận vào", 14, "number"))
ALWAYS = ((LATENESS, "từng đơn vị, từng tháng"), (CHANGES, "cơ quan, đơn vị đổi tên, sáp nhập, tách, giải thể"))


@dataclass(frozen=True)
class Copy:
    """A register of a review that is to be made. data: as its readers see it; parts: what a copy for readers other than the
    Office holds; hidden: the sheets of units of which they do not see all."""

    name: str
    data: SpanData
    parts: Sequence[str] = REGISTER_PARTS
    hidden: frozenset[str] = frozenset()


def registers_of(copies: Sequence[Copy]) -> Iterator[bytes]:
    """The registers of a review as files, one after another (see `register_alike.made`).

    The accepted rows stand here too for up to a year; over more months they are in the register of each month, and in records.
    Who sent when, and what became of units, stands in each.
    """
    return made([Plan(copy.name, copy.data.month.as_of, f"Sổ theo dõi {copy.data.span.title}", tuple(_plan(copy, copies[0])))
                 for copy in copies])


def _plan(copy: Copy, first: Copy) -> Iterator[Laid]:
    """The sheets of a register in the order of its tabs. first: the register that the others are held against."""
    data, parts = copy.data, copy.parts
    month, whole = replace(data.month, proposals=data.proposals), "rows" in parts and shows_rows(data)
    places = places_of_rows(month) if whole else {}
    same = data.month.results.equals(first.data.month.results) and data.proposals.equals(first.data.proposals)
    mine = "" if same else copy.name

    def held(part: str, add: Callable[..., None], of: Any, *told: Any, alike: str = "", there: bool = True) -> Iterator[Laid]:
        if part in parts and there:
            yield Laid(lambda book: add(book, of, *told), (add, whole, alike))

    yield Laid(partial(_add_overview, data=data, parts=parts), (_add_overview, tuple(_listed(data, parts))))
    yield from held("results", add_results, month, places, alike=mine)
    yield from held("proposals", add_proposals, month, places, data.season, alike=mine)
    yield from held("proposals", add_meeting, month)
    for sheet in month.definition.tables:
        yield from held("rows", add_rows_of, month, sheet, alike=f"{sheet.key} {copy.name if sheet.key in copy.hidden else ''}",
                        there=whole)
    asked = replace(month, judged=replace(month.judged, findings=data.asked))
    yield from held("findings", add_findings, asked, alike=copy.name, there=bool(data.asked))
    yield from held("figures", add_figures, month, places)
    yield Laid(partial(_add_lateness, data=data), _add_lateness)
    yield Laid(partial(_add_changes, data=data), _add_changes)
    yield from held("figures", _add_adjusted, data, there=len(data.adjusted) > 0)
    if "proposals" in parts:
        yield Laid(partial(add_stamp, month=month), add_stamp, alone=True)


def shows_rows(data: SpanData) -> bool:
    """Whether the accepted rows stand in the register of the review."""
    return len(data.sealed) <= MOST_MONTHS_OF_ROWS


def _add_overview(book: Book, data: SpanData, parts: Sequence[str]) -> None:
    """The window, the way to every other sheet, and the months with how many units reported."""
    period = data.span
    page = book.page(OVERVIEW, f"Sổ theo dõi {period.title}", data.month.definition.movement.title, back=False)
    book.cell(page, 2, 0, f"Số liệu từ {format_date(period.from_)} đến {format_date(period.to)}, chỉ gồm các kỳ đã chốt. Tổng "
              f"hợp lúc {format_datetime(data.month.as_of.astimezone(VIETNAM_TIME))}.", "note")
    book.widths(page, MONTH_FIELDS)
    late = data.lateness.groupby("month")[["expected", "received", "on_time"]].sum().to_dict("index")
    rows, listed = _rows_by_month(data), list(_listed(data, parts))
    book.cell(page, CONTENTS_TOP, 0, "Các trang", "strong")
    for row, (name, words) in enumerate(listed, CONTENTS_TOP + 1):
        book.cell(page, row, 0, Link(f"{name}: {words}", Place(name, 0)), "go")
    book.table(page, CONTENTS_TOP + len(listed) + 2, MONTH_FIELDS, [
        [number, f"{month[5:]}/{month[:4]}", "Đã chốt" if month in data.sealed else "Chưa chốt",
         *(int(late.get(month, {}).get(key, 0)) for key in ("expected", "received", "on_time")), rows.get(month, 0)]
        for number, month in enumerate(sorted((*data.sealed, *data.absent)), 1)])


def _listed(data: SpanData, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sheets that follow, each with what it holds."""
    sheets = [(sheet.name, sheet.title) for sheet in data.month.definition.tables if shows_rows(data)]
    of_part = {"results": [(RESULTS_SHEET, "từng tập thể, cá nhân, từng vế của tiêu chuẩn")],
               "proposals": [(PROPOSALS_SHEET, "đề nghị khen thưởng, điển hình"),
                             (MEETING_SHEET, "ngày họp, số biên bản, số phiếu: thư ký Hội đồng ghi")],
               "rows": sheets, "findings": [(FINDINGS, "những chỗ cần xem lại trong sổ của Hội đồng")] if data.asked else [],
               "figures": [(FIGURES, "mọi con số và các dòng làm nên nó")]}
    for part, listed in of_part.items():
        yield from listed if part in parts else ()
    yield from ALWAYS
    if "figures" in parts and len(data.adjusted):
        yield ADJUSTED, "số liệu của kỳ đã chốt được sửa sau khi chốt"


def _rows_by_month(data: SpanData) -> dict[str, int]:
    found: dict[str, int] = {}
    for frame in data.month.judged.accepted.values():
        for month, count in frame["_period"].value_counts().items():
            found[str(month)] = found.get(str(month), 0) + int(count)
    return found


def _add_lateness(book: Book, data: SpanData) -> None:
    """Every report that was expected: when it was due and when it came, under the unit's name of then."""
    fields = (Field("STT", 6, "center"), Field("Kỳ", 10, "center"), Field("Đơn vị", 44), Field("Tình trạng", 30),
              Field("Hạn gửi", 17, "moment"), Field("Gửi lúc", 17, "moment"), Field("Số ngày muộn", 10, "number"),
              Field("Gia hạn đến", 14, "center"), Field("Căn cứ gia hạn", 36))
    rows: list[list[Any]] = [
        [number, f"{line['month'][5:]}/{line['month'][:4]}", line["name"], standing_in_book(line),
         line["due"].to_pydatetime().replace(tzinfo=None),
         line["received_at"].to_pydatetime().replace(tzinfo=None) if line["received"] else None,
         int(line["days_late"]) if line["received"] else None, line["extended"] or None, line["basis"] or None]
        for number, line in enumerate(each_row(data.lateness), 1)]
    book.sheet(LATENESS, f"Gửi báo cáo, {data.span.title}", "Lấy từ manifest.json của từng kỳ đã chốt; không đổi sau khi chốt.",
               fields, rows)


def _add_changes(book: Book, data: SpanData) -> None:
    """The department's names, and what became of units: the mapping by which totals are added up."""
    fields = (Field("STT", 6, "center"), Field("Từ ngày", 14, "date"), Field("Nội dung", 110), Field("Căn cứ", 50))
    rows = [[state.first, state.told, None] for state in data.states]
    rows += [[change.day, change.told, change.basis or None] for change in data.changes]
    book.sheet(CHANGES, f"Biến động tổ chức, {data.span.title}",
               "Tên ghi theo thời điểm; số liệu cộng theo đơn vị kế thừa đến ngày cuối kỳ.", fields,
               [[number, *row] for number, row in enumerate(rows, 1)])


def _add_adjusted(book: Book, data: SpanData) -> None:
    """Figures of sealed months that later corrections changed: old -> new, and the month whose register has cells and rows."""
    fields = (Field("STT", 6, "center"), Field("Kỳ", 10, "center"), Field("Đơn vị", 44), Field("Số liệu", 40),
              Field("Đơn vị tính", 12, "center"), Field("Đã chốt", 16, "number"), Field("Điều chỉnh thành", 16, "number"),
              Field("Ghi trong kỳ", 12, "center"))
    titles = {figure.key: figure.title for figure in data.month.definition.figures}
    rows = [[number, short(row["period"]), row["unit_name"] or WHOLE, titles.get(row["name"], row["name"]), row["measure"],
             *(None if pd.isna(row[key]) else row[key] for key in ("old", "new")), short(row["told"])]
            for number, row in enumerate(each_row(data.adjusted), 1)]
    book.sheet(ADJUSTED, f"Điều chỉnh số liệu các kỳ đã chốt, {data.span.title}",
               "Số liệu của báo cáo này đã tính theo số điều chỉnh. Từng ô, từng dòng: trang Điều chỉnh trong sổ theo dõi của "
               "kỳ ghi ở cột cuối.", fields, rows)
