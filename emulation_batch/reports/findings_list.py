"""Findings as a person works through them: by sheet and row; many of one kind in one column become one item."""

from collections.abc import Iterable, Iterator, Sequence

from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, alike, as_sent, shown
from emulation_batch.layout import CELL, cell_runs
from emulation_batch.reports.wording import column_header
from emulation_batch.vietnamese import clean

LONGEST_QUOTE = 200


def listed(definition: Definition, findings: Iterable[Finding]) -> list[list[str]]:
    """One list of lines for each item: where, what stands there, what is wrong, how to mend it, the code.

    More than five findings of one code in one column are one item that names every cell and quotes the first.
    """
    order = {sheet.name: number for number, sheet in enumerate(definition.sheets)}
    ordered = sorted(findings, key=lambda item: (order.get(item.sheet, len(order)), item.sheet, *_position(item)))
    return [list(_item(definition, group)) for group in alike(ordered)]


def _position(finding: Finding) -> tuple[int, int, str, str]:
    match = CELL.match(finding.cell)
    return (int(match[2]), len(match[1]), match[1], finding.code) if match else (0, 0, finding.cell, finding.code)


def _item(definition: Definition, group: Sequence[Finding]) -> Iterator[str]:
    first = group[0]
    header = clean(column_header(definition, first.sheet, first.column))
    form = first.sheet == definition.form.name
    column = f", {'mục' if form else 'cột'} {header}" if header else ""
    where = f"Trang {clean(first.sheet)}" if first.sheet else f"Tệp “{clean(as_sent(first.file))}”"
    if len(group) > 1:
        yield f"{where}{column}, {len(group)} chỗ: ô {', '.join(cell_runs([finding.cell for finding in group]))}"
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
