"""What a Word report says, as plain values (str, int, list, dict) for the tags of its template. Nothing is computed here:
every number is a figure, a sum of the reconciliation, or the length of a list that stands in the report.
"""

from collections.abc import Callable, Iterable
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports import (
    achievements,
    adjusted,
    dossier_papers,
    judgements,
    lists,
    near_misses,
    notices,
    one_page,
    review_sheet,
)
from emulation_batch.reports.charts_shown import charts
from emulation_batch.reports.due import by_standing
from emulation_batch.reports.later_files import to_mend_rows, to_send_again
from emulation_batch.reports.numbers import BLANK, NIL, Numbers, figure_blocks, standard_block
from emulation_batch.reports.papers import (
    bases,
    day_blank,
    ended,
    header,
    kept_together,
    number_in,
    papers_of,
    recipients,
    report_of,
)
from emulation_batch.reports.wording import STANDING_WORDS, WAITING, months_left_out, rows_told
from emulation_batch.vietnamese import format_date, format_datetime, two_digits

ROMAN = ("I", "II", "III", "IV", "V", "VI")
REPORT_SYMBOL = "BC"
WHO = {"collective": "tập thể", "individual": "cá nhân"}


def monthly(month: MonthData) -> dict[str, Any]:
    """The monthly report; its parts are the five of the department's reports, its blanks those of NĐ 30/2020/NĐ-CP, Phụ lục I.

    `expect` says what the finished document must hold (docx_check.py).
    """
    numbers = Numbers(month)
    annexed: dict[str, list[Any]] = {
        "documents": lists.documents(month), "initiatives": lists.initiatives(month), "resources": lists.resources(month),
        "proposals": judgements.proposal_rows(month), "adjusted": adjusted.figure_rows(month)}
    annexes = _annex_titles(annexed)
    tables = _tables(month, numbers)
    return _header(month) | tables | annexed | {
        "charts": charts(month), "annexes": annexes,
        "parts": _parts(tables), "reporting": _reporting(month), "next_steps": _next_steps(month),
        "adjustments": adjusted.lines(month, annexes["adjusted"]),
        "exemplars": ended(lists.exemplars(month)) or ["Trong kỳ, các đơn vị chưa giới thiệu điển hình, mô hình mới."],
        "proposed": judgements.proposed(month, annexes["proposals"]),
        "proposal_lines": judgements.proposal_lines(month, annexes["proposals"]),
        "expect": _expected(month, tables, annexed),
    }


Papers = Callable[[MonthData], Iterable[tuple[str, dict[str, Any]]]]
CONTEXTS: dict[str, Papers] = {
    "bao_cao_thang": lambda month: [("", monthly(month))],
    "phieu_xem_xet": review_sheet.review_sheets,
    "mot_trang": lambda month: [("", one_page.one_page(month))],
    "to_trinh": dossier_papers.submissions,
    "danh_sach": dossier_papers.lists,
    "thanh_tich": achievements.achievement_reports,
    "bien_ban": lambda month: [("", dossier_papers.minutes(month))],
    "don_doc": lambda month: [("", notices.reminder(month))],
    "thong_bao": lambda month: [("", notices.notice(month))],
    "gan_dat": lambda month: [("", near_misses.near_misses(month))],
    "dot_xuat": achievements.ad_hoc_dossiers,
}
"""Report (`what` in movement.toml) -> its papers: what tells one from another in its name ("" for the only one), and what it
says."""


def _tables(month: MonthData, numbers: Numbers) -> dict[str, Any]:
    """The tables of figures and of clauses, with captions numbered through the report."""
    units = month.registry.units_on(month.period.to)
    standards = {subject: [standard_block(month, numbers, standard) for standard in month.definition.standards
                           if standard.subject == subject] for subject in WHO}
    figures, clauses = figure_blocks(month, numbers, units), judgements.clause_blocks(month, numbers, units)
    people = judgements.people_block(month)
    captions = [(block, f"Kết quả theo tiêu chuẩn {block['letter']}) đối với {WHO[subject]}")
                for subject, blocks in standards.items() for block in blocks]
    captions += [(block, "Kết quả trong kỳ theo đơn vị") for block in figures]
    captions += [(block, "Căn cứ theo tiêu chuẩn của các tập thể") for block in clauses]
    captions += [(people, "Căn cứ theo tiêu chuẩn của các cá nhân")]
    for place, (block, title) in enumerate(captions, 1):
        block["caption"] = f"Bảng {place}. {title}"
    movement = month.definition.movement
    return standards | {
        "figure_blocks": figures, "clause_blocks": clauses, "people": people,
        "year_head": f"Lũy kế năm {month.period.month.year}",
        "movement_head": f"Lũy kế từ tháng {movement.from_.month}/{movement.from_.year}",
        "signs_note": f"Ghi chú: “{BLANK}” là chưa có số liệu, khác với số 0; “{NIL}” là các đơn vị đã báo cáo không phát "
                      "sinh, hoặc tỷ lệ không có mẫu số. Mỗi mã số liệu tra được đến từng dòng, từng ô trong biểu của đơn vị. "
                      f"{months_left_out(month)}".rstrip(),
    }


def _header(month: MonthData) -> dict[str, Any]:
    """Header block, bases, opening, closing and signature, as of the window's last day; number and day stay blank."""
    movement, papers, title = month.definition.movement, papers_of(month), month.period.month.title
    symbol = f"{REPORT_SYMBOL}-{papers.symbol}"
    subject = f"Kết quả thực hiện {movement.short} “{movement.title}” {title}"
    return header(month, symbol) | {
        "title": f"Báo cáo {subject[0].lower()}{subject[1:]}", "subject_line": kept_together(month, subject),
        "addressee": papers.addressee, "bases": bases(month, "report"),
        "opening": f"{papers.agency} báo cáo kết quả thực hiện {movement.short} {title} như sau:",
        "closing": f"Trên đây là báo cáo kết quả thực hiện {movement.short} {title} của {papers.agency}, kính gửi "
                   f"{papers.addressee} xem xét./.",
        "attached_line": f"(Kèm theo Báo cáo {number_in(symbol)} {day_blank(month)} của {papers.agency})",
        "recipients": recipients(papers), "placeholder": report_of(month, "bao_cao_thang").placeholder,
    }


def _reporting(month: MonthData) -> list[str]:
    """Window and cut-off; which unit stands how, each named; what became of the rows."""
    period = month.period
    groups = by_standing(month)
    sent = sum(len(group) for standing, group in groups.items() if standing not in ("missing", WAITING))
    lines = [f"- {words}: {two_digits(len(groups[standing]))} đơn vị ({', '.join(groups[standing])})"
             for standing, words in STANDING_WORDS.items() if groups.get(standing)]
    return [
        f"Số liệu phát sinh từ ngày {format_date(period.from_)} đến hết ngày {format_date(period.to)}; hạn gửi "
        f"{format_datetime(period.due)}; tổng hợp lúc {format_datetime(month.as_of.astimezone(VIETNAM_TIME))}.",
        f"{two_digits(sent)}/{two_digits(len(month.standings))} đơn vị đã gửi báo cáo. Cụ thể:", *ended(lines),
        rows_told(month),
    ]


def _next_steps(month: MonthData) -> list[str]:
    """What follows from the standing of the month itself: who still has to send, who has to correct (Plan, Mục V.2)."""
    groups = by_standing(month)
    refused, again = ([lists.one_line(standing.name) for standing in units]
                      for units in (to_mend_rows(month), to_send_again(month)))
    lines = [f"Đôn đốc đơn vị chưa gửi báo cáo: {', '.join(groups['missing'])}"] if groups.get("missing") else []
    lines += [f"Đề nghị đơn vị gửi lại báo cáo: {', '.join(groups['returned'])}"] if groups.get("returned") else []
    lines += [f"Đề nghị đơn vị sửa các dòng trả lại: {', '.join(refused)}"] if refused else []
    lines += [f"Đề nghị đơn vị xử lý tệp gửi sau chưa dùng được: {', '.join(again)}"] if again else []
    return [f"{line}." for line in lines]


def _parts(tables: dict[str, Any]) -> dict[str, str]:
    """Numbers of the results' headings: a movement without standards for people has no heading for them."""
    present = [key for key in ("collective", "individual") if tables[key]] + ["exemplars", "awards", "adjustments"]
    return dict.fromkeys(WHO, "") | {key: str(place) for place, key in enumerate(present, 1)}


def _annex_titles(annexed: dict[str, list[Any]]) -> dict[str, str]:
    """Appendices that have something to show, numbered; no number for a single one (NĐ 30, Phụ lục I)."""
    present = ["by_unit", *(key for key, rows in annexed.items() if rows)]
    numbered = [f" {number}" for number in ROMAN] if len(present) > 1 else [""]
    return dict.fromkeys(annexed, "") | {key: f"Phụ lục{number}" for key, number in zip(present, numbered, strict=False)}


def _expected(month: MonthData, tables: dict[str, Any], annexed: dict[str, list[Any]]) -> dict[str, Any]:
    """Rows by table key (as word.py of the sample writes it), what they were made from, and what the tags must print."""
    rows = {f"tieu_chuan_{block['code']}": block["rows"] for subject in WHO for block in tables[subject]} | annexed
    rows |= {f"so_lieu_{block['key']}": block["rows"] for block in tables["figure_blocks"]}
    rows |= {f"can_cu_{block['key']}": block["rows"] for block in tables["clause_blocks"]}
    rows["people"] = tables["people"]["rows"]
    prose = [block["prose"] for subject in WHO for block in tables[subject]]
    return {"rows": {key: len(lines) for key, lines in rows.items()}, "cells": rows,
            "texts": {"prose": prose, "closing": ["./."],
                      "reporting": [lists.one_line(standing.name) for standing in month.standings]}}
