"""The shipped danh_muc.xlsx is the one this program writes, and a clerk can work in it."""

import re
from collections import Counter
from datetime import date

import openpyxl
import pytest
from support.paths import SHIPPED
from support.samples import sample_periods, sample_registry

from emulation_batch.registry.sheets import GUIDE_SHEET, TABLES
from emulation_batch.sample.registry import write_registry


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    path = tmp_path_factory.mktemp("fresh") / "danh_muc.xlsx"
    write_registry(path)
    return path


@pytest.fixture(scope="module")
def book(fresh):
    return openpyxl.load_workbook(fresh)


def contents(path):
    """Everything a clerk sees: cells with their number formats, widths, drop-downs, names."""
    book = openpyxl.load_workbook(path)
    sheets = {sheet.title: (
        {cell.coordinate: (cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row if cell.value is not None},
        {letter: column.width for letter, column in sheet.column_dimensions.items()},
        sorted((str(rule.sqref), rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation),
        sheet.freeze_panes) for sheet in book.worksheets}
    return sheets, {name: defined.attr_text for name, defined in book.defined_names.items()}


def test_committed_file_equals_a_fresh_one(fresh):
    assert contents(SHIPPED / "danh_muc.xlsx") == contents(fresh)


def test_same_bytes_every_time(fresh, tmp_path):
    write_registry(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == fresh.read_bytes()


def test_eight_units_in_every_month_and_45_people():
    registry = sample_registry()
    assert {len(registry.units_on(period.to)) for period in sample_periods()} == {8}
    assert sorted({person.code for person in registry.people}) == [f"STTTT-{number:03d}" for number in range(1, 46)]


def test_heads_and_members_are_people_of_their_unit():
    registry = sample_registry()
    for unit in registry.units:
        assert unit.head in {person.name for person in registry.people_during(unit.code, unit.from_, unit.from_)}
    for member in registry.council:
        if member.unit:
            assert member.name in {person.name for person in registry.people_during(member.unit, date(2022, 3, 14), date(2022, 3, 14))}


def test_council_of_nine():
    roles = Counter(member.role for member in sample_registry().council)
    assert roles == {"Chủ tịch": 1, "Phó Chủ tịch": 2, "Ủy viên": 5, "Thư ký": 1}


def test_examples_the_guide_speaks_of_are_in_the_file():
    registry = sample_registry()
    assert [registry.person("STTTT-045", day).unit for day in (date(2021, 12, 31), date(2022, 1, 1))] == ["CNTT", "CDS"]
    assert [registry.name_of("CDS", day) for day in (date(2021, 12, 31), date(2022, 1, 1))] == ["Tổ Chuyển đổi số", "Phòng Chuyển đổi số"]
    assert registry.worked and registry.free


def test_papers_follow_the_plan():
    papers = sample_registry().papers(date(2022, 3, 14))
    assert (papers.parent_lines, papers.agency_lines) == (("UBND TỈNH BẮC KẠN",), ("SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"))
    assert (papers.symbol, papers.place) == ("STTTT", "Bắc Kạn")
    assert papers.recipients == ("- GĐ, các PGĐ Sở;", "- Các phòng thuộc Sở;", "- Trung tâm CNTT&TT;", "- Lưu: VT, VP.")


def test_nobody_real_is_written_to():
    registry = sample_registry()
    addresses = [address for unit in registry.units for address in unit.emails] + [registry.papers(date(2022, 3, 14)).office_email]
    assert all(address.endswith("@example.gov.vn") for address in addresses)


def test_guide_stands_first_and_says_the_data_are_made_up(book):
    assert book.sheetnames[0] == GUIDE_SHEET
    text = "\n".join(str(row[0]) for row in book[GUIDE_SHEET].iter_rows(values_only=True) if row[0])
    assert re.search("DỮ LIỆU MẪU", text) and "giả định" in text
    for table in TABLES:
        assert f"Trang {table.name}" in text
    for case in ("chuyển đơn vị", "đổi tên", "sáp nhập"):
        assert case in text


def test_drop_downs_are_named_lists_and_dates_are_dates(book):
    for table in TABLES:
        sheet = book[table.name]
        rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
        lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        assert all(formula in book.defined_names for formula in lists)
        assert lists
        assert "date" in rules
        assert sheet.freeze_panes.endswith("4")


def test_list_of_units_ends_with_the_units(book):
    """A blank in a named list makes Excel take anything."""
    assert book.defined_names["DS_DON_VI"].attr_text == "'Đơn vị'!$A$4:INDEX('Đơn vị'!$A$4:$A$503,COUNTA('Đơn vị'!$A$4:$A$503))"
