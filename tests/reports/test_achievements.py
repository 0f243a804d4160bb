"""Achievement reports and the ad hoc dossier."""

from dataclasses import replace
from datetime import date
from functools import cache

from support.council_book import filled, said, the_month
from support.judged import frame
from support.month import BASE, council_month, empty_month
from support.paths import shipped_definition

from emulation_batch.registry import Decided
from emulation_batch.reports.achievements import MOST_LINES, achievement_reports, ad_hoc_dossiers


@cache
def reports():
    return dict(achievement_reports(council_month()))


def test_one_for_each_candidate_and_award():
    assert list(reports()) == ["giay_khen_BCXB", "giay_khen_STTTT-005", "bang_khen_tinh_BCXB", "bang_khen_tinh_STTTT-006"]
    assert list(achievement_reports(empty_month())) == []


def test_parts_of_a_collective_and_of_a_person():
    unit, person = reports()["giay_khen_BCXB"], reports()["bang_khen_tinh_STTTT-006"]
    assert (unit["first_head"], unit["reporter"]) == ("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "THỦ TRƯỞNG ĐƠN VỊ")
    assert (person["first_head"], person["reporter"]) == ("I. SƠ LƯỢC LÝ LỊCH", "NGƯỜI BÁO CÁO")
    assert (unit["ad_hoc"], person["ad_hoc"]) == (False, True)
    assert person["events"] == ["Ngày sự kiện: 02/03/2022."]
    assert unit["agency_lines"] == ["PHÒNG BƯU CHÍNH -", "XUẤT BẢN"]


def test_every_row_once_under_the_first_standard_that_it_serves():
    lines = [line for section in reports()["giay_khen_BCXB"]["sections"] for line in section["lines"]]
    assert len(lines) == len(set(lines)) == 8
    assert [section["head"][:2] for section in reports()["giay_khen_BCXB"]["sections"]] == ["1.", "2.", "3.", "4."]


def test_who_has_no_row_says_so_to_a_person():
    month = council_month()
    empty = month.results[month.results["candidate"] == "STTTT-005"].index
    results = month.results.copy()
    for place in empty:
        results.at[place, "rows"] = []
    said = dict(achievement_reports(replace(month, results=results)))["giay_khen_STTTT-005"]
    assert said["sections"] == []
    assert said["nothing"] == ["Kết quả theo tiêu chuẩn của Phong trào: [Tập thể, cá nhân bổ sung]"]


def test_earlier_months_of_the_year_are_told_too():
    month = council_month()
    past = {"ca_nhan": frame(shipped_definition().sheet("ca_nhan"), [
        {**BASE["ca_nhan"][0], "_period": "2022-01", "noi_dung": "Đi cơ sở tháng một"},
        {**BASE["ca_nhan"][0], "_period": "2021-12", "noi_dung": "Đi cơ sở năm trước"}])}
    batch = replace(month.judged.batch, past=past)
    said = dict(achievement_reports(replace(month, judged=replace(month.judged, batch=batch))))["bang_khen_tinh_STTTT-006"]
    lines = said["sections"][0]["lines"]
    assert lines[0].startswith("- Bám sát cơ sở: Đi cơ sở tháng một.")
    assert not any("năm trước" in line for line in lines)


def test_the_ad_hoc_dossier_names_its_papers():
    (suffix, said), = ad_hoc_dossiers(council_month())
    assert suffix == "bang_khen_tinh_STTTT-006"
    assert said["decider"] == "Chủ tịch Ủy ban nhân dân tỉnh"
    assert said["facts"] == ["Sự kiện ngày 02/03/2022; đơn vị ghi thành tích ngoài kế hoạch được giao, chưa được khen."]
    assert said["parts"][0] == "- Báo cáo thành tích: thanh_tich/2022-03_thanh_tich_bang_khen_tinh_STTTT-006.docx"
    assert said["parts"][-1] == "- Biên bản của đơn vị: 03/BB-BCXB ngày 10/3/2022"


def test_the_ad_hoc_dossier_tells_what_the_council_said(tmp_path):
    key = "dot_xuat|bang_khen_tinh|individual|STTTT-006"
    council, _ = said(filled(tmp_path / "a.xlsx", the_month(), {("Đề nghị", key, "Kết luận của Hội đồng"): "Đạt"}))
    words = "Ý kiến của Hội đồng: Đạt (họp ngày 15/03/2022, biên bản 05/BB-HĐTĐKT)"
    before = dict(ad_hoc_dossiers(the_month()))["bang_khen_tinh_STTTT-006"]["open"]
    assert dict(ad_hoc_dossiers(replace(the_month(), council=council)))["bang_khen_tinh_STTTT-006"]["open"] == [*before, f"{words}."]
    waits = replace(council, opinions=tuple(replace(item, stands=False) for item in council.opinions))
    told = dict(ad_hoc_dossiers(replace(the_month(), council=waits)))
    assert told["bang_khen_tinh_STTTT-006"]["open"][-1] == f"{words}, chờ xem lại."


def test_no_form_number():
    assert "Mẫu số" not in str(reports())


def test_awards_decided_before_are_told_and_a_bare_name_is_for_a_person_to_confirm():
    """By code, by a unit's name, by a person's bare name; not those of others, nor those decided after the day of the paper."""
    given = Decided("Cá nhân", "STTTT-006", "Giấy khen", "12/QĐ-STTTT", date(2022, 1, 5), "Giám đốc Sở", "", "", "")
    month = council_month()
    name = month.registry.name_of("STTTT-006", date(2021, 6, 1))
    decided = (given, replace(given, who=name, number="9/QĐ-STTTT", day=date(2021, 6, 1)), replace(given, day=date(2022, 3, 17)),
               replace(given, who="Ai Đó | STTTT-005", number="13/QĐ-STTTT"), replace(given, subject="Tập thể", who="BCXB"),
               replace(given, who="STTTT-006", number="14/QĐ-STTTT", day=date(2022, 3, 16)))
    said = dict(achievement_reports(replace(month, registry=replace(month.registry, decided=decided))))
    assert said["bang_khen_tinh_STTTT-006"]["rewarded"] == [
        "- Năm 2021: Giấy khen, Quyết định 9/QĐ-STTTT ngày 01/06/2021 của Giám đốc Sở "
        "(tìm theo họ tên, cần đối chiếu: [Tập thể, cá nhân bổ sung]).",
        "- Năm 2022: Giấy khen, Quyết định 12/QĐ-STTTT ngày 05/01/2022 của Giám đốc Sở.",
        "- Năm 2022: Giấy khen, Quyết định 14/QĐ-STTTT ngày 16/03/2022 của Giám đốc Sở."]
    assert said["giay_khen_STTTT-005"]["rewarded"] == ["- Năm 2022: Giấy khen, Quyết định 13/QĐ-STTTT ngày 05/01/2022 của Giám đốc Sở."]
    assert len(said["giay_khen_BCXB"]["rewarded"]) == 1
    assert reports()["giay_khen_BCXB"]["rewarded"] == ["Chưa ghi nhận quyết định khen thưởng nào trong danh mục của Sở."]


def test_many_rows_of_a_standard_are_counted_by_kind_and_year():
    """Five years of a unit are no list of hundreds of lines: counts, and a place for what a person finds most telling."""
    month = council_month()
    rows = [{**BASE["ca_nhan"][0], "_period": f"2022-0{number % 2 + 1}", "noi_dung": f"Đi cơ sở lần {number}"} for number in range(MOST_LINES)]
    batch = replace(month.judged.batch, past={"ca_nhan": frame(shipped_definition().sheet("ca_nhan"), rows)})
    said = dict(achievement_reports(replace(month, judged=replace(month.judged, batch=batch))))["bang_khen_tinh_STTTT-006"]
    counted, listed = said["sections"]
    assert counted["lines"][0] == f"- Bám sát cơ sở: {MOST_LINES + 1} nội dung (năm 2022: {MOST_LINES + 1})."
    assert counted["lines"][-1] == ("- Những nội dung tiêu biểu (từng nội dung ở phieu_xem_xet/2022-03_phieu_xem_xet_STTTT-006.docx): "
                                    "[Tập thể, cá nhân bổ sung]")
    assert len(counted["lines"]) <= 4 and "nội dung (" not in listed["lines"][0]
