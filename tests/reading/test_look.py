"""A file is known by its content before it is opened."""

import zipfile

import pytest
from support.books import edit

from emulation_batch.reading.look import look

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(("content", "kind", "word"), [
    (b"", "empty", "rỗng"), (b"\0" * 50, "empty", "rỗng"), (b"%PDF-1.4", "pdf", "PDF"), (b"\xff\xd8\xff\xe0", "image", "ảnh"),
    (b"  <!DOCTYPE html><p>", "html", "trang web"), ("﻿STT;Họ tên".encode(), "text", "CSV"),
    ("STT\tTên".encode("utf-16"), "text", "CSV"), (b"\x01\x00\x02\x03", "unknown", "không rõ"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml", "XML 2003"),
    (b"Rar!\x1a\x07", "archive", "RAR"), (b"From a@b Mon", "mail", "hộp thư"), (OLE, "unknown", "không rõ"),
    (OLE + "PowerPoint Document".encode("utf-16-le"), "doc", "trình chiếu"), (b"PK\x03\x04 broken", "", "hỏng")])
def test_what_is_no_workbook(content, kind, word):
    found = look(content)
    assert (found.kind, found.readable, found.faults[0].code) == (kind, False, "F201")
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
