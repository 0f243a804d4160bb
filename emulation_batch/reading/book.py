"""One workbook -> RawBook: never raises for what a file holds, so that one file costs one file."""

import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import ParseError

from emulation_batch import layout
from emulation_batch.batch import Fault, RawBook, RawSheet
from emulation_batch.definition import Definition
from emulation_batch.findings import shown
from emulation_batch.layout import Stamp
from emulation_batch.reading import labels, second, stamps
from emulation_batch.reading.cells import MOST_CELLS, Grid
from emulation_batch.reading.look import Look, look
from emulation_batch.reading.old_formats import calamine_grids, is_calamines
from emulation_batch.reading.package import Malformed, Package
from emulation_batch.reading.parts import TooMuch
from emulation_batch.reading.quick import LARGEST, quick_grid
from emulation_batch.reading.register import is_stamp, needed, read_register
from emulation_batch.reading.rows import hidden_with_data, merged_with_data, raw_sheet
from emulation_batch.reading.sheets import Located, assign, folded
from emulation_batch.reading.streaming import read_grid, read_large_grid

NO_STAMP = Stamp("", "", "", "")
MOST_TEXT = 10_000_000
"""Characters of all cells of a sheet: one long text may stand in a package once and in many cells."""
_DAMAGE = (Malformed, ParseError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError,
           LookupError, NotImplementedError, OverflowError, RecursionError)


def read_book(content: bytes, sha256: str, definition: Definition, twice: bool = True) -> RawBook:
    """The workbook as typed; its faults say why when it could not be read. Without `twice` an .xlsx stays out of calamine."""
    looked = look(content)
    if not looked.readable:
        return RawBook(sha256, looked.kind, NO_STAMP, faults=looked.faults)
    try:
        grids, found, package = _open(content, looked, definition)
    except TooMuch as error:
        return RawBook(sha256, looked.kind, NO_STAMP, faults=(labels.fault(labels.TOO_MUCH, what=str(error)),))
    except _DAMAGE:
        return _unreadable(sha256, looked.kind)
    except BaseException as error:
        if is_calamines(error):
            return _unreadable(sha256, looked.kind, password=type(error).__name__ == "PasswordError")
        raise
    if filled := read_register(grids):
        return RawBook(sha256, looked.kind, replace(NO_STAMP, period=filled.period), register=filled)
    stamp, marks, disagree = stamps.merged(found)
    faults = [*looked.faults, *([disagree] if disagree else []), *stamps.faults(stamp, definition)]
    if any(item.code == labels.OTHER_BOOK.code for item in faults):
        return RawBook(sha256, looked.kind, stamp, marks, faults=tuple(faults))
    sheets, places, more = _sheets([grid for grid in grids if not _is(grid, definition.workbook.stamp_name)], definition)
    if not sheets and not marks:  # our stamps on a book without our sheets: every sheet is missed
        faults = [*looked.faults, labels.fault(labels.OTHER_BOOK, what="không có trang nào của biểu mẫu")]
        return RawBook(sha256, looked.kind, stamp, faults=tuple(faults))
    more += second.doubts(content, package, places) if twice else [labels.fault(labels.READ_ONCE)]
    return RawBook(sha256, looked.kind, stamp, marks, sheets, (*faults, *more))


def _unreadable(sha256: str, kind: str, password: bool = False) -> RawBook:
    found = labels.fault(labels.PASSWORD) if password else labels.fault(labels.DAMAGED, what="nội dung bên trong bị hỏng")
    return RawBook(sha256, kind, NO_STAMP, faults=(found,))


def _is(grid: Grid, name: str) -> bool:
    return folded(grid.name) == folded(name)


def _open(content: bytes, looked: Look, definition: Definition) -> tuple[list[Grid], stamps.Found, Package | None]:
    """Grids of all sheets but our guide, verdict, lists and findings, every stamp, and the package of an .xlsx."""
    workbook = definition.workbook
    ours = {folded(name) for name in (workbook.guide_name, workbook.verdict_name, workbook.lists_name,
                                          layout.RETURNED_NAME)}
    if looked.kind in ("xls", "ods"):
        grids = calamine_grids(content, lambda name: folded(name) in ours)
        found = stamps.from_ods(content) if looked.kind == "ods" else []
        return grids, found + stamps.from_grids(grids, workbook.stamp_name), None
    grids = []
    package = Package(zipfile.ZipFile(BytesIO(content)), looked.parts)
    room = MOST_CELLS
    register = any(is_stamp(name) for name, _, _ in package.sheets)
    for name, hidden, part in package.sheets:
        if needed(name) if register else folded(name) not in ours:
            grids.append(_grid(package, name, hidden, part, room))
            room -= grids[-1].count
    found = stamps.from_properties(package.properties) + stamps.from_grids(grids, workbook.stamp_name)
    return grids, found + stamps.from_name(package.stamp_name), package


def _grid(package: Package, name: str, hidden: bool, part: str, room: int) -> Grid:
    """One sheet, quickly where it is of the usual shape, in pieces where it is large."""
    if package.size(part) > LARGEST:
        grid = read_large_grid(package, name, hidden, part, room)
    else:
        content = package.read(part)
        grid = quick_grid(package, name, hidden, content, room) or read_grid(package, name, hidden, content, room)
    if sum(len(text) for texts in grid.texts.values() for text in texts.values()) > MOST_TEXT:
        raise TooMuch(f"chữ trong một trang dài hơn {MOST_TEXT // 1_000_000} triệu ký tự")
    grid.part = part
    return grid


def _sheets(grids: list[Grid],
            definition: Definition) -> tuple[dict[str, RawSheet], list[tuple[Located, RawSheet]], list[Fault]]:
    """The sheets of the definition in a file, in its order, where each was found, and all that is wrong with their shape."""
    found, copies = assign(grids, definition.sheets)
    sheets: dict[str, RawSheet] = {}
    places: list[tuple[Located, RawSheet]] = []
    faults: list[Fault] = []
    for sheet in definition.sheets:
        place = found.get(sheet.key)
        if place is None:
            faults.append(labels.fault(labels.SHEET_MISSING, sheet=sheet.name, name=sheet.name))
        elif isinstance(place, Grid):
            faults.append(labels.fault(labels.HEADERS_LOST, sheet=place.name))
        else:
            sheets[sheet.key] = raw_sheet(place)
            places.append((place, sheets[sheet.key]))
            faults += _column_faults(place) + _shape_faults(place, sheets[sheet.key])
    known = {id(place.grid if isinstance(place, Located) else place) for place in found.values()}
    return sheets, places, faults + _copy_faults(copies, sheets, definition) + _stranger_faults(grids, known, copies)


def _column_faults(place: Located) -> list[Fault]:
    part = "ô" if place.sheet.kind == "form" else "cột"
    faults = []
    for column, near in place.missing():
        needed = bool(column.required or column.required_with)
        faults.append(labels.fault(
            labels.COLUMN_MISSING if needed else labels.COLUMN_ABSENT, sheet=shown(place.grid.name, 31), part=part,
            header=column.header, near=f" Có phải là “{shown(near, 40)}”?" if near else ""))
    return faults


def _shape_faults(place: Located, sheet: RawSheet) -> list[Fault]:
    faults = []
    name = shown(sheet.name, 31)
    if sheet.outside:
        cell, text = sheet.outside[0]
        faults.append(labels.fault(labels.OUTSIDE, sheet=name, cell=cell, value=shown(text, 40), count=str(len(sheet.outside))))
    if merge := merged_with_data(place, sheet):
        faults.append(labels.fault(labels.MERGED, sheet=name, cell=merge))
    if hidden := hidden_with_data(place, sheet):
        faults.append(labels.fault(labels.HIDDEN, sheet=name, cell=layout.a1(hidden[0], 0), count=str(len(hidden)),
                                   first=str(hidden[0] + 1)))
    return faults


def _copy_faults(copies: list[tuple[str, Located]], sheets: dict[str, RawSheet], definition: Definition) -> list[Fault]:
    """A second sheet of the same form: an error where it holds rows, since they would be lost."""
    return [labels.fault(labels.SHEET_TWICE, sheet=shown(sheets[key].name, 31), other=shown(place.grid.name, 31),
                         name=definition.sheet(key).name)
            for key, place in copies if definition.sheet(key).kind == "table" and raw_sheet(place).rows]


def _stranger_faults(grids: list[Grid], known: set[int], copies: list[tuple[str, Located]]) -> list[Fault]:
    copied = {id(place.grid) for _, place in copies}
    return [labels.fault(labels.OTHER_SHEET, sheet=shown(grid.name, 31)) for grid in grids
            if grid.rows and not grid.hidden and id(grid) not in known | copied]
