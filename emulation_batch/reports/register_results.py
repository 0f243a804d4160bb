"""The register's sheets of results, proposals, findings and figures."""

from itertools import islice, starmap
from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.council import (
    HEADERS,
    KEY_HEADER,
    MEETING_SHEET,
    NAME_HEADER,
    PROPOSAL_WORDS,
    PROPOSALS_SHEET,
    RESULTS_SHEET,
    STATUS_WORDS,
    VERDICTS,
    VOTES,
)
from emulation_batch.council_keys import proposal_keys, result_keys
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding
from emulation_batch.frames import each_row
from emulation_batch.reports.adjusted import short
from emulation_batch.reports.register_book import Book, Field, Link
from emulation_batch.reports.register_rows import Places, link_to_rows
from emulation_batch.reports.wording import (
    SEVERITY_WORDS,
    SUBJECT_WORDS,
    WHOLE,
    column_header,
    person_or_unit,
    span_title,
    unit_name,
    who_is_asked,
    without_private,
)
from emulation_batch.vietnamese import join_list

FINDINGS, FIGURES, VALUE, COUNT, KEY = "Cần sửa", "Số liệu", "Giá trị", "Số dòng", "Mã chỉ tiêu"
MOST_LINES = 1_000_000
"""Of one sheet; Excel has 1,048,576 rows."""
COUNCIL_FIELDS = (Field(HEADERS["verdict"], 16, "council", VERDICTS), Field(HEADERS["reason"], 30, "council"))
VOTE_FIELDS = tuple(Field(HEADERS[key], 10, "council_number") for key in VOTES)
KEY_FIELD = Field(KEY_HEADER, 30, hidden=True)
COUNCIL_NOTE = ("Các cột nền vàng để Hội đồng ghi; chương trình chỉ nêu căn cứ, không kết luận thay Hội đồng. "
                f"Ghi ngày họp, số biên bản ở trang {MEETING_SHEET}.")
OUT_OF_SEASON = "Hàng không có ô vàng: đề nghị ngoài đợt xét của báo cáo này, Hội đồng ghi ở sổ của tháng có đề nghị đó."


def add_results(book: Book, month: MonthData, places: Places) -> None:
    """Each candidate, clause by clause: the plan's words, what is shown, what is missing, what is left to judge."""
    fields = (Field("STT", 6, "center"), Field("Đơn vị", 22), Field("Đối tượng", 10, "center"),
              Field(NAME_HEADER, 24), Field("Vế tiêu chuẩn", 9, "center"), Field("Nguyên văn Kế hoạch", 46),
              Field("Căn cứ", 42), Field("Còn thiếu", 34), Field("Trạng thái", 16), Field("Dòng chứng minh", 22, "link"),
              Field("Chờ Hội đồng cân nhắc", 20), *COUNCIL_FIELDS, KEY_FIELD)
    rows = ([number, unit_name(month, row["unit"]), SUBJECT_WORDS[row["subject"]], row["name"],
             row["clause"] if row["standard"] else "Chung", _verbatim(month.definition, row["standard"], row["clause"]),
             row["facts"], row["missing"], STATUS_WORDS[row["status"]], link_to_rows(places, row["rows"]),
             _judgement(month.definition, row["clause"]), *_opinion(month, key), month.council.marked(key)]
            for number, (row, key) in enumerate(zip(
                each_row(month.results), result_keys(month.period.key, month.results), strict=True), 1))
    book.sheet(RESULTS_SHEET, f"Kết quả theo tiêu chuẩn, {month.period.title}", COUNCIL_NOTE,
               fields, rows, frozen=4)


def _opinion(month: MonthData, key: str, votes: bool = False) -> list[Any]:
    """What the Council said of a line, in the order of its columns, or what can be read of a line whose verdict cannot; blank
    cells before it has spoken."""
    said = month.council.of(key)
    told = vars(said) if said else month.council.half.get(key, {})
    return [told.get(name) for name in ("verdict", "reason", *(VOTES if votes else ()))]


def _locked(values: list[Any]) -> list[Any]:
    """The same columns where nobody is to write: plain cells, locked like those that only tell."""
    return [Link("", None) for _ in values]


def _verbatim(definition: Definition, standard: str, code: str) -> str:
    """The plan's words of a clause; of a whole standard where its clauses are joined by "hoặc"; "" for the overall line."""
    if not standard:
        return f"Tổng hợp các tiêu chuẩn theo {definition.overall.basis}"
    whole = definition.standard(standard)
    text = next((clause.text for clause in definition.clauses if clause.code == code), whole.text)
    return f"“{text}” ({whole.basis})"


def _judgement(definition: Definition, code: str) -> str:
    mine = [clause for clause in definition.clauses if code in (clause.code, clause.standard)]
    words = dict.fromkeys(word for clause in mine for word in clause.judgement)
    return join_list(f"“{word}”" for word in words) if words else ""


def add_proposals(book: Book, month: MonthData, places: Places, season: str | None = None) -> None:
    """What goes before the Council, what is held back, and why. season: the kind that the papers of a review tell; the Council
    speaks of the others in the registers of their months."""
    definition = month.definition
    labels = {item.code: item.label for sheet in definition.tables if sheet.subject == "proposal"
              for column in sheet.columns if column.choices for item in definition.choice(column.choices).items}
    deciders = {award.key: award.decider for award in definition.awards}
    fields = (Field("STT", 6, "center"), Field("Đơn vị đề nghị", 24), Field(NAME_HEADER, 26),
              Field("Loại đề nghị", 14), Field("Hình thức đề nghị", 28), Field("Thẩm quyền quyết định", 20),
              Field("Tình trạng", 18), Field("Lý do của tình trạng", 46), Field("Dòng liên quan", 22, "link"),
              *COUNCIL_FIELDS, *VOTE_FIELDS, KEY_FIELD)
    rows = [[number, unit_name(month, row["unit"]), row["name"], labels.get(row["kind"], row["kind"]),
             labels.get(row["award"], row["award"]), deciders.get(row["award"]), PROPOSAL_WORDS[row["standing"]],
             "\n".join(row["reasons"]), link_to_rows(places, row["rows"]),
             *(said if season in (None, row["kind"]) else _locked(said)), month.council.marked(key)]
            for number, (row, key) in enumerate(zip(
                each_row(month.proposals), proposal_keys(month.period.key, month.proposals), strict=True), 1)
            for said in [_opinion(month, key, votes=True)]]
    note = COUNCIL_NOTE if season is None or (month.proposals["kind"] == season).all() else f"{COUNCIL_NOTE} {OUT_OF_SEASON}"
    book.sheet(PROPOSALS_SHEET, f"Đề nghị khen thưởng, điển hình, {month.period.title}", note, fields, rows, frozen=3)


def add_findings(book: Book, month: MonthData, sealed: bool = False) -> None:
    """Everything to mend, to look at again, or to know, unit by unit. sealed: then the same of workbooks for sealed months,
    whose findings tell every column and so are for the Office alone."""
    fields = (Field("STT", 6, "center"), Field("Mức", 13, "center"), Field("Đơn vị", 26), Field("Trang", 22),
              Field("Ô", 8, "center"), Field("Cột", 20), Field("Đã ghi", 26), Field("Vấn đề", 46), Field("Cách sửa", 46),
              Field("Mã", 8, "center"), Field("Tệp", 30))
    more = month.corrections.months if sealed and month.corrections else ()
    told = [_finding(part, item, after) for part, after in
            ((month, ""), *((corrected, f" (kỳ {short(corrected.period.key)})") for corrected in more))
            for item in without_private(part.definition, part.judged.findings)]
    counts = {words: sum(line[0] == words for line in told) for words in SEVERITY_WORDS.values()}
    own = len(month.judged.findings)
    book.sheet(FINDINGS, f"Những chỗ cần sửa, cần xem lại, {month.period.title}",
               "; ".join(f"{words}: {count}" for words, count in counts.items()) + "."
               + (f" Trong đó {len(told) - own} chỗ ở tệp gửi cho kỳ đã chốt, ghi kỳ ở cột Tệp." if told[own:] else ""),
               fields, ([number, *line] for number, line in enumerate(told, 1)), frozen=3)


def _finding(month: MonthData, item: Finding, after: str) -> list[Any]:
    return [SEVERITY_WORDS[item.severity], who_is_asked(month, item), item.sheet, item.cell,
            column_header(month.definition, item.sheet, item.column), item.value, item.message, item.mend, item.code,
            f"{item.file}{after}".strip()]


def add_figures(book: Book, month: MonthData, places: Places) -> None:
    """Every number that is printed, with the rows behind it."""
    definition = month.definition
    fields = (Field("STT", 6, "center"), Field("Chỉ tiêu", 40), Field("Đơn vị", 26), Field("Kỳ", 22),
              Field(VALUE, 16, "number"), Field("Đơn vị tính", 16), Field(COUNT, 8, "center"),
              Field("Dòng đầu tiên", 24, "link"), Field("Mọi dòng", 60), Field(KEY, 18))
    frame = month.figures
    units = {unit: person_or_unit(month, unit) if unit else WHOLE for unit in frame["unit"].unique()}
    periods = {period: span_title(definition, period) for period in frame["period"].unique()}
    titles = {figure.key: figure.title for figure in definition.figures}
    told = ("name", "unit", "period", "value", "measure", "rows")
    lines = enumerate(zip(*(frame[key].tolist() for key in told), strict=True), 1)

    def line(number: int, figure: tuple[Any, ...]) -> list[Any]:
        name, unit, period, value, measure, references = figure
        first = next((reference for reference in references if reference in places), None)
        return [number, titles[name], units[unit], periods[period], amount(value), measure, len(references),
                Link(first, places[first]) if first else None, ", ".join(references), name]

    for number in range(1, max(-(-len(frame) // MOST_LINES), 1) + 1):
        book.sheet(figures_sheet(number), f"Số liệu, {month.period.title}" + (f" (tiếp {number})" if number > 1 else ""),
                   "Mỗi con số trong báo cáo có ở đây, kèm các dòng làm nên nó. Mã dòng: kỳ/đơn vị/trang/dòng trong tệp.",
                   fields, starmap(line, islice(lines, MOST_LINES)))


def figures_sheet(number: int) -> str:
    """The name of a sheet of figures: one holds them all but in a country's month."""
    return FIGURES if number == 1 else f"{FIGURES} ({number})"


def amount(value: Any) -> Any:
    """A figure's number; a ratio without a denominator is "không phát sinh", never 0 and never 100."""
    if pd.isna(value):
        return "Không phát sinh"
    number = float(value)
    return int(number) if number.is_integer() else number
