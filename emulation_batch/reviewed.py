"""What the report of several months is made from: plain data, without pandas at import time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from emulation_batch.batch import MonthData
from emulation_batch.definition import Report
from emulation_batch.findings import Finding
from emulation_batch.periods import Month, Span
from emulation_batch.registry.model import Decided
from emulation_batch.registry.organisation import Change, State
from emulation_batch.vietnamese import format_date

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class SpanData:
    """Everything of a span. Reports compute nothing: they choose, format and write.

    month: the span as the Council's papers see it: its period is the span, its accepted rows are those of all sealed months,
    corrections applied, its proposals those of the `season` (a kind of proposal, "" none); its figures, by the codes that
    carry a unit's totals on the span's last day, for each of `parts` (key -> the months of it that are sealed). proposals:
    all of the span. sealed and absent: the movement's months of the span that are closed, and that are not. lateness: the
    book of who sent when (lateness.py), by the codes of then; carried: each of these -> the code that carries its totals;
    units: these codes in the order of the registry. changes, states: what became of units and of the department; decided:
    the awards of the span. adjusted: the figures of its months that corrections changed after the seal: columns `name unit
    period measure old new`, `told` the sealed month that says so, `unit_name` as of the period. asked: what is to be asked
    about what the Council wrote into the review's register; the files that came are the month's submissions.
    to_seal: what to do about the months absent. came_later: (unit, month) of lateness whose report came when the month was
    sealed, and is counted.
    """

    month: MonthData
    span: Span
    report: Report
    season: str
    parts: dict[str, tuple[str, ...]]
    proposals: pd.DataFrame
    sealed: tuple[str, ...]
    absent: tuple[str, ...]
    lateness: pd.DataFrame
    carried: dict[str, str]
    units: tuple[str, ...]
    changes: tuple[Change, ...]
    states: tuple[State, ...]
    decided: tuple[Decided, ...]
    adjusted: pd.DataFrame
    asked: tuple[Finding, ...] = ()
    to_seal: str = ""
    came_later: frozenset[tuple[str, str]] = frozenset()

    @property
    def missing(self) -> pd.DataFrame:
        """The lines of lateness without a usable report when their month was sealed, and none since."""
        late = self.lateness[~self.lateness["received"]]
        return late.loc[[line for line, *place in zip(late.index, late["unit"], late["month"], strict=True)
                         if tuple(place) not in self.came_later]]

    @property
    def counted_later(self) -> str:
        """Whose reports came when their months were sealed and are counted, in a sentence; "" when none did."""
        units: dict[str, list[str]] = {}
        for unit, month in sorted(self.came_later, key=lambda place: (place[1], place[0])):
            units.setdefault(unit, []).append(f"{month[5:]}/{month[:4]}")
        told = "; ".join(f"{self.unit_name(unit)} ({', '.join(months)})" for unit, months in units.items())
        return f"{len(self.came_later):02d} lượt gửi sau khi chốt, đã tính vào số liệu: {told}." if told else ""

    @property
    def days_after(self) -> str:
        """That the movement has days after the last month of a span that the plan names, which a later month reports; "" for
        any other span and where it has none."""
        movement, span = self.month.definition.movement, self.span
        if not span.name or span.month != Month(movement.to.year, movement.to.month) or span.to >= movement.to:
            return ""
        return (f"Chưa gồm số liệu từ ngày {format_date(span.to + timedelta(days=1))} đến hết ngày {format_date(movement.to)}: "
                f"các ngày này của phong trào thuộc kỳ báo cáo {span.month.shift(1).title}.")

    @property
    def with_days_after(self) -> str:
        """How they are reported too."""
        return f"Báo cáo gồm cả các ngày ấy: emulation-batch review {self.span.first}..{self.span.month.shift(1)}."

    def unit_name(self, code: str) -> str:
        """Name of a unit as of the span's last day, its last one when it reports no longer."""
        return self.month.registry.name_of(code, self.span.to)

    def short_name(self, code: str) -> str:
        """The same above a narrow column."""
        unit = self.month.registry.unit(code, self.span.to)
        return unit.short or unit.name if unit else code
