"""A copy of the compiled workbook and a workbook built whole are the same in every part, text, format, rule, name and note."""

import random
import subprocess
from datetime import date, datetime, time
from functools import cache

import openpyxl
import pytest
from support.office import convert
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry
from support.workbook_parts import resolved

from emulation_batch.findings import Finding
from emulation_batch.layout import FIRST_ROW, a1, column_of
from emulation_batch.templates.compiled import Compiled
from emulation_batch.templates.context import Filled
from emulation_batch.templates.returned import Returned, marks_of, returned_workbook
from emulation_batch.templates.to_mend import write_to_mend
from emulation_batch.templates.workbook import write_workbook

VALUES = (None, "Hỗ trợ bà con thôn Nà Lẹng", "=1+1", " R&D <Sở> “A”\nhai dòng ", "a\x07b _x0041_", "@SUM(A1)", 0, 12_500_000, 4.5, True,
          date(2022, 3, 5), datetime(2022, 3, 5, 14, 30), time(7, 30), "x" * 400, "http://a.vn/b", "\u200bẩn")
DEFINITION, REGISTRY = shipped_definition(), small_registry()
PERIOD = march_2022(DEFINITION)


def unit(code="VP"):
    return REGISTRY.unit(code, PERIOD.to)


@cache
def compiled(kind):
    return Compiled(DEFINITION, REGISTRY, PERIOD, (lambda book: write_to_mend(book, returned(0))) if kind == "returned" else None)


def returned(seed):
    """A workbook with random values anywhere and findings at them; with seed 0 nothing at all."""
    draw, rows, findings = random.Random(seed), {}, []
    for sheet in DEFINITION.tables:
        places = sorted(draw.sample(range(FIRST_ROW, FIRST_ROW + DEFINITION.workbook.rows), draw.randint(0, 5))) if seed else []
        rows[sheet.key] = [{column.key: draw.choice(VALUES) for column in sheet.columns} for _ in places], places
        for place in places:
            column = draw.choice(sheet.columns)
            findings.append(Finding("C201", draw.choice(("error", "query", "notice")), "VP", "2022-03", "a.xlsx", sheet.name,
                                    a1(place, column_of(sheet, column.key)), column.key, "“x” & <y>", f"Ô {column.header} sai.", "Sửa."))
    form = {column.key: draw.choice(VALUES[:8]) for column in DEFINITION.form.columns if not column.prefilled} if seed else {}
    if seed:
        field = draw.choice([column for column in DEFINITION.form.columns if not column.prefilled])
        findings.append(Finding("C202", "error", "VP", "2022-03", "a.xlsx", DEFINITION.form.name, "C8", field.key, "", "Trống.", "Điền."))
    filled = Filled(form, {key: made for key, (made, _) in rows.items()}, {key: places for key, (_, places) in rows.items()})
    outside = [("Ghi chú", "B3", "=chữ ngoài biểu")] * draw.randint(0, 2) if seed else []
    return Returned(filled, tuple(findings), outside, None, "a.xlsx", PERIOD.due, PERIOD.due, draw.choice((None, 2)) if seed else None)


def made_as_copy(path, made, code="VP"):
    first = lambda book: write_to_mend(book, made)  # noqa: E731
    marks = marks_of(DEFINITION, made)
    copy = compiled("returned").copy(unit(code), made.filled, marks, first)
    if copy is None:
        again = Compiled(DEFINITION, REGISTRY, PERIOD, first, compiled("returned").styles)
        copy = again.copy(unit(code), made.filled, marks, first)
    path.write_bytes(copy)
    return path


@pytest.mark.parametrize("code", [unit.code for unit in REGISTRY.units_on(PERIOD.to) if REGISTRY.people_during(unit.code, PERIOD.from_, PERIOD.to)])
def test_every_part_of_a_prefilled_workbook(tmp_path, code):
    write_workbook(tmp_path / "whole.xlsx", DEFINITION, REGISTRY, unit(code), PERIOD)
    (tmp_path / "copy.xlsx").write_bytes(compiled("sent").copy(unit(code), Filled()))
    assert resolved(tmp_path / "copy.xlsx") == resolved(tmp_path / "whole.xlsx")


@pytest.mark.parametrize("seed", range(1, 9))
def test_every_part_of_a_workbook_that_goes_back(tmp_path, seed):
    made = returned(seed)
    (tmp_path / "whole.xlsx").write_bytes(returned_workbook(DEFINITION, REGISTRY, unit(), PERIOD, made)[0])
    copy = resolved(made_as_copy(tmp_path / "copy.xlsx", made))
    whole = resolved(tmp_path / "whole.xlsx")
    assert copy.keys() == whole.keys()
    assert [name for name in copy if copy[name] != whole[name]] == []
    assert any("comments" in name for name in copy)


def test_a_name_full_of_signs(tmp_path):
    from dataclasses import replace

    strange = replace(unit(), name='R&D <Sở> "A" \'B\'')
    write_workbook(tmp_path / "whole.xlsx", DEFINITION, REGISTRY, strange, PERIOD)
    (tmp_path / "copy.xlsx").write_bytes(compiled("sent").copy(strange, Filled()))
    assert resolved(tmp_path / "copy.xlsx") == resolved(tmp_path / "whole.xlsx")


def test_no_mark_of_the_built_workbook_and_no_other_unit_is_left(tmp_path):
    made_as_copy(tmp_path / "a.xlsx", returned(3))
    made_as_copy(tmp_path / "b.xlsx", returned(0))
    content = b"".join(resolved(tmp_path / "b.xlsx").values()).decode()
    assert "\ue000" not in content
    assert "Nà Lẹng" not in content, "what the workbook before held"


def test_what_does_not_fit_a_copy():
    from dataclasses import replace

    below = Filled(rows={"van_ban": [{"noi_dung": "x"}]}, places={"van_ban": [FIRST_ROW + DEFINITION.workbook.rows]})
    sent = compiled("sent")
    assert sent.fits(unit(), Filled())
    assert not sent.fits(unit(), below)
    assert not sent.fits(replace(unit(), name="a\nb"), Filled())
    assert not sent.fits(replace(unit(), name="a" * 240), Filled())
    assert not sent.fits(replace(unit(), code="KHONG_AI"), Filled()), "no people, no drop-down of people"


def test_a_format_that_the_built_one_lacks_gives_no_copy():
    """Without `foresee`, a thick border of a finding is unknown: no copy is made with a wrong one."""
    plain, made = Compiled(DEFINITION, REGISTRY, PERIOD), returned(5)
    assert plain.copy(unit(), made.filled, marks_of(DEFINITION, made)) is None


def test_same_bytes_whatever_was_written_before(tmp_path):
    first = made_as_copy(tmp_path / "a.xlsx", returned(2)).read_bytes()
    made_as_copy(tmp_path / "b.xlsx", returned(7))
    assert made_as_copy(tmp_path / "c.xlsx", returned(2)).read_bytes() == first


@pytest.mark.filterwarnings("ignore:Cell")
def test_libreoffice_opens_it_and_calculates(tmp_path):
    """As PDF: the verdict is there, so the formulas were read; as .xlsx: the texts are those that were typed."""
    copy = made_as_copy(tmp_path / "copy.xlsx", returned(4))
    pdf, = convert([copy], "pdf", tmp_path / "pdf")
    assert "CHƯA GỬI" in subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    again, = convert([copy], "xlsx", tmp_path / "xlsx")
    ours, theirs = openpyxl.load_workbook(copy), openpyxl.load_workbook(again)
    assert ours.sheetnames == theirs.sheetnames
    notes = {(sheet.title, cell.coordinate) for sheet in ours for row in sheet for cell in row if cell.comment}
    assert notes and notes == {(sheet.title, cell.coordinate) for sheet in theirs for row in sheet for cell in row if cell.comment}
