"""The catalogue of codes: unique, explained, printable."""

import re

import pytest

from emulation_batch.catalogue import all_labels, explain, table_markdown
from emulation_batch.checks import CHECKS
from emulation_batch.errors import UsageFault
from emulation_batch.findings import SEVERITIES


def test_codes_are_unique_sorted_and_of_a_family():
    """One code, one meaning, never two."""
    codes = [label.code for label in all_labels()]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[FCRAH]\d{3}", code) for code in codes)
    assert {check.label.code for check in CHECKS} < set(codes)


def test_every_label_can_be_explained():
    """What is wrong, why, how to mend it, an example: nothing is left out, no template is shown raw."""
    for label in all_labels():
        page = explain(label.code.lower())
        assert label.severity in SEVERITIES
        assert [line.split(":")[0] for line in page.splitlines() if not line.startswith(" ")] == [
            "Mã", "Mức", "Vấn đề", "Vì sao", "Cách sửa", "Ví dụ"], label.code
        assert "{" not in page


def test_the_page_of_a_code():
    """The page as a person reads it."""
    assert explain("C222") == "\n".join((
        "Mã:       C222",
        "Mức:      lỗi: dòng hoặc tệp bị trả lại cho đến khi sửa",
        "Vấn đề:   Ô … ghi “…”, thiếu năm.",
        "Vì sao:   Kỳ báo cáo có thể nằm ở hai năm, nên năm không được đoán thay đơn vị.",
        "Cách sửa: Ghi đủ ngày/tháng/năm.",
        "Ví dụ:    “5/3” ghi lại là 05/03/2022."))


@pytest.mark.parametrize(("code", "near"), [("C2O1", "C201"), ("C20l", "C20"), ("xyz", "")])
def test_an_unknown_code(code, near):
    """An unknown code stops with what was meant."""
    with pytest.raises(UsageFault) as stopped:
        explain(code)
    assert f"“{code}”" in stopped.value.message
    assert (f"Có phải là {near}" in stopped.value.message) == bool(near)


def test_the_table_has_a_row_for_every_code():
    """README shows every code once."""
    lines = table_markdown().splitlines()
    assert [line.split(" | ")[0].strip("| ") for line in lines[2:]] == [label.code for label in all_labels()]
    assert "| C201 | lỗi | Ô … đang để trống. |" in lines
