"""Tables for later months and other programs: they come back as they went, and the same data give the same bytes."""

import csv
import io

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.corrected import corrected_month
from support.month_register import LIVE, finding, findings, month_data

from emulation_batch.findings import FINDING_COLUMNS
from emulation_batch.reports.records import guarded, unguarded, write_findings, write_records

NAMES = ["ca_nhan", "co_che", "de_nghi", "decisions", "figures", "nguon_luc", "proposals", "results", "tuyen_truyen", "van_ban"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    write_records(folder, month_data())
    return folder / "records"


def test_one_table_a_sheet_and_what_was_made_of_them(folder):
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.parquet" for name in NAMES]


@pytest.mark.parametrize("sheet", ["van_ban", "co_che", "nguon_luc", "tuyen_truyen", "ca_nhan", "de_nghi"])
def test_accepted_rows_come_back_with_their_types(folder, sheet):
    """Also a sheet without rows: an empty month does not change the type of a column."""
    expected = month_data().judged.accepted[sheet].reset_index(drop=True)
    pd.testing.assert_frame_equal(pd.read_parquet(folder / f"{sheet}.parquet"), expected)


def test_refused_rows_are_not_in_the_records(folder):
    assert "2022-03/VP/van_ban/9" not in set(pd.read_parquet(folder / "van_ban.parquet")["_ref"])


def test_money_keeps_every_dong_and_lists_stay_lists(folder):
    schema = pq.read_schema(folder / "nguon_luc.parquet")
    assert str(schema.field("so_tien").type) == "int64"
    assert str(schema.field("ngay").type) == "timestamp[us]"
    figures = pd.read_parquet(folder / "figures.parquet")
    assert list(figures["rows"][3]) == ["2022-02/VP/nguon_luc/9", "2022-03/VP/nguon_luc/8"]
    assert list(figures["rows"][1]) == []
    assert figures["value"].tolist()[:2] == [12_500_000.0, 0.0]
    assert pd.isna(figures["value"][5])
    assert str(pq.read_schema(folder / "results.parquet").field("rows").type).startswith("list<")
    assert list(pd.read_parquet(folder / "proposals.parquet")["reasons"][0]) == [
        "Từ “đặc biệt xuất sắc” do Hội đồng cân nhắc.", "-2+3"]


def test_the_same_month_gives_the_same_bytes(folder, tmp_path):
    month_data.cache_clear()
    write_records(tmp_path, month_data())
    for name in NAMES:
        assert (folder / f"{name}.parquet").read_bytes() == (tmp_path / "records" / f"{name}.parquet").read_bytes(), name


def rows_of(path):
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") >= content.count(b"\n") - 1  # one line break is inside a value
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_findings_csv_is_the_contract(tmp_path):
    write_findings(tmp_path / "findings.csv", findings())
    header, first, *_ = rows_of(tmp_path / "findings.csv")
    assert header == ["code", "severity", "unit", "period", "file", "sheet", "cell", "column", "value", "message", "mend"]
    assert first == ["C201", "error", "VP", "2022-03", "bao_cao_VP.xlsx", "2a. Văn bản, sáng kiến", "M9", "ket_qua", "",
                     "Ô Kết quả đang để trống.", "Điền kết quả, hoặc xóa cả dòng."]


def test_no_cell_is_live_when_the_file_is_opened_with_a_double_click(tmp_path):
    odd = [finding("C250", "BCXB", "3. Cá nhân", "E8", "noi_dung", value, f"Nội dung “{value}”.", "")
           for value in (LIVE, "@SUM(A1)", "-2+3", "+84912", " =1", "'=1", "＝1", 'a;"b",\r\nc', "a\ud800b")]
    write_findings(tmp_path / "findings.csv", odd)
    rows = rows_of(tmp_path / "findings.csv")[1:]
    assert not any(cell.lstrip()[:1] in tuple("=+-@＝") for row in rows for cell in row if cell)
    values = [unguarded(row[FINDING_COLUMNS.index("value")]) for row in rows]
    assert values[:8] == [item.value for item in odd][:8], "a program reads exactly what was typed"
    assert values[8] == "a\\ud800b"


@given(st.text(alphabet=" '=+-@a1\t", max_size=8))
def test_the_guard_comes_off_again(text):
    assert unguarded(guarded(text)) == text


def test_corrections_of_sealed_months_are_kept_with_what_they_changed(tmp_path, monkeypatch):
    month = corrected_month(tmp_path, monkeypatch)
    records = tmp_path / "output" / "2021-11" / "records"
    kept = pd.read_parquet(records / "corrections" / "2021-10" / "nguon_luc.parquet")
    assert sorted(zip(kept["_unit"], kept["_period"], kept["so_tien"], strict=True)) == [
        ("TTCNTT", "2021-10", 700_000), ("VP", "2021-10", 1_500_000)]
    rows, figures = (pd.read_parquet(records / f"adjusted_{name}.parquet") for name in ("rows", "figures"))
    assert rows.to_dict("records") == month.corrections.rows.to_dict("records")
    assert list(figures.columns) == list(month.corrections.figures.columns) and figures["movement"].dtype == "float64"
    assert not (tmp_path / "output" / "2021-10" / "records" / "adjusted_rows.parquet").exists()
