"""Candidates: one name, title and unit for all papers; who is nominated for which award."""

from dataclasses import replace

from support.month import council_month, empty_month, twice_month

from emulation_batch.reports.candidates import (
    HELD,
    award_title,
    candidate_of,
    counted,
    counted_cases,
    exemplars,
    nominations,
    nominees,
)


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
    nominee, = nominees(twice_month())["bang_khen_tinh"]
    assert nominee.kinds == ("hang_nam", "dot_xuat")
    assert nominee.summary == "Bám sát cơ sở; Khôi phục đài."
    assert nominee.waits
    assert len(nominee.reasons) == len(set(nominee.reasons))
    assert (counted([nominee]), counted_cases([nominee])) == ("01 cá nhân", "01 cá nhân (02 đề nghị)")


def test_each_nomination_by_itself_tells_its_kind_only_where_the_name_does_not_tell_it():
    month = twice_month()
    annual, ad_hoc = nominations(month)["bang_khen_tinh"]
    assert [one.called for one in (annual, ad_hoc)] == ["Bàn Văn Hải (Hằng năm)", "Bàn Văn Hải (Đột xuất)"]
    assert [one.summary for one in (annual, ad_hoc)] == ["Bám sát cơ sở.", "Khôi phục đài."]
    blocked = replace(month, proposals=month.proposals.assign(standing=["blocked", "put_forward"]))
    assert [one.called for one in nominations(blocked)["bang_khen_tinh"]] == ["Bàn Văn Hải (Đột xuất)"], "the other is told elsewhere"
    alike = replace(month, proposals=month.proposals.assign(kind="hang_nam"))
    month_by_month = alike.judged.accepted["de_nghi"].assign(_period=["2022-02", "2022-03"])
    judged = replace(alike.judged, accepted={**alike.judged.accepted, "de_nghi": month_by_month})
    assert [one.called for one in nominations(replace(alike, judged=judged))["bang_khen_tinh"]] == [
        "Bàn Văn Hải (Hằng năm, tháng 2 năm 2022)", "Bàn Văn Hải (Hằng năm, tháng 3 năm 2022)"], "the rows of a review"
    assert all(one.called == one.candidate.name for group in nominations(council_month()).values() for one in group)


def test_introduced_twice_as_exemplary_is_told_twice():
    month = council_month()
    introduced = month.proposals[month.proposals["kind"] == "dien_hinh"]
    again = replace(month, proposals=introduced.loc[introduced.index.repeat(2)].reset_index(drop=True))
    assert [nominee.candidate.code for nominee in exemplars(again)] == ["BCXB", "BCXB"]


def test_count_words():
    found = nominees(council_month())
    assert counted(found["giay_khen"]) == "01 tập thể, 01 cá nhân"
    assert counted(found["giay_khen"][:1]) == "01 tập thể"
    assert counted([found["giay_khen"][1]] * 12) == "12 cá nhân"
    assert award_title(council_month(), "") == "–"
