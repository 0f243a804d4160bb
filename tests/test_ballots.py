"""Numbers of a ballot that cannot be."""

import pytest

from emulation_batch.ballots import ballot_faults, in_doubt
from emulation_batch.council import Meeting


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
