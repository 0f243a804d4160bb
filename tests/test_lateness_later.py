"""A report that came when its month was sealed and is counted is not told as missing; how its unit stood stays as it was."""

import pytest
from support.run_folders import file_of
from support.span import AS_OF, seal_next, small_workspace, span_data

from emulation_batch.printing_spans import told_of
from emulation_batch.reports import span_page
from emulation_batch.reports.page_parts import Files
from emulation_batch.reports.span_report import span_report
from emulation_batch.review import review_span

KEY = "2022-01..2022-02"
LATER = "01 lượt gửi sau khi chốt, đã tính vào số liệu: Trung tâm Công nghệ thông tin và Truyền thông (01/2022)."


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """TTCNTT sent neither January nor February; January came with March."""
    space = small_workspace(tmp_path_factory.mktemp("later") / "ws", ("2022-01", "2022-02"))
    seal_next(space, [file_of("TTCNTT", "sha-sau") | {"period": "2022-01", "size": 1}])
    return space


def test_the_report_says_that_it_came_later_and_is_counted(space):
    data = span_data(space, KEY)
    assert data.came_later == {("TTCNTT", "2022-01")} and data.missing["month"].tolist() == ["2022-02"]
    told = span_report(data)
    assert told["reporting"][-2:] == ["Có 01 lượt chưa có báo cáo dùng được, ghi theo đơn vị ở bảng dưới.",
                                      f"Có {LATER} Bảng dưới ghi như khi chốt từng kỳ."]
    assert [line["missing"] for line in told["on_time"]] == ["0", "0", "2", "2"]


def test_the_page_and_the_console_say_so_too(space):
    data = span_data(space, KEY)
    todo = [item["text"] for item in span_page.page(data, Files([]), {})["todo"]]
    assert f"Có {LATER} Tình trạng gửi vẫn ghi như khi chốt; không phải làm gì." in todo
    assert "1 lượt chưa có báo cáo dùng được: Trung tâm Công nghệ thông tin và Truyền thông (02/2022)." in todo
    lines = told_of(review_span(space, space.span(KEY), AS_OF, lambda text: None))["lines"]
    assert f"Có {LATER}" in lines and "Chưa có báo cáo dùng được: TTCNTT 2022-02." in lines


def test_where_every_report_came_nothing_is_missing(tmp_path):
    everybody = small_workspace(tmp_path, ("2022-01", "2022-02"), standings={"TTCNTT": "on_time"})
    data = span_data(everybody, KEY)
    assert not len(data.missing) and data.counted_later == ""
    assert not any("chưa có báo cáo" in line or "sau khi chốt" in line for line in span_report(data)["reporting"])
