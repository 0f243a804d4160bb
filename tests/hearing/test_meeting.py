"""The cells of the meeting, one by one."""

from datetime import date

import pytest
from support.month import AS_OF

from emulation_batch.council import FilledRegister, Meeting
from emulation_batch.findings import word
from emulation_batch.hearing.meeting import meeting_faults, read_count, read_meeting


def meeting(**cells):
    return read_meeting(FilledRegister("2022-03", (), {key: ("B6", value) for key, value in cells.items()}), word)


@pytest.mark.parametrize(("typed", "count"), [(9, 9), ("9", 9), (0, 0), (" 09 ", 9), (-1, None), ("chín", None), (2.5, None), ("9/9", None)])
def test_counts(typed, count):
    assert read_count(typed)[0] == count


def test_cells_as_understood():
    found, findings = meeting(day="18/3/2022", minutes=" 05/BB ", ballot="bo phieu kin", present="8", entered_by="A", chair="B\nC")
    assert found == Meeting(date(2022, 3, 18), "05/BB", chair="B C", ballot="Bỏ phiếu kín", present=8, entered_by="A")
    assert findings == []


def test_a_ballot_that_is_not_in_the_list_is_asked_about():
    found, findings = meeting(day="18/3/2022", minutes="05/BB", ballot="Giơ tay", entered_by="A")
    assert (found.ballot, [(finding.code, finding.value) for finding in findings]) == ("", [("H416", "Giơ tay")])


def test_what_is_missing_is_told_in_one_line():
    _, findings = meeting(chair="A")
    assert [finding.message for finding in findings] == ["Trang Họp Hội đồng chưa ghi: ngày họp, số biên bản, người nhập kết quả."]


def test_a_day_is_held_against_the_month():
    assert [label.code for label, _ in meeting_faults(Meeting(day=date(2022, 3, 14)), date(2022, 3, 14), AS_OF, 9)] == []
    assert [words["what"] for _, words in meeting_faults(Meeting(day=date(2022, 3, 13)), date(2022, 3, 14), AS_OF, 9)] == [
        "ở trước khi kỳ kết thúc (14/03/2022)"]
