"""How a figure of a span is printed: a blank where nobody was asked, never 0."""

import pytest
from support.paths import shipped_definition
from support.span import small_workspace, span_data

from emulation_batch.reports.span_numbers import SpanNumbers


@pytest.fixture(scope="module")
def numbers(tmp_path_factory):
    return SpanNumbers(span_data(small_workspace(tmp_path_factory.mktemp("span")), "2022"))


def printed(numbers, key, part="", unit=""):
    return numbers.printed(shipped_definition().figure(key), part, unit)


def test_numbers_of_the_span_and_of_its_parts(numbers):
    assert [printed(numbers, "c1_van_dong", part) for part in ("", "2021", "2021-08..2022-12")] == ["37.500.000", "25.000.000", "62.500.000"]
    assert printed(numbers, "c1_van_dong", unit="VP") == "37.500.000"
    assert printed(numbers, "a1_ty_le") == "50" and printed(numbers, "a1_ty_le", unit="BCXB") == "không phát sinh"


def test_a_unit_that_sent_nothing_has_a_blank(numbers):
    assert printed(numbers, "c1_van_dong", unit="TTCNTT") == "–" and printed(numbers, "a1_ty_le", unit="TTCNTT") == "–"
    assert printed(numbers, "c1_van_dong", unit="BCXB") == "0"
    assert printed(numbers, "c1_van_dong", "2023") == "–"


def test_what_happened(numbers):
    figures = shipped_definition().figure
    assert numbers.happened(figures("a1_ty_le")) and not numbers.happened(figures("c5_nhan_rong"))
    assert not numbers.all_nil("van_ban")
