"""A worksheet of the unit workbook: what xlsxwriter cannot do by itself. If a private name ever changes, files only get
slower or their rows stop growing; a test tells."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, Worksheet


class UnitWorksheet(Worksheet):
    """A worksheet that takes formulas as they are, and has rows that grow with their text."""

    fh: Any

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
        """Write a formula as it is; -1 out of the sheet's bounds."""
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(self._prepare_formula(formula), cell_format, value)
        return 0

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """A formula without its sign. Looking for array and newer functions, of which we use none, in some four thousand
        formulas takes seconds."""
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write a blank, or a formula without a value yet, in one piece: nine of ten cells of a form are such."""
        if cell.format and isinstance(cell, CellBlankTuple):
            rest = "/>"
        elif cell.format and isinstance(cell, CellFormulaTuple) and cell.value == "":
            rest = f"><f>{self._escape_data(cell.formula)}</f><v></v></c>"
        else:
            super()._write_cell(row, col, cell)
            return
        self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"{rest}')

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes and attributes[0][1] in self._growing:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])
