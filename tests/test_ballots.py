"""Numbers of a ballot that cannot be."""

from dataclasses import replace

import pytest

from emulation_batch.ballots import ballot_faults, fewer_for, in_doubt
from emulation_batch.council import MET, UNCLEAR, UNMET, Meeting, Opinion


@pytest.mark.parametrize(("numbers", "doubted"), [
    ({"present": 3, "issued": 3, "collected": 3, "valid": 2, "invalid": 1}, set()), ({"present": 4}, {"present"}), ({}, set()),
    ({"issued": 2, "collected": 3}, {"issued", "collected"}), ({"collected": 0, "issued": 0}, set()),
    ({"issued": 3, "collected": 3, "valid": 3, "invalid": 1}, {"collected", "valid", "invalid"}),
    ({"issued": 4, "collected": 4, "valid": 4, "invalid": 0}, {"issued", "collected", "valid"}), ({"present": 3, "issued": 3}, set()),
    ({"present": 2, "issued": 3, "collected": 3, "valid": 3}, {"issued", "collected", "valid"}),
    ({"collected": 2, "valid": 3}, {"collected", "valid"}), ({"collected": 3, "valid": 2}, set())])
def test_only_what_does_not_add_up_is_in_doubt(numbers, doubted):
    assert in_doubt(Meeting(**numbers), 3) == doubted
    assert len(list(ballot_faults(Meeting(**numbers), 3))) == bool(doubted)


def test_ballots_are_told_together_with_what_they_go_beyond():
    """Present, given out, back and valid all go beyond the members: one question."""
    assert [what for what, _ in ballot_faults(Meeting(present=4, issued=4, collected=4, valid=4, invalid=0), 3)] == [
        "có mặt 4, phát ra 4, thu về 4, hợp lệ 4, nhiều hơn 3 thành viên trong danh mục"]
    assert [what for what, _ in ballot_faults(Meeting(present=2, issued=3, collected=2, valid=2, invalid=0), 3)] == [
        "phát ra 3, nhiều hơn 2 người có mặt"]


@pytest.mark.parametrize(("verdict", "given", "against", "asked"), [
    (MET, 2, 7, "tán thành 2, ít hơn không tán thành 7"), (MET, 0, 8, "tán thành 0, ít hơn không tán thành 8"),
    (MET, 0, None, "không có phiếu tán thành nào"), (MET, 0, 0, "không có phiếu tán thành nào"), (MET, 4, 4, ""), (MET, 5, 4, ""),
    (MET, 1, None, ""), (MET, None, 9, ""), (UNMET, 2, 7, ""), (UNCLEAR, 2, 7, "")])
def test_only_fewer_votes_for_than_against_or_none_at_all_beside_met_are_asked_about(verdict, given, against, asked):
    """No share is asked for: nobody adopted one. A reason answers the question."""
    said = Opinion("2022-03", "k", "VP", "STTTT-003", "Lý Thị Ánh", "Giấy khen", "", verdict, "", given, against, Meeting(), "f", "J5")
    assert fewer_for(said) == (f"“Lý Thị Ánh” ghi Đạt, {asked}" if asked else "")
    assert fewer_for(replace(said, reason="Bỏ phiếu lại sau khi làm rõ")) == ""
