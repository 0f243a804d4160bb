"""What the evidence shows, clause by clause, and what is proposed: as tables and sentences of a Word report.

The words only propose. The Council weighs, the Director decides (Luật Thi đua, khen thưởng, Điều 90): never "tặng".
"""

from collections.abc import Sequence
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.council import STATUS_WORDS, Opinion
from emulation_batch.frames import each_row
from emulation_batch.registry.model import Unit
from emulation_batch.reports.candidates import BY_COUNCIL, WORDS, in_words
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK, Numbers, in_tables, unit_heads
from emulation_batch.reports.papers import ended
from emulation_batch.vietnamese import two_digits

MOST_NAMED = 12
ONLY_PROPOSED = ("Nội dung trên là đề xuất từ minh chứng các đơn vị gửi, chưa phải kết luận; Hội đồng xem xét, cho ý kiến từng "
                 "nội dung. “–”: đơn vị chưa có báo cáo dùng được.")


def clause_blocks(month: MonthData, numbers: Numbers, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """What each unit's evidence shows, clause by clause: a line a clause, a column a unit; "–" for a unit without a report."""
    status = _statuses(month, "collective")
    return [{
        "key": str(place), "units": unit_heads(group),
        "rows": [{"no": code, "title": text,
                  "cells": [status.get((unit.code, code), BLANK) if numbers.sent(unit.code) else BLANK for unit in group]}
                 for code, text in _lines(month, "collective")],
        "note": ONLY_PROPOSED,
    } for place, group in enumerate(in_tables(units), 1)]


def people_block(month: MonthData) -> dict[str, Any]:
    """What the evidence of each person shows, clause by clause, in the order of the results."""
    mine = month.results[month.results["subject"] == "individual"]
    status = _statuses(month, "individual")
    clauses = _lines(month, "individual")
    people = each_row(mine.drop_duplicates("candidate"))
    return {
        "clauses": [f"{code}: {text}" for code, text in clauses],
        "rows": [{"name": one_line(row["name"]), "unit": month.registry.name_of(row["unit"], month.period.to),
                  "cells": [status.get((row["candidate"], code), BLANK) for code, _ in clauses]} for row in people],
        "note": ONLY_PROPOSED,
    }


def _lines(month: MonthData, subject: str) -> list[tuple[str, str]]:
    """(code, words) of each clause, and of a standard whose clauses the plan joins by "hoặc"."""
    lines: list[tuple[str, str]] = []
    for standard in month.definition.standards:
        if standard.subject == subject:
            lines += [(clause.code, clause.text) for clause in month.definition.clauses_of(standard.code)]
            if standard.combine:
                lines.append((standard.code, f"Cả tiêu chuẩn {standard.letter}), theo {standard.combine_basis}"))
    return lines


def _statuses(month: MonthData, subject: str) -> dict[tuple[str, str], str]:
    mine = month.results[month.results["subject"] == subject]
    return {(row["candidate"], row["clause"]): STATUS_WORDS.get(row["status"], row["status"])
            for row in each_row(mine)}


def proposal_rows(month: MonthData) -> list[dict[str, str]]:
    """The list put before the Council: who, for what, with the unit's summary, our proposal and its reasons; at last what the
    Council said of it."""
    definition = month.definition
    sheet = month.judged.accepted.get("de_nghi")
    summaries = {} if sheet is None else dict(zip(sheet["_ref"], sheet["tom_tat"], strict=True))
    return [{
        "name": one_line(row["name"]),
        "unit": month.registry.name_of(row["unit"], month.period.to),
        "kind": definition.label("loai_de_nghi", row["kind"]) or BLANK,
        "award": definition.label("hinh_thuc_khen", row["award"] or None) or BLANK,
        "summary": "; ".join(one_line(summaries[ref]) for ref in row["rows"] if summaries.get(ref)) or BLANK,
        "standing": words,
        "reasons": " ".join([*(one_line(reason) for reason in row["reasons"]), *_told(opinion)]) or BLANK,
    } for row, words, opinion in in_words(month)]


def _told(opinion: Opinion | None) -> list[str]:
    return [f"Ý kiến của Hội đồng: {one_line(opinion.told)}."] if opinion else []


def proposed(month: MonthData, annex: str) -> str:
    """One sentence: how many proposals the units sent."""
    rows = [row for row, _, _ in in_words(month)]
    if not rows:
        return "Trong kỳ, các đơn vị không đề nghị xem xét khen thưởng."
    people = sum(row["subject"] == "individual" for row in rows)
    counts = ((len(rows) - people, "tập thể"), (people, "cá nhân"))
    told = ", ".join(f"{two_digits(count)} lượt {who}" for count, who in counts if count)
    return f"Trong kỳ, các đơn vị đề nghị xem xét khen thưởng {told} (danh sách tại {annex})."


def proposal_lines(month: MonthData, annex: str) -> list[str]:
    """The proposals by how they stand, each candidate named."""
    listed = [(one_line(row["name"]), words) for row, words, _ in in_words(month)]
    if not listed:
        return ["Trong kỳ không có đề nghị xem xét khen thưởng."]
    groups = [(words, [name for name, stands in listed if stands == words]) for words in WORDS]
    told = [f"- {words}: {two_digits(len(names))} {'trường hợp' if words in BY_COUNCIL else 'đề nghị'} ({named(names)})"
            for words, names in groups if names]
    return [f"Kính đề nghị xem xét danh sách tại {annex}, trong đó:", *ended(told)]


def named(names: Sequence[str]) -> str:
    """Names in a line, the first dozen when they are many."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" và {two_digits(more)} trường hợp khác" if more > 0 else "")
