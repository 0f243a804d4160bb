"""The minutes as the Council's secretary wrote them into the register, and what they leave open."""

import re
from dataclasses import replace
from datetime import date

import pytest
from support.council_book import filled, said, the_month
from support.month import empty_month

from emulation_batch.council import Council
from emulation_batch.reports.candidates import AWAITED, DECLINED, HELD, LISTED, OUT, RETURNED, SAID, exemplars, fates, nominees
from emulation_batch.reports.dossier_papers import lists, minutes, submissions
from emulation_batch.reports.judgements import proposal_lines, proposal_rows
from emulation_batch.reports.meeting import meeting_lines, minutes_named, other_meetings
from emulation_batch.reports.one_page import _needs, _proposals

PROPOSALS, VERDICT, REASON, FOR = "Đề nghị", "Kết luận của Hội đồng", "Lý do", "Phiếu tán thành"
AGAINST = "Phiếu không tán thành"
OPEN, BLOCKED, UNIT = "giay_khen|individual|STTTT-005", "giay_khen|individual|STTTT-004", "giay_khen|collective|BCXB"
PROVINCE = "bang_khen_tinh|collective|BCXB"


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    path = tmp_path_factory.mktemp("minutes") / "a.xlsx"
    council, _ = said(filled(path, the_month(), {
        (PROPOSALS, OPEN, VERDICT): "Không đạt", (PROPOSALS, OPEN, REASON): "Chưa rõ thời gian ở cơ sở.", (PROPOSALS, OPEN, FOR): 1,
        (PROPOSALS, OPEN, AGAINST): 2,
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
    silent = "Họp Hội đồng cho ý kiến 01 trường hợp được đề nghị xem xét; đã có phiếu xem xét từng trường hợp và dự thảo biên bản."
    province = "xem xét ký tờ trình đề nghị Chủ tịch UBND tỉnh."
    assert [silent, f"Sau khi Hội đồng thông qua: {province}"] == _needs(heard)[1:3], "it said nothing of who is listed for the province"
    spoken = heard.proposals[heard.proposals["candidate"] != "STTTT-006"]
    later = replace(heard, proposals=spoken, council=replace(heard.council, opinions=tuple(
        replace(item, verdict="Đạt") for item in heard.council.opinions)))
    assert _needs(later)[1] == f"Hội đồng đã cho ý kiến: {province}"


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
    assert ("Ý kiến của Hội đồng: Không đạt. Chưa rõ thời gian ở cơ sở (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT). Tán thành 01 phiếu "
            "(33,3 % tổng số thành viên), không tán thành 02 phiếu. Căn cứ: Tiêu chuẩn CN-a1") in told["declined"][0]
    assert told["meeting"]["opened"] == "Thời gian bắt đầu: …… giờ ……, ngày 15 tháng 3 năm 2022"
    assert told["meeting"]["attendance"].endswith("tổng số 03 thành viên; có mặt 03, vắng 00.")
    assert told["meeting"]["conclusion"] == ("4. Kết luận của chủ tọa: Hội đồng đề nghị xem xét khen thưởng 02 trường hợp; chưa đề "
                                             "nghị 01 trường hợp; đề nghị làm rõ 01 trường hợp; chưa cho ý kiến 01 trường hợp; "
                                             "…………………………………………")
    assert "quyết định" not in " ".join(told["meeting"].values())


@pytest.fixture
def waiting(tmp_path):
    """“Đạt” without a reason for what is blocked, “Đạt” on evidence that changed since, “Đạt” for a row that was returned."""
    month = the_month()
    told = {(BLOCKED, VERDICT): "Đạt", (BLOCKED, FOR): 2, (BLOCKED, AGAINST): 1, (OPEN, VERDICT): "Đạt", (OPEN, FOR): 3,
            (PROVINCE, VERDICT): "Đạt", (PROVINCE, REASON): "Rất tốt", (PROVINCE, FOR): 3, (UNIT, VERDICT): "Đạt"}
    council, findings = said(filled(tmp_path / "a.xlsx", month, {(PROPOSALS, *place): value for place, value in told.items()}))
    assert [finding.code for finding in findings] == ["H403"]
    of_unit = (month.proposals["candidate"] == "BCXB") & (month.proposals["award"] == "bang_khen_tinh")
    changed = {PROVINCE, OPEN}
    opinions = tuple(replace(item, stands=item.stands and not item.key.endswith(tuple(changed))) for item in council.opinions)
    return replace(month, council=replace(council, opinions=opinions),
                   proposals=month.proposals.assign(standing=month.proposals["standing"].mask(of_unit, "returned")))


def test_an_opinion_that_waits_is_told_one_way(waiting):
    """With its votes, and that it waits, whatever makes it wait; the conclusion counts every nomination once."""
    told, meeting = minutes(waiting), "(họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT)"
    block = told["awards"][0]
    assert [(row["name"], row["votes_for"]) for row in block["rows"]] == [("Phòng Bưu chính - Xuất bản", ""), ("Đinh Thị Hồng Gấm", "3")]
    assert block["open"][1].endswith(f" Ý kiến của Hội đồng: Đạt {meeting}, chờ xem lại.")
    assert block["open"][0].endswith(f" Ý kiến của Hội đồng: Đạt {meeting}.")
    blocked, returned = (row["name"] for row in told["held"])
    assert blocked.startswith("Hoàng Văn Cường") and blocked.endswith(
        f" Ý kiến của Hội đồng: Đạt {meeting}, chờ xem lại. Tán thành 02 phiếu (66,7 % tổng số thành viên), không tán thành 01 phiếu.")
    assert returned.startswith("Phòng Bưu chính - Xuất bản (Sở Thông tin và Truyền thông): Bằng khen của Chủ tịch UBND tỉnh. Dòng đề nghị đã "
                               "trả lại đơn vị bổ sung. ")
    assert returned.endswith(f" Ý kiến của Hội đồng: Đạt. Rất tốt {meeting}, chờ xem lại. Tán thành 03 phiếu (100 % tổng số thành viên).")
    assert told["meeting"]["conclusion"] == (
        "4. Kết luận của chủ tọa: Hội đồng đề nghị xem xét khen thưởng 01 trường hợp; đã cho ý kiến, chờ xem lại 03 trường hợp; chưa "
        "cho ý kiến 01 trường hợp; …………………………………………")
    assert sum(fate != OUT for fate, _ in fates(waiting)) == 1 + 3 + 1
    assert {len(listed) for fate in (AWAITED, HELD, RETURNED) for listed in nominees(waiting, (fate,)).values()} == {1}


def test_the_other_papers_say_that_an_opinion_waits(waiting):
    rows = {(row["name"], row["award"]): row["reasons"] for row in proposal_rows(waiting)}
    assert "Đạt (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT), chờ xem lại." in rows["Hoàng Văn Cường", "Giấy khen của Giám đốc Sở"]
    words = "Hội đồng đã cho ý kiến, chờ xem lại"
    assert [row["standing"] for row in proposal_rows(waiting)].count(words) == 3, "as the conclusion of the minutes counts them"
    assert f"- {words}: 03 trường hợp (" in " ".join(proposal_lines(waiting, "Phụ lục V"))
    assert f"; {words}: 03" in " ".join(_proposals(waiting))
    needs = " ".join(_needs(waiting))
    assert "Họp Hội đồng cho ý kiến 01 trường hợp" in needs and "vướng mắc" not in needs
    again = [row["name"] for row in proposal_rows(waiting) if row["standing"] == words]
    assert f"Họp Hội đồng xem lại ý kiến đã cho về 03 trường hợp ({', '.join(again)})." in needs
    ready = replace(waiting, proposals=waiting.proposals.assign(standing="put_forward"))
    who = next(nominee for nominee in nominees(ready)["giay_khen"] if nominee.candidate.code == "STTTT-005")
    assert who.waits and not replace(who, opinions=(None,)).waits


def test_the_submission_rests_on_the_minutes(heard):
    paper = dict(submissions(heard))["bang_khen_tinh"]
    assert [row["name"] for row in paper["rows"]] == ["Bàn Văn Hải"]
    blank = minutes_named(heard, nominees(heard)["bang_khen_tinh"])
    assert blank.startswith("Biên bản số\u00a0\u00a0") and "05/BB" not in blank, "they say nothing of him"
    assert any(blank in base for base in paper["bases"])
    assert paper["waiting"][0].startswith("Ý kiến của Hội đồng đối với Bàn Văn Hải: [Văn phòng Sở bổ sung")
    assert paper["opening"].startswith("Trên cơ sở kết quả thực hiện Phong trào thi đua, Sở Thông tin và Truyền thông kính đề nghị Chủ tịch"), \
        "an opinion that nobody gave is no ground"
    met = tuple(replace(item, verdict="Đạt") for item in heard.council.opinions)
    for opinions, ground in ((met, " và ý kiến của Hội đồng Thi đua - Khen thưởng Sở Thông tin và Truyền thông"),
                             (tuple(replace(item, stands=False) for item in met), "")):
        other = dict(submissions(replace(heard, council=replace(heard.council, opinions=opinions))))["bang_khen_tinh"]
        assert f"Phong trào thi đua{ground}, Sở" in other["opening"]
    named = minutes_named(heard, nominees(heard)["giay_khen"])
    assert named.startswith("Biên bản số 05/BB-HĐTĐKT ngày 15 tháng 3 năm 2022 của Hội đồng") and named.count("Biên bản") == 1
    attached = dict(lists(heard))["giay_khen"]["attached_line"]
    assert attached == f"(Kèm theo {named})"


def test_of_whom_the_minutes_say_nothing_or_what_waits_is_said(heard, waiting):
    """Once the Council has met: whoever it did not speak of waits, and so does an opinion that it must look at again."""
    ready = heard.proposals["candidate"] == "STTTT-006"
    month = replace(heard, proposals=heard.proposals.assign(standing=heard.proposals["standing"].mask(ready, "put_forward")))
    assert "đối với Bàn Văn Hải: " in dict(submissions(month))["bang_khen_tinh"]["waiting"][0]
    silent = replace(month, council=Council(marks=heard.council.marks))
    assert "Bàn Văn Hải" not in str(dict(submissions(silent))["bang_khen_tinh"]["waiting"]), "nobody is marked before the Council meets"
    attached = dict(lists(waiting))["giay_khen"]["attached_line"]
    assert attached == (f"(Kèm theo {minutes_named(waiting, nominees(waiting)['giay_khen'])}; Hội đồng đã cho ý kiến, chờ xem lại đối với: "
                        "Đinh Thị Hồng Gấm)")
    assert "chờ" not in dict(lists(silent))["giay_khen"]["attached_line"]


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
    conclusion = minutes(month)["meeting"]["conclusion"]
    assert "đã cho ý kiến tại cuộc họp khác 01 trường hợp" in conclusion and "cuộc họp khác" not in minutes(heard)["meeting"]["conclusion"]
    assert sum(map(int, re.findall(r"(\d+) trường hợp", conclusion))) == sum(fate != OUT for fate, _ in fates(month)), "each once"
    listed = [nominee for group in nominees(month, (DECLINED, *LISTED)).values() for nominee in group]
    assert minutes_named(month, listed).startswith("Biên bản số 05/BB-HĐTĐKT ngày 15 tháng 3 năm 2022 và Biên bản số 06/BB-HĐTĐKT ngày "
                                                   "18 tháng 3 năm 2022 của Hội đồng")


def test_an_earlier_meeting_whose_opinions_wait_or_enter_no_paper(heard):
    """What waits counts for nobody, and of a review's minutes only the proposals of its season are part."""
    last = replace(heard.council.meeting, day=date(2022, 3, 18), minutes="06/BB-HĐTĐKT")
    first, second, *_ = heard.council.opinions
    council = replace(heard.council, meeting=last, opinions=(first, replace(second, stands=False)))
    month = replace(heard, council=council)
    line, = other_meetings(month)
    assert line.endswith(f", còn giá trị đối với: {first.name}; chờ xem lại đối với: {second.name} ({second.about}).")
    waits = replace(month, council=replace(council, opinions=(replace(second, stands=False),)))
    assert other_meetings(waits)[0].endswith(f"biên bản 05/BB-HĐTĐKT), chờ xem lại đối với: {second.name} ({second.about}).")
    elsewhere = replace(council, untold=frozenset((first.key, second.key)))
    assert other_meetings(replace(month, council=elsewhere)) == []
    assert minutes(replace(month, council=elsewhere))["meeting"]["conclusion"] == "4. Kết luận của chủ tọa: …………………………………………"


def test_who_is_introduced_as_exemplary_stands_in_the_minutes_with_what_the_council_said(tmp_path):
    line = "- Phòng Bưu chính - Xuất bản: Duy trì bản tin tiếng Tày hằng tuần ở 12 thôn đặc biệt khó khăn. Ý kiến của Hội đồng: "
    assert minutes(the_month())["exemplars"] == [f"{line}…………………………………………"]
    key = "dien_hinh||collective|BCXB"
    council, findings = said(filled(tmp_path / "a.xlsx", the_month(), {
        (PROPOSALS, key, VERDICT): "Đạt", (PROPOSALS, key, REASON): "Cách làm đã nhân rộng", (PROPOSALS, key, FOR): 3,
        (PROPOSALS, key, AGAINST): 0}))
    told = minutes(replace(the_month(), council=council))
    words = f"{line}Đạt. Cách làm đã nhân rộng (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT)"
    cast = " Tán thành 03 phiếu (100 % tổng số thành viên), không tán thành 00 phiếu."
    assert (findings, told["exemplars"]) == ([], [f"{words}.{cast}"])
    changed = replace(council, opinions=tuple(replace(item, stands=False) for item in council.opinions))
    assert minutes(replace(the_month(), council=changed))["exemplars"] == [f"{words}, chờ xem lại.{cast}"]
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
