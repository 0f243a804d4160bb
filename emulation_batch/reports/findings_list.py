"""Findings as a person works through them: by sheet and row; many of one kind in one column become one item."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, shown
from emulation_batch.reports.wording import column_header
from emulation_batch.vietnamese import clean

MOST_ALIKE = 5
LONGEST_QUOTE = 200
CELL = re.compile(r"([A-Z]+)(\d+)\Z")


def listed(definition: Definition, findings: Iterable[Finding]) -> list[list[str]]:
    """One list of lines for each item: where, what stands there, what is wrong, how to mend it, the code.

    More than five findings of one code in one column are one item that names every cell and quotes the first.
    """
    order = {sheet.name: number for number, sheet in enumerate(definition.sheets)}
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda item: (order.get(item.sheet, len(order)), item.sheet, *_position(item))):
        groups.setdefault((finding.code, finding.sheet, finding.column), []).append(finding)
    items = [alike for group in groups.values()
             for alike in ([group] if len(group) > MOST_ALIKE else [[finding] for finding in group])]
    items.sort(key=lambda alike: (order.get(alike[0].sheet, len(order)), alike[0].sheet, *_position(alike[0])))
    return [list(_item(definition, alike)) for alike in items]


def _position(finding: Finding) -> tuple[int, int, str, str]:
    match = CELL.match(finding.cell)
    return (int(match[2]), len(match[1]), match[1], finding.code) if match else (0, 0, finding.cell, finding.code)


def _item(definition: Definition, alike: Sequence[Finding]) -> Iterator[str]:
    first = alike[0]
    header = clean(column_header(definition, first.sheet, first.column))
    form = first.sheet == definition.form.name
    column = f", {'mục' if form else 'cột'} {header}" if header else ""
    where = f"Trang {clean(first.sheet)}" if first.sheet else f"Tệp “{clean(first.file)}”"
    if len(alike) > 1:
        yield f"{where}{column}, {len(alike)} chỗ: ô {', '.join(cell_runs([finding.cell for finding in alike]))}"
        example = f" (ô {first.cell})"
    else:
        yield f"{where}{f', ô {first.cell}' if first.cell else ''}{column}"
        example = ""
    if first.cell:
        yield f"Đã ghi{example}: {clean(shown(first.value, LONGEST_QUOTE)) or '(để trống)'}"
    yield f"Vấn đề{example}: {clean(first.message)}"
    if first.mend:
        yield f"Cách sửa{example}: {clean(first.mend)}"
    yield f"Mã: {first.code}"


def cell_runs(cells: Sequence[str]) -> list[str]:
    """["L8", "L9", "L10", "L12"] -> ["L8-L10", "L12"]."""
    matches = sorted({(match[1], int(match[2])) for cell in cells if (match := CELL.match(cell))})
    runs = []
    for (letters, _), run in groupby(enumerate(matches), lambda item: (item[1][0], item[1][1] - item[0])):
        rows = [row for _, (_, row) in run]
        runs.append(f"{letters}{rows[0]}" + (f"-{letters}{rows[-1]}" if len(rows) > 1 else ""))
    return runs
