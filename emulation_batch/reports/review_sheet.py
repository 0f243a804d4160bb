"""The Council's sheet for one candidate: clause by clause what is shown, by which rows, what is missing, what is left to
judge, beside columns that only the Council fills. The machine never says “đạt”."""

from collections.abc import Collection, Iterator
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.council import MET, PROPOSAL_WORDS, STATUS_WORDS, UNCLEAR, UNMET, WAITS, Opinion
from emulation_batch.council_keys import proposal_keys, result_keys
from emulation_batch.frames import each_row
from emulation_batch.periods import VIETNAM_TIME, Span
from emulation_batch.reports.candidates import EXEMPLAR, Candidate, award_title, candidate_of
from emulation_batch.reports.evidence import Evidence
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK
from emulation_batch.reports.papers import council_header, kept_together, movement
from emulation_batch.reports.register_rows import runs
from emulation_batch.vietnamese import format_datetime, join_list, two_digits

YEARLY, CROSS = "hang_nam", "x"
WHO = {"collective": "Tập thể", "individual": "Cá nhân"}
NOTE = ("Phần “Đã thể hiện”, “Còn thiếu” là căn cứ rút từ biểu của đơn vị, chưa phải kết luận. Các cột Đạt, Không đạt, Cần làm "
        "rõ và Lý do để thành viên Hội đồng ghi.")
Row = dict[str, Any]


def review_sheets(month: MonthData, wanted: Collection[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """One sheet for every unit and person with accepted rows or a nomination: (code, context), in the order of the results.

    wanted: of these candidates alone."""
    evidence = Evidence(month)
    results: dict[tuple[str, str], list[Row]] = {}
    proposals: dict[tuple[str, str], list[Row]] = {}
    for row, key in zip(each_row(month.results), result_keys(month.period.key, month.results), strict=True):
        results.setdefault((row["subject"], row["candidate"]), []).append(row | {"said": month.council.of(key)})
    for row, key in zip(each_row(month.proposals), proposal_keys(month.period.key, month.proposals), strict=True):
        proposals.setdefault((row["subject"], row["candidate"]), []).append(row | {"said": month.council.of(key)})
    for (subject, code), lines in results.items():
        if subject not in WHO or (wanted is not None and code not in wanted):
            continue
        nominated = proposals.get((subject, code), [])
        if nominated or any(line["rows"] for line in lines) or (subject == "collective" and evidence.of_unit(code)):
            own = [line for line in results.get(("proposal", code), []) if set(line["rows"]) & _refs(nominated)]
            yield code, _sheet(month, evidence, candidate_of(month, subject, code, lines[0]["unit"]), lines + own, nominated)


def _refs(proposals: list[Row]) -> set[str]:
    return {ref for proposal in proposals for ref in proposal["rows"]}


def _sheet(month: MonthData, evidence: Evidence, who: Candidate, lines: list[Row], nominated: list[Row]) -> dict[str, Any]:
    refs = evidence.known(ref for line in lines if line["subject"] != "proposal" for ref in line["rows"])
    if who.subject == "collective":
        own = set(refs)
        refs += [ref for ref in evidence.of_unit(who.code) if ref not in own and not _personal(month, ref)]
    yearly = any(row["kind"] == YEARLY for row in nominated) and not isinstance(month.period, Span)
    earlier = _of_the_year(month, evidence, who) if yearly else {}
    refs += [ref for ref in dict.fromkeys(ref for found in earlier.values() for ref in found) if ref not in refs]
    number = {ref: place for place, ref in enumerate(refs, 1)}
    part = "III" if refs else "II"
    clauses = [_clause(month, line, [number[ref] for ref in [*line["rows"], *earlier.get(line["clause"], [])] if ref in number],
                       part) for line in lines]
    shown: dict[str, list[str]] = {}
    for line in lines:
        for ref in dict.fromkeys((*line["rows"], *earlier.get(line["clause"], ()))) if _is_clause(month, line) else ():
            shown.setdefault(ref, []).append(line["clause"])
    rows = [{"clauses": ", ".join(shown.get(ref, ())) or BLANK,
             "content": evidence.content(ref), "details": evidence.details(ref), "proof": evidence.proof(ref),
             "place": evidence.place(ref), "answer": evidence.answers(ref)} for ref in refs]
    proposals = [_proposal(month, evidence, row) for row in nominated]
    title = f"Phiếu xem xét {who.name}, {month.period.title}"
    return council_header(month) | {
        "title": title, "subject_line": kept_together(month, f"{movement(month)}, {month.period.title}"),
        "who": WHO[who.subject], "name": who.name, "person_title": who.title if who.subject == "individual" else "",
        "unit": who.unit, "as_of": f"Số liệu tổng hợp lúc {format_datetime(month.as_of.astimezone(VIETNAM_TIME))}.",
        "note": f"{NOTE} {_year_note(month, earlier)}".rstrip(),
        "clauses": clauses, "rows": rows, "proposals": proposals, "proposals_part": part,
        "expect": {"rows": {"clauses": len(clauses), "rows": len(rows), "proposals": len(proposals)},
                   "texts": {"name": [who.name]}},
    }


def _of_the_year(month: MonthData, evidence: Evidence, who: Candidate) -> dict[str, list[str]]:
    """Clause -> the candidate's rows of the sealed months of this year before this one."""
    by = "_unit" if who.subject == "collective" else ""
    return {clause.code: evidence.earlier([(source.sheet, source.kinds, by or source.person) for source in clause.sources
                                           if by or source.person], who.code)
            for standard in month.definition.standards if standard.subject == who.subject
            for clause in month.definition.clauses_of(standard.code)}


def _year_note(month: MonthData, earlier: dict[str, list[str]]) -> str:
    """What a yearly nomination rests on besides this month's rows."""
    count = len({ref for found in earlier.values() for ref in found})
    if not earlier:
        return ""
    if not count:
        return "Có đề nghị hằng năm: chưa có dòng nào của các kỳ đã chốt trong năm."
    return (f"Có đề nghị hằng năm: phần II gồm cả {two_digits(count)} dòng của các kỳ đã chốt trong năm. Cột “Đã thể hiện”, "
            "“Còn thiếu” chỉ nói về kỳ này.")


def _personal(month: MonthData, ref: str) -> bool:
    """Whether a row speaks for a person: it then stands on that person's own sheet."""
    return month.definition.sheet(ref.split("/")[2]).subject == "individual"


def _is_clause(month: MonthData, line: Row) -> bool:
    return any(clause.code == line["clause"] for clause in month.definition.clauses)


def _clause(month: MonthData, line: Row, numbers: list[int], part: str) -> dict[str, str]:
    definition = month.definition
    clause = next((item for item in definition.clauses if item.code == line["clause"]), None)
    standard = next((item for item in definition.standards if item.code == line["standard"]), None)
    if clause is None:
        text = f"Cả tiêu chuẩn {standard.letter}), theo {standard.combine_basis}" if standard else (
            f"Tổng hợp các tiêu chuẩn theo {definition.overall.basis}")
    else:
        text = f"“{clause.text}” ({standard.basis if standard else ''})"
    return {"code": line["clause"] if standard else "Chung", "text": text,
            "shown": f"{STATUS_WORDS[line['status']]}. {one_line(line['facts'])}".strip(),
            "rows": f"phần {part}" if line["subject"] == "proposal" else ", ".join(runs(sorted(numbers))) * bool(clause)
            or BLANK,
            "missing": one_line(line["missing"]) or BLANK,
            "judgement": join_list(f"“{word}”" for word in _judgement(month, line["clause"])) or BLANK} | _said(line["said"])


def _said(opinion: Opinion | None) -> dict[str, str]:
    """The Council's own columns: a cross under its word, its reason, and that it waits; blank for a member to fill in before it
    has spoken."""
    columns = {"met": MET, "unmet": UNMET, "unclear": UNCLEAR}
    return {key: CROSS if opinion and opinion.verdict == verdict else "" for key, verdict in columns.items()} | {
        "reason": (opinion.reason if opinion.stands else f"{opinion.reason} ({WAITS})".strip()) if opinion else ""}


def _judgement(month: MonthData, code: str) -> list[str]:
    """The words left to the Council of a clause, or of all clauses that a standard joins."""
    mine = [clause for clause in month.definition.clauses if code in (clause.code, clause.standard)]
    return list(dict.fromkeys(word for clause in mine for word in clause.judgement))


def _proposal(month: MonthData, evidence: Evidence, row: Row) -> dict[str, str]:
    known = evidence.known(row["rows"])
    return {"kind": month.definition.label("loai_de_nghi", row["kind"] or None) or BLANK,
            "award": BLANK if row["kind"] == EXEMPLAR else award_title(month, row["award"]),
            "standing": "Giới thiệu điển hình" if row["kind"] == EXEMPLAR else PROPOSAL_WORDS[row["standing"]],
            "reasons": " ".join(one_line(reason) for reason in row["reasons"]) or BLANK,
            "opinion": row["said"].told if row["said"] else "",
            "details": "; ".join(evidence.details(ref) for ref in known) or BLANK,
            "place": "; ".join(evidence.place(ref) for ref in known) or BLANK}
