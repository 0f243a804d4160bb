"""When two cells tell of the same thing: their keys, and where a cell's like stands.

The cells of all units are gathered in one list and looked up by their keys, so that cost grows with the rows and not with the
pairs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import EXPLANATION, Failure, fail, fold, keyed, keys, mask
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Column, Sheet
from emulation_batch.frames import plain

LINK = re.compile(r"(?:https?://|www\.)[^\s,;]+", re.IGNORECASE)
NUMBER = re.compile(r"\d+[a-zđ]?(?:/\d{4})?/[a-zđ](?:[\w&.\-]*\w)?|\d+-[a-zđ&]+/[a-zđ]+")
TITLE_FROM = 20  # characters from which two equal titles are taken for the same work
APART = "\x1f"


class Cell(NamedTuple):
    """A cell that has a key. row: the index in its sheet's frame; number: the row Excel shows."""

    sheet: str
    column: str
    row: int
    number: int
    unit: str
    key: str


Likes = dict[Cell, Cell]
"""A cell and its like."""
Speak = Callable[[Cell], str]
"""Says something of a like."""


def document_key(text: str) -> str:
    """ "Số 125/BC-STTTT ngày 5/3/2022" -> "125/bc-stttt", "" where there is no number and symbol."""
    found = NUMBER.search(fold(text))
    return found[0] if found else ""


def receipt_key(text: str) -> str:
    """The match key of a receipt that has a number, "" for a general word such as “danh sách ký nhận”."""
    return fold(text) if any(map(str.isdigit, text)) else ""


def title_key(text: str) -> str:
    """The match key of a title long enough to name one piece of work."""
    return fold(text) if len(text) >= TITLE_FROM else ""


def link_key(text: str) -> str:
    """The first address in a text, without the parts that do not change what it shows."""
    found = LINK.search(text)
    return re.sub(r"^https?://(www\.)?|/+$", "", found[0].casefold()) if found else ""


def folded(frame: pd.DataFrame, sheet: Sheet, without: tuple[str, ...] = ()) -> list[str]:
    """One key for all the meaningful columns of each row, texts folded; types in `without` are left out."""
    parts = [keys(frame[column.key]) if column.type in ("text", "document") else texts(frame[column.key])
             for column in sheet.columns
             if column.key != EXPLANATION and column.type not in without and column.key in frame]
    return [APART.join(row) for row in zip(*parts, strict=True)]


def texts(values: pd.Series) -> list[str]:
    """Values of any type as texts to compare, "" for blanks."""
    return ["" if value is None else str(value) for value in plain(values)]


def joined(*parts: Sequence[str]) -> list[str]:
    """One key of several for each row, "" where one of them is blank."""
    return [APART.join(row) if all(row) else "" for row in zip(*parts, strict=True)]


def alike(frame: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Rows that agree with another of their unit in every column that is no text: the only ones worth folding."""
    cells = [texts(frame[column.key]) for column in sheet.columns if column.type not in ("text", "document")]
    rows = list(zip(frame["_unit"].tolist(), *cells, strict=True))
    times = Counter(rows)
    return frame[mask(times[row] > 1 for row in rows)]


def cells_of(sheet: Sheet, column: Column, frame: pd.DataFrame, key: Iterable[str]) -> list[Cell]:
    """The cells of one column; those without a key say nothing and are left out."""
    places = zip(frame.index.tolist(), frame["_row"].tolist(), frame["_unit"].tolist(), key, strict=True)
    return [Cell(sheet.key, column.key, row, number, unit, key) for row, number, unit, key in places if key]


def gather_columns(batch: Batch, key: Callable[[str], str], *names: str) -> list[Cell]:
    """The cells of all columns of these names, keyed alike."""
    return [cell for name in names for sheet, frame in tables_with(batch, name)
            for cell in cells_of(sheet, sheet.column(name), frame, keyed(frame[name], key))]


def in_another_unit(cells: Sequence[Cell]) -> Likes:
    """Each cell whose key also stands in another unit, with the first such cell."""
    first: dict[str, Cell] = {}
    second: dict[str, Cell] = {}
    for cell in cells:
        if first.setdefault(cell.key, cell).unit != cell.unit:
            second.setdefault(cell.key, cell)
    return {cell: second[cell.key] if first[cell.key].unit == cell.unit else first[cell.key]
            for cell in cells if cell.key in second}


def earlier_in_unit(cells: Sequence[Cell]) -> Likes:
    """Each cell whose key stands in an earlier row of the same unit, with the first such cell."""
    first: dict[tuple[str, str], Cell] = {}
    likes = {cell: first.setdefault((cell.unit, cell.key), cell) for cell in cells}
    return {cell: like for cell, like in likes.items() if (cell.sheet, cell.row) != (like.sheet, like.row)}


def pointed(batch: Batch, likes: Likes, **speak: Speak) -> Iterator[Failure]:
    """Failures at gathered cells; each word says something of their likes."""
    columns: dict[tuple[str, str], list[Cell]] = {}
    for cell in likes:
        columns.setdefault((cell.sheet, cell.column), []).append(cell)
    for (sheet_key, key), cells in columns.items():
        sheet, rows = batch.definition.sheet(sheet_key), [cell.row for cell in cells]
        words = {word: pd.Series([say(likes[cell]) for cell in cells], index=rows, dtype=object) for word, say in speak.items()}
        yield fail(sheet, sheet.column(key), batch.sheets[sheet.key].loc[rows], **words)


def unit_name(batch: Batch) -> Speak:
    """Says of a cell in which unit it stands, by its short name."""
    short = {unit.code: unit.short for unit in batch.registry.units}
    return lambda like: short.get(like.unit, like.unit)


def row_number(like: Cell) -> str:
    """Says of a cell of the same sheet in which row it stands, as Excel numbers them."""
    return str(like.number)


def place(batch: Batch) -> Speak:
    """Says of a cell of the same unit on which sheet and row, as Excel numbers them, it stands."""
    names = {sheet.key: sheet.name for sheet in batch.definition.sheets}
    return lambda like: f"trang “{names[like.sheet]}”, hàng {like.number}"
