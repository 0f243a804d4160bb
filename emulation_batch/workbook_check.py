"""A workbook we made, looked at before it is kept: it holds together, and nothing in it is live that a unit could have put in.

Our own formulas are told by their places: never in a cell where somebody types, never on a sheet that only tells. Whatever
leads out of the workbook, or runs, is refused by the name of its part.
"""

import re
from collections.abc import Iterator, Mapping

from emulation_batch import layout
from emulation_batch.definition import Definition
from emulation_batch.errors import CannotWrite
from emulation_batch.package_check import Broken, Seen, Unpacking, require_whole

KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|styles|sharedStrings|theme/theme1)\.xml|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?"
    r"|xl/comments\d+\.xml|xl/charts/chart\d+\.xml|xl/drawings/(_rels/)?(drawing|vmlDrawing)\d+\.(xml|vml)(\.rels)?")
"""The parts xlsxwriter makes for us: no macro, connection, external book, embedded object or picture from elsewhere."""
FORMULA = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*><f[ />]')
ANY_FORMULA = re.compile(rb"<f[ />]")
LINK = re.compile(rb"<hyperlink\b[^<>]*>")
SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="\d+"(?: state="\w+")? r:id="(\w+)"')


def require_dead(name: str, content: bytes, definition: Definition | None = None, seen: Seen | None = None) -> None:
    """CannotWrite when a workbook must not be kept. definition: of a unit's workbook; None where no formula may stand. seen: as
    in `require_parts_dead`, of earlier workbooks."""
    try:
        parts = Unpacking(content)
    except Broken as broken:
        raise _refused(name, str(broken)) from None
    require_parts_dead(name, parts, definition, Seen() if seen is None else seen)


def require_parts_dead(name: str, parts: Mapping[str, bytes], definition: Definition | None, seen: Seen) -> None:
    """The same of the parts of a workbook. seen: what was found good in earlier ones, in which a part is the same sheet."""
    found = next(faults(parts, definition, seen), "")
    if found:
        raise _refused(name, found)


def _refused(name: str, found: str) -> CannotWrite:
    return CannotWrite(f"Chưa ghi {name}: bảng tính vừa lập {found}. Kết quả cũ còn nguyên. Báo người phụ trách kỹ thuật, "
                       "kèm tệp đang xử lý.")


def faults(parts: Mapping[str, bytes], definition: Definition | None, seen: Seen) -> Iterator[str]:
    """What is wrong, as the end of a sentence."""
    live: list[str] = []

    def look(part: str, xml: bytes) -> None:
        if part.startswith("xl/worksheets/sheet"):
            live.extend(_live(sheets.get(part, part), xml, definition))

    try:
        sheets = sheets_of(parts)
        require_whole(parts, seen, look)
    except Broken as broken:
        yield str(broken)
        return
    yield from (f"có phần lạ là {part}" for part in parts if not KNOWN.fullmatch(part))
    yield from (f"nối ra ngoài ở phần {part}" for part in parts
                if part.endswith(".rels") and b"TargetMode=" in parts[part])
    yield from live


def sheets_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Part -> the name of its sheet, as XML writes it."""
    relations, book = (parts.get(name, b"").decode() for name in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"))
    ids = dict(re.findall(r'Id="(\w+)"[^<>]*Target="([^"]*)"', relations))
    return {f"xl/{ids.get(key, '')}": name for name, key in SHEET.findall(book)}


def _live(name: str, xml: bytes, definition: Definition | None) -> Iterator[str]:
    """Formulas where somebody types or where only words stand, and links that leave the workbook."""
    count = len(ANY_FORMULA.findall(xml))
    formulas = FORMULA.findall(xml) if count else []
    if len(formulas) != count:
        yield f"có công thức lạ ở trang “{name}”"
    kind, typed = _places(name, definition)
    for letters, row in formulas:
        if kind == "" or (letters in typed and (kind == "form" or int(row) > layout.FIRST_ROW)):
            yield f"có công thức ở ô {letters.decode()}{int(row)}, trang “{name}”"
    for found in LINK.finditer(xml):
        if b' location="' not in found[0] or b"r:id=" in found[0]:
            yield f"có đường dẫn ra ngoài ở trang “{name}”"


def _places(name: str, definition: Definition | None) -> tuple[str, frozenset[bytes]]:
    """Kind of a sheet on which our formulas stand, and its columns where somebody types; "" for a sheet that only tells."""
    if definition is None:
        return "", frozenset()
    sheet = next((sheet for sheet in definition.sheets if sheet.name == name), None)
    if sheet is None:
        return "verdict" if name == definition.workbook.verdict_name else "", frozenset()
    columns = [layout.FORM_VALUE] if sheet.kind == "form" else [layout.column_of(sheet, column.key) for column in sheet.columns]
    return sheet.kind, frozenset(layout.letters(column).encode() for column in columns)
