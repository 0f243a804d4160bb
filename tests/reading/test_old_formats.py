"""What calamine gives of a workbook, in our terms."""

import zipfile

from emulation_batch.batch import CellError
from emulation_batch.reading.old_formats import calamine_grids
from emulation_batch.reading.package import Package
from emulation_batch.reading.streaming import read_grid


def test_our_reading_agrees_with_calamine(filled, tmp_path):
    """Two readers, one workbook: the values are the same wherever calamine shows any."""
    content = filled.read_bytes()
    theirs = {grid.name: grid.rows for grid in calamine_grids(content, lambda name: False)}
    with zipfile.ZipFile(filled) as archive:
        package = Package(archive)
        ours = {name: read_grid(package, name, hidden, package.read(part), 100_000).rows for name, hidden, part in package.sheets}
    shown = {name: {row: kept for row, values in rows.items()
                    if (kept := {column: value for column, value in values.items() if not isinstance(value, CellError)})}
             for name, rows in ours.items()}
    assert shown == theirs and sum(map(len, theirs.values())) > 100
