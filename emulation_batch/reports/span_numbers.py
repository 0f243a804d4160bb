"""The figures of a span as its report prints them: for the span, and for each part it is shown beside.

A blank is "–", never 0: nothing was asked of a unit there, or nothing came. A ratio of nothing is "không phát sinh".
"""

from typing import Any

import pandas as pd

from emulation_batch.definition import Figure
from emulation_batch.reports.numbers import BLANK, NIL, plain
from emulation_batch.reviewed import SpanData
from emulation_batch.vietnamese import format_percent


class SpanNumbers:
    """The printed form of every figure: by name, part of the span (a key of `parts`) and unit ("" the department)."""

    def __init__(self, data: SpanData) -> None:
        frame = data.month.figures
        self._values = dict(zip(zip(frame["name"], frame["unit"], frame["period"], strict=True), frame["value"], strict=True))
        self.span, self._parts = data.span.key, data.parts
        sent = data.lateness[data.lateness["received"]]
        there = {(data.carried[unit], month) for unit, month in zip(sent["unit"], sent["month"], strict=True)}
        self._sent = {(unit, part) for part, months in data.parts.items() for unit, month in there if month in months}
        self._parts_beyond = {part for part, months in data.parts.items() if not set(months) <= set(data.sealed)}

    def value(self, figure: str, part: str = "", unit: str = "") -> Any:
        """The value as the stage left it, None for a blank."""
        found = self._values.get((figure, unit, part or self.span))
        return None if found is None or pd.isna(found) else found

    def printed(self, figure: Figure, part: str = "", unit: str = "") -> str:
        """The value without its measure."""
        part = part or self.span
        if not self._parts.get(part):
            return BLANK
        if unit and not self.sent(unit, part) and not self.value(figure.of[1] if figure.of else figure.key, part, unit):
            return BLANK
        if figure.rule == "ratio":
            above, below = (self.value(key, part, unit) for key in figure.of)
            if above is None or below is None:
                return BLANK
            return format_percent(int(above), int(below)).removesuffix(" %") or NIL
        return plain(self.value(figure.key, part, unit))

    def sent(self, unit: str, part: str) -> bool:
        """Whether the unit, or one whose totals it carries, sent a usable report in that part; taken for granted where the
        part reaches beyond the sealed months of the span."""
        return (unit, part) in self._sent or part in self._parts_beyond

    def all_nil(self, sheet: str) -> bool:
        """Whether nothing but nil was declared: a span of months does not say so."""
        return False

    def happened(self, figure: Figure) -> bool:
        """Whether the span has something to say about the figure."""
        return bool(self.value(figure.of[1] if figure.rule == "ratio" else figure.key))
