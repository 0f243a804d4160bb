"""Submission, list and minutes: what they say and what they leave blank."""

from functools import cache

from support.month import council_month, empty_month

from emulation_batch.reports import dossier_papers


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
