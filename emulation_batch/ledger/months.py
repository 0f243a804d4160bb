"""The months that were run or sealed, their manifests and their findings."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emulation_batch.errors import UsageFault, cause_of
from emulation_batch.findings import FINDING_COLUMNS, Finding
from emulation_batch.ledger.kept import SEAL, together
from emulation_batch.periods import MONTH, Month

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

MANIFEST, RECORDS, FINDINGS = "manifest.json", "records", "findings.csv"


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
    """The manifest of a run folder; UsageFault when it cannot be read, with the cause where the system tells one."""
    cause = ""
    try:
        found = _object_in(run_folder / MANIFEST)
    except OSError as error:
        found, cause = None, f": {cause_of(error)}"
    if found is None:
        raise UsageFault(f"{run_folder / MANIFEST} không đọc được{cause}. Lấy lại từ bản sao lưu, hoặc chạy lại "
                         f"“emulation-batch run {run_folder.name}”.")
    return found


def due_of(manifest: dict[str, Any], unit: dict[str, Any]) -> datetime:
    """The due time of one of the units of a manifest: the month's, or its own where it was extended."""
    return datetime.fromisoformat(unit.get("extended", {}).get("due") or manifest["window"]["due"])


def read_json(path: Path) -> dict[str, Any] | None:
    """The object that a JSON file holds, None when there is no such file or it holds something else."""
    try:
        return _object_in(path)
    except OSError:
        return None


def _object_in(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def load_made(output: Path, month: str, name: str) -> pd.DataFrame | None:
    """A table that a run made of a month (results, proposals, decisions), None when the month has none of that name."""
    import pandas as pd

    path = output / month / RECORDS / f"{name}.parquet"
    return pd.read_parquet(path) if path.is_file() else None


def columns_made(output: Path, months: Sequence[str], name: str, columns: list[str]) -> pd.DataFrame:
    """Some columns of a table that runs of sealed months made, of all these together, in their order."""
    import pyarrow as pa

    def make() -> pa.Table:
        return pa.concat_tables(read_table(output / month / RECORDS / f"{name}.parquet", columns) for month in months)

    return together(output, months, [name, *columns], make).to_pandas(use_threads=False)


def rows_made(output: Path, made: str, name: str) -> list[dict[str, Any]]:
    """A table that a run made as rows, [] when there is no such table; `made` may be a span, too. Days are datetimes."""
    path = output / made / RECORDS / f"{name}.parquet"
    return read_table(path).to_pylist() if path.is_file() else []


def all_rows_made(output: Path, months: Sequence[str], name: str) -> list[dict[str, Any]]:
    """The same of several sealed months, in their order, each row with its month as `made`. A column that a month lacks is
    None there."""
    import pyarrow as pa

    def make() -> pa.Table:
        paths = {month: output / month / RECORDS / f"{name}.parquet" for month in months}
        found = [(month, read_table(path)) for month, path in paths.items() if path.is_file()]
        tables = [table.append_column("made", pa.array([month] * len(table), pa.string())) for month, table in found]
        return pa.concat_tables([pa.table({"made": pa.array([], pa.string())}), *tables], promote_options="permissive")

    return together(output, months, [name], make).to_pylist()


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    """A table of records/ as Arrow has it, what pandas noted beside it left out. It is small: reading it as one buffer, without
    threads, costs least."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(pa.BufferReader(path.read_bytes()), pre_buffer=False) as file:
        if not file.metadata.num_rows:
            return file.schema_arrow.empty_table().select(columns or file.schema_arrow.names).replace_schema_metadata()
        return file.read(columns, use_threads=False).replace_schema_metadata()


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
