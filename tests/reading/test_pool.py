"""Little files that would stop a program: each costs itself, says why, and leaves the good ones alone."""

import os
import pickle
import signal
import time
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from support.books import VAN_BAN, codes, edit, fill, read, received, replace
from support.paths import shipped_definition

from emulation_batch.errors import NothingUsable
from emulation_batch.reading import pool, read_all, worker

SHEET = "xl/worksheets/sheet3.xml"
STRINGS = "xl/sharedStrings.xml"


def with_row(row):
    return (SHEET, ("</sheetData>", f"{row}</sheetData>"))


def ods(path, body, mimetype="application/vnd.oasis.opendocument.spreadsheet", manifest=""):
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
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def written(path, content):
    path.write_bytes(content)
    return path


def lying(source, target):
    """A size in the directory that is not the part's own."""
    content = source.read_bytes()
    with zipfile.ZipFile(source) as archive:
        entry = archive.getinfo(SHEET)
    size = entry.file_size.to_bytes(4, "little")
    return written(target, content.replace(size, (100).to_bytes(4, "little")))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """name -> (file, code that must be told)."""
    folder = tmp_path_factory.mktemp("hostile")
    good = fill(folder / "good.xlsx", rows={"van_ban": [VAN_BAN]})
    changed = {
        "row_2e9": with_row('<row r="2000000000"><c r="C2000000000"><v>1</v></c></row>'),
        "nine_letters": with_row('<row r="60"><c r="ABCDEFGHI60"><v>1</v></c></row>'),
        "no_such_string": with_row('<row r="60"><c r="C60" t="s"><v>99999</v></c></row>'),
        "no_number": with_row('<row r="60"><c r="C60"><v>mười</v></c></row>'),
        "doctype": (SHEET, ("<worksheet ", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet ')),
        "not_xml": (SHEET, ("</worksheet>", "")),
    }
    made = {name: (replace(good, folder / f"{name}.xlsx", sheet, *pairs), "F223" if name == "doctype" else "F224")
            for name, (sheet, *pairs) in changed.items()}
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
    made |= {name: (written(folder / f"{name}.xlsx", data), code) for name, (data, code) in others.items()}
    types = '<Types><Override ContentType="application/vnd.{}"/></Types>'
    made |= {
        "docx": (packed(folder / "docx.xlsx", [("[Content_Types].xml", types.format("wordprocessingml.document.main+xml"))]), "F225"),
        "xlsb": (packed(folder / "xlsb.xlsx", [("[Content_Types].xml", types.format("ms-excel.sheet.binary.macroEnabled.main"))]), "F201"),
        "zip": (packed(folder / "zip.xlsx", [("bao_cao.xlsx", content)]), "F225"),
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
    return good, made


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


def test_a_reader_that_takes_too_long_is_stopped(hostile, tmp_path, monkeypatch):
    good, made = hostile
    monkeypatch.setattr(pool, "SECONDS", (0.001, 0.001))
    slow = made["many_cells"][0]
    books = read_all([received(slow)], shipped_definition(), 1)
    assert [item.code for item in books[received(slow).sha256].faults] == ["F221"]


def test_a_file_that_changed_since_it_was_received(hostile, tmp_path):
    path = fill(tmp_path / "a.xlsx")
    item = received(path)
    path.write_bytes(b"khac")
    assert [fault.code for fault in read_all([item], shipped_definition(), 1)[item.sha256].faults] == ["F222"]
    path.unlink()
    assert [fault.code for fault in read_all([item], shipped_definition(), 1)[item.sha256].faults] == ["F222"]


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_that_cannot_start_stop_the_run_in_words(hostile, monkeypatch, workers):
    """Every worker ends before its first file (no memory, a blocked interpreter): no traceback, no hanging, nothing refused."""
    files = [received(path) for path in [hostile[0], *(path for path, _ in hostile[1].values())][:12]]
    monkeypatch.setattr(pool, "prepare", os._exit)
    began = time.monotonic()
    with pytest.raises(NothingUsable, match="Không khởi động được tiến trình đọc tệp"):
        read_all(files, shipped_definition(), workers)
    assert time.monotonic() - began < 20


def test_a_pool_that_breaks_is_tried_once_more(hostile, monkeypatch):
    """What broke once, on a busy machine, costs nothing: the files are read alone."""
    real, tries = pool._read, []

    def breaks_once(*arguments):
        if arguments[1]:
            tries.append(arguments)
        if len(tries) == 1:
            tries.append(None)
            raise BrokenProcessPool
        real(*arguments)

    monkeypatch.setattr(pool, "_read", breaks_once)
    item = received(hostile[0])
    assert read_all([item], shipped_definition(), 1)[item.sha256] == read(hostile[0]) and len(tries) == 3


def test_a_file_that_kills_its_reader_costs_itself_in_a_task_of_many(hostile, tmp_path):
    """Thirty good files share tasks with two killers and a slow one; every good one comes back."""
    good = [fill(tmp_path / f"{number}.xlsx", rows={"van_ban": [VAN_BAN | {"noi_dung": f"Việc chung số {number}"}]}) for number in range(3)]
    changed = [edit(path, tmp_path / f"{path.stem}-{number}.xlsx", lambda name, content, number=number: content + b"\n" * number
                    if name == "docProps/app.xml" else content) for path in good for number in range(1, 11)]
    killers = [hostile[1]["billions_in_ods"][0], ods(tmp_path / "more.ods", BILLIONS.replace("6000", "6001"))]
    files = [received(path) for path in (*changed, *killers)]
    books = read_all(files, shipped_definition(), 2)
    assert [codes(books[item.sha256]) for item in files] == [[]] * 30 + [["F221"]] * 2


def test_tasks_are_small_and_many_enough():
    """No task over sixteen files or four megabytes; a few for each worker; every file in one."""
    files = [(f"{number}.xlsx", str(number)) for number in range(1000)]
    for count, size, workers, most in ((1000, 170_000, 2, 16), (20, 170_000, 2, 2), (3, 10, 1, 1), (40, 3 << 20, 1, 1)):
        tasks = list(pool._tasks(files[:count], [size] * count, workers))
        assert [file for task in tasks for file in task] == files[:count] and max(map(len, tasks)) == most


def test_another_executor_may_read_and_what_it_loses_is_read_here(hostile, monkeypatch):
    """submit(function, *plain data), as concurrent.futures and dask.distributed have it."""
    paths = [hostile[0], hostile[1]["pdf"][0], hostile[1]["csv"][0]]
    files = [received(path) for path in paths]
    asked = []

    class Careless(ThreadPoolExecutor):
        def submit(self, function, *arguments):
            asked.append(pickle.loads(pickle.dumps((function, arguments)))[1][1])
            if len(asked) == 2:
                return super().submit(int, "lost")
            return super().submit(function, *arguments)

    with Careless(1) as executor:
        books = read_all(files, shipped_definition(), 1, executor)
    assert books == read_all(files, shipped_definition(), 1)
    assert sorted(sha256 for task in asked for _, sha256 in task) == sorted(item.sha256 for item in files) and len(asked) == 3


def test_a_reader_that_dies_beside_calamine_reads_alone(hostile, monkeypatch):
    """One reading is better than none, and is told."""
    twices = []

    def dies(books, tasks, definition, workers, seconds, died, twice=True):
        twices.append(twice)
        if twice:
            died.update(sha256 for task in tasks if len(task) == 1 for _, sha256 in task)
        else:
            real(books, tasks, definition, workers, seconds, died, twice)

    real = pool._read
    monkeypatch.setattr(pool, "_read", dies)
    item = received(hostile[0])
    book = read_all([item], shipped_definition(), 1)[item.sha256]
    assert codes(book) == ["F227"] and book.sheets == read(hostile[0]).sheets and twices[-1] is False


def test_nothing_to_read_starts_nothing(monkeypatch):
    monkeypatch.setattr(pool, "_context", None)
    assert read_all([], shipped_definition(), 4) == {}


def test_a_worker_reads_without_pandas():
    import subprocess
    import sys
    script = ("import sys, emulation_batch.reading.worker, python_calamine; "
              "sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer of a process's own time")
def test_a_reader_that_uses_too_much_of_the_processor_is_not_tried_again(hostile, monkeypatch):
    """However busy the machine is, four seconds of its own are enough to know."""
    monkeypatch.setattr(pool, "read_files", spins)
    item = received(hostile[0])
    began = time.process_time()
    books = read_all([item], shipped_definition(), 1)
    assert [fault.code for fault in books[item.sha256].faults] == ["F221"]
    assert time.process_time() - began < 5


def spins(definition, files, twice):
    signal.setitimer(signal.ITIMER_PROF, 0.2)
    while True:
        pass


def test_one_bomb_takes_a_bounded_share_of_memory(hostile, tmp_path, monkeypatch):
    """A worker takes its limit at most beyond what it holds anyhow, and the file that needs more is refused for it."""
    monkeypatch.setattr(pool, "read_files", fills)
    item = received(hostile[0])
    books = read_all([item], shipped_definition(), 1)
    assert [fault.code for fault in books[item.sha256].faults] == ["F221"]


def fills(definition, files, twice):
    return [bytes(1 << 20) for _ in range(worker.MEMORY >> 20)]
