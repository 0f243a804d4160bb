"""The register's sheets about the month as a whole: overview, files received, reconciliation."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from emulation_batch.batch import FATES, OUTCOMES, STANDINGS, MonthData
from emulation_batch.changes import balance_of, empty_files, submissions_of
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.adjusted import made_of
from emulation_batch.reports.due import standing_told
from emulation_batch.reports.register_book import BORDER, HEADER_FILL, Book, Field, Link, Place
from emulation_batch.reports.wording import OUTCOME_WORDS, STANDING_WORDS, UNKNOWN_UNIT, outcome_told, unit_name
from emulation_batch.vietnamese import format_date, format_datetime

OVERVIEW = "Tổng quan"
STANDINGS_TOP = 4
UNITS_TOP = STANDINGS_TOP + len(STANDINGS) + 3
FATE_WORDS = {"accepted": "Nhận vào", "refused": "Trả lại", "superseded": "Bị thay thế", "duplicate": "Trùng"}
UNIT_FIELDS = (
    Field("STT", 6, "center"), Field("Đơn vị", 44), Field("Tình trạng", 30), Field("Gửi lúc", 17, "moment"),
    Field("Dòng nhận", 11, "number"), Field("Nhận vào", 11, "number"), Field("Trả lại", 11, "number"),
    Field("Thay thế, trùng", 15, "number"), Field("Cần xem lại", 11, "number"))
LABELS = {"value": True, "num_format": "#,##0;;"}
NO_ROWS = {"received": 0} | dict.fromkeys(FATES, 0)


def add_overview(book: Book, month: MonthData, parts: Sequence[str] | None = None) -> None:
    """Window, units by standing, the table of units with a chart, and the way to every other sheet; parts: those of a copy."""
    period = month.period
    page = book.page(OVERVIEW, f"Sổ theo dõi {period.month.title}", month.definition.movement.title, back=False)
    state = "đã chốt" if month.sealed else "chưa chốt"
    book.cell(page, 2, 0, f"Số liệu từ {format_date(period.from_)} đến {format_date(period.to)}. "
              f"Hạn gửi: {format_datetime(period.due)}. "
              f"Tổng hợp lúc {format_datetime(month.as_of.astimezone(VIETNAM_TIME))}. Số liệu {state}.", "note")
    book.widths(page, UNIT_FIELDS)
    page.fit_to_pages(1, 1)
    book.table(page, STANDINGS_TOP, (UNIT_FIELDS[0], Field("Tình trạng", 44), Field("Số đơn vị", 30, "center")), [
        [number, STANDING_WORDS[standing], sum(item.standing == standing for item in month.standings)]
        for number, standing in enumerate(STANDINGS, 1)])
    rows = _units(month)
    end = book.table(page, UNITS_TOP, UNIT_FIELDS, rows)
    page.autofilter(UNITS_TOP, 0, end - 1, len(UNIT_FIELDS) - 1)
    totals = [None, "Cộng", None, None, *(sum(row[column] for row in rows) for column in range(4, len(UNIT_FIELDS)))]
    for column, value in enumerate(totals):
        book.cell(page, end, column, value, "total")
    _chart(book, page, len(rows), end + 2)
    listed, top = _listed(month, parts), end + 8 + 2 * max(len(rows), 5)
    _contents(book, page, listed, top)
    if month.definition_changes and parts is None:
        _definition_changes(book, page, month, top + len(listed) + 2)


def _units(month: MonthData) -> list[list[Any]]:
    standings = {item.unit: item for item in month.standings}
    queries = Counter(finding.unit for finding in month.judged.findings if finding.severity == "query")
    rows: list[list[Any]] = []
    for number, code in enumerate([*standings, *(code for code in month.balance.by_unit if code not in standings)], 1):
        counts = month.balance.by_unit.get(code, NO_ROWS)
        item = standings.get(code)
        sent = item.submission.received.received_at if item and item.submission else None
        rows.append([number, item.name if item else unit_name(month, code),
                     standing_told(month, item) if item else "Không thuộc các đơn vị phải báo cáo",
                     sent and sent.astimezone(VIETNAM_TIME).replace(tzinfo=None), counts["received"], counts["accepted"],
                     counts["refused"], counts["superseded"] + counts["duplicate"], queries[code]])
    return rows


def _chart(book: Book, page: Any, units: int, top: int) -> None:
    """Rows accepted and returned by unit: solid against striped, with numbers, so that a grey print says the same."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    looks: tuple[tuple[int, dict[str, Any]], ...] = (
        (5, {"fill": {"color": HEADER_FILL}, "data_labels": LABELS | {"font": {"color": "#FFFFFF"}}}),
        (6, {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#404040", "bg_color": "#FFFFFF"},
             "data_labels": LABELS | {"fill": {"color": "#FFFFFF"}}}))
    first, last = UNITS_TOP + 1, UNITS_TOP + units
    for column, look in looks:
        chart.add_series({"name": [OVERVIEW, UNITS_TOP, column], "categories": [OVERVIEW, first, 1, last, 1],
                          "values": [OVERVIEW, first, column, last, column], "border": {"color": "#000000"}, "gap": 60,
                          **look})
    font = {"name": "Arial", "size": 9}
    chart.set_title({"name": "Số dòng nhận vào và trả lại của từng đơn vị", "overlay": False,
                     "name_font": {"name": "Arial", "size": 11}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": BORDER}}, "min": 0})
    chart.set_y_axis({"num_font": font, "reverse": True, "crossing": "max"})
    chart.set_plotarea({"layout": {"x": 0.29, "y": 0.1, "width": 0.68, "height": 0.72}})
    chart.set_size({"width": 1020, "height": 90 + 40 * max(units, 5)})
    page.insert_chart(top, 1, chart, {"description": "Biểu đồ cột: số dòng nhận vào và trả lại của từng đơn vị"})


def _listed(month: MonthData, parts: Sequence[str] | None) -> list[tuple[str, str]]:
    """The sheets that follow, each with what it holds."""
    of_part = {"results": [("Kết quả theo tiêu chuẩn", "từng tập thể, cá nhân, từng vế tiêu chuẩn")],
               "proposals": [("Đề nghị", "đề nghị khen thưởng"),
                             ("Họp Hội đồng", "ngày họp, số biên bản, số phiếu: thư ký Hội đồng ghi"),
                             *([("Ý kiến về kỳ trước", "ý kiến của Hội đồng về các kỳ đã chốt")]
                               if month.council.earlier else [])],
               "rows": [(sheet.name, sheet.title) for sheet in month.definition.tables],
               "findings": [("Cần sửa", "mọi chỗ cần sửa, cần xem lại")],
               "office": [*([("Điều chỉnh", "số liệu các kỳ đã chốt thay đổi thế nào")] if made_of(month) else []),
                          *([("Bản gửi lại", "bản sửa đã thay đổi những gì")] if month.resubmissions else []),
                          ("Lỗi theo câu hỏi", "câu hỏi nào của biểu hay bị sai, theo tháng"),
                          ("Chuẩn hóa", "những ô được đọc lại cho đúng chữ, số, ngày")],
               "figures": [("Số liệu", "mọi con số và các dòng làm nên nó")],
               "settled": [*([("Nộp báo cáo", "đơn vị nào gửi lúc nào, tỷ lệ đúng hạn từng năm")]
                             if month.lateness is not None else []), ("Tệp nhận", "kết quả của từng tệp"),
                           ("Đối chiếu", "tệp và dòng nhận vào bằng tổng kết quả")]}
    return [sheet for part, sheets in of_part.items() if parts is None or part in parts for sheet in sheets]


def _contents(book: Book, page: Any, listed: Sequence[tuple[str, str]], top: int) -> None:
    book.cell(page, top, 1, "Các trang trong sổ", "strong")
    for row, (name, what) in enumerate(listed, top + 1):
        book.cell(page, row, 1, Link(f"→ {name}", Place(name, 0)), "go")
        book.cell(page, row, 2, what, "note")


def _definition_changes(book: Book, page: Any, month: MonthData, top: int) -> None:
    book.cell(page, top, 1, f"Định nghĩa đã đổi từ kỳ {list(month.past_findings)[-1]}, là kỳ chốt gần nhất", "strong")
    for row, words in enumerate(month.definition_changes, top + 1):
        book.cell(page, row, 1, words, "note")


def add_files(book: Book, month: MonthData) -> None:
    """Each file received: whose it is, what became of it and why."""
    fields = (Field("STT", 6, "center"), Field("Tên tệp", 40), Field("Đơn vị", 26), Field("Lần gửi", 8, "center"),
              Field("Nhận lúc", 17, "moment"), Field("Người gửi", 28), Field("Kết quả", 22), Field("Lý do", 50),
              Field("Mã", 8, "center"), Field("Số dòng", 9, "number"), Field("SHA-256", 30))
    empty = empty_files(month)
    files = sorted(submissions_of(month), key=lambda item: (item.received.name, item.received.sha256,
                                                            item.received.received_at))
    rows = [[number, item.received.name, unit_name(month, item.unit), item.attempt,
             item.received.received_at.astimezone(VIETNAM_TIME).replace(tzinfo=None), item.received.sender,
             outcome_told(item, empty), item.reason, item.code, item.rows, item.received.sha256]
            for number, item in enumerate(files, 1)]
    book.sheet("Tệp nhận", f"Tệp nhận trong kỳ {month.period.title}",
               f"{len(rows)} tệp; bản gốc còn nguyên trong thư mục received, đặt tên theo SHA-256.", fields, rows)


def add_balance(book: Book, month: MonthData) -> None:
    """Files and rows in against out, and the rows of this workbook's own data sheets, each line with its verdict."""
    balance, received = balance_of(month), submissions_of(month)
    judged = [month.judged, *(corrected.judged for corrected in (month.corrections.months if month.corrections else ()))]
    page = book.page("Đối chiếu", "Đối chiếu", "Mỗi tệp nhận được có đúng một kết quả; mỗi dòng có đúng một kết quả.")
    book.widths(page, [Field("", 44), *[Field("", 13)] * 7])
    settled = sum(balance.files.get(outcome, 0) for outcome in OUTCOMES)
    top = book.table(page, 4, (Field("Tệp", 44), Field("Số tệp", 13, "number")),
                     [[OUTCOME_WORDS[outcome], balance.files.get(outcome, 0)] for outcome in OUTCOMES])
    book.cell(page, top, 0, f"Cộng kết quả (nhận được {len(received)} tệp)", "total")
    book.cell(page, top, 1, settled, "total")
    _verdict(book, page, top, 2, settled == len(received))
    counted = [(unit_name(month, code) if code else UNKNOWN_UNIT, counts) for code, counts in balance.by_unit.items()]
    top = _row_sums(book, page, top + 2, [*counted, ("Cộng", balance.rows)])
    kept: list[list[Any]] = [
        [sheet.name, *(sum(len(frames[sheet.key]) for frames in fate if sheet.key in frames) for fate in
                       ([item.accepted for item in judged], [item.refused for item in judged]))]
        for sheet in month.definition.tables]
    top = book.table(page, top + 1, (Field("Trang số liệu", 44), Field("Nhận vào", 13, "number"),
                                     Field("Trả lại", 13, "number")), kept)
    accepted = sum(row[1] for row in kept)
    for column, value in enumerate(("Cộng", accepted, sum(row[2] for row in kept))):
        book.cell(page, top, column, value, "total")
    _verdict(book, page, top, 3, accepted == balance.rows["accepted"])


def _row_sums(book: Book, page: Any, top: int, counted: list[tuple[str, dict[str, int]]]) -> int:
    fields = [Field("Dòng theo đơn vị", 44), Field("Dòng nhận", 13, "number"),
              *(Field(FATE_WORDS[fate], 13, "number") for fate in FATES), Field("Cộng kết quả", 13, "number")]
    rows = [[name, counts["received"], *(counts[fate] for fate in FATES), sum(counts[fate] for fate in FATES)]
            for name, counts in counted]
    end = book.table(page, top, fields, rows)
    book.cell(page, top, len(fields), "Kiểm tra", "header")
    for row, values in enumerate(rows, top + 1):
        _verdict(book, page, row, len(fields), values[1] == values[-1])
    return end


def _verdict(book: Book, page: Any, row: int, column: int, agrees: bool) -> None:
    book.cell(page, row, column, "Khớp" if agrees else "Không khớp", "agrees" if agrees else "differs")
