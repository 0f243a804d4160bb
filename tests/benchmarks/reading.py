"""Reading a province's workbooks: ours beside bare calamine and beside pandas with openpyxl, all in one run."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from support.paths import shipped_definition

from benchmarks.measure import Asked
from benchmarks.province import month, province, write_inbox
from emulation_batch.batch import Received
from emulation_batch.reading import read_all
from emulation_batch.reading.book import read_book

UNITS, SLOW = 60, 6


def ways(folder: Path, units: int) -> dict[str, Callable[[], int]]:
    """Bare calamine first. Ours looks at every file, reads every cell twice and hands the rows over from its own process."""
    definition, contents = shipped_definition(), [path.read_bytes() for path in write_inbox(folder, province(units), month())]
    received = [Received(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, datetime(2022, 3, 1, tzinfo=UTC),
                         "", path, ".xlsx") for path in sorted(folder.iterdir())]

    def calamine() -> int:
        from python_calamine import CalamineWorkbook

        for content in contents:
            book = CalamineWorkbook.from_filelike(BytesIO(content))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()
        return len(contents)

    def in_process() -> int:
        return len([read_book(content, hashlib.sha256(content).hexdigest(), definition) for content in contents])

    def workers(count: int) -> Callable[[], int]:
        return lambda: len(read_all(received, definition, count))

    def pandas() -> int:
        from pandas import read_excel

        for content in contents[:SLOW]:
            read_excel(BytesIO(content), sheet_name=None, engine="openpyxl")
        return len(contents[:SLOW])

    return {"bare calamine": calamine, "ours, look and two readings": in_process, "ours, one worker": workers(1),
            "ours, two workers": workers(2), "pandas.read_excel (openpyxl)": pandas}


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results."""
    units = asked.units or UNITS
    with TemporaryDirectory() as folder:
        measured = in_turns(ways(Path(folder), units), asked.turns)
    return table(f"Reading a workbook, of {units}", measured), {
        item.name: {"ms": item.each * 1000, "spread": item.spread} for item in measured}
