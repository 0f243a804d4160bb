"""Faults that show only when the parts of a definition are held against each other."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from emulation_batch.definition.model import Clause, Definition, Figure, Report, Span, Window
from emulation_batch.definition.names import Names, one_of
from emulation_batch.definition.proposal_faults import proposal_faults
from emulation_batch.definition.roles import role_faults
from emulation_batch.definition.sheets import Column, Sheet
from emulation_batch.errors import Fault
from emulation_batch.vietnamese import match_key

COLUMN_TYPES = (
    "text", "choice", "date", "money", "integer", "decimal", "person", "candidate", "document", "unit", "period",
    "phone", "email",
)
SHEET_KINDS = ("form", "table")
SUBJECTS = ("collective", "individual", "proposal")
CLAUSE_RULES = ("shown", "due_documents", "initiative", "ad_hoc")
FIGURE_RULES = ("count", "sum", "distinct", "due", "on_time", "overdue", "ratio")
REPORT_PER = ("month", "candidate", "award", "unit", "span")
REPORT_WHEN = ("always", "behind", "nominated", "ad_hoc")
REPORT_WHATS = ("bao_cao_thang", "phieu_xem_xet", "mot_trang", "to_trinh", "danh_sach", "thanh_tich", "bien_ban", "don_doc",
                "thong_bao", "gan_dat", "dot_xuat")
"""The papers that reports/context.py can fill (its CONTEXTS)."""
REVIEW_WHATS = ("bao_cao_nam", "so_ket", "tong_ket")
"""The papers of a review (reports/span_report.py)."""
NUMBER_TYPES = ("money", "integer", "decimal")
LAST_SURE_DAY = 28
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])\Z")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")


def cross_faults(definition: Definition, table: Mapping[str, Any], place: str) -> list[Fault]:
    """All faults of references, duplicates and combinations in a definition that could be built."""
    names = Names(table)
    found = [*_duplicates(names, place), *_choice_faults(names, place), *_name_faults(definition, place)]
    forms = [sheet for sheet in definition.sheets if sheet.kind == "form"]
    if len(forms) != 1:
        found.append(Fault(f"{place}.sheets", f"cần đúng một trang kind = \"form\", đang có {len(forms)}."))
    for sheet in definition.sheets:
        found += _sheet_faults(sheet, names, f"{place}.sheets[{sheet.key}]")
    for clause in definition.clauses:
        found += _clause_faults(clause, definition, names, f"{place}.clauses[{clause.code}]")
    for figure in definition.figures:
        found += _figure_faults(figure, names, f"{place}.figures[{figure.key}]")
    for standard in definition.standards:
        found += one_of(standard.subject, SUBJECTS, f"{place}.standards[{standard.code}].subject")
        found += one_of(standard.combine, ("", "any"), f"{place}.standards[{standard.code}].combine")
    for report in definition.reports:
        found += _report_faults(report, names, f"{place}.reports[{report.what}]")
    for span in definition.spans:
        found += _span_faults(span, f"{place}.spans[{span.key}]")
    found += one_of(definition.overall.rule, ("", "all", "any"), f"{place}.overall.rule")
    if definition.overall.rule and not definition.overall.basis.strip():
        found.append(Fault(f"{place}.overall.basis", "đã chọn rule nhưng chưa ghi văn bản thông qua.",
                           "Ghi số, ngày của văn bản, hoặc để rule = \"\"."))
    if definition.movement.to < definition.movement.from_:
        found.append(Fault(f"{place}.movement.to", f"{definition.movement.to} đứng trước from = {definition.movement.from_}.",
                           "Sửa ngày đầu hoặc ngày cuối của phong trào."))
    return found + [*_window_faults(definition.window, names, f"{place}.window"),
                    *proposal_faults(definition, names, place),
                    *role_faults(definition.roles, definition.sheets, names, place)]


def _duplicates(names: Names, place: str) -> Iterator[Fault]:
    groups = [(f"{place}.{part}", values) for part, values in names.lists.items()]
    groups += [(f"{place}.sheets[{sheet}].columns", columns) for sheet, columns in names.columns.items()]
    groups += [(f"{place}.choices[{choice}].items", codes) for choice, codes in names.codes.items()]
    for where, values in groups:
        for value in sorted({value for value in values if value != "None" and values.count(value) > 1}):
            yield Fault(where, f"“{value}” có hai lần.", "Đổi tên hoặc xóa một lần.")


def _choice_faults(names: Names, place: str) -> Iterator[Fault]:
    """Lists with nothing to choose, and labels that a reader could not tell apart."""
    for choice, labels in names.labels.items():
        where = f"{place}.choices[{choice}].items"
        if not labels:
            yield Fault(where, "danh sách chưa có mục nào.", "Thêm ít nhất một mục { code, label }.")
        for label in _repeated([label for label in labels if label != "None"], match_key):
            yield Fault(where, f"nhãn “{label}” có hai lần.", "Đặt nhãn khác nhau cho các mục.")


def _name_faults(definition: Definition, place: str) -> Iterator[Fault]:
    """Names that Excel takes for no sheet, or for one sheet twice (it does not tell capitals)."""
    keys = ("guide_name", "verdict_name", "lists_name", "stamp_name")
    named = [(f"{place}.workbook.{key}", getattr(definition.workbook, key)) for key in keys]
    named += [(f"{place}.sheets[{sheet.key}].name", sheet.name) for sheet in definition.sheets]
    for where, name in named:
        if not name or len(name) > 31 or re.search(r"[\[\]:*?/\\]", name):
            yield Fault(where, f"“{name}” không đặt được làm tên trang Excel.", "Từ 1 đến 31 ký tự, không có []:*?/\\.")
    for name in _repeated([name for _, name in named], str.casefold):
        yield Fault(f"{place}.sheets", f"tên trang “{name}” có hai lần.", "Đặt tên khác nhau cho các trang.")


def _repeated(values: list[str], folded: Callable[[str], str]) -> list[str]:
    """The later ones of values that are the same when folded."""
    first: dict[str, int] = {}
    return [value for number, value in enumerate(values) if first.setdefault(folded(value), number) != number]


def _report_faults(report: Report, names: Names, place: str) -> Iterator[Fault]:
    of_span = report.per == "span"
    yield from one_of(report.what, REVIEW_WHATS if of_span else REPORT_WHATS, f"{place}.what")
    yield from one_of(report.per, REPORT_PER, f"{place}.per")
    yield from one_of(report.when, ("always", *names.lists["spans"]) if of_span else REPORT_WHEN, f"{place}.when")
    if report.season and not of_span:
        yield Fault(f"{place}.season", "chỉ báo cáo per = \"span\" có đợt đề nghị.", "Xóa season ở đây.")
    kinds = [kind for sheet, columns in names.described.items() for key, column in columns.items()
             if key == "loai_de_nghi" for kind in names.kinds(str(sheet))]
    if report.season and kinds:
        yield from one_of(report.season, kinds, f"{place}.season")


def _span_faults(span: Span, place: str) -> Iterator[Fault]:
    for key, month in (("from", span.from_), ("to", span.to)):
        if not MONTH.match(month):
            yield Fault(f"{place}.{key}", f"“{month}” không phải một tháng.", "Ghi năm-tháng, ví dụ 2021-08.")
    if MONTH.match(span.from_) and MONTH.match(span.to) and span.to < span.from_:
        yield Fault(f"{place}.to", f"{span.to} đứng trước from = {span.from_}.", "Sửa tháng đầu hoặc tháng cuối.")


def _window_faults(window: Window, names: Names, place: str) -> Iterator[Fault]:
    for key, day in (("from_day", window.from_day), ("to_day", window.to_day)):
        if not 1 <= day <= LAST_SURE_DAY:
            yield Fault(f"{place}.{key}", f"ngày {day} không có ở mọi tháng.", f"Ghi một ngày từ 1 đến {LAST_SURE_DAY}.")
    if window.due_working_days < 0:
        yield Fault(f"{place}.due_working_days", f"{window.due_working_days} nhỏ hơn 0.", "Ghi số ngày làm việc từ 0 trở lên.")
    if window.firm_after_days < 0:
        yield Fault(f"{place}.firm_after_days", f"{window.firm_after_days} nhỏ hơn 0.", "Ghi số ngày từ 0 trở lên.")
    yield from one_of(window.legal, ["", *names.lists["legal"]], f"{place}.legal")


def _sheet_faults(sheet: Sheet, names: Names, place: str) -> Iterator[Fault]:
    yield from one_of(sheet.kind, SHEET_KINDS, f"{place}.kind")
    if sheet.kind == "table":
        yield from one_of(sheet.subject, SUBJECTS, f"{place}.subject")
        yield from one_of(sheet.kind_column, names.columns[sheet.key], f"{place}.kind_column")
        known = names.columns[sheet.key].count(sheet.kind_column) == 1
        if known and names.of_column(sheet.key, sheet.kind_column, "type") != "choice":
            yield Fault(f"{place}.kind_column", f"cột “{sheet.kind_column}” không phải cột chọn.", "Đặt type = \"choice\".")
    kinds = tuple(names.kinds(sheet.key))
    for column in sheet.columns:
        yield from _column_faults(column, sheet, kinds, names, f"{place}.columns[{column.key}]")


def _column_faults(column: Column, sheet: Sheet, kinds: tuple[str, ...], names: Names, place: str) -> Iterator[Fault]:
    if not IDENTIFIER.match(column.key):
        yield Fault(f"{place}.key", f"“{column.key}” không phải chữ thường không dấu.", "Dùng a-z, 0-9 và dấu gạch dưới.")
    yield from one_of(column.type, COLUMN_TYPES, f"{place}.type")
    yield from one_of(column.window, ("", "period"), f"{place}.window")
    if column.type == "choice":
        yield from one_of(column.choices, names.lists["choices"], f"{place}.choices")
    named = (*(column.required if isinstance(column.required, tuple) else ()), *column.kinds)
    for kind in named if kinds or sheet.kind == "form" else ():
        yield from one_of(kind, kinds, f"{place}.required/kinds")
    for key in ("at_most", "not_before", "required_with", "ask_each"):
        if other := getattr(column, key):
            yield from one_of(other, names.columns[sheet.key], f"{place}.{key}")
    if column.declares_nil:
        yield from one_of(column.declares_nil, ["*", *names.lists["sheets"]], f"{place}.declares_nil")
    if column.min is not None and column.max is not None and column.min > column.max:
        yield Fault(place, f"min = {column.min} lớn hơn max = {column.max}.")


def _clause_faults(clause: Clause, definition: Definition, names: Names, place: str) -> Iterator[Fault]:
    yield from one_of(clause.standard, names.lists["standards"], f"{place}.standard")
    yield from one_of(clause.rule, CLAUSE_RULES, f"{place}.rule")
    for standard in definition.standards:
        if standard.code == clause.standard and clause.text.lower() not in standard.text.lower():
            yield Fault(f"{place}.text", "không phải nguyên văn một phần của tiêu chuẩn.", "Chép đúng lời của kế hoạch.")
    for word in clause.judgement:
        if word.lower() not in clause.text.lower():
            yield Fault(f"{place}.judgement", f"“{word}” không có trong lời của tiêu chuẩn.")
    if not clause.sources:
        yield Fault(f"{place}.sources", "chưa ghi trang nào chứng minh.", "Thêm ít nhất một nguồn { sheet, kinds, side }.")
    for number, source in enumerate(clause.sources, 1):
        yield from _rows_faults(source.sheet, source.kinds, names, f"{place}.sources[{number}]")
        if source.person:
            yield from one_of(source.person, names.columns.get(source.sheet, ()), f"{place}.sources[{number}].person")


def _figure_faults(figure: Figure, names: Names, place: str) -> Iterator[Fault]:
    yield from one_of(figure.rule, FIGURE_RULES, f"{place}.rule")
    yield from one_of(figure.standard, names.lists["standards"], f"{place}.standard")
    if figure.told and figure.told.count("{}") != 1:
        yield Fault(f"{place}.told", f"“{figure.told}” cần đúng một dấu {{}}.", "Đặt {} ở chỗ ghi số và đơn vị tính.")
    if figure.rule == "ratio":
        for key in figure.of:
            yield from one_of(key, names.lists["figures"], f"{place}.of")
        return
    yield from _rows_faults(figure.sheet, figure.kinds, names, place)
    columns = names.columns.get(figure.sheet, [])
    if figure.column or figure.rule in ("sum", "distinct"):
        yield from one_of(figure.column, columns, f"{place}.column")
    type_ = names.of_column(figure.sheet, figure.column, "type")
    if figure.rule == "sum" and figure.column in columns and type_ not in NUMBER_TYPES:
        yield Fault(f"{place}.column", f"“sum” không cộng được cột “{figure.column}” (type = \"{type_}\").",
                    f"Chọn một cột số ({', '.join(NUMBER_TYPES)}), hoặc đổi rule.")
    for key, value in figure.where.items():
        yield from one_of(key, columns, f"{place}.where")
        yield from _where_faults(figure.sheet, key, value, names, f"{place}.where.{key}")


def _where_faults(sheet: str, key: str, value: Any, names: Names, place: str) -> Iterator[Fault]:
    """A condition that no row can meet: a code that the column's list lacks, a text for a number or a date."""
    type_ = names.of_column(sheet, key, "type")
    if not isinstance(value, str) or type_ in (*NUMBER_TYPES, "date"):
        yield Fault(place, "điều kiện chỉ so được một chuỗi với cột chữ hoặc cột chọn.",
                    "Chọn cột khác, ghi giá trị trong ngoặc kép.")
    elif type_ == "choice" and (codes := names.codes.get(names.of_column(sheet, key, "choices"))):
        yield from one_of(value, codes, place)


def _rows_faults(sheet: str, kinds: tuple[str, ...], names: Names, place: str) -> Iterator[Fault]:
    yield from one_of(sheet, names.tables, f"{place}.sheet")
    if known := names.kinds(sheet):
        for kind in kinds:
            yield from one_of(kind, known, f"{place}.kinds")
