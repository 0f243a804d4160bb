"""The director's one page: who sent, the key figures, what is proposed, what needs the director. It must stay one page."""

from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.council import GOES_FORWARD, PROPOSAL_WORDS
from emulation_batch.definition import Figure
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.adjusted import summary
from emulation_batch.reports.candidates import AWAITED, SAID_WAITS, WORDS, in_words, nominees
from emulation_batch.reports.charts_shown import by_standard
from emulation_batch.reports.due import behind, by_standing
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.numbers import BLANK, Numbers
from emulation_batch.reports.papers import header, kept_together, movement, report_of
from emulation_batch.reports.wording import STANDING_WORDS, WAITING, months_left_out, rows_told, span_title
from emulation_batch.vietnamese import format_date, format_datetime, two_digits

WITHDRAWN = {"gone": "không còn đề nghị {}", "returned": "dòng đề nghị {} bị trả lại", "blocked": "đề nghị {} nay có vướng mắc"}
"""What a correction does to a nomination for an award."""
MOST_NAMED, MOST_FIGURES, LONGEST = 3, 14, 150
LINE, MOST_LINES, BESIDE_CHART = 88, 13, 8
"""Letters of a line of the page; the lines of text, and the figures, beside which a chart has room."""


def one_page(month: MonthData) -> dict[str, Any]:
    """Only figures marked `by_unit` are shown, fewer beside a chart, and of long lists the first names: it stays one page."""
    numbers, title = Numbers(month), month.period.month.title
    proposed, needs, period = _proposals(month), _needs(month), month.period
    chart = _chart(month, [*_standings(month), *proposed, *needs])
    figures = _figures(month, numbers, BESIDE_CHART if chart["shown"] else MOST_FIGURES)
    rows = [{"title": figure.title, "measure": figure.measure, "month": numbers.printed(figure),
             "year": numbers.printed(figure, "year")} for figure in figures]
    return header(month) | {
        "title": f"Tóm tắt {title}", "subject_line": kept_together(month, f"{movement(month)}, {title}"),
        "as_of": f"Số liệu từ {format_date(period.from_)} đến {format_date(period.to)}, tổng hợp lúc "
                 f"{format_datetime(month.as_of.astimezone(VIETNAM_TIME))}. “{BLANK}” là chưa có số liệu, khác với số 0. "
                 f"{months_left_out(month)}".rstrip(),
        "standing_lines": _standings(month), "year_head": f"Lũy kế năm {period.month.year}",
        "figures": rows,
        "proposal_lines": proposed, "needs": needs, "charts": {"by_standard": chart},
        "placeholder": report_of(month, "mot_trang").placeholder,
        "expect": {"rows": {"figures": len(figures)}, "cells": {"figures": rows}},
    }


def _figures(month: MonthData, numbers: Numbers, most: int) -> list[Figure]:
    """So many figures in the definition's order; where they are too many, first those of which the month has something."""
    listed = [figure for figure in month.definition.figures if figure.by_unit]
    chosen = sorted(listed, key=lambda figure: not numbers.happened(figure))[:most]
    return [figure for figure in listed if figure in chosen]


def _chart(month: MonthData, beside: list[str]) -> dict[str, Any]:
    """Rows by standard; not shown where the lines beside it are long and need the room, for the page must stay one."""
    chart = by_standard(month, legend="right")
    taken = sum(-(-len(line) // LINE) for line in beside)
    return chart | {"shown": int(bool(chart["shown"]) and taken <= MOST_LINES)}


def shortened(names: list[str], what: str = "đơn vị") -> str:
    """The first names, and how many more there are; what: their kind."""
    more = len(names) - MOST_NAMED
    told = ", ".join(one_line(name)[:LONGEST] for name in names[:MOST_NAMED])
    return told + (f" và {two_digits(more)} {what} khác" if more > 0 else "")


def _standings(month: MonthData) -> list[str]:
    groups, rows = by_standing(month), rows_told(month)
    sent = sum(len(group) for standing, group in groups.items() if standing not in ("missing", WAITING))
    lines = [f"{two_digits(sent)}/{two_digits(len(month.standings))} đơn vị đã gửi báo cáo; "
             f"{rows[0].lower()}{rows[1:]}"]
    return lines + [f"{STANDING_WORDS[standing]}: {two_digits(len(groups[standing]))} đơn vị ({shortened(groups[standing])})."
                    for standing in ("late", "returned", "missing", WAITING) if groups.get(standing)] + [
                        told for told in [summary(month)] if told]


def _proposals(month: MonthData) -> list[str]:
    stood = [words for _, words, _ in in_words(month)]
    if not stood:
        return ["Trong kỳ, các đơn vị không đề nghị xem xét khen thưởng."]
    counts = [(words, stood.count(words)) for words in WORDS]
    told = "; ".join(f"{_inside(words)}: {two_digits(count)}" for words, count in counts if count)
    return [f"Các đơn vị gửi {two_digits(len(stood))} đề nghị xem xét khen thưởng: {told}."]


def _inside(words: str) -> str:
    """Words inside a sentence; the Council keeps its capital."""
    return words if words.startswith("Hội đồng") else words[0].lower() + words[1:]


def _needs(month: MonthData) -> list[str]:
    """What only the director can do, from the standing of the month itself."""
    silent = [standing.name for standing in month.standings
              if standing.standing in ("missing", "returned") and behind(month, standing)]
    open_ = sum(bool(finding.unit) and finding.severity == "query" for finding in month.judged.findings)
    lines = [f"Chỉ đạo {two_digits(len(silent))} đơn vị chưa có báo cáo dùng được ({shortened(silent)}); đã có dự thảo công "
             "văn đôn đốc."] if silent else []
    lines += [*_for_council(month), *departing(month), *withdrawn(month)]
    lines += [f"Còn {two_digits(open_)} chỗ đơn vị được hỏi lại; lời giải trình được chuyển tới Hội đồng."] if open_ else []
    return lines or ["Trong kỳ không có việc nào phải xin ý kiến."]


def departing(month: MonthData) -> list[str]:
    """That the Council has since said otherwise than the papers of sealed months; nothing when it has not."""
    told = [f"{said.name}, {span_title(month.definition, said.period)}: {said.verdict}" for said in month.council.departing]
    return [f"Xem lại tờ trình, danh sách đã in của kỳ đã chốt: Hội đồng cho ý kiến khác về {two_digits(len(told))} trường hợp "
            f"({shortened(told, 'trường hợp')})."] if told else []


def withdrawn(month: MonthData) -> list[str]:
    """That corrections take back, or hold up, nominations in the papers of sealed months; nothing when they do not."""
    told = [f"{item.name}, {span_title(month.definition, item.period)}: {WITHDRAWN[item.how].format(item.award)}"
            for item in (month.corrections.withdrawn if month.corrections else ())]
    return [f"Xem lại tờ trình, danh sách đã in của kỳ đã chốt: đơn vị gửi lại báo cáo, đề nghị đã khác về "
            f"{two_digits(len(told))} trường hợp ({shortened(told, 'trường hợp')})."] if told else []


def _for_council(month: MonthData) -> list[str]:
    """What the Council has still to say, counted as the register and the minutes count it, and what may be signed then."""
    stood = [(row["name"], words) for row, words, _ in in_words(month)]
    forward = [PROPOSAL_WORDS[standing] for standing in GOES_FORWARD]
    open_ = [name for name, words in stood if words in forward]
    again = [name for name, words in stood if words == SAID_WAITS]
    blocked = [name for name, words in stood if words == PROPOSAL_WORDS["blocked"]]
    listed, awaited = nominees(month), nominees(month, (AWAITED,))
    upward = [award for award in month.definition.awards if award.submit_to and award.key in listed]
    lines = [f"Họp Hội đồng cho ý kiến {two_digits(len(open_))} trường hợp được đề nghị xem xét; đã có phiếu xem xét từng "
             "trường hợp và dự thảo biên bản."] if open_ else []
    lines += [f"Họp Hội đồng xem lại ý kiến đã cho về {two_digits(len(again))} trường hợp "
              f"({shortened(again, 'trường hợp')})."] if again else []
    when = "Sau khi Hội đồng thông qua" if any(award.key in awaited for award in upward) else "Hội đồng đã cho ý kiến"
    lines += [f"{when}: xem xét ký tờ trình đề nghị {', '.join(award.decider for award in upward)}."] if upward else []
    return lines + ([f"Cho ý kiến {two_digits(len(blocked))} trường hợp có vướng mắc ({shortened(blocked, 'trường hợp')})."]
                    if blocked else [])
