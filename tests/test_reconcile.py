"""Files and rows in against out: what balances, and every way it may not."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from support.month_register import VP, month_data, submissions

from emulation_batch.errors import Unbalanced
from emulation_batch.reconcile import reconcile


@pytest.fixture
def month():
    return month_data()


def balance(month, sent=None, judged=None):
    return reconcile(month.submissions if sent is None else sent, judged or month.judged, month.registry, month.period)


def test_rows_and_files_by_fate(month):
    """Each row of a refused, superseded or duplicate file shares its outcome; an accepted file's rows are as judged."""
    counted = balance(month)
    assert counted.files == {"accepted": 2, "superseded": 1, "duplicate": 1, "refused": 1, "set_aside": 1}
    assert counted.rows == {"received": 30, "accepted": 17, "refused": 6, "superseded": 3, "duplicate": 4}
    assert list(counted.by_unit) == ["VP", "BCXB", "TTCNTT", ""]
    assert counted.by_unit["VP"] == {"received": 11, "accepted": 3, "refused": 1, "superseded": 3, "duplicate": 4}
    assert counted.by_unit["TTCNTT"] == dict.fromkeys(counted.rows, 0)
    assert counted.by_unit[""] == {"received": 5, "accepted": 0, "refused": 5, "superseded": 0, "duplicate": 0}


def test_a_unit_outside_the_period_is_counted(month):
    sent = [*month.submissions[:-1], replace(month.submissions[4], unit="CU", received=replace(
        month.submissions[4].received, sha256="f" * 64))]
    assert balance(month, sent).by_unit["CU"]["refused"] == 5


def test_a_lost_row_names_the_unit_and_both_sums(month):
    kept = {key: frame.iloc[1:] if key == "nguon_luc" else frame for key, frame in month.judged.accepted.items()}
    with pytest.raises(Unbalanced) as caught:
        balance(month, judged=replace(month.judged, accepted=kept))
    assert "Văn phòng Sở: nhận 11 dòng nhưng tổng kết quả là 10 dòng (nhận vào 2" in caught.value.message
    assert "Chưa ghi gì" in caught.value.message
    assert caught.value.exit_code == 4
    assert any(fault.place == "bao_cao_VP.xlsx" and "4 dòng" in fault.problem for fault in caught.value.faults)


def test_two_losses_that_cancel_in_the_total_still_show(month):
    """One row too many for a unit and one too few for another: the total agrees, the units do not."""
    frame = month.judged.accepted["van_ban"].copy()
    frame.loc[frame["_unit"] == "VP", ["_unit", "_file"]] = ["BCXB", month.submissions[3].received.sha256]
    with pytest.raises(Unbalanced) as caught:
        balance(month, judged=replace(month.judged, accepted=month.judged.accepted | {"van_ban": frame}))
    assert {fault.place for fault in caught.value.faults} >= {"Văn phòng Sở", "Phòng Bưu chính - Xuất bản"}


def test_a_row_with_two_fates(month):
    """The sums agree when another row is lost: the reference that stands twice does not."""
    accepted = month.judged.accepted
    twice = pd.concat([accepted["nguon_luc"].iloc[[0, 0]], accepted["nguon_luc"].iloc[2:]])
    with pytest.raises(Unbalanced, match="hai lần"):
        balance(month, judged=replace(month.judged, accepted=accepted | {"nguon_luc": twice}))


def test_rows_of_a_file_that_was_not_accepted(month):
    sent = [replace(item, outcome="superseded") if item.received.sha256 == VP else item for item in month.submissions]
    with pytest.raises(Unbalanced) as caught:
        balance(month, sent)
    assert any("tệp không được nhận" in fault.problem for fault in caught.value.faults)


@pytest.mark.parametrize(("outcomes", "count"), [(("accepted", "refused"), 2), (("accepted", "accepted"), 2)])
def test_one_content_with_two_outcomes(month, outcomes, count):
    first, copy = month.submissions[0], month.submissions[2]
    sent = [replace(first, outcome=outcomes[0]), replace(copy, outcome=outcomes[1], rows=0)]
    with pytest.raises(Unbalanced) as caught:
        balance(month, sent)
    assert any(f"một nội dung có {count} kết quả" in fault.problem for fault in caught.value.faults)


@pytest.mark.parametrize("nothing", [{"problem": "F110"}, {"size": 0}])
def test_files_without_bytes_share_a_hash(month, nothing):
    """Empty files, and those whose bytes could not be taken, have the hash of nothing: two are no contradiction."""
    lost = [replace(item, received=replace(item.received, sha256="0" * 64, **nothing), outcome=outcome, rows=0, unit="")
            for item, outcome in zip(month.submissions[:2], ("refused", "set_aside"), strict=True)]
    assert balance(month, [*month.submissions, *lost]).files["refused"] == 2


def test_a_file_without_an_outcome(month):
    sent = [*month.submissions[:-1], replace(month.submissions[-1], outcome="")]
    with pytest.raises(Unbalanced, match="nhận 6 tệp nhưng chỉ 5 tệp có kết quả"):
        balance(month, sent)


def test_rows_of_a_file_set_aside_have_no_fate():
    month = month_data()
    sent = [*month.submissions[:-1], replace(submissions(Path("inbox"))[-1], rows=2)]
    with pytest.raises(Unbalanced, match="tệp chưa rõ đơn vị: nhận 7 dòng nhưng tổng kết quả là 5 dòng"):
        balance(month, sent)
