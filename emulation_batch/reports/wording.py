"""How the words of the data (standings, outcomes, statuses, spans) and its values are said to people, in Vietnamese."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData, Submission
from emulation_batch.definition import Column, Definition
from emulation_batch.findings import Finding, shown
from emulation_batch.periods import Month
from emulation_batch.periods import span_title as title_of
from emulation_batch.vietnamese import two_digits

WAITING = "waiting"
"""Said of a unit that is missing while its own due time has not come."""
STANDING_WORDS = {
    "on_time": "Gửi đúng hạn",
    "late": "Gửi muộn",
    "nil": "Không phát sinh",
    "returned": "Trả lại, chưa có tệp dùng được",
    "missing": "Chưa gửi",
    WAITING: "Chưa gửi, chưa đến hạn",
}
OUTCOME_WORDS = {
    "accepted": "Nhận",
    "superseded": "Được thay bằng bản gửi sau",
    "duplicate": "Trùng với tệp đã nhận",
    "refused": "Trả lại",
    "set_aside": "Không phải biểu báo cáo, để riêng",
}
LATE_NIL = "Không phát sinh, gửi sau hạn"
EMPTY_UNIT, EMPTY_FILE = "Trả lại, tệp trống", "Nhận, tệp trống"
"""Of a unit whose workbook was taken in and is empty, and of that file."""
FATE_WORDS = {
    "accepted": "dòng được tổng hợp",
    "refused": "dòng trả lại",
    "superseded": "dòng ở tệp đã có bản gửi sau thay thế",
    "duplicate": "dòng ở tệp trùng",
}
SEVERITY_WORDS = {"error": "Sai", "query": "Xem lại", "notice": "Lưu ý"}
SUBJECT_WORDS = {"collective": "Tập thể", "individual": "Cá nhân", "proposal": "Đề nghị"}
REPAIR_WORDS = {
    "composed": "dấu gõ rời ghép lại",
    "spaces": "dấu cách lạ thành dấu cách thường",
    "doubled": "bỏ dấu cách thừa",
    "invisible": "bỏ ký tự không nhìn thấy",
    "breaks": "dấu xuống dòng thống nhất",
    "letters": "chữ cái của bảng chữ khác",
    "signs": "bỏ dấu cách quanh dấu / và -",
    "salutation": "bỏ xưng hô trước tên",
    "listed": "ghi theo danh mục",
    "number": "số ghi dạng chữ",
    "date": "ngày ghi dạng chữ",
    "time": "bỏ giờ, chỉ giữ ngày",
}
WHOLE = "Toàn Sở"
UNKNOWN_UNIT = "Chưa rõ đơn vị"
COUNCIL, OF_COUNCIL = "Hội đồng", "H"
"""Who is asked about what the Council wrote, and the family of codes that ask it."""
HIDDEN = "(không hiện)"



def rows_told(month: MonthData) -> str:
    """How many rows the units sent, and how many of them met which fate: the numbers balance."""
    rows = month.balance.rows
    if not rows.get("received"):
        return "Trong kỳ không nhận được dòng kết quả nào."
    told = [f"{two_digits(rows[fate])} {words}" for fate, words in FATE_WORDS.items() if rows.get(fate)]
    return f"Các đơn vị gửi {two_digits(rows['received'])} dòng kết quả, gồm: {', '.join(told)}."


def not_counted(month: MonthData) -> list[Month]:
    """The earlier months that the totals to date lack because they are not sealed."""
    start = month.definition.movement.from_
    first, absent = Month(start.year, start.month), []
    while first < month.period.month:
        absent += [] if str(first) in month.past_findings else [first]
        first = first.shift(1)
    return absent


def months_left_out(month: MonthData) -> str:
    """The same in words; "" when none is."""
    named = named_months(not_counted(month))
    return f"Lũy kế chỉ gồm các kỳ đã chốt; chưa gồm kỳ: {named}." if named else ""


def named_months(absent: Sequence[Month]) -> str:
    """Months as they are named beside totals that lack them: "08/2021, …, 10/2022 (15 tháng)"; "" for none."""
    names = [f"{each.month:02d}/{each.year}" for each in absent]
    return ", ".join(names) if len(names) <= 3 else f"{names[0]}, …, {names[-1]} ({len(names)} tháng)"


def span_title(definition: Definition, span: str) -> str:
    """ "2022-03" -> "tháng 3 năm 2022"; "2022", "2022-Q1", "2021-08..2022-03" and named spans likewise."""
    named = {item.key: item.title for item in definition.spans}
    return named.get(span) or title_of(span)


def standing_in_book(line: Mapping[str, Any]) -> str:
    """How a unit stood, by its line of lateness.book: that a nil report came late is said."""
    late = line["standing"] == "nil" and line["received"] and not line["on_time"]
    return LATE_NIL if late else STANDING_WORDS[line["standing"]]


def outcome_told(submission: Submission, empty: Collection[str]) -> str:
    """What became of a file. empty: contents of the workbooks that were taken in and tell nothing."""
    taken = submission.outcome == "accepted"
    return EMPTY_FILE if taken and submission.received.sha256 in empty else OUTCOME_WORDS[submission.outcome]


def unit_name(month: MonthData, code: str) -> str:
    """Name of a unit as of the period's last day; words of their own for "" ."""
    return month.registry.name_of(code, month.period.to) if code else UNKNOWN_UNIT


def who_is_asked(month: MonthData, finding: Finding) -> str:
    """Name of the unit that a finding asks, or the Council."""
    return COUNCIL if finding.code.startswith(OF_COUNCIL) else unit_name(month, finding.unit)


def value_shown(month: MonthData, column: Column, value: Any) -> Any:
    """A value as people read it: labels for codes, names as of the period; numbers and dates stay what they are."""
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        return value.item()
    if column.type == "choice":
        return month.definition.label(column.choices, value)
    if column.type in ("person", "candidate", "unit"):
        return person_or_unit(month, str(value))
    return value


def person_or_unit(month: MonthData, code: str) -> str:
    """ "Lý Thị Ánh | STTTT-003" for a person, the name for a unit, the text itself when it is neither."""
    if unit := month.registry.unit(code, month.period.to):
        return unit.name
    person = month.registry.person(code, month.period.to)
    return person.choice if person else code


def column_header(definition: Definition, sheet_name: str, key: str) -> str:
    """Header of a column by the name of its sheet, the key itself when the sheet is unknown."""
    for sheet in definition.sheets:
        if sheet.name == sheet_name and sheet.has(key):
            return sheet.column(key).header
    return key


def without_private(definition: Definition, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with the values of private columns taken out, also where a message quotes them."""
    private = {(sheet.name, column.key) for sheet in definition.sheets for column in sheet.columns if column.private}
    return [_mask(finding) if (finding.sheet, finding.column) in private and finding.value else finding
            for finding in findings]


def _mask(finding: Finding) -> Finding:
    def hide(text: str) -> str:
        return text.replace(finding.value, HIDDEN).replace(shown(finding.value), HIDDEN)

    return replace(finding, value=HIDDEN, message=hide(finding.message), mend=hide(finding.mend))
