"""How every unit stands for the month."""

from collections.abc import Sequence

from emulation_batch.batch import RawBook, Submission, UnitStanding
from emulation_batch.definition import Definition
from emulation_batch.periods import Period
from emulation_batch.recognise import choice_code
from emulation_batch.registry import Registry


def standings(submissions: Sequence[Submission], registry: Registry, period: Period, definition: Definition,
              books: dict[str, RawBook]) -> list[UnitStanding]:
    """One standing for each unit that reports on the period's last day, in the registry's order.

    nil: the accepted workbook declares that nothing happened and has no rows; late and on_time go by when it was
    received, held against the unit's own due time (an extension of the registry moves it); returned: files came, none was
    accepted, or the accepted one has no rows and declares nothing; missing: none came.
    """
    found = []
    for unit in registry.units_on(period.to):
        mine = [item for item in submissions if item.unit == unit.code]
        accepted = next((item for item in mine if item.outcome == "accepted"), None)
        if accepted is None:
            last = max(mine, key=lambda item: (item.received.received_at, item.received.sha256), default=None)
            found.append(UnitStanding(unit.code, unit.name, "returned" if mine else "missing", last))
        elif empty := without_rows(books[accepted.received.sha256], definition):
            found.append(UnitStanding(unit.code, unit.name, empty, accepted))
        else:
            late = accepted.received.received_at > registry.own(unit.code, period).due
            found.append(UnitStanding(unit.code, unit.name, "late" if late else "on_time", accepted))
    return found


def without_rows(book: RawBook, definition: Definition) -> str:
    """How a workbook without rows stands where units can declare that nothing happened: nil or returned; "" for any other."""
    column = next((column for column in definition.form.columns if column.declares_nil == "*"), None)
    form = book.sheets.get(definition.form.key)
    if book.row_count or column is None or form is None:
        return ""
    value = form.rows[0][1].get(column.key, "")
    return "nil" if choice_code(definition.choice(column.choices), str(value)).value == "co" else "returned"
