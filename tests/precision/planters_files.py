"""F: fields by which a file is known, and the form of a workbook; these are planted in written files only.

A refused workbook gives its F findings and nothing of its rows, so it holds no other mistake. What ELSEWHERE names is no
mistake that a unit makes in one workbook, and is planted elsewhere.
"""

from emulation_batch import layout
from emulation_batch.definition import Definition
from precision.spots import FORM, Place, Planter, Spot, Target, columns, on
from precision.workbooks import DoesNotFit


def _said(spot: Spot, sheet: str = "", cell: str = "") -> list[Place]:
    """A finding of the file: no column, and no cell unless one is named."""
    return [(spot.book.unit, spot.code, sheet, cell, "")]


def f116(spot: Spot) -> list[Place]:
    spot.take(spot.column.key)
    other = spot.month.registry.units[(int(spot.book.unit[2:])) % len(spot.month.registry.units)]
    spot.book.form[spot.column.key] = other.name
    return _said(spot)


def f117(spot: Spot) -> list[Place]:
    spot.take(spot.column.key)
    spot.book.form[spot.column.key] = str(spot.month.period.month.shift(-1))
    return _said(spot)


def f119(spot: Spot) -> list[Place]:
    """An attempt in words is no number either (C234)."""
    spot.take(spot.column.key)
    spot.book.form[spot.column.key] = "lần hai"
    return [spot.at(), spot.at(code="C234")]


def f118(spot: Spot) -> list[Place]:
    """A blank attempt is a blank required field too (C201)."""
    spot.take(spot.column.key)
    spot.book.form[spot.column.key] = None
    return [spot.at(), spot.at(code="C201")]


UNREAD = {"F201": "web page", "F202": "password", "F203": "other book", "F220": "many parts", "F223": "doctype", "F224": "torn",
          "F225": "scan"}
WHOLE = ("version", "part", "month", "again", *UNREAD.values())


def _once(spot: Spot, name: str, *details: object) -> None:
    """Damage of a sheet: one on each, and none beside lost stamps, which take the key rows along."""
    for other, (sheet, *_) in spot.book.damage:
        if sheet == spot.sheet.key or {"no stamps", *WHOLE} & {name, other}:
            raise DoesNotFit
    spot.book.damage.append((name, (spot.sheet.key, *details)))


def f_column(spot: Spot) -> list[Place]:
    """A column without header and key, in which nothing stands: its words would be told as words outside (F209)."""
    if any(row.get(spot.column.key) is not None for row in spot.book.rows.get(spot.sheet.key, ())):
        spot.clear(spot.sheet.key)
        spot.month.declare(spot.book)
    spot.book.closed.add(spot.sheet.key)
    _once(spot, "no column", layout.column_of(spot.sheet, spot.column.key))
    return _said(spot, spot.sheet.name)


def f_sheet(spot: Spot) -> list[Place]:
    _once(spot, {"F204": "no sheet", "F212": "no headers", "F213": "twice", "F216": "another"}[spot.code])
    if spot.code == "F213":
        spot.has_rows(spot.sheet.key)
    return _said(spot, "Ghi chú" if spot.code == "F216" else spot.sheet.name)


def f209(spot: Spot) -> list[Place]:
    """A signature under the rows, in a column of text: in the kind's column it would be a row of an unknown kind."""
    spot.has_rows(spot.sheet.key)
    key = next(column.key for column in spot.sheet.columns if column.type == "text")
    cell = layout.a1(59, layout.column_of(spot.sheet, key))
    _once(spot, "words", cell)
    return _said(spot, spot.sheet.name, cell)


def f210(spot: Spot) -> list[Place]:
    spot.has_rows(spot.sheet.key)
    _once(spot, "merged", "C8:D8")
    return _said(spot, spot.sheet.name, "C8:D8")


def f215(spot: Spot) -> list[Place]:
    spot.has_rows(spot.sheet.key)
    _once(spot, "hidden", 8)
    return _said(spot, spot.sheet.name, "A8")


def f208(spot: Spot) -> list[Place]:
    """Without stamps the unit and the month are read from the form."""
    spot.take("don_vi", "ky")
    _once(spot, "no stamps")
    return _said(spot)


def f_unknown(spot: Spot) -> list[Place]:
    """Without stamps and without what is typed for them: nobody's file, or of no month."""
    spot.take(spot.column.key)
    _once(spot, "no stamps")
    spot.book.form[spot.column.key] = None
    return [("" if spot.code == "F112" else spot.book.unit, spot.code, "", "", "")]


def f207(spot: Spot) -> list[Place]:
    _once(spot, "another stamp")
    return _said(spot)


def f_version(spot: Spot) -> list[Place]:
    """The form of another version of the definition."""
    _alone(spot, "version", {"F206": "9.9", "F217": "0.9"}[spot.code])
    return _said(spot)


def f_part(spot: Spot) -> list[Place]:
    """A part that a form does not have: macros, a link to another workbook."""
    _alone(spot, "part", {"F211": "xl/vbaProject.bin", "F219": "xl/externalLinks/externalLink1.xml"}[spot.code])
    return _said(spot)


def f114(spot: Spot) -> list[Place]:
    spot.take(spot.column.key)
    _alone(spot, "month", spot.month.period.month.shift(-1))
    return _said(spot)


def f120(spot: Spot) -> list[Place]:
    """The same sending twice, and not the same bytes."""
    spot.take(spot.column.key)
    _alone(spot, "again")
    return _said(spot)


def f_unread(spot: Spot) -> list[Place]:
    """A file of which nothing can be read, so nobody's."""
    _alone(spot, UNREAD[spot.code])
    return [("", spot.code, "", "", "")]


def _alone(spot: Spot, name: str, *details: object) -> None:
    """Damage of a whole file: once, and none beside other damage."""
    if spot.book.damage:
        raise DoesNotFit
    spot.book.damage.append((name, (spot.sheet.key, *details)))


def _columns(needed: bool):
    def found(definition: Definition) -> list[Target]:
        return [(sheet.key, column.key, None) for sheet in definition.tables for column in sheet.columns
                if bool(column.required or column.required_with) == needed]
    return found


def _tables(definition: Definition) -> list[Target]:
    return [(sheet.key, sheet.columns[0].key, None) for sheet in definition.tables]


ELSEWHERE = {
    "not a workbook, but beside one or around it": {
        "tests/intake/test_gather.py": ("F102", "F104", "F105", "F106", "F107", "F108", "F109"),
        "tests/intake/test_settle.py": ("F101", "F110"),
        "tests/intake/test_containers.py": ("F121", "F124", "F125", "F126", "F127", "F128"),
        "tests/intake/test_zip_files.py": ("F122", "F123")},
    "what the batch did with a workbook in which nothing is wrong": {
        "tests/intake/test_settle.py": ("F103", "F111", "F113"), "tests/intake/test_sealed.py": ("F129", "F130")},
    "the machine's bounds, or another hand at work": {"tests/reading/test_pool.py": ("F221", "F222")},
    "an .ods that another program made; tests/hostile has them too": {"tests/reading/test_look.py": ("F218",)},
    "two readings of one file, which no spreadsheet program writes": {"tests/reading/test_second.py": ("F226", "F227")},
    "the Council's register": {
        "tests/intake/test_settle.py": ("F131", "F132"),
        "tests/hearing/test_hear.py": tuple(f"H4{number:02d}" for number in range(1, 17)),
        "tests/test_review_council.py": ("H417",)},
}
"""Codes that no planter has: why -> {the test that reaches them: codes}."""
REFUSES, ACCEPTS = "refused", "file"
PLANTERS = (
    *(Planter(code, on(FORM, "don_vi"), f_unread, REFUSES) for code in UNREAD),
    Planter("F112", columns(lambda column: column.type == "unit"), f_unknown, REFUSES),
    Planter("F115", columns(lambda column: column.type == "period"), f_unknown, REFUSES),
    Planter("F206", on(FORM, "don_vi"), f_version, REFUSES),
    Planter("F217", on(FORM, "don_vi"), f_version, ACCEPTS),
    Planter("F211", on(FORM, "don_vi"), f_part, ACCEPTS),
    Planter("F219", on(FORM, "don_vi"), f_part, ACCEPTS),
    Planter("F114", on(FORM, "ky"), f114, REFUSES),
    Planter("F120", on(FORM, "lan_nop"), f120, ACCEPTS),
    Planter("F116", columns(lambda column: column.type == "unit"), f116, REFUSES),
    Planter("F117", columns(lambda column: column.type == "period"), f117, REFUSES),
    Planter("F118", on(FORM, "lan_nop"), f118, ACCEPTS),
    Planter("F119", on(FORM, "lan_nop"), f119, ACCEPTS),
    Planter("F204", _tables, f_sheet, REFUSES),
    Planter("F205", _columns(True), f_column, REFUSES),
    Planter("F207", on(FORM, "don_vi"), f207, REFUSES),
    Planter("F208", on(FORM, "don_vi"), f208, ACCEPTS),
    Planter("F209", _tables, f209, ACCEPTS),
    Planter("F210", _tables, f210, ACCEPTS),
    Planter("F212", _tables, f_sheet, REFUSES),
    Planter("F213", _tables, f_sheet, REFUSES),
    Planter("F214", _columns(False), f_column, ACCEPTS),
    Planter("F215", _tables, f215, ACCEPTS),
    Planter("F216", on(FORM, "don_vi"), f_sheet, ACCEPTS),
)
