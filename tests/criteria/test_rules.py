"""Each rule as the table a unit would send: rows in, status with its words out."""

from datetime import date

import pytest
from support.judged import judged

from emulation_batch.criteria import RULES, assess
from emulation_batch.definition.faults import CLAUSE_RULES

A1 = {"loai": "a1", "van_ban_giao": "511/KH-UBND", "nguoi_chu_tri": "STTTT-001"}
IN_TIME = A1 | {"han_hoan_thanh": date(2022, 3, 10), "ngay_hoan_thanh": date(2022, 3, 8)}
LATE = A1 | {"han_hoan_thanh": date(2022, 3, 10), "ngay_hoan_thanh": date(2022, 3, 12), "giai_trinh": "Chờ số liệu của huyện."}
UNDONE = A1 | {"han_hoan_thanh": date(2022, 3, 11)}
LEFT_OVER = A1 | {"han_hoan_thanh": date(2022, 1, 31)}
LATER = A1 | {"han_hoan_thanh": date(2022, 4, 30)}
SOLUTION = {"loai": "a2", "sang_kien": "giai_phap"}
KNOWN = {"loai": "a2", "sang_kien": "sang_kien", "quyet_dinh_cong_nhan": "12/QĐ-STTTT"}
UNKNOWN = {"loai": "a2", "sang_kien": "sang_kien"}


def clause(code, accepted=None, refused=None, candidate="VP", **more):
    """The one result of a clause for a candidate."""
    results = assess(judged(accepted, refused, **more))
    found = results[(results["clause"] == code) & (results["candidate"] == candidate)]
    assert len(found) == 1
    return found.iloc[0]


def test_rules_are_those_the_definition_may_name():
    assert set(RULES) == set(CLAUSE_RULES)


@pytest.mark.parametrize(("accepted", "refused", "status", "facts", "missing"), [
    ([{"loai": "a3"}, {"loai": "a3"}], [], "sufficient", "02 lần hướng dẫn, tháo gỡ.", ""),
    ([{"loai": "a3"}], [{"loai": "a3"}], "sufficient", "01 lần hướng dẫn, tháo gỡ.",
     "01 lần hướng dẫn, tháo gỡ còn phải sửa nên chưa được tính (trang “2a. Văn bản, sáng kiến”, hàng 9)."),
    ([], [{"loai": "a3"}, {"loai": "a3"}], "incomplete", "",
     "02 lần hướng dẫn, tháo gỡ còn phải sửa nên chưa được tính (trang “2a. Văn bản, sáng kiến”, hàng 8, 9)."),
    ([], [], "no_evidence", "", "Chưa có lần hướng dẫn, tháo gỡ nào ở trang “2a. Văn bản, sáng kiến”."),
])
def test_shown(accepted, refused, status, facts, missing):
    """A clause without a word of judgement: existence is enough."""
    found = clause("TT-a3", {"van_ban": accepted}, {"van_ban": refused})
    assert (found["status"], found["facts"], found["missing"]) == (status, facts, missing)


@pytest.mark.parametrize(("rows", "status", "missing"), [
    (["b1", "b2"], "for_council", ""),
    (["b1"], "incomplete", "Chưa có việc tham gia chương trình giảm nghèo nào ở trang “3. Cá nhân”."),
    (["b2"], "incomplete", "Chưa có hoạt động ủng hộ, giúp đỡ người nghèo nào ở trang “3. Cá nhân”."),
])
def test_shown_needs_both_sides_of_an_and(rows, status, missing):
    """Plan, Mục III.2.b: support *and* the programme; the missing side is named."""
    found = clause("CN-b", {"ca_nhan": [{"can_bo": "STTTT-003", "loai": kind} for kind in rows]}, candidate="STTTT-003")
    assert (found["status"], found["missing"]) == (status, missing)


def test_shown_products_without_a_solution_are_incomplete():
    """Domain: only counts and no giải pháp is not yet enough for TT-d."""
    found = clause("TT-d", {"tuyen_truyen": [{"loai": "d1"}, {"loai": "d2"}]})
    assert found["status"] == "incomplete"
    assert found["facts"].startswith("02 hoạt động tuyên truyền, vận động (d1 - Tin, bài, phóng sự: 01, d2 - ")
    assert found["missing"] == "Chưa có giải pháp, sáng kiến nào ở trang “2d. Tuyên truyền”."


@pytest.mark.parametrize(("rows", "status", "facts", "missing"), [
    ([IN_TIME], "for_council", "01 văn bản đến hạn, 01 đúng hạn, 0 trễ hạn, 0 chưa xong.", ""),
    ([IN_TIME, LATE], "for_council",
     "02 văn bản đến hạn, 01 đúng hạn, 01 trễ hạn, 0 chưa xong; trễ hạn: 511/KH-UBND (hạn 10/03/2022, xong 12/03/2022), "
     "đơn vị giải trình: Chờ số liệu của huyện.", ""),
    ([IN_TIME, UNDONE], "incomplete", "02 văn bản đến hạn, 01 đúng hạn, 0 trễ hạn, 01 chưa xong.",
     "Quá hạn mà chưa xong: 511/KH-UBND (hạn 11/03/2022)."),
    ([LEFT_OVER], "incomplete", "Không có văn bản đến hạn trong kỳ; 01 văn bản quá hạn từ kỳ trước chưa xong.",
     "Quá hạn mà chưa xong: 511/KH-UBND (hạn 31/01/2022)."),
    ([IN_TIME, LATER], "for_council", "01 văn bản đến hạn, 01 đúng hạn, 0 trễ hạn, 0 chưa xong; 01 văn bản chưa đến hạn.", ""),
    ([LATER], "for_council", "Không có văn bản đến hạn trong kỳ; 01 văn bản chưa đến hạn.", ""),
])
def test_due_documents(rows, status, facts, missing):
    found = clause("TT-a1", {"van_ban": rows})
    assert (found["status"], found["facts"], found["missing"]) == (status, facts, missing)


def test_due_documents_wait_for_rows_to_be_mended():
    """A returned row may be the late one: the clause is not complete without it."""
    found = clause("TT-a1", {"van_ban": [IN_TIME]}, {"van_ban": [A1]})
    assert found["status"] == "incomplete"
    assert "hàng 9" in found["missing"]


@pytest.mark.parametrize(("rows", "status", "facts"), [
    ([SOLUTION, SOLUTION, UNKNOWN], "sufficient", "02 giải pháp; 01 sáng kiến chưa có quyết định công nhận."),
    ([KNOWN], "sufficient", "01 sáng kiến có quyết định công nhận."),
    ([UNKNOWN], "for_council", "01 sáng kiến chưa có quyết định công nhận."),
    ([], "no_evidence", ""),
])
def test_initiative(rows, status, facts):
    found = clause("TT-a2", {"van_ban": rows})
    assert (found["status"], found["facts"]) == (status, facts)


def test_initiative_returned_is_incomplete():
    assert clause("TT-a2", {}, {"van_ban": [SOLUTION]})["status"] == "incomplete"


AD_HOC = {"doi_tuong": "ca_nhan", "ten": "STTTT-003", "loai_de_nghi": "dot_xuat", "ngay_su_kien": date(2022, 3, 5),
          "ngoai_ke_hoach": "co", "da_khen": "khong", "dang_xem_xet_ky_luat": "khong"}


@pytest.mark.parametrize(("change", "status", "facts"), [
    ({}, "for_council", "Sự kiện ngày 05/03/2022; đơn vị ghi thành tích ngoài kế hoạch được giao, chưa được khen."),
    ({"ngoai_ke_hoach": "khong"}, "blocked", "Kế hoạch, Mục IV.2"),
    ({"da_khen": "co"}, "blocked", "đã được khen"),
    ({"dang_xem_xet_ky_luat": "co"}, "blocked", "kỷ luật"),
])
def test_ad_hoc(change, status, facts):
    found = clause("DX", {"de_nghi": [AD_HOC | change]}, candidate="STTTT-003")
    assert found["status"] == status
    assert facts in found["facts"]
    assert found["rows"] == ["2022-03/VP/de_nghi/8"]


def test_ad_hoc_returned_row_is_incomplete_and_named():
    found = clause("DX", {}, {"de_nghi": [AD_HOC | {"da_khen": "co"}]}, candidate="STTTT-003")
    assert found["status"] == "incomplete"
    assert found["rows"] == ["2022-03/VP/de_nghi/8"]


@pytest.mark.parametrize(("form", "status", "words"), [
    ({"khong_phat_sinh": "co", "ly_do_kps": "Trong kỳ không được giao văn bản."}, "nil_declared",
     "Đơn vị ghi “Cả kỳ không phát sinh” với lý do: Trong kỳ không được giao văn bản."),
    ({"kps_van_ban": "co"}, "nil_declared", "Đơn vị ghi “Trang 2a không phát sinh”."),
    ({"kps_co_che": "co"}, "no_evidence", ""),
    ({"khong_phat_sinh": "khong"}, "no_evidence", ""),
])
def test_nothing_is_told_apart_from_nil(form, status, words):
    found = clause("TT-a3", forms=[{"_unit": "VP"} | form])
    assert (found["status"], found["facts"]) == (status, words)


def test_nothing_without_a_report_says_so():
    found = clause("TT-a3", forms=[{"_unit": "VP"}], candidate="BCXB")
    assert found["status"] == "no_evidence"
    assert found["missing"] == "Chưa có báo cáo nào của đơn vị được tiếp nhận trong kỳ."


def test_rows_speak_louder_than_a_declaration():
    """A declaration beside rows is a finding of the checks; here the rows count."""
    assert clause("TT-a3", {"van_ban": [{"loai": "a3"}]}, forms=[{"_unit": "VP", "kps_van_ban": "co"}])["status"] == "sufficient"
