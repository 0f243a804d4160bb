"""The register's sheet of who sent when: rates by year, then every unit of every closed month and of this one."""

from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.frames import each_row
from emulation_batch.reports.register_book import Book, Field
from emulation_batch.reports.wording import standing_in_book, unit_name
from emulation_batch.vietnamese import format_percent

NAME, TOP = "Nộp báo cáo", 4
RATES = (Field("Năm", 12, "center"), Field("Đơn vị", 44), Field("Phải gửi", 13, "number"), Field("Đã gửi", 17, "number"),
         Field("Đúng hạn", 17, "number"), Field("Tỷ lệ đúng hạn", 17, "center"))
LINES = (Field("Kỳ", 12, "center"), Field("Đơn vị", 44), Field("Tình trạng", 30), Field("Hạn gửi", 17, "moment"),
         Field("Gửi lần đầu", 17, "moment"), Field("Bản được tính", 17, "moment"), Field("Chậm (ngày)", 9, "number"),
         Field("Số lần gửi", 9, "number"), Field("Gia hạn, căn cứ", 40))


def add_lateness(book: Book, month: MonthData) -> None:
    """Rates of each year with closed months, then the lines of this year; no sheet for a month without its past."""
    lines, rates = month.lateness, month.punctuality
    if lines is None or rates is None:
        return
    page = book.page(NAME, f"Nộp báo cáo đến {month.period.title}",
                     "Theo các kỳ đã chốt và kỳ này. Tệp đến sau khi kỳ đã chốt không làm thay đổi tình trạng của kỳ đó.")
    book.widths(page, LINES)
    counted = [[row["year"], unit_name(month, row["unit"]), row["expected"], row["received"], row["on_time"],
                format_percent(row["on_time"], row["expected"])] for row in each_row(rates)]
    end = book.table(page, TOP, RATES, counted)
    own = lines[lines["month"].str[:4] == month.period.key[:4]]
    top = end + 1
    last = book.table(page, top, LINES, [_line(row) for row in each_row(own)])
    page.autofilter(top, 0, max(last - 1, top + 1), len(LINES) - 1)


def _line(row: dict[str, Any]) -> list[Any]:
    moments = [None if pd.isna(row[key]) else row[key].to_pydatetime().replace(tzinfo=None)
               for key in ("due", "first_at", "received_at")]
    late = None if pd.isna(row["days_late"]) else int(row["days_late"])
    return [row["month"], row["name"], standing_in_book(row), *moments, late, row["attempts"], row["basis"] or None]
