"""What a traced number counts where another way to count it gives another one, and what was corrected since it was printed."""

from collections.abc import Collection, Iterator
from math import isnan

from emulation_batch import ledger
from emulation_batch.definition import Figure
from emulation_batch.periods import MONTH, Month, Span
from emulation_batch.registry import Registry
from emulation_batch.registry.organisation import carried_by, followed_by
from emulation_batch.vietnamese import format_decimal
from emulation_batch.workspace import Workspace

BLANK = "–"


def by_code(registry: Registry, span: Span, figure: str, unit: str) -> Iterator[str]:
    """Of a number over several months that a month printed, by the codes of each month: what it lacks beside the number that
    a review prints, by successor; nothing where both are the same."""
    heir, before = carried_by(registry, unit, span.to), _before(registry, span, unit)
    what = f"không gồm {', '.join(before)} đã sáp nhập vào" if before else followed_by(registry, unit, span.to).rstrip(".")
    if what:
        yield (f"Tính theo mã đơn vị của từng kỳ, {what}; số gộp theo đơn vị kế thừa xem "
               f"“emulation-batch trace {span.key} {figure} --unit {heir}”.")


def by_successor(workspace: Workspace, span: Span, figure: str, unit: str) -> Iterator[str]:
    """The other way round."""
    if before := _before(workspace.registry, span, unit):
        way = own_code(workspace, span, figure, unit)
        yield (f"Gộp theo đơn vị kế thừa, gồm cả {', '.join(before)}"
               + (f"; số theo mã đơn vị của từng kỳ xem {way}." if way else "."))


def own_code(workspace: Workspace, span: Span, figure: str, unit: str) -> str:
    """The command that traces the number of a code alone over a span, "" where no sealed month printed that span."""
    inside = [month for month in ledger.sealed_months(workspace.output) if month in span.months]
    printed = inside and span.key in {row["period"] for row in ledger.rows_made(workspace.output, inside[-1], "figures")
                                      if row["unit"] == unit}
    return f"“emulation-batch trace {inside[-1]} {figure} --span {span.key} --unit {unit}”" if printed else ""


def corrected_since(workspace: Workspace, month: Month, months: Collection[str], figure: Figure, unit: str) -> Iterator[str]:
    """Of a number that a month printed over these months: every correction of it that a later month made."""
    sealed = ledger.sealed_months(workspace.output)
    for made in (name for name in ledger.run_months(workspace.output) if name > str(month)):
        for row in ledger.rows_made(workspace.output, made, "adjusted_figures"):
            if (row["name"], row["unit"]) == (figure.key, unit) and row["period"] in months and row["old"] != row["new"]:
                place = f"kỳ {made}{'' if made in sealed else ' (chưa chốt)'}"
                yield (f"Số của kỳ {row['period']} đã được điều chỉnh ở {place}: từ "
                       f"{_shown(row['old'])} thành {_shown(row['new'])} {figure.measure}; số nêu trên là số đã in trước đó.")


def _before(registry: Registry, span: Span, unit: str) -> list[str]:
    """Names of the units that ended within a span and whose totals stand under this code on its last day."""
    ended = dict.fromkeys(item.code for item in registry.units
                          if item.code != unit and item.to is not None and span.from_ <= item.to < span.to)
    return [registry.name_of(code, span.to) for code in ended if carried_by(registry, code, span.to) == unit]


def _shown(value: float | None) -> str:
    return BLANK if value is None or isnan(value) else format_decimal(value)


def is_month(span: str) -> bool:
    """Whether a span's key is that of a single month, which no review prints."""
    return MONTH.match(span) is not None
