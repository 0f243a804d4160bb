"""When two cells tell of the same thing: their keys, and where a cell's like stands.

Cells are gathered in one long frame of all units, `sheet column row number unit key` (row is the index in the sheet's
frame, number the row Excel shows), so that cost grows with the rows and not with the pairs.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from emulation_batch.batch import Batch
from emulation_batch.checks.base import EXPLANATION, Failure, fail, fold, keyed, keys
from emulation_batch.checks.rows import tables_with
from emulation_batch.definition import Column, Sheet

LINK = re.compile(r"(?:https?://|www\.)[^\s,;]+", re.IGNORECASE)
NUMBER = re.compile(r"\d+[a-zđ]?(?:/\d{4})?/[a-zđ](?:[\w&.\-]*\w)?|\d+-[a-zđ&]+/[a-zđ]+")
TITLE_FROM = 20  # characters from which two equal titles are taken for the same work
APART = "\x1f"
CELLS = ("sheet", "column", "row", "number", "unit", "key")

Speak = Callable[[pd.DataFrame], pd.Series]


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


def folded(frame: pd.DataFrame, sheet: Sheet, without: tuple[str, ...] = ()) -> pd.Series:
    """One key for all the meaningful columns of a row, texts folded; types in `without` are left out."""
    joined = pd.Series("", index=frame.index)
    for column in sheet.columns:
        if column.key != EXPLANATION and column.type not in without and column.key in frame:
            values = frame[column.key]
            joined = joined + APART + (keys(values) if column.type in ("text", "document") else values.astype(str).fillna(""))
    return joined


def alike(frame: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """Rows that agree with another of their unit in every column that is no text: the only ones worth folding."""
    plain = [column.key for column in sheet.columns if column.type not in ("text", "document")]
    return frame[frame.duplicated(["_unit", *plain], keep=False)]


def cells_of(sheet: Sheet, column: Column, frame: pd.DataFrame, key: pd.Series) -> pd.DataFrame:
    """The cells of one column in the long form."""
    return pd.DataFrame({"sheet": sheet.key, "column": column.key, "row": frame.index, "number": frame["_row"],
                         "unit": frame["_unit"], "key": key})


def gather(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Cells of several columns under one another; those without a key say nothing and are left out."""
    cells = pd.concat([pd.DataFrame(columns=CELLS), *parts], ignore_index=True)
    return cells[cells["key"] != ""].reset_index(drop=True)


def gather_columns(batch: Batch, key: Callable[[str], str], *names: str) -> pd.DataFrame:
    """The cells of all columns of these names, keyed alike."""
    return gather(cells_of(sheet, sheet.column(name), frame, keyed(frame[name], key))
                  for name in names for sheet, frame in tables_with(batch, name))


def in_another_unit(cells: pd.DataFrame) -> pd.Series:
    """For each cell whose key also stands in another unit, the index of the first such cell."""
    first = cells.drop_duplicates("key").reset_index().set_index("key")
    at_first = cells["unit"] == cells["key"].map(first["unit"])
    second = cells[~at_first].drop_duplicates("key").reset_index().set_index("key")
    return cells["key"].map(first["index"]).where(~at_first, cells["key"].map(second["index"])).dropna().astype(int)


def earlier_in_unit(cells: pd.DataFrame) -> pd.Series:
    """For each cell whose key stands in an earlier row of the same unit, the index of the first such cell."""
    pair = cells["unit"] + APART + cells["key"]
    first = pair[~pair.duplicated()]
    found = pair[pair.duplicated()].map(pd.Series(first.index, index=first))
    here, there = cells.loc[found.index], cells.loc[found]
    same_row = (here["sheet"].to_numpy() == there["sheet"].to_numpy()) & (here["row"].to_numpy() == there["row"].to_numpy())
    return found[~same_row]


def pointed(batch: Batch, cells: pd.DataFrame, found: pd.Series, **speak: Speak) -> Iterator[Failure]:
    """Failures at gathered cells. `found` leads from a cell to its like; each word says something of the likes."""
    likes = cells.loc[found].set_axis(found.index)
    spoken = {word: say(likes) for word, say in speak.items()}
    for (sheet_key, key), lines in cells.loc[found.index].groupby(["sheet", "column"], sort=False):
        sheet = batch.definition.sheet(str(sheet_key))
        words = {word: said.loc[lines.index].set_axis(lines["row"]) for word, said in spoken.items()}
        yield fail(sheet, sheet.column(str(key)), batch.sheets[sheet.key].loc[lines["row"]], **words)


def unit_name(batch: Batch) -> Speak:
    """Says of cells in which unit they stand, by its short name."""
    short = {unit.code: unit.short for unit in batch.registry.units}
    return lambda likes: likes["unit"].map(lambda code: short.get(code, code))


def place(batch: Batch) -> Speak:
    """Says of cells of the same unit on which sheet and row, as Excel numbers them, they stand."""
    names = {sheet.key: f"trang “{sheet.name}”, hàng " for sheet in batch.definition.sheets}
    return lambda likes: likes["sheet"].map(names) + likes["number"].astype(str)
