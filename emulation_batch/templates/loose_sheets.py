"""Worksheets of xlsxwriter outside a workbook: only the cells that differ are written into them, and read off as XML.

The same functions fill them as fill a whole workbook, so a cell looks the same however it was made. What is used of xlsxwriter
beyond its documented names stands here and in `worksheet`; `tests/templates/test_compiled.py` tells when a name changes.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import xl_rowcol_to_cell_fast

from emulation_batch.layout import LONGEST_CELL
from emulation_batch.plain_strings import item
from emulation_batch.templates.note_parts import boxes, comments
from emulation_batch.templates.sheet_parts import Changed
from emulation_batch.templates.worksheet import UnitWorksheet

SHAPES_A_SHEET, ROWS_A_SPAN, WITHIN = 1024, 16, "internal:"


class AddedStrings(SharedStringTable):
    """The shared strings of a workbook that stands, and those added to them. stood: string -> its place."""

    def __init__(self, stood: Mapping[str, int], places: int) -> None:
        super().__init__()
        self._stood = stood
        self.unique_count = places

    def _get_shared_string_index(self, string: str) -> int:
        place = self._stood.get(string)
        if place is None:
            place = self.string_table.setdefault(string, self.unique_count)
            self.unique_count += place == self.unique_count
        return place

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
    """A sheet outside a workbook. It is addressed by numbers alone, which xlsxwriter would look at again for every cell; most
    cells are XML as soon as they are written."""

    tags: dict[Any, str]

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        if cell_format is None or 2 * len(string) > LONGEST_CELL:
            return super()._write_string(row, col, string, cell_format)
        return self._keep(row, col, cell_format, f' t="s"><v>{self.str_table._get_shared_string_index(string)}</v></c>')

    def _write_number(self, row: int, col: int, number: float, cell_format: Format | None = None) -> Any:
        if cell_format is None or not isinstance(number, int | float) or not isfinite(number):
            return super()._write_number(row, col, number, cell_format)
        return self._keep(row, col, cell_format, f"><v>{number:.16G}</v></c>")

    def _write_datetime(self, row: int, col: int, date: Any, cell_format: Format | None = None) -> Any:
        return self._write_number(row, col, self._convert_date_time(date), cell_format or self.default_date_format)

    def _write_boolean(self, row: int, col: int, boolean: bool, cell_format: Format | None = None) -> Any:
        if cell_format is None:
            return super()._write_boolean(row, col, boolean)
        return self._keep(row, col, cell_format, f' t="b"><v>{int(boolean)}</v></c>')

    def _write_blank(self, row: int, col: int, blank: Any, cell_format: Format | None = None) -> Any:
        return self._keep(row, col, cell_format, "/>") if cell_format else 0

    write_string, write_number, write_datetime = _write_string, _write_number, _write_datetime
    write_boolean, write_blank = _write_boolean, _write_blank

    def _keep(self, row: int, col: int, cell_format: Format, rest: str) -> int:
        look = cell_format.xf_index or cell_format._get_xf_index()
        self.table[row][col] = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{look}"{rest}'
        return 0

    def write_url(self, row: int, col: int, url: str, cell_format: Format | None = None, string: str | None = None,
                  tip: str | None = None) -> Any:
        """Write a link to a place in the same workbook, as XML at once. ValueError for any other."""
        place, words = url.removeprefix(WITHIN), string or url.removeprefix(WITHIN)
        if place == url:
            raise ValueError(f"{self.name}: a link that leaves the workbook")
        told = (("ref", xl_rowcol_to_cell_fast(row, col)), ("location", place), ("tooltip", tip), ("display", words))
        attributes = "".join(f' {name}="{self._escape_attributes(value)}"' for name, value in told if value)
        self.hyperlinks[row][col] = f"<hyperlink{attributes}/>"
        return self._write_string(row, col, words, cell_format)

    def _write_hyperlinks(self) -> None:
        links = [cells[column] for _, cells in sorted(self.hyperlinks.items()) for column in sorted(cells)]
        self.fh.write(f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")

    def _check_dimensions(self, row: int, col: int, ignore_row: bool = False, ignore_col: bool = False) -> int:
        """Ours are within the bounds of a sheet; which of them hold something is looked at once (`whole`)."""
        return 0

    def _write_rows(self) -> None:
        self._calculate_spans()
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells = self.table.get(row)
            if cells or row in self.row_info:
                tag = self.row_tag(row, self.row_spans.get(row // ROWS_A_SPAN))
                told = "".join(self.cell(row, column, cells[column]) for column in sorted(cells or ()))
                self.fh.write(f"{tag}>{told}</row>" if cells else f"{tag}/>")

    def row_tag(self, row: int, spans: str | None) -> str:
        """The opening tag of a row without its bracket; most rows of a table are alike. spans: the columns it reaches over."""
        info = self.row_info.get(row)
        key = spans, info and (info.height, info.row_format, info.hidden, info.level, info.collapsed), row + 1 in self._growing
        first = f'<row r="{row + 1}"'
        if key not in self.tags:
            self.tags[key] = self._apart(self._write_row, row, spans, info).removeprefix(first).removesuffix(">")
        return first + self.tags[key]

    def cell(self, row: int, column: int, cell: Any) -> str:
        """The XML of a cell."""
        return cell if isinstance(cell, str) else self._apart(self._write_cell, row, column, cell)

    def _apart(self, write: Callable[..., None], *arguments: Any) -> str:
        """What xlsxwriter writes so, apart from all else."""
        sink, self.fh = self.fh, Sink()
        write(*arguments)
        told, self.fh = self.fh.take(), sink
        return str(told)


class LooseBook:
    """Takes what the writing functions say to a workbook. model: the whole one; tags: of rows, kept for all its copies; names:
    defined name -> what it refers to."""

    def __init__(self, model: Workbook, strings: AddedStrings, tags: dict[Any, str] | None = None) -> None:
        self._model, self._strings, self._tags = model, strings, {} if tags is None else tags
        self.sheets: dict[str, LooseSheet] = {}
        self.names: dict[str, str] = {}

    def add_worksheet(self, name: str, worksheet_class: type[UnitWorksheet] = UnitWorksheet) -> LooseSheet:
        """An empty sheet in the place of the model's sheet of that name."""
        stands = self._model.sheetnames[name]
        sheet = LooseSheet()
        sheet.tags = self._tags
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


def whole(sheet: LooseSheet) -> str:
    """The whole part of a sheet that was written from its first cell."""
    columns = set().union(*sheet.table.values())
    sheet.dim_rowmin, sheet.dim_rowmax = min(sheet.table), max(sheet.table)
    sheet.dim_colmin, sheet.dim_colmax = min(columns), max(columns)
    sheet._assemble_xml_file()
    return sheet.fh.take()


def changed_rows(sheet: LooseSheet, spans: Mapping[int, str]) -> dict[int, Changed]:
    """The rows that were written, by the number Excel shows. spans: number -> the columns that the model's row reaches over."""
    found = {}
    for row, table in sorted(sheet.table.items()):
        tag = sheet.row_tag(row, spans.get(row + 1))
        found[row + 1] = Changed(tag, {column + 1: cell if isinstance(cell, str) else sheet.cell(row, column, cell)
                                       for column, cell in table.items()})
    return found


def notes(sheet: UnitWorksheet, number: int) -> tuple[str, str]:
    """The notes of a sheet, and the drawing of their boxes. number: of this sheet among those with notes, from 1."""
    sheet._prepare_vml_objects(number, SHAPES_A_SHEET * number, number, number)
    return comments(sheet.comments_list), boxes(sheet.comments_list, sheet.vml_data_id, sheet.vml_shape_id)
