"""The figures of a month as a Word report prints them: strings, each traceable by its key. Nothing is computed here.

A blank is "–", never 0. What a unit declared as nil is "KPS" in its column; a ratio of nothing is "không phát sinh".
"""

from collections.abc import Sequence
from numbers import Integral
from typing import Any, Protocol

import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.definition import Figure, Standard
from emulation_batch.frames import each_row
from emulation_batch.registry.model import Unit
from emulation_batch.reports.wording import WHOLE
from emulation_batch.vietnamese import format_decimal, format_number, format_percent, two_digits

BLANK, NIL, NIL_SHORT = "–", "không phát sinh", "KPS"
SENT = ("on_time", "late", "nil")
INDIVIDUAL = "CN\u00a0"
UNITS_PER_TABLE = 8
TWICE = "A312"


class Numbers:
    """The printed form of every figure of a month: by name, unit and period, with blanks and nils told apart."""

    def __init__(self, month: MonthData) -> None:
        frame = month.figures
        places = zip(*(frame[name].tolist() for name in ("name", "unit", "period")), strict=True)
        self._values = dict(zip(places, frame["value"].tolist(), strict=True))
        self._month = month
        self._standing = {standing.unit: standing.standing for standing in month.standings}
        self._nil = _nil_sheets(month)
        start = month.definition.movement.from_
        self.spans = {"month": month.period.key, "year": str(month.period.month.year),
                      "movement": f"{start.year}-{start.month:02d}..{month.period.key}"}

    def value(self, figure: str, span: str = "month", unit: str = "") -> Any:
        """The value as the stage left it, None for a blank; span is month, year or movement."""
        found = self._values.get((figure, unit, self.spans[span]))
        return None if found is None or pd.isna(found) else found

    def printed(self, figure: Figure, span: str = "month", unit: str = "") -> str:
        """The value without its measure."""
        if figure.rule == "ratio":
            return self._ratio(figure, span, unit).removesuffix(" %")
        value = self.value(figure.key, span, unit)
        if unit:
            return self._of_unit(figure, value, unit)
        if span == "month" and not value and self.all_nil(figure.sheet):
            return NIL
        return plain(value)

    def all_nil(self, sheet: str) -> bool:
        """Whether every unit with a usable report declared that sheet as nil."""
        sent = [unit for unit, standing in self._standing.items() if standing in SENT]
        return bool(sent) and all(self._is_nil(unit, sheet) for unit in sent)

    def sent(self, unit: str) -> bool:
        """Whether the unit has a usable report this month."""
        return self._standing.get(unit) in SENT

    def happened(self, figure: Figure) -> bool:
        """Whether the month has something to say about the figure (no blank, no nil, no 0)."""
        key = figure.of[1] if figure.rule == "ratio" else figure.key
        return bool(self.value(key))

    def _ratio(self, figure: Figure, span: str, unit: str) -> str:
        above, below = (self.value(key, span, unit) for key in figure.of)
        if above is None or below is None:
            return BLANK
        return format_percent(int(above), int(below)) or NIL

    def _of_unit(self, figure: Figure, value: Any, unit: str) -> str:
        if not self.sent(unit):
            return BLANK
        return NIL_SHORT if not value and self._is_nil(unit, figure.sheet) else plain(value)

    def _is_nil(self, unit: str, sheet: str) -> bool:
        return self._standing.get(unit) == "nil" or bool(self._nil.get(unit, set()) & {"*", sheet})


def plain(value: Any) -> str:
    """A number as Vietnamese offices print it; "–" for a blank."""
    if value is None or pd.isna(value):
        return BLANK
    return format_number(int(value)) if isinstance(value, Integral) else format_decimal(value)


def _nil_sheets(month: MonthData) -> dict[str, set[str]]:
    """Unit -> the sheets it declared as nil ("*": all)."""
    form = month.definition.form
    frame = month.judged.batch.sheets.get(form.key)
    nil: dict[str, set[str]] = {}
    for row in [] if frame is None else each_row(frame):
        nil[row["_unit"]] = {column.declares_nil for column in form.columns
                             if column.declares_nil and row.get(column.key) == "co"}
    return nil


def standard_block(month: MonthData, numbers: Numbers, standard: Standard) -> dict[str, Any]:
    """A standard: the plan's words, what the month brought, the table of its figures and the keys behind its lines."""
    figures = [figure for figure in month.definition.figures if figure.standard == standard.code]
    return {
        "code": standard.code, "letter": standard.letter, "short": standard.short, "basis": standard.basis,
        "text": standard.text.rstrip("."),
        "prose": " ".join(filter(None, (prose(numbers, figures), twice_told(month, figures)))),
        "rows": [{"no": number_of(month, figure), "title": figure.title, "measure": figure.measure,
                  **{span: numbers.printed(figure, span) for span in numbers.spans}} for figure in figures],
        "key_note": keys_note(month, figures),
    }


def twice_told(month: MonthData, figures: Sequence[Figure]) -> str:
    """That a document stands in two units' reports and is counted in both, while nobody has settled it; "" when none is."""
    sheets = {month.definition.sheet(figure.sheet).name for figure in figures if figure.sheet}
    places = {(finding.file, finding.sheet, finding.cell) for finding in month.judged.findings
              if finding.code == TWICE and finding.sheet in sheets}
    return (f"Trong đó có {two_digits(len(places))} dòng ghi văn bản mà đơn vị khác cũng báo cáo; số liệu đang tính ở từng "
            "đơn vị, chờ các đơn vị thống nhất.") if places else ""


def number_of(month: MonthData, figure: Figure) -> str:
    """ "a.2", "CN a.1": the figure's place among those of its standard, the same in every table."""
    standard = month.definition.standard(figure.standard)
    place = [item.key for item in month.definition.figures if item.standard == standard.code].index(figure.key) + 1
    return (INDIVIDUAL if standard.subject == "individual" else "") + f"{standard.letter}.{place}"


def keys_note(month: MonthData, figures: Sequence[Figure]) -> str:
    """The keys by which `trace` finds the rows behind the lines of a table."""
    return "Mã số liệu: " + "; ".join(f"{number_of(month, figure)} – {figure.key}" for figure in figures) + "."


class Told(Protocol):
    """The figures of a month or of a span, as a sentence needs them."""

    def value(self, figure: str) -> Any:
        """The value, None for a blank."""

    def printed(self, figure: Figure) -> str:
        """The value without its measure."""

    def all_nil(self, sheet: str) -> bool:
        """Whether nothing but nil was declared."""

    def happened(self, figure: Figure) -> bool:
        """Whether there is something to say."""


def prose(numbers: Told, figures: Sequence[Figure]) -> str:
    """What the figures of a standard came to, in one sentence."""
    told = [figure for figure in figures if numbers.happened(figure)]
    if told:
        return "Kết quả trong kỳ: " + "; ".join(_told(figure, numbers) for figure in told) + "."
    if figures and all(numbers.all_nil(figure.sheet) for figure in figures if figure.sheet):
        return "Trong kỳ, các đơn vị đã gửi báo cáo đều ghi không phát sinh kết quả thuộc tiêu chuẩn này."
    return "Trong kỳ, chưa có kết quả nào thuộc tiêu chuẩn này đủ điều kiện tổng hợp."


def _told(figure: Figure, numbers: Told) -> str:
    """ "14 tin", "02 văn bản được giao đến hạn trong kỳ", "tiền vận động: 12.500.000 đồng": the measure is said once."""
    title, value = f"{figure.title[0].lower()}{figure.title[1:]}", numbers.value(figure.key)
    amount = two_digits(int(value)) if figure.rule != "ratio" and isinstance(value, float | int) and value == int(value) else (
        numbers.printed(figure))
    if figure.told:
        return figure.told.replace("{}", f"{amount} {figure.measure}")
    if title == figure.measure or title.startswith(f"{figure.measure} "):
        return f"{amount} {title}"
    return f"{title}: {amount} {figure.measure}"


def unit_heads(units: Sequence[Unit]) -> list[str]:
    """How units are called above a narrow column."""
    return [unit.short or unit.name for unit in units]


def in_tables(units: Sequence[Any]) -> list[Sequence[Any]]:
    """Units in as few tables as the page is wide, of about one size."""
    tables = max(1, -(-len(units) // UNITS_PER_TABLE))
    size = max(1, -(-len(units) // tables))
    return [units[start:start + size] for start in range(0, max(1, len(units)), size)]


def figure_blocks(month: MonthData, numbers: Numbers, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """The table of the figures marked `by_unit`: a line a figure, a column a unit, the department last."""
    figures = [figure for figure in month.definition.figures if figure.by_unit]
    return [{
        "key": str(place), "units": unit_heads(group),
        "rows": [{"no": number_of(month, figure), "title": figure.title, "measure": figure.measure,
                  "cells": [numbers.printed(figure, unit=unit.code) for unit in group],
                  "total": numbers.printed(figure)} for figure in figures],
        "note": f"“{BLANK}”: chưa có số liệu; “{NIL_SHORT}”: đơn vị báo cáo không phát sinh; “{WHOLE}”: số liệu tổng hợp của "
                f"toàn Sở. {keys_note(month, figures)}",
    } for place, group in enumerate(in_tables(units), 1)]
