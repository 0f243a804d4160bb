"""Which sheet of a file is which sheet of the definition, and where its columns and fields stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.reading.cells import Grid
from emulation_batch.vietnamese import closest, match_key

HEAD_ROWS = 60
ENOUGH = 0.5
OUR_HEADERS = frozenset(map(match_key, (layout.NUMBER_HEADER, layout.CHECK_HEADER, layout.TODO_HEADER)))


@dataclass
class Located:
    """A sheet found in a grid. columns: key -> column (for a form: key -> row, with the column of its values).

    first_row is where data begin; strangers are the headers that belong to no column, for "did you mean".
    """

    sheet: Sheet
    grid: Grid
    columns: dict[str, int]
    header_row: int
    first_row: int
    value_column: int = 0
    strangers: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How much of the sheet was found."""
        return len(self.columns) / len(self.sheet.columns)

    def missing(self) -> list[tuple[Column, str]]:
        """Columns not found, each with the header that was probably meant, or ""."""
        return [(column, closest(column.header, self.strangers) or "") for column in self.sheet.columns
                if column.key not in self.columns]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The match key of a text of the form itself, which every unit's file repeats."""
    return match_key(text)


def header_key(text: str) -> str:
    """A header for comparing: without the mark of required columns."""
    return folded(text).rstrip("* ")


def locate(grid: Grid, sheet: Sheet) -> Located | None:
    """The sheet in the grid, by its keys first and by its headers where they are lost; None when neither is there."""
    found = _form(grid, sheet) if sheet.kind == "form" else _table(grid, sheet)
    return found if found and found.share >= ENOUGH else None


def _table(grid: Grid, sheet: Sheet) -> Located | None:
    head = {row: texts for row, texts in grid.texts.items() if row < HEAD_ROWS}
    keys = {column.key: column.key for column in sheet.columns}
    headers = {header_key(column.header): column.key for column in sheet.columns}
    key_row, by_key = _best(head, keys, str.strip)
    below = {row: texts for row, texts in head.items() if key_row < 0 or row < key_row}
    header_row, by_header = _best(below, headers, header_key)
    if key_row < 0 and header_row < 0:
        return None
    taken = set(by_key.values())
    columns = {key: column for key, column in by_header.items() if column not in taken} | by_key
    ordered = {column.key: columns[column.key] for column in sheet.columns if column.key in columns}
    strangers = [text for column, text in head.get(header_row, {}).items()
                 if column not in ordered.values() and header_key(text) not in OUR_HEADERS]
    first = _after_hints(head, sheet, ordered, max(key_row, header_row) + 1)
    return Located(sheet, grid, ordered, header_row if header_row >= 0 else key_row, first, strangers=strangers)


def _best(rows: dict[int, dict[int, str]], wanted: dict[str, str],
          fold: Callable[[str], str]) -> tuple[int, dict[str, int]]:
    """The row that holds most of the wanted words, at least two and a third of them: (row, key -> column), else (-1, {})."""
    best = -1
    best_found: dict[str, int] = {}
    for row, texts in rows.items():
        found: dict[str, int] = {}
        for column, text in texts.items():
            key = wanted.get(fold(text))
            if key and key not in found:
                found[key] = column
        if len(found) > len(best_found):
            best, best_found = row, found
    return (best, best_found) if len(best_found) >= max(2, len(wanted) / 3) else (-1, {})


def _after_hints(head: dict[int, dict[int, str]], sheet: Sheet, columns: dict[str, int], row: int) -> int:
    """The first row below that repeats neither our hints nor our keys."""
    ours = {columns[column.key]: (column.key, folded(column.hint) or column.key) for column in sheet.columns
            if column.key in columns}
    while row in head:
        texts = {column: folded(text) for column, text in head[row].items() if column in ours}
        if not texts or sum(text.startswith(ours[column]) for column, text in texts.items()) * 2 <= len(texts):
            return row
        row += 1
    return row


def _form(grid: Grid, sheet: Sheet) -> Located | None:
    """A form by the keys in its key column, each field left without one by its label."""
    keys = {column.key for column in sheet.columns}
    labels = {header_key(column.header): column.key for column in sheet.columns}
    by_key: dict[int, dict[str, int]] = {}
    by_label: dict[int, dict[str, int]] = {}
    for row, texts in grid.texts.items():
        for column, text in texts.items():
            if text.strip() in keys:
                by_key.setdefault(column, {}).setdefault(text.strip(), row)
            if header_key(text) in labels:
                by_label.setdefault(column, {}).setdefault(labels[header_key(text)], row)
    key_column, rows = _fullest(by_key)
    label_column, labelled = _fullest(by_label)
    if not rows and not labelled:
        return None
    value_column = (label_column + layout.FORM_VALUE - layout.FORM_LABEL if labelled
                    else key_column + layout.FORM_VALUE - layout.FORM_KEY)
    fields = labelled | rows
    ordered = {column.key: fields[column.key] for column in sheet.columns if column.key in fields}
    strangers = [texts[label_column] for row, texts in grid.texts.items()
                 if row not in ordered.values() and label_column in texts]
    return Located(sheet, grid, ordered, min(ordered.values()), min(ordered.values()), value_column, strangers)


def _fullest(columns: dict[int, dict[str, int]]) -> tuple[int, dict[str, int]]:
    return max(columns.items(), key=lambda item: (len(item[1]), -item[0]), default=(0, {}))


def assign(grids: Iterable[Grid], sheets: Iterable[Sheet]) -> tuple[dict[str, Located | Grid], list[tuple[str, Located]]]:
    """Sheet key -> where it was found (the grid alone when it has the name but neither keys nor headers), and copies:
    further grids that are a sheet already found.

    The sheet's name decides; a renamed sheet is known by what it holds, the best of them first.
    """
    grids, sheets = list(grids), list(sheets)
    named = {folded(grid.name): grid for grid in grids}
    found: dict[str, Located | Grid] = {}
    for sheet in sheets:
        if grid := named.get(folded(sheet.name)):
            found[sheet.key] = locate(grid, sheet) or grid
    used = {id(item.grid if isinstance(item, Located) else item) for item in found.values()}
    likely = sorted(((located, sheet.key) for grid in grids if id(grid) not in used for sheet in sheets
                     if (located := locate(grid, sheet))), key=lambda item: -item[0].share)
    copies = []
    for located, key in likely:
        if id(located.grid) not in used:
            used.add(id(located.grid))
            if isinstance(found.get(key), Located):
                copies.append((key, located))
            else:
                found[key] = located
    return found, copies
