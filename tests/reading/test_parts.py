"""Parts come piece by piece: never more than declared, a large sheet without what holds nothing, an endless token refused."""

import tracemalloc
import zipfile

import pytest
from hostile.packages import archive, blanks, entry
from support.books import VAN_BAN, codes, edit, fill, read

from emulation_batch.reading import book as reading_book
from emulation_batch.reading import parts
from emulation_batch.reading.parts import TooMuch, pieces, whole, without_empties

SHEET = "xl/worksheets/sheet3.xml"


def opened(tmp_path, *entries):
    path = tmp_path / "a.zip"
    path.write_bytes(archive(list(entries)))
    return zipfile.ZipFile(path)


def test_a_part_as_it_is(tmp_path):
    content = b"<a>" + b"x" * 3_000_000 + b"</a>"
    packed = opened(tmp_path, entry("a.xml", content))
    assert whole(packed, "a.xml") == b"".join(pieces(packed, "a.xml")) == content
    assert max(map(len, pieces(packed, "a.xml"))) <= parts.PIECE


@pytest.mark.parametrize("lies", [{"size": 100}, {"size": 900_000_000}, {"crc": 1}])
def test_a_part_that_lies(tmp_path, lies):
    packed = opened(tmp_path, blanks("a.xml", 40, **lies))
    tracemalloc.start()
    with pytest.raises(zipfile.BadZipFile):
        for _ in pieces(packed, "a.xml"):
            pass
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_only_a_sheet_may_be_large(tmp_path):
    with pytest.raises(TooMuch, match="32 MB"):
        whole(opened(tmp_path, blanks("a.xml", 33)), "a.xml")


@pytest.mark.parametrize(("row", "left"), [
    (b'<row r="9" s="1" customFormat="1"/>', b""), (b'<row r="9"><c r="A9" s="1"/><c r="B9"/></row>', b""),
    (b'<row r="9"><c r="A9" t="s"/></row>', None), (b'<row r="9"><c r="A9"><v>1</v></c><c r="B9"/></row>', b'<row r="9"><c r="A9"><v>1</v></c></row>'),
    (b'<row><c/></row><row r="9"/>', None), (b'<row r="9"/><row s="1"/>', None), (b'<x:row r="9"/>', None)])
def test_what_holds_nothing_is_dropped(tmp_path, row, left):
    """But for rows that count from the one before."""
    packed = opened(tmp_path, entry("a.xml", b"<sheetData>" + row + b"</sheetData>"))
    assert b"".join(without_empties(packed, "a.xml")) == b"<sheetData>" + (row if left is None else left) + b"</sheetData>"


def test_an_endless_token(tmp_path):
    for fill_with, ends in ((b" ", (b"<a>", b"</a>")), (b"a", (b'<a b="', b'"/>'))):
        packed = opened(tmp_path, blanks("a.xml", 30, ends, fill_with))
        tracemalloc.start()
        with pytest.raises(TooMuch):
            list(without_empties(packed, "a.xml"))
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
        tracemalloc.stop()


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("parts") / "vp.xlsx", rows={"van_ban": [VAN_BAN, VAN_BAN | {"noi_dung": "NA"}]})


@pytest.mark.parametrize("size", [700, 5_000, 1 << 20])
def test_a_large_sheet_is_read_as_a_small_one(good, monkeypatch, size):
    """Wherever the pieces end."""
    expected = read(good)
    monkeypatch.setattr(reading_book, "LARGEST", 0)
    monkeypatch.setattr(parts, "PIECE", size)
    assert read(good) == expected


def test_a_sheet_styled_to_its_last_row_is_read(good, tmp_path):
    """A million rows that hold nothing cost seconds, little memory and no refusal."""
    styled = b"".join(b'<row r="%d" spans="1:16" s="1" customFormat="1" ht="15"/>' % row for row in range(60, 1_048_577))
    path = edit(good, tmp_path / "a.xlsx", lambda name, content: content.replace(b"</sheetData>", styled + b"</sheetData>")
                if name == SHEET else content)
    tracemalloc.start()
    found = read(path)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.sheets == read(good).sheets and [item for item in found.faults if item.severity == "error"] == []
    assert held < 60 << 20


@pytest.mark.parametrize(("part", "old", "new"), [
    ("xl/sharedStrings.xml", b"</sst>", b"<si><t>" + b"a" * 1_100_000 + b"</t></si></sst>"),
    (SHEET, b"</sheetData>", b'<row r="60"><c r="C60" t="inlineStr"><is><t>' + b"a" * 1_100_000 + b"</t></is></c></row></sheetData>")])
def test_a_text_without_end(good, tmp_path, part, old, new):
    def change(name, content):
        if name == SHEET and part != SHEET:
            count = whole(zipfile.ZipFile(good), part).count(b"<si>")
            content = content.replace(b"</sheetData>", b'<row r="60"><c r="C60" t="s"><v>%d</v></c></row></sheetData>' % count)
        return content.replace(old, new) if name == part else content

    assert codes(read(edit(good, tmp_path / "a.xlsx", change)))[-1:] == ["F220"]


def test_one_long_text_in_many_cells(good, tmp_path):
    count = whole(zipfile.ZipFile(good), "xl/sharedStrings.xml").count(b"<si>")
    rows = b"".join(b'<row r="%d"><c r="C%d" t="s"><v>%d</v></c></row>' % (row, row, count) for row in range(60, 90))
    path = edit(good, tmp_path / "a.xlsx", lambda name, content: content.replace(b"</sst>", b"<si><t>" + b"a" * 900_000 + b"</t></si></sst>")
                if name == "xl/sharedStrings.xml" else content.replace(b"</sheetData>", rows + b"</sheetData>") if name == SHEET else content)
    assert codes(read(path)) == ["F220"]


def test_our_stamps_without_our_sheets(good, tmp_path):
    """A book that lost every sheet is missed sheet by sheet, never accepted as empty."""
    import re
    path = edit(good, tmp_path / "a.xlsx", lambda name, content: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", content)
                if name == "xl/workbook.xml" else content)
    assert set(codes(read(path))) == {"F204"}
