"""The first workbooks of a period are built whole, the others are copies; nobody can tell which is which."""

import io
import logging
import zipfile
from dataclasses import replace

from support.workbook_parts import resolved
from templates.test_compiled import DEFINITION, PERIOD, REGISTRY, returned, unit

from emulation_batch.templates import copies
from emulation_batch.templates.copies import WHOLE, Workbooks
from emulation_batch.templates.returned import returned_workbook
from emulation_batch.templates.workbook import workbook_of


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


def test_what_does_not_fit_is_built_whole_and_said(monkeypatch, caplog):
    built, workbooks = count_whole(monkeypatch), Workbooks(DEFINITION, REGISTRY, PERIOD)
    alone = replace(unit(), code="KHONG_AI")
    with caplog.at_level(logging.INFO):
        for _ in range(WHOLE + 1):
            workbooks.sent(alone)
    assert len(built) == WHOLE + 1
    assert "dựng lại từ đầu" in caplog.text
