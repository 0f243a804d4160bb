"""A unit's own due time, and what is said of the months before."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from support.month import AS_OF, spring_month

from emulation_batch.changes import empty_files
from emulation_batch.registry import Extension
from emulation_batch.reports.context import monthly
from emulation_batch.reports.due import arrival, came_late, days_late, deadline, due_of, history, named, standing_told
from emulation_batch.reports.notices import notice, reminder
from emulation_batch.reports.one_page import one_page
from emulation_batch.reports.own import Sorted
from emulation_batch.reports.returned import letter
from emulation_batch.reports.wording import outcome_told
from emulation_batch.reports.writing import WHEN

MONTH = spring_month()
GRANTED = replace(MONTH, registry=replace(MONTH.registry, extensions=(Extension("TTCNTT", "2022-03", date(2022, 3, 18), "Văn bản số 12/VP"),)))


def book(**months):
    return pd.DataFrame([{"unit": "VP", "month": key.replace("m", "").replace("_", "-"), "received": came, "on_time": kept}
                         for key, (came, kept) in months.items()])


def test_an_extension_is_told_with_its_basis_to_its_unit_alone():
    assert due_of(GRANTED, "TTCNTT") - due_of(GRANTED, "VP") == timedelta(days=2)
    assert deadline(GRANTED, "TTCNTT") == "Hạn gửi của kỳ này: 17:00 ngày 18/03/2022 (gia hạn theo Văn bản số 12/VP)."
    assert "đã qua trong hôm nay" in deadline(GRANTED, "VP") and "12/VP" not in deadline(GRANTED, "VP")
    later = replace(GRANTED, as_of=AS_OF + timedelta(days=3))
    assert (days_late(later, "TTCNTT"), days_late(later, "VP")) == (1, 3)
    missing = next(item for item in GRANTED.standings if item.unit == "TTCNTT")
    assert "Văn phòng Sở nhắc để đơn vị gửi kịp hạn." in letter(GRANTED, missing, Sorted(GRANTED).of(missing))[1]


def test_who_has_time_left_is_behind_in_no_paper():
    """Only who is past his own due time is dunned or brought before the director; papers tell the time of the others."""
    center, due = "Trung tâm Công nghệ thông tin và Truyền thông", "17:00 ngày 18/03/2022"
    said, page, report = reminder(GRANTED), one_page(GRANTED), monthly(GRANTED)
    assert (said["addressee"], said["request"]) == ("Phòng Bưu chính - Xuất bản", []) and center not in str(said["standing_lines"])
    assert not any(center in line for line in page["needs"])
    waiting = f"Chưa gửi, chưa đến hạn: 01 đơn vị ({center} – hạn riêng {due})"
    assert f"{waiting}." in page["standing_lines"] and any(waiting in line for line in report["reporting"])
    assert page["standing_lines"][0].startswith("02/03 ") and not any(center in line for line in report["next_steps"])
    assert [row["standing"] for row in notice(GRANTED)["rows"] if row["name"] == center] == [f"Chưa gửi, chưa đến hạn ({due})"]
    alone = replace(GRANTED, standings=tuple(item for item in GRANTED.standings if item.unit == "TTCNTT"))
    assert not WHEN["behind"](alone) and WHEN["behind"](replace(alone, as_of=AS_OF + timedelta(days=3)))


def test_a_unit_whose_workbook_is_empty_and_that_file_are_told_alike():
    """Taken in and empty: unit and file say so in one word, and neither says that the file was used."""
    month = replace(MONTH, standings=tuple(replace(item, standing="returned") if item.unit == "BCXB" else item for item in MONTH.standings))
    empty = next(item for item in month.standings if item.unit == "BCXB")
    assert standing_told(month, empty) == "Trả lại, tệp trống"
    assert [outcome_told(item.submission, empty_files(month)) for item in month.standings[:2]] == ["Nhận", "Nhận, tệp trống"]
    refused = replace(empty, submission=replace(empty.submission, outcome="refused"))
    month = replace(month, standings=(refused,))
    assert (standing_told(month, refused), empty_files(month)) == ("Trả lại, chưa có tệp dùng được", frozenset())
    assert outcome_told(refused.submission, empty_files(month)) == "Trả lại"


def test_a_nil_report_that_came_late_is_late_everywhere():
    """Letter, page, reminder and notice say what the book of lateness says."""
    nil = [replace(item, standing="nil") if item.unit == "BCXB" else item for item in MONTH.standings]
    month = replace(MONTH, standings=tuple(nil))
    late = next(item for item in nil if item.unit == "BCXB")
    assert came_late(month, late) and named(month, late).endswith(" – gửi sau hạn")
    assert "Tệp đến sau hạn (" in letter(month, late, Sorted(month).of(late))[1]
    told, = [line for line in reminder(month)["standing_lines"] if line.startswith("- Đã gửi sau hạn")]
    assert late.name in told and told.count("sau hạn") == 1
    assert [row["standing"] for row in notice(month)["rows"] if row["name"] == late.name] == ["Không phát sinh, gửi sau hạn"]
    early = replace(late.submission, received=replace(late.submission.received, received_at=due_of(month, "BCXB")))
    assert not came_late(month, replace(late, submission=early)) and named(month, replace(late, submission=early)) == late.name


def test_a_letter_calls_the_file_as_it_was_sent_and_says_of_what_time_it_came():
    """The mail's own name is nobody's; where a mail tells no time, that of storing it is not passed off as the unit's."""
    late = next(item for item in MONTH.standings if item.unit == "BCXB")
    received = replace(late.submission.received, name=f"{'9a4d' * 16}.eml/Báo cáo BCXB.xlsx", timed="stored")
    other = replace(late.submission, received=replace(received, name="thu.eml/cũ.xlsx"), outcome="superseded")
    month = replace(MONTH, submissions=(other,))
    text = letter(month, replace(late, submission=replace(late.submission, received=received)), Sorted(month).of(late))[1]
    assert "tệp “Báo cáo BCXB.xlsx”, lần gửi 1, lúc " in text and "- “cũ.xlsx”: " in text and ".eml" not in text
    assert " (thư không ghi ngày gửi, nên tính theo giờ thư được lưu ở Văn phòng Sở). Tệp đến sau hạn (" in text
    forwarded = replace(late.submission, received=replace(received, timed="forwarded"))
    assert " (giờ của thư chuyển tiếp, không phải của thư bên trong). Tệp đến sau hạn (" in arrival(MONTH, replace(late, submission=forwarded))
    assert "không ghi ngày" not in letter(MONTH, late, Sorted(MONTH).of(late))[1]


def test_who_is_past_his_own_due_time_is_told_it():
    said = reminder(replace(GRANTED, as_of=AS_OF + timedelta(days=3)))
    assert any("Truyền thông – hạn riêng 17:00 ngày 18/03/2022" in line for line in said["standing_lines"])
    assert "hạn riêng" not in str(said["addressees"] + said["request"])


@pytest.mark.parametrize(("months", "told"), [
    ({}, []), ({"m2021_12": (True, False)}, []),
    ({"m2022_01": (True, True), "m2022_02": (True, True)}, ["Các kỳ đã chốt của năm 2022, đơn vị đều gửi đúng hạn (2 kỳ)."]),
    ({"m2022_01": (True, False), "m2022_02": (False, False)}, ["Các kỳ đã chốt của năm 2022: đơn vị đã gửi 1/2 kỳ, đúng hạn 0 kỳ."])])
def test_the_months_before_in_one_sentence(months, told):
    lines = book(**months) if months else book(m2021_01=(True, True)).iloc[:0]
    assert list(history(replace(MONTH, lateness=lines), "VP")) == told
    assert list(history(MONTH, "VP")) == []
