"""Who gets a workbook back, from files as they are read and settled."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from support.month_register import month_data
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry
from support.unit_workbooks import COMPLETE

from emulation_batch import intake, reading, replies
from emulation_batch.batch import MonthData
from emulation_batch.findings import Finding, Label, word
from emulation_batch.layout import RETURNED_NAME
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.registry import Extension
from emulation_batch.reports.own import Sorted
from emulation_batch.reports.returned import letter
from emulation_batch.templates import write_workbook

SENT = datetime(2022, 3, 15, 9, 30, tzinfo=VIETNAM_TIME)
WRONG = Finding("C231", "error", "VP", "2022-03", "vp.xlsx", "2c. Nguồn lực, mô hình", "G8", "so_tien", "16500000", "Sai.", "Ghi số.")


def settled(folder, change=None):
    """The one submission of a complete workbook of VP, its book and its findings; `change` alters the file with openpyxl."""
    definition, registry = shipped_definition(), small_registry()
    period, path = march_2022(definition), folder / "vp.xlsx"
    write_workbook(path, definition, registry, registry.unit("VP", period.to), period, COMPLETE)
    if change:
        sheets = openpyxl.load_workbook(path)
        change(sheets)
        sheets.save(path)
    os.utime(path, (SENT.timestamp(), SENT.timestamp()))
    received = intake.gather([path])
    books = reading.read_all(received, definition, workers=1)
    [submission], found = intake.settle(received, books, definition, registry, period)
    return submission, books[submission.received.sha256], found


def returned(submission, book, findings):
    period = march_2022(shipped_definition())
    return replies.returned_for(shipped_definition(), book, submission, findings, period, SENT, sent=True)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return settled(tmp_path_factory.mktemp("good"))


def test_an_error_or_a_query_sends_the_workbook_back(good):
    submission, book, _ = good
    for severity in ("error", "query"):
        made = returned(submission, book, [replace(WRONG, severity=severity)])
        assert made.usable and made.attempt == 2 and made.filled.rows["nguon_luc"][0]["so_tien"] == 16500000
        assert [finding.cell for finding in made.findings] == ["G8"]


@pytest.mark.parametrize("findings", [[], [replace(WRONG, severity="notice")], [replace(WRONG, unit="BCXB")],
                                      [replace(WRONG, file="other.xlsx")],
                                      [replace(WRONG, code="F204", column="")],
                                      [replace(WRONG, code="F128", severity="query", sheet="", cell="", column="")]],
                         ids=["none", "notice", "other unit", "other file", "a refused file of the same name", "the mail's address"])
def test_nothing_to_change_sends_nothing(good, findings):
    submission, book, _ = good
    assert returned(submission, book, findings) is None


def test_a_refused_file_that_lacks_a_sheet_comes_back_in_our_form(tmp_path):
    submission, book, found = settled(tmp_path, lambda sheets: sheets.remove(sheets["2d. Tuyên truyền"]))
    assert (submission.outcome, submission.code) == ("refused", "F204")
    made = returned(submission, book, found)
    assert not made.usable and made.attempt == 2 and len(made.filled.rows["nguon_luc"]) == 1


def other_stamp(sheets):
    sheets["2a. Văn bản, sáng kiến"]["A7"] = "tdkt|chung-tay-vi-nguoi-ngheo-2021-2025|1.0|BCXB|2022-03"


def headers_lost(sheets):
    sheets["2c. Nguồn lực, mô hình"].delete_rows(1, 7)


@pytest.mark.parametrize("change", [other_stamp, headers_lost])
def test_rows_in_doubt_are_not_given_back(tmp_path, change):
    submission, book, found = settled(tmp_path, change)
    assert submission.outcome == "refused" and found
    assert returned(submission, book, found) is None


def test_a_marked_copy_never_overwrites_a_file(good, tmp_path):
    submission, book, _ = good
    definition, registry = shipped_definition(), small_registry()
    made = [replies.write_marked(tmp_path / "new", definition, registry, march_2022(definition), book, submission, [WRONG],
                                 SENT + timedelta(number)) for number in range(3)]
    assert [path.name for path in made] == [f"TD_VP_2022-03_can_sua{end}.xlsx" for end in ("", "_2", "_3")]
    sheets = openpyxl.load_workbook(made[0])
    assert sheets.sheetnames[0] == RETURNED_NAME and sheets["1. Thông tin chung"]["C8"].value == 1
    assert replies.write_marked(tmp_path / "no", definition, registry, march_2022(definition), book, submission, [], SENT) is None
    assert not (tmp_path / "no").exists()


def test_an_extension_is_the_due_time_told_in_what_goes_back(good, tmp_path):
    submission, book, _ = good
    definition = shipped_definition()
    registry = replace(small_registry(), extensions=(Extension("VP", "2022-03", date(2022, 3, 18), "12/VP"),))
    path = replies.write_marked(tmp_path, definition, registry, march_2022(definition), book, submission, [WRONG], SENT)
    told = {str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row}
    assert any("17:00" in text and "18/03/2022" in text for text in told)
    assert not any("16/03/2022" in text for text in told)


def test_a_month_without_its_books_writes_nothing(tmp_path, good):
    from support.month_register import month_data

    month: MonthData = month_data()
    assert month.books == {} and replies.write_workbooks(tmp_path, month) == []


def test_the_letter_and_the_workbook_that_goes_with_it_say_one_thing_of_the_number_of_the_sending():
    month = month_data()
    standing = next(item for item in month.standings if item.unit == "BCXB")
    label = Label("C234", "Ô Lần gửi ghi “lần 2”, không phải là số.", "Chỉ ghi chữ số.")
    fault = word(label, unit="BCXB", period="2022-03", file=standing.submission.received.name,
                 sheet=month.definition.form.name, cell="C8", column="lan_nop", value="lần 2")
    month = replace(month, judged=replace(month.judged, findings=(fault,)))
    own, number = Sorted(month).of(standing), standing.submission.attempt + 1
    attached = letter(month, standing, own, "TD_BCXB_can_sua.xlsx")[1]
    assert f"Cách sửa: Đã ghi sẵn {number} trong tệp trả lại, không phải sửa." in attached and "Chỉ ghi" not in attached
    alone = letter(month, standing, own)[1]
    assert "Cách sửa: Chỉ ghi chữ số." in alone and "Đã ghi sẵn" not in alone
