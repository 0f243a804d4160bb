"""Nothing that a unit typed is live in a workbook that we made; our own formulas are known by their places."""

import io
import re
import zipfile

import pytest
from support.month_register import month_data
from support.paths import SHIPPED, shipped_definition
from support.unit_workbooks import write_books

from emulation_batch.errors import CannotWrite
from emulation_batch.package_check import Seen, opened
from emulation_batch.reports.register import write_register
from emulation_batch.reports.register_sheet import TableSheet
from emulation_batch.templates import workbook
from emulation_batch.workbook_check import faults, require_dead

DEFINITION = shipped_definition()


@pytest.fixture(scope="module")
def book():
    return (SHIPPED / "bieu_mau_don_vi.xlsx").read_bytes()


def changed(content, part, old, new, more=()):
    """The workbook with one text of a part replaced, and further parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                made = re.sub(old, new, text, count=1)
                assert made != text
                text = made
            after.writestr(name, text)
        for name, text in more:
            after.writestr(name, text)
    return stream.getvalue()


def told(content):
    return list(faults(opened(io.BytesIO(content)), DEFINITION, Seen()))


def test_our_own_workbook_may_stand(book):
    assert told(book) == []
    require_dead("bieu_mau.xlsx", book, DEFINITION)


@pytest.mark.parametrize(("part", "old", "new", "words"), [
    ("xl/worksheets/sheet3.xml", rb'<c r="D9"([^>]*?)/>', rb'<c r="D9"\1><f>1+1</f><v>2</v></c>', "có công thức ở ô D9, trang “2a"),
    ("xl/worksheets/sheet2.xml", rb'<c r="C10"([^>]*?)/>', rb'<c r="C10"\1><f>A1</f></c>', "có công thức ở ô C10, trang “1."),
    ("xl/worksheets/sheet1.xml", rb'<c r="B1"([^>]*?) t="s"><v>\d+</v>', rb'<c r="B1"\1><f>A2</f>', "có công thức ở ô B1, trang “Hướng dẫn”"),
    ("xl/worksheets/sheet3.xml", rb'<f>', rb'<f t="array" ref="A1">', "đúng"),
    ("xl/worksheets/sheet1.xml", rb'<hyperlink ref="(\w+)" location=', rb'<hyperlink ref="\1" r:id="rId9" location=', "mối nối chưa khai"),
    ("xl/worksheets/sheet3.xml", rb"</worksheet>", rb"<!-- x --></worksheet>", "đúng"),
])
def test_what_is_live_is_named(book, part, old, new, words):
    live, seen = changed(book, part, old, new), Seen()
    found = told(live)
    assert list(faults(opened(io.BytesIO(book)), DEFINITION, seen)) == []
    assert list(faults(opened(io.BytesIO(live)), DEFINITION, seen)) == found, "the same beside a good workbook that is known"
    if words == "đúng":
        assert found == []
    else:
        assert any(words in text for text in found), found


@pytest.mark.parametrize(("name", "text"), [
    ("xl/vbaProject.bin", b"x"), ("xl/externalLinks/externalLink1.xml", b"<a/>"), ("xl/connections.xml", b"<a/>"),
    ("xl/embeddings/oleObject1.bin", b"x"), ("customUI/customUI.xml", b"<a/>")])
def test_no_part_that_runs_or_leads_out(book, name, text):
    assert told(changed(book, "xl/workbook.xml", b"<workbookPr", b"<workbookPr ", [(name, text)]))


def test_a_relation_that_leads_out(book):
    leads = changed(book, "xl/_rels/workbook.xml.rels", b"</Relationships>",
                    b'<Relationship Id="r" Type="x" Target="file:///x" TargetMode="External"/></Relationships>')
    assert any("nối ra ngoài" in text for text in told(leads))


def test_the_register_is_not_kept_when_its_writer_lets_texts_live(tmp_path, monkeypatch):
    """Were the safe writing ever lost, the run would stop (exit 6) and not hand a formula on."""
    monkeypatch.setattr(TableSheet, "text", lambda self, text, style: "><f>1+1</f><v>2</v></c>")
    with pytest.raises(CannotWrite, match="register.xlsx: bảng tính vừa lập có công thức"):
        write_register(tmp_path / "register.xlsx", month_data())
    assert not (tmp_path / "register.xlsx").exists()


def test_nor_is_a_unit_workbook(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "OPTIONS", {"in_memory": True})
    monkeypatch.setattr(workbook, "write_sheets", lambda book: book.workbook.add_worksheet("2a").write("A1", "=1+1"))
    with pytest.raises(CannotWrite, match="có công thức ở ô A1"):
        write_books(tmp_path, only=("complete",))
    assert list(tmp_path.iterdir()) == []
