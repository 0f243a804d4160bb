import tomllib

from support.paths import SHIPPED

from emulation_batch.definition.model import Definition
from emulation_batch.definition.names import Names
from emulation_batch.definition.proposal_faults import PROPOSAL_COLUMNS, proposal_faults
from emulation_batch.strict import build

TEXT = (SHIPPED / "movement.toml").read_text(encoding="utf-8")


def told(text):
    table = tomllib.loads(text)
    faults = []
    definition = build(Definition, table, "f.toml", faults)
    return [str(fault) for fault in proposal_faults(definition, Names(table), "f.toml")]


def test_the_shipped_proposal_sheet_has_what_is_read_of_it():
    assert told(TEXT) == []


def test_each_column_that_is_read_by_name_must_stand():
    for key in PROPOSAL_COLUMNS:
        changed = TEXT.replace(f'{{ key = "{key}", header', f'{{ key = "{key}_x", header')
        assert any(f"thiếu cột “{key}”" in fault for fault in told(changed)), key


def test_an_award_or_occasion_of_no_known_kind():
    assert any("awards[giay_khen].kinds" in fault for fault in told(TEXT.replace('kinds = ["hang_nam", "so_ket", "tong_ket"]', 'kinds = ["hang_thang"]', 1)))
    assert any("occasions[x]" in fault for fault in told(TEXT.replace('[[occasions]]                 # years in which a kind of proposal is called for\nkind = "so_ket"', '[[occasions]]\nkind = "x"', 1)))
