"""A worksheet of the unit workbook: what xlsxwriter cannot do by itself. If a private name ever changes, files only get
slower or their rows stop growing; a test tells."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet


class UnitWorksheet(Worksheet):
    """A worksheet that takes formulas as they are, and has rows that grow with their text."""

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()

    def set_growing_row(self, row: int, height: float, style: Format) -> None:
        """Give a row a height in points that is not fixed: Excel and LibreOffice fit it anew when somebody types there.

        The row's own format keeps it from shrinking below the height of its font.
        """
        self.set_row(row, height, style)
        self._growing.add(row + 1)

    def write_formula(self, row: int, col: int, formula: str, cell_format: Format | None = None, value: Any = 0) -> Any:
        """Write a formula as it is; -1 out of the sheet's bounds.

        Looking for array and newer functions, of which we use none, in some four thousand formulas takes seconds.
        """
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes and attributes[0][1] in self._growing:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])
