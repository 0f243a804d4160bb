import math
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.judged import frame, judged
from support.paths import shipped_definition

from emulation_batch.definition import Figure
from emulation_batch.definition.faults import FIGURE_RULES
from emulation_batch.errors import DefinitionFault
from emulation_batch.figures import DEPARTMENT, FIGURE_COLUMNS, RULES, compute, tabulate

MONTH, YEAR, MOVEMENT = "2022-03", "2022", "2021-08..2022-03"
ADDITIVE = ("count", "sum", "due", "on_time", "overdue")
UNITS = st.sampled_from(["VP", "BCXB", "TTCNTT", "CU"])


def past_of(rows):
    """Accepted rows of earlier months, as the ledger gives them; each row names its `_period`."""
    return {sheet.key: frame(sheet, rows.get(sheet.key, []), text="str") for sheet in shipped_definition().tables}


def value(figures, name, unit=DEPARTMENT, period=MONTH):
    found = figures[(figures["name"] == name) & (figures["unit"] == unit) & (figures["period"] == period)]
    assert len(found) == 1
    return found.iloc[0]["value"]


def rows(figures, name, unit=DEPARTMENT, period=MONTH):
    found = figures[(figures["name"] == name) & (figures["unit"] == unit) & (figures["period"] == period)]
    return found.iloc[0]["rows"]


def with_figures(*figures):
    return replace(shipped_definition(), figures=figures)


def test_rules_are_those_the_definition_may_name():
    assert {*RULES, "ratio"} == set(FIGURE_RULES)


def test_shape():
    """Every figure, for every active unit and the department, in three spans."""
    figures = compute(judged(), {}, [])
    definition = shipped_definition()
    assert tuple(figures.columns) == FIGURE_COLUMNS
    assert len(figures) == len(definition.figures) * 4 * 3
    assert list(figures["period"].drop_duplicates()) == [MONTH, YEAR, MOVEMENT]
    assert list(figures["unit"].drop_duplicates()) == ["VP", "BCXB", "TTCNTT", DEPARTMENT]
    assert set(figures["measure"]) == {figure.measure for figure in definition.figures}
    assert figures["value"].dtype == "float64"


def test_only_accepted_rows_of_the_right_kind_and_where_count():
    money = {"loai": "c1", "hinh_thuc": "van_dong", "so_tien": 12_500_000}
    figures = compute(judged(
        {"nguon_luc": [money, money | {"so_tien": 1}, money | {"hinh_thuc": "phan_bo"}, money | {"hinh_thuc": None},
                       money | {"loai": "c4"}, money | {"so_tien": None}]},
        {"nguon_luc": [money | {"so_tien": 999}]}), {}, [])
    assert value(figures, "c1_van_dong") == 12_500_001
    assert rows(figures, "c1_van_dong") == ["2022-03/VP/nguon_luc/8", "2022-03/VP/nguon_luc/9"]
    assert value(figures, "c1_phan_bo") == 12_500_000
    assert value(figures, "c1_van_dong", "BCXB") == 0
    assert rows(figures, "c1_van_dong", "BCXB") == []


def test_decimals_are_summed_as_typed():
    """0.1 three times is 0.3, and a half day stays a half."""
    work = [{"loai": "c3", "so_ngay_cong": days} for days in (0.1, 0.1, 0.1)]
    assert value(compute(judged({"nguon_luc": work}), {}, []), "c3_ngay_cong") == 0.3
    halves = [{"loai": "c3", "so_ngay_cong": 0.5}, {"loai": "c3", "so_ngay_cong": 12}]
    assert value(compute(judged({"nguon_luc": halves}), {}, []), "c3_ngay_cong") == 12.5


def test_large_money_is_exact():
    money = [{"loai": "c1", "hinh_thuc": "van_dong", "so_tien": 2**52}, {"loai": "c1", "hinh_thuc": "van_dong", "so_tien": 1}]
    assert value(compute(judged({"nguon_luc": money}), {}, []), "c1_van_dong") == 2**52 + 1


def test_distinct_folds_names_but_not_codes():
    """Two units with one enterprise make one enterprise; a person in two rows is one person."""
    month = judged({
        "tuyen_truyen": [{"loai": "d3", "doanh_nghiep": "Công ty Hòa Bình"},
                         {"loai": "d3", "doanh_nghiep": "CÔNG TY  HOÀ BÌNH", "_unit": "BCXB"},
                         {"loai": "d3", "doanh_nghiep": "Công ty Hoa Bình", "_unit": "BCXB"},
                         {"loai": "d3", "doanh_nghiep": None}],
        "ca_nhan": [{"can_bo": "STTTT-003", "loai": "b1"}, {"can_bo": "STTTT-003", "loai": "b2"}]})
    figures = compute(month, {}, [])
    assert value(figures, "d3_doanh_nghiep", "VP") == 1
    assert value(figures, "d3_doanh_nghiep", "BCXB") == 2
    assert value(figures, "d3_doanh_nghiep") == 2
    assert len(rows(figures, "d3_doanh_nghiep")) == 3
    assert value(figures, "cn_nguoi") == 1


A1 = {"loai": "a1", "van_ban_giao": "511/KH-UBND"}
ON_TIME = A1 | {"han_hoan_thanh": date(2022, 3, 10), "ngay_hoan_thanh": date(2022, 3, 10)}
LATE = A1 | {"han_hoan_thanh": date(2022, 3, 10), "ngay_hoan_thanh": date(2022, 3, 11)}
UNDONE = A1 | {"han_hoan_thanh": date(2022, 3, 14)}
LATER = A1 | {"han_hoan_thanh": date(2022, 3, 15)}
OVERDUE = Figure("a1_tre", "Trễ hạn", "văn bản", "TT-a", "overdue", sheet="van_ban", kinds=("a1",))


def test_dated_work():
    definition = with_figures(*shipped_definition().figures, OVERDUE)
    figures = compute(judged({"van_ban": [ON_TIME, LATE, UNDONE, LATER]}, definition=definition), {}, [])
    assert value(figures, "a1_den_han") == 3
    assert value(figures, "a1_dung_han") == 1
    assert value(figures, "a1_tre") == 2
    assert value(figures, "a1_ty_le") == pytest.approx(100 / 3)
    assert rows(figures, "a1_ty_le") == [f"2022-03/VP/van_ban/{row}" for row in (8, 9, 10)]


def test_dated_work_of_an_earlier_month_is_held_to_its_own_window():
    """A deadline of 20 February lies in the window of March: reported open in February, it was not due then."""
    early = A1 | {"han_hoan_thanh": date(2022, 2, 20), "_period": "2022-02"}
    done = A1 | {"han_hoan_thanh": date(2022, 2, 20), "ngay_hoan_thanh": date(2022, 2, 18)}
    figures = compute(judged({"van_ban": [done]}), past_of({"van_ban": [early]}), ["2022-02"])
    assert (value(figures, "a1_den_han", period=YEAR), value(figures, "a1_dung_han", period=YEAR)) == (1, 1)


def test_a_ratio_of_nothing_is_blank():
    """Never 0 % and never 100 % where nothing was due."""
    figures = compute(judged({"van_ban": [ON_TIME]}), {}, [])
    assert value(figures, "a1_ty_le", "VP") == 100
    assert math.isnan(value(figures, "a1_ty_le", "BCXB"))


def test_spans():
    """A reporting year is the months of that name; the movement runs from its first month to this one."""
    past = past_of({"van_ban": [{"loai": "a3", "_period": month} for month in ("2021-08", "2021-12", "2022-01", "2022-02")]})
    figures = compute(judged({"van_ban": [{"loai": "a3"}]}), past, ["2021-08", "2021-12", "2022-01", "2022-02"])
    assert [value(figures, "a3_huong_dan", period=span) for span in (MONTH, YEAR, MOVEMENT)] == [1, 3, 5]
    assert rows(figures, "a3_huong_dan", period=YEAR)[0] == "2022-01/VP/van_ban/8"


def test_only_the_months_named_count():
    past = past_of({"van_ban": [{"loai": "a3", "_period": month} for month in ("2022-01", "2022-02", "2022-04")]})
    figures = compute(judged({"van_ban": [{"loai": "a3"}]}), past, ["2022-02", "2022-04"])
    assert value(figures, "a3_huong_dan", period=YEAR) == 2


def test_a_unit_that_no_longer_reports_keeps_its_earlier_rows():
    past = past_of({"van_ban": [{"loai": "a3", "_unit": "CU", "_period": "2022-01"}]})
    figures = compute(judged(), past, ["2022-01"])
    assert value(figures, "a3_huong_dan", "CU", YEAR) == 1
    assert value(figures, "a3_huong_dan", "CU", MONTH) == 0
    assert value(figures, "a3_huong_dan", period=YEAR) == 1


def test_joint_work_counts_where_it_was_reported():
    """Both units' rows stay in the total; the pair is a query of the checks."""
    joint = {"loai": "a2", "sang_kien": "giai_phap", "so_ky_hieu": "125/BC-STTTT"}
    figures = compute(judged({"van_ban": [joint, joint | {"_unit": "BCXB"}]}), {}, [])
    assert [value(figures, "a2_sang_kien", unit) for unit in ("VP", "BCXB", DEPARTMENT)] == [1, 1, 2]


ROWS = st.fixed_dictionaries({
    "van_ban": st.lists(st.fixed_dictionaries({
        "_unit": UNITS, "_period": st.sampled_from(["2022-01", "2022-02", "2022-03"]), "loai": st.sampled_from(["a1", "a2", "a3"]),
        "han_hoan_thanh": st.none() | st.dates(date(2021, 12, 1), date(2022, 4, 30)),
        "ngay_hoan_thanh": st.none() | st.dates(date(2021, 12, 15), date(2022, 3, 14))}), max_size=8),
    "nguon_luc": st.lists(st.fixed_dictionaries({
        "_unit": UNITS, "_period": st.sampled_from(["2022-01", "2022-02", "2022-03"]), "loai": st.sampled_from(["c1", "c3"]),
        "hinh_thuc": st.sampled_from(["tu_ung_ho", "van_dong"]), "so_tien": st.none() | st.integers(0, 10**11),
        "so_ngay_cong": st.none() | st.integers(1, 40).map(lambda halves: halves / 2)}), max_size=8),
    "tuyen_truyen": st.lists(st.fixed_dictionaries({
        "_unit": UNITS, "_period": st.sampled_from(["2022-01", "2022-02", "2022-03"]), "loai": st.just("d3"),
        "doanh_nghiep": st.sampled_from(["Công ty A", "CÔNG TY A", "Công ty B"])}), max_size=6),
})


@settings(max_examples=20, deadline=None)
@given(found=ROWS)
def test_sums_agree(found):
    """Months make the year, units make the department, and every row behind a number exists and is behind it once."""
    sheets = past_of(found)
    months = ("2022-01", "2022-02", "2022-03")
    figures = tabulate(shipped_definition(), sheets, {month: (month,) for month in months} | {YEAR: months}, ["VP", "BCXB"])
    table = figures.set_index(["name", "unit", "period"])["value"].to_dict()
    by_rule = defaultdict(list)
    for figure in shipped_definition().figures:
        by_rule["additive" if figure.rule in ADDITIVE else figure.rule].append(figure.key)
    units = set(figures["unit"]) - {DEPARTMENT}
    for name in by_rule["additive"]:
        for unit in (*units, DEPARTMENT):
            assert sum(table[name, unit, month] for month in months) == table[name, unit, YEAR]
        for period in (*months, YEAR):
            assert sum(table[name, unit, period] for unit in units) == table[name, DEPARTMENT, period]
    for name in by_rule["distinct"]:
        of_units = [table[name, unit, YEAR] for unit in units]
        assert max(of_units, default=0) <= table[name, DEPARTMENT, YEAR] <= sum(of_units)
    known = {ref for sheet in sheets.values() for ref in sheet["_ref"]}
    for behind in figures["rows"]:
        assert set(behind) <= known
        assert len(set(behind)) == len(behind)
    assert not figures.loc[figures["name"] != "a1_ty_le", "value"].isna().any()


def test_texts_of_parquet_count_like_texts_of_merging():
    """One person and one code, `str` in the past and an object now."""
    month = judged({"ca_nhan": [{"can_bo": "STTTT-003", "loai": "b1"}]})
    figures = compute(month, past_of({"ca_nhan": [{"can_bo": "STTTT-003", "loai": "b1", "_period": "2022-02"}]}), ["2022-02"])
    assert value(figures, "cn_ung_ho", period=YEAR) == 2
    assert value(figures, "cn_nguoi", period=YEAR) == 1


@pytest.mark.parametrize(("figure", "word"), [
    (Figure("x", "", "việc", "TT-b", "due", sheet="co_che", kinds=("b1",)), "han_hoan_thanh"),
    (Figure("x", "", "%", "TT-b", "ratio", of=("b1_ra_soat",)), "đúng hai"),
    (Figure("x", "", "%", "TT-b", "ratio", of=("b1_ra_soat", "a1_ty_le")), "đúng hai"),
])
def test_a_figure_that_cannot_be_computed_is_a_fault_of_the_definition(figure, word):
    definition = with_figures(*shipped_definition().figures, figure)
    with pytest.raises(DefinitionFault) as caught:
        compute(judged(definition=definition), {}, [])
    assert word in str(caught.value.faults[0])


def test_equal_lists_of_rows_are_one_list():
    """The month alone in its year and in the movement, and what nobody reported: one list each."""
    rows_of = {"co_che": [{"loai": "b1"}]}
    alone = compute(judged(rows_of), {}, []).set_index(["name", "unit", "period"])["rows"]
    lists = [alone["b1_ra_soat", "VP", period] for period in (MONTH, YEAR, MOVEMENT)]
    assert lists[0] == ["2022-03/VP/co_che/8"] and len({id(item) for item in lists}) == 1
    assert len({id(item) for item in alone if item == []}) == 1
    later = compute(judged(rows_of), past_of({"co_che": [{"loai": "b1", "_period": "2022-02"}]}), ["2022-02"])
    assert [len(rows(later, "b1_ra_soat", "VP", period)) for period in (MONTH, YEAR, MOVEMENT)] == [1, 2, 2]
