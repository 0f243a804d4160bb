"""Little files that would stop a program: each costs itself, says why, and leaves the good ones alone."""

import time

import pytest
from support.books import codes, edit, read, received
from support.hostile_files import SHEET, STRINGS
from support.paths import shipped_definition

from emulation_batch.reading import read_all


def test_each_costs_itself_and_says_why(hostile):
    good, made = hostile
    files = [received(good), *(received(path) for path, _ in made.values())]
    books = read_all(files, shipped_definition(), 2)
    assert list(books) == sorted({item.sha256 for item in files})
    assert books[files[0].sha256] == read(good)
    assert {name: codes(books[received(path).sha256])[0] for name, (path, _) in made.items()} == {
        name: code for name, (_, code) in made.items()}


def test_no_hostile_file_takes_long(hostile):
    """All but the one that costs its worker are told in this process, and quickly."""
    for name, (path, code) in hostile[1].items():
        if name != "billions_in_ods":
            began = time.process_time()
            assert codes(read(path))[0] == code, name
            assert time.process_time() - began < 3, name


@pytest.mark.parametrize(("part", "old", "new"), [
    (STRINGS, 'uniqueCount="', 'uniqueCount="4294967296" x="'),
    (SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    (SHEET, '<dimension ref="', '<dimension ref="A1:A1" x="'),
    (SHEET, "</sheetData>", "</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD6"/>' * 50_000 + "</mergeCells>"),
    (SHEET, "<worksheet ", f'<worksheet x="{"a" * 5_000_000}" '),
    ("xl/styles.xml", "<numFmts ", '<numFmts><numFmt numFmtId="999" formatCode="' + "[" * 100_000 + '"/></numFmts><x ')])
def test_lies_and_excess_beside_good_rows_are_read_past(hostile, tmp_path, part, old, new):
    """What makes other readers die, stop short or crawl leaves the rows as they are."""
    good, _ = hostile
    path = edit(good, tmp_path / "a.xlsx", lambda name, content: content.replace(old.encode(), new.encode(), 1)
                if name == part else content)
    assert path.read_bytes() != good.read_bytes()
    began = time.process_time()
    if part == "xl/styles.xml":
        path = edit(path, tmp_path / "b.xlsx", lambda name, content: content.replace(b"</numFmts><x ", b"</numFmts><numFmtz ")
                    .replace(b"</numFmts><cell", b"</numFmtz><cell").replace(b"</numFmts><fonts", b"</numFmtz><fonts") if name == part else content)
    book = read(path)
    assert book.sheets["van_ban"].rows == read(good).sheets["van_ban"].rows
    assert all(item.severity == "notice" for item in book.faults)
    assert time.process_time() - began < 5
