"""Roles of a definition: what is named is seen, nothing else; faults of names, of private columns, of papers without readers."""

import tomllib

from support.paths import SHIPPED, shipped_definition

from emulation_batch.definition.model import Definition
from emulation_batch.definition.names import Names
from emulation_batch.definition.roles import Role, role_faults
from emulation_batch.strict import build

TEXT = (SHIPPED / "movement.toml").read_text(encoding="utf-8")


def told(text):
    table, faults = tomllib.loads(text), []
    definition = build(Definition, table, "f.toml", faults)
    assert definition, faults
    return [str(fault) for fault in role_faults(definition.roles, definition.sheets, Names(table), "f.toml")]


def test_the_shipped_roles_have_no_fault_and_every_paper_its_readers():
    assert told(TEXT) == []
    definition = shipped_definition()
    assert all(definition.readers_of(report.what) for report in definition.reports)


def test_only_what_is_named_is_seen():
    definition = shipped_definition()
    sheet, form = definition.sheet("van_ban"), definition.form
    role = Role("x", "X", (), sees=("van_ban",), hides=("van_ban.ket_qua",))
    assert role.may_see(sheet, sheet.column("noi_dung"))
    assert not role.may_see(sheet, sheet.column("ket_qua"))
    assert not role.sees_whole(sheet)
    assert Role("x", "X", (), sees=("van_ban",)).sees_whole(sheet)
    one = Role("x", "X", (), sees=("van_ban.noi_dung",))
    assert [column.key for column in sheet.columns if one.may_see(sheet, column)] == ["loai", "noi_dung"]
    whole = Role("x", "X", (), sees=(form.key,))
    assert not whole.may_see(form, form.column("dien_thoai")), "private columns are nobody's"


def test_faults_of_names_and_of_private_columns():
    assert any("roles[don_vi].sees" in fault and "de_nghi.ten" in fault for fault in told(TEXT.replace('sees = ["de_nghi.ten"]', 'sees = ["de_nghi.tenn"]')))
    assert any("thong_tin.dien_thoai" in fault for fault in told(TEXT.replace('sees = ["de_nghi.ten"]', 'sees = ["thong_tin.dien_thoai"]')))
    assert any("register" in fault for fault in told(TEXT.replace('register = ["proposals", ', 'register = ["proposal", ')))


def test_every_paper_has_its_readers_once():
    assert any("“gan_dat” chưa ghi cho ai xem" in fault for fault in told(TEXT.replace('"thong_bao", "gan_dat"]', '"thong_bao"]')))
    assert any("hoi_dong, don_vi" in fault for fault in told(TEXT.replace('"bien_ban", "dot_xuat"]', '"bien_ban", "dot_xuat", "gan_dat"]')))
