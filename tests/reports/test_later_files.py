"""Files sent after the one that holds, not usable: their faults are told as theirs, in every paper."""

from dataclasses import replace
from datetime import timedelta

from support.month_register import VP, month_data

from emulation_batch.findings import word
from emulation_batch.intake.labels import PERIOD_DIFFERS
from emulation_batch.reports import context, notices
from emulation_batch.reports.later_files import apart, to_mend_rows, to_send_again
from emulation_batch.reports.own import Sorted
from emulation_batch.reports.returned import letter


def month_with(name="lần 4.xlsx", asked=True, clean=False):
    """VP's workbook holds; another one was refused: asked about as the later one, or history."""
    month = month_data()
    standing = next(item for item in month.standings if item.unit == "VP")
    held = standing.submission
    sent = replace(held.received, name=name, sha256="f" * 64, received_at=held.received.received_at + timedelta(hours=1))
    other = replace(held, received=sent, outcome="refused", attempt=4, code="F117", reason="Biểu mẫu cấp cho kỳ khác.")
    fault = word(PERIOD_DIFFERS, unit="VP", period="2022-03", file=name, ours="2022-03", theirs="2022-02")
    found = [item for item in month.judged.findings if item.unit != "VP" or not clean] + [fault] * asked
    refused = {} if clean else month.judged.refused
    month = replace(month, submissions=(*month.submissions, other), judged=replace(month.judged, findings=tuple(found), refused=refused))
    return month, standing


def text(month, standing):
    return letter(month, standing, Sorted(month).of(standing))


def test_the_letter_says_which_file_the_fault_is_of_and_how_it_is_settled():
    subject, body = text(*month_with(clean=True))
    assert "cần sửa báo cáo" in subject
    assert "Tệp này không có chỗ nào phải sửa." in body and "CHỖ CẦN SỬA" not in body and "mở tệp đã gửi" not in body
    own = body.partition("TỆP GỬI SAU CHƯA DÙNG ĐƯỢC (1 chỗ)")[2]
    assert "là của tệp “lần 4.xlsx”, không phải của tệp đang dùng" in own and "Mã: F117" in own
    assert "Ghi “Lần gửi” là 5" in own


def test_faults_of_both_files_stand_apart_also_under_one_name():
    month, standing = month_with()
    for name in ("lần 4.xlsx", standing.submission.received.name):
        month, standing = month_with(name)
        found, others = apart(standing, Sorted(month).of(standing))
        assert [item.code for item in others] == ["F117"] and found == [
            item for item in month_data().judged.findings if item.unit == "VP"]
        _, body = text(month, standing)
        assert body.index("CHỖ CẦN SỬA") < body.index("TỆP GỬI SAU CHƯA DÙNG ĐƯỢC") < body.index("Mã: F117")


def test_a_refused_file_that_is_history_is_told_as_another_file_and_asks_for_nothing():
    month, standing = month_with(asked=False, clean=True)
    rows = month.balance.by_unit | {"VP": month.balance.by_unit["VP"] | {"refused": 9}}
    month = replace(month, balance=replace(month.balance, by_unit=rows))
    subject, body = text(month, standing)
    assert "đã nhận đủ" in subject
    assert "- “lần 4.xlsx”: trả lại. Biểu mẫu cấp cho kỳ khác." in body.partition("Các tệp khác của đơn vị:")[2]
    assert to_mend_rows(month) == to_send_again(month) == []
    assert not any("Văn phòng Sở:" in line for line in notices.notice(month)["requests"])
    assert not any("sửa các dòng" in line for line in context._next_steps(month))


def test_units_are_asked_for_rows_of_the_file_that_holds_and_for_a_later_file():
    month, standing = month_with()
    assert VP in {sha256 for frame in month.judged.refused.values() for sha256 in frame["_file"]}
    assert standing in to_mend_rows(month) and to_send_again(month) == [standing]
    assert "- Văn phòng Sở: xử lý tệp gửi sau chưa dùng được theo thư;" in notices.notice(month)["requests"]
    assert "Đề nghị đơn vị xử lý tệp gửi sau chưa dùng được: Văn phòng Sở." in context._next_steps(month)
