"""Figures as printed: blank, 0, nil and "nothing to divide by" are four different things."""

from dataclasses import replace
from functools import cache

import pytest
from support.month import empty_month, large_month, month_of, spring_month

from emulation_batch.findings import Label, word
from emulation_batch.reports.numbers import Numbers, figure_blocks, in_tables, number_of, plain, standard_block


@cache
def spring():
    return spring_month()


@pytest.mark.parametrize(("value", "shown"), [(0.0, "0"), (1_500_000.0, "1.500.000"), (4.5, "4,5"), (7, "7"), (None, "–"),
                                               (float("nan"), "–")])
def test_plain(value, shown):
    assert plain(value) == shown


@pytest.mark.parametrize(("figure", "unit", "shown"), [
    ("c1_van_dong", "VP", "12.500.000"), ("c1_van_dong", "BCXB", "0"), ("c1_van_dong", "TTCNTT", "–"),
    ("d1_bai", "VP", "KPS"), ("d1_bai", "", "0"), ("a1_ty_le", "", "50"), ("c3_ngay_cong", "", "4,5"),
])
def test_printed(figure, unit, shown):
    numbers = Numbers(spring())
    assert numbers.printed(spring().definition.figure(figure), unit=unit) == shown


def test_a_ratio_of_nothing_is_not_a_percentage():
    month = month_of({})
    assert Numbers(month).printed(month.definition.figure("a1_ty_le")) == "không phát sinh"


def test_all_nil_is_said_and_zero_is_not():
    figure = spring().definition.figure("c1_van_dong")
    assert Numbers(empty_month()).printed(figure) == "không phát sinh"
    assert Numbers(month_of({})).printed(figure) == "0"
    assert Numbers(empty_month()).printed(figure, "movement") == "0"


def test_a_blank_is_a_dash():
    month = spring()
    without = replace(month, figures=month.figures[month.figures["name"] != "c1_van_dong"])
    assert Numbers(without).printed(month.definition.figure("c1_van_dong")) == "–"
    assert Numbers(without).printed(month.definition.figure("c1_van_dong"), unit="VP") == "–"


def test_every_printed_number_is_a_figure():
    """Each cell of the tables is the figure of that name, unit and span: nothing is added up on the way."""
    month = spring()
    values = {(row.name_, row.unit, row.period): row.value for row in month.figures.rename(columns={"name": "name_"}).itertuples()}
    for standard in month.definition.standards:
        figures = [figure for figure in month.definition.figures if figure.standard == standard.code]
        for figure, row in zip(figures, standard_block(month, Numbers(month), standard)["rows"], strict=True):
            if figure.rule != "ratio":
                assert row["year"] == plain(values[figure.key, "", "2022"])
                assert row["movement"] == plain(values[figure.key, "", "2021-08..2022-03"])


def test_prose_leaves_out_what_did_not_happen():
    block = standard_block(spring(), Numbers(spring()), spring().definition.standard("TT-b"))
    assert block["prose"] == "Kết quả trong kỳ: 01 kiến nghị sửa đổi, bổ sung."
    assert len(block["rows"]) == 4
    assert "b.2 – b2_kien_nghi" in block["key_note"]


def test_prose_of_nothing_and_of_nil():
    standard = spring().definition.standard("TT-b")
    nothing, nil = month_of({}), empty_month()
    assert "chưa có kết quả" in standard_block(nothing, Numbers(nothing), standard)["prose"]
    assert "không phát sinh" in standard_block(nil, Numbers(nil), standard)["prose"]


def test_units_in_tables_of_about_one_size():
    month = large_month(1)
    units = month.registry.units_on(month.period.to)
    assert [len(group) for group in in_tables(units)] == [5, 4]
    blocks = figure_blocks(month, Numbers(month), units)
    assert [len(block["rows"][0]["cells"]) for block in blocks] == [5, 4]
    assert list(in_tables(())) == [()]


def test_numbers_of_lines_tell_individuals_apart():
    definition = spring().definition
    assert number_of(spring(), definition.figure("a1_dung_han")) == "a.2"
    assert number_of(spring(), definition.figure("cn_ngay_co_so")) == "CN\u00a0a.2"


def test_a_measure_is_said_once_and_small_numbers_have_two_digits():
    prose = standard_block(spring(), Numbers(spring()), spring().definition.standard("TT-d"))["prose"]
    assert prose.startswith("Kết quả trong kỳ: 14 tin; 01 giải pháp, sáng kiến tuyên truyền, vận động.")


def test_a_figure_may_say_how_a_sentence_tells_it():
    prose = standard_block(spring(), Numbers(spring()), spring().definition.standard("TT-a"))["prose"]
    assert "02 văn bản được giao đến hạn trong kỳ; trong đó 01 văn bản hoàn thành đúng hạn; đạt tỷ lệ 50 %;" in prose
    assert "tiền vận động 12.500.000 đồng" in standard_block(spring(), Numbers(spring()), spring().definition.standard("TT-c"))["prose"]


def test_a_document_told_by_two_units_is_noted_until_it_is_settled():
    twice = Label("A312", "Văn bản này cũng được đơn vị khác báo cáo.", "Thống nhất.", "query")
    found = tuple(word(twice, unit=unit, period="2022-03", file=f"{unit}.xlsx", sheet="2a. Văn bản, sáng kiến", cell="G8")
                  for unit in ("VP", "BCXB"))
    month = spring_month(findings=found)
    told = {code: standard_block(month, Numbers(month), month.definition.standard(code))["prose"] for code in ("TT-a", "TT-c")}
    assert "02 dòng ghi văn bản mà đơn vị khác cũng báo cáo" in told["TT-a"]
    assert "đơn vị khác" not in told["TT-c"]
