"""Candidates: one name, title and unit for all papers; who is nominated for which award."""

from support.month import council_month, empty_month, month_of

from emulation_batch.reports.candidates import HELD, award_title, candidate_of, counted, nominees


def test_a_person_and_a_collective():
    month = council_month()
    assert candidate_of(month, "individual", "STTTT-006", "BCXB").cells() == {
        "name": "Bàn Văn Hải", "title": "Chuyên viên", "unit": "Phòng Bưu chính - Xuất bản"}
    assert candidate_of(month, "collective", "BCXB", "BCXB").cells() == {
        "name": "Phòng Bưu chính - Xuất bản", "title": "–", "unit": "Sở Thông tin và Truyền thông"}


def test_who_left_the_registry_keeps_the_code():
    assert candidate_of(council_month(), "individual", "STTTT-999", "BCXB").cells() == {
        "name": "STTTT-999", "title": "–", "unit": "Phòng Bưu chính - Xuất bản"}


def test_nominees_by_award_collectives_first_without_the_blocked_and_the_exemplary():
    found = nominees(council_month())
    assert {award: [nominee.candidate.code for nominee in listed] for award, listed in found.items()} == {
        "giay_khen": ["BCXB", "STTTT-005"], "bang_khen_tinh": ["BCXB", "STTTT-006"]}
    blocked = nominees(council_month(), (HELD,))
    assert [nominee.candidate.code for nominee in blocked["giay_khen"]] == ["STTTT-004"]
    assert nominees(empty_month()) == {}


def test_nominated_twice_for_one_award_is_one_candidate():
    """A kind of occasion each, or two units: the dossier has one line, both summaries and all reasons."""
    row = {"_unit": "BCXB", "doi_tuong": "ca_nhan", "ten": "STTTT-006", "hinh_thuc": "bang_khen_tinh", "da_khen": "khong",
           "dang_xem_xet_ky_luat": "khong", "bien_ban": "03/BB-BCXB ngày 10/3/2022", "so_phieu_tan_thanh": 5, "tong_so_phieu": 6}
    month = month_of({"de_nghi": [row | {"loai_de_nghi": "hang_nam", "tom_tat": "Bám sát cơ sở."},
                                  row | {"loai_de_nghi": "dot_xuat", "tom_tat": "Khôi phục đài.", "ngoai_ke_hoach": "co"}]})
    nominee, = nominees(month)["bang_khen_tinh"]
    assert nominee.kinds == ("hang_nam", "dot_xuat")
    assert nominee.summary == "Bám sát cơ sở. Khôi phục đài."
    assert nominee.waits
    assert len(nominee.reasons) == len(set(nominee.reasons))


def test_count_words():
    found = nominees(council_month())
    assert counted(found["giay_khen"]) == "01 tập thể, 01 cá nhân"
    assert counted(found["giay_khen"][:1]) == "01 tập thể"
    assert counted([found["giay_khen"][1]] * 12) == "12 cá nhân"
    assert award_title(council_month(), "") == "–"
