"""Accepted workbooks (and sealed earlier months) -> one typed Batch: it reads what is certain, notes the rest, never judges."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd

from emulation_batch.batch import Batch, CellError, RawBook, Submission
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.periods import Period
from emulation_batch.recognise import Names, choice_code
from emulation_batch.registry import Registry
from emulation_batch.repairs import LISTED_TYPES, NUMBER_TYPES, Repair, kinds_of
from emulation_batch.vietnamese import (
    Reading,
    clean,
    decode_legacy,
    draws_capitals,
    format_date,
    format_decimal,
    is_look_alike,
    legacy_encoding,
    read_date,
    read_decimal,
    read_integer,
    read_money,
    read_month,
)

Reader = Callable[[str, Any], Reading]
"""(unit, value as typed) -> what it means."""

Note = tuple[str, str, int, str, str]
"""Sheet, column, row in the frame, note, proposal."""

ORIGIN = ("_ref", "_unit", "_period", "_file", "_row")
NOTE_COLUMNS = ("sheet", "column", "row", "note", "proposal")
TEXT_TYPES = ("text", "choice", "person", "candidate", "document", "unit", "period", "phone", "email")
_AROUND_SIGNS = re.compile(r" *([/-]) *")


def merge(submissions: Sequence[Submission], books: dict[str, RawBook], definition: Definition, registry: Registry,
          period: Period, past: dict[str, pd.DataFrame]) -> Batch:
    """The accepted workbooks as one Batch, rows in the registry's order of units and then as they stand in the file."""
    order = {unit.code: number for number, unit in reversed(list(enumerate(registry.units)))}
    accepted = sorted((item for item in submissions if item.outcome == "accepted"),
                      key=lambda item: (order.get(item.unit, len(order)), item.unit))
    names = Names(registry, period.to)
    raw, sheets = {}, {}
    notes: list[Note] = []
    repairs: list[Repair] = []
    for sheet in definition.sheets:
        raw[sheet.key] = _raw_frame(sheet, accepted, books, period)
        fonts = _old_fonts(sheet, accepted, books)
        sheets[sheet.key] = _understand(sheet, raw[sheet.key], definition, names, period, notes, fonts)
        repairs += _repairs(sheet, raw[sheet.key], sheets[sheet.key], definition, registry, period)
    return Batch(definition, registry, period, raw, sheets, _note_frame(notes), _places(accepted, books),
                 {item.received.sha256: item.received for item in accepted}, past, tuple(repairs))


def _raw_frame(sheet: Sheet, accepted: Sequence[Submission], books: dict[str, RawBook], period: Period) -> pd.DataFrame:
    """One sheet of all units as typed; what a unit left blank is None."""
    keys = [column.key for column in sheet.columns]
    data: dict[str, list[Any]] = {name: [] for name in (*ORIGIN, *keys)}
    month = period.key
    for submission in accepted:
        file = submission.received.sha256
        found = books[file].sheets.get(sheet.key)
        for row, values in found.rows if found else ():
            shown = row + 1
            data["_ref"].append(f"{month}/{submission.unit}/{sheet.key}/{shown}")
            data["_unit"].append(submission.unit)
            data["_period"].append(month)
            data["_file"].append(file)
            data["_row"].append(shown)
            for key in keys:
                data[key].append(values.get(key))
    return _frame(data)


def _frame(data: Mapping[str, Any]) -> pd.DataFrame:
    """Columns with the dtypes that Batch promises, also when there is no row: what a list holds stays as it is.

    Their names are objects too: texts of Arrow would be taken out of its memory again for every column that is asked for.
    """
    typed = {"_row": np.array(data["_row"], dtype="int64")} | {
        name: values for name, values in data.items() if not isinstance(values, list)}
    frame = pd.DataFrame({name: None if name in typed else values for name, values in data.items()},
                         index=range(len(data["_row"])), columns=pd.Index(data, dtype=object), dtype=object)
    for name, values in typed.items():
        frame[name] = values
    return frame


def _places(accepted: Sequence[Submission], books: dict[str, RawBook]) -> dict[tuple[str, str], dict[str, Any]]:
    """Sheets of one form, as nearly all are, share their places."""
    files = [item.received.sha256 for item in accepted]
    known: dict[tuple[Any, ...], dict[str, Any]] = {}
    return {(file, key): known.setdefault(tuple((sheet.cells or sheet.columns).items()), sheet.cells or sheet.columns)
            for file in files for key, sheet in books[file].sheets.items()}


def _old_fonts(sheet: Sheet, accepted: Sequence[Submission], books: dict[str, RawBook]) -> dict[tuple[str, int, str], str]:
    """(file, row as Excel shows it, column) -> font, for texts of one sheet in a font from before Unicode."""
    files = [(item.received.sha256, books[item.received.sha256].sheets.get(sheet.key)) for item in accepted]
    return {(file, row + 1, key): font for file, found in files if found for (row, key), font in found.fonts.items()}


def _understand(sheet: Sheet, raw: pd.DataFrame, definition: Definition, names: Names, period: Period,
                notes: list[Note], fonts: dict[tuple[str, int, str], str]) -> pd.DataFrame:
    """One sheet as understood; adds a note for each cell that was not read plainly. Equal cells are read once."""
    data: dict[str, Any] = {name: raw[name].tolist() for name in ORIGIN}
    units = data["_unit"]
    for column in sheet.columns:
        read = _reader(column, definition, names, period)
        by_unit = column.type in ("person", "candidate")
        known: dict[Any, Reading] = {}
        values: list[Any] = []
        for row, value in enumerate(raw[column.key].tolist()):
            if value is None:
                values.append(None)
                continue
            font = fonts.get((data["_file"][row], data["_row"][row], column.key), "") if fonts else ""
            key = (units[row] if by_unit else "", type(value), value, font)
            reading = known.get(key)
            if reading is None:
                reading = known[key] = _read_cell(read, column, units[row], value, font)
            values.append(reading.value)
            if reading.note and reading.note != "empty":
                notes.append((sheet.key, column.key, row, reading.note, reading.proposal))
        data[column.key] = _typed(values, column.type)
    return _frame(data)


def _repairs(sheet: Sheet, raw: pd.DataFrame, read: pd.DataFrame, definition: Definition, registry: Registry,
             period: Period) -> Iterator[Repair]:
    """The cells that were understood in other characters than were typed. Equal cells are looked at once."""
    places = list(zip(raw["_file"].tolist(), raw["_row"].tolist(), strict=True))
    for column in sheet.columns:
        plain = column.type not in LISTED_TYPES + NUMBER_TYPES and column.type != "date"
        known: dict[tuple[Any, Any], tuple[tuple[str, ...], str]] = {}
        for place, typed, value in zip(places, raw[column.key].tolist(), read[column.key].tolist(), strict=True):
            if not isinstance(typed, (str, datetime)) or value is None or value is pd.NA or value != value or typed == value:
                continue
            key = (typed, value)
            if key not in known:
                after = value if plain else written(column, value, definition, registry, period)
                known[key] = kinds_of(column.type, typed, after), after
            kinds, after = known[key]
            if kinds:
                yield Repair(kinds, sheet.key, column.key, *place, typed, after)


def written(column: Column, value: Any, definition: Definition, registry: Registry, period: Period) -> str:
    """What a cell was understood as, as people write it."""
    if column.type == "choice":
        return definition.label(column.choices, value)
    if column.type == "date":
        return format_date(value.date())
    if column.type in NUMBER_TYPES:
        return format_decimal(value)
    person = registry.person(value, period.to) if column.type in ("person", "candidate") else None
    return person.choice if person else registry.name_of(value, period.to)


def _typed(values: list[Any], kind: str) -> Any:
    """Values of a column: an array of the column's dtype, the list itself for texts."""
    if kind in ("money", "integer"):
        return pd.array(values, dtype="Int64")
    if kind == "decimal":
        return np.array([float("nan") if value is None else float(value) for value in values], dtype="float64")
    if kind == "date":
        return np.array(values, dtype="datetime64[D]").astype("datetime64[us]")
    return values


def _read_cell(read: Reader, column: Column, unit: str, value: Any, font: str = "") -> Reading:
    """What every type has in common: error values, texts in the encodings before Unicode, look-alike letters."""
    if isinstance(value, CellError):
        return Reading(None, "cell_error")
    if column.type not in TEXT_TYPES or not isinstance(value, str):
        return read(unit, value)
    if encoding := legacy_encoding(value, font):
        return Reading(None, "legacy_encoding", clean(decode_legacy(value, encoding, draws_capitals(font))))
    reading = read(unit, value)
    if reading.value is not None and not reading.note and is_look_alike(value):
        return Reading(reading.value, "look_alike")
    return reading


def _reader(column: Column, definition: Definition, names: Names, period: Period) -> Reader:
    """How the cells of a column are read, by its type."""
    if column.type == "choice":
        choices = definition.choice(column.choices)
        return lambda unit, value: choice_code(choices, as_text(value))
    window = (period.from_, period.to)
    readers: dict[str, Reader] = {
        "money": lambda unit, value: read_money(value),
        "integer": lambda unit, value: read_integer(value),
        "decimal": lambda unit, value: read_decimal(value),
        "date": lambda unit, value: read_date(value, window),
        "person": lambda unit, value: names.person(unit, as_text(value)),
        "candidate": lambda unit, value: names.candidate(unit, as_text(value)),
        "unit": lambda unit, value: names.unit(as_text(value)),
        "period": lambda unit, value: read_month(value),
        "document": lambda unit, value: Reading(_AROUND_SIGNS.sub(r"\1", as_text(value)) or None),
    }
    return readers.get(column.type, lambda unit, value: Reading(as_text(value) or None))


def as_text(value: Any) -> str:
    """A value of any type as a person reads it: digits keep their shape, dates are day first."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format_decimal(value).replace(".", "")
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%H:%M} {format_date(value)}"
    if isinstance(value, date):
        return format_date(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _note_frame(notes: list[Note]) -> pd.DataFrame:
    columns = list(zip(*notes, strict=True)) if notes else [()] * len(NOTE_COLUMNS)
    return pd.DataFrame({name: pd.Series(list(values), dtype="int64" if name == "row" else object)
                         for name, values in zip(NOTE_COLUMNS, columns, strict=True)})
