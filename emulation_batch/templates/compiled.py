"""The workbook of a period, built once by xlsxwriter; the copy of a unit then costs only the cells that differ.

Formats, validations, conditional formats and the hidden judgement are most of a workbook and the same for every unit: they are
packed once and copied. The name and code of the unit stand as marks in the built one. What a unit typed, notes, the list of
people and the sheet of what to mend are written by the same functions as in a whole workbook (`loose_sheets`). A workbook that
does not fit this (more rows than the form offers, no people, a name with control characters) is built whole.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from emulation_batch.definition import Definition
from emulation_batch.layout import FIRST_ROW, RETURNED_NAME, stamp_of
from emulation_batch.packages import Part, joined, package, part, piece, piece_of_one
from emulation_batch.periods import Period
from emulation_batch.registry import Registry, Unit
from emulation_batch.templates.context import Book, Filled, Mark
from emulation_batch.templates.form import write_value
from emulation_batch.templates.formulas import CANDIDATES, PEOPLE
from emulation_batch.templates.lists import write_people
from emulation_batch.templates.loose_sheets import AddedStrings, LooseBook, changed_rows, notes, whole
from emulation_batch.templates.page import finish, header_of, header_text
from emulation_batch.templates.sheet_parts import QUICK, cut
from emulation_batch.templates.styles import Styles
from emulation_batch.templates.tables import write_inputs
from emulation_batch.templates.to_mend import foresee_levels
from emulation_batch.templates.workbook import choices_of, open_book, write_sheets
from emulation_batch.templates.worksheet import UnitWorksheet
from emulation_batch.workbook_check import require_dead

NAME, CODE = "\ue000TEN\ue000", "\ue000MA\ue000"
MARK = re.compile(f"({NAME}|{CODE})")
ANY_MARK = re.compile("(\ue000[^\ue000]+\ue000)")
PLAIN = re.compile(r"[^\x00-\x1f\ue000\ufffe\uffff]+")
LONGEST_HEADER, LONGEST_CODE = 250, 20
STRINGS, BOOK, TYPES, PROPERTIES = "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml", "docProps/custom.xml"
COUNTS = re.compile(r' count="\d+" uniqueCount="\d+"')
DEFINED = re.compile(r'(<definedName name="([^"]+)"(?: localSheetId="(\d+)")?[^>]*>)([^<]*)')
PRINT_AREA, FIRST_SHEET, LOOSE = "_xlnm.Print_Area", "0", (PEOPLE, CANDIDATES)
VML = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
NOTES = ('<Override PartName="/xl/comments{}.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>')
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
             'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             f'<Relationship Id="rId1" Type="{RELATION}/vmlDrawing" Target="../drawings/vmlDrawing{{0}}.vml"/>'
             f'<Relationship Id="rId2" Type="{RELATION}/comments" Target="../comments{{0}}.xml"/></Relationships>')
COMMENTS = "xl/comments"
DRAWING = '<legacyDrawing r:id="rId1"/>'
First = Callable[[Book], None]
"""Writes the sheet that stands before all others in a workbook that goes back."""


class Compiled:
    """The built workbook of a definition, registry and period, with a first sheet where `first` is given.

    It is built when the first copy is. known: the formats of a workbook that was built whole, which copies may need; made_of:
    these, in words.
    """

    def __init__(self, definition: Definition, registry: Registry, period: Period, first: First | None = None,
                 known: Styles | None = None) -> None:
        self._definition, self._registry, self._period = definition, registry, period
        self._first, self._known = first, known
        self.made_of = known.told() if known else ""

    def _build(self) -> None:
        definition, registry, period, first, known = self._definition, self._registry, self._period, self._first, self._known
        out = BytesIO()
        unit = Unit(CODE, NAME, NAME, CODE, (), "", period.from_, None)
        book = open_book(out, definition, registry, unit, period, Filled(), (f"{NAME} | {CODE}",), returned=first is not None)
        self._book, self.styles = book, book.styles
        if known:
            book.styles.learn(known)
        if first:
            book.styles.foresee(definition.sheets)
            first(book)
        write_sheets(book)
        if first:
            foresee_levels(book.styles)
        names = [worksheet.name for worksheet in book.workbook.worksheets()]
        strings = dict(book.workbook.str_table.string_table)
        book.workbook.close()
        require_dead("bản dựng sẵn", out.getvalue(), definition)
        for worksheet in book.workbook.worksheets():
            worksheet.table.clear()  # thousands of formulas, which nothing asks for again
        self._formats = len(book.workbook.xf_format_indices)
        self._take(out, names, strings)

    def _take(self, out: BytesIO, names: list[str], strings: Mapping[str, int]) -> None:
        """Cut up the finished package."""
        with zipfile.ZipFile(out) as packed:
            content = {name: packed.read(name) for name in packed.namelist()}
        self._order = tuple(content)
        parts = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}
        self._sheets = {name: cut(path, content[path].decode(), NAME) for name, path in parts.items()}
        self._texts = {name: content[name].decode() for name in (BOOK, TYPES, PROPERTIES)}

        def opened(name: re.Match[str]) -> str:
            """A defined name; one that each unit has of its own with a mark for what it refers to."""
            own = (name[2], name[3]) == (PRINT_AREA, FIRST_SHEET) if RETURNED_NAME in names and name[3] else name[2] in LOOSE
            return f"{name[1]}{_mark(name[2])}" if own else name[0]

        self._cut = {name: ANY_MARK.split(DEFINED.sub(opened, self._texts[name])) for name in (BOOK, PROPERTIES)}
        self._types: dict[int, Part] = {}
        self._tags: dict[Any, str] = {}
        own = {STRINGS, *parts.values(), *self._texts}
        self._same = {name: part(name, data) for name, data in content.items() if name not in own}
        self._strings, self._places = {text: place for text, place in strings.items() if not MARK.search(text)}, len(strings)
        shared = COUNTS.sub("", content[STRINGS].decode(), count=1).removesuffix("</sst>")
        self._shared = [text if MARK.fullmatch(text) else piece(text.encode()) for text in MARK.split(shared)]

    def fits(self, unit: Unit, filled: Filled) -> bool:
        """Whether the workbook of a unit differs from the built one only where a copy may."""
        rows = FIRST_ROW + self._definition.workbook.rows
        return (all(PLAIN.fullmatch(text) and text == text.strip() for text in (unit.name, unit.code))
                and len(unit.code) <= LONGEST_CODE and len(header_of(self._definition, unit, self._period)) <= LONGEST_HEADER
                and bool(choices_of(self._registry, unit, self._period))
                and all(max(filled.by_place(sheet.key), default=0) < rows for sheet in self._definition.tables))

    def copy(self, unit: Unit, filled: Filled, marks: Mapping[tuple[str, int, str], Mark] | None = None,
             first: First | None = None) -> bytes | None:
        """The workbook of a unit; None when it needs a format that the built one lacks."""
        parts = self.parts(unit, filled, marks, first)
        return None if parts is None else package(parts)

    def parts(self, unit: Unit, filled: Filled, marks: Mapping[tuple[str, int, str], Mark] | None = None,
              first: First | None = None) -> list[Part] | None:
        """The parts of the workbook of a unit in their order; None likewise."""
        if not hasattr(self, "_book"):
            self._build()
        strings = AddedStrings(self._strings, self._places)
        loose = LooseBook(self._book.workbook, strings, self._tags)
        book = replace(self._book, workbook=loose, unit=unit, people=choices_of(self._registry, unit, self._period),
                       filled=filled, stamp=stamp_of(self._definition, unit.code, self._period.key), marks=dict(marks or {}))
        self._write_cells(book, loose, first)
        made = self._same | self._sheet_parts(unit, loose) | self._texts_for(unit, loose)
        if len(self._book.workbook.xf_format_indices) > self._formats:
            return None
        words = {mark: piece_of_one(escape(word).encode(), QUICK) for mark, word in _words(unit).items()}
        made[STRINGS] = joined(STRINGS, (*(words[item] if isinstance(item, str) else item for item in self._shared),
                                         piece_of_one(f"{strings.xml()}</sst>".encode(), QUICK)))
        return [made[name] for name in dict.fromkeys((*self._order, *made))]

    def _write_cells(self, book: Book, loose: LooseBook, first: First | None) -> None:
        """Write what differs: the first sheet and the lists whole, of the form and the tables the rows that hold something."""
        if first:
            first(book)
            finish(book, loose.sheets[RETURNED_NAME])
            loose.sheets[RETURNED_NAME].activate()
        write_people(book, loose.add_worksheet(self._definition.workbook.lists_name))
        form = self._definition.form
        worksheet = loose.shaped(form.name)
        for column in form.columns:
            write_value(book, worksheet, form, column)
        for table in self._definition.tables:
            rows = {*book.filled.by_place(table.key), *(row for key, row, _ in book.marks if key == table.key)}
            if rows:
                write_inputs(book, loose.shaped(table.name), table, sorted(rows), blank=False)

    def _sheet_parts(self, unit: Unit, loose: LooseBook) -> dict[str, Part]:
        """The parts of the sheets, and of their notes."""
        found: dict[str, Part] = {}
        word = piece_of_one(escape(header_text(unit.name)).encode(), QUICK)
        for name, sheet in self._sheets.items():
            written = loose.sheets.get(name)
            changed = changed_rows(written, sheet.spans) if written is not None and name != RETURNED_NAME else {}
            if name == self._definition.workbook.lists_name:
                text = sheet.rewritten(changed, len(self._definition.choices))
                found[sheet.name] = part(sheet.name, text.encode(), QUICK)
                continue
            if written is not None and name == RETURNED_NAME:
                found[sheet.name] = part(sheet.name, whole(written).encode(), QUICK)
                continue
            drawing = ""
            if written is not None and written.has_comments:
                drawing = DRAWING
                found |= _notes(sheet.name, written, 1 + sum(name.startswith(COMMENTS) for name in found))
            found[sheet.name] = joined(sheet.name, sheet.pieces(changed, word, drawing))
        return found

    def _texts_for(self, unit: Unit, loose: LooseBook) -> dict[str, Part]:
        """The parts that speak of the whole workbook: names, kinds of parts, properties."""
        noted = sum(sheet.has_comments for sheet in loose.sheets.values())
        if noted not in self._types:
            overrides = "".join(NOTES.format(number) for number in range(1, noted + 1))
            text = self._texts[TYPES]
            if noted:
                text = text.replace("<Default ", f"{VML}<Default ", 1).replace("</Types>", f"{overrides}</Types>")
            self._types[noted] = part(TYPES, text.encode(), QUICK)
        refers = {_mark(name): escape(place) for name, place in loose.names.items()}
        if RETURNED_NAME in loose.sheets:
            refers[_mark(PRINT_AREA)] = escape(str(loose.sheets[RETURNED_NAME].print_area_range))
        words = _words(unit)
        quoted = refers | {mark: escape(word.replace('"', '""')) for mark, word in words.items()}
        told = {BOOK: quoted, PROPERTIES: {mark: escape(word) for mark, word in words.items()}}
        texts = {name: "".join(said.get(text, text) for text in self._cut[name]) for name, said in told.items()}
        return {TYPES: self._types[noted]} | {name: part(name, text.encode(), QUICK) for name, text in texts.items()}


def _mark(name: str) -> str:
    return f"\ue000{name}\ue000"


def _words(unit: Unit) -> dict[str, str]:
    return {NAME: unit.name, CODE: unit.code}


def _notes(sheet: str, written: UnitWorksheet, number: int) -> dict[str, Part]:
    """The parts of a sheet's notes, the n-th with notes of its workbook."""
    comments, boxes = notes(written, number)
    texts = {f"{COMMENTS}{number}.xml": comments, f"xl/drawings/vmlDrawing{number}.vml": boxes}
    relations = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    made = {path: part(path, text.encode(), QUICK) for path, text in texts.items()}
    return made | {relations: _packed(relations, RELATIONS.format(number))}


@lru_cache(64)
def _packed(path: str, text: str) -> Part:
    """A part that many workbooks have."""
    return part(path, text.encode(), QUICK)
