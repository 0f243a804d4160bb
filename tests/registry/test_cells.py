"""Held against openpyxl, which knows every way in which a cell can be written."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from support.paths import ROOT

from emulation_batch.registry.cells import Book

VALUES = [
    ["chữ", " đầu cuối ", "hai\ndòng", "&<>\"'", 12, -3, 0, 0.5, 1e20, 2.0, True, False, None],
    [date(2022, 3, 5), datetime(2022, 3, 5, 17, 31, 7), time(8, 30), date(1900, 1, 5), date(1900, 3, 2), "#N/A", "=1+1", 7],
]
SHOWN = {"E1": "000", "F1": "0000", "G1": '"ngày" 0', "H1": "0.0", "D2": "dd/mm/yyyy", "H2": "[Red]0"}


def told(content):
    """Sheet -> row -> column -> value, as openpyxl tells it; a number shown with leading zeros as it is shown."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    found = {}
    for sheet in book:
        rows = found[sheet.title] = {}
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            zeros = set(cell.number_format) == {"0"} and len(cell.number_format) > 1 and isinstance(cell.value, int)
            rows.setdefault(cell.row, {})[cell.column - 1] = f"{cell.value:0{len(cell.number_format)}d}" if zeros else cell.value
    return found


def read(content):
    book = Book(content)
    return {name: {number: dict(cells) for number, cells in book.rows(name) if cells} for name in book.names}


def made(epoch=None, sheets=("Đơn vị", "Cán bộ & khác")):
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch:
        book.epoch = epoch
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in VALUES:
            sheet.append(row)
        for place, shown in SHOWN.items():
            sheet[place].number_format = shown
        sheet["AB12"] = name
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def rewritten(content, part, old, new):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            assert name != part or old in text
            after.writestr(name, text.replace(old, new) if name == part else text)
    return packed.getvalue()


@pytest.mark.parametrize("epoch", [None, datetime(1904, 1, 1)])
def test_every_kind_of_value(epoch):
    content = made(epoch)
    assert read(content) == told(content)
    assert read(content)["Đơn vị"][1][4] == "012"
    assert type(read(content)["Đơn vị"][1][9]) is int


def test_the_shipped_registry():
    content = (ROOT / "input_templates" / "danh_muc.xlsx").read_bytes()
    assert read(content) == told(content)


@pytest.mark.parametrize(("old", "new"), [
    (b'<c r="E1" s="1" t="n"><v>12</v></c>', b'<c r="E1" t="inlineStr"><is><r><t>Ph</t></r><r><t>\xc3\xb2ng</t></r></is></c>'),
    (b'<c r="E1" s="1" t="n"><v>12</v></c>', b'<c r="E1" t="str"><f>A1</f><v>k\xe1\xba\xbft qu\xe1\xba\xa3</v></c>'),
    (b'<c r="E1" s="1" t="n"><v>12</v></c>', b'<c r="E1" t="d"><v>2022-03-05T00:00:00</v></c>'),
    (b'<c r="E1" s="1" t="n"><v>12</v></c>', b'<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    (b'<c r="E1" s="1" t="n"><v>12</v></c>', b'<c r="E1" t="inlineStr"/>'),
    (b'<row r="1">', b"<row>"), (b'<c r="F1"', b"<c"),
])
def test_other_ways_to_write_a_cell(old, new):
    content = rewritten(made(), "xl/worksheets/sheet1.xml", old, new)
    assert read(content) == told(content)


def test_a_day_that_no_calendar_has_is_an_error_value():
    content = rewritten(made(), "xl/worksheets/sheet1.xml", b"<v>44625</v>", b"<v>99999999</v>")
    assert read(content)["Đơn vị"][2][0] == "#VALUE!"


def test_a_phonetic_reading_is_left_out():
    content = rewritten(made(), "xl/sharedStrings.xml", "<si><t>chữ</t></si>".encode(), "<si><t>chữ</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>".encode())
    assert read(content)["Đơn vị"][1][0] == "chữ"


def test_rows_are_read_as_they_are_asked_for():
    content = rewritten(made(), "xl/worksheets/sheet1.xml", b'<row r="12"', b'<row r="x"')
    rows = Book(content).rows("Đơn vị")
    assert next(rows)[0] == 1
    with pytest.raises(ValueError):
        list(rows)
