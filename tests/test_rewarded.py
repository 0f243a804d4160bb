"""The same achievement, number or person before: shown with its place in other spellings, and never rejected."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.judged import frame, judged
from support.month import AS_OF
from support.paths import shipped_definition
from support.small_registry import small_registry
from support.span import renamed_and_merged

from emulation_batch.criteria import assess
from emulation_batch.proposals import propose
from emulation_batch.registry import Decided
from emulation_batch.rewarded import achievement_key, numbers_in, words_of

SUMMARY = "Khôi phục đài truyền thanh cơ sở sau mưa lũ"
BASE = {"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": "STTTT-006", "loai_de_nghi": "hang_nam", "hinh_thuc": "giay_khen",
        "tom_tat": SUMMARY, "da_khen": "khong", "dang_xem_xet_ky_luat": "khong", "bien_ban": "03/BB-BCXB ngày 10/3/2022",
        "so_phieu_tan_thanh": 5, "tong_so_phieu": 6}
AWARD = Decided("Cá nhân", "Bàn Văn Hải | STTTT-006", "Giấy khen", "12/QĐ-STTTT", date(2021, 12, 20), "Giám đốc Sở",
                "Khôi phục đài truyền thanh cơ sở, sau mưa lũ", "", "2021-11")
TOLD = "Giấy khen, Quyết định 12/QĐ-STTTT ngày 20/12/2021 của Giám đốc Sở, từ 2021-11"


def reasons(row, decided=(), past=(), said=None, papers=(), as_of=AS_OF, registry=None):
    registry = replace(registry or small_registry(), decided=tuple(decided))
    data = judged({"de_nghi": [row], "van_ban": list(papers)}, registry=registry)
    sheet = shipped_definition().sheet("de_nghi")
    data = replace(data, batch=replace(data.batch, past={"de_nghi": frame(sheet, list(past), text="str")}))
    made = propose(data, assess(data), as_of, said).iloc[0]
    return made["standing"], [reason for reason in made["reasons"] if "đã được" in reason or "Đã được" in reason]


@pytest.mark.parametrize("text", [
    "Khôi phục đài truyền thanh cơ sở sau mưa lũ", "sau mưa lũ, khôi phục đài truyền thanh cơ sở", "KHOI PHUC DAI TRUYEN THANH CO SO SAU MUA LU"])
def test_one_achievement_in_other_spellings(text):
    assert achievement_key(text) == achievement_key(SUMMARY)


@pytest.mark.parametrize("text", ["", "Tích cực công tác", "Hoàn thành tốt"])
def test_general_words_are_no_achievement(text):
    assert achievement_key(text) == ""


def test_numbers():
    assert numbers_in("Quyết định 12/QĐ-STTTT, ngày 3/2/2022", None) == {"12/qđ-stttt"}


def test_nothing_behind():
    assert reasons(BASE)[1] == []


def test_an_achievement_that_was_rewarded_is_open_and_not_rejected():
    standing, told = reasons(BASE, [AWARD])
    assert standing == "for_council"
    assert told == [f"Thành tích, sáng kiến này đã được khen: Bàn Văn Hải, {TOLD}."]


def test_an_award_for_other_work_is_only_known():
    _, told = reasons(BASE | {"tom_tat": "Duy trì bản tin tiếng Tày ở mười hai thôn"}, [AWARD])
    assert told == [f"Đã được khen: {TOLD}."]


@pytest.mark.parametrize("who", ["Bàn Văn Hải", "ban van hai", "BÀN VĂN HẢI"])
def test_a_name_without_a_code_is_to_be_compared(who):
    _, told = reasons(BASE | {"tom_tat": ""}, [replace(AWARD, who=who)])
    assert told == [f"Đã được khen: {TOLD} (theo họ tên, cần đối chiếu)."]


@pytest.mark.parametrize(("who", "doubt"), [
    ("Phòng Bưu chính - Xuất bản", ""), ("Phòng Bưu chính – xuất bản", ""), ("BCXB", ""), ("Phòng Bưu chính | BCXB", ""),
    ("Phong Buu chinh Xuat ban", " (theo họ tên, cần đối chiếu)")])
def test_a_collective_by_its_very_name_or_code_is_certain(who, doubt):
    """As the sheet asks for it; people may share a name, units do not."""
    unit = BASE | {"doi_tuong": "tap_the", "ten": "BCXB", "tom_tat": ""}
    assert reasons(unit, [replace(AWARD, subject="Tập thể", who=who)])[1] == [f"Đã được khen: {TOLD}{doubt}."]


def test_a_person_by_code_alone_is_certain():
    assert reasons(BASE | {"tom_tat": ""}, [replace(AWARD, who="STTTT-006")])[1] == [f"Đã được khen: {TOLD}."]


def test_what_is_decided_after_the_day_of_the_papers_is_not_told_yet():
    """After the month, while the Council has not met: a decision of that day is known, one of the next is none yet."""
    decided = [replace(AWARD, day=AS_OF.date()), replace(AWARD, who="STTTT-006", achievement="", day=AS_OF.date())]
    assert [line[:10] for line in reasons(BASE, decided)[1]] == ["Thành tích", "Đã được kh"]
    assert reasons(BASE, decided, as_of=AS_OF - timedelta(days=1))[1] == []


def test_another_persons_award_says_nothing():
    assert reasons(BASE | {"tom_tat": "x"}, [replace(AWARD, who="Bàn Văn Hải | STTTT-007")])[1] == []


def test_the_number_of_an_initiative():
    paper = {"_unit": "BCXB", "loai": "a2", "noi_dung": "Giải pháp phát bản tin", "sang_kien": "sang_kien",
             "quyet_dinh_cong_nhan": "05/QĐ-STTTT ngày 1/3/2022", "nguoi_chu_tri": "STTTT-006", "minh_chung": "x"}
    _, told = reasons(BASE | {"tom_tat": "Bản tin"}, [replace(AWARD, who="Lý Thị Ánh | STTTT-003", achievement="", initiative="05/qđ-stttt")],
                      papers=[paper])
    assert told == [f"Thành tích, sáng kiến này đã được khen: Lý Thị Ánh, {TOLD}."]


def test_nominated_before_by_another_unit_with_what_the_council_said():
    before = BASE | {"_unit": "VP", "_period": "2022-01", "ten": "STTTT-003", "tom_tat": "Sau mưa lũ khôi phục đài truyền thanh cơ sở"}
    said = words_of([{"key": "2022-01|dn|hang_nam|giay_khen|individual|STTTT-003", "verdict": "Không đạt", "reason": "Trùng.",
                      "minutes": "02/BB", "stands": True}])
    standing, told = reasons(BASE, past=[before], said=said)
    assert standing == "for_council"
    assert told == ["Thành tích, sáng kiến này đã được đề nghị: Lý Thị Ánh, Giấy khen của Giám đốc Sở, kỳ 2022-01, Văn phòng Sở, hàng 8; "
                    "Hội đồng: Không đạt. Trùng (biên bản 02/BB)."]


def test_an_opinion_that_waits_says_so():
    assert words_of([{"key": "k", "verdict": "Đạt", "reason": "", "minutes": "02/BB", "stands": False}]) == {
        "k": "Đạt (biên bản 02/BB), chờ xem lại"}


def test_the_same_person_with_other_work_before():
    before = BASE | {"_period": "2022-01", "tom_tat": "Duy trì bản tin tiếng Tày ở mười hai thôn"}
    _, told = reasons(BASE, past=[before])
    assert told == ["Đã được đề nghị: Bàn Văn Hải, Giấy khen của Giám đốc Sở, kỳ 2022-01, Phòng Bưu chính - Xuất bản, hàng 8."]


def test_nominations_in_words_of_many_units_are_told_together():
    """A common sentence: only the candidate's own nomination is the same one; an initiative's number tells it all the same."""
    together = "Lời tóm tắt này đã được dùng trong 03 đề nghị khác của 03 đơn vị (kỳ 2022-01), có thể là câu dùng chung; cần đối chiếu."
    text = BASE | {"tom_tat": "Hoàn thành xuất sắc nhiệm vụ, tích cực tham gia phong trào thi đua", "_period": "2022-01"}
    units = [text | {"_unit": unit, "doi_tuong": "tap_the", "ten": unit} for unit in ("VP", "BCXB", "TTCNTT")]
    assert len(reasons(text | {"_period": "2022-03"}, past=units[:2])[1]) == 2
    assert reasons(text | {"_period": "2022-03"}, past=units)[1] == [together]
    _, told = reasons(text | {"_period": "2022-03"}, past=[*units, text])
    assert told == ["Thành tích, sáng kiến này đã được đề nghị: Bàn Văn Hải, Giấy khen của Giám đốc Sở, kỳ 2022-01, Phòng Bưu chính - Xuất bản, hàng 9.",
                    together]
    numbered = [unit | {"tom_tat": unit["tom_tat"] + ", sáng kiến 05/QĐ-STTTT"} for unit in units]
    assert len(reasons(numbered[0] | {"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": "STTTT-006", "_period": "2022-03"}, past=numbered)[1]) == 3


def test_the_unit_is_named_as_it_was_then():
    renamed = renamed_and_merged()
    before = BASE | {"_unit": "BCXB", "_period": "2021-12"}
    _, told = reasons(BASE, past=[before], registry=renamed)
    assert told[0].endswith(", kỳ 2021-12, Phòng Bưu chính - Xuất bản, hàng 8.") and renamed.name_of("BCXB", AS_OF.date()) == "Phòng Truyền thông"
