"""The achievement report of each nominated candidate, and the dossier of an ad hoc one. The parts are those of the forms
in force; no form number is printed, as it depends on the day. What only a person knows stays marked."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.frames import each_row
from emulation_batch.reports.candidates import AD_HOC, Candidate, Nominee, award_title, nominees
from emulation_batch.reports.evidence import Evidence
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK
from emulation_batch.reports.papers import header, kept_together, movement, name_lines, papers_of, report_of
from emulation_batch.rewarded import is_certain, is_of, was_decided
from emulation_batch.vietnamese import format_date

NAMED = {"collective": "Tên tập thể", "individual": "Họ và tên"}
PERSON, OFFICE = "individual", "collective"
MOST_LINES = 30
"""Of one standard; more are counted by kind and year."""


def achievement_reports(month: MonthData) -> Iterator[tuple[str, dict[str, Any]]]:
    """One báo cáo thành tích for each candidate and award: ("<award>_<code>", context)."""
    evidence = Evidence(month)
    for award, listed in nominees(month).items():
        for nominee in listed:
            yield f"{award}_{nominee.candidate.code}", _report(month, evidence, nominee)


def _report(month: MonthData, evidence: Evidence, nominee: Nominee) -> dict[str, Any]:
    who, award = nominee.candidate, award_title(month, nominee.award)
    mark = report_of(month, "thanh_tich").placeholder
    sections = _sections(month, evidence, who)
    return _unit_header(month, who) | {
        "title": f"Báo cáo thành tích {who.name}", "subject_line": f"Đề nghị xem xét: {award}",
        "movement": kept_together(month, f"Thành tích trong {movement(month)}"),
        "named": NAMED[who.subject], "name": who.name, "person_title": who.title, "unit": who.unit,
        "person": who.subject == PERSON, "office": who.subject == OFFICE, "ad_hoc": AD_HOC in nominee.kinds,
        "first_head": "I. SƠ LƯỢC LÝ LỊCH" if who.subject == PERSON else "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
        "summary": nominee.summary, "events": _events(nominee), "sections": sections,
        "nothing": [] if sections else [f"Kết quả theo tiêu chuẩn của Phong trào: {mark}"],
        "rewarded": _rewarded(month, who, mark), "placeholder": mark,
        "reporter": "NGƯỜI BÁO CÁO" if who.subject == PERSON else "THỦ TRƯỞNG ĐƠN VỊ",
        "reporter_name": who.name if who.subject == PERSON else "",
        "confirmer": "XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ" if who.subject == PERSON else "XÁC NHẬN CỦA CẤP TRÊN TRỰC TIẾP",
        "expect": {"texts": {"name": [who.name], "subject_line": [award]}},
    }


def _unit_header(month: MonthData, who: Candidate) -> dict[str, Any]:
    """The paper is the unit's: the department above, the unit below."""
    unit = one_line(month.registry.name_of(who.unit_code, month.period.to))
    return header(month) | {"parent_lines": list(papers_of(month).agency_lines), "agency_lines": name_lines(unit)}


def _sections(month: MonthData, evidence: Evidence, who: Candidate) -> list[dict[str, Any]]:
    """The plan's standards with the candidate's rows of this month, then those of earlier months of the year."""
    mine = month.results[(month.results["subject"] == who.subject) & (month.results["candidate"] == who.code)]
    lines = {row["clause"]: row for row in each_row(mine)}
    told: set[str] = set()
    sections: list[dict[str, Any]] = []
    for standard in month.definition.standards:
        if standard.subject != who.subject:
            continue
        clauses = month.definition.clauses_of(standard.code)
        by = "_unit" if who.subject == OFFICE else ""
        refs = evidence.known(ref for clause in clauses if clause.code in lines for ref in lines[clause.code]["rows"])
        refs = evidence.earlier([(source.sheet, source.kinds, by or source.person) for clause in clauses
                                 for source in clause.sources if by or source.person], who.code) + refs
        rows = [ref for ref in refs if ref not in told]
        told |= set(rows)
        if rows:
            sections.append({"head": f"{len(sections) + 1}. {standard.short} (tiêu chuẩn {standard.letter})",
                             "lines": [_line(evidence, ref) for ref in rows] if len(rows) <= MOST_LINES
                             else _counted(month, evidence, who, rows)})
    return sections


def _counted(month: MonthData, evidence: Evidence, who: Candidate, rows: list[str]) -> list[str]:
    """How many of each kind in which year, instead of every row; which of them matter most, nobody here can say."""
    kinds: dict[str, Counter[str]] = {}
    for ref in rows:
        kinds.setdefault(evidence.kind(ref), Counter())[ref[:4]] += 1
    lines = [f"- {kind}: {sum(years.values())} nội dung (" + ", ".join(f"năm {year}: {years[year]}" for year in sorted(years))
             + ")." for kind, years in kinds.items()]
    mark = report_of(month, "thanh_tich").placeholder
    return [*lines, f"- Những nội dung tiêu biểu (từng nội dung ở {_file(month, 'phieu_xem_xet', who.code)}): {mark}"]


def _line(evidence: Evidence, ref: str) -> str:
    details, proof = evidence.details(ref), evidence.proof(ref)
    parts = [evidence.content(ref)] + [part for part in (details, f"Minh chứng: {proof}" if proof != BLANK else "")
                                       if part and part != BLANK]
    return "- " + ". ".join(part.rstrip(".") for part in parts) + "."


def _rewarded(month: MonthData, who: Candidate, mark: str) -> list[str]:
    """Awards of the candidate that the registry knows, by day; one found by a person's bare name is for a person to confirm."""
    known = sorted((award for award in month.registry.decided if was_decided(award, month.as_of)
                    and is_of(month.registry, who.code, award)), key=lambda award: (award.day, award.number))
    if not known:
        return ["Chưa ghi nhận quyết định khen thưởng nào trong danh mục của Sở."]
    return [f"- Năm {award.day.year}: {one_line(award.told)}"
            + ("" if is_certain(month.registry, who.code, award) else f" (tìm theo họ tên, cần đối chiếu: {mark})") + "."
            for award in known]


def _events(nominee: Nominee) -> list[str]:
    """The days of the events of an ad hoc achievement."""
    return [f"Ngày sự kiện: {format_date(row['ngay_su_kien'])}." for row in nominee.rows if row.get("ngay_su_kien")]


def ad_hoc_dossiers(month: MonthData) -> Iterator[tuple[str, dict[str, Any]]]:
    """One dossier for each accepted ad hoc nomination: ("<award>_<code>", context)."""
    evidence = Evidence(month)
    for award, listed in nominees(month).items():
        for nominee in listed:
            if AD_HOC in nominee.kinds:
                yield f"{award}_{nominee.candidate.code}", _dossier(month, evidence, nominee)


def _dossier(month: MonthData, evidence: Evidence, nominee: Nominee) -> dict[str, Any]:
    who, award = nominee.candidate, award_title(month, nominee.award)
    submitted = next(item.submit_to for item in month.definition.awards if item.key == nominee.award)
    basis = month.definition.standard("DX")
    refs = [ref for proposal in nominee.proposals for ref in proposal["rows"]]
    shown = month.results[(month.results["subject"] == "proposal") & (month.results["candidate"] == who.code)]
    said = [f"Ý kiến của Hội đồng: {one_line(opinion.told)}." for proposal, opinion in zip(
        nominee.proposals, nominee.opinions, strict=True) if opinion and proposal["kind"] == AD_HOC]
    suffix = f"{nominee.award}_{who.code}"
    agreed = [one_line(row["bien_ban"]) for row in nominee.rows if row.get("bien_ban")]
    parts = [f"Báo cáo thành tích: {_file(month, 'thanh_tich', suffix)}"]
    parts += [f"Tờ trình: {_file(month, 'to_trinh', nominee.award)}"] if submitted else []
    parts += [f"Danh sách trích ngang: {_file(month, 'danh_sach', nominee.award)}",
              f"Biên bản họp Hội đồng: {month.period.key}_bien_ban.docx",
              f"Biên bản của đơn vị: {'; '.join(agreed) or BLANK}"]
    return header(month) | {
        "title": f"Hồ sơ đột xuất {who.name}", "subject_line": f"Đề nghị xem xét: {award}",
        "named": NAMED[who.subject], "name": who.name, "person_title": who.title, "unit": who.unit,
        "person": who.subject == PERSON, "decider": submitted or "Giám đốc Sở",
        "basis": f"“{basis.text}” ({basis.basis})", "summary": nominee.summary, "events": _events(nominee),
        "facts": [one_line(row["facts"]) for row in each_row(shown) if set(row["rows"]) & set(refs) and row["facts"]],
        "open": [*nominee.reasons, *said], "parts": [f"- {part}" for part in parts],
        "places": [f"- {evidence.place(ref)}" for ref in evidence.known(refs)],
        "placeholder": report_of(month, "dot_xuat").placeholder,
        "expect": {"texts": {"name": [who.name]}},
    }


def _file(month: MonthData, what: str, suffix: str) -> str:
    return f"{what}/{month.period.key}_{what}_{suffix}.docx"
