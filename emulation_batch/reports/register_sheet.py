"""A worksheet of the register: every cell is kept as its XML from the moment it is written.

xlsxwriter keeps an object for every cell and looks at each again when it closes, which costs a province's register most of a
minute. What is used of it beyond its documented names stands here; `tests/reports/test_register_sheet.py` holds every byte
against xlsxwriter's own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from operator import itemgetter
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emulation_batch import layout
from emulation_batch.packages import Flowing, Part

BLOCK = 16
"""Rows that share one `spans`, the columns they reach over."""
TEXT, VALUE = ' t="s"', re.compile(r"<v>(.*)</v>")
MOST_LINKS = 65_530
"""Of one sheet, as Excel holds them; a text after so many links stands without one."""
LEVEL = 5
"""How hard a register is packed: at 6 it is a hundredth smaller, and takes twice as long."""


class Place(NamedTuple):
    """A cell of this workbook that a link leads to."""

    sheet: str
    row: int

    @property
    def location(self) -> str:
        """As a link tells it."""
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!A{self.row + 1}"


class TableSheet(Worksheet):
    """A worksheet that takes whole rows of finished cells; a cell is its XML after the address.

    texts: how many cells hold a text, of the rows that were settled.
    """

    fh: Any

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, list[str]] = {}
        self._heights: dict[float, tuple[Any, Any]] = {}
        self._links: list[tuple[int, int, Place, str]] = []
        self._settled, self.texts = 0, 0
        self._flow, self._head = Flowing(LEVEL), ""
        self._part: Part | None = None

    def text(self, text: str, style: Format) -> str:
        """The cell of a text, which becomes a shared string."""
        strings = self.str_table
        place = strings.string_table.get(text)
        if place is None:
            place = strings.string_table[text] = strings.unique_count
            strings.unique_count += 1
        return f' s="{style._get_xf_index()}"{TEXT}><v>{place}</v></c>'

    def number(self, number: float, style: Format) -> str:
        """The cell of a number."""
        return f' s="{style._get_xf_index()}"><v>{number:.16G}</v></c>'

    def day(self, day: date, style: Format) -> str:
        """The cell of a date or a time."""
        return self.number(self._convert_date_time(day), style)

    def blank(self, style: Format) -> str:
        """An empty cell."""
        return f' s="{style._get_xf_index()}"/>'

    def put(self, row: int, column: int, cells: Sequence[str], height: float | None = None) -> None:
        """Lay cells beside one another from a place on; height: of the row, in points. ValueError out of the sheet's bounds."""
        last = column + len(cells) - 1
        if row < self._settled or last < column or self._check_dimensions(row, column) or self._check_dimensions(row, last):
            raise ValueError(f"{self.name}: row {row + 1}, column {column + 1} cannot be written")
        line = self._lines.setdefault(row, [])
        line.extend([""] * (column - len(line)))
        line[column:column + len(cells)] = cells
        if height is not None:
            self._raise(row, height)

    def _raise(self, row: int, height: float) -> None:
        """`set_row`, which takes long; rows of one height share what it keeps of them."""
        like = self._heights.get(height)
        if like is None:
            self.set_row(row, height)
            self._heights[height] = self.row_info[row], self.row_sizes[row]
        else:
            self.row_info[row], self.row_sizes[row] = like

    def lead(self, row: int, column: int, place: Place, text: str) -> None:
        """Let a cell with this text lead to a place inside the workbook."""
        if len(self._links) < MOST_LINKS:
            self._links.append((row, column, place, text))

    def part(self, name: str) -> Part:
        """The whole sheet, packed and let go when this is asked for first, under the name that a package gives it."""
        if self._part is None:
            self.fh = StringIO()
            self._assemble_xml_file()
            self._flow.add(self.fh.getvalue().encode())
            self._part = self._flow.part(name, self._head.encode())
            for held in (self._lines, self._links, self.row_info, self.row_sizes):
                held.clear()
            self.fh = None
            del self._flow
        return replace(self._part, name=name)

    def settle(self, end: int) -> None:
        """Pack the rows above the block of row `end`, so that nothing can be written there, nor drawn, any more."""
        self._settle(end - end % BLOCK)

    def _settle(self, end: int) -> None:
        rows = "".join(self._finished(end)).encode()
        self.texts += rows.count(TEXT.encode())
        self._flow.add(rows)
        for row in range(self._settled, end):
            self.row_info.pop(row, None)
            self.row_sizes.pop(row, None)
        self._settled = max(self._settled, end)

    def count_texts(self) -> int:
        """How many cells hold a text."""
        return self.texts + sum(TEXT in cell for line in self._lines.values() for cell in line)

    def _calculate_spans(self, end: int) -> None:
        reach: dict[int, tuple[int, int]] = {}
        for row, line in self._lines.items():
            if row >= end:
                continue
            first, last = reach.get(row // BLOCK, (len(line), 0))
            begins = 0 if line[0] else next(place for place, cell in enumerate(line) if cell)
            reach[row // BLOCK] = min(first, begins), max(last, len(line))
        self.row_spans = {block: f"{first + 1}:{last}" for block, (first, last) in reach.items()}

    def _write_rows(self) -> None:
        self._head, self.fh = self.fh.getvalue(), StringIO()
        self._settle(self.dim_rowmax + 1)

    def _finished(self, end: int) -> Iterator[str]:
        """The rows from the first that is not settled to the one above `end`, each let go as it is told."""
        self._calculate_spans(end)
        letters = [layout.letters(column) for column in range(max(map(len, self._lines.values()), default=0))]
        tags: dict[tuple[str | None, int], str] = {}
        for row in range(max(self.dim_rowmin, self._settled), end):
            spans, info, line = self.row_spans.get(row // BLOCK), self.row_info.get(row), self._lines.pop(row, None)
            if line:
                if (kind := (spans, id(info))) not in tags:
                    tags[kind] = self._written(self._write_row, 0, spans, info).removeprefix('<row r="1"')
                cells = [f'<c r="{letter}{row + 1}"{cell}' for letter, cell in zip(letters, line, strict=False) if cell]
                yield f'<row r="{row + 1}"{tags[kind]}{"".join(cells)}</row>'
            elif info:
                yield self._written(self._write_empty_row, row, spans, info)

    def _written(self, write: Callable[..., None], *what: Any) -> str:
        """What xlsxwriter writes of something."""
        own, self.fh = self.fh, StringIO()
        write(*what)
        text, self.fh = self.fh.getvalue(), own
        return str(text)

    def _write_hyperlinks(self) -> None:
        if not self._links:
            return
        told = [f'<hyperlink ref="{layout.letters(column)}{row + 1}" location="{self._escape_attributes(place.location)}" '
                f'display="{self._escape_attributes(text)}"/>'
                for row, column, place, text in sorted(self._links, key=itemgetter(0, 1))]
        self.fh.write(f"<hyperlinks>{''.join(told)}</hyperlinks>")

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[str | None]:
        """What a chart remembers of its cells."""
        return [self._shown(cell) for row in range(row_start, row_end + 1)
                for cell in self._cells(row, col_start, col_end)]

    def _cells(self, row: int, first: int, last: int) -> Iterator[str]:
        line = self._lines.get(row, [])
        yield from (line[column] if column < len(line) else "" for column in range(first, last + 1))

    def _shown(self, cell: str) -> str | None:
        value = VALUE.search(cell)
        if value is None:
            return "" if cell else None
        return self.str_table._get_shared_string(int(value[1])) if TEXT in cell else value[1].lower()
