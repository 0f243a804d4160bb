"""Little files that would stop a program, each with the code that it must be told with."""

import zipfile
import zlib

from support.books import replace

SHEET = "xl/worksheets/sheet3.xml"
STRINGS = "xl/sharedStrings.xml"


def with_row(row):
    """A row below the last of sheet 2a: the part and its change."""
    return (SHEET, ("</sheetData>", f"{row}</sheetData>"))


def ods(path, body, mimetype="application/vnd.oasis.opendocument.spreadsheet", manifest=""):
    """An OpenDocument file with this body."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="m">{manifest}</manifest:manifest>')
        archive.writestr("content.xml", f"""<?xml version="1.0"?><office:document-content
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{body}
            </office:spreadsheet></office:body></office:document-content>""")
    return path


BILLIONS = ('<table:table table:name="a">' + '<table:table-row table:number-rows-repeated="6000">'
            '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
            "</table:table-row></table:table>")


def packed(path, entries, method=zipfile.ZIP_DEFLATED):
    """A ZIP of (name, content)."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def written(path, content):
    """A file of these bytes."""
    path.write_bytes(content)
    return path


def lying(source, target):
    """A size in the directory that is not the part's own."""
    content = source.read_bytes()
    with zipfile.ZipFile(source) as archive:
        entry = archive.getinfo(SHEET)
    size = entry.file_size.to_bytes(4, "little")
    return written(target, content.replace(size, (100).to_bytes(4, "little")))


def spoiled_parts(good, folder):
    """Workbooks with one part changed."""
    changed = {
        "row_2e9": with_row('<row r="2000000000"><c r="C2000000000"><v>1</v></c></row>'),
        "nine_letters": with_row('<row r="60"><c r="ABCDEFGHI60"><v>1</v></c></row>'),
        "no_such_string": with_row('<row r="60"><c r="C60" t="s"><v>99999</v></c></row>'),
        "no_number": with_row('<row r="60"><c r="C60"><v>mười</v></c></row>'),
        "doctype": (SHEET, ("<worksheet ", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet ')),
        "not_xml": (SHEET, ("</worksheet>", "")),
    }
    return {name: (replace(good, folder / f"{name}.xlsx", sheet, *pairs), "F223" if name == "doctype" else "F224")
            for name, (sheet, *pairs) in changed.items()}


def wrong_bytes(good, folder):
    """Files that are cut, or are no workbook at all."""
    content = good.read_bytes()
    spaces = zlib.compress(b" " * (1 << 20), 9)
    assert len(spaces) < 2000
    others = {
        "truncated": (content[:-3000], "F224"), "cut_start": (content[2000:], "F224"), "empty": (b"", "F224"),
        "pdf": (b"%PDF-1.7\n%", "F225"), "png": (b"\x89PNG\r\n\x1a\n", "F225"),
        "html": ("﻿<html><table><tr><td>1</td></tr></table>".encode(), "F201"), "csv": ("STT;Họ tên\n1;A".encode(), "F201"),
        "mht": (b"MIME-Version: 1.0\r\n", "F225"), "rtf": (b"{\\rtf1", "F225"),
        "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "F202"),
        "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "WordDocument".encode("utf-16-le"), "F225"),
        "xls_of_nothing": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le"), "F224"),
        "flipped_byte": (content[:9000] + bytes([content[9000] ^ 255]) + content[9001:], "F224"),
    }
    return {name: (written(folder / f"{name}.xlsx", data), code) for name, (data, code) in others.items()}


def wrong_packages(good, folder):
    """Packages of another kind, too large, or lying about themselves."""
    types = '<Types><Override ContentType="application/vnd.{}"/></Types>'
    return {
        "docx": (packed(folder / "docx.xlsx", [("[Content_Types].xml", types.format("wordprocessingml.document.main+xml"))]), "F225"),
        "xlsb": (packed(folder / "xlsb.xlsx", [("[Content_Types].xml", types.format("ms-excel.sheet.binary.macroEnabled.main"))]), "F201"),
        "zip": (packed(folder / "zip.xlsx", [("bao_cao.xlsx", good.read_bytes())]), "F225"),
        "lzma": (packed(folder / "lzma.xlsx", [("[Content_Types].xml", "x")], zipfile.ZIP_LZMA), "F224"),
        "many_entries": (packed(folder / "many.xlsx", ((f"{number}.xml", "") for number in range(3000))), "F220"),
        "bomb": (packed(folder / "bomb.xlsx", [(f"{number}.xml", b" " * (30 << 20)) for number in range(9)]), "F220"),
        "many_cells": (replace(good, folder / "cells.xlsx", SHEET, ("</sheetData>", "".join(
            f'<row r="{row}">' + "<c><v>1</v></c>" * 1000 + "</row>" for row in range(100, 310)) + "</sheetData>")), "F220"),
        "lying_size": (lying(good, folder / "lying.xlsx"), "F224"),
        "billions_in_ods": (ods(folder / "billions.ods", BILLIONS), "F221"),
        "locked_ods": (ods(folder / "locked.ods", "", manifest="<encryption-data/>"), "F202"),
        "odt": (ods(folder / "odt.ods", "", "application/vnd.oasis.opendocument.text"), "F225"),
    }


def hostile_files(good, folder):
    """name -> (file, code that must be told)."""
    return spoiled_parts(good, folder) | wrong_bytes(good, folder) | wrong_packages(good, folder)
