"""The finished files of a month, read again from the disk before they are kept: every paper whole, and one number everywhere.

The figures of `records/` are the measure: the register's sheet of figures and every table of figures in Word must say the same.
"""

import zipfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import count, takewhile, zip_longest
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from emulation_batch.batch import MonthData
from emulation_batch.cache import kept
from emulation_batch.definition import Sheet
from emulation_batch.errors import Fault, TemplateFault, Unbalanced
from emulation_batch.package_check import XML, Broken, Seen, Unpacking, require_whole, whole_parts
from emulation_batch.processes import Begin
from emulation_batch.reports.context import CONTEXTS
from emulation_batch.reports.copies import REGISTER, Views
from emulation_batch.reports.docx_check import BODY, Expected, parts, table_rows
from emulation_batch.reports.docx_scan import Scan, in_stretches
from emulation_batch.reports.finished_register import FinishedRegister
from emulation_batch.reports.plain_values import without_controls
from emulation_batch.reports.register_book import HEADER_ROW, LONGEST_NUMBER
from emulation_batch.reports.register_results import COUNT, FIGURES, KEY, VALUE, amount, figures_sheet
from emulation_batch.reports.register_rows import REF

RECORDS = "records"
MOST_TOLD, AT_A_TIME, LINES = 20, 16, 5_000
"""Differences that are told; papers whose state the cache keeps together; lines of records/ that are held at a time."""
LONG = 1 << 17
"""Bytes of a paper that is unpacked in stretches: that of a country's month is unpacked to more than all else takes."""


def check_finished(folder: Path, views: Views, templates: Path, begin: Begin = partial) -> None:
    """Read what stands in a run folder. TemplateFault for a paper that is broken; Unbalanced, naming each, where two differ.
    begin: lets another process look at the papers of candidates and units."""
    reports = folder / "reports"
    of_month = sorted(reports.glob("*.docx"))
    others = sorted({*reports.rglob("*.docx")} - {*of_month})
    others_whole = begin(_require_all_whole, others)
    _require_all_whole(of_month)
    _require_same(views.month, _differences(folder, views, templates))
    others_whole()


def check_finished_span(folder: Path, month: MonthData, rows: bool) -> None:
    """The same of a review, whose report was held against its tables as it was written. rows: whether its register has them."""
    _require_all_whole(sorted((folder / "reports").rglob("*.docx")))
    _require_same(month, _in_register(folder, month, rows))


def _require_all_whole(paths: Sequence[Path]) -> None:
    """Some papers together, which need not be looked at again when each of them stood so in an earlier run."""
    seen = Seen()

    def look(some: Sequence[Path]) -> bytes:
        for path in some:
            _require_whole(path, seen)
        return b""

    for start in range(0, len(paths), AT_A_TIME):
        some = paths[start:start + AT_A_TIME]
        kept("whole", [sha256(path.read_bytes()).hexdigest() for path in some], partial(look, some))


def _require_same(month: MonthData, found: Iterator[Fault]) -> None:
    if differences := tuple(found):
        raise Unbalanced(f"Số liệu giữa các tệp của kỳ {month.period.key} không khớp ({len(differences)} chỗ) nên chưa ghi gì; "
                         "kết quả cũ còn nguyên. So lại thẻ trong mẫu Word với mẫu gốc; nếu mẫu đúng, báo người phụ trách "
                         "kỹ thuật.", differences[:MOST_TOLD])


def _require_whole(path: Path, seen: Seen) -> None:
    try:
        if path.stat().st_size < LONG:
            whole_parts(path, seen)
        else:
            _require_whole_stretches(Unpacking(path.read_bytes()), seen)
    except Broken as broken:
        raise TemplateFault(f"Báo cáo {path.name} lập ra {broken} nên chưa ghi gì; kết quả cũ còn nguyên. So lại mẫu Word với "
                            "mẫu gốc.") from None


def _require_whole_stretches(parts: Unpacking, seen: Seen) -> None:
    """Each part is unpacked and not kept."""
    for name in parts:
        if not name.endswith(XML):
            deque(parts.stretches(name), maxlen=0)
    require_whole(parts, seen)


def _differences(folder: Path, views: Views, templates: Path) -> Iterator[Fault]:
    month = views.month
    yield from _in_register(folder, month, True)
    looked_at = views.looked_at if _alike(folder, month.figures) else {}
    for report in month.definition.reports:
        path = folder / "reports" / f"{month.period.key}_{report.what}.docx"
        if report.per == "month" and path.exists():
            content, known = path.read_bytes(), looked_at.get(report.what)
            if known is None or known.sha256 != sha256(content).hexdigest():
                view = replace(views.of(month.definition.readers_of(report.what)), figures=_figures(folder))
                contexts = [context for _, context in CONTEXTS[report.what](view)]
                known = look_at(path.name, content, templates / report.template, contexts)
            yield from known.differing


def _figures(folder: Path) -> pd.DataFrame:
    figures = pd.concat(_records(folder, "figures"), ignore_index=True)
    figures["rows"] = [list(refs) for refs in figures["rows"]]
    return figures


def _records(folder: Path, name: str, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
    return (batch.to_pandas(use_threads=False) for batch in _batches(folder, name, columns))


def _batches(folder: Path, name: str, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
    """The lines of a table of records/, some at a time: of a country's figures there are a million."""
    with pq.ParquetFile(folder / RECORDS / f"{name}.parquet") as file:
        yield from file.iter_batches(LINES, columns=columns, use_threads=False)


def _alike(folder: Path, figures: pd.DataFrame) -> bool:
    """Whether the figures of records/ are those that the papers were made from, each with the rows behind it."""
    start = 0
    for there in _records(folder, "figures"):
        made = figures.iloc[start:start + len(there)]
        start += len(made)
        if len(there) != len(made) or not all(
                there[name].to_numpy(float).tobytes() == made[name].to_numpy(float).tobytes() if name == "value"
                else [list(refs) for refs in there[name]] == made[name].tolist() if name == "rows"
                else there[name].tolist() == made[name].tolist() for name in made):
            return False
    return start == len(figures)


def _in_register(folder: Path, month: MonthData, rows: bool) -> Iterator[Fault]:
    """The register's figures, and its accepted rows where it has them, against those of records/, line by line."""
    tables = month.definition.tables if rows else ()
    try:
        with FinishedRegister(folder / REGISTER, _texts(folder, tables)) as register:
            sheets = takewhile(register.sheets.__contains__, map(figures_sheet, count(1)))
            shown = (line for name in sheets for line in register.columns(name, (KEY, VALUE, COUNT)))
            yield from _compared(f"{REGISTER}, trang {FIGURES}", shown, _kept_figures(folder))
            for sheet in tables:
                yield from _compared(f"{REGISTER}, trang {sheet.name}", register.columns(sheet.name, (REF,)),
                                     zip(_refs(folder, sheet)))
    except Broken as broken:
        yield Fault(REGISTER, f"{broken}.")


def _texts(folder: Path, tables: Iterable[Sheet]) -> Iterator[str]:
    """The texts of the columns that are compared, as records/ have them."""
    yield from (KEY, VALUE, COUNT, REF)
    for sheet in tables:
        yield from _refs(folder, sheet)
    for figures in _records(folder, "figures", ["name", "value"]):
        yield from figures["name"].unique()
        yield from (shown for shown in map(_standing, figures["value"].unique()) if isinstance(shown, str))


def _refs(folder: Path, sheet: Sheet) -> Iterator[str]:
    return (ref for lines in _batches(folder, sheet.key, ["_ref"]) for ref in lines["_ref"].to_pylist())


def _kept_figures(folder: Path) -> Iterator[tuple[Any, ...]]:
    for figures in _batches(folder, "figures", ["name", "value", "rows"]):
        values = figures["value"].to_numpy(zero_copy_only=False)
        known = {value: _standing(value) for value in np.unique(values).tolist()}
        shown = (known[value] if value in known else _standing(value) for value in values.tolist())
        yield from zip(figures["name"].to_pylist(), shown, figures["rows"].value_lengths().to_pylist(), strict=True)


def _compared(where: str, shown: Iterable[tuple[Any, ...]], kept: Iterable[tuple[Any, ...]]) -> Iterator[Fault]:
    """What two tables tell differently: lines that both have, and how many there are."""
    counts = [0, 0]
    for number, pair in enumerate(zip_longest(shown, kept), HEADER_ROW + 2):
        counts = [so_far + (line is not None) for so_far, line in zip(counts, pair, strict=True)]
        if None not in pair and pair[0] != pair[1]:
            yield Fault(f"{where}, hàng {number}", f"ghi {_told(pair[0])}, records ghi {_told(pair[1])}.")
    if counts[0] != counts[1]:
        yield Fault(where, f"có {counts[0]} dòng, records có {counts[1]}.")


def _told(values: tuple[Any, ...]) -> str:
    return "; ".join(f"“{value}”" for value in values)


def _standing(value: Any) -> Any:
    """A figure as a cell of the register gives it back: a workbook keeps 16 digits of a number (8/15 in percent has 17)."""
    shown = amount(value)
    return shown if isinstance(shown, str) else float(f"{shown:.16G}") if abs(shown) < LONGEST_NUMBER else str(shown)


@dataclass(frozen=True)
class LookedAt:
    """A paper of which every cell was held against what it was made from: the hash of its bytes, and what is not the same."""

    sha256: str
    differing: tuple[Fault, ...]


def look_at(name: str, content: bytes, template: Path, contexts: Iterable[dict[str, Any]]) -> LookedAt:
    """Hold the tables of a finished paper against what the figures of records/ print there, cell by cell, piece by piece.
    TemplateFault when something was lost."""
    expected, faults = Expected(parts(template), template.name), []
    for context in contexts:
        expect = without_controls(context.get("expect", {}))
        printed = expected.to_print(expect)
        seen = Scan(printed.take)
        with _body(content) as body:
            for xml in in_stretches(body):
                seen.feed(xml)
        seen.end()
        expected.hold(printed, expect)
        with _body(content) as body:
            faults += [Fault(name, f"bảng “{table}”, dòng {number} ghi “{shown}”, records cho “{meant}”.")
                       for table, number, shown, meant in expected.other_cells(table_rows(body, name), expect.get("cells", {}))]
    return LookedAt(sha256(content).hexdigest(), tuple(faults))


def _body(content: bytes) -> IO[bytes]:
    """The text of a paper that holds together, unpacked as it is read."""
    return zipfile.ZipFile(BytesIO(content)).open(BODY)
