"""Run folders as the batch leaves them, small: accepted rows, a manifest that lists them, a seal."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from support.judged import frame
from support.paths import shipped_definition

from emulation_batch.ledger import seal
from emulation_batch.periods import VIETNAM_TIME

AS_OF = datetime(2022, 3, 16, 18, 0, tzinfo=VIETNAM_TIME)


def sha256(path: Path) -> str:
    """Of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_run(output: Path, month: str, rows: dict[str, list[dict[str, Any]]] | None = None, definition: Any = None,
              corrections: dict[str, dict[str, list[dict[str, Any]]]] | None = None, files: Any = ()) -> Path:
    """A run folder: rows by sheet; corrections: rows by sheet for each corrected month; files: entries of the manifest."""
    folder, definition = output / month, definition or shipped_definition()
    for place, of, kept in ((folder / "records", month, rows or {}),
                            *((folder / "records/corrections" / key, key, lines) for key, lines in (corrections or {}).items())):
        place.mkdir(parents=True)
        for sheet in definition.tables:
            frame(sheet, kept.get(sheet.key, []), of).to_parquet(place / f"{sheet.key}.parquet")
    outputs = {path.relative_to(folder).as_posix(): sha256(path) for path in folder.rglob("*.parquet")}
    content = {"period": month, "outputs": outputs, "files": list(files), "units": [{"unit": code} for code in ("VP", "BCXB", "TTCNTT")]}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def file_of(unit: str, sha: str, attempt: int = 1, day: int = 1, **more: Any) -> dict[str, Any]:
    """An accepted file as a manifest tells it; `period` for a correction."""
    return {"name": f"{unit}.xlsx", "unit": unit, "sha256": sha, "attempt": attempt, "outcome": "accepted",
            "received_at": datetime(2022, 1, day, 8, tzinfo=VIETNAM_TIME).isoformat()} | more


def seal_all(output: Path, *months: str, as_of: datetime = AS_OF) -> None:
    """Seal run folders one after the other."""
    previous = None
    for month in months:
        seal(output / month, previous, as_of)
        previous = output / month
