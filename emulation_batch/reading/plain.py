"""A workbook as typed, as JSON bytes and back: plain values that can be kept, and read without running anything.

Every mapping is a list of pairs, so that an object is always a value which JSON does not know, under the name of its type.
"""

import json
from collections.abc import ItemsView, KeysView, ValuesView
from datetime import date, datetime, time
from typing import Any

from emulation_batch.batch import CellError, Fault, RawBook, RawSheet
from emulation_batch.council import FilledLine, FilledRegister
from emulation_batch.layout import Stamp

_TYPES = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat, "error": CellError}


def as_bytes(book: RawBook) -> bytes:
    """TypeError for a value that a workbook does not hold."""
    plain = (book.sha256, book.kind, vars(book.stamp).values(), book.marks,
             [(key, _plain_sheet(sheet)) for key, sheet in book.sheets.items()],
             [_plain_fault(fault) for fault in book.faults], book.register and _plain_register(book.register))
    return json.dumps(plain, default=_plain, separators=(",", ":")).encode("ascii")


def from_bytes(content: bytes) -> RawBook:
    """The workbook that `as_bytes` gave these bytes; ValueError, TypeError or LookupError for any others."""
    sha256, kind, stamp, marks, sheets, faults, register = json.loads(content, object_hook=_value)
    return RawBook(sha256, kind, Stamp(*stamp), tuple(marks), {key: _sheet(*sheet) for key, sheet in sheets},
                   tuple(_fault(*fault) for fault in faults), register and _register(*register))


def _plain(value: Any) -> Any:
    if type(value) in (date, datetime, time):
        return {type(value).__name__: value.isoformat()}
    if type(value) is CellError:
        return {"error": value.text}
    if isinstance(value, (ItemsView, KeysView, ValuesView)):
        return list(value)
    raise TypeError(type(value))


def _value(pairs: dict[str, str]) -> Any:
    ((name, text),) = pairs.items()
    return _TYPES[name](text)


def _plain_sheet(sheet: RawSheet) -> tuple[Any, ...]:
    return (sheet.key, sheet.name, sheet.columns.items(), [(row, values.keys(), values.values()) for row, values in sheet.rows],
            sheet.cells.items(), sheet.outside, sheet.fonts.items())


def _sheet(key: str, name: str, columns: Any, rows: Any, cells: Any, outside: Any, fonts: Any) -> RawSheet:
    return RawSheet(key, name, dict(columns), [(row, dict(zip(keys, values, strict=True))) for row, keys, values in rows],
                    dict(cells), list(map(tuple, outside)), {(row, column): font for (row, column), font in fonts})


def _plain_fault(fault: Fault) -> tuple[Any, ...]:
    return (fault.code, fault.sheet, fault.cell, fault.value, fault.words.items(), fault.severity, fault.message, fault.mend)


def _fault(code: str, sheet: str, cell: str, value: str, words: Any, *told: str) -> Fault:
    return Fault(code, sheet, cell, value, dict(words), *told)


def _plain_register(register: FilledRegister) -> tuple[Any, ...]:
    return (register.period, [(line.sheet, line.key, line.mark, line.cells.items(), line.name) for line in register.lines],
            register.meeting.items(), register.held.items())


def _register(period: str, lines: Any, meeting: Any, held: Any) -> FilledRegister:
    return FilledRegister(period, tuple(FilledLine(sheet, key, mark, _cells(cells), name)
                                        for sheet, key, mark, cells, name in lines),
                          _cells(meeting), {sheet: tuple(keys) for sheet, keys in held})


def _cells(pairs: Any) -> dict[str, tuple[str, Any]]:
    return {name: (cell, value) for name, (cell, value) in pairs}
