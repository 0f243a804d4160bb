"""The columns of a register as the check of the finished files reads them: what calamine reads there, and nothing it cannot be sure of."""

import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from support.month_register import month_data

from emulation_batch import package_check
from emulation_batch.package_check import Broken
from emulation_batch.reports.finished_register import FinishedRegister
from emulation_batch.reports.register import write_register
from emulation_batch.reports.register_book import HEADER_ROW
from emulation_batch.reports.register_results import COUNT, FIGURES, KEY, VALUE
from emulation_batch.reports.register_rows import REF

HEADERS = {FIGURES: (KEY, VALUE, COUNT), "2a": (REF,), "2c": (REF, "STT")}
LIKELY = ("STT", KEY, VALUE, COUNT, REF)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(path, month_data())
    return path


def read(path, sheet, headers, likely=LIKELY):
    with FinishedRegister(path, likely) as register:
        name, = (name for name in register.sheets if name.startswith(sheet))
        return list(register.columns(name, headers))


def by_calamine(path, sheet, headers):
    book = CalamineWorkbook.from_path(path)
    name, = (name for name in book.sheet_names if name.startswith(sheet))
    head, *lines = book.get_sheet_by_name(name).to_python()[HEADER_ROW:]
    return [tuple(line[head.index(header)] for header in headers) for line in lines]


def changed(path, folder, part, old, new):
    target = folder / "changed.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                text, count = re.subn(old, new, text, count=1)
                assert count
            after.writestr(name, text)
    return target


def part_of(path, sheet):
    with FinishedRegister(path, ()) as register:
        return next(part for name, part in register._parts.items() if name.startswith(sheet))


@pytest.mark.parametrize("sheet", HEADERS)
@pytest.mark.parametrize("size", [64, 1 << 20])
@pytest.mark.parametrize("known", [True, False])
def test_columns_are_what_calamine_reads(written, monkeypatch, sheet, size, known):
    monkeypatch.setattr(package_check, "STRETCH", size)
    expected = by_calamine(written, sheet, HEADERS[sheet])
    texts = (value for line in expected for value in line if isinstance(value, str)) if known else ()
    assert read(written, sheet, HEADERS[sheet], (*LIKELY, *texts)) == expected != []


def test_the_texts_that_are_likely_are_all_that_is_held(written):
    expected = by_calamine(written, "2a", (REF,))
    with FinishedRegister(written, (*LIKELY, *(ref for ref, in expected))) as register:
        name, = (name for name in register.sheets if name.startswith("2a"))
        assert list(register.columns(name, (REF,))) == expected
        assert set(register._texts.values()) <= {*LIKELY, *(ref for ref, in expected)}
        assert "_every_text" not in vars(register)


@pytest.mark.parametrize(("old", "new"), [
    (rb'(<c r="E6"[^<>]*>)<v>', rb"\1<f>1+1</f><v>"), (rb'<c r="E6"', rb'<c r="E6" t="str"'), (rb'<c r="E6"', rb'<c r="K6"'),
    (rb'<c r="E6"', rb'<c r="E7"')])
def test_a_cell_that_stands_otherwise_is_missed(written, tmp_path, old, new):
    expected = by_calamine(written, FIGURES, HEADERS[FIGURES])
    found = read(changed(written, tmp_path, part_of(written, FIGURES), old, new), FIGURES, HEADERS[FIGURES])
    assert found[0] == expected[0]
    assert found[1] != expected[1]


def test_a_row_that_is_not_where_it_should_be_is_missed(written, tmp_path):
    path = changed(written, tmp_path, part_of(written, FIGURES), rb'<row r="6".*?</row>', b"")
    found = read(path, FIGURES, HEADERS[FIGURES])
    assert found[0] == by_calamine(written, FIGURES, HEADERS[FIGURES])[0]
    assert found[1] == (None, None, None)


def test_no_register(written, tmp_path):
    content = written.read_bytes()
    for broken in (b"PK", content[:-9], content.replace(b"xl/workbook.xml", b"xl/workbuch.xml")):
        path = tmp_path / "broken.xlsx"
        path.write_bytes(broken)
        with pytest.raises(Broken):
            read(path, FIGURES, HEADERS[FIGURES])
    with pytest.raises(KeyError):
        read(written, FIGURES, ("Không có",))
