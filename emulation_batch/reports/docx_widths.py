"""Gives the columns of a rendered table the width of the page again, after a loop has repeated some of them."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def share_widths(body: Any) -> None:
    """Scale the cells of every fixed table so that a row is as wide as the table says; the grid follows the cells.

    body: the lxml element w:body, changed in place. Tables without a width in twips, or with merged cells, stay as they are.
    """
    for table in body.iter(f"{W}tbl"):
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        whole = table.find(f"{W}tblPr/{W}tblW")
        if not rows or whole is None or whole.get(f"{W}type") != "dxa" or table.find(f".//{W}gridSpan") is not None:
            continue
        widths = [_width(cell) for cell in rows[0]]
        if not all(widths) or any(len(row) != len(widths) for row in rows):
            continue
        shared = _shared(widths, int(whole.get(f"{W}w")))
        for row in rows:
            for cell, width in zip(row, shared, strict=True):
                cell.find(f"{W}tcPr/{W}tcW").set(f"{W}w", str(width))
        _set_grid(table, shared)


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
