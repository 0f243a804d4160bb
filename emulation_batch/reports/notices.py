"""Letters of the department to its units: the reminder to who is behind, and the notice of the month's results."""

from collections import Counter
from typing import Any

from emulation_batch.batch import MonthData, UnitStanding
from emulation_batch.reports.due import behind, came_late, named, standing_told
from emulation_batch.reports.later_files import to_mend_rows, to_send_again
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK
from emulation_batch.reports.papers import ended, header, kept_together, movement, papers_of, recipients, report_of
from emulation_batch.reports.wording import rows_told
from emulation_batch.vietnamese import format_date, format_datetime, join_list, two_digits

BEHIND = {"missing": "Chưa gửi báo cáo", "returned": "Đã gửi nhưng tệp phải trả lại, chưa có tệp dùng được",
          "late": "Đã gửi sau hạn, đề nghị các kỳ sau gửi đúng hạn"}


def reminder(month: MonthData) -> dict[str, Any]:
    """The official letter to units that are missing, returned or late, each by its own due time; the new deadline is left to
    the Office."""
    papers, title, period = papers_of(month), month.period.month.title, month.period
    behind_now = [item for item in month.standings if behind(month, item)]
    groups = {words: [item for item in behind_now if words == ("late" if came_late(month, item) else item.standing)]
              for words in BEHIND}
    asked = [one_line(item.name) for item in groups["missing"] + groups["returned"]]
    addressed, mark = asked + [one_line(item.name) for item in groups["late"]], report_of(month, "don_doc").placeholder
    return header(month, f"{papers.symbol}-{papers.drafter}" if papers.drafter else papers.symbol) | {
        "title": f"Đôn đốc báo cáo {title}", "addressee": addressed[0] if len(addressed) == 1 else "",
        "several": len(addressed) > 1, "addressees": ended([f"- {name}" for name in addressed]),
        "subject_line": kept_together(month, f"V/v đôn đốc báo cáo {month.definition.movement.short} {title}"),
        "opening": f"Thực hiện {movement(month)}, báo cáo {title} (số liệu từ ngày {format_date(period.from_)} đến hết ngày "
                   f"{format_date(period.to)}) có hạn gửi {format_datetime(period.due)}. Đến thời điểm tổng hợp, tình hình gửi "
                   "báo cáo của các đơn vị nêu trên như sau:",
        "standing_lines": ended([f"- {words}: {', '.join(named(month, item, standing == 'late') for item in groups[standing])}"
                                 for standing, words in BEHIND.items() if groups[standing]]),
        "request": [f"{papers.agency} đề nghị {join_list(asked)} gửi báo cáo đúng biểu mẫu trước: {mark}. Đơn vị không có "
                    "kết quả trong kỳ vẫn gửi biểu, chọn “Cả kỳ không phát sinh”."] if asked else [],
        "closing": f"{papers.agency} đề nghị thủ trưởng các đơn vị quan tâm chỉ đạo thực hiện./.",
        "recipients": recipients(papers), "expect": {"texts": {"addressees": addressed, "closing": ["./."]}},
    }


def notice(month: MonthData) -> dict[str, Any]:
    """What became of each unit's report: standing, rows taken, rows to mend, questions; no candidate is named in it."""
    papers, title = papers_of(month), month.period.month.title
    asked = Counter(finding.unit for finding in month.judged.findings if finding.severity == "query")
    rows = [_unit_row(month, standing, asked[standing.unit]) for standing in month.standings]
    return header(month, f"TB-{papers.symbol}") | {
        "title": f"Thông báo kết quả tổng hợp {title}",
        "subject_line": kept_together(month, f"Kết quả tổng hợp báo cáo {movement(month)}, {title}"),
        "opening": f"{papers.agency} thông báo kết quả tổng hợp báo cáo {title} của các đơn vị như sau:",
        "summary": f"{rows_told(month)} {_none_returned(month)}{_forward(month)}Chi tiết theo đơn vị:",
        "rows": rows, "requests": _requests(month),
        "closing": f"Trên đây là kết quả tổng hợp {title}; {papers.agency} thông báo để các đơn vị biết, thực hiện./.",
        "recipients": recipients(papers, addressed=False),
        "expect": {"rows": {"rows": len(rows)}, "cells": {"rows": rows}, "texts": {"closing": ["./."]}},
    }


def _unit_row(month: MonthData, standing: UnitStanding, asked: int) -> dict[str, str]:
    counts = month.balance.by_unit.get(standing.unit, {})
    sent = standing.standing != "missing"
    return {"name": one_line(standing.name), "standing": standing_told(month, standing),
            "accepted": str(counts.get("accepted", 0)) if sent else BLANK,
            "refused": str(counts.get("refused", 0)) if sent else BLANK, "asked": str(asked) if sent else BLANK}


def _none_returned(month: MonthData) -> str:
    rows = month.balance.rows
    return "Không có dòng nào phải trả lại. " if rows.get("received") and not rows.get("refused") else ""


def _forward(month: MonthData) -> str:
    count = int((month.proposals["standing"] != "returned").sum())
    return f"{two_digits(count)} đề nghị khen thưởng, giới thiệu điển hình được chuyển Hội đồng xem xét. " if count else ""


def _requests(month: MonthData) -> list[str]:
    mend, again = ([one_line(item.name) for item in units] for units in (to_mend_rows(month), to_send_again(month)))
    silent = [one_line(item.name) for item in month.standings if item.standing in ("missing", "returned")]
    asked = any(finding.unit and finding.severity == "query" for finding in month.judged.findings)
    lines = [f"- {join_list(mend)}: sửa các dòng trả lại theo tệp đánh dấu kèm thư, gửi lại để được tổng hợp"] if mend else []
    lines += [f"- {join_list(again)}: xử lý tệp gửi sau chưa dùng được theo thư"] if again else []
    lines += [f"- {join_list(silent)}: gửi báo cáo để được tổng hợp"] if silent else []
    lines += ["- Các đơn vị có chỗ được hỏi lại: sửa nếu ghi nhầm; nếu đúng thì ghi lý do vào cột Giải trình, lời giải trình "
              "được chuyển tới Hội đồng"] if asked else []
    return ended(lines) or ["Các đơn vị không có nội dung phải bổ sung."]
