"""The figures of a history once more, from the received workbooks, by code that knows nothing of the program's own: cells by the
key row of each sheet, one workbook a unit and month (the highest attempt), and each figure as movement.toml words it."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from history.content import BAD_MONEY
from history.office import CARRIED, ENDS, office

KEY_ROW, FORM_KEY, FORM_VALUE = 7, 5, 2
Row = dict[str, Any]
Key = tuple[str, str, str]


def received(output: Path) -> dict[tuple[str, str], dict[str, list[Row]]]:
    """(unit, month) -> sheet name -> rows as typed, of the workbook with the highest attempt that came, whenever it came."""
    best: dict[tuple[str, str], tuple[int, dict[str, list[Row]]]] = {}
    for path in sorted(output.glob("20??-??/received/*.xlsx")):
        place, attempt, rows = _read(path)
        if place not in best or attempt > best[place][0]:
            best[place] = attempt, rows
    return {place: rows for place, (_, rows) in best.items()}


def _read(path: Path) -> tuple[tuple[str, str], int, dict[str, list[Row]]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    pages = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames if name[0].isdigit()}
    book.close()
    form = {row[FORM_KEY]: row[FORM_VALUE] for row in pages["1. Thông tin chung"] if len(row) > FORM_KEY}
    rows, stamp = {}, ""
    for name, page in pages.items():
        if len(page) > KEY_ROW and str(page[KEY_ROW - 1][0]).startswith("tdkt|"):
            keys, stamp = page[KEY_ROW - 1], page[KEY_ROW - 1][0]
            typed = [{key: value for key, value in zip(keys, row, strict=True) if key and value not in (None, "") and key.islower()}
                     for row in page[KEY_ROW:]]
            rows[name] = [row for row in typed if len(row) > 1 and BAD_MONEY not in row.values()]
    _, _, _, unit, month = stamp.split("|")
    return (unit, month), int(form["lan_nop"]), rows


def window(month: str) -> tuple[date, date]:
    """The 15th of the month before to the 14th."""
    year, number = int(month[:4]), int(month[5:])
    return date(year - (number == 1), (number + 10) % 12 + 1, 15), date(year, number, 14)


class Figures:
    """Every figure by unit (as of the end of 2025; "" the department) and part of the span."""

    def __init__(self, output: Path, definition: Path, carried: dict[str, str] = CARRIED) -> None:
        told = tomllib.loads(definition.read_text(encoding="utf-8"))
        self.figures = {figure["key"]: figure for figure in told["figures"]}
        self._names = {sheet["key"]: sheet["name"] for sheet in told["sheets"]}
        self._labels = {sheet["key"]: {column["key"]: {item["label"]: item["code"] for item in next(
            choice["items"] for choice in told["choices"] if choice["key"] == column["choices"])}
            for column in sheet["columns"] if column["type"] == "choice"} for sheet in told["sheets"]}
        self._kind = {sheet["key"]: sheet.get("kind_column", "") for sheet in told["sheets"]}
        self._rows: dict[str, list[tuple[str, str, Row]]] = defaultdict(list)
        people = office()["people"]
        for (unit, month), pages in received(output).items():
            for key, name in self._names.items():
                for row in pages.get(name, ()):
                    if not _of_the_unit(row, unit, month, people):
                        continue
                    coded = {column: self._labels[key].get(column, {}).get(value, value) for column, value in row.items()}
                    self._rows[key].append((carried.get(unit, unit), month, coded))

    def of(self, parts: dict[str, Iterable[str]]) -> dict[Key, float | None]:
        """(figure, unit, part) -> value; None for a ratio of nothing."""
        found: dict[Key, float | None] = {}
        units = {unit for rows in self._rows.values() for unit, _, _ in rows} | {""}
        for part, months in parts.items():
            wanted = set(months)
            for key, figure in self.figures.items():
                for unit in units:
                    found[key, unit, part] = 0.0
                if figure["rule"] != "ratio":
                    for unit, values in self._values(figure, wanted).items():
                        distinct = figure["rule"] == "distinct"
                        found[key, unit, part] = float(len(set(values))) if distinct else float(sum(values))
            for key, figure in self.figures.items():
                if figure["rule"] == "ratio":
                    for unit in units:
                        above, below = (found[name, unit, part] for name in figure["of"])
                        found[key, unit, part] = 100 * above / below if below else None
        return found

    def _values(self, figure: Row, months: set[str]) -> dict[str, list[Any]]:
        values: dict[str, list[Any]] = defaultdict(list)
        for unit, month, row in self._rows[figure["sheet"]]:
            if month in months and (value := self._adds(figure, row, month)) is not None:
                values[unit].append(value)
                values[""].append(value)
        return values

    def _adds(self, figure: Row, row: Row, month: str) -> Any:
        if row.get(self._kind[figure["sheet"]]) not in figure.get("kinds", ()):
            return None
        if any(row.get(column) != value for column, value in figure.get("where", {}).items()):
            return None
        rule = figure["rule"]
        if rule == "count":
            return 1
        if rule == "sum":
            return row.get(figure["column"], 0)
        if rule == "distinct":
            return re.sub(r".*\| ", "", str(row[figure["column"]])).lower() if figure["column"] in row else None
        return _dated(rule, row, month)


def _of_the_unit(row: Row, unit: str, month: str, people: list[list[Any]]) -> bool:
    """Whether the person of a row belongs to its unit on the row's day, or to one that ended by the end of the window and whose
    days the unit tells: it goes on with its totals, or the person is there now. Other rows of who has moved are sent back."""
    day = row.get("ngay") or row.get("ngay_hoan_thanh")
    code = str(row.get("can_bo") or row.get("nguoi_chu_tri") or "").rpartition("| ")[2]
    if not isinstance(day, datetime) or not code:
        return True
    last = window(month)[1]
    then, now = _units_of(code, day.date(), people), _units_of(code, last, people)
    ended = [other for other in then if other in ENDS and ENDS[other][0] <= last]
    return unit in then or any(CARRIED.get(other) == unit or unit in now for other in ended)


def _units_of(code: str, day: date, people: list[list[Any]]) -> list[str]:
    lines = [(line[3], line[4] if len(line) > 4 else {}) for line in people if line[0] == code]
    return [unit for unit, days in lines if days.get("from", date.min) <= day <= days.get("to", date.max)]


def _dated(rule: str, row: Row, month: str) -> int | None:
    """Due when the deadline lies in the month's window, or it was done there before a later deadline."""
    first, last = window(month)
    deadline, done = (row[key].date() if isinstance(row.get(key), datetime) else None for key in ("han_hoan_thanh", "ngay_hoan_thanh"))
    if deadline is None or (done and first <= done <= last and deadline < first):
        return None
    inside = first <= deadline <= last or (done is not None and first <= done <= last)
    if not inside or (done is None and not first <= deadline <= last):
        return None
    return 1 if rule == "due" or (done is not None and done <= deadline) == (rule == "on_time") else None
