from dataclasses import replace
from datetime import date

import pytest
from support.judged import judged
from support.month import AS_OF

from emulation_batch.criteria import assess
from emulation_batch.findings import Finding
from emulation_batch.proposals import PROPOSAL_COLUMNS, propose

YEARLY = {"doi_tuong": "ca_nhan", "ten": "STTTT-003", "loai_de_nghi": "hang_nam", "hinh_thuc": "giay_khen", "da_khen": "khong",
          "dang_xem_xet_ky_luat": "khong", "so_phieu_tan_thanh": 2, "tong_so_phieu": 3}
AD_HOC = YEARLY | {"loai_de_nghi": "dot_xuat", "hinh_thuc": "bang_khen_tinh", "ngoai_ke_hoach": "co", "so_phieu_tan_thanh": None,
                   "tong_so_phieu": None, "ngay_su_kien": date(2022, 3, 5)}
EXEMPLAR = {"doi_tuong": "tap_the", "ten": "VP", "loai_de_nghi": "dien_hinh"}
EVIDENCE = [{"can_bo": "STTTT-003", "loai": kind} for kind in ("a1", "a2", "b1", "b2")]
VOTES = "Đơn vị biểu quyết 2/3 phiếu tán thành (66,7 %)."


def finding(severity, row=8, message="Ngày sự kiện nằm ngoài kỳ.", file="VP.xlsx", sheet="4. Đề nghị, điển hình"):
    return Finding("R900", severity, "VP", "2022-03", file, sheet, f"H{row}", "ngay_su_kien", "", message, "Sửa.")


def proposed(*rows, refused=(), evidence=tuple(EVIDENCE), findings=()):
    month = judged({"de_nghi": list(rows), "ca_nhan": list(evidence)}, {"de_nghi": list(refused)}, findings=tuple(findings))
    return propose(month, assess(month), AS_OF)


def test_put_forward_with_the_votes_as_a_fact():
    found = proposed(YEARLY)
    assert tuple(found.columns) == PROPOSAL_COLUMNS
    line = found.iloc[0].to_dict()
    assert line == {"award": "giay_khen", "kind": "hang_nam", "subject": "individual", "unit": "VP", "candidate": "STTTT-003",
                    "name": "Lý Thị Ánh", "standing": "put_forward", "reasons": [VOTES], "rows": ["2022-03/VP/de_nghi/8"]}


def test_a_movement_may_ask_for_no_votes():
    month = judged({"de_nghi": [YEARLY], "ca_nhan": EVIDENCE}, {})
    results = assess(month)
    fewer = month.batch.sheets["de_nghi"].drop(columns=["so_phieu_tan_thanh", "tong_so_phieu", "giai_trinh"])
    month = replace(month, batch=replace(month.batch, sheets={**month.batch.sheets, "de_nghi": fewer}))
    assert propose(month, results, AS_OF)["reasons"].tolist() == [[]]


def test_few_votes_decide_nothing():
    """No threshold is known, so even no vote at all is only a fact."""
    found = proposed(YEARLY | {"so_phieu_tan_thanh": 0}).iloc[0]
    assert found["standing"] == "put_forward"
    assert found["reasons"] == ["Đơn vị biểu quyết 0/3 phiếu tán thành (0 %)."]


@pytest.mark.parametrize(("row", "word"), [
    (YEARLY | {"da_khen": "co"}, "đã được khen"),
    (YEARLY | {"dang_xem_xet_ky_luat": "co"}, "kỷ luật"),
    (AD_HOC | {"ngoai_ke_hoach": "khong"}, "ngoài chương trình, kế hoạch"),
])
def test_blocked(row, word):
    found = proposed(row).iloc[0]
    assert found["standing"] == "blocked"
    assert word in found["reasons"][0]
    assert found["reasons"][0].endswith("chuyển Hội đồng xem xét.")


def test_within_the_plan_blocks_only_ad_hoc_proposals():
    assert proposed(YEARLY | {"ngoai_ke_hoach": "khong"}).iloc[0]["standing"] == "put_forward"


def test_ad_hoc_always_goes_to_the_council():
    found = proposed(AD_HOC).iloc[0]
    assert found["standing"] == "for_council"
    assert found["reasons"] == ["Chờ Hội đồng xem xét có “đặc biệt xuất sắc” hay không. Sự kiện ngày 05/03/2022; đơn vị ghi thành tích ngoài kế hoạch được "
                                "giao, chưa được khen."]


def test_an_open_query_goes_to_the_council():
    found = proposed(YEARLY, findings=[finding("query")]).iloc[0]
    assert found["standing"] == "for_council"
    assert found["reasons"][0] == "Còn câu hỏi chưa được giải trình: Ngày sự kiện nằm ngoài kỳ."


def test_an_answered_query_travels_as_a_fact():
    """The checks turn an answered query into a notice; the answer stands in the row."""
    found = proposed(YEARLY | {"giai_trinh": "sự kiện kéo dài hai tháng"}, findings=[finding("notice")]).iloc[0]
    assert found["standing"] == "put_forward"
    assert found["reasons"] == ["Đơn vị giải trình: Sự kiện kéo dài hai tháng.", VOTES]


@pytest.mark.parametrize("elsewhere", [
    finding("query", row=9), finding("query", file="BCXB.xlsx"), finding("query", sheet="3. Cá nhân"),
])
def test_findings_of_other_rows_do_not_matter(elsewhere):
    assert proposed(YEARLY, findings=[elsewhere]).iloc[0]["standing"] == "put_forward"


def test_clauses_without_evidence_are_named():
    found = proposed(YEARLY, evidence=EVIDENCE[1:3]).iloc[0]
    assert found["standing"] == "for_council"
    assert found["reasons"] == [
        "Tiêu chuẩn CN-a1 chưa có căn cứ trong kỳ. Chưa có đợt đi cơ sở nào ở trang “3. Cá nhân”.",
        "Tiêu chuẩn CN-b chưa đủ căn cứ trong kỳ. Chưa có việc tham gia chương trình giảm nghèo nào ở trang “3. Cá nhân”.", VOTES]


def test_a_standard_joined_by_or_is_one_reason():
    """TT-c1 without rows is no reason when TT-c2 has them; without either it is named once."""
    unit = YEARLY | {"doi_tuong": "tap_the", "ten": "VP"}
    month = judged({"de_nghi": [unit], "nguon_luc": [{"loai": "c4"}]})
    assert not any("TT-c" in reason for reason in propose(month, assess(month), AS_OF).iloc[0]["reasons"])
    month = judged({"de_nghi": [unit]})
    assert [reason[:17] for reason in propose(month, assess(month), AS_OF).iloc[0]["reasons"] if "TT-c" in reason] == [
        "Tiêu chuẩn TT-c c"]


def test_refused_rows_return_with_their_findings():
    found = proposed(refused=[YEARLY, YEARLY | {"hinh_thuc": None}],
                     findings=[finding("error"), finding("error"), finding("query", message="Hỏi thêm."),
                               finding("error", row=9, message="Ô Hình thức đang để trống.")])
    assert list(found["standing"]) == ["returned", "returned"]
    assert list(found["reasons"]) == [["Ngày sự kiện nằm ngoài kỳ."], ["Ô Hình thức đang để trống."]]
    assert list(found["award"]) == ["giay_khen", ""]


def test_a_refused_row_without_findings_still_has_a_reason():
    assert proposed(refused=[YEARLY]).iloc[0]["reasons"] == ["Dòng đề nghị còn ô phải sửa."]


def test_an_exemplar_carries_no_award_and_is_put_forward():
    found = proposed(EXEMPLAR).iloc[0]
    assert (found["award"], found["kind"], found["standing"], found["reasons"]) == ("", "dien_hinh", "put_forward", [])
    assert found["name"] == "Văn phòng Sở"


def test_a_name_not_understood_is_shown_as_typed():
    month = judged({}, {"de_nghi": [YEARLY | {"ten": None, "doi_tuong": None}]})
    month.batch.raw["de_nghi"].loc[0, "ten"] = "Lý Ánh"
    found = propose(month, assess(month), AS_OF).iloc[0]
    assert (found["candidate"], found["name"], found["subject"]) == ("", "Lý Ánh", "")


def test_every_row_has_one_line_and_no_word_awards():
    found = proposed(YEARLY, AD_HOC, EXEMPLAR, refused=[AD_HOC], evidence=())
    assert list(found["rows"]) == [[f"2022-03/VP/de_nghi/{row}"] for row in (8, 9, 10, 11)]
    assert not any("tặng" in reason for reasons in found["reasons"] for reason in reasons)


def test_no_proposals():
    assert proposed().empty
