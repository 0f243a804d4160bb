"""Numbers: each row is what a unit typed and what is understood of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.vietnamese.formats import format_money, format_number
from emulation_batch.vietnamese.numbers import LARGEST, NUMBER_NOTES, Reading, read_decimal, read_integer, read_money

READERS = (read_money, read_integer, read_decimal)


@pytest.mark.parametrize(
    ("typed", "value", "note", "proposal"),
    [
        (1500000, 1500000, "", ""),
        (1500000.0, 1500000, "", ""),
        (1500000.0000000002, 1500000, "", ""),
        (Decimal("1500000"), 1500000, "", ""),
        (0, 0, "", ""),
        ("1500000", 1500000, "", ""),
        ("500.000", 500000, "", ""),
        ("1.500.000", 1500000, "", ""),
        ("1 500 000", 1500000, "", ""),
        ("1.500.000,00", 1500000, "", ""),
        ("1500000.00", 1500000, "", ""),
        ("500.000\u00a0đ", 500000, "", ""),
        ("500.000 đồng", 500000, "", ""),
        ("500.000đ.", 500000, "", ""),
        ("500.000 VNĐ", 500000, "", ""),
        ("500.000 ₫", 500000, "", ""),
        ("１.５００", 1500, "", ""),
        ("+1.500", 1500, "", ""),
        ("12,5 triệu", None, "with_unit", "12500000"),
        ("15,5 triệu đồng", None, "with_unit", "15500000"),
        ("7,7 tr", None, "with_unit", "7700000"),
        ("2.5 tỷ", None, "with_unit", "2500000000"),
        ("2 tỉ", None, "with_unit", "2000000000"),
        ("500 nghìn", None, "with_unit", "500000"),
        ("500 ngàn đồng", None, "with_unit", "500000"),
        ("500k", None, "with_unit", "500000"),
        ("0,0000001 triệu", None, "with_unit", ""),
        ("-2 triệu", None, "with_unit", ""),
        ("15 USD", None, "with_unit", ""),
        ("9999999 tỷ", None, "too_large", ""),
        ("1,500,000", 1500000, "us_grouping", ""),
        ("1,500,000.00", 1500000, "us_grouping", ""),
        ("1,500", None, "ambiguous", ""),
        ("500.00", None, "ambiguous", ""),
        ("500.00 đ", None, "ambiguous", ""),
        ("15.000 triệu", None, "ambiguous", ""),
        (1.5, None, "fraction", "1500"),
        (999.5, None, "fraction", "999500"),
        (500000.5, None, "fraction", ""),
        (0.3333, None, "fraction", ""),
        (-1.5, None, "fraction", ""),
        ("1.5", None, "fraction", ""),
        ("12,5", None, "fraction", ""),
        ("1.500.00", None, "malformed", ""),
        ("0.500.000", None, "malformed", ""),
        ("1.500 000", None, "malformed", ""),
        ("500.", None, "malformed", ""),
        ("30.tr", None, "not_a_number", ""),
        ("mười triệu", None, "not_a_number", ""),
        ("1e400", None, "not_a_number", ""),
        ("nan", None, "not_a_number", ""),
        ("#N/A", None, "not_a_number", ""),
        (float("nan"), None, "not_a_number", ""),
        (float("inf"), None, "not_a_number", ""),
        (Decimal("sNaN"), None, "not_a_number", ""),
        (True, None, "not_a_number", ""),
        (object(), None, "not_a_number", ""),
        (-5, -5, "negative", ""),
        ("-500.000", -500000, "negative", ""),
        ("\u2212500.000", -500000, "negative", ""),
        (LARGEST, LARGEST, "", ""),
        (LARGEST + 1, None, "too_large", ""),
        (10**400, None, "too_large", ""),
        ("9" * 99, None, "too_large", ""),
        ("9" * 10_000, None, "too_large", ""),
        ("1 " * 50_000, None, "not_a_number", ""),
        (None, None, "empty", ""),
        (" \u00a0", None, "empty", ""),
    ],
)
def test_read_money(typed, value, note, proposal):
    assert read_money(typed) == Reading(value, note, proposal)


@pytest.mark.parametrize(
    ("typed", "value", "note", "proposal"),
    [
        ("05", 5, "", ""),
        ("1.200", 1200, "", ""),
        (12.0, 12, "", ""),
        ("12,0", 12, "", ""),
        ("12 hộ", None, "with_unit", "12"),
        ("1.200 lượt người", None, "with_unit", "1200"),
        ("2 nghìn lượt", None, "with_unit", "2000"),
        ("12 tr", None, "with_unit", ""),
        ("1,5 hộ", None, "with_unit", ""),
        ("1,200 hộ", None, "ambiguous", ""),
        (1.5, None, "fraction", ""),
        ("1,5", None, "fraction", ""),
        ("1,200", None, "ambiguous", ""),
        ("1,200,000", 1200000, "us_grouping", ""),
        ("12-15", None, "not_a_number", ""),
        ("khoảng 12", None, "not_a_number", ""),
        (False, None, "not_a_number", ""),
    ],
)
def test_read_integer(typed, value, note, proposal):
    assert read_integer(typed) == Reading(value, note, proposal)


@pytest.mark.parametrize(
    ("typed", "value", "note", "proposal"),
    [
        ("0,5", Decimal("0.5"), "", ""),
        ("0.5", Decimal("0.5"), "", ""),
        ("0,125", Decimal("0.125"), "", ""),
        ("1.200,5", Decimal("1200.5"), "", ""),
        ("1 200,5", Decimal("1200.5"), "", ""),
        ("1.200.000", Decimal(1200000), "", ""),
        ("1,200.5", Decimal("1200.5"), "us_grouping", ""),
        (0.1 + 0.2, Decimal("0.3"), "", ""),
        (3, Decimal(3), "", ""),
        ("1.200", None, "ambiguous", ""),
        ("1,200", None, "ambiguous", ""),
        ("2,5 ngày", None, "with_unit", "2,5"),
        ("2 nghìn công", None, "with_unit", ""),
        ("-1,5", Decimal("-1.5"), "negative", ""),
        ("1/2", None, "not_a_number", ""),
        (1e300, None, "too_large", ""),
    ],
)
def test_read_decimal(typed, value, note, proposal):
    assert read_decimal(typed) == Reading(value, note, proposal)


@given(st.integers(-LARGEST, LARGEST))
def test_printed_money_reads_back(n):
    note = "negative" if n < 0 else ""
    assert read_money(format_number(n)) == read_money(format_money(n)) == Reading(n, note)


@given(st.decimals(0, 10**9, places=2))
def test_quantities_read_back_with_a_comma(d):
    assert read_decimal(f"{d:f}".replace(".", ",")).value == d


@given(st.one_of(st.text(), st.text("0123456789., -+đktriệuỷ"), st.floats(), st.integers(), st.binary(), st.none()))
def test_every_cell_gets_a_reading(value):
    for read in READERS:
        reading = read(value)
        assert reading.note in ("", *NUMBER_NOTES)
        assert reading.value is not None or reading.note
        assert reading.value is None or not reading.proposal


@given(st.text("0123456789., đktriệuỷnghì", max_size=12))
def test_a_proposal_of_money_is_read_without_a_note(text):
    proposal = read_money(text).proposal
    assert not proposal or (proposal.isdigit() and read_money(proposal) == Reading(int(proposal)))
