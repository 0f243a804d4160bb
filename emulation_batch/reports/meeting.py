"""The Council's meeting as papers tell it: what its secretary wrote into the register, dots where nobody wrote anything and
where numbers cannot be. The Council proposes (“Hội đồng đề nghị”); who decides is told by each paper's addressee."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from emulation_batch.ballots import fewer_for, in_doubt, vote_fault
from emulation_batch.batch import MonthData
from emulation_batch.council import MET, UNCLEAR, UNMET, WAITS, Meeting, Opinion
from emulation_batch.reports.candidates import OUT, RETURNED, Nominee, fates
from emulation_batch.reports.papers import COUNCIL_SYMBOL, NBSP, number_in, papers_of
from emulation_batch.vietnamese import format_date, format_percent, join_list, official_date, official_date_blank, two_digits

SHORT, MIDDLE, LONG = "……", "……………………", "…………………………………………"
ELSEWHERE = "elsewhere"
CONCLUDED = {MET: "Hội đồng đề nghị xem xét khen thưởng", UNMET: "chưa đề nghị", UNCLEAR: "đề nghị làm rõ",
             WAITS: f"đã cho ý kiến, {WAITS}", ELSEWHERE: "đã cho ý kiến tại cuộc họp khác", "": "chưa cho ý kiến"}
"""What became of a nomination, as the conclusion counts it: each is counted once, by its verdict if this meeting gave it."""


def minutes_named(month: MonthData, listed: Iterable[Nominee]) -> str:
    """ "Biên bản số …/BB-HĐTĐKT ngày … tháng … năm … của Hội đồng …": what the secretary wrote, blanks for the rest; the
    minutes of every meeting of which an opinion on one of these stands, blanks before there is one."""
    year = month.period.due.year
    told = _meetings(opinion for nominee in listed for opinion in nominee.standing_opinions)
    held = [f"Biên bản {f'số {said.minutes}' if said.minutes else number_in(f'BB-{COUNCIL_SYMBOL}')} "
            + (official_date(said.day) if said.day else official_date_blank(None, year).replace(str(year), NBSP * 7))
            for said in told or [Meeting()]]
    return f"{join_list(held)} của {papers_of(month).council}"


def _meetings(opinions: Iterable[Opinion]) -> list[Meeting]:
    """The meetings in which these were given, by day."""
    told = {_told_by(said): said for said in (opinion.meeting for opinion in opinions)}
    return [told[key] for key in sorted(told)]


def _told_by(meeting: Meeting) -> tuple[date, str]:
    """What tells a meeting from another: its day and its minutes."""
    return meeting.day or date.min, meeting.minutes


def _here(month: MonthData) -> tuple[tuple[date, str], ...]:
    """What tells the meeting whose minutes these are, and one of which neither day nor number is known."""
    return _told_by(month.council.meeting), _told_by(Meeting())


def other_meetings(month: MonthData) -> list[str]:
    """A line for each earlier meeting, as the papers are those of the last one: its day and minutes, on whom its opinions
    count and on whom they wait. An opinion that enters no paper of a review is not told."""
    opinions = month.council.told
    lines = []
    for said in _meetings(opinions):
        if _told_by(said) in _here(month):
            continue
        given = [opinion for opinion in opinions if _told_by(opinion.meeting) == _told_by(said)]
        told = ", ".join(filter(None, (f"ngày {format_date(said.day)}" if said.day else "",
                                       f"biên bản {said.minutes}" if said.minutes else "")))
        groups = (("còn giá trị", dict.fromkeys(opinion.name for opinion in given if opinion.stands)),
                  (WAITS, [f"{opinion.name} ({opinion.about})" for opinion in given if not opinion.stands]))
        about = "; ".join(f"{words} đối với: {', '.join(named)}" for words, named in groups if named)
        lines.append(f"Trong kỳ, Hội đồng đã cho ý kiến tại cuộc họp khác ({told}), {about}.")
    return lines


def meeting_lines(month: MonthData, members: int) -> dict[str, str]:
    """The lines of the minutes that only the meeting can know, and those about the ballot and the conclusion."""
    said = month.council.meeting
    doubted: dict[str, Any] = dict.fromkeys(in_doubt(said, members))
    said = replace(said, **doubted)
    day = official_date(said.day) if said.day else "ngày …… tháng …… năm …………"
    absent = None if said.present is None else members - said.present
    ballot = said.ballot or MIDDLE
    return {
        "opened": f"Thời gian bắt đầu: …… giờ ……, {day}", "place": f"Địa điểm: {said.place or LONG}",
        "chair": f"Chủ trì (chủ tọa): {said.chair or LONG}",
        "secretary": f"Thư ký (người ghi biên bản): {said.secretary or LONG}",
        "attendance": f"Thành phần tham dự: {papers_of(month).council}, tổng số {two_digits(members)} thành viên; có mặt "
                      f"{_count(said.present)}, vắng {_count(absent)}.",
        "ballot": f"3. Kết quả cho ý kiến, theo hình thức (bỏ phiếu kín hoặc biểu quyết): {ballot}; số phiếu phát ra "
                  f"{_count(said.issued)}, thu về {_count(said.collected)}, hợp lệ {_count(said.valid)}.",
        "conclusion": f"4. Kết luận của chủ tọa: {_conclusion(month)}",
    }


def _count(number: int | None) -> str:
    return SHORT if number is None else two_digits(number)


def _conclusion(month: MonthData) -> str:
    if not month.council.heard:
        return LONG
    counts = Counter(_concluded(month, opinion) if opinion else "" for fate, opinion in fates(month) if fate != OUT)
    told = "; ".join(f"{words} {two_digits(counts[said])} trường hợp" for said, words in CONCLUDED.items() if counts[said])
    return f"{told[:1].upper()}{told[1:]}; {LONG}" if told else LONG


def _concluded(month: MonthData, opinion: Opinion) -> str:
    if not opinion.stands:
        return WAITS
    return opinion.verdict if _told_by(opinion.meeting) in _here(month) else ELSEWHERE


def votes(nominee: Nominee, members: int) -> dict[str, str]:
    """The votes of one nominee and their share of all members, from whole numbers; blank where nobody wrote them and
    where they cannot be."""
    said = nominee.opinion
    if said is None or vote_fault(said, members) or fewer_for(said):
        return {"votes_for": "", "votes_against": "", "share": ""}
    given, against = said.votes_for, said.votes_against
    return {"votes_for": "" if given is None else str(given), "votes_against": "" if against is None else str(against),
            "share": "" if given is None else format_percent(given, members).removesuffix(" %")}


def exemplar_line(nominee: Nominee, members: int) -> str:
    """ "Lý Thị Ánh (Văn phòng Sở): what the unit wrote. Ý kiến của Hội đồng: Đạt (họp ngày …). Tán thành 08 phiếu (88,9 % …).";
    dots before the Council has spoken."""
    who = nominee.candidate
    said = _said(nominee, members) or [f"Ý kiến của Hội đồng: {LONG}"]
    unit = f" ({who.unit})" if who.subject == "individual" else ""
    return " ".join([f"{who.name}{unit}: {nominee.summary.rstrip('.')}.", *nominee.reasons, *said])


def held_line(nominee: Nominee, award: str, members: int, fate: str) -> str:
    """ "Lý Thị Ánh (Văn phòng Sở): Giấy khen …. What stands against it. Ý kiến của Hội đồng: Đạt (…), chờ xem lại. Tán thành 08
    phiếu …." for who is not in the list; a row that went back to its unit says so."""
    told = ["Dòng đề nghị đã trả lại đơn vị bổ sung."] if fate == RETURNED else []
    who = nominee.candidate
    return " ".join([f"{who.name} ({who.unit}): {_of_kind(award, nominee)}.", *told, *nominee.reasons,
                     *_said(nominee, members)])


def _of_kind(award: str, nominee: Nominee) -> str:
    return f"{award} ({nominee.kind})" if nominee.kind else award


def _said(nominee: Nominee, members: int) -> list[str]:
    """What the Council said, in which meeting, with the votes; nothing before it has spoken."""
    if nominee.opinion is None:
        return []
    return list(filter(None, [f"Ý kiến của Hội đồng: {nominee.opinion.told}.", _cast(nominee, members)]))


def _cast(nominee: Nominee, members: int) -> str:
    """ "Tán thành 08 phiếu (88,9 % tổng số thành viên), không tán thành 00 phiếu."; "" without votes."""
    counted = votes(nominee, members)
    told = [f"tán thành {two_digits(int(counted['votes_for']))} phiếu ({counted['share']} % tổng số thành viên)"
            ] if counted["votes_for"] else []
    told += [f"không tán thành {two_digits(int(counted['votes_against']))} phiếu"] if counted["votes_against"] else []
    cast = ", ".join(told)
    return f"{cast[0].upper()}{cast[1:]}." if cast else ""


def declined_line(nominee: Nominee, award: str, members: int) -> str:
    """ "Lý Thị Ánh (Văn phòng Sở): Giấy khen …. Ý kiến của Hội đồng: Không đạt. Lý do… (họp ngày …). Tán thành 01 phiếu …" with
    the evidence beside it."""
    who = nominee.candidate
    return " ".join([f"{who.name} ({who.unit}): {_of_kind(award, nominee)}.", *_said(nominee, members),
                     f"Căn cứ: {' '.join(nominee.reasons) or 'đủ căn cứ'}"])
