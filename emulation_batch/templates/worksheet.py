"""A worksheet of the unit workbook: what xlsxwriter cannot do by itself. If a private name ever changes, files only get
slower or their rows stop growing; a test tells."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet


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

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Looking for thirty newer functions, of which we use none, in some four thousand formulas takes seconds."""
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes and attributes[0][1] in self._growing:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])
