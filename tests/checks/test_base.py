"""What every check has in common: its label, its words, its order, and what its findings do to rows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.paths import shipped_definition
from support.small_registry import small_registry
from support.tables import assert_findings, batch_of, only, read_tables, with_column

from emulation_batch import checks
from emulation_batch.checks import CHECKS, base, cells, cells_numbers, judge, rows, run_checks
from emulation_batch.findings import SEVERITIES, Finding

HERE = Path(__file__).parent
MONTH = """
    [thong_tin]
    | unit | don_vi       | ky      | khong_phat_sinh | kps_co_che |
    | VP   | Văn phòng Sở | 2022-03 | Không           | Có         |
    | BCXB | Phòng BCXB   | 2022-03 | Không           | Không      |
    [van_ban]
    | unit   | loai | noi_dung                          | ngay_hoan_thanh | so_ky_hieu   | nguoi_chu_tri |
    | BCXB   | a2   | Bản đồ số các hộ cần hỗ trợ       | 05/05/2022      | 125/BC-STTTT | STTTT-004     |
    | VP     | a2   | Bản đồ số các hộ cần hỗ trợ       | 05/03/2022      | 125/BC-STTTT | STTTT-001     |
    | VP     | a1   | đang cập nhật                     | 5/3             |              | Người Lạ      |
    [nguon_luc]
    | unit   | loai | noi_dung                          | ngay            | so_tien      | giai_trinh    |
    | VP     | c1   | Ủng hộ Quỹ Vì người nghèo         | =2022-03-05     | =300000000   | Tiền của cả khối cơ quan |
    | VP     | c1   | Ủng hộ Quỹ Vì người nghèo         | =2022-03-05     | 12,5 triệu   | x             |
"""


def month(definition=None, text=MONTH):
    """A month of two units with the usual mistakes."""
    definition, registry = definition or shipped_definition(), small_registry()
    return batch_of(read_tables(text, definition, registry, "2022-03", None), definition, registry, "2022-03")


def test_written_is_listed():
    """Every labelled function of the package stands in CHECKS, once; the letter of its code shows its file."""
    modules = [module for module in vars(checks).values() if getattr(module, "__name__", "").startswith("emulation_batch.checks.")]
    written = {function for module in modules for function in vars(module).values()
               if hasattr(function, "label") and function.__module__ == module.__name__}
    assert written == set(CHECKS)
    assert len(CHECKS) == len(written) == len({check.label.code for check in CHECKS})
    assert {path.stem for path in Path(checks.__file__).parent.glob("*.py")} == {
        "__init__", *(module.__name__.rpartition(".")[2] for module in modules), "same"}
    families = {"cells": "C", "rows": "R", "across": "A"}
    for check in CHECKS:
        assert check.label.code[0] == families[check.__module__.rpartition(".")[2].partition("_")[0]]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.label.code)
def test_every_code_has_its_table(check):
    """A check without a table that it fails is not specified."""
    tables = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py")))
    code, name = check.label.code, check.__name__
    assert re.search(rf"\b{code} \w+", tables) or re.search(rf"\.{name}\b", tables), f"no table expects {code}"
    assert check.__doc__


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.label.code)
def test_labels(check):
    """A label says what, how to mend it, why, and an example, in kind Vietnamese."""
    label = check.label
    assert label.severity in SEVERITIES
    for text in (label.message, label.mend, label.why, label.example):
        assert text and text[0] == text[0].upper() and text.rstrip()[-1] in ".?", text
        assert not re.search("không hợp lệ|vui lòng|lỗi hệ thống|tặng", text, re.IGNORECASE)
        plain = re.sub(r"\{[^}]*\}|“[^”]*”", "", text)
        assert not re.search(r"\b(?:error|value|sheet|column|row|invalid|required|file|format|the|is)\b", plain, re.IGNORECASE)
    assert label.severity != "query" or "giải trình" in label.mend or check.__module__.endswith(("rows_form", "cells_text"))


def test_messages_fit_and_quote():
    """A message stays a line also with the longest header, the longest name and a long value; it quotes the value."""
    longest = max((column.header for sheet in shipped_definition().sheets for column in sheet.columns), key=len)
    name = max((unit.name for unit in small_registry().units), key=len)
    column = replace(shipped_definition().form.columns[0], header=longest)
    sheet = max(shipped_definition().tables, key=lambda sheet: len(sheet.name))
    value = base.shown("x" * 300, base.QUOTED)
    for check in CHECKS:
        label = check.label
        words = {word: 200_000_000 if word in ("limit", "most", "total") else name if word in ("unit", "where")
                 else "14/03/2022" for word in label.words()}
        words |= {"column": column, "sheet": sheet, "value": value, "maybe": ""}
        message = label.message.format(**words)
        assert len(message) <= 160, message
        assert ("{value}" in label.message) == (value in message)


def test_findings_say_where():
    """A finding has the received name, the sheet as Excel shows it, the cell, the column's key and the value as typed."""
    found = {(finding.code, finding.cell): finding for finding in run_checks(month())}
    assert found["C242", "G8"] == Finding(
        "C241", "error", "BCXB", "2022-03", "BCXB.xlsx", "2a. Văn bản, sáng kiến", "G8", "ngay_hoan_thanh", "05/05/2022",
        "", "") or found["C241", "G8"].file == "BCXB.xlsx"
