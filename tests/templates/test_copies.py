"""The first workbooks of a period are built whole, the others are copies; nobody can tell which is which."""

import io
import logging
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from support.workbook_parts import resolved
from templates.test_compiled import DEFINITION, PERIOD, REGISTRY, returned, unit

from emulation_batch.cache import Cache, using
from emulation_batch.errors import CannotWrite
from emulation_batch.templates import compiled, copies, loose_sheets, tables, to_mend
from emulation_batch.templates.compiled import Compiled
from emulation_batch.templates.context import Filled
from emulation_batch.templates.copies import WHOLE, Workbooks
from emulation_batch.templates.returned import marks_of, returned_workbook
from emulation_batch.templates.styles import Styles
from emulation_batch.templates.workbook import workbook_of

CELL = re.compile(rb'<c r="[A-Z]+\d+"[^>]*?(?:/>|>.*?</c>)')


def count_whole(monkeypatch):
    built = []
    for name, build in (("workbook_of", workbook_of), ("returned_workbook", returned_workbook)):
        monkeypatch.setattr(copies, name, lambda *given, build=build: built.append(given) or build(*given))
    return built


def parts(tmp_path, content):
    (tmp_path / "a.xlsx").write_bytes(content)
    return resolved(tmp_path / "a.xlsx")


def test_only_the_first_are_built_whole(tmp_path, monkeypatch):
    built, workbooks = count_whole(monkeypatch), Workbooks(DEFINITION, REGISTRY, PERIOD)
    sent = [workbooks.sent(unit()) for _ in range(WHOLE + 2)]
    back = [workbooks.returned(unit(), returned(number)) for number in range(1, WHOLE + 4)]
    assert len(built) == 2 * WHOLE
    assert parts(tmp_path, sent[0]) == parts(tmp_path, sent[-1])
    whole, _ = returned_workbook(DEFINITION, REGISTRY, unit(), PERIOD, returned(WHOLE + 3))
    assert parts(tmp_path, whole) == parts(tmp_path, back[-1])


def test_a_filled_workbook_may_be_a_copy_from_the_first(tmp_path, monkeypatch):
    """As the demo's: compiled at once, also where what was typed needs a format that the compiled one lacks."""
    built, workbooks = count_whole(monkeypatch), Workbooks(DEFINITION, REGISTRY, PERIOD, whole=0)
    filled = [Filled(), returned(1).filled, returned(2).filled]
    made = [workbooks.sent(unit(), each) for each in filled]
    assert not built
    for each, content in zip(filled, made, strict=True):
        assert parts(tmp_path, content) == parts(tmp_path, workbook_of(DEFINITION, REGISTRY, unit(), PERIOD, each))


def test_a_copy_holds_no_word_of_the_workbooks_before_it():
    """Read as bytes: also what no cell shows, such as a string that nothing refers to."""
    workbooks = Workbooks(DEFINITION, REGISTRY, PERIOD)
    before = [strings_of(workbooks.returned(unit(), returned(number))) for number in range(1, WHOLE + 4)]
    assert any("Nà Lẹng".encode() in strings for strings in before[WHOLE:]), "the copies' own words"
    left = strings_of(workbooks.returned(unit(), returned(0)))
    assert "Nà Lẹng".encode() not in left and "chữ ngoài biểu".encode() not in left and b"C201" not in left


def strings_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("xl/sharedStrings.xml")


def live(worksheet, row, column, value, style):
    return worksheet.write_formula(row, column, "=1", style)


@pytest.mark.parametrize(("place", "name", "wrong", "words"), [
    (tables, "put", live, "có công thức ở ô C9"), (to_mend, "put", live, "có công thức ở ô"),
    (loose_sheets.AddedStrings, "xml", lambda self: "<si><t>a & b</t></si>", "hỏng ở phần xl/sharedStrings.xml"),
    (compiled, "NOTES", "<Override PartName='/xl/la{}.xml'/>", "khai phần không có là xl/la1.xml"),
    (compiled, "RELATIONS", compiled.RELATIONS.replace("/comments\"", "/comments\" TargetMode=\"External\""), "nối ra ngoài"),
    (compiled, "DRAWING", '<legacyDrawing r:id="rId7"/>', "dùng mối nối chưa khai là rId7")])
def test_a_copy_is_looked_at_before_it_is_kept(monkeypatch, place, name, wrong, words):
    """What of it is its own: the rest was looked at when it was compiled."""
    workbooks = Workbooks(DEFINITION, REGISTRY, PERIOD)
    for number in range(1, WHOLE + 3):
        workbooks.returned(unit(), returned(number))
    monkeypatch.setattr(place, name, wrong)
    with pytest.raises(CannotWrite, match=f"Chưa ghi tệp của VP: bảng tính vừa lập {words}"):
        workbooks.returned(unit(), returned(WHOLE + 3))


def test_a_compiled_workbook_is_looked_at(monkeypatch):
    workbooks = Workbooks(DEFINITION, REGISTRY, PERIOD)
    for number in range(1, WHOLE + 1):
        workbooks.returned(unit(), returned(number))
    monkeypatch.setattr(tables, "put", live)
    with pytest.raises(CannotWrite, match="Chưa ghi bản dựng sẵn: bảng tính vừa lập có công thức ở ô C8"):
        workbooks.returned(unit(), returned(WHOLE + 1))


def test_what_is_not_looked_at_again_stands_in_the_compiled_workbook():
    """Rows and cells that a copy's sheets have, and their new stretches lack, are those of a workbook without a unit's words."""
    one = returned(WHOLE + 3)
    made = compiled.Compiled(DEFINITION, REGISTRY, PERIOD, lambda book: to_mend.write_to_mend(book, one), known_styles())
    blank, copy = made.parts(unit(), Filled()), made.parts(unit(), one.filled, marks_of(DEFINITION, one), lambda book: to_mend.write_to_mend(book, one))
    model = {part.name: cells(part) for part in blank}
    left_out = 0
    for part in copy:
        if part.name.startswith("xl/worksheets/sheet"):
            new = set(CELL.findall(part.new))
            assert part.new.count(b"<row ") == part.new.count(b"</row>")
            old = [cell for cell in cells(part) if cell not in new]
            assert set(old) <= set(model[part.name])
            left_out += len(old)
    assert left_out > 1000


def cells(part):
    return CELL.findall(zlib.decompress(part.packed, -zlib.MAX_WBITS))


def known_styles():
    return returned_workbook(DEFINITION, REGISTRY, unit(), PERIOD, returned(WHOLE + 3))[1]


def test_the_cache_gives_the_same_bytes_and_compiles_nothing(tmp_path, monkeypatch):
    """Also after one that needed a format which the compiled one lacked, so that it was compiled again."""
    monkeypatch.setattr(Styles, "foresee", lambda self, sheets: None)
    built, real = [], Compiled._build
    monkeypatch.setattr(Compiled, "_build", lambda self: built.append(1) or real(self))

    def made(store, numbers=range(WHOLE + 7)):
        workbooks, before = Workbooks(DEFINITION, REGISTRY, PERIOD), len(built)
        with using(store):
            return [workbooks.returned(unit(), returned(number)) for number in numbers], len(built) - before

    plain, times = made(None)
    assert times > 1, "one was compiled again"
    first, again = Cache(tmp_path), Cache(tmp_path)
    assert made(first) == (plain, times)
    assert made(again)[0] == plain
    assert (first.found, first.made, again.made) == (0, 7, 0)
    assert made(Cache(tmp_path), range(2))[1] == 0


def test_of_the_time_of_the_run_a_copy_tells_whether_it_is_past_due(tmp_path):
    received, late = replace(returned(3), received_at=PERIOD.due), PERIOD.due + timedelta(hours=1)
    found = []
    for as_of in (PERIOD.due, PERIOD.due - timedelta(hours=1), late, late + timedelta(hours=1)):
        workbooks, store = Workbooks(DEFINITION, REGISTRY, PERIOD, whole=0), Cache(tmp_path)
        with using(store):
            found.append((workbooks.returned(unit(), replace(received, as_of=as_of)), store.made))
    assert found[0][0] == found[1][0] != found[2][0] == found[3][0]
    assert [made for _, made in found] == [1, 0, 1, 0]


def test_what_does_not_fit_is_built_whole_and_said(monkeypatch, caplog):
    built, workbooks = count_whole(monkeypatch), Workbooks(DEFINITION, REGISTRY, PERIOD)
    alone = replace(unit(), code="KHONG_AI")
    with caplog.at_level(logging.INFO):
        for _ in range(WHOLE + 1):
            workbooks.sent(alone)
    assert len(built) == WHOLE + 1
    assert "dựng lại từ đầu" in caplog.text
