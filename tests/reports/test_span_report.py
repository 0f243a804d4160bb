"""What the report of a review says besides its tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.small_registry import small_registry
from support.span import AS_OF, small_workspace, span_data

from emulation_batch.registry import Decided, Setting
from emulation_batch.reports.span_report import span_report


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return small_workspace(tmp_path_factory.mktemp("span"))


def test_an_annual_report(space):
    told = span_report(span_data(space, "2022"))
    assert told["subject_line"].startswith("Kết quả thực hiện Phong trào thi đua “") and told["subject_line"].endswith("”, năm 2022")
    assert told["span_line"] == ""
    assert "lấy từ 03 kỳ báo cáo tháng đã chốt" in told["reporting"][0]
    assert told["reporting"][1] == "Chưa gồm 09 kỳ chưa chốt: 04/2022, …, 12/2022."
    assert told["reporting"][2] == ("Các đơn vị phải gửi 09 lượt báo cáo tháng, đã gửi 06 lượt dùng được, đúng hạn 03 lượt (33,3 %).")
    assert told["exemplar_lines"] == ["Các đơn vị giới thiệu điển hình tiên tiến 03 lượt tập thể (danh sách tại Phụ lục III)."]
    assert told["proposal_lines"][0] == "Kính đề nghị xem xét danh sách tại Phụ lục V, trong đó:"
    assert told["organisation"] == []


def test_a_mid_term_report(space):
    told = span_report(span_data(space, "mid-term"))
    assert told["subject_line"].startswith("Sơ kết thực hiện Phong trào thi đua") and told["subject_line"].endswith("giai đoạn 2021-2025")
    assert told["span_line"] == "(Từ tháng 8 năm 2021 đến tháng 12 năm 2023)"
    assert told["proposal_lines"] == ["Trong kỳ, các đơn vị chưa đề nghị xem xét khen thưởng (sơ kết)."]


def test_the_paper_is_that_of_the_department_of_its_day(space):
    """Three states of a department: the head is that of the day the report is due; the states and the changes are told."""
    small, new = small_registry(), date(2022, 3, 1)
    ended = tuple(replace(item, to=date(2022, 2, 28)) if item.key in ("agency", "symbol", "place") else item for item in small.settings)
    changed = tuple(Setting(key, value, new, None) for key, value in (
        ("agency", "Sở Khoa học và Công nghệ"), ("symbol", "SKHCN"), ("place", "Thái Nguyên")))
    data = span_data(replace(space, registry=replace(small, settings=ended + changed)), "2022-Q1")
    told = span_report(data)
    assert told["number_line"].endswith("/BC-SKHCN") and told["date_line"].startswith("Thái Nguyên,")
    assert told["opening"].startswith("Sở Khoa học và Công nghệ báo cáo")
    assert told["organisation"][1:] == [
        "- Từ 15/12/2021 đến 28/02/2022: Sở Thông tin và Truyền thông (ký hiệu STTTT), Bắc Kạn;",
        "- Từ 01/03/2022 đến 14/03/2022: Sở Khoa học và Công nghệ (ký hiệu SKHCN), Thái Nguyên."]
    before = span_report(span_data(replace(space, registry=replace(small, settings=ended + changed)), "2021-11..2022-02"))
    assert before["number_line"].endswith("/BC-STTTT")


def test_decided_awards_are_told_and_never_invented(space):
    assert span_report(span_data(space, "2022"))["awards"] == ["Quyết định khen thưởng trong kỳ: [Văn phòng Sở bổ sung]"]
    item = Decided("Cá nhân", "Bàn Văn Hải | STTTT-006", "Giấy khen", "12/QĐ-STTTT", date(2022, 1, 5), "Giám đốc Sở", "", "", "")
    registry = replace(small_registry(), decided=(item, replace(item, day=date(2021, 1, 5))))
    assert span_report(span_data(replace(space, registry=registry), "2022"))["awards"] == [
        "Trong kỳ có 01 trường hợp được khen thưởng:",
        "- Bàn Văn Hải: Giấy khen, Quyết định 12/QĐ-STTTT ngày 05/01/2022 của Giám đốc Sở."]
    later = replace(item, day=AS_OF.date() + timedelta(days=1))
    told = span_data(replace(space, registry=replace(registry, decided=(item, later))), "2022")
    assert told.decided == (item,), "what is decided after the day of the report is not in it"
