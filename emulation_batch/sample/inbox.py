"""The sample inbox: seven good months, and a demo month with the mistakes that really arrive."""

import importlib.resources
import os
import shutil
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from emulation_batch.definition import Definition
from emulation_batch.periods import Month, Period, parse_month, period_of
from emulation_batch.registry import Registry, Unit
from emulation_batch.sample.content import MONTHS, Content, content_of

Write = Callable[[Path, Unit, Period, dict[str, Any], dict[str, list[dict[str, Any]]]], None]
"""Writes one workbook: write(path, unit, period, form, rows), form and rows as in `Content`."""


@dataclass(frozen=True)
class Planted:
    """One mistake of the demo month.

    In a cell: `row` is the data row of the sheet (1 is the first), `typed` what stands there (None: left blank);
    `decomposed`: the same words in decomposed Unicode. outcome: understood (no finding), finding (an error or a query at
    that cell), or what becomes of the file (superseded, duplicate, refused, set_aside), of the unit (late, missing, nil) or
    of the proposal (blocked).
    """

    unit: str
    kind: str
    outcome: str
    sheet: str = ""
    column: str = ""
    row: int = 0
    attempt: int = 1
    typed: Any = None
    decomposed: bool = False


_MARCH = tomllib.loads((importlib.resources.files("emulation_batch.sample") / "march.toml").read_text("utf-8"))
DEMO_PERIOD: str = _MARCH["period"]
DEMO_AS_OF: str = _MARCH["as_of"].isoformat()
PLANTED = tuple(Planted(**mistake) for mistake in _MARCH["mistakes"])
ARRIVED: tuple[dict[str, Any], ...] = tuple(_MARCH["files"])
HOURS_BETWEEN_UNITS = 3.25

_PDF_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>")


def write_inbox(workspace: Path, definition: Definition, registry: Registry, write_workbook: Write) -> dict[str, list[str]]:
    """Lay down inbox/2021-08 … inbox/2022-03 in a workspace. Returns the names of the files by month, in order of arrival.

    The times of the files are those of their arrival; nothing depends on the clock. Existing files are overwritten.
    """
    return {str(month): _write_month(workspace / "inbox" / str(month), _period(month, definition, registry),
                                     definition, registry, write_workbook)
            for month in MONTHS}


def _period(month: Month, definition: Definition, registry: Registry) -> Period:
    return period_of(month, definition.window, registry.worked, registry.free)


def _write_month(folder: Path, period: Period, definition: Definition, registry: Registry, write: Write) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    files = ARRIVED if period.key == DEMO_PERIOD else _good_month(registry, period)
    for file in files:
        path = folder / file["name"]
        _write_file(path, file, period, definition, registry, write)
        _received(path, period.due - timedelta(hours=file["hours"]))
    return [file["name"] for file in sorted(files, key=lambda file: -file["hours"])]


def _good_month(registry: Registry, period: Period) -> tuple[dict[str, Any], ...]:
    """One workbook of every unit, all in time."""
    return tuple({"unit": unit.code, "name": f"TD_{unit.code}_{period.key}.xlsx", "hours": 2 + HOURS_BETWEEN_UNITS * number}
                 for number, unit in enumerate(registry.units_on(period.to)))


def _write_file(path: Path, file: dict[str, Any], period: Period, definition: Definition, registry: Registry,
                write: Write) -> None:
    match file.get("kind", "workbook"):
        case "copy":
            shutil.copyfile(path.with_name(file["of"]), path)
        case "pdf":
            path.write_bytes(blank_pdf())
        case _:
            made_for = _period(parse_month(file.get("period", period.key)), definition, registry)
            unit = registry.unit(file["unit"], made_for.to)
            if unit is None:
                raise ValueError(f"the registry has no unit {file['unit']}")
            content = demo_content(unit, made_for, definition, registry, file.get("attempt", 1))
            write(path, unit, made_for, content.form, content.rows)


def demo_content(unit: Unit, period: Period, definition: Definition, registry: Registry, attempt: int = 1) -> Content:
    """What a unit typed, with the planted mistakes where it is the demo month."""
    content = content_of(unit, period, definition, registry, attempt)
    if period.key == DEMO_PERIOD:
        for planted in PLANTED:
            if planted.sheet and (planted.unit, planted.attempt) == (unit.code, attempt):
                _plant(content.rows[planted.sheet][planted.row - 1], planted)
    return content


def _plant(row: dict[str, Any], planted: Planted) -> None:
    if planted.decomposed:
        row[planted.column] = unicodedata.normalize("NFD", row[planted.column])
    elif planted.typed is None:
        del row[planted.column]
    else:
        row[planted.column] = planted.typed


def _received(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def blank_pdf() -> bytes:
    """A PDF of one blank page: what a scanned signature looks like to the program."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(_PDF_OBJECTS, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(_PDF_OBJECTS) + 1
    return content + b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(content))
