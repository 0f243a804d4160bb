"""A file is known by its content before it is opened."""

import zipfile

import pytest
from support.books import edit

from emulation_batch.reading.look import look

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(("content", "kind", "word", "code"), [
    (b"", "empty", "rỗng", "F224"), (b"\0" * 50, "empty", "rỗng", "F224"), (b"PK\x03\x04 broken", "", "hỏng", "F224"),
    (b"%PDF-1.4", "pdf", "PDF", "F225"), (b"\xff\xd8\xff\xe0", "image", "ảnh", "F225"), (b"Rar!\x1a\x07", "archive", "RAR", "F225"),
    (b"From a@b Mon", "mail", "hộp thư", "F225"), (b"\x01\x00\x02\x03", "unknown", "không rõ", "F225"),
    (OLE, "unknown", "không rõ", "F225"), (OLE + "PowerPoint Document".encode("utf-16-le"), "doc", "trình chiếu", "F225"),
    (b"  <!DOCTYPE html><p>", "html", "trang web", "F201"), ("\ufeffSTT;Họ tên".encode(), "text", "CSV", "F201"),
    ("STT\tTên".encode("utf-16"), "text", "CSV", "F201"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml", "XML 2003", "F201")])
def test_what_is_no_workbook(content, kind, word, code):
    """What Excel opens may be saved anew (F201), what is damaged is fetched again (F224), the rest is another file (F225)."""
    found = look(content)
    assert (found.kind, found.readable, found.faults[0].code) == (kind, False, code)
    assert word in found.faults[0].message


def test_an_old_workbook_with_macros():
    found = look(OLE + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"))
    assert (found.kind, found.readable, [item.code for item in found.faults]) == ("xls", True, ["F211"])


def test_bytes_before_and_after_a_workbook(filled):
    content = filled.read_bytes()
    assert look(b"x" * 100 + content).readable and look(content + b"x" * 100).readable


def test_names_twice_and_encrypted_entries(filled, tmp_path):
    twice = edit(filled, tmp_path / "a.xlsx", lambda name, content: content)
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("XL/workbook.xml", "<workbook/>")
    assert "hai lần" in look(twice.read_bytes()).faults[0].message
    content = bytearray(filled.read_bytes())
    content[content.find(b"PK\1\2") + 8] |= 1
    assert look(bytes(content)).faults[0].code == "F202"


def test_entries_that_overlap(filled):
    """A part that claims the bytes of the next."""
    content = bytearray(filled.read_bytes())
    entry = content.find(b"PK\1\2")
    content[entry + 20:entry + 24] = (50_000).to_bytes(4, "little")
    assert "chồng" in look(bytes(content)).faults[0].message


def test_doctype_also_in_utf_16(filled, tmp_path):
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><a/>'.encode("utf-16")
    path = edit(filled, tmp_path / "a.xlsx", lambda name, content: hidden if name == "docProps/app.xml" else content)
    assert [item.code for item in look(path.read_bytes()).faults] == ["F223"]


def test_error_values_of_an_ods_are_told(tmp_path):
    """calamine shows them as blanks."""
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", '<a><b calcext:value-type="error"/></a>')
    found = look((tmp_path / "a.ods").read_bytes())
    assert (found.kind, found.readable, [item.code for item in found.faults]) == ("ods", True, ["F218"])


@pytest.mark.parametrize(("names", "kind", "code"), [
    (("Index/Document.iwa", "preview.jpg"), "numbers", "F201"), (("Index.zip",), "numbers", "F201"),
    (("xl/workbook.xml", "xl/worksheets/sheet1.xml"), "", "F224"), (("a.xlsx",), "zip", "F225")])
def test_packages_that_say_no_kind(tmp_path, names, kind, code):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    found = look((tmp_path / "a.xlsx").read_bytes())
    assert (found.kind, found.readable, found.faults[0].code) == (kind, False, code)


def test_an_old_workbook_with_a_password():
    """Its globals say so in one of the first records."""
    begins = b"\x09\x08\x10\0\0\6\5\0" + bytes(12)
    book = OLE + "Workbook".encode("utf-16-le") + begins
    assert look(book + b"\x2f\0\4\0abcd").faults[0].code == "F202"
    assert look(book + b"\x42\0\2\0ab" + b"\x2f\0\4\0abcd").faults[0].code == "F202"
    assert look(book + b"\x0a\0\0\0").readable


@pytest.mark.parametrize("name", ["xl/worksheets/sheet3.xml", "docProps/app.xml"])
def test_doctype_in_a_large_package_that_is_not_kept(filled, tmp_path, monkeypatch, name):
    """Also where the word falls on the border of two pieces."""
    monkeypatch.setattr("emulation_batch.reading.look.MOST_KEPT", 0)
    for border in range(-9, 1):
        monkeypatch.setattr("emulation_batch.reading.parts.PIECE", 60 - border)
        path = edit(filled, tmp_path / "a.xlsx", lambda part, content: content[:content.index(b"?>") + 2] + b"<!DOCTYPE x>"
                    + content[content.index(b"?>") + 2:] if part == name else content)
        found = look(path.read_bytes())
        assert [item.code for item in found.faults] == ["F223"] and not found.parts


def test_an_old_file_cut_short():
    """The table of contents of a compound file stands at its end."""
    header = OLE[:30] + b"\x09\0" + bytes(16) + (8).to_bytes(4, "little") + bytes(460)
    assert look(header + bytes(3000)).faults[0].code == "F224"
    assert look(header + bytes(5000)).faults[0].code == "F225"
