"""The register's sheets about how units fill in the form: what a resubmission changed, which questions go wrong, and what
was put right silently."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.changes import Change, Resubmission
from emulation_batch.council import STATUS_WORDS
from emulation_batch.findings import Finding
from emulation_batch.layout import cell_runs
from emulation_batch.repairs import Repair, visible
from emulation_batch.reports.register_book import Book, Field
from emulation_batch.reports.wording import (
    HIDDEN,
    REPAIR_WORDS,
    column_header,
    unit_name,
)

RESENT, QUESTIONS, REPAIRED = "Bản gửi lại", "Lỗi theo câu hỏi", "Chuẩn hóa"
CHANGE_WORDS = {"cell": "Sửa ô", "added": "Thêm dòng", "removed": "Bỏ dòng", "result": "Kết quả vế tiêu chuẩn"}
FINDING_WORDS = {"gone": "Hết chỗ", "new": "Mới có chỗ"}
SEVERITIES = {"error": "sai", "query": "cần xem lại"}
MOST_REPAIRS = 5000


def add_resubmissions(book: Book, month: MonthData) -> None:
    """What each resubmission changed; no sheet when nobody sent again."""
    if not month.resubmissions:
        return
    fields = (Field("STT", 6, "center"), Field("Đơn vị", 24), Field("Lần trước", 26), Field("Lần này", 26),
              Field("Thay đổi", 18), Field("Trang", 20), Field("Ô", 8, "center"), Field("Cột", 20), Field("Trước", 40),
              Field("Sau", 40), Field("Tập thể, cá nhân", 20), Field("Mã", 9, "center"))
    lines = [line for item in month.resubmissions for line in _resubmission(month, item)]
    book.sheet(RESENT, f"Bản gửi lại so với bản trước, {month.period.month.title}",
               "Dòng được chèn, chuyển chỗ được nhận ra theo nội dung. Bỏ dòng: ô và chỗ sai là của bản trước.", fields,
               [[number, *line] for number, line in enumerate(lines, 1)], frozen=2)


def _resubmission(month: MonthData, item: Resubmission) -> Iterator[list[Any]]:
    names = [f"Lần {sent.attempt or 1}: {sent.received.name}" for sent in (item.earlier, item.later)]
    for change in item.changes:
        yield [unit_name(month, item.unit), *names, *_change(month, change)]
    if not item.changes:
        yield [unit_name(month, item.unit), *names, "Không có gì thay đổi", *[None] * 7]


def _change(month: MonthData, change: Change) -> list[Any]:
    sheet = month.definition.sheet(change.sheet) if change.sheet else None
    column = sheet.column(change.column) if sheet and sheet.has(change.column) else None
    texts = [change.before, change.after]
    if change.what == "result":
        texts = [STATUS_WORDS.get(text, text) for text in texts]
    elif column and column.private:
        texts = [HIDDEN if text else "" for text in texts]
    finding = change.what in FINDING_WORDS
    words = f"{FINDING_WORDS[change.what]} {SEVERITIES[change.who]}" if finding else CHANGE_WORDS[change.what]
    return [words, sheet.name if sheet else None, change.cell, column.header if column else None, *texts,
            None if finding else change.who, change.code]


def add_questions(book: Book, month: MonthData) -> None:
    """How often each question of the form went wrong, by unit and month: so that the form can be improved."""
    counted = {month.period.key: Counter(map(_question, month.judged.findings))}
    counted |= {key: Counter(map(_question, findings)) for key, findings in reversed(month.past_findings.items())}
    totals = sum(counted.values(), Counter())
    fields = (Field("STT", 6, "center"), Field("Mã", 8, "center"), Field("Vấn đề", 50), Field("Trang", 24), Field("Cột", 24),
              Field("Đơn vị", 26), *(Field(key, 10, "number") for key in counted), Field("Cộng", 10, "number"))
    rows = [[number, code, month.messages.get(code), sheet, column_header(month.definition, sheet, column),
             unit_name(month, unit), *(counts[question] or None for counts in counted.values()), total]
            for number, (question, total) in enumerate(sorted(totals.items(), key=lambda item: (-item[1], item[0])), 1)
            for code, sheet, column, unit in [question]]
    book.sheet(QUESTIONS, f"Lỗi theo câu hỏi, đến {month.period.month.title}",
               "Số chỗ sai, cần xem lại, lưu ý của kỳ này và các kỳ đã chốt; nhiều nhất ở trên. Dùng để sửa biểu, hướng dẫn, "
               "tập huấn.", fields, rows, frozen=2)


def _question(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.sheet, finding.column, finding.unit


def add_repairs(book: Book, month: MonthData) -> None:
    """What was read in other characters than were typed; like repairs of one column of a file together."""
    repairs = month.judged.batch.repairs
    fields = (Field("STT", 6, "center"), Field("Đơn vị", 24), Field("Tệp", 30), Field("Trang", 24), Field("Cột", 22),
              Field("Ô", 18), Field("Đã chuẩn hóa", 30), Field("Đã ghi", 44), Field("Được hiểu là", 44))
    groups = [list(group) for _, group in groupby(sorted(repairs, key=_like), key=_like)]
    order = {file: number for number, file in enumerate(month.judged.batch.files)}
    sheets = {sheet.key: number for number, sheet in enumerate(month.definition.sheets)}
    groups.sort(key=lambda group: (order[group[0].file], sheets[group[0].sheet], group[0].row, _like(group[0])))
    rows = [[number, *_repaired(month, group)] for number, group in enumerate(groups[:MOST_REPAIRS], 1)]
    rest = f" Còn {len(groups) - MOST_REPAIRS} dòng nữa không in ở đây." if len(groups) > MOST_REPAIRS else ""
    book.sheet(REPAIRED, f"Những ô được chuẩn hóa khi đọc, {month.period.month.title}",
               f"{len(repairs)} ô, không đổi nghĩa nên đơn vị không phải sửa. ␣ là dấu cách, U+00A0 là dấu cách không ngắt."
               + rest, fields, rows)


def _like(repair: Repair) -> tuple[Any, ...]:
    return repair.file, repair.sheet, repair.column, repair.kinds, str(repair.before), repair.after


def _repaired(month: MonthData, group: list[Repair]) -> list[Any]:
    first, batch = group[0], month.judged.batch
    sheet = month.definition.sheet(first.sheet)
    column = sheet.column(first.column)
    cells = [batch.cell(sheet, column.key, item.file, item.row) for item in group]
    unit = next((item.unit for item in month.submissions
                 if item.received.sha256 == first.file and item.outcome == "accepted"), "")
    texts = [HIDDEN] * 2 if column.private else [visible(str(first.before)), visible(first.after)]
    return [unit_name(month, unit), batch.files[first.file].name, sheet.name, column.header, ", ".join(cell_runs(cells)),
            ", ".join(REPAIR_WORDS[kind] for kind in first.kinds), *texts]
