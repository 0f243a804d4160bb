"""Candidates that lack exactly one thing this month: what a unit can still complete before the Council meets."""

from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.council import STATUS_WORDS
from emulation_batch.frames import each_row
from emulation_batch.reports.candidates import candidate_of
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.papers import header, kept_together, movement

WANTING = ("incomplete", "no_evidence")
WHO = {"collective": "Tập thể", "individual": "Cá nhân"}
Row = dict[str, Any]


def near_misses(month: MonthData) -> dict[str, Any]:
    """A line for each candidate of which one clause alone lacks evidence, and something at least is shown.

    A standard whose clauses the plan joins by “hoặc” counts once. The list decides nothing: what is lacking may still come.
    """
    joined = {standard.code for standard in month.definition.standards if standard.combine == "any"}
    groups: dict[tuple[str, str], list[Row]] = {}
    for line in each_row(month.results):
        whole = line["clause"] == line["standard"] or line["standard"] not in joined
        if line["subject"] in WHO and line["standard"] and whole:
            groups.setdefault((line["subject"], line["candidate"]), []).append(line)
    rows = [_row(month, lines) for lines in groups.values()
            if sum(line["status"] in WANTING for line in lines) == 1 and any(line["rows"] for line in lines)]
    title = f"Danh sách còn thiếu một nội dung, {month.period.month.title}"
    return header(month) | {
        "title": title, "subject_line": kept_together(month, f"{movement(month)}, {month.period.month.title}"),
        "opening": f"{len(rows):02d} tập thể, cá nhân dưới đây chỉ còn một vế tiêu chuẩn chưa đủ căn cứ. Danh sách để đơn vị "
                   "biết phần cần bổ sung; không phải kết luận đạt hay không đạt." if rows else
                   "Trong kỳ không có tập thể, cá nhân nào chỉ còn thiếu đúng một nội dung.",
        "rows": rows, "expect": {"rows": {"rows": len(rows)}},
    }


def _row(month: MonthData, lines: list[Row]) -> dict[str, str]:
    wanting = next(line for line in lines if line["status"] in WANTING)
    who = candidate_of(month, wanting["subject"], wanting["candidate"], wanting["unit"])
    text = next((clause.text for clause in month.definition.clauses if clause.code == wanting["clause"]),
                month.definition.standard(wanting["standard"]).text.rstrip("."))
    return who.cells() | {"who": WHO[who.subject], "code": wanting["clause"], "text": f"“{text}”",
                          "missing": f"{STATUS_WORDS[wanting['status']]}. {one_line(wanting['missing'])}".strip()}
