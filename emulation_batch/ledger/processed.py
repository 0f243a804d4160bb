"""Which workbook holds for a unit's month: of all that were ever processed, in whichever month, the one with the highest
attempt, then received last, then with the larger hash. So the order in which files come and months are sealed changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from emulation_batch.changes import Processed
from emulation_batch.ledger.months import manifest_of

USABLE = ("accepted", "superseded")


def processed(output: Path, months: Iterable[str]) -> list[Processed]:
    """The usable workbooks of these run months, as their manifests tell them."""
    return [_processed(month, item) for month in months for item in manifest_of(output / month).get("files", ())
            if item["outcome"] in USABLE and item["unit"]]


def _processed(month: str, item: dict[str, Any]) -> Processed:
    return Processed(item["unit"], item.get("period", month), item["attempt"] or 1,
                     datetime.fromisoformat(item["received_at"]), item["sha256"], item["name"], month)


def holders(known: Iterable[Processed]) -> dict[tuple[str, str], Processed]:
    """(unit, period) -> the workbook that holds."""
    best: dict[tuple[str, str], Processed] = {}
    for item in known:
        place = item.unit, item.period
        if place not in best or item.rank > best[place].rank:
            best[place] = item
    return best
