"""Settles in a template, once, the columns of every table that has the same ones in all its papers.

Where tags repeat or drop cells, docxtpl mends the grid of each finished table and `docx_widths` shares its width anew: that
needs the whole tree of each paper. Every other table is given here the widths that both would give it, and needs neither.
"""

import re
from typing import Any

from emulation_batch.reports.docx_widths import W, has_spans, share_table

CELLS = re.compile(r"\{[%{#]-?\s*tc\b|\{%-?\s*(?:colspan|hm|cellbg)\b")
OPENED, ENDED = re.compile(r"\{%-?\s*(?:for|if)\b"), re.compile(r"\{%-?\s*end(?:for|if)\b")
ROW_TAG = re.compile(r"\{[%{#]-?\s*tr\b")


def settle_columns(tree: Any) -> str:
    """Share the widths of the settled tables of a template (lxml, changed in place); gives the first words of the first table
    whose columns differ from paper to paper, "" when there is none."""
    loose = ""
    for table in tree.iter(f"{W}tbl"):
        if may_change(table):
            loose = loose or _text(table)[:80]
        else:
            share_table(table, _kept(table))
    return loose


def may_change(table: Any) -> bool:
    """Whether a paper may hold other columns: cells in a loop, no row that always stands, rows of several shapes."""
    rows, kept = table.findall(f"{W}tr"), _kept(table)
    if CELLS.search(_text(table)) or not kept or kept[0] is not rows[0] or any(_crosses(cell) for cell in table.iter(f"{W}tc")):
        return True
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    spans = [[_span(cell) for cell in row.findall(f"{W}tc")] for row in kept]
    if sum(spans[0]) != columns or any(sum(row) > columns for row in spans):
        return True
    return not has_spans(kept) and len({len(row) for row in spans}) > 1


def _kept(table: Any) -> list[Any]:
    """The rows that are no row of tags."""
    return [row for row in table.findall(f"{W}tr") if not ROW_TAG.search(_text(row))]


def _crosses(cell: Any) -> bool:
    """Whether a loop or a condition begins in this cell and ends in another."""
    text = _text(cell)
    return len(OPENED.findall(text)) != len(ENDED.findall(text))


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val", 1))


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
