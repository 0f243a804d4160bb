"""The same grid as `cells.read_grid`, several times as fast, of sheets written as spreadsheets write them; else nothing.

Excel, LibreOffice, WPS and xlsxwriter write a sheet in one narrow shape: rows of cells, each with its reference, style and
type in that order, a formula, a value. Of such a part every byte is accounted for by cutting it at the cells; the rest of the
part (views, widths, validations, merges) goes through a parser. Whatever is not of that shape (another encoding, prefixes,
comments, rows or cells out of order, rich texts, control characters, odd entities, fonts from before Unicode) gives None, and
the exact reader decides. tests/reading/test_quick.py proves the two equal on made, LibreOffice's and damaged workbooks.
"""

import re
from functools import lru_cache
from typing import Any

from emulation_batch.reading.cells import (
    LAST_COLUMN,
    LAST_ROW,
    NOT_COMPUTED,
    TRUE,
    Grid,
    Written,
    column_number,
    error_value,
    holds,
    iso_moment,
    number_value,
)
from emulation_batch.reading.known_rows import KnownRows
from emulation_batch.reading.package import Malformed, Package, parse
from emulation_batch.reading.quick_text import PROLOG, Odd, common, plain_text

LARGEST = 8 << 20
LONGEST_FRAME = 1 << 16
LONGEST_FORMULA = 10_000
MOST_HEADS = 1 << 16

_BEGINNING = re.compile(PROLOG + rb"<[a-zA-Z]")
_ATTRIBUTES = re.compile(rb'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&\x00-\x1f\x7f-\xff]*")*')
_ATTRIBUTE = re.compile(rb' ([A-Za-z0-9:]+)="([^"]*)"')
_ROW = re.compile(rb'r="([1-9][0-9]{0,6})"(.*?)(/?)>\Z')
_HEAD = re.compile(rb'([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="(s|str|inlineStr|n|b|e|d)")?(/?)\Z')
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_ROW_OR_CELL = re.compile(rb"<(?:[^\s<>:]+:)?(?:row|c)[\s/>]")
Row = tuple[int, bool, dict[int, Any], dict[int, str], int]
"""Zero-based number, hidden, column -> value, the texts among them, last column written."""
Meaning = tuple[frozenset[int], bool]
"""The styles of dates, and where days begin."""

_heads: dict[bytes, tuple[int, int, int, bytes, bool]] = {}
"""What stands before the first ">" of a cell -> zero-based row and column, style, type, and whether the cell is closed."""


_known: KnownRows[Row] = KnownRows()
_known_cells: KnownRows[tuple[int, int, Any]] = KnownRows()
"""Cells with a formula, which a form repeats beside what is filled in: row, column, value."""


def quick_grid(package: Package, name: str, hidden: bool, content: bytes, room: int) -> Grid | None:
    """The grid of a sheet part, or None where only the exact reader can tell."""
    start, end = content.find(b"<sheetData>"), content.rfind(b"</sheetData>")
    if start < 0 or end < start or len(content) > LARGEST or package.has_old_fonts:
        return None
    frame = b"".join((content[:start], b"<sheetData/>", content[end + 12:]))
    try:
        merges = _merges(common(frame)) if len(frame) <= LONGEST_FRAME else _merges.__wrapped__(frame)
        if merges is None:
            return None
        nothing, *rows = content[start + 11:end].split(b"<row ")
        if nothing:
            raise Odd
        grid = Grid(name, hidden, merges=list(merges), written=Written(content[:start + 11], rows, content[end:]))
        _read_rows(package, grid, rows)
    except (ValueError, IndexError, OverflowError):
        return None
    return grid if grid.count <= room else None


def _read_rows(package: Package, grid: Grid, rows: list[bytes]) -> None:
    """Put every row into the grid. The empty rows of a form are the same in every unit's file, and are read once."""
    meaning: Meaning = package.date_styles, package.epoch_1904
    known = _known.under(meaning)
    before = -1
    for row in rows:
        found = known.get(row)
        if found is None:
            found = _read_row(package, row, meaning)
            _known.keep(meaning, row, found)
        number, hidden, values, texts, last = found
        if number <= before:
            raise Odd
        before = number
        grid.reach(number, last)
        if hidden:
            grid.hidden_rows.add(number)
        if values:
            grid.rows[number] = values
            grid.count += len(values)
            if texts:
                grid.texts[number] = texts


@lru_cache(maxsize=64)
def _merges(frame: bytes) -> tuple[tuple[int, int, int, int], ...] | None:
    """The merges told around the rows; None when that part of the sheet is unusual. Forms repeat it word for word."""
    if not _BEGINNING.match(frame) or b"<!" in frame or frame.rfind(b"<?") > 0 or _ROW_OR_CELL.search(frame):
        return None
    grid = Grid("")

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "mergeCell":
            grid.merge(attributes.get("ref", ""))

    try:
        parse(frame, start, lambda name: None, lambda text: None)
    except Malformed:
        return None
    return tuple(grid.merges)


@lru_cache(maxsize=4096)
def _row_of(attributes: bytes) -> tuple[int, bool, bool]:
    """`r="8" spans="1:35" hidden="1">` -> (7, True, False): zero-based row, hidden, closed."""
    found = _ROW.match(attributes)
    if not found or not _ATTRIBUTES.fullmatch(found[2]) or not 0 < int(found[1]) <= LAST_ROW:
        raise Odd
    pairs = _ATTRIBUTE.findall(found[2])
    names = dict(pairs)
    if len(names) < len(pairs) or b"r" in names:
        raise Odd
    return int(found[1]) - 1, names.get(b"hidden", b"").decode() in TRUE, bool(found[3])


def _head_of(head: bytes) -> tuple[int, int, int, bytes, bool]:
    found = _HEAD.match(head)
    if not found:
        raise Odd
    column, row = column_number(found[1].decode()), int(found[2]) - 1
    if column >= LAST_COLUMN or row >= LAST_ROW:
        raise Odd
    if len(_heads) >= MOST_HEADS:
        _heads.clear()
    _heads[head] = known = (row, column, int(found[3] or 0), found[4] or b"n", bool(found[5]))
    return known


def _read_row(package: Package, row: bytes, meaning: Meaning) -> Row:
    """The number of a row, whether it is hidden, and its cells. Raises Odd, or what a value raises."""
    pieces = row.split(b'<c r="')
    if len(pieces) == 1:
        opening = pieces[0].removesuffix(b"</row>")
        number, hidden, closed = _row_of(opening)
        if closed != (len(opening) == len(pieces[0])):
            raise Odd
    else:
        number, hidden, closed = _row_of(pieces[0])
        pieces[-1] = pieces[-1].removesuffix(b"</row>")
        if closed or len(row) != sum(map(len, pieces)) + 6 * len(pieces):
            raise Odd
    values: dict[int, Any] = {}
    before, known = -1, _known_cells.under(meaning)
    for piece in pieces[1:]:
        stands, column, value = known.get(piece) or _read_cell(package, piece, meaning)
        if stands != number or column <= before:
            raise Odd
        before = column
        if value is not None:
            values[column] = value
    return number, hidden, values, {column: value for column, value in values.items() if isinstance(value, str)}, before


def _read_cell(package: Package, piece: bytes, meaning: Meaning) -> tuple[int, int, Any]:
    """Row, column and value of a cell, None for what holds nothing."""
    head, closing, rest = piece.partition(b">")
    row, column, style, kind, closed = _heads.get(head) or _head_of(head)
    if not closing or closed == bool(rest):
        raise Odd
    found = row, column, _value(package, style, kind, rest) if rest else None
    if rest.startswith(b"<f"):
        _known_cells.keep(meaning, piece, found)
    return found


def _value(package: Package, style: int, kind: bytes, rest: bytes) -> object:
    """What stands between the opening of a cell and the next one, closed; None for what holds nothing."""
    formula = rest.startswith(b"<f")
    if formula:
        rest = _after_formula(rest)
    if rest.startswith(b"<v>") and rest.endswith(b"</v></c>"):
        text = rest[3:-8]
    elif rest == b"</c>" or rest == b"<v/></c>":
        text = b""
    elif kind == b"inlineStr" and rest.startswith(b"<is><t>") and rest.endswith(b"</t></is></c>"):
        text = rest[7:-13]
    else:
        raise Odd
    if not text and not formula:
        return None
    if kind == b"s":
        if not text.isdigit():
            raise Odd
        value = package.string(text)
        return value if holds(value) else None
    if kind == b"n":
        if not text:
            return NOT_COMPUTED
        if not _NUMBER.fullmatch(text):
            raise Odd
        return number_value(text, style, package)
    words = plain_text(text)
    if kind == b"e":
        return error_value(words)
    if kind == b"b" or kind == b"d":
        if not words.strip():
            return NOT_COMPUTED if formula else None
        return words.strip() in TRUE if kind == b"b" else iso_moment(words)
    return words if holds(words) else None


def _after_formula(rest: bytes) -> bytes:
    """What follows a formula, whose own text is nothing of the data."""
    formula, closing, after = rest.partition(b"</f>")
    if closing:
        (_check_formula if len(formula) < LONGEST_FORMULA else _check_formula.__wrapped__)(formula)
        return after
    formula, closing, after = rest.partition(b"/>")
    attributes, pairs = formula[2:], _ATTRIBUTE.findall(formula[2:])
    if not closing or not _ATTRIBUTES.fullmatch(attributes) or len(dict(pairs)) < len(pairs):
        raise Odd
    return after


@lru_cache(maxsize=1 << 14)
def _check_formula(formula: bytes) -> None:
    """`<f>…` is a formula that a parser would read. Those of a form stand in every unit's file."""
    opening, _, text = formula.partition(b">")
    attributes = opening[2:]
    pairs = _ATTRIBUTE.findall(attributes)
    if formula.count(b"<") != 1 or b">" not in formula or b"]]>" in text or (
            not _ATTRIBUTES.fullmatch(attributes) or len(dict(pairs)) < len(pairs)):
        raise Odd
    plain_text(text.replace(b">", b""))
