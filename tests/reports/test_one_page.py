"""The director's page."""

from dataclasses import replace

import pandas as pd
from support.month import NASTY, council_month, empty_month, spring_month

from emulation_batch.changes import Corrections, Withdrawn
from emulation_batch.council import Council, Meeting, Opinion
from emulation_batch.reports.one_page import BESIDE_CHART, MOST_FIGURES, one_page, shortened, withdrawn


def test_who_is_behind_is_named():
    lines = one_page(council_month())["standing_lines"]
    assert lines == ["02/03 đơn vị đã gửi báo cáo; các đơn vị gửi 20 dòng kết quả, gồm: 19 dòng được tổng hợp, 01 dòng trả lại.",
                     "Gửi muộn: 01 đơn vị (Phòng Bưu chính - Xuất bản).",
                     "Chưa gửi: 01 đơn vị (Trung tâm Công nghệ thông tin và Truyền thông)."]


def test_figures_are_those_of_the_stage():
    page = one_page(spring_month())
    rows = {row["title"]: (row["month"], row["year"]) for row in page["figures"]}
    assert rows["Tiền vận động"] == ("12.500.000", "12.500.000")
    assert rows["Ngày công"] == ("4,5", "4,5")
    assert len(rows) <= MOST_FIGURES
    assert page["year_head"] == "Lũy kế năm 2022"


def test_what_needs_the_director():
    needs = one_page(council_month())["needs"]
    assert needs[0].startswith("Chỉ đạo 01 đơn vị chưa có báo cáo dùng được (Trung tâm Công nghệ thông tin và Truyền thông)")
    assert "04 trường hợp" in needs[1]
    assert needs[2] == "Sau khi Hội đồng thông qua: xem xét ký tờ trình đề nghị Chủ tịch UBND tỉnh."
    assert "Hoàng Văn Cường" in needs[3]
    assert needs[4].startswith("Còn 02 chỗ")


def test_what_the_council_has_said_since_against_papers_of_a_sealed_month():
    month = council_month()
    said = Opinion("2022-01", "k", "VP", "", "Lý Thị Ánh", "Giấy khen", "", "Không đạt", "", None, None, Meeting(), "f", "J5")
    told = replace(month, council=Council(earlier=(said,) * 4, departing=(said,) * 4))
    name = "Lý Thị Ánh, tháng 1 năm 2022: Không đạt"
    assert (f"Xem lại tờ trình, danh sách đã in của kỳ đã chốt: Hội đồng cho ý kiến khác về 04 trường hợp ({name}, {name}, {name} và 01 "
            "trường hợp khác).") in one_page(told)["needs"]
    assert not any("kỳ đã chốt" in line for line in one_page(replace(month, council=Council(earlier=(said,))))["needs"]), "it says the same"


def test_what_corrections_take_back_of_papers_of_a_sealed_month():
    gone = Withdrawn("2022-01", "Lý Thị Ánh", "Giấy khen", "gone")
    made = Corrections((), (), pd.DataFrame(), pd.DataFrame(), (gone, replace(gone, how="returned"), replace(gone, how="blocked")))
    line, = withdrawn(replace(council_month(), corrections=made))
    who = "Lý Thị Ánh, tháng 1 năm 2022: "
    assert line == ("Xem lại tờ trình, danh sách đã in của kỳ đã chốt: đơn vị gửi lại báo cáo, đề nghị đã khác về 03 trường hợp "
                    f"({who}không còn đề nghị Giấy khen, {who}dòng đề nghị Giấy khen bị trả lại, {who}đề nghị Giấy khen nay có vướng mắc).")
    assert line in one_page(replace(council_month(), corrections=made))["needs"]
    assert withdrawn(council_month()) == []


def test_a_total_says_which_months_it_lacks():
    assert one_page(spring_month())["as_of"].endswith("chưa gồm kỳ: 08/2021, …, 02/2022 (7 tháng).")


def test_a_quiet_month():
    page = one_page(empty_month())
    assert page["needs"] == ["Trong kỳ không có việc nào phải xin ý kiến."]
    assert page["proposal_lines"] == ["Trong kỳ, các đơn vị không đề nghị xem xét khen thưởng."]


def test_long_lists_are_cut():
    assert shortened(["A", "B"]) == "A, B"
    assert shortened(["A", "B", "C", "D", "E"]) == "A, B, C và 02 đơn vị khác"
    assert shortened(["A", "B", "C", "D"], "trường hợp") == "A, B, C và 01 trường hợp khác"
    assert len(shortened(["x" * 400] * 9)) < 600


def test_a_chart_where_there_is_room_and_fewer_figures_beside_it():
    page = one_page(council_month())
    assert page["charts"]["by_standard"]["shown"] and page["charts"]["by_standard"]["alt"].startswith("Biểu đồ cột: Số dòng kết quả theo tiêu chuẩn")
    assert len(page["figures"]) == BESIDE_CHART
    assert all(row["month"] != "0" for row in page["figures"]), "of too many, those of which the month has something"


def test_no_chart_where_long_names_need_the_room():
    month = council_month()
    long = tuple(replace(standing, name=f"{standing.name} {NASTY[5]}") for standing in month.standings)
    page = one_page(replace(month, standings=long * 3))
    assert not page["charts"]["by_standard"]["shown"]
    assert len(page["figures"]) == MOST_FIGURES


def test_no_chart_of_nothing():
    assert not one_page(empty_month())["charts"]["by_standard"]["shown"]

