import tomllib

import pytest
from support.paths import SHIPPED

from emulation_batch.definition.faults import cross_faults
from emulation_batch.definition.model import Definition
from emulation_batch.strict import build

TEXT = (SHIPPED / "movement.toml").read_text(encoding="utf-8")

CASES = {
    "duplicate column": ('{ key = "noi_dung", header = "Nội dung công việc"', '{ key = "loai", header = "Nội dung công việc"', "“loai” có hai lần"),
    "duplicate code": ('{ code = "a2", label = "a2 - Sáng kiến, giải pháp" }', '{ code = "a1", label = "a2 - Sáng kiến, giải pháp" }', "“a1” có hai lần"),
    "unknown choices": ('choices = "loai_van_ban"', 'choices = "loai_van_bna"', "Có phải là “loai_van_ban”?"),
    "unknown kind": ('required = ["a3"], max_chars = 120', 'required = ["a9"], max_chars = 120', "“a9” không có trong danh sách"),
    "unknown other column": ('at_most = "so_luot_ho"', 'at_most = "so_luot"', "columns[so_ho].at_most"),
    "unknown nil sheet": ('declares_nil = "van_ban"', 'declares_nil = "van_bang"', "declares_nil"),
    "no sheet of that name": ('sheet = "co_che"\nkinds = ["b1"]', 'sheet = "co_chee"\nkinds = ["b1"]', "figures[b1_ra_soat].sheet"),
    "sum of nothing": ('column = "luot_nguoi"', 'column = "luot_nguoii"', "figures[d2_luot_nguoi].column"),
    "ratio of nothing": ('of = ["a1_dung_han", "a1_den_han"]', 'of = ["a1_dung_han", "a1_den"]', "figures[a1_ty_le].of"),
    "not the plan's words": ('text = "Có nhiều nỗ lực trong công tác, bám sát cơ sở"', 'text = "Có nhiều nỗ lực, bám sát cơ sở"', "không phải nguyên văn"),
    "judgement word not there": ('judgement = ["có chất lượng"]', 'judgement = ["xuất sắc"]', "“xuất sắc” không có trong lời"),
    "legal basis of the window": ('legal = "nd-09-2019"', 'legal = "nd-09-2091"', "movement.toml.window.legal"),
    "unknown combination": ('combine = "any"', 'combine = "some"', "standards[TT-c].combine"),
    "sheet name too long": ('name = "2d. Tuyên truyền"', 'name = "2d. Tuyên truyền, vận động nhân dân và doanh nghiệp"', "không đặt được làm tên trang Excel"),
    "column key": ('key = "kenh"', 'key = "Kênh"', "không phải chữ thường không dấu"),
    "bounds": ("min = 0.5, max = 31", "min = 40, max = 31", "lớn hơn max"),
    "person column": ('person = "nguoi_chu_tri", side = "việc chủ trì ở trang 2a"', 'person = "nguoi_ky", side = "việc chủ trì ở trang 2a"', "sources[2].person"),
    "two forms": ('kind = "table"\nsubject = "proposal"', 'kind = "form"\nsubject = "proposal"', "cần đúng một trang"),
}


def told(text):
    table = tomllib.loads(text)
    faults = []
    definition = build(Definition, table, "movement.toml", faults)
    return [str(fault) for fault in [*faults, *cross_faults(definition, table, "movement.toml")]]


@pytest.mark.parametrize("name", CASES)
def test_fault(name):
    old, new, expected = CASES[name]
    assert old in TEXT
    assert any(expected in line for line in told(TEXT.replace(old, new, 1)))


def test_the_shipped_definition_has_none():
    assert told(TEXT) == []


def test_no_second_fault_for_a_reference_to_an_item_that_is_itself_faulty():
    text = TEXT.replace('key = "loai_van_ban"\nitems = [', 'key = "loai_van_ban"\nfoo = 1\nitems = [', 1)
    assert len(told(text)) == 1
