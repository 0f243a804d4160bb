"""Faults that show only when the parts of a definition are held against each other."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from emulation_batch.definition.model import Clause, Definition, Figure
from emulation_batch.definition.sheets import Column, Sheet
from emulation_batch.errors import Fault
from emulation_batch.vietnamese import closest

COLUMN_TYPES = (
    "text", "choice", "date", "money", "integer", "decimal", "person", "candidate", "document", "unit", "period",
    "phone", "email",
)
SHEET_KINDS = ("form", "table")
SUBJECTS = ("collective", "individual", "proposal")
CLAUSE_RULES = ("shown", "due_documents", "initiative", "ad_hoc")
FIGURE_RULES = ("count", "sum", "distinct", "due", "on_time", "overdue", "ratio")
NUMBER_TYPES = ("money", "integer", "decimal")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")
NAMED = {"choices": "key", "sheets": "key", "standards": "code", "clauses": "code", "awards": "key", "legal": "id",
         "figures": "key", "reports": "what", "spans": "key"}


class _Names:
    """The names that the file itself declares, also in parts that could not be built: no fault is told twice."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.lists = {part: [item[key] for item in _tables(table.get(part)) if isinstance(item.get(key), str)]
                      for part, key in NAMED.items()}
        self.columns = {sheet.get("key"): [str(column.get("key")) for column in _tables(sheet.get("columns"))]
                        for sheet in _tables(table.get("sheets"))}
        self.codes = {choice.get("key"): [str(item.get("code")) for item in _tables(choice.get("items"))]
                      for choice in _tables(table.get("choices"))}


def cross_faults(definition: Definition, table: Mapping[str, Any], place: str) -> list[Fault]:
    """All faults of references, duplicates and combinations in a definition that could be built."""
    names = _Names(table)
    found = list(_duplicates(names, place))
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
        found += _one_of(standard.subject, SUBJECTS, f"{place}.standards[{standard.code}].subject")
        found += _one_of(standard.combine, ("", "any"), f"{place}.standards[{standard.code}].combine")
    found += _one_of(definition.overall.rule, ("", "all", "any"), f"{place}.overall.rule")
    found += _one_of(definition.window.legal, names.lists["legal"], f"{place}.window.legal")
    return found


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _one_of(value: str, allowed: Iterable[str], place: str) -> Iterator[Fault]:
    allowed = list(allowed)
    if value not in allowed:
        near = closest(value, allowed) if value else None
        listed = ", ".join(item or '""' for item in allowed)
        yield Fault(place, f"“{value}” không có trong danh sách.",
                    f"Có phải là “{near}”?" if near else f"Chọn một trong: {listed}.")


def _duplicates(names: _Names, place: str) -> Iterator[Fault]:
    groups = [(f"{place}.{part}", values) for part, values in names.lists.items()]
    groups += [(f"{place}.sheets[{sheet}].columns", columns) for sheet, columns in names.columns.items()]
    groups += [(f"{place}.choices[{choice}].items", codes) for choice, codes in names.codes.items()]
    for where, values in groups:
        for value in sorted({value for value in values if value != "None" and values.count(value) > 1}):
            yield Fault(where, f"“{value}” có hai lần.", "Đổi tên hoặc xóa một lần.")


def _sheet_faults(sheet: Sheet, names: _Names, place: str) -> Iterator[Fault]:
    yield from _one_of(sheet.kind, SHEET_KINDS, f"{place}.kind")
    if len(sheet.name) > 31 or re.search(r"[\[\]:*?/\\]", sheet.name):
        yield Fault(f"{place}.name", f"“{sheet.name}” không đặt được làm tên trang Excel.",
                    "Tối đa 31 ký tự, không có []:*?/\\.")
    kinds: Iterable[str] = ()
    if sheet.kind == "table":
        yield from _one_of(sheet.subject, SUBJECTS, f"{place}.subject")
        yield from _one_of(sheet.kind_column, names.columns[sheet.key], f"{place}.kind_column")
        if sheet.has(sheet.kind_column):
            kinds = names.codes.get(sheet.column(sheet.kind_column).choices, ())
    for column in sheet.columns:
        yield from _column_faults(column, sheet, tuple(kinds), names, f"{place}.columns[{column.key}]")


def _column_faults(column: Column, sheet: Sheet, kinds: tuple[str, ...], names: _Names, place: str) -> Iterator[Fault]:
    if not IDENTIFIER.match(column.key):
        yield Fault(f"{place}.key", f"“{column.key}” không phải chữ thường không dấu.", "Dùng a-z, 0-9 và dấu gạch dưới.")
    yield from _one_of(column.type, COLUMN_TYPES, f"{place}.type")
    yield from _one_of(column.window, ("", "period"), f"{place}.window")
    if column.type == "choice":
        yield from _one_of(column.choices, names.lists["choices"], f"{place}.choices")
    for kind in (*(column.required if isinstance(column.required, tuple) else ()), *column.kinds):
        yield from _one_of(kind, kinds, f"{place}.required/kinds")
    for key in ("at_most", "not_before", "required_with"):
        if other := getattr(column, key):
            yield from _one_of(other, names.columns[sheet.key], f"{place}.{key}")
    if column.declares_nil:
        yield from _one_of(column.declares_nil, ["*", *names.lists["sheets"]], f"{place}.declares_nil")
    if column.min is not None and column.max is not None and column.min > column.max:
        yield Fault(place, f"min = {column.min} lớn hơn max = {column.max}.")


def _clause_faults(clause: Clause, definition: Definition, names: _Names, place: str) -> Iterator[Fault]:
    yield from _one_of(clause.standard, names.lists["standards"], f"{place}.standard")
    yield from _one_of(clause.rule, CLAUSE_RULES, f"{place}.rule")
    for standard in definition.standards:
        if standard.code == clause.standard and clause.text.lower() not in standard.text.lower():
            yield Fault(f"{place}.text", "không phải nguyên văn một phần của tiêu chuẩn.", "Chép đúng lời của kế hoạch.")
    for word in clause.judgement:
        if word.lower() not in clause.text.lower():
            yield Fault(f"{place}.judgement", f"“{word}” không có trong lời của tiêu chuẩn.")
    for number, source in enumerate(clause.sources, 1):
        yield from _rows_faults(source.sheet, source.kinds, names, f"{place}.sources[{number}]")
        if source.person:
            yield from _one_of(source.person, names.columns.get(source.sheet, ()), f"{place}.sources[{number}].person")


def _figure_faults(figure: Figure, names: _Names, place: str) -> Iterator[Fault]:
    yield from _one_of(figure.rule, FIGURE_RULES, f"{place}.rule")
    yield from _one_of(figure.standard, names.lists["standards"], f"{place}.standard")
    if figure.rule == "ratio":
        for key in figure.of:
            yield from _one_of(key, names.lists["figures"], f"{place}.of")
        return
    yield from _rows_faults(figure.sheet, figure.kinds, names, place)
    columns = names.columns.get(figure.sheet, [])
    if figure.rule in ("sum", "distinct"):
        yield from _one_of(figure.column, columns, f"{place}.column")
    for key in figure.where:
        yield from _one_of(key, columns, f"{place}.where")


def _rows_faults(sheet: str, kinds: tuple[str, ...], names: _Names, place: str) -> Iterator[Fault]:
    yield from _one_of(sheet, names.lists["sheets"], f"{place}.sheet")
    known = [code for codes in names.codes.values() for code in codes]
    for kind in kinds:
        yield from _one_of(kind, known, f"{place}.kinds")
