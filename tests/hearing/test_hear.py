"""What a secretary writes into a register, and what the program asks about it: each line of the table is a register in Excel."""

from dataclasses import replace

import openpyxl
import pytest
from support.council_book import MEETING, filled, known, marked, read, received, said, the_month
from support.month import AS_OF

from emulation_batch.council import MET, UNCLEAR, UNMET
from emulation_batch.hearing import hear

RESULTS, PROPOSALS = "Kết quả theo tiêu chuẩn", "Đề nghị"
VERDICT, REASON, FOR, AGAINST = "Kết luận của Hội đồng", "Lý do", "Phiếu tán thành", "Phiếu không tán thành"
WEAK = "individual|STTTT-005|CN-a1"
ENOUGH = "collective|BCXB|TT-a3"
NIL = "collective|VP|TT-d"
BLOCKED, OPEN, UNIT = "giay_khen|individual|STTTT-004", "giay_khen|individual|STTTT-005", "giay_khen|collective|BCXB"

TABLE = {
    # code: (typed, meeting cells changed, codes expected)
    "nothing amiss": ({(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 3}, {}, []),
    "Đạt on weak evidence, with a reason": ({(RESULTS, WEAK, VERDICT): MET, (RESULTS, WEAK, REASON): "Có sổ công tác"}, {}, []),
    "Đạt on weak evidence, without": ({(RESULTS, WEAK, VERDICT): MET}, {}, ["H403"]),
    "Đạt where the unit itself declares nothing": ({(RESULTS, NIL, VERDICT): MET}, {}, ["H403"]),
    "Đạt where the unit itself declares nothing, with a reason": ({(RESULTS, NIL, VERDICT): MET, (RESULTS, NIL, REASON): "Có ảnh"}, {}, []),
    "Đạt on what is blocked": ({(PROPOSALS, BLOCKED, VERDICT): MET}, {}, ["H403"]),
    "Không đạt on what is enough": ({(RESULTS, ENOUGH, VERDICT): UNMET}, {}, ["H404"]),
    "Không đạt on what is weak": ({(RESULTS, WEAK, VERDICT): UNMET}, {}, []),
    "Cần làm rõ, what": ({(PROPOSALS, OPEN, VERDICT): UNCLEAR, (PROPOSALS, OPEN, REASON): "Thời gian ở cơ sở"}, {}, []),
    "Cần làm rõ, without": ({(PROPOSALS, OPEN, VERDICT): UNCLEAR}, {}, ["H405"]),
    "another word": ({(PROPOSALS, OPEN, VERDICT): "Đồng ý"}, {}, ["H402"]),
    "the word in other letters": ({(PROPOSALS, OPEN, VERDICT): " KHÔNG  ĐẠT"}, {}, []),
    "the word without marks": ({(PROPOSALS, OPEN, VERDICT): "can lam ro", (PROPOSALS, OPEN, REASON): "x"}, {}, []),
    "votes and no verdict": ({(PROPOSALS, OPEN, FOR): 3}, {}, ["H413"]),
    "votes in words": ({(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): "3/3"}, {}, ["H409"]),
    "more votes than ballots": ({(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 3, (PROPOSALS, OPEN, AGAINST): 1}, {}, ["H410"]),
    "Đạt with fewer votes for than against": ({(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 1, (PROPOSALS, OPEN, AGAINST): 2}, {}, ["H410"]),
    "Đạt with fewer votes for than against, and a reason": (
        {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, REASON): "Bỏ phiếu lại", (PROPOSALS, OPEN, FOR): 1, (PROPOSALS, OPEN, AGAINST): 2},
        {}, []),
    "Đạt with no votes for": ({(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 0}, {}, ["H410"]),
    "Không đạt with fewer votes for than against": (
        {(PROPOSALS, OPEN, VERDICT): UNMET, (PROPOSALS, OPEN, FOR): 1, (PROPOSALS, OPEN, AGAINST): 2}, {}, []),
    "ballots that do not add up": ({(PROPOSALS, OPEN, VERDICT): MET}, {"invalid": 1}, ["H410"]),
    "more present than members": ({(PROPOSALS, OPEN, VERDICT): MET}, {"present": 4}, ["H410"]),
    "more ballots back than given out": ({(PROPOSALS, OPEN, VERDICT): MET}, {"issued": 2}, ["H410"]),
    "another way to vote": ({(PROPOSALS, OPEN, VERDICT): MET}, {"ballot": "Giơ tay"}, ["H416"]),
    "a meeting without its minutes": ({(PROPOSALS, OPEN, VERDICT): MET}, {"minutes": None}, ["H401"]),
    "a day in words": ({(PROPOSALS, OPEN, VERDICT): MET}, {"day": "hôm thứ sáu"}, ["H411"]),
    "a day after the run": ({(PROPOSALS, OPEN, VERDICT): MET}, {"day": "01/04/2022"}, ["H412"]),
    "a day before the month ends": ({(PROPOSALS, OPEN, VERDICT): MET}, {"day": "01/03/2022"}, ["H412"]),
}


@pytest.mark.parametrize(("typed", "meeting", "codes"), TABLE.values(), ids=TABLE.keys())
def test_what_is_asked(tmp_path, typed, meeting, codes):
    _, findings = said(filled(tmp_path / "x.xlsx", the_month(), typed, MEETING | meeting))
    assert [finding.code for finding in findings] == codes
    assert all(finding.unit == "" and finding.file == "x.xlsx" for finding in findings), "the Office alone reads these"


def test_a_number_is_quoted_as_people_write_it(tmp_path):
    _, (finding,) = said(filled(tmp_path / "x.xlsx", the_month(), {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 8.5}))
    assert (finding.code, finding.value) == ("H409", "8,5") and "ghi “8,5”" in finding.message


def test_an_opinion_stands_beside_its_evidence(tmp_path):
    council, _ = said(filled(tmp_path / "x.xlsx", the_month(), {
        (PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, REASON): "Có mặt ở xã", (PROPOSALS, OPEN, FOR): 3, (PROPOSALS, OPEN, AGAINST): 0}))
    opinion, = council.opinions
    assert (opinion.name, opinion.about, opinion.verdict, opinion.votes_for, opinion.votes_against, opinion.cell) == (
        "Đinh Thị Hồng Gấm", "Giấy khen của Giám đốc Sở", MET, 3, 0, "J9")
    assert opinion.evidence.startswith("Chờ Hội đồng xem xét. Tiêu chuẩn CN-a1 chưa có căn cứ")
    assert (opinion.meeting.minutes, opinion.meeting.present, opinion.meeting.entered_by) == ("05/BB-HĐTĐKT", 3, "Nông Thị Bích")
    assert opinion.told == "Đạt. Có mặt ở xã (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT)"
    assert council.of(opinion.key) is opinion and council.heard


@pytest.mark.parametrize(("line", "verdict", "reason", "stands"), [
    (OPEN, MET, None, True), (BLOCKED, MET, None, False), (BLOCKED, MET, "Đã có kết luận thanh tra", True), (BLOCKED, UNMET, None, True)])
def test_what_is_held_back_needs_a_reason_to_be_put_forward(tmp_path, line, verdict, reason, stands):
    council, _ = said(filled(tmp_path / "x.xlsx", the_month(), {(PROPOSALS, line, VERDICT): verdict, (PROPOSALS, line, REASON): reason}))
    assert [opinion.stands for opinion in council.opinions] == [stands]


def test_votes_that_contradict_the_verdict_make_it_wait(tmp_path):
    """Nobody knows whether the verdict or the votes are wrong; a corrected register or a reason answers."""
    month, contradiction = the_month(), {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 0, (PROPOSALS, OPEN, AGAINST): 3}
    first = filled(tmp_path / "a.xlsx", month, contradiction)
    council, (finding,) = said(first)
    assert not council.opinions[0].stands
    assert finding.message == "Số phiếu chưa khớp: “Đinh Thị Hồng Gấm” ghi Đạt, tán thành 0, ít hơn không tán thành 3; ý kiến chờ xem lại."
    assert finding.mend == "Đối chiếu với biên bản kiểm phiếu rồi sửa; nếu đúng là Đạt thì ghi lý do vào cột Lý do."
    for name, mended in (("b", {FOR: 3, AGAINST: 0}), ("c", {REASON: "Hội đồng thống nhất lại sau khi đơn vị làm rõ"}), ("d", {VERDICT: UNMET})):
        second = filled(tmp_path / f"{name}.xlsx", month, contradiction | {(PROPOSALS, OPEN, field): value for field, value in mended.items()})
        council, findings = said(first, second)
        assert council.opinions[0].stands and "H410" not in {finding.code for finding in findings}


def test_a_line_that_is_gone_and_evidence_that_changed(tmp_path):
    """The unit sent again: one nomination is withdrawn, another has other evidence."""
    month = the_month()
    path = filled(tmp_path / "x.xlsx", month, {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, UNIT, VERDICT): MET})
    frame = month.proposals
    withdrawn = frame[frame["candidate"] != "STTTT-005"].reset_index(drop=True)
    withdrawn.at[withdrawn.index[(withdrawn["candidate"] == "BCXB") & (withdrawn["award"] == "giay_khen")][0], "reasons"] = ["Khác."]
    council, findings = said(path, month=replace(month, proposals=withdrawn))
    assert [finding.code for finding in findings] == ["H406", "H407"]
    assert findings[0].message == ("Ý kiến “Đạt” về “Đinh Thị Hồng Gấm” (Giấy khen của Giám đốc Sở) không còn dòng nào trong kỳ này để "
                                   "gắn vào; chưa được tính.")
    opinion, = council.opinions
    assert (opinion.candidate, opinion.stands) == ("BCXB", False)


def test_a_line_that_is_gone_is_asked_about_until_a_register_without_it_comes_back(tmp_path):
    """Who filled that one in had the list as it is now; another copy of the old one, or one of another month, answers nothing."""
    month = the_month()
    frame = month.proposals
    now = replace(month, proposals=frame[frame["candidate"] != "STTTT-005"].reset_index(drop=True))
    old, copy = (filled(tmp_path / f"{name}.xlsx", month, {(PROPOSALS, key, VERDICT): MET}) for name, key in (("a", OPEN), ("b", UNIT)))
    new = filled(tmp_path / "c.xlsx", marked(now), {(PROPOSALS, UNIT, VERDICT): MET})
    untouched = filled(tmp_path / "d.xlsx", marked(now), {}, {})

    def asked(*paths):
        return [finding.code for finding in said(*paths, month=now)[1]]

    assert (asked(old), asked(old, copy), asked(old, untouched), asked(new, old)) == (["H406"],) * 4
    assert asked(old, new) == []
    other = replace(read(new), period="2022-04")
    _, findings = hear([(received(old), read(old)), (received(new), other)], {"2022-03": known(now), "2022-04": known(now)}, "2022-03",
                       AS_OF, month.definition)
    assert "H406" in [finding.code for finding in findings]


def test_a_row_that_only_moved_is_the_same_evidence(tmp_path):
    """A row inserted above moves every row below it; nothing about the candidate has changed."""
    month = the_month()
    path = filled(tmp_path / "x.xlsx", month, {(PROPOSALS, OPEN, VERDICT): MET})

    def moved(frame):
        return frame.assign(_row=frame["_row"] + 1, _ref=[f"{ref}0" for ref in frame["_ref"]])

    judged = replace(month.judged, **{fate: {key: moved(table) if key == "de_nghi" else table for key, table in frames.items()}
                                      for fate, frames in (("accepted", month.judged.accepted), ("refused", month.judged.refused))})
    proposals = month.proposals.assign(rows=[[f"{ref}0" for ref in refs] for refs in month.proposals["rows"]])
    council, findings = said(path, month=replace(month, judged=judged, proposals=proposals))
    assert findings == [] and council.opinions[0].stands


def test_of_two_registers_the_later_counts(tmp_path):
    month = the_month()
    first = filled(tmp_path / "a.xlsx", month, {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, UNIT, VERDICT): MET})
    second = filled(tmp_path / "b.xlsx", month, {(PROPOSALS, OPEN, VERDICT): UNCLEAR, (PROPOSALS, OPEN, REASON): "Thời gian"},
                    MEETING | {"minutes": "06/BB-HĐTĐKT"})
    council, findings = said(first, second)
    assert {(opinion.candidate, opinion.verdict, opinion.meeting.minutes) for opinion in council.opinions} == {
        ("STTTT-005", UNCLEAR, "06/BB-HĐTĐKT"), ("BCXB", MET, "05/BB-HĐTĐKT")}
    assert [finding.code for finding in findings] == ["H408"]
    assert council.meeting.minutes == "06/BB-HĐTĐKT"


def test_the_same_words_again_keep_the_meeting_they_were_said_in(tmp_path):
    month = the_month()
    first = filled(tmp_path / "a.xlsx", month, {(PROPOSALS, OPEN, VERDICT): MET})
    second = filled(tmp_path / "b.xlsx", month, {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, UNIT, VERDICT): MET},
                    MEETING | {"minutes": "06/BB-HĐTĐKT"})
    council, findings = said(first, second)
    assert {opinion.candidate: opinion.meeting.minutes for opinion in council.opinions} == {
        "STTTT-005": "05/BB-HĐTĐKT", "BCXB": "06/BB-HĐTĐKT"}
    assert findings == []


def test_what_a_later_register_mends_is_asked_no_more(tmp_path):
    """The register is mended and sent again: cells and meeting are of the later one, and there was one meeting."""
    month = the_month()
    wrong = {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): "3 phiếu/3", (PROPOSALS, UNIT, VERDICT): "Đồng ý",
             (RESULTS, WEAK, REASON): "Xem sổ"}
    mended = {(PROPOSALS, OPEN, VERDICT): MET, (PROPOSALS, OPEN, FOR): 3, (PROPOSALS, UNIT, VERDICT): MET, (RESULTS, WEAK, VERDICT): UNMET}
    first = filled(tmp_path / "a.xlsx", month, wrong, MEETING | {"day": "32/03/2022"})
    second = filled(tmp_path / "b.xlsx", month, mended)
    assert sorted(finding.code for finding in said(first)[1]) == ["H402", "H409", "H411", "H413"]
    council, findings = said(first, second)
    assert findings == [] and {opinion.meeting for opinion in council.opinions} == {council.meeting}
    third = filled(tmp_path / "c.xlsx", month, {(PROPOSALS, UNIT, VERDICT): "Đồng ý"})
    assert [finding.code for finding in said(first, third)[1] if finding.code == "H402"] == ["H402"]


def test_a_line_without_its_key_is_told(tmp_path):
    path = filled(tmp_path / "x.xlsx", the_month(), {(PROPOSALS, OPEN, VERDICT): MET})
    book = openpyxl.load_workbook(path)
    page = book[PROPOSALS]
    page.cell(page.max_row + 1, 10).value = MET
    book.save(path)
    council, findings = said(path)
    assert [(finding.code, finding.cell) for finding in findings] == [("H414", f"J{page.max_row}")]
    assert len(council.opinions) == 1


def test_a_register_of_an_open_month_is_told_and_of_a_sealed_one_is_kept_apart(tmp_path):
    month = the_month()
    path = filled(tmp_path / "x.xlsx", month, {(PROPOSALS, OPEN, VERDICT): MET})
    given = [(received(path), read(path))]
    council, findings = hear(given, {"2022-04": known(month)}, "2022-04", AS_OF, month.definition)
    assert ([finding.code for finding in findings], council.heard, council.earlier) == (["H415"], False, ())
    council, findings = hear(given, {"2022-04": known(month), "2022-03": known(month)}, "2022-04", AS_OF, month.definition)
    assert (findings, council.heard, [item.candidate for item in council.earlier]) == ([], False, ["STTTT-005"])
    assert council.meeting.minutes == "", "the minutes of this month are of another meeting"
