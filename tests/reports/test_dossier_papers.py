"""Submission, list and minutes: what they say and what they leave blank."""

from dataclasses import replace
from functools import cache

import pytest
from support.council_book import filled, known, marked, read, received, said, the_month
from support.month import AS_OF, council_month, empty_month, twice_month

from emulation_batch.hearing import hear
from emulation_batch.reports import dossier_papers
from emulation_batch.reports.candidates import AWAITED, nominees

PROPOSALS, VERDICT, FOR, AGAINST = "Đề nghị", "Kết luận của Hội đồng", "Phiếu tán thành", "Phiếu không tán thành"
PROVINCE, PERSON = "bang_khen_tinh|collective|BCXB", "giay_khen|individual|STTTT-005"


@cache
def submission():
    (award, context), = dossier_papers.submissions(council_month())
    assert award == "bang_khen_tinh"
    return context


def test_only_an_award_decided_above_has_a_submission():
    assert submission()["addressee"] == "Chủ tịch Ủy ban nhân dân tỉnh"
    assert list(dossier_papers.submissions(empty_month())) == []


def test_it_proposes_with_the_count_in_words_of_the_form():
    assert "kính đề nghị Chủ tịch Ủy ban nhân dân tỉnh xem xét khen thưởng" in submission()["opening"]
    assert "đối với 01 tập thể, 01 cá nhân, gồm:" in submission()["opening"]
    assert "tặng" not in str(submission())


def test_the_minutes_number_stays_blank_in_the_bases():
    last = submission()["bases"][-1]
    assert last.startswith("Căn cứ Biên bản số\u00a0\u00a0")
    assert "2022" not in last


def test_who_waits_for_the_council_is_marked_for_the_office():
    waiting, = submission()["waiting"]
    assert waiting.startswith("Ý kiến của Hội đồng đối với Phòng Bưu chính - Xuất bản, Bàn Văn Hải: [Văn phòng Sở bổ sung")


def test_a_list_for_each_award_attached_to_its_paper():
    listed = dict(dossier_papers.lists(council_month()))
    assert list(listed) == ["giay_khen", "bang_khen_tinh"]
    assert listed["giay_khen"]["attached_line"].startswith("(Kèm theo Biên bản số")
    assert listed["bang_khen_tinh"]["attached_line"].startswith("(Kèm theo Tờ trình số")
    assert [row["name"] for row in listed["giay_khen"]["rows"]] == ["Phòng Bưu chính - Xuất bản", "Đinh Thị Hồng Gấm"]


def test_the_minutes_list_members_candidates_and_who_is_held_back():
    said = dossier_papers.minutes(council_month())
    assert [row["role"] for row in said["members"]] == ["Chủ tịch", "Thư ký", "Ủy viên"]
    assert said["member_count"] == "03"
    assert [block["title"] for block in said["awards"]] == ["Giấy khen của Giám đốc Sở: 01 tập thể, 01 cá nhân",
                                                            "Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể, 01 cá nhân"]
    held, = said["held"]
    assert held["name"].startswith("Hoàng Văn Cường (Phòng Bưu chính - Xuất bản): Giấy khen của Giám đốc Sở. ")
    assert "Hoàng Văn Cường" not in str(said["awards"])


def test_the_same_evidence_is_told_once():
    """A unit nominated for two awards: the second names the first instead of repeating its sentences."""
    first, second = dossier_papers.minutes(council_month())["awards"]
    unit = "- Phòng Bưu chính - Xuất bản: "
    assert first["open"][0].startswith(f"{unit}Tiêu chuẩn TT-a1 chưa có căn cứ trong kỳ.")
    assert second["open"][0] == f"{unit}Căn cứ như đã nêu ở phần Giấy khen của Giám đốc Sở."
    assert second["open"][1].startswith("- Bàn Văn Hải: Chờ Hội đồng xem xét")


@pytest.fixture
def told(tmp_path):
    """A function: cells of the register's sheet of proposals -> the month with what the Council said in them."""
    return lambda typed: replace(the_month(), council=said(filled(tmp_path / "a.xlsx", the_month(), {
        (PROPOSALS, *place): value for place, value in typed.items()}))[0])


def test_a_list_that_goes_with_a_submission_says_who_waits_as_the_submission_does(told):
    """It says so itself: whoever reads the list alone must not take an opinion that waits for one that holds."""
    award, (unit, other) = "bang_khen_tinh", nominees(the_month())["bang_khen_tinh"]
    assert dict(dossier_papers.lists(the_month()))[award]["attached_line"].endswith(" của Sở Thông tin và Truyền thông)"), "not met yet"
    month = told({(PROVINCE, VERDICT): "Đạt"})
    opinions = tuple(replace(item, stands=False) for item in month.council.opinions)
    month = replace(month, council=replace(month.council, opinions=opinions))
    assert dict(dossier_papers.lists(month))[award]["attached_line"].endswith(
        f" của Sở Thông tin và Truyền thông; chờ ý kiến của Hội đồng đối với: {other.candidate.name}; Hội đồng đã cho ý kiến, chờ xem lại "
        f"đối với: {unit.candidate.name})")
    assert [line.partition(": [")[0] for line in dict(dossier_papers.submissions(month))[award]["waiting"]] == [
        f"Ý kiến của Hội đồng đối với {other.candidate.name}", f"Hội đồng đã cho ý kiến, chờ xem lại đối với {unit.candidate.name}"]


def test_met_by_fewer_votes_than_against_is_proposed_in_no_paper(told):
    """The verdict and its votes contradict each other (H410): every paper says that the opinion waits, and the votes stay blank."""
    month = told({(PERSON, VERDICT): "Đạt", (PERSON, FOR): 0, (PERSON, AGAINST): 3})
    assert [nominee.candidate.code for nominee in nominees(month, (AWAITED,))["giay_khen"]] == ["BCXB", "STTTT-005"]
    papers = dossier_papers.minutes(month)
    assert "đề nghị xem xét khen thưởng" not in papers["meeting"]["conclusion"]
    assert "Đã cho ý kiến, chờ xem lại 01 trường hợp" in papers["meeting"]["conclusion"]
    assert [(row["votes_for"], row["votes_against"]) for row in papers["awards"][0]["rows"]] == [("", ""), ("", "")]
    assert papers["awards"][0]["open"][1].endswith("Đạt (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT), chờ xem lại.")
    assert "chờ xem lại đối với: Đinh Thị Hồng Gấm)" in dict(dossier_papers.lists(month))["giay_khen"]["attached_line"]


@pytest.mark.parametrize(("annual", "declined"), [("Đạt", 0), ("Không đạt", 1)])
def test_the_minutes_tell_both_votes_on_who_is_nominated_in_two_kinds(tmp_path, annual, declined):
    """A row, or a line, for each nomination: they add up to the conclusion, and the kind tells one from the other."""
    month = marked(twice_month())
    keys = [f"{kind}|bang_khen_tinh|individual|STTTT-006" for kind in ("hang_nam", "dot_xuat")]
    path = filled(tmp_path / "a.xlsx", month, {(PROPOSALS, keys[0], VERDICT): annual, (PROPOSALS, keys[0], "Lý do"): "Đủ cả năm",
                                               (PROPOSALS, keys[0], FOR): 2, (PROPOSALS, keys[0], AGAINST): 1,
                                               (PROPOSALS, keys[1], VERDICT): "Đạt", (PROPOSALS, keys[1], FOR): 3})
    council, _ = hear([(received(path), read(path))], {"2022-03": known(month)}, "2022-03", AS_OF, month.definition)
    told = dossier_papers.minutes(replace(month, council=council))
    (block,), rows = told["awards"], told["awards"][0]["rows"]
    assert [(row["name"], row["kinds"], row["votes_for"]) for row in rows] == [
        ("Bàn Văn Hải (Hằng năm)", "Hằng năm", "2"), ("Bàn Văn Hải (Đột xuất)", "Đột xuất", "3")][declined:]
    assert block["title"].endswith(": 01 cá nhân" + ("" if declined else " (02 đề nghị)"))
    assert [line.partition(":")[0] for line in block["open"]] == [f"- {row['name']}" for row in rows]
    assert [line.partition(". ")[0] for line in told["declined"]] == [
        "- Bàn Văn Hải (Phòng Bưu chính - Xuất bản): Bằng khen của Chủ tịch UBND tỉnh (Hằng năm)"][:declined]
    assert f"đề nghị xem xét khen thưởng {len(rows):02d} trường hợp" in told["meeting"]["conclusion"]
    (_, listed), = dossier_papers.lists(replace(month, council=council))
    assert listed["subject_line"].startswith(block["title"].partition(": ")[2])
