"""What the charts of a month count."""

from dataclasses import replace

from support.judged import frame
from support.month import empty_month, month_of, spring_month
from support.paths import shipped_definition

from emulation_batch.reports.charts_shown import charts


def test_rows_by_standard_and_by_unit():
    shown = charts(spring_month())
    assert shown["by_standard"]["alt"].endswith("Tháng 3 năm 2022: a) 4, b) 1, c) 5, d) 2, CN a) 1, CN b) 1.")
    assert "Văn phòng 3, Phòng BCXB 12, Trung tâm CNTT&TT –" in shown["by_unit"]["alt"]
    assert shown["by_standard"]["shown"] and shown["by_unit"]["shown"]


def test_the_month_before_stands_beside_when_it_is_sealed():
    month = spring_month()
    rows = [{"_period": "2022-02", "_ref": f"2022-02/VP/co_che/{number}", "loai": "b2"} for number in (7, 8, 9)]
    batch = replace(month.judged.batch, past={"co_che": frame(shipped_definition().sheet("co_che"), rows)})
    before = replace(month, judged=replace(month.judged, batch=batch), past_findings={"2022-02": ()})
    assert "Tháng 2 năm 2022: a) 0, b) 3, c) 0" in charts(before)["by_standard"]["alt"]
    assert "Tháng 2" not in charts(replace(before, past_findings={}))["by_standard"]["alt"]


def test_nothing_to_show_shows_nothing():
    assert [item["shown"] for item in charts(empty_month()).values()] == [0, 0]
    assert not charts(month_of({}))["by_standard"]["shown"]


def test_too_many_units_for_a_page_stay_in_the_table():
    month = spring_month()
    units = tuple(replace(month.registry.units[0], code=f"U{place}") for place in range(13))
    crowded = replace(month, registry=replace(month.registry, units=units))
    assert [item["shown"] for item in charts(crowded).values()] == [1, 0]
