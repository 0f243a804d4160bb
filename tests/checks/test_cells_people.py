"""C212 to C219: whom and what a cell names."""

from dataclasses import replace

from support.paths import shipped_definition
from support.small_registry import small_registry
from support.tables import assert_findings, with_column

from emulation_batch.checks import cells_people


def test_unknown_person():
    """A person is known by name or code; a name nearly right comes back with the choice."""
    findings = assert_findings(cells_people.unknown_person, """
        | can_bo                  | expect      |
        | Lý Thị Ánh ¦ STTTT-003  |             |
        | Đ/c Lý Thị Ánh          |             |
        | STTTT-003               |             |
        | Lý Thị Ành              | C212 can_bo |
        | Người Khác Hẳn          | C212 can_bo |
    """)
    assert "“Lý Thị Ánh | STTTT-003”" in findings[0].mend
    assert "Có phải" not in findings[1].mend


def test_shared_name():
    """Two people of one name in a unit need the code."""
    registry = small_registry()
    twin = replace(next(person for person in registry.people if person.code == "STTTT-003"), code="STTTT-099")
    assert_findings(cells_people.shared_name, """
        | can_bo                  | expect      |
        | Lý Thị Ánh ¦ STTTT-099  |             |
        | Lý Thị Ánh              | C213 can_bo |
    """, registry=replace(registry, people=(*registry.people, twin)))


def test_unknown_candidate():
    """A candidate is a unit or a person."""
    findings = assert_findings(cells_people.unknown_candidate, """
        | ten                     | expect   |
        | Văn phòng Sở            |          |
        | Lý Thị Ánh ¦ STTTT-003  |          |
        | Văn fòng Sở             | C214 ten |
    """)
    assert "Có phải là “Văn phòng Sở”?" in findings[0].mend


def test_name_and_code():
    """A name beside another person's code is nobody; whose code it is stays unsaid."""
    findings = assert_findings(cells_people.name_and_code, """
        | can_bo                  | expect      |
        | Lý Thị Ánh ¦ STTTT-003  |             |
        | Lý Thị Ánh ¦ STTTT-006  | C215 can_bo |
    """)
    assert "Bàn Văn Hải" not in findings[0].message + findings[0].mend


def test_unknown_unit():
    """A unit that nobody knows is sent back with the nearest name."""
    findings = assert_findings(cells_people.unknown_unit, """
        | unit | don_vi        | expect      |
        | VP   | Văn phòng Sở  |             |
        | BCXB | Văn fòng Sở   | C218 don_vi |
    """, sheet="thong_tin")
    assert "“Văn phòng Sở”" in findings[0].mend


def test_unknown_period():
    """A quarter is no month."""
    assert_findings(cells_people.unknown_period, """
        | unit | ky       | expect  |
        | VP   | 03/2022  |         |
        | BCXB | quý I    | C219 ky |
    """, sheet="thong_tin")


def test_a_unit_column_in_a_table_is_checked_too():
    """The second movement may ask for a unit in a table."""
    definition = with_column(shipped_definition(), "co_che", key="don_vi_phoi_hop", header="Đơn vị phối hợp", type="unit")
    assert_findings(cells_people.unknown_unit, """
        | loai | don_vi_phoi_hop | expect               |
        | b1   | BCXB            |                      |
        | b1   | Phòng Lạ Hoắc   | C218 don_vi_phoi_hop |
    """, definition=definition)
