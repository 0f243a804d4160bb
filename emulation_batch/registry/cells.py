"""The cells of a workbook of the Office's own, values alone, sheet by sheet and row by row, as far as they are asked for.

Whatever is damaged ends in some exception: for the clerk all are one.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
BUILT_IN_DATES = {str(number) for number in (*range(14, 23), 45, 46, 47)}
NOT_OF_A_DATE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
LEADING_ZEROS = re.compile("0{2,}")
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LEAP_DAY_1900 = 60
"""The 29 February 1900 that Excel counts and no calendar has."""
MILLISECONDS = 86_400_000
NO_DAY = "#VALUE!"
Row = tuple[int, list[tuple[int, Any]]]
"""The number Excel shows, and (zero-based column, value) of each cell that holds something."""


class Book:
    """An open .xlsx."""

    def __init__(self, content: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(content))
        book = fromstring(self._package.read(BOOK))
        relations = [(relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], _place(relation.get("Target", "")))
                     for relation in fromstring(self._package.read(RELATIONS))]
        sheets = {key: part for key, kind, part in relations if kind == "worksheet"}
        self._parts = {kind: part for _, kind, part in relations}
        self._sheets = {sheet.get("name", ""): sheets[sheet.get(ID, "")] for sheet in book.iter(f"{S}sheet")
                        if sheet.get(ID, "") in sheets}
        properties = book.find(f"{S}workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")

    @property
    def names(self) -> list[str]:
        """The sheets, in order."""
        return list(self._sheets)

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet, top down."""
        number = 0
        with self._package.open(self._sheets[name]) as part:
            for _, element in iterparse(part):
                if element.tag == f"{S}row":
                    number = int(element.get("r", number + 1))
                    yield number, list(self._cells(element))
                    element.clear()

    def _cells(self, row: Element) -> Iterator[tuple[int, Any]]:
        column = -1
        for cell in row.iterfind(f"{S}c"):
            column = _column(cell.get("r", "")) if "r" in cell.attrib else column + 1
            value = self._value(cell)
            if value is not None:
                yield column, value

    def _value(self, cell: Element) -> Any:
        kind, text = cell.get("t", "n"), cell.findtext(f"{S}v")
        if kind == "inlineStr":
            inside = cell.find(f"{S}is")
            return None if inside is None else _text(inside)
        if not text:
            return None
        if kind == "n":
            return self._number(text, int(cell.get("s", 0)))
        if kind == "s":
            return self._strings[int(text)]
        if kind == "d":
            return datetime.fromisoformat(text.removesuffix("Z"))
        return bool(int(text)) if kind == "b" else text

    def _number(self, text: str, style: int) -> Any:
        """A number; as the day or the time that it is shown as, and as a text where it is shown with leading zeros (0000)."""
        number = float(text) if set(text) & set(".eE") else int(text)
        shown = self._formats[style] if style < len(self._formats) else ""
        if shown == "date":
            return self._moment(number)
        return f"{number:0{len(shown)}d}" if shown and isinstance(number, int) else number

    def _moment(self, serial: float) -> datetime | time | str:
        days = serial + 1 if 1 <= serial < LEAP_DAY_1900 and not self._from_1904 else serial
        try:
            found = (FIRST_DAY_1904 if self._from_1904 else FIRST_DAY) + timedelta(milliseconds=round(days * MILLISECONDS))
        except OverflowError:
            return NO_DAY
        return found.time() if 0 <= serial < 1 else found

    @cached_property
    def _strings(self) -> list[str]:
        return [_text(item) for item in fromstring(self._package.read(self._parts["sharedStrings"])).iterfind(f"{S}si")]

    @cached_property
    def _formats(self) -> list[str]:
        """By style: "date", the zeros that fill up a number, or ""."""
        if "styles" not in self._parts:
            return []
        styles = fromstring(self._package.read(self._parts["styles"]))
        codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in styles.iter(f"{S}numFmt")}
        used = [style.get("numFmtId", "0") for style in styles.iterfind(f"{S}cellXfs/{S}xf")]
        return [_shown(codes[number]) if number in codes else "date" if number in BUILT_IN_DATES else "" for number in used]


def _place(target: str) -> str:
    """The part that a relation of the workbook leads to."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _shown(code: str) -> str:
    if LEADING_ZEROS.fullmatch(code):
        return code
    return "date" if re.search("[dmyhs]", NOT_OF_A_DATE.sub("", code.partition(";")[0]), re.IGNORECASE) else ""


def _text(item: Element) -> str:
    """A text, rich ones joined; how it is read aloud is left out."""
    return "".join(part.text or "" for part in (*item.iterfind(f"{S}t"), *item.iterfind(f"{S}r/{S}t")))


def _column(reference: str) -> int:
    """ "AB12" -> 27."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return column - 1
