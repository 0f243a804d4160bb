"""What the charts of a review count."""

from support.span import small_workspace, span_data

from emulation_batch.reports.span_charts import charts


def test_charts(tmp_path):
    space = small_workspace(tmp_path)
    shown = charts(span_data(space, "mid-term"))
    assert "Số dòng: a) 20, b) 5, c) 25, d) 10, CN a) 5, CN b) 5." in shown["by_standard"]["alt"]
    assert "Năm 2021 26, Năm 2022 39" in shown["by_year"]["alt"] and shown["by_year"]["shown"]
    assert "Văn phòng 15, Phòng BCXB 50, Trung tâm CNTT&TT –" in shown["by_unit"]["alt"]
    assert "Năm 2022 39, Năm 2023 –, Năm 2024 –, Năm 2025 –." in charts(span_data(space, "final"))["by_year"]["alt"], "no year is 0"
    assert not charts(span_data(space, "2022"))["by_year"]["shown"]
    part_of_a_year = charts(span_data(space, "2021-11..2022-02"))["by_year"]["alt"]
    assert "Năm 2021" not in part_of_a_year and "Từ 11/2021 đến 12/2021 26, Từ 01/2022 đến 02/2022" in part_of_a_year
