"""The minutes as the Council's secretary wrote them into the register, and what they leave open."""

from dataclasses import replace
from datetime import date

import pytest
from support.council_book import filled, said, the_month
from support.month import empty_month

from emulation_batch.council import Council
from emulation_batch.reports.candidates import DECLINED, HELD, SAID, exemplars, nominees
from emulation_batch.reports.dossier_papers import minutes, submissions
from emulation_batch.reports.judgements import proposal_lines, proposal_rows
from emulation_batch.reports.meeting import meeting_lines, minutes_named, other_meetings
from emulation_batch.reports.one_page import _needs, _proposals

PROPOSALS, VERDICT, REASON, FOR = "Đề nghị", "Kết luận của Hội đồng", "Lý do", "Phiếu tán thành"
OPEN, BLOCKED, UNIT = "giay_khen|individual|STTTT-005", "giay_khen|individual|STTTT-004", "giay_khen|collective|BCXB"
PROVINCE = "bang_khen_tinh|collective|BCXB"


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    path = tmp_path_factory.mktemp("minutes") / "a.xlsx"
    council, _ = said(filled(path, the_month(), {
        (PROPOSALS, OPEN, VERDICT): "Không đạt", (PROPOSALS, OPEN, REASON): "Chưa rõ thời gian ở cơ sở", (PROPOSALS, OPEN, FOR): 1,
        (PROPOSALS, BLOCKED, VERDICT): "Đạt", (PROPOSALS, BLOCKED, REASON): "Đã có kết luận", (PROPOSALS, BLOCKED, FOR): 2,
        (PROPOSALS, UNIT, VERDICT): "Đạt", (PROPOSALS, PROVINCE, VERDICT): "Cần làm rõ", (PROPOSALS, PROVINCE, REASON): "Số hộ"}))
    return replace(the_month(), council=council)


def test_who_is_put_forward_after_the_council(heard):
    def codes(chosen):
        return {award: [nominee.candidate.code for nominee in listed] for award, listed in nominees(heard, *chosen).items()}

    assert codes([]) == {"giay_khen": ["BCXB", "STTTT-004"], "bang_khen_tinh": ["STTTT-006"]}
    assert codes([(DECLINED,)]) == {"giay_khen": ["STTTT-005"], "bang_khen_tinh": ["BCXB"]}
    assert codes([(HELD,)]) == {}


def test_the_monthly_report_and_the_one_page_tell_what_the_council_said(heard):
    """Before it has spoken they tell what we propose; its opinion stands beside the reasons."""
    lines = " ".join(proposal_lines(heard, "Phụ lục V"))
    rows = proposal_rows(heard)
    said = [row for row in rows if row["standing"] in SAID.values()]
    assert said and all("Ý kiến của Hội đồng: " in row["reasons"] for row in said)
    assert all(f"- {words}: " in lines for words in {row["standing"] for row in rows})
    told = " ".join(_proposals(heard))
    assert all(words in told for words in {row["standing"] for row in said})
    before = replace(heard, council=Council(marks=heard.council.marks))
    assert not any(row["standing"] in SAID.values() for row in proposal_rows(before))
    waits = any("Họp Hội đồng" in line for line in _needs(heard))
    assert any(("Sau khi Hội đồng thông qua" if waits else "Hội đồng đã cho ý kiến") in line for line in _needs(heard))


def test_the_minutes_hold_votes_shares_and_both_sides(heard):
    told = minutes(heard)
    assert (told["number_line"], minutes(the_month())["number_line"][:4].strip()) == ("Số: 05/BB-HĐTĐKT", "Số:")
    block = told["awards"][0]
    assert [(row["name"], row["votes_for"], row["share"]) for row in block["rows"]] == [
        ("Phòng Bưu chính - Xuất bản", "", ""), ("Hoàng Văn Cường", "2", "66,7")]
    held = next(line for line in block["open"] if "Hoàng Văn Cường" in line)
    assert "đang bị xem xét kỷ luật" in held
    assert held.endswith("Ý kiến của Hội đồng: Đạt. Đã có kết luận (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT).")
    assert [line.partition(" (")[0] for line in told["declined"]] == ["- Đinh Thị Hồng Gấm", "- Phòng Bưu chính - Xuất bản"]
    assert "Không đạt. Chưa rõ thời gian ở cơ sở. Tán thành 1 phiếu. Căn cứ: Tiêu chuẩn CN-a1" in told["declined"][0]
    assert told["meeting"]["opened"] == "Thời gian bắt đầu: …… giờ ……, ngày 15 tháng 3 năm 2022"
    assert told["meeting"]["attendance"].endswith("tổng số 03 thành viên; có mặt 03, vắng 00.")
    assert told["meeting"]["conclusion"] == ("4. Kết luận của chủ tọa: Hội đồng đề nghị xem xét khen thưởng 02 trường hợp; chưa đề "
                                             "nghị 01 trường hợp; đề nghị làm rõ 01 trường hợp; chưa cho ý kiến 01 trường hợp; "
                                             "…………………………………………")
    assert "quyết định" not in " ".join(told["meeting"].values())


def test_the_submission_rests_on_the_minutes(heard):
    paper = dict(submissions(heard))["bang_khen_tinh"]
    assert minutes_named(heard).startswith("Biên bản số 05/BB-HĐTĐKT ngày 15 tháng 3 năm 2022 của Hội đồng")
    assert any(minutes_named(heard) in base for base in paper["bases"])
    assert [row["name"] for row in paper["rows"]] == ["Bàn Văn Hải"]


def test_without_a_meeting_everything_is_dots():
    lines = meeting_lines(empty_month(), 3)
    assert lines["attendance"].endswith("có mặt ……, vắng …….")
    assert lines["conclusion"] == "4. Kết luận của chủ tọa: …………………………………………"


def test_an_earlier_meeting_whose_opinions_count_is_told(heard):
    """The minutes are those of the last meeting: the earlier one stands beside it, with those on whom it spoke."""
    assert other_meetings(heard) == []
    assert minutes(heard)["other_meetings"] == []
    first, *others = heard.council.opinions
    last = replace(first.meeting, day=date(2022, 3, 18), minutes="06/BB-HĐTĐKT")
    council = replace(heard.council, meeting=last, opinions=(first, *(replace(item, meeting=last) for item in others)))
    month = replace(heard, council=council)
    assert other_meetings(month) == [
        "Trong kỳ, Hội đồng đã cho ý kiến tại cuộc họp khác (ngày 15/03/2022, biên bản 05/BB-HĐTĐKT), còn giá trị đối với: "
        f"{first.name}."]
    assert minutes_named(month).startswith("Biên bản số 05/BB-HĐTĐKT ngày 15 tháng 3 năm 2022 và Biên bản số 06/BB-HĐTĐKT ngày 18 "
                                           "tháng 3 năm 2022 của Hội đồng")
    assert minutes_named(heard).count("Biên bản") == 1


def test_who_is_introduced_as_exemplary_stands_in_the_minutes_with_what_the_council_said(tmp_path):
    line = "- Phòng Bưu chính - Xuất bản: Duy trì bản tin tiếng Tày hằng tuần ở 12 thôn đặc biệt khó khăn. Ý kiến của Hội đồng: "
    assert minutes(the_month())["exemplars"] == [f"{line}…………………………………………"]
    key = "dien_hinh||collective|BCXB"
    council, findings = said(filled(tmp_path / "a.xlsx", the_month(), {
        (PROPOSALS, key, VERDICT): "Đạt", (PROPOSALS, key, REASON): "Cách làm đã nhân rộng", (PROPOSALS, key, FOR): 3,
        (PROPOSALS, key, "Phiếu không tán thành"): 0}))
    told = minutes(replace(the_month(), council=council))
    assert (findings, told["exemplars"]) == ([], [
        f"{line}Đạt. Cách làm đã nhân rộng. Tán thành 03 phiếu (100 % tổng số thành viên), không tán thành 00 phiếu."])
    assert [(nominee.candidate.code, nominee.award) for nominee in exemplars(the_month())] == [("BCXB", "")]
    assert minutes(empty_month())["exemplars"] == []


def test_numbers_that_cannot_be_are_left_to_a_person(heard):
    """They are asked about (H410) and printed nowhere as a fact; what stands beside them is."""
    doubted = replace(heard.council.meeting, issued=1, present=4)
    lines = meeting_lines(replace(heard, council=replace(heard.council, meeting=doubted)), 3)
    assert lines["attendance"].endswith("có mặt ……, vắng …….")
    assert lines["ballot"].endswith("Bỏ phiếu kín; số phiếu phát ra ……, thu về ……, hợp lệ 03.")
    opinions = tuple(replace(item, votes_for=4) for item in heard.council.opinions)
    told = minutes(replace(heard, council=replace(heard.council, opinions=opinions)))
    assert {(row["votes_for"], row["share"]) for block in told["awards"] for row in block["rows"]} == {("", "")}
    assert not any("Tán thành" in line for line in told["declined"])
