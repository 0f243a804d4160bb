"""Archives: what is inside comes out one by one; what would stop a program is refused before it is unpacked."""

import random
import time
import tracemalloc
import zipfile

import pytest
from support.mails import zip_of

from emulation_batch.intake import zip_files
from emulation_batch.intake.gather import Refused
from emulation_batch.intake.zip_files import is_archive, members

NOISE = random.Random(7).randbytes(3000)


def lay(folder, content, name="a.zip"):
    path = folder / name
    path.write_bytes(content)
    return path


def patched(content, entry, offset, value, size=2):
    """One field of the central directory of an entry, overwritten."""
    place = content.find(b"PK\1\2")
    for _ in range(entry):
        place = content.find(b"PK\1\2", place + 4)
    return content[:place + offset] + value.to_bytes(size, "little") + content[place + offset + size:]


def test_entries_in_their_order_with_their_bytes(tmp_path):
    path = lay(tmp_path, zip_of([("thư mục/", b""), ("thư mục/Báo cáo.xlsx", NOISE), ("b.pdf", b"x")]))
    assert [(item.name, item.content, item.problem) for item in members(path)] == [
        ("thư mục/Báo cáo.xlsx", NOISE, ""), ("b.pdf", b"x", "")]


def test_names_in_utf_8_that_do_not_say_so(tmp_path):
    content = zip_of([("Báo cáo.xlsx", b"x")])
    for place in (content.find(b"PK\3\4") + 6, content.find(b"PK\1\2") + 8):
        content = content[:place] + b"\0\0" + content[place + 2:]
    assert [item.name for item in members(lay(tmp_path, content))] == ["Báo cáo.xlsx"]


def test_an_entry_without_a_name_is_not_lost(tmp_path):
    content = zip_of([("a", b"x"), ("b.xlsx", b"y")])
    place, central = content.find(b"PK\3\4"), content.find(b"PK\1\2")
    nameless = (content[:central] + content[central:central + 28] + b"\0\0" + content[central + 30:central + 46]
                + content[central + 47:])
    nameless = nameless[:place + 26] + b"\0\0" + nameless[place + 28:]
    end = nameless.rfind(b"PK\5\6")
    nameless = nameless[:end + 12] + (end - central).to_bytes(4, "little") + nameless[end + 16:]
    assert [item.name for item in members(lay(tmp_path, nameless))] == ["", "b.xlsx"]


def test_shadow_files_of_macos_are_aside(tmp_path):
    path = lay(tmp_path, zip_of([("a.xlsx", b"x"), ("__MACOSX/._a.xlsx", b"y")]))
    assert [item.aside for item in members(path)] == [False, True]


def test_workbooks_and_documents_are_no_archives(tmp_path):
    for names in (["[Content_Types].xml", "xl/workbook.xml"], ["mimetype", "content.xml"]):
        assert not is_archive(lay(tmp_path, zip_of([(name, b"x") for name in names])), True)
    assert is_archive(lay(tmp_path, zip_of([("a.xlsx", b"x")])), False)


def overlapping():
    """Two entries of the directory that share one body."""
    content = zip_of([("a", NOISE), ("b", NOISE)], zipfile.ZIP_STORED)
    return patched(content, 1, 42, 0, 4)


@pytest.mark.parametrize(("make", "code", "words"), [
    (lambda: patched(zip_of([("a", NOISE)]), 0, 8, 1), "F122", ""),
    (lambda: zip_of([(f"{number}.xlsx", b"") for number in range(501)]), "F123", "500 tệp"),
    (lambda: zip_of([(f"{number}" * 200, b"") for number in range(5000)]), "F123", "500 tệp"),
    (lambda: zip_of([("a", b" " * (20 << 20))]), "F123", "100 lần"),
    (lambda: zip_of([("a", NOISE)], zipfile.ZIP_LZMA), "F124", "Windows"),
    (lambda: zip_of([("a", NOISE)], zipfile.ZIP_BZIP2), "F124", "Windows"),
    (overlapping, "F124", "chồng"),
    (lambda: zip_of([("a", NOISE)])[:-30], "F124", "hỏng"),
    (lambda: patched(zip_of([("a", NOISE)]), 0, 24, 300 << 20, 4), "F123", "256 MB"),
    (lambda: b"PK\3\4", "F124", "hỏng"), (lambda: zip_of([("a", b"x")]) * 3 + b"PK\5\6" + b"\xff" * 18, "F123", "500 tệp"),
], ids=["locked", "501", "5000", "bomb", "lzma", "bzip2", "overlapping", "truncated", "lying", "start", "end"])
def test_what_would_stop_a_program_is_refused_before_it_is_unpacked(tmp_path, make, code, words):
    path = lay(tmp_path, make())
    began = time.process_time()
    with pytest.raises(Refused) as stopped:
        list(members(path))
    assert (stopped.value.label.code, words in stopped.value.what) == (code, True)
    assert time.process_time() - began < 1


def test_a_damaged_entry_costs_itself(tmp_path):
    content = zip_of([("a.xlsx", NOISE), ("b.xlsx", b"good")], zipfile.ZIP_STORED)
    place = content.find(NOISE) + 100
    damaged = content[:place] + bytes([content[place] ^ 1]) + content[place + 1:]
    lied = patched(content, 0, 24, 100, 4)
    for made in (damaged, lied):
        assert [(item.name, item.problem) for item in members(lay(tmp_path, made))] == [("a.xlsx", "F125"), ("b.xlsx", "")]


def test_a_huge_entry_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_files, "LARGEST", 1000)
    path = lay(tmp_path, zip_of([("a.xlsx", NOISE), ("b.xlsx", b"good")]))
    assert [(item.problem, item.content) for item in members(path)] == [("F109", b""), ("", b"good")]


@pytest.mark.parametrize("names", [("xl/workbook.xml", "_rels/.rels"), ("word/document.xml",), ("Index/Document.iwa", "preview.jpg"),
                                   ("Index.zip", "Data/a.jpg")])
def test_a_document_that_lost_its_first_part_is_no_archive(tmp_path, names):
    """Opened as one, a damaged workbook would be set aside piece by piece, and nobody would ask its unit again."""
    path = lay(tmp_path, zip_of([(name, b"x") for name in names]))
    assert not is_archive(path, False) and not is_archive(path, True)


@pytest.mark.parametrize("size", [100, 9_000_000])
def test_sizes_that_lie(tmp_path, size):
    """Never more is unpacked than declared, and neither more nor less is taken for whole."""
    content = zip_of([("x.xlsx", b" " * 5_000_000), ("b.xlsx", NOISE)])
    path = lay(tmp_path, patched(content, 0, 24, size, 4))
    tracemalloc.start()
    found = list(members(path))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(item.name, item.problem) for item in found] == [("x.xlsx", "F125"), ("b.xlsx", "")]
    assert size > 5_000_000 or held < 1 << 20
