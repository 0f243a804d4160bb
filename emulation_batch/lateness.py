"""Who sent when: every unit of every month as the month's own manifest tells it, and the rates of a year.

A sealed manifest never changes, so a file that comes later, for a month that is closed, makes nothing on time. An extension
counts when it stood in the registry at the run that was sealed; it is kept in the manifest with its basis.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from emulation_batch import ledger

COLUMNS = ("unit", "name", "month", "standing", "expected", "received", "on_time", "days_late", "due", "received_at",
           "first_at", "attempts", "extended", "basis")
RATE_COLUMNS = ("unit", "year", "expected", "received", "on_time")
DTYPES = {"expected": "bool", "received": "bool", "on_time": "bool", "days_late": "Int64", "attempts": "int64"} | dict.fromkeys(
    ("due", "received_at", "first_at"), "datetime64[us, UTC+07:00]")
USABLE = ("accepted", "superseded")
EMPTY = ("accepted", "returned")
"""Outcome and standing where a workbook was taken in that has no rows and declares nothing: it is not usable."""
ATTEMPTS = ("accepted", "superseded", "refused")


def book(output: Path, months: Iterable[str]) -> pd.DataFrame:
    """Frame COLUMNS, one line for each unit that had to report in each of these run months, in their order.

    expected: False only while nothing usable came and the due time had not come at that run. received: a usable workbook
    came (also one that declares nil). on_time: it came by `due`, which is the unit's own when it was `extended` (the day as
    text, else ""), with the `basis`. days_late: days of the calendar after `due`, 0 when on time or later on the same day,
    <NA> while nothing usable came. received_at: of the workbook that counts; first_at: of the unit's first usable one.
    attempts: files of the unit, copies apart. Moments are of Vietnam.
    UsageFault when a manifest cannot be read.
    """
    return of_manifests(ledger.manifest_of(output / month) for month in months)


def of_manifests(manifests: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """The same of manifests at hand."""
    lines = [line for manifest in manifests for line in _lines(manifest)]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype(DTYPES)


def came_later(output: Path, lines: pd.DataFrame, months: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The (unit, month) of these lines without a usable workbook for which one of these run months accepted one later: the line
    stays as it was, its rows are counted."""
    lacking = {*zip(*(lines.loc[~lines["received"], key] for key in ("unit", "month")), strict=True)}
    return frozenset(place for place, item in ledger.holders(ledger.processed(output, months)).items()
                     if place in lacking and item.month != item.period)


def rates(lines: pd.DataFrame) -> pd.DataFrame:
    """Frame RATE_COLUMNS: months counted by unit and year ("2022"), years in order, units as they first stand in the book."""
    counted = lines.assign(year=lines["month"].str[:4]).groupby(["year", "unit"], sort=False)[
        ["expected", "received", "on_time"]].sum().reset_index()
    return counted.sort_values("year", kind="stable").reset_index(drop=True)[list(RATE_COLUMNS)]


def _lines(manifest: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for unit in manifest["units"]:
        files = [file for file in manifest["files"] if file["unit"] == unit["unit"] and "period" not in file]
        usable = [file for file in files if file["outcome"] in USABLE and (file["outcome"], unit["standing"]) != EMPTY]
        granted = unit.get("extended", {})
        due = ledger.due_of(manifest, unit)
        counted = next((_moment(file) for file in usable if file["outcome"] == "accepted"), None)
        late = None if counted is None else max((counted.date() - due.date()).days, 0)
        awaited = counted is None and datetime.fromisoformat(manifest["as_of"]) <= due
        yield (unit["unit"], unit["name"], manifest["period"], unit["standing"], not awaited, counted is not None,
               counted is not None and counted <= due, late, due, counted, min(map(_moment, usable), default=None),
               sum(file["outcome"] in ATTEMPTS for file in files), granted.get("due", "")[:10], granted.get("basis", ""))


def _moment(file: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(file["received_at"])
