"""What of a month is each unit's own, sorted out once for the letters of all."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData, Submission, UnitStanding
from emulation_batch.findings import Finding, by_unit


@dataclass(frozen=True)
class Own:
    """One unit's findings, its files beside the accepted one, its figures of the month as (name, value, measure), and how many
    rows of its accepted file were taken in and refused."""

    findings: Sequence[Finding]
    files: Sequence[Submission]
    figures: Sequence[tuple[str, Any, str]]
    accepted: int
    refused: int


class Sorted:
    """A month sorted out by units."""

    def __init__(self, month: MonthData) -> None:
        self._findings = by_unit(month.judged.findings)
        self._files: dict[str, list[Submission]] = defaultdict(list)
        for item in month.submissions:
            if item.outcome != "accepted":
                self._files[item.unit].append(item)
        self._figures: dict[str, list[tuple[str, Any, str]]] = defaultdict(list)
        lines = month.figures[month.figures["period"] == month.period.key]
        for unit, *line in zip(*(lines[key].tolist() for key in ("unit", "name", "value", "measure")), strict=True):
            self._figures[unit].append(tuple(line))
        self._accepted, self._refused = (_rows(frames) for frames in (month.judged.accepted, month.judged.refused))

    def of(self, standing: UnitStanding) -> Own:
        """What is the unit's own."""
        unit, sent = standing.unit, standing.submission.received.sha256 if standing.submission else ""
        return Own(self._findings.get(unit, ()), self._files.get(unit, ()), self._figures.get(unit, ()),
                   self._accepted[sent], self._refused[sent])


def _rows(frames: dict[str, pd.DataFrame]) -> Counter[str]:
    """How many rows there are by file."""
    found: Counter[str] = Counter()
    for frame in frames.values():
        found.update(frame["_file"].value_counts().to_dict())
    return found
