"""The letter's paragraph on a resubmission."""

from dataclasses import replace

import pytest
from support.month_register import month_data

from emulation_batch.changes import Change, Resubmission
from emulation_batch.reports.own import Sorted
from emulation_batch.reports.resent import effect
from emulation_batch.reports.returned import letter

CELLS = (Change("cell", "van_ban", "H9"), Change("cell", "van_ban", "H10"), Change("cell", "nguon_luc", "F8"))
FOUND = (Change("gone", code="C231", who="error"), Change("gone", code="C201", who="error"), Change("new", code="C255", who="query"))


def month(changes, left=None, **earlier):
    base = month_data()
    item = Resubmission("VP", replace(base.submissions[1], **earlier), base.submissions[0], changes, left or {"error": 0, "query": 0})
    return replace(base, resubmissions=(item,))


@pytest.mark.parametrize(("changes", "left", "text"), [
    ((*CELLS, *FOUND), {"error": 1, "query": 0},
     "Bản lần 2 so với lần 1: sửa 3 ô (2a: H9-H10; 2c: F8); hết 2 chỗ sai; mới 1 chỗ cần xem lại; còn 1 chỗ sai."),
    ((Change("added"), Change("removed"), Change("added")), {"error": 0, "query": 2},
     "Bản lần 2 so với lần 1: thêm 2 dòng, bỏ 1 dòng; còn 2 chỗ cần xem lại."),
    ((), None, "Bản lần 2 so với lần 1: không có gì thay đổi."),
    (CELLS[:1] * 14, None, "Bản lần 2 so với lần 1: sửa 14 ô (2a: H9; …).")])
def test_the_paragraph(changes, left, text):
    assert list(effect(month(changes, left), "VP")) == [text]


def test_equal_attempts_are_told_by_the_file():
    assert list(effect(month((), attempt=2), "VP")) == ["Bản này so với bản trước (“bao_cao_VP_cu.xlsx”): không có gì thay đổi."]


def test_the_paragraph_stands_in_the_letter_of_that_unit_only():
    data = month((*CELLS, *FOUND))
    texts = {item.unit: letter(data, item, Sorted(data).of(item))[1] for item in data.standings}
    assert "Bản lần 2 so với lần 1: sửa 3 ô" in texts["VP"]
    assert not any("so với lần" in texts[unit] for unit in ("BCXB", "TTCNTT"))
