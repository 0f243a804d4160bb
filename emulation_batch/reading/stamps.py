"""The identity of a workbook: four places, any one of them is enough, and no two may disagree."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from emulation_batch import layout
from emulation_batch.batch import Fault
from emulation_batch.definition import Definition
from emulation_batch.findings import shown
from emulation_batch.layout import STAMP_FIELDS, STAMP_NAME, STAMP_PREFIX, Stamp
from emulation_batch.reading import labels
from emulation_batch.reading.cells import Grid
from emulation_batch.reading.sheets import folded
from emulation_batch.vietnamese import clean

Found = list[tuple[str, str, Stamp]]
"""(mark, where in words, stamp) of each stamp found; the lost fields of a stamp are ""."""

FIELD_WORDS = {"movement": "phong trào", "version": "bản", "unit": "đơn vị", "period": "kỳ"}
_EXPRESSION = re.compile(rf'"({STAMP_PREFIX}\|[^"]*)"')


def from_properties(properties: dict[str, str]) -> Found:
    """Stamp of the custom document properties."""
    values = [clean(properties.get(f"{STAMP_PREFIX}_{name}", "")) for name in STAMP_FIELDS]
    return [("property", "thuộc tính tệp", Stamp(*values))] if any(values) else []


def from_name(text: str) -> Found:
    """Stamp of the defined name."""
    stamp = Stamp.parse(clean(text).removeprefix("="))
    return [("name", f"tên {STAMP_NAME}", stamp)] if stamp else []


def from_grids(grids: list[Grid], stamp_name: str) -> Found:
    """Stamps of the hidden stamp sheet and of the key rows."""
    found: Found = []
    for grid in grids:
        if folded(grid.name) == folded(stamp_name):
            values = {clean(str(row.get(0, ""))): clean(str(row.get(1, ""))) for row in grid.rows.values()}
            fields = [values.get(name, "") for name in STAMP_FIELDS]
            if any(fields):
                found.append(("sheet", f"trang {grid.name}", Stamp(*fields)))
            continue
        for row in list(grid.rows.values())[:60]:
            text = row.get(layout.NUMBER_COLUMN)
            stamp = Stamp.parse(clean(text)) if isinstance(text, str) and text.lstrip().startswith(STAMP_PREFIX) else None
            if stamp:
                found.append(("row", f"trang “{shown(grid.name, 31)}”", stamp))
                break
    return found


def from_ods(content: bytes) -> Found:
    """Stamps of an .ods that calamine does not show: user-defined properties and the named expression."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        meta = ElementTree.fromstring(archive.read("meta.xml")).iter() if "meta.xml" in archive.namelist() else iter(())
        properties = {next((value for name, value in element.attrib.items() if name.endswith("}name")), ""):
                      element.text or "" for element in meta if str(element.tag).endswith("}user-defined")}
        body = archive.read("content.xml").decode("utf-8", "replace")
    named = body.rfind(f'table:name="{STAMP_NAME}"')
    expression = _EXPRESSION.search(body[named:named + 1000].replace("&quot;", '"')) if named >= 0 else None
    return from_properties(properties) + (from_name(expression[1]) if expression else [])


def merged(found: Found) -> tuple[Stamp, tuple[str, ...], Fault | None]:
    """The stamp all agree on, the marks found in the order of layout, and the fault of the first two that disagree."""
    fields = {}
    for name in STAMP_FIELDS:
        said = [(where, getattr(stamp, name)) for _, where, stamp in found if getattr(stamp, name)]
        fields[name] = said[0][1] if said else ""
        for where, value in said:
            if value != fields[name]:
                one, other = (f"{place} ghi {FIELD_WORDS[name]} “{shown(text, 20)}”"
                              for place, text in (said[0], (where, value)))
                disagree = labels.fault(labels.STAMPS_DISAGREE, one=one, other=other)
                return Stamp(**{key: fields.get(key, "") for key in STAMP_FIELDS}), _marks(found), disagree
    return Stamp(**fields), _marks(found), None


def _marks(found: Found) -> tuple[str, ...]:
    marks = {mark for mark, _, _ in found}
    return tuple(mark for mark in ("property", "sheet", "name", "row") if mark in marks)


def faults(stamp: Stamp, definition: Definition) -> list[Fault]:
    """What a stamp says against reading the file by this definition."""
    ours = definition.movement
    if not any((stamp.movement, stamp.version, stamp.unit, stamp.period)):
        return [labels.fault(labels.STAMPS_LOST)]
    if stamp.movement and stamp.movement != ours.id:
        return [labels.fault(labels.OTHER_BOOK, what=f"dấu nhận dạng ghi “{shown(stamp.movement, 50)}”")]
    if stamp.version and _version(stamp.version) != _version(ours.version):
        label = labels.NEWER_VERSION if _version(stamp.version) > _version(ours.version) else labels.OLDER_VERSION
        return [labels.fault(label, theirs=shown(stamp.version, 20), ours=ours.version)]
    return []


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part[:9]) for part in re.findall("[0-9]+", text))
