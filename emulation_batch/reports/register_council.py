"""The register's sheets of the Council: the meeting, to be filled in by its secretary, and the hidden mark by which a filled
register is known again, whatever its name."""

from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.council import (
    BALLOTS,
    HEADERS,
    MEETING_FIELDS,
    MEETING_PREFIX,
    MEETING_SHEET,
    NAME_HEADER,
    STAMP_SHEET,
    VOTES,
    WAITS,
)
from emulation_batch.layout import STAMP_PREFIX
from emulation_batch.reports.register_book import Book, Field
from emulation_batch.reports.wording import unit_name

TOP = 4
FIELDS = (Field("Nội dung", 34), Field("Ghi", 46, "council"), Field("Cách ghi", 50), Field("Mã", 10, hidden=True))
STYLES = {"date": "council_date", "number": "council_number"}
EARLIER = "Ý kiến về kỳ trước"


def add_meeting(book: Book, month: MonthData) -> None:
    """The sheet of the meeting: yellow cells beside what they mean, what is known filled in."""
    members = sum(member.active(month.period.to) for member in month.registry.council)
    page = book.page(MEETING_SHEET, f"Họp Hội đồng, {month.period.title}",
                     f"Thư ký ghi sau cuộc họp, lưu lại tệp này rồi để vào thư mục hoi_dong/{month.period.key}. Theo danh mục, "
                     f"Hội đồng có {members} thành viên.")
    book.widths(page, FIELDS)
    rows: list[list[Any]] = [[f"{item.label} *" if item.required else item.label, None, item.hint, MEETING_PREFIX + item.key]
                             for item in MEETING_FIELDS]
    book.table(page, TOP, FIELDS, rows)
    for row, item in enumerate(MEETING_FIELDS, TOP + 1):
        value = getattr(month.council.meeting, item.key)
        book.cell(page, row, 1, value, STYLES.get(item.type, "council"))
        if item.type == "choice":
            page.data_validation(row, 1, row, 1, {"validate": "list", "source": list(BALLOTS), "error_title": item.label,
                                                  "error_message": "Chọn một trong: " + ", ".join(BALLOTS) + "."})
    page.protect("", {"format_columns": True, "format_rows": True})


def add_earlier(book: Book, month: MonthData) -> None:
    """Opinions on sealed months that came with this month; no sheet when there are none."""
    if not month.council.earlier:
        return
    fields = (Field("STT", 6, "center"), Field("Kỳ", 10, "center"), Field("Đơn vị", 26), Field(NAME_HEADER, 26),
              Field("Nội dung", 36), Field("Căn cứ khi chốt", 46), Field(HEADERS["verdict"], 16), Field(HEADERS["reason"], 40),
              *(Field(HEADERS[key], 10, "center") for key in VOTES), Field("Ngày họp", 12, "date"), Field("Số biên bản", 18),
              Field("Người nhập", 22))
    rows = [[number, item.period, unit_name(month, item.unit), item.name, item.about, item.evidence,
             item.verdict if item.stands else f"{item.verdict}, {WAITS}", item.reason, *(getattr(item, key) for key in VOTES),
             item.meeting.day, item.meeting.minutes, item.meeting.entered_by]
            for number, item in enumerate(month.council.earlier, 1)]
    book.sheet(EARLIER, f"Ý kiến của Hội đồng về các kỳ đã chốt, nhận trong {month.period.title}",
               "Kỳ đã chốt không ghi lại; ý kiến được giữ ở kỳ này.", fields, rows)


def add_stamp(book: Book, month: MonthData) -> None:
    """The hidden sheet and the property that say whose register this is; every line has its own key besides."""
    page = book.workbook.add_worksheet(STAMP_SHEET)
    page.hide()
    marks = {"kind": "register", "movement": month.definition.movement.id, "version": month.definition.movement.version,
             "period": month.period.key}
    for row, (name, value) in enumerate(marks.items()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
    book.workbook.set_custom_property(f"{STAMP_PREFIX}_register", month.period.key, "text")
