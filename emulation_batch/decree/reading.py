"""A .docx as a reader sees it: sections, paragraphs with their letters, tables; opened as a stranger's file."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from emulation_batch.decree.formatting import Letters, Shape, Styles, W
from emulation_batch.errors import TemplateFault

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
BODY, MOST_BYTES = "word/document.xml", 64 << 20
DRAWN = ("drawing", "pict")
LONGEST_PLACE = 60


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its letters, its shape, and where it stands. cell: (table, row, column, columns), None in the body."""

    letters: tuple[Letters, ...]
    shape: Shape
    section: int
    cell: tuple[int, int, int, int] | None
    data: bool
    drawn: bool

    @cached_property
    def text(self) -> str:
        """Its text, no-break spaces kept, trimmed."""
        return "".join(piece.text for piece in self.letters).strip()

    @property
    def place(self) -> str:
        """Where it stands, in words: the paragraph's own beginning."""
        text = " ".join(self.text.split())
        where = "ô bảng " if self.data else "đoạn "
        return f"{where}“{text[:LONGEST_PLACE]}{'…' if len(text) > LONGEST_PLACE else ''}”"

    @property
    def inked(self) -> list[Letters]:
        """The runs that show something."""
        return [piece for piece in self.letters if piece.text.strip()]


@dataclass(frozen=True)
class Table:
    """A table: whether it holds data (lines drawn, or three columns and more), what its rows are allowed."""

    number: int
    data: bool
    rows: int
    header_repeats: bool
    breakable: int
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Margin:
    """The paragraphs of a header or footer, and whether it has a PAGE field."""

    paragraphs: tuple[Paragraph, ...] = ()
    numbers: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section: page and margins in twips, headers and footers, how its pages are numbered."""

    size: tuple[int, int]
    margins: dict[str, int]
    first_differs: bool
    start: str
    style: str
    continuous: bool
    header: Margin
    first_header: Margin
    footer: Margin
    first_footer: Margin


@dataclass
class Paper:
    """A whole document. pages: as Word last counted them, 0 when nobody did."""

    title: str = ""
    pages: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def read_paper(path: Path) -> Paper:
    """Read a Word file. TemplateFault when it is none."""
    return _Reader(path).paper


class _Reader:
    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._parts = self._open(path)
        self._styles = Styles(self._part("word/styles.xml"), self._part("word/theme/theme1.xml"))
        self._relations = {item.get("Id"): f"word/{item.get('Target', '').lstrip('/').removeprefix('word/')}"
                           for item in self._part("word/_rels/document.xml.rels") or ()}
        self.paper = Paper()
        properties, application = self._part("docProps/core.xml"), self._part("docProps/app.xml")
        self.paper.title = ("" if properties is None else properties.findtext(TITLE) or "").strip()
        pages = "" if application is None else next((item.text or "" for item in application if item.tag.endswith("Pages")), "")
        self.paper.pages = int(pages) if pages.isdigit() else 0
        self._inherited: dict[str, Margin] = {}
        body = self._part(BODY).find(f"{W}body")
        self._walk(body)
        final = body.find(f"{W}sectPr")
        if final is not None:
            self._close(final)
        self.paper.pictures = [picture.get("descr") or "" for picture in body.iter()
                               if picture.tag.endswith("}docPr")]

    def _open(self, path: Path) -> dict[str, bytes]:
        try:
            with zipfile.ZipFile(path) as packed:
                if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                    raise TemplateFault(f"Tệp {self._name} quá lớn để kiểm tra.")
                found = {entry.filename: packed.read(entry) for entry in packed.infolist()
                         if entry.filename.endswith((".xml", ".rels"))}
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            raise TemplateFault(f"Tệp {self._name} không mở được như văn bản Word. Mở bằng Word, lưu lại với đuôi "
                                ".docx.") from None
        if BODY not in found:
            raise TemplateFault(f"Tệp {self._name} không phải văn bản Word. Mở bằng Word, lưu lại với đuôi .docx.")
        return found

    def _part(self, name: str) -> Any:
        if name not in self._parts:
            return None
        try:
            return fromstring(self._parts[name])
        except (ParseError, DefusedXmlException, ValueError):
            raise TemplateFault(f"Tệp {self._name} hỏng ở phần {name}. Mở bằng Word và lưu lại.") from None

    def _walk(self, holder: Any) -> None:
        for block in holder:
            if block.tag == f"{W}p":
                self.paper.paragraphs.append(self._paragraph(block))
                ending = block.find(f"{W}pPr/{W}sectPr")
                if ending is not None:
                    self._close(ending)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag == f"{W}sdt":
                self._walk(block.find(f"{W}sdtContent") if block.find(f"{W}sdtContent") is not None else ())

    def _table(self, table: Any) -> None:
        rows = [list(row.iter(f"{W}tc")) for row in table.findall(f"{W}tr")]
        columns = max(map(len, rows), default=0)
        data = columns > 2 or self._styles.table_borders(table)
        number = len(self.paper.tables)
        grid = table.find(f"{W}tblGrid")
        self.paper.tables.append(Table(
            number, data, len(rows), table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None,
            sum(row.find(f"{W}trPr/{W}cantSplit") is None for row in table.findall(f"{W}tr")),
            tuple(_twips(column, "w") for column in (grid if grid is not None else ()))))
        mark = table.find(f"{W}tblPr/{W}tblStyle")
        style = None if mark is None else mark.get(f"{W}val")
        for row_number, row in enumerate(rows):
            for column, cell in enumerate(row):
                self.paper.paragraphs += [self._paragraph(paragraph, (number, row_number, column, len(row)), data, style)
                                          for paragraph in cell.iter(f"{W}p")]

    def _paragraph(self, paragraph: Any, cell: tuple[int, int, int, int] | None = None, data: bool = False,
                   table_style: str | None = None) -> Paragraph:
        letters = tuple(self._styles.letters(run, paragraph, table_style, text) for run in paragraph.iter(f"{W}r")
                        if (text := _text(run)) and run.find(f"{W}rPr/{W}vanish") is None)
        drawn = any(True for tag in DRAWN for _ in paragraph.iter(f"{W}{tag}"))
        return Paragraph(letters, self._styles.shape(paragraph, table_style), len(self.paper.sections), cell, data, drawn)

    def _close(self, ending: Any) -> None:
        size, margins, numbers = (ending.find(f"{W}{tag}") for tag in ("pgSz", "pgMar", "pgNumType"))
        kind = ending.find(f"{W}type")
        for tag in ("header", "footer"):
            for reference in ending.findall(f"{W}{tag}Reference"):
                part = self._part(self._relations.get(reference.get(f"{R}id"), ""))
                self._inherited[f"{tag} {reference.get(f'{W}type')}"] = self._margin(part)
        empty, held = Margin(), self._inherited
        self.paper.sections.append(Section(
            (_twips(size, "w"), _twips(size, "h")),
            {side: _twips(margins, side) for side in ("top", "bottom", "left", "right")},
            ending.find(f"{W}titlePg") is not None,
            "" if numbers is None else numbers.get(f"{W}start", ""),
            "decimal" if numbers is None else numbers.get(f"{W}fmt", "decimal"),
            kind is not None and kind.get(f"{W}val") == "continuous",
            held.get("header default", empty), held.get("header first", empty),
            held.get("footer default", empty), held.get("footer first", empty)))

    def _margin(self, part: Any) -> Margin:
        if part is None:
            return Margin()
        read = [(self._paragraph(paragraph), _has_page(paragraph)) for paragraph in part.iter(f"{W}p")]
        return Margin(tuple(paragraph for paragraph, _ in read), tuple(paragraph for paragraph, paged in read if paged))


def _text(run: Any) -> str:
    return "".join(_letters_of(run))


def _letters_of(run: Any) -> Iterator[str]:
    for piece in run:
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag in (f"{W}br", f"{W}tab", f"{W}cr"):
            yield " "
        elif piece.tag == f"{W}noBreakHyphen":
            yield "-"


def _has_page(paragraph: Any) -> bool:
    codes = [code.text or "" for code in paragraph.iter(f"{W}instrText")]
    codes += [code.get(f"{W}instr", "") for code in paragraph.iter(f"{W}fldSimple")]
    return any(code.split()[:1] == ["PAGE"] for code in codes)


def _twips(element: Any, key: str) -> int:
    value = "" if element is None else element.get(f"{W}{key}", "")
    return round(float(value)) if value.replace(".", "", 1).lstrip("-").isdigit() else 0
