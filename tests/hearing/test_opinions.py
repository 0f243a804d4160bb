"""What several registers say one after another, and what a later one mends."""

from dataclasses import replace
from datetime import date

import openpyxl
from support.council_book import MEETING, filled, known, read, received, said, the_month
from support.month import AS_OF

from emulation_batch.council import MET, UNMET, Meeting
from emulation_batch.hearing import hear
from emulation_batch.reports.register_results import _opinion

PROPOSALS = "Đề nghị"
VERDICT, REASON, FOR, AGAINST = "Kết luận của Hội đồng", "Lý do", "Phiếu tán thành", "Phiếu không tán thành"
OPEN, UNIT = "giay_khen|individual|STTTT-005", "giay_khen|collective|BCXB"
BOTH = {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, UNIT, VERDICT): MET}
LATER = MEETING | {"minutes": "15/BB-HĐTĐKT", "day": "16/03/2022"}


def registers(folder, *told):
    """Registers of a month in the order received: (typed, meeting)."""
    return [filled(folder / f"{number}.xlsx", the_month(), typed, meeting) for number, (typed, meeting) in enumerate(told)]


def meetings(council):
    return {opinion.key.rpartition("|")[2]: opinion.meeting.minutes for opinion in (*council.opinions, *council.earlier)}


def test_a_register_that_says_nothing_new_corrects_the_last_meeting(tmp_path):
    """Its day and number in every paper: what it leaves blank stays as it was."""
    council, findings = said(*registers(tmp_path, (BOTH, MEETING), (BOTH, {"minutes": "15/BB-HĐTĐKT", "day": "16/03/2022"})))
    assert (council.meeting.minutes, council.meeting.day, council.meeting.present) == ("15/BB-HĐTĐKT", date(2022, 3, 16), 3)
    assert set(meetings(council).values()) == {"15/BB-HĐTĐKT"} and findings == []


def test_one_in_which_nobody_chose_a_verdict_corrects_it_too(tmp_path):
    council, findings = said(*registers(tmp_path, (BOTH, MEETING | {"minutes": None}), ({}, {"minutes": "15/BB-HĐTĐKT"})))
    assert council.meeting.minutes == "15/BB-HĐTĐKT" and council.meeting.present == 3 and findings == []


def test_a_later_meeting_leaves_the_lines_of_the_earlier_one_alone(tmp_path):
    """The register of the second meeting is mended: that of the first stays as it was."""
    first = {(PROPOSALS, OPEN, VERDICT): MET}
    council, _ = said(*registers(tmp_path, (first, MEETING), (BOTH, LATER), (BOTH, LATER | {"minutes": "16/BB-HĐTĐKT"})))
    assert meetings(council) == {"STTTT-005": MEETING["minutes"], "BCXB": "16/BB-HĐTĐKT"}
    assert council.meeting.minutes == "16/BB-HĐTĐKT"


def test_of_a_second_meeting_only_what_it_decided_is_its_own(tmp_path):
    """Its register is printed anew and carries the earlier opinions: their votes are those of their own, larger meeting."""
    first = {(PROPOSALS, UNIT, VERDICT): MET, (PROPOSALS, UNIT, FOR): 2, (PROPOSALS, UNIT, AGAINST): 1, (PROPOSALS, OPEN, VERDICT): UNMET,
             (PROPOSALS, OPEN, REASON): "Thiếu"}
    second = first | {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, REASON): "Đã bổ sung", (PROPOSALS, OPEN, FOR): 2}
    fewer = LATER | dict.fromkeys(("present", "issued", "collected", "valid"), 2)
    council, findings = said(*registers(tmp_path, (first, MEETING), (second, fewer)))
    assert meetings(council) == {"STTTT-005": LATER["minutes"], "BCXB": MEETING["minutes"]}
    told, = findings
    assert told.code == "H408" and "“Đinh Thị Hồng Gấm”" in told.message and "Không xóa sổ nào" in told.mend
    council, findings = said(*registers(tmp_path, (first, MEETING | {"entered_by": None}), (second, fewer)))
    assert meetings(council)["BCXB"] == MEETING["minutes"], "another meeting mends nothing of the first"
    assert sorted(finding.code for finding in findings) == ["H401", "H408"]


def test_votes_are_held_against_a_meeting_as_corrected(tmp_path):
    """A later register that says the same of every line tells that fewer were present."""
    typed = {(PROPOSALS, UNIT, VERDICT): MET, (PROPOSALS, UNIT, FOR): 3}
    _, findings = said(*registers(tmp_path, (typed, MEETING), ({}, {"present": 2, "valid": 2})))
    assert any("có 3 phiếu, nhiều hơn 2 phiếu hợp lệ" in finding.message for finding in findings)


def test_a_meeting_of_which_no_verdict_was_read_is_kept(tmp_path):
    """What the secretary wrote of it stands in the next register; one whose verdict is misspelt too."""
    for typed, codes in (({}, []), ({(PROPOSALS, OPEN, VERDICT): "Đồng ý"}, ["H402"])):
        council, findings = said(*registers(tmp_path, (typed, MEETING)))
        assert council.meeting.minutes == MEETING["minutes"] and not council.heard
        assert [finding.code for finding in findings] == codes


def test_reason_and_votes_of_a_line_without_a_readable_verdict_stand_in_the_next_register(tmp_path):
    month = the_month()
    typed = {(PROPOSALS, OPEN, VERDICT): "Đồng ý", (PROPOSALS, OPEN, REASON): "Có mặt ở xã", (PROPOSALS, OPEN, FOR): 3, (PROPOSALS, UNIT, AGAINST): 2}
    council, findings = said(*registers(tmp_path, (typed, MEETING)))
    assert sorted(finding.code for finding in findings) == ["H402", "H413"]
    heard = replace(month, council=council)
    shown = {key.rpartition("|")[2]: _opinion(heard, key, votes=True) for key in council.half}
    assert shown == {"STTTT-005": [None, "Có mặt ở xã", 3, None], "BCXB": [None, None, None, 2]}
    told = {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, REASON): "Có mặt ở xã", (PROPOSALS, OPEN, FOR): 3}
    council, _ = said(*registers(tmp_path, (typed, MEETING), (told, MEETING)))
    assert {key.rpartition("|")[2] for key in council.half} == {"BCXB"} and council.opinions[0].votes_for == 3


def hear_of_sealed(folder, recorded, typed, meeting):
    path, = registers(folder, (typed, meeting))
    return hear([(received(path), read(path))], {"2022-03": known(the_month())}, "2022-04", AS_OF, the_month().definition, recorded=recorded)[0]


def test_of_a_sealed_month_only_what_is_new_is_said(tmp_path):
    """Its register carries what it holds already, of the meeting in which it was said."""
    recorded = said(*registers(tmp_path, ({(PROPOSALS, OPEN, VERDICT): MET}, MEETING)))[0].opinions
    recorded = [replace(one, meeting=Meeting(day=one.meeting.day, minutes=one.meeting.minutes)) for one in recorded]
    assert hear_of_sealed(tmp_path, recorded, {(PROPOSALS, OPEN, VERDICT): MET}, MEETING).earlier == ()
    assert meetings(hear_of_sealed(tmp_path, recorded, BOTH, LATER)) == {"BCXB": LATER["minutes"]}
    assert meetings(hear_of_sealed(tmp_path, recorded, {(PROPOSALS, OPEN, VERDICT): UNMET}, LATER)) == {"STTTT-005": LATER["minutes"]}
    assert meetings(hear_of_sealed(tmp_path, recorded, {(PROPOSALS, OPEN, VERDICT): MET}, LATER)) == {"STTTT-005": LATER["minutes"]}


def test_a_name_beside_the_key_of_another_is_asked_about(tmp_path):
    """Lines that were put in another order without their hidden column: nobody is put forward in the place of another."""
    path, = registers(tmp_path, (BOTH, MEETING))
    book = openpyxl.load_workbook(path)
    page = book[PROPOSALS]
    head = {cell.value: cell.column for cell in page[4]}
    rows = [row for row in range(5, page.max_row + 1) if page.cell(row, head[VERDICT]).value]
    names = [page.cell(row, head["Tập thể, cá nhân"]) for row in rows]
    names[0].value, names[1].value = names[1].value, names[0].value
    book.save(path)
    council, findings = said(path)
    assert council.opinions == () and [finding.code for finding in findings] == ["H414", "H414"]
    assert "mà mã đối chiếu ở cột ẩn là của “Đinh Thị Hồng Gấm”" in " ".join(finding.message for finding in findings)


def test_a_line_that_stands_twice_in_one_register(tmp_path):
    """As of two registers: the lower one counts, and the secretary is asked."""
    path, = registers(tmp_path, (BOTH, MEETING))
    book = openpyxl.load_workbook(path)
    page = book[PROPOSALS]
    verdict = next(cell.column for cell in page[4] if cell.value == VERDICT)
    row = next(row for row in range(5, page.max_row + 1) if page.cell(row, verdict).value)
    end = page.max_row + 1
    for column in range(1, page.max_column + 1):
        page.cell(end, column).value = UNMET if column == verdict else page.cell(row, column).value
    book.save(path)
    council, findings = said(path)
    assert [finding.code for finding in findings if finding.code == "H408"] == ["H408"]
    assert sorted(opinion.verdict for opinion in council.opinions) == [UNMET, MET]
