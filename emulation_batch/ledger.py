"""What earlier months accepted and sealed: read for later months, and held by a chain of seals.

A seal is `seal.json` in a run folder: the sha256 of the folder's manifest, and the sha256 of the seal before it. The manifest
holds the sha256 of every file it lists, so a changed record of a sealed month shows. Papers that people completed before the
month was sealed have their own sha256 in the seal.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from emulation_batch import __version__
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.findings import FINDING_COLUMNS, Finding
from emulation_batch.periods import MONTH, Month
from emulation_batch.whole_files import write_whole

SEAL, MANIFEST, RECORDS, FINDINGS = "seal.json", "manifest.json", "records", "findings.csv"
ROW_COLUMNS = ("_ref", "_unit", "_period", "_file", "_row")
DTYPES = {"money": "Int64", "integer": "Int64", "decimal": "float64", "date": "datetime64[us]"}


def sealed_months(output: Path) -> list[str]:
    """Names of the months whose run folder holds a seal, in order."""
    return _months_with(output, SEAL)


def run_months(output: Path) -> list[str]:
    """Names of the months that have a run folder, sealed or not, in order."""
    return _months_with(output, MANIFEST)


def _months_with(output: Path, file: str) -> list[str]:
    folders = output.iterdir() if output.is_dir() else ()
    return sorted(folder.name for folder in folders if MONTH.match(folder.name) and (folder / file).is_file())


def manifest_of(run_folder: Path) -> dict[str, Any]:
    """The manifest of a run folder; UsageFault when it cannot be read."""
    found = _read_json(run_folder / MANIFEST)
    if found is None:
        raise UsageFault(f"{run_folder / MANIFEST} không đọc được. Lấy lại từ bản sao lưu, hoặc chạy lại "
                         f"“emulation-batch run {run_folder.name}”.")
    return found


def load_past(output: Path, before: Month, definition: Definition) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Accepted rows of the sealed months before a month, and those months: one frame a table sheet, older months first.

    Columns are `_ref _unit _period _file _row` and those of the definition of today: a column that came later is NA in the
    months before it, one that was dropped is left out. Whether the seals hold is told by `broken_seals`.
    """
    months = [month for month in sealed_months(output) if month < str(before)]
    return {sheet.key: _past_rows([output / month / RECORDS / f"{sheet.key}.parquet" for month in months], sheet)
            for sheet in definition.tables}, months


def load_findings(output: Path, before: Month, unguarded: Callable[[str], str]) -> dict[str, tuple[Finding, ...]]:
    """The findings of each sealed month before a month, as its findings.csv tells them; older months first.

    unguarded: takes off what the writer put before a text that a spreadsheet would run. A month without the file, or with
    one of other columns, has none.
    """
    return {month: tuple(_findings(output / month / FINDINGS, unguarded))
            for month in sealed_months(output) if month < str(before)}


def _findings(path: Path, unguarded: Callable[[str], str]) -> Iterator[Finding]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        if set(FINDING_COLUMNS) <= set(lines.fieldnames or ()):
            yield from (Finding(*(unguarded(line[column] or "") for column in FINDING_COLUMNS)) for line in lines)


def _past_rows(paths: list[Path], sheet: Sheet) -> pd.DataFrame:
    dtypes = {"_row": "int64"} | dict.fromkeys(ROW_COLUMNS[:4], "str") | {c.key: _dtype(c) for c in sheet.columns}
    columns = [*ROW_COLUMNS, *(column.key for column in sheet.columns)]
    empty = pd.DataFrame(columns=columns, dtype=object).astype(dtypes)
    frames = [pd.read_parquet(path).reindex(columns=columns).astype(dtypes) for path in paths if path.is_file()]
    return pd.concat([empty, *frames], ignore_index=True)


def _dtype(column: Column) -> str:
    return DTYPES.get(column.type, "str")


def seal(run_folder: Path, previous: Path | None, as_of: datetime, more: Mapping[str, Any] | None = None) -> Path:
    """Close a run folder after the month `previous` (its run folder; None for the first seal); gives the seal's path.

    more: what else the seal tells: `completed` {path: sha256}, papers finished by hand since the run; `forced`.
    Refuses with CannotWrite what is sealed, UsageFault what was not run or does not come after the previous seal.
    """
    manifest, target = run_folder / MANIFEST, run_folder / SEAL
    if not manifest.is_file():
        raise UsageFault(f"Kỳ {run_folder.name} chưa có kết quả để chốt. Chạy “emulation-batch run {run_folder.name}” trước.")
    if target.exists():
        raise CannotWrite(f"Kỳ {run_folder.name} đã chốt. Số liệu sai được điều chỉnh trong kỳ sau.")
    if previous is not None and previous.name >= run_folder.name:
        raise UsageFault(f"Kỳ {previous.name} đã chốt rồi nên không chốt được kỳ {run_folder.name} ở trước. "
                         "Ghi điều chỉnh vào kỳ đang mở.")
    content = {
        **(more or {}),
        "period": run_folder.name,
        "manifest_sha256": _sha256(manifest),
        "previous_seal_sha256": None if previous is None else _sha256(previous / SEAL),
        "as_of": as_of.isoformat(),
        "program": {"name": "emulation_batch", "version": __version__},
    }
    write_whole(target, (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
    return target


def broken_seals(output: Path) -> list[str]:
    """What no longer agrees with the seals, in words: a changed manifest or record, a broken chain; [] when all hold."""
    months = sealed_months(output)
    folders = [output / month for month in months]
    return [words for folder, previous in zip(folders, [None, *folders], strict=False)
            for words in verify_seal(folder, previous)]


def verify_seal(run_folder: Path, previous: Path | None) -> list[str]:
    """The same for one sealed folder and the sealed folder before it."""
    month = run_folder.name
    sealed = _read_json(run_folder / SEAL)
    if sealed is None or sealed.get("period") != month:
        return [f"Kỳ {month}: tệp {SEAL} không đọc được hoặc không phải của kỳ này."]
    found = []
    manifest = run_folder / MANIFEST
    if not manifest.is_file() or _sha256(manifest) != sealed.get("manifest_sha256"):
        found.append(f"Kỳ {month}: {MANIFEST} đã thay đổi hoặc bị mất sau khi chốt.")
    else:
        found += [f"Kỳ {month}: {name} đã thay đổi hoặc bị mất sau khi chốt." for name in _changed(run_folder, sealed)]
    if sealed.get("previous_seal_sha256") != (None if previous is None else _sha256(previous / SEAL)):
        why = f"{SEAL} của kỳ {previous.name} không còn như khi đó" if previous else "không còn kỳ đã chốt trước đó"
        found.append(f"Kỳ {month}: chuỗi chốt bị đứt, vì {why}.")
    return found


def _changed(run_folder: Path, sealed: dict[str, Any]) -> list[str]:
    """Records that no longer have the sha256 of the manifest, for later months read them; completed papers likewise."""
    outputs = (_read_json(run_folder / MANIFEST) or {}).get("outputs", {})
    held = {name: sha256 for name, sha256 in outputs.items() if name.startswith(f"{RECORDS}/")} | sealed.get("completed", {})
    return [name for name, sha256 in sorted(held.items())
            if not ((run_folder / name).is_file() and _sha256(run_folder / name) == sha256)]


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
