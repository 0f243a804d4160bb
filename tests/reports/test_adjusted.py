from collections import Counter

import pytest
from support.corrected import corrected_month
from support.month import spring_month
from support.small_months import Months, gift

from emulation_batch import printing
from emulation_batch.reports import adjusted
from emulation_batch.reports.one_page import _standings
from emulation_batch.reports.page import _todo
from emulation_batch.reports.page_parts import Files


@pytest.fixture
def month(tmp_path, monkeypatch):
    return corrected_month(tmp_path, monkeypatch)


def test_each_correction_in_a_sentence(month):
    assert adjusted.lines(month) == [
        "Trung tâm Công nghệ thông tin và Truyền thông: báo cáo tháng 10 năm 2021 gửi muộn, khi kỳ đã chốt; thêm 01 dòng.",
        "Văn phòng Sở: báo cáo tháng 10 năm 2021 gửi lại để sửa (lần 2, thay lần 1); sửa 01 ô, bỏ 01 dòng."]
    assert adjusted.lines(spring_month()) == [] and adjusted.summary(spring_month()) == ""


def test_a_correction_with_a_wrong_row_says_that_it_counts_no_longer(tmp_path, monkeypatch):
    months = Months(tmp_path).install(monkeypatch)
    months.send("VP", "2021-10", [gift("2021-10", 1, 1_000_000), gift("2021-10", 9, 2_000_000)])
    months.run("2021-10")
    months.seal("2021-10")
    months.send("VP", "2021-10", [gift("2021-10", 1, "1,5 triệu"), gift("2021-10", 9, 2_000_000)], attempt=2, day=20, into="2021-11")
    months.send("VP", "2021-11", [400_000])
    assert adjusted.lines(months.run("2021-11")) == [
        "Văn phòng Sở: báo cáo tháng 10 năm 2021 gửi lại để sửa (lần 2, thay lần 1); bỏ 01 dòng; 01 dòng của bản này bị trả lại vì "
        "sai nên không được tính."]


def test_figures_with_their_effect_for_the_appendix(month):
    rows = [row for row in adjusted.figure_rows(month) if row["measure"] == "đồng"]
    assert [(row["period"], row["unit"], row["old"], row["new"], row["year"], row["movement"]) for row in rows] == [
        ("10/2021", "Trung tâm Công nghệ thông tin và Truyền thông", "0", "700.000", "+700.000", "+700.000"),
        ("10/2021", "Văn phòng Sở", "1.009.000", "1.500.000", "+491.000", "+491.000"),
        ("10/2021", "Toàn Sở", "6.009.000", "7.200.000", "+1.191.000", "+1.191.000")]
    assert adjusted.signed(-5.0) == "-5" and adjusted.signed(float("nan")) == "0"


def test_the_director_the_clerk_and_the_console_are_told(month):
    assert any(line.startswith("Điều chỉnh số liệu các kỳ đã chốt: 02 báo cáo") and "(10/2021)" in line for line in _standings(month))
    files = ["returned/VP/thu.eml", "returned/VP/2021-10/thu.eml", "returned/VP/2021-10/x.xlsx"]
    things = [thing for thing in _todo(month, Counter(), Files(files), {}) if "tháng 10 năm 2021" in thing["text"]]
    assert [thing["text"].split(":")[0] for thing in things] == ["Văn phòng Sở", "Phòng Bưu chính - Xuất bản",
                                                                "Trung tâm Công nghệ thông tin và Truyền thông"]
    assert [link["href"] for link in things[0]["links"]] == files[1:] and "không làm thay đổi" in things[1]["text"]
    told = " ".join(printing._adjustments(month))
    assert "Điều chỉnh kỳ đã chốt: Văn phòng Sở" in told and "Định nghĩa đã đổi: Phiên bản 1 thành 2." in told
