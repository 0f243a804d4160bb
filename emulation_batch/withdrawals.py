"""Nominations that a sealed month's lists name and a correction takes back or holds up: those papers are not written again, so
people must be told."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from emulation_batch import ledger
from emulation_batch.barriers import barriers_of
from emulation_batch.batch import MonthData
from emulation_batch.changes import Correction, Withdrawn
from emulation_batch.council import GOES_FORWARD, MET
from emulation_batch.council_keys import proposal_keys
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.proposals import AWARD, SUBJECT, SUBJECTS

GONE, RETURNED, BLOCKED = "gone", "returned", "blocked"
Nomination = tuple[str, str, str, str, str]
"""Unit, kind, award, subject and candidate."""


def withdrawn(output: Path, months: Sequence[MonthData], corrections: Iterable[Correction],
              before: Sequence[Mapping[str, pd.DataFrame]]) -> tuple[Withdrawn, ...]:
    """Who stands in the lists of these months as sealed and is, after the corrections, no longer nominated, or held back, and
    was not so before them. before: the truth until now of each month."""
    again = {(item.submission.period, item.unit) for item in corrections if item.before}
    return tuple(item for month, old in zip(months, before, strict=True)
                 for units in [{unit for period, unit in again if period == month.period.key}] if units
                 for item in _of_month(output, month, units, old))


def _of_month(output: Path, month: MonthData, units: Collection[str], old: Mapping[str, pd.DataFrame]) -> Iterator[Withdrawn]:
    period = month.period.key
    was = _nominated(month, {key: frame[frame["_period"] == period] for key, frame in old.items()}, units)
    now, refused = (_nominated(month, frames, units) for frames in (month.judged.accepted, month.judged.refused))
    for nomination, name in _listed(output, period).items():
        how = RETURNED if nomination in refused else GONE
        if nomination in now:
            how = BLOCKED if now[nomination] and not was.get(nomination) else ""
        if how and nomination in was:
            yield Withdrawn(period, name, month.definition.label("hinh_thuc_khen", nomination[2]), how)


def _nominated(month: MonthData, frames: Mapping[str, pd.DataFrame], units: Collection[str]) -> dict[Nomination, bool]:
    """The nominations of these units, each with whether something stands against every row of it."""
    found: dict[Nomination, bool] = {}
    for sheet in month.definition.tables:
        if sheet.subject == "proposal":
            who = next(column.key for column in sheet.columns if column.type == "candidate")
            frame = frames[sheet.key]
            for row in plain_rows(frame[frame["_unit"].isin(list(units))]):
                kind = row[sheet.kind_column] or ""
                place = row["_unit"], kind, row[AWARD] or "", SUBJECTS.get(row[SUBJECT], ""), row[who] or ""
                found[place] = found.get(place, True) and bool(barriers_of(row, kind))
    return found


def _listed(output: Path, period: str) -> dict[Nomination, str]:
    """Who stands in the lists that the month printed, with the name there."""
    made = ledger.load_made(output, period, "proposals")
    if made is None:
        return {}
    said = {row["key"]: row["verdict"] for row in ledger.rows_made(output, period, "decisions")
            if row["period"] == period and row["stands"]}
    return {(row["unit"], row["kind"], row["award"], row["subject"], row["candidate"]): row["name"]
            for row, key in zip(each_row(made), proposal_keys(period, made), strict=True)
            if row["award"] and row["candidate"]
            and (said[key] == MET if key in said else row["standing"] in GOES_FORWARD)}
