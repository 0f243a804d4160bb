"""The names that movement.toml itself declares, and the fault of a name that is none of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from emulation_batch.errors import Fault
from emulation_batch.vietnamese import closest

NAMED = {"choices": "key", "sheets": "key", "standards": "code", "clauses": "code", "awards": "key", "legal": "id",
         "figures": "key", "reports": "what", "spans": "key", "roles": "key"}


class Names:
    """The names that the file itself declares, also in parts that could not be built: no fault is told twice."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.lists = {part: [item[key] for item in tables_of(table.get(part)) if isinstance(item.get(key), str)]
                      for part, key in NAMED.items()}
        self.columns = {sheet.get("key"): [str(column.get("key")) for column in tables_of(sheet.get("columns"))]
                        for sheet in tables_of(table.get("sheets"))}
        self.codes = {choice.get("key"): [str(item.get("code")) for item in tables_of(choice.get("items"))]
                      for choice in tables_of(table.get("choices"))}
        self.labels = {choice.get("key"): [str(item.get("label")) for item in tables_of(choice.get("items"))]
                       for choice in tables_of(table.get("choices"))}
        self.described = {sheet.get("key"): {str(column.get("key")): column for column in tables_of(sheet.get("columns"))}
                          for sheet in tables_of(table.get("sheets"))}
        self.tables = [sheet["key"] for sheet in tables_of(table.get("sheets"))
                       if isinstance(sheet.get("key"), str) and sheet.get("kind") != "form"]
        self._kind_columns = {sheet.get("key"): sheet.get("kind_column") for sheet in tables_of(table.get("sheets"))}

    def of_column(self, sheet: str, column: str, what: str) -> str:
        """What the file says of a column ("type", "choices"), "" when it says nothing."""
        return str(self.described.get(sheet, {}).get(column, {}).get(what, ""))

    def kinds(self, sheet: str) -> list[str]:
        """The codes of a sheet's own kind column; [] when that column is itself faulty, whose fault is told once."""
        column = str(self._kind_columns.get(sheet))
        if self.columns.get(sheet, []).count(column) != 1 or self.of_column(sheet, column, "type") != "choice":
            return []
        return self.codes.get(self.of_column(sheet, column, "choices"), [])


def tables_of(value: Any) -> list[Mapping[str, Any]]:
    """The tables of an array; [] for anything else, whose fault is told where it is built."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def one_of(value: str, allowed: Iterable[str], place: str) -> Iterator[Fault]:
    """A fault with the nearest name, or all of them, when `value` is none of the allowed."""
    allowed = list(allowed)
    if value not in allowed:
        near = closest(value, allowed) if value else None
        listed = ", ".join(item or '""' for item in allowed)
        mend = f"Có phải là “{near}”?" if near else f"Chọn một trong: {listed}." if allowed else "Xóa chỗ này."
        yield Fault(place, f"“{value}” không có trong danh sách.", mend)
