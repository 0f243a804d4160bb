"""Worksheets of xlsxwriter outside a workbook: only the cells that differ are written into them, and read off as XML.

The same functions fill them as fill a whole workbook, so a cell looks the same however it was made. What is used of xlsxwriter
beyond its documented names stands here and in `worksheet`; `tests/templates/test_compiled.py` tells when a name changes.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.comments import Comments
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.vml import Vml
from xlsxwriter.worksheet import CellBlankTuple, CellStringTuple

from emulation_batch.plain_strings import item
from emulation_batch.templates.sheet_parts import Changed
from emulation_batch.templates.worksheet import UnitWorksheet

SHAPES_A_SHEET = 1024


class AddedStrings(SharedStringTable):
    """The shared strings of a workbook that stands, and those added to them. stood: string -> its place."""

    def __init__(self, stood: Mapping[str, int], places: int) -> None:
        super().__init__()
        self._stood = stood
        self.unique_count = places

    def _get_shared_string_index(self, string: str) -> int:
        place = self._stood.get(string)
        return super()._get_shared_string_index(string) if place is None else place

    def xml(self) -> str:
        """The elements of the strings that were added, in their order."""
        return "".join(map(item, self.string_table))


class Sink:
    """Where a writer of xlsxwriter writes to: its pieces, until they are taken."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.write = self._pieces.append

    def take(self) -> str:
        """What was written since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class LooseSheet(UnitWorksheet):
    """A sheet outside a workbook. It is addressed by numbers alone, which xlsxwriter would look at again for every cell."""

    def write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        """Write a text; not 0 when it does not fit."""
        return self._write_string(row, col, string, cell_format)

    def write_number(self, row: int, col: int, number: float, cell_format: Format | None = None) -> Any:
        """Write a number."""
        return self._write_number(row, col, number, cell_format)

    def write_blank(self, row: int, col: int, blank: Any, cell_format: Format | None = None) -> Any:
        """Write an empty cell."""
        return self._write_blank(row, col, blank, cell_format)

    def cell(self, row: int, column: int, cell: Any) -> str:
        """The XML of a cell; those of a unit are mostly texts, or empty."""
        if isinstance(cell, CellStringTuple | CellBlankTuple) and cell.format:
            place = f'<c r="{xl_rowcol_to_cell_fast(row, column)}" s="{cell.format._get_xf_index()}"'
            return f"{place}/>" if isinstance(cell, CellBlankTuple) else f'{place} t="s"><v>{cell.string}</v></c>'
        self._write_cell(row, column, cell)
        return self.fh.take()


class LooseBook:
    """Takes what the writing functions say to a workbook. model: the whole one; names: defined name -> what it refers to."""

    def __init__(self, model: Workbook, strings: AddedStrings) -> None:
        self._model, self._strings = model, strings
        self.sheets: dict[str, LooseSheet] = {}
        self.names: dict[str, str] = {}

    def add_worksheet(self, name: str, worksheet_class: type[UnitWorksheet] = UnitWorksheet) -> LooseSheet:
        """An empty sheet in the place of the model's sheet of that name."""
        stands = self._model.sheetnames[name]
        sheet = LooseSheet()
        sheet._initialize({key: getattr(stands, key) for key in INITIAL} | {"str_table": self._strings})
        sheet._set_filehandle(Sink())
        self.sheets[name] = sheet
        return sheet

    def shaped(self, name: str) -> LooseSheet:
        """The same with the column widths and row heights of the model's sheet, which place its notes."""
        sheet, stands = self.add_worksheet(name), self._model.sheetnames[name]
        sheet.col_info, sheet.row_info, sheet.row_sizes = stands.col_info, dict(stands.row_info), dict(stands.row_sizes)
        sheet.col_size_changed = stands.col_size_changed
        return sheet

    def define_name(self, name: str, formula: str) -> None:
        """Keep what a name refers to."""
        self.names[name] = formula.removeprefix("=")

    def add_format(self, properties: dict[str, Any]) -> Any:
        """A format of the model: one that the model lacked makes it grow, which `Compiled` sees."""
        return self._model.add_format(properties)


INITIAL = ("name", "index", "worksheet_meta", "constant_memory", "tmpdir", "date_1904", "strings_to_numbers",
           "strings_to_formulas", "strings_to_urls", "nan_inf_to_errors", "default_date_format", "default_url_format",
           "workbook_add_format", "excel2003_style", "remove_timezone", "max_url_length", "use_future_functions",
           "embedded_images", "default_row_height", "default_col_width", "max_digit_width", "cell_padding", "max_col_width")


def whole(sheet: UnitWorksheet) -> str:
    """The whole part of a sheet that was written from its first cell."""
    sheet._assemble_xml_file()
    return sheet.fh.take()


def changed_rows(sheet: LooseSheet, spans: Mapping[int, str]) -> dict[int, Changed]:
    """The rows that were written, by the number Excel shows. spans: number -> the columns that the model's row reaches over."""
    found = {}
    for row, table in sorted(sheet.table.items()):
        sheet._write_row(row, spans.get(row + 1), sheet.row_info.get(row))
        tag = sheet.fh.take().removesuffix(">")
        found[row + 1] = Changed(tag, {column + 1: sheet.cell(row, column, cell) for column, cell in table.items()})
    return found


def notes(sheet: UnitWorksheet, number: int) -> tuple[str, str]:
    """The notes of a sheet, and the drawing of their boxes. number: of this sheet among those with notes, from 1."""
    sheet._prepare_vml_objects(number, SHAPES_A_SHEET * number, number, number)
    comments, boxes = Comments(), Vml()
    for writer in (comments, boxes):
        writer._set_filehandle(Sink())
    comments._assemble_xml_file(sheet.comments_list)
    boxes._assemble_xml_file(sheet.vml_data_id, sheet.vml_shape_id, sheet.comments_list, sheet.buttons_list)
    return comments.fh.take(), boxes.fh.take()

