"""What people type for a choice, a unit or a person."""

from dataclasses import replace
from datetime import date

import pytest
from support.paths import shipped_definition
from support.small_registry import START, small_registry

from emulation_batch.recognise import Names, choice_code
from emulation_batch.registry import Person, Unit
from emulation_batch.vietnamese import Reading

DAY = date(2022, 3, 14)


@pytest.fixture(scope="module")
def names():
    registry = small_registry()
    people = (*registry.people, Person("STTTT-011", "Lường Văn Anh", "Chuyên viên", "VP", START, None),
              Person("STTTT-012", "Ông Ích Khiêm", "Chuyên viên", "VP", START, None),
              Person("STTTT-013", "Nông Văn Cũ", "Chuyên viên", "VP", START, date(2022, 1, 1)))
    units = (*registry.units, Unit("CU", "Phòng Cũ", "Phòng Cũ", "CU", (), "", START, date(2022, 1, 31), ("VP",)))
    return Names(replace(registry, people=people, units=units), DAY)


@pytest.mark.parametrize("text", ["c1 - Tiền", "C1 – tiền", "c1", "Tiền", " TIỀN ", "c1-Tiền", "c1: tien", "Tie\u0302\u0300n"])
def test_a_choice_by_code_or_label(text):
    assert choice_code(shipped_definition().choice("loai_nguon_luc"), text) == Reading("c1")


def test_no_choice():
    """A near miss is proposed, never taken; what could mean two codes means none."""
    assert choice_code(shipped_definition().choice("loai_nguon_luc"), "c1 - Tiềm") == Reading(None, "unknown_choice", "c1 - Tiền")
    assert choice_code(shipped_definition().choice("co_khong"), "x").value is None
    choices = shipped_definition().choice("co_khong")
    twins = replace(choices, items=(replace(choices.items[0], code="a", label="Bản"), replace(choices.items[0], code="b", label="Bàn")))
    assert [choice_code(twins, text).value for text in ("Bản", "bàn", "ban")] == ["a", "b", None]


@pytest.mark.parametrize(("text", "code"), [
    ("VP", "VP"), ("Văn phòng Sở", "VP"), ("văn phòng", "VP"), ("Văn phòng Sở | VP", "VP"), ("VP | tên lạ", "VP"),
    ("Phòng Bưu chính – Xuất bản", "BCXB"), ("Phòng Cũ", "CU"), ("Phòng Mới", None)])
def test_a_unit(names, text, code):
    assert names.unit(text).value == code


@pytest.mark.parametrize(("text", "reading"), [
    ("Lý Thị Ánh | STTTT-003", Reading("STTTT-003")),
    ("sttTT-003", Reading("STTTT-003")),
    ("Lý Thị A\u0301nh\u00a0|\u00a0STTTT-003", Reading("STTTT-003")),
    ("Ly Thi Anh | STTTT-003", Reading("STTTT-003")),
    ("Đ/c Lý Thị Ánh", Reading("STTTT-003")),
    ("LÝ THỊ ÁNH", Reading("STTTT-003")),
    ("Ông Ích Khiêm", Reading("STTTT-012")),
    ("Nông Văn Cũ | STTTT-013", Reading("STTTT-013")),
    ("Ly Thi Anh", Reading(None, "unknown_person", "Lý Thị Ánh | STTTT-003")),
    ("Lý Thị Ánh | STTTT-999", Reading(None, "unknown_person", "Lý Thị Ánh | STTTT-003")),
    ("Nông Thị Bích | STTTT-003", Reading(None, "person_mismatch", "Lý Thị Ánh | STTTT-003")),
    ("Lường Văn Anh", Reading(None, "ambiguous_person")),
    ("Ông Lý Thị Ánh - Phó Chánh Văn phòng", Reading(None, "unknown_person", "Lý Thị Ánh | STTTT-003")),
    ("Lý Thị Ánh, STTTT-003", Reading(None, "unknown_person", "Lý Thị Ánh | STTTT-003")),
    ("Lý Thị Ánh Nguyệt, chuyên viên của phòng", Reading(None, "unknown_person")),
    ("Hà Thị Ứng", Reading(None, "unknown_person")),
    ("Nông Văn Cũ", Reading(None, "unknown_person"))])
def test_a_person_of_the_office(names, text, reading):
    assert names.person("VP", text) == reading


def test_a_candidate_is_a_unit_or_a_person(names):
    assert names.candidate("VP", "Trung tâm CNTT&TT").value == "TTCNTT"
    assert names.candidate("VP", "Lý Thị Ánh | STTTT-003").value == "STTTT-003"
    assert names.candidate("VP", "Văn phòng Sơ") == Reading(None, "unknown_person", "Văn phòng Sở")
