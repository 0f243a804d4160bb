"""What every paper shares: header, blanks for Văn thư, signature, recipients (NĐ 30/2020/NĐ-CP, Phụ lục I). Plain values."""

import re
from collections.abc import Sequence
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.definition import Report
from emulation_batch.registry.model import Papers
from emulation_batch.vietnamese import official_date_blank, official_number_blank

DRAFT, NBSP = "DỰ THẢO", "\u00a0"
SAME_AS_ABOVE, FILED = "Như trên", "Lưu:"
COUNCIL_SYMBOL = "HĐTĐKT"
COUNCIL = re.compile(r"(Hội đồng) (.+)")
DOTS = "…………"
HEAD_WIDTH = 22
"""Bold capitals of 12 points that the left half of the head holds in a line."""


def papers_of(month: MonthData) -> Papers:
    """The settings of papers as of the day the paper is due, whose month its date line names."""
    return month.registry.papers(month.period.due.date())


def report_of(month: MonthData, what: str) -> Report:
    """The entry of a report in the definition."""
    return next(item for item in month.definition.reports if item.what == what)


def header(month: MonthData, symbol: str = "") -> dict[str, Any]:
    """Header block and signature of a paper of the department; number and day stay blank. symbol: "BC-STTTT"."""
    papers = papers_of(month)
    return {
        "draft_mark": "" if month.sealed else DRAFT,
        "parent_lines": list(papers.parent_lines), "agency_lines": list(papers.agency_lines),
        "number_line": official_number_blank(symbol), "date_line": f"{papers.place}, {day_blank(month)}",
        "signer_lines": [line.upper() for line in (papers.signer_form, papers.signer_title) if line],
        "signer_name": papers.signer_name,
    }


def council_header(month: MonthData, symbol: str = "") -> dict[str, Any]:
    """Header block of a paper of the Council, which sits in the department."""
    papers = papers_of(month)
    name = papers.council.removesuffix(papers.agency).strip()
    match = COUNCIL.fullmatch(name)
    return header(month, symbol) | {"parent_lines": list(papers.agency_lines),
                                    "agency_lines": [part.upper() for part in (match.groups() if match else (name,))]}


def name_lines(name: str) -> list[str]:
    """A unit's name in capitals, in as few lines as the head of a paper has room for, broken between words of two syllables."""
    chunks: list[str] = []
    for part in re.split(r"(?<=[-,]) | (?=VÀ )", " ".join(name.upper().split())):
        words = part.split(" ")
        begun, ended_by = words[0] == "VÀ", words[-1] == "-"
        first = begun + (1 if (len(words) - begun - ended_by) % 2 else 2)
        starts = [0, *range(first, len(words) - ended_by, 2)]
        chunks += [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    return _evened(chunks)


def _evened(chunks: Sequence[str]) -> list[str]:
    """Chunks joined to the fewest lines of HEAD_WIDTH letters, of these the most even ones."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(chunks) + 1):
        found = []
        for start in range(end):
            line = " ".join(chunks[start:end])
            if len(line) <= HEAD_WIDTH or start == end - 1:
                count, uneven, lines = best[start]
                found.append((count + 1, uneven + len(line) ** 2, [*lines, line]))
        best.append(min(found, key=lambda item: (item[0], item[1], [len(line) for line in item[2]])))
    return best[-1][2]


def day_blank(month: MonthData) -> str:
    """ "ngày      tháng 3 năm 2022": the day is Văn thư's."""
    return official_date_blank(month.period.due.month, month.period.due.year)


def number_in(symbol: str) -> str:
    """ "số       /TTr-STTTT" within a sentence."""
    return official_number_blank(symbol).replace("Số:", "số")


def unbroken(text: str) -> str:
    """Runs of spaces as no-break spaces: blanks that Văn thư fills in keep their width."""
    return re.sub(" {2,}", lambda blank: NBSP * len(blank[0]), text)


def recipients(papers: Papers, *, addressed: bool = True) -> list[str]:
    """ "- Như trên;" first where the paper has a Kính gửi; "- Lưu: VT, …." last (NĐ 30, Phụ lục I, ô 9b)."""
    lines = [line.strip(" -–;.") for line in papers.recipients]
    others = [line for line in lines if line and line != SAME_AS_ABOVE and not line.startswith(FILED)]
    filed = next((line for line in lines if line.startswith(FILED)), "")
    filed = filed or f"{FILED} VT" + (f", {papers.drafter}" if papers.drafter else "")
    return ended([f"- {line}" for line in ([SAME_AS_ABOVE] * addressed + others + [filed])])


def bases(month: MonthData, use: str, *more: str) -> list[str]:
    """The verified legal bases in force on the day the paper is due, then the plan, then `more`; "Căn cứ …;" a line."""
    listed = [item.citation for item in month.definition.legal_for(use, month.period.due.date())]
    return ended([f"Căn cứ {base}" for base in (*listed, unbroken(month.definition.movement.plan), *more)])


def movement(month: MonthData) -> str:
    """ "Phong trào thi đua “…” giai đoạn 2021-2025" """
    told = month.definition.movement
    return f"{told.short} “{told.title}” {told.phase}"


def kept_together(month: MonthData, text: str) -> str:
    """The text with the month's name unbreakable: "tháng 3 năm 2022" never ends a line in its middle."""
    title = month.period.title
    return text.replace(title, title.replace(" ", NBSP))


def ended(lines: Sequence[str]) -> list[str]:
    """Lines of a list: each ends with ";", the last with "."."""
    return [f"{line.rstrip('.;')}{';' if place < len(lines) else '.'}" for place, line in enumerate(lines, 1)]
