"""Every file has one outcome with its reason; of a unit's workbooks one counts."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.batch import Fault, RawBook, RawSheet, Received
from emulation_batch.council import FilledRegister
from emulation_batch.intake import settle
from emulation_batch.layout import Stamp, stamp_of
from emulation_batch.periods import VIETNAM_TIME

NINE = datetime(2022, 3, 15, 9, tzinfo=VIETNAM_TIME)
NO_STAMP = Stamp("", "", "", "")
FORM = {"don_vi": "Văn phòng Sở", "ky": "2022-03", "lan_nop": 1}


def file(name, sha256="", hours=0, suffix=".xlsx", problem="", size=9):
    return Received(name, sha256 or name, size, NINE + timedelta(hours=hours), "", Path(name), suffix, problem)


def book(unit="VP", period="2022-03", rows=1, kind="xlsx", faults=(), stamp=None, **form):
    definition = shipped_definition()
    values = {key: value for key, value in (FORM | form).items() if value is not None}
    sheets = {"thong_tin": RawSheet("thong_tin", "1. Thông tin chung", {}, [(5, values)], dict.fromkeys(FORM, "C8")),
              "van_ban": RawSheet("van_ban", "2a", {}, [(7 + row, {"loai": "a1"}) for row in range(rows)])}
    return RawBook("", kind, stamp or stamp_of(definition, unit, period), ("row",), sheets if kind == "xlsx" else {}, faults)


def outcomes(files, books):
    definition = shipped_definition()
    submissions, findings = settle(files, books, definition, small_registry(), march_2022(definition))
    assert [item.received for item in submissions] == list(files)
    return {item.received.name: item for item in submissions}, findings


def one(book_, **more):
    """The only file's submission and findings."""
    found, findings = outcomes([file("a", **more)], {"a": book_})
    return found["a"], findings


def test_a_plain_workbook_is_accepted():
    item, findings = one(book())
    assert (item.unit, item.period, item.attempt, item.outcome, item.code, item.reason, item.rows, findings) == (
        "VP", "2022-03", 1, "accepted", "", "Được dùng cho kỳ 2022-03.", 1, [])


def test_of_an_empty_workbook_that_is_taken_in_it_is_said_that_it_goes_back():
    """It has no rows and declares nothing; one that declares nil is used."""
    item, _ = one(book(rows=0))
    assert (item.outcome, item.reason) == (
        "accepted", "Tệp trống: không có dòng kết quả nào, cũng không khai không phát sinh; trả lại đơn vị.")
    assert one(book(rows=0, khong_phat_sinh="Có"))[0].reason == "Được dùng cho kỳ 2022-03."


def test_the_name_of_a_file_says_nothing():
    found, _ = outcomes([file("TTCNTT_2021-12_lan9.xlsx")], {"TTCNTT_2021-12_lan9.xlsx": book()})
    assert found["TTCNTT_2021-12_lan9.xlsx"].unit == "VP"


def test_without_stamps_the_form_speaks():
    item, _ = one(book(stamp=NO_STAMP, don_vi="Phòng Bưu chính – Xuất bản", ky="tháng 3 năm 2022"))
    assert (item.unit, item.period, item.outcome) == ("BCXB", "2022-03", "accepted")


@pytest.mark.parametrize(("changes", "code", "words"), [
    ({"stamp": NO_STAMP, "don_vi": None}, "F112", "Không nhận ra đơn vị"),
    ({"stamp": NO_STAMP, "don_vi": "Văn phòng Sơ"}, "F112", "Có phải là “Văn phòng Sở”?"),
    ({"unit": "LA", "don_vi": "Phòng Lạ"}, "F112", "LA"),
    ({"stamp": NO_STAMP, "ky": None}, "F115", "Không nhận ra kỳ"),
    ({"period": "2022-02", "ky": "2022-02"}, "F114", "Tệp này của kỳ 2022-02, không phải 2022-03."),
    ({"don_vi": "Phòng BCXB"}, "F116", "VP"),
    ({"period": "2022-02"}, "F117", "2022-02"),
    ({"ky": date(2022, 2, 1)}, "F117", "2022-02")])
def test_wrong_unit_or_period(changes, code, words):
    item, findings = one(book(**changes))
    assert (item.outcome, item.code, item.rows) == ("refused", code, 1) and words in item.reason
    assert [(finding.code, finding.severity, finding.period) for finding in findings] == [(code, "error", "2022-03")]


def test_a_workbook_of_a_month_that_was_passed_over_is_not_promised_to_any_total():
    _, (finding,) = one(book(period="2022-02", ky="2022-02"))
    assert "kỳ sau đó đã chốt thì tệp không vào số lũy kế được nữa" in finding.mend


def test_a_unit_that_no_longer_reports():
    definition, registry = shipped_definition(), small_registry()
    gone = replace(registry, units=(replace(registry.units[0], to=date(2022, 2, 28)), *registry.units[1:]))
    (item,), _ = settle([file("a")], {"a": book()}, definition, gone, march_2022(definition))
    assert (item.unit, item.outcome, item.code) == ("VP", "refused", "F113") and "Văn phòng Sở" in item.reason


def test_a_structural_fault_refuses_the_file_and_counts_its_rows():
    faults = (Fault("F209", severity="notice", message="Ghi chú.", mend="Xóa."),
              Fault("F204", "3. Cá nhân", message="Tệp thiếu trang “3. Cá nhân”.", mend="Gửi lại."))
    item, findings = one(book(faults=faults, rows=3))
    assert (item.outcome, item.code, item.reason, item.rows) == ("refused", "F204", "Tệp thiếu trang “3. Cá nhân”.", 3)
    assert [(finding.code, finding.unit, finding.sheet) for finding in findings] == [("F204", "VP", "3. Cá nhân"), ("F209", "VP", "")]
    notice, findings = one(book(faults=faults[:1]))
    assert (notice.outcome, findings) == ("accepted", [])


def test_what_is_no_submission_is_set_aside_unless_it_claims_to_be_one():
    fault = (Fault("F201", words={"what": "đây là tệp PDF"}, message="Không đọc được: đây là tệp PDF.", mend="Lưu lại."),)
    pdf = book(kind="pdf", stamp=NO_STAMP, faults=fault)
    item, findings = one(pdf, suffix=".pdf")
    assert (item.outcome, item.code, findings) == ("set_aside", "F101", []) and "PDF" in item.reason
    item, findings = one(pdf, suffix=".xlsx")
    assert (item.outcome, item.code, len(findings)) == ("refused", "F201", 1)
    item, findings = one(book(kind="archive", stamp=NO_STAMP, faults=fault), suffix=".rar")
    assert (item.outcome, item.code, len(findings)) == ("refused", "F110", 1), "a report may be inside"


@pytest.mark.parametrize(("problem", "suffix", "outcome"), [
    ("F102", ".xlsx", "set_aside"), ("F106", ".xlsx", "set_aside"), ("F104", ".xlsx", "refused"), ("F104", ".bin", "set_aside"),
    ("F105", ".xlsx", "refused"), ("F107", ".xlsx", "refused"), ("F108", ".xlsx", "refused"), ("F109", ".xlsx", "refused")])
def test_files_whose_bytes_were_not_taken(problem, suffix, outcome):
    found, findings = outcomes([file("a", problem=problem, suffix=suffix, size=0), file("b", "a", problem=problem, suffix=suffix, size=0)], {})
    assert [(item.outcome, item.code, item.rows) for item in found.values()] == [(outcome, problem, 0)] * 2
    assert len(findings) == (2 if outcome == "refused" else 0)


def test_the_same_content_twice():
    """The first received is kept, also where it is refused, and the copies share its unit and rows."""
    files = [file("late", "x", hours=2), file("early", "x"), file("copy", "x", hours=1)]
    found, findings = outcomes(files, {"x": book(rows=2)})
    assert {name: (item.outcome, item.unit, item.rows) for name, item in found.items()} == {
        "early": ("accepted", "VP", 2), "copy": ("duplicate", "VP", 2), "late": ("duplicate", "VP", 2)}
    assert "early" in found["late"].reason and found["late"].code == "F103" and findings == []


def test_the_highest_attempt_counts_however_late_it_came():
    files = [file("second", hours=0), file("first", hours=5), file("blank", hours=9)]
    found, findings = outcomes(files, {"second": book(lan_nop="2"), "first": book(lan_nop=1), "blank": book(lan_nop=None)})
    assert {name: (item.outcome, item.attempt) for name, item in found.items()} == {
        "second": ("accepted", 2), "first": ("superseded", 1), "blank": ("superseded", 1)}
    assert "“second” (lần 2)" in found["first"].reason and found["first"].code == "F111"
    assert [(item.code, item.cell, item.column) for item in findings] == [("F118", "C8", "lan_nop")]


def test_an_attempt_that_is_no_number():
    item, findings = one(book(lan_nop="lần hai"))
    assert (item.attempt, item.outcome, [(found.code, found.severity, found.value) for found in findings]) == (
        1, "accepted", [("F119", "notice", "lần hai")])


def test_equal_attempts_take_the_last_and_ask():
    found, findings = outcomes([file("a", hours=1), file("b", hours=2)], {"a": book(rows=1), "b": book(rows=2)})
    assert (found["a"].outcome, found["b"].outcome) == ("superseded", "accepted")
    assert [(item.code, item.severity, item.file) for item in findings] == [("F120", "query", "b")]
    found, _ = outcomes([file("b"), file("a")], {"a": book(), "b": book()})
    assert found["b"].outcome == "accepted", "the larger hash settles what the clock leaves open"


@pytest.mark.parametrize(("attempts", "hours", "told"), [
    ((1, 2), (0, 2), []), ((1, 1), (0, 2), []), ((None, 1), (0, 0), []),
    ((2, 1), (0, 2), ["F117"]), ((1, 2), (3, 2), ["F117"])])
def test_a_refused_file_is_history_once_a_usable_one_holds_that_was_sent_no_earlier(attempts, hours, told):
    """It keeps its outcome and reason; where it is the later one, by its number or by the clock, its unit is asked."""
    books = {"bad": book(ky="2022-02", lan_nop=attempts[0]), "good": book(lan_nop=attempts[1])}
    found, findings = outcomes([file("bad", hours=hours[0]), file("good", hours=hours[1])], books)
    assert [item.code for item in findings] == told
    assert (found["bad"].outcome, found["bad"].code, found["bad"].attempt) == ("refused", "F117", attempts[0])
    assert "2022-02" in found["bad"].reason and found["good"].outcome == "accepted"
    _, alone = one(books["bad"])
    assert [item.code for item in alone] == ["F117"], "nothing else of the unit holds"


@pytest.mark.parametrize("hours", [0, 2])
def test_a_file_of_another_month_asks_nothing_of_a_unit_whose_workbook_holds(hours):
    """Whichever came first; the Office moves it, as its reason says."""
    books = {"april": book(period="2022-04", ky="2022-04", lan_nop=2), "march": book()}
    found, findings = outcomes([file("april", hours=hours), file("march", hours=1)], books)
    assert findings == [] and found["march"].outcome == "accepted"
    assert (found["april"].outcome, found["april"].code, found["april"].reason) == (
        "refused", "F114", "Tệp này của kỳ 2022-04, không phải 2022-03. Văn phòng Sở chuyển tệp này vào hộp thư của kỳ 2022-04.")
    found, _ = outcomes([file("february"), file("march")], {"february": book(period="2022-02", ky="2022-02"), "march": book()})
    assert found["february"].reason.endswith("hộp thư của kỳ 2022-02; kỳ sau đó đã chốt thì tệp không vào số lũy kế được nữa.")
    alone, asked = one(books["april"])
    assert [item.code for item in asked] == ["F114"] and alone.reason == "Tệp này của kỳ 2022-04, không phải 2022-03."


def test_units_do_not_disturb_each_other():
    files = [file("a"), file("b"), file("c")]
    books = {"a": book(), "b": book("BCXB", don_vi="BCXB"), "c": book(period="2022-01", ky="2022-01")}
    found, _ = outcomes(files, books)
    assert [item.outcome for item in found.values()] == ["accepted", "accepted", "refused"]
    again, _ = outcomes(files[::-1], books)
    assert again == found


def test_a_register_of_the_council_is_read_in_its_month_or_a_later_one():
    """One of a month that is still to come, or of a review, is refused: its opinions would be about nothing here."""
    for period, told in (("2022-03", ("set_aside", "F131")), ("2022-02", ("set_aside", "F131")), ("2022-04", ("refused", "F132")),
                         ("2022", ("refused", "F132")), ("final", ("refused", "F132")), ("2021-08..2022-03", ("refused", "F132"))):
        item, findings = one(replace(book(), register=FilledRegister(period, ())))
        assert (item.outcome, item.code) == told and period in item.reason
        assert [found.code for found in findings] == ([item.code] if item.outcome == "refused" else [])
        command = "run" if period.startswith("2022-") else "review"
        assert all(f"hoi_dong/{period} rồi “emulation-batch {command} {period}”" in found.mend for found in findings)
