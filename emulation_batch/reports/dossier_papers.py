"""The papers of a nomination dossier (Law 06/2022/QH15, Điều 84; before it the papers of NĐ 91/2017/NĐ-CP): the submission,
the list, the achievement report of each candidate, the minutes. They only propose: “đề nghị”, never “tặng”."""

from collections.abc import Iterator
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.definition import Award
from emulation_batch.reports.candidates import (
    DECLINED,
    HELD,
    RETURNED,
    SAID_WAITS,
    Nominee,
    award_title,
    counted,
    counted_cases,
    exemplars,
    nominations,
    nominees,
)
from emulation_batch.reports.meeting import (
    declined_line,
    exemplar_line,
    held_line,
    meeting_lines,
    minutes_named,
    other_meetings,
    votes,
)
from emulation_batch.reports.papers import (
    COUNCIL_SYMBOL,
    bases,
    council_header,
    day_blank,
    ended,
    header,
    kept_together,
    movement,
    number_in,
    papers_of,
    recipients,
    report_of,
)

WHO = {"collective": "Tập thể", "individual": "Cá nhân"}
TABLE = "ung_vien_"


def submissions(month: MonthData) -> Iterator[tuple[str, dict[str, Any]]]:
    """One tờ trình for each award that somebody above the department decides: (award, context)."""
    for award, listed in _awards(month):
        if award.submit_to:
            yield award.key, _submission(month, award, listed)


def lists(month: MonthData) -> Iterator[tuple[str, dict[str, Any]]]:
    """One danh sách trích ngang for each award: (award, context)."""
    apart = nominations(month)
    for award, listed in _awards(month):
        papers, symbol = papers_of(month), f"TTr-{papers_of(month).symbol}"
        with_ = (f"Tờ trình {number_in(symbol)} {day_blank(month)} của {papers.agency}" if award.submit_to
                 else minutes_named(month, listed))
        attached = f"(Kèm theo {with_}{_open(month, apart[award.key])})"
        title = award_title(month, award.key)
        yield award.key, header(month) | {
            "title": f"Danh sách đề nghị xem xét {title}", "award_key": award.key, "attached_line": attached,
            "subject_line": f"{counted_cases(listed)} đề nghị xem xét {title}",
            "movement": kept_together(month, f"{movement(month)}, {month.period.title}"),
            "rows": candidate_rows(month, listed), "expect": {"rows": {TABLE + award.key: len(listed)}},
        }


def _open(month: MonthData, apart: list[Nominee]) -> str:
    """Who still waits for the Council once it has met: its minutes say nothing of him that stands."""
    unheard, again = _waiting(month, apart) if month.council.heard else ([], [])
    groups = ("chờ ý kiến của Hội đồng", unheard), (SAID_WAITS, again)
    return "".join(f"; {words} đối với: {', '.join(names)}" for words, names in groups if names)


def _waiting(month: MonthData, apart: list[Nominee]) -> tuple[list[str], list[str]]:
    """On whom the Council must still speak: once it has met, on everybody of whom it said nothing; and on whom again."""
    again = [one for one in apart if any(opinion and not opinion.stands for opinion in one.opinions)]
    unheard = [one for one in apart if one not in again and (one.waits or (month.council.heard and None in one.opinions))]
    return [one.called for one in unheard], [one.called for one in again]


def _awards(month: MonthData) -> Iterator[tuple[Award, list[Nominee]]]:
    found = nominees(month)
    return ((award, found[award.key]) for award in month.definition.awards if award.key in found)


def candidate_rows(month: MonthData, listed: list[Nominee]) -> list[dict[str, str]]:
    """Who is nominated, in the same characters in every paper."""
    return [nominee.candidate.cells() | {
        "summary": nominee.summary, "award": award_title(month, nominee.award), "who": WHO[nominee.candidate.subject],
        "kinds": ", ".join(month.definition.label("loai_de_nghi", kind) for kind in nominee.kinds),
    } for nominee in listed]


def _submission(month: MonthData, award: Award, listed: list[Nominee]) -> dict[str, Any]:
    papers, title = papers_of(month), award_title(month, award.key)
    unheard, again = _waiting(month, nominations(month)[award.key])
    mark = report_of(month, "to_trinh").placeholder
    heard = f" và ý kiến của {papers.council}" if any(nominee.standing_opinions for nominee in listed) else ""
    return header(month, f"TTr-{papers.symbol}") | {
        "title": f"Tờ trình đề nghị xem xét {title}", "award_key": award.key,
        "subject_line": f"Về việc đề nghị xem xét {title} đối với tập thể, cá nhân có thành tích trong {movement(month)}",
        "addressee": award.submit_to,
        "bases": bases(month, "submission", minutes_named(month, listed)),
        "opening": f"Trên cơ sở kết quả thực hiện {month.definition.movement.short}{heard}, {papers.agency} "
                   f"kính đề nghị {award.submit_to} xem xét khen thưởng, hình thức {title}, đối với "
                   f"{counted_cases(listed)}, gồm:",
        "rows": candidate_rows(month, listed),
        "waiting": [f"{words} đối với {', '.join(names)}: {mark}"
                    for words, names in (("Ý kiến của Hội đồng", unheard), (SAID_WAITS, again)) if names],
        "attached": "(Có danh sách trích ngang và báo cáo thành tích kèm theo)",
        "closing": f"{papers.agency} kính trình {award.submit_to} xem xét, quyết định./.",
        "recipients": recipients(papers),
        "expect": {"rows": {TABLE + award.key: len(listed)}, "texts": {"opening": [counted(listed)], "closing": ["./."]}},
    }


def minutes(month: MonthData) -> dict[str, Any]:
    """The minutes of the Council's meeting: what its secretary wrote into the register; what nobody wrote stays blank."""
    papers, title = papers_of(month), month.period.title
    members = [{"name": member.name, "title": member.title, "role": member.role}
               for member in month.registry.council if member.active(month.period.to)]
    told: dict[str, tuple[list[str], str]] = {}
    apart = nominations(month)
    awards = [_voted(month, award, listed, apart[award.key], len(members), told) for award, listed in _awards(month)]
    held = [(nominee, fate) for fate in (HELD, RETURNED) for group in nominations(month, (fate,)).values() for nominee in group]
    declined = [nominee for group in nominations(month, (DECLINED,)).values() for nominee in group]
    number = month.council.meeting.minutes
    return council_header(month, f"BB-{COUNCIL_SYMBOL}") | ({"number_line": f"Số: {number}"} if number else {}) | {
        "title": f"Biên bản họp Hội đồng, {title}",
        "subject_line": kept_together(month, f"Họp xét, đề nghị khen thưởng {movement(month)}, {title}"),
        "council": papers.council, "members": members, "member_count": f"{len(members):02d}", "awards": awards,
        "meeting": meeting_lines(month, len(members)), "other_meetings": other_meetings(month),
        "declined": [f"- {declined_line(nominee, award_title(month, nominee.award), len(members))}" for nominee in declined],
        "held": [{"name": held_line(nominee, award_title(month, nominee.award), len(members), fate)}
                 for nominee, fate in held],
        "exemplars": [f"- {exemplar_line(nominee, len(members))}" for nominee in exemplars(month)],
        "recipients": ended(["- Thành viên Hội đồng", "- Lưu: VT, Hồ sơ"]),
        "expect": {"rows": {"members": len(members)} | {TABLE + block["award_key"]: len(block["rows"]) for block in awards}},
    }


def _voted(month: MonthData, award: Award, listed: list[Nominee], apart: list[Nominee], members: int,
           told: dict[str, tuple[list[str], str]]) -> dict[str, Any]:
    """One award of the minutes, a row for each of its nominations (apart). told: candidate -> the evidence told last and under
    which award; it is not told twice."""
    rows = [row | {"name": nominee.called} | votes(nominee, members)
            for row, nominee in zip(candidate_rows(month, apart), apart, strict=True)]
    title, lines = award_title(month, award.key), []
    for nominee in (nominee for nominee in apart if nominee.reasons or nominee.opinion):
        before, where = told.get(nominee.candidate.code, ([], ""))
        shown = [f"Căn cứ như đã nêu ở phần {where}."] if before and before == nominee.reasons else nominee.reasons
        lines.append(f"- {nominee.called}: {_shown(shown, nominee)}")
        told[nominee.candidate.code] = nominee.reasons, title
    return {"award_key": award.key, "title": f"{title}: {counted_cases(listed)}", "rows": rows, "open": lines}


def _shown(reasons: list[str], nominee: Nominee) -> str:
    """The evidence, and what the Council said of it, side by side."""
    said = f" Ý kiến của Hội đồng: {nominee.opinion.told}." if nominee.opinion else ""
    return f"{' '.join(reasons)}{said}".strip()
