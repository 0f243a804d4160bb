"""One unit's workbook while its month is generated, and the word for a mistake that finds no room in it."""

from dataclasses import dataclass, field
from typing import Any


class DoesNotFit(Exception):
    """A mistake cannot be planted in this workbook: what it needs is taken by another one. Try the next workbook."""


@dataclass
class Workbook:
    """One unit's workbook. marked: sheets on which something relies; closed: sheets that must get no more rows; taken:
    fields of the form that a planter has set; damage: edits of the written file, (name, details)."""

    unit: str
    form: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    clean: bool = False
    refused: bool = False
    marked: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    damage: list[tuple[str, Any]] = field(default_factory=list)
