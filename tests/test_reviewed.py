"""Names in a review are those of the span's last day; a final review says what it does not hold."""

from support.span import renamed_and_merged, small_workspace, span_data

from emulation_batch.printing_spans import _months_and_units
from emulation_batch.reports.page_parts import Files
from emulation_batch.reports.span_page import _todo
from emulation_batch.reports.span_report import span_report


def test_names(tmp_path):
    data = span_data(small_workspace(tmp_path, ("2022-01",), renamed_and_merged()), "2022")
    assert (data.unit_name("BCXB"), data.short_name("BCXB")) == ("Phòng Truyền thông", "Phòng TT")
    assert (data.unit_name("TTCNTT"), data.short_name("TTCNTT")) == (
        "Trung tâm Công nghệ thông tin và Truyền thông", "Trung tâm CNTT&TT")
    assert (data.unit_name("ABC"), data.short_name("ABC")) == ("ABC", "ABC")


def test_a_final_review_says_which_days_of_the_movement_it_does_not_hold(tmp_path):
    """The movement ends with the year, the window of its last month on the 14th; the days between are in the next month."""
    space = small_workspace(tmp_path, ("2025-12",))
    final = span_data(space, "final")
    said = ("Chưa gồm số liệu từ ngày 15/12/2025 đến hết ngày 31/12/2025: các ngày này của phong trào thuộc kỳ báo cáo "
            "tháng 1 năm 2026.")
    assert final.days_after == said and said in span_report(final)["reporting"]
    console, page = list(_months_and_units(final)), [thing["text"] for thing in _todo(final, Files([]))]
    whole = f"{said} Báo cáo gồm cả các ngày ấy: emulation-batch review 2021-08..2026-01."
    assert whole in console and whole in page
    assert [span_data(space, key).days_after for key in ("2025", "2021-08..2026-01", "2025-12..2026-01")] == ["", "", ""]
    assert span_data(space, "2025-12..2026-03").absent == ("2026-01",), "a month with days of the movement, and no later one"
