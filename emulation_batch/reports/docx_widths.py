"""Gives the columns of a rendered table the width of the page again, after a loop has repeated some of them."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def share_widths(body: Any) -> None:
    """Scale the cells of every fixed table so that a row is as wide as the table says; the grid follows the cells.

    body: the lxml element w:body, changed in place. Tables without a width in twips, or with merged cells, stay as they are.
    """
    for table in body.iter(f"{W}tbl"):
        share_table(table, table.findall(f"{W}tr"))


def share_table(table: Any, rows: list[Any]) -> None:
    """The same for these rows of one table, and its grid."""
    shared = _shared_widths(table, rows)
    if shared:
        for row in rows:
            for cell, width in zip(row.findall(f"{W}tc"), shared, strict=True):
                cell.find(f"{W}tcPr/{W}tcW").set(f"{W}w", str(width))
        _set_grid(table, shared)


def _shared_widths(table: Any, rows: list[Any]) -> list[int]:
    """The width that each cell of these rows of a table should have, in twips; [] when the table stays as it is."""
    whole = table.find(f"{W}tblPr/{W}tblW")
    if not rows or whole is None or whole.get(f"{W}type") != "dxa" or has_spans(rows):
        return []
    widths = [_width(cell) for cell in rows[0].findall(f"{W}tc")]
    if not all(widths) or any(len(row.findall(f"{W}tc")) != len(widths) for row in rows):
        return []
    return _shared(widths, int(whole.get(f"{W}w")))


def has_spans(rows: list[Any]) -> bool:
    """Whether a cell of these rows reaches over several columns."""
    return any(row.find(f".//{W}gridSpan") is not None for row in rows)


def _width(cell: Any) -> int:
    element = cell.find(f"{W}tcPr/{W}tcW")
    return int(element.get(f"{W}w")) if element is not None and element.get(f"{W}type") == "dxa" else 0


def _shared(widths: list[int], whole: int) -> list[int]:
    """The same proportions with the given sum; the last column takes what rounding leaves."""
    shared = [round(width * whole / sum(widths)) for width in widths]
    shared[-1] += whole - sum(shared)
    return shared


def _set_grid(table: Any, widths: list[int]) -> None:
    grid = table.find(f"{W}tblGrid")
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))
