"""Numbers of a ballot that cannot be."""

import pytest

from emulation_batch.ballots import ballot_faults, in_doubt
from emulation_batch.council import Meeting


@pytest.mark.parametrize(("numbers", "doubted"), [
    ({"present": 3, "issued": 3, "collected": 3, "valid": 2, "invalid": 1}, set()), ({"present": 4}, {"present"}), ({}, set()),
    ({"issued": 8, "collected": 12}, {"issued", "collected"}), ({"collected": 0, "issued": 0}, set()),
    ({"issued": 3, "collected": 3, "valid": 3, "invalid": 1}, {"collected", "valid", "invalid"})])
def test_only_what_does_not_add_up_is_in_doubt(numbers, doubted):
    assert in_doubt(Meeting(**numbers), 3) == doubted
    assert len(list(ballot_faults(Meeting(**numbers), 3))) == bool(doubted)
