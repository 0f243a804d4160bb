import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import openpyxl
import pandas as pd
import pytest
from support.judged import frame, period
from support.month import BASE, month_of
from support.paths import shipped_definition
from support.run_folders import file_of
from support.small_registry import small_registry
from support.span import renamed_and_merged, small_workspace

from emulation_batch import layout, traced_rows
from emulation_batch.errors import Unbalanced, UsageFault
from emulation_batch.figures import compute
from emulation_batch.periods import Month
from emulation_batch.printing_spans import print_traced
from emulation_batch.reports.records import write_records
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.tracing import as_plain, trace
from emulation_batch.whole_files import sha256_of
from emulation_batch.workspace import Workspace

MARCH = Month(2022, 3)
EARLIER = [{"loai": "c1", "hinh_thuc": "van_dong", "noi_dung": "Vận động đợt tháng 2", "ngay": date(2022, 2, 1), "so_tien": 1_000_000,
            "muc_dich": "quy", "chung_tu": "Biên lai 0001"}]


def typed(definition, sheet, values):
    """A row of the records as its unit typed it into the workbook."""
    return {key: definition.label(sheet.column(key).choices, value) if sheet.column(key).type == "choice" else
              value.date() if isinstance(value, pd.Timestamp) else value for key, value in values.items() if key != "_unit"}


def workbook(path, unit, rows_of):
    """The workbook of a unit with its rows of these."""
    definition, registry = shipped_definition(), small_registry()
    rows = {key: [typed(definition, definition.sheet(key), row) for row in rows if row.get("_unit", "VP") == unit] for key, rows in rows_of.items()}
    write_workbook(path, definition, registry, registry.unit(unit, period().to), period(), Filled({}, rows))
    return path


def lay_down(folder, month, files):
    """Records, manifest and received files of a month, `files` {unit: workbook}."""
    (folder / "received").mkdir(parents=True)
    sha = {unit: sha256_of(path) for unit, path in files.items()}
    for unit, path in files.items():
        path.rename(folder / "received" / f"{sha[unit]}.xlsx")
    for key, table in month.judged.accepted.items():
        month.judged.accepted[key] = table.assign(_file=table["_unit"].map(lambda unit: sha.get(unit, "0" * 64)))
    write_records(folder, month)
    (folder / "manifest.json").write_text(json.dumps({
        "definition": {"sha256": month.definition.sha256}, "units": [{"unit": item.unit, "name": item.name} for item in month.standings],
        "files": [file_of(unit, sha256, name=f"Báo cáo {unit}.xlsx") for unit, sha256 in sha.items()]}), encoding="utf-8")


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """March of BASE with its workbooks, after a sealed February whose workbook is lost."""
    root = tmp_path_factory.mktemp("traced")
    definition = shipped_definition()
    month = month_of(BASE)
    past = {sheet.key: frame(sheet, EARLIER if sheet.key == "nguon_luc" else [], "2022-02", "str") for sheet in definition.tables}
    month = replace(month, figures=compute(month.judged, past, ["2022-02"]))
    before = root / "output" / "2022-02"
    (before / "records").mkdir(parents=True)
    past["nguon_luc"].to_parquet(before / "records/nguon_luc.parquet")
    (before / "manifest.json").write_text(json.dumps({"files": [file_of("VP", "sha-VP", name="tháng 2.xlsx")]}), encoding="utf-8")
    lay_down(root / "output" / "2022-03", month, {unit: workbook(root / f"{unit}.xlsx", unit, BASE) for unit in ("VP", "BCXB")})
    return Workspace(root, definition, small_registry())


@cache
def opened(path):
    return openpyxl.load_workbook(path, data_only=True)


def at(space, row, cell):
    """What another reader finds in the received workbook at a traced cell."""
    return opened(space.output / row.received)[row.sheet][cell.cell].value


@pytest.fixture
def read_once(monkeypatch):
    """Each workbook goes through the real reader once, not once for every figure."""
    books, read_all = {}, traced_rows.reading.read_all

    def read(received, definition, workers):
        new = [item for item in received if item.sha256 not in books]
        books.update(read_all(new, definition, workers))
        return {item.sha256: books[item.sha256] for item in received}

    monkeypatch.setattr(traced_rows.reading, "read_all", read)


def test_a_sum_leads_to_its_cells(space):
    traced = trace(space, MARCH, "c1_van_dong")
    assert (traced.value, traced.unit_name, traced.span, traced.same_definition) == (12_500_000, "Toàn Sở", "2022-03", True)
    [row] = traced.rows
    assert (row.unit, row.file, row.sheet, row.row, row.adds) == ("VP", "Báo cáo VP.xlsx", "2c. Nguồn lực, mô hình", 8, 12_500_000)
    amount, form = row.cells
    assert (amount.column, amount.value, amount.shown) == ("so_tien", 12_500_000, "12.500.000")
    assert at(space, row, amount) == 12_500_000
    assert (form.shown, at(space, row, form)) == ("Vận động", "Vận động")


def test_every_figure_adds_up_to_its_cells(space, read_once):
    """Σ of the cells is the printed value, each cell read again with openpyxl from the received workbook."""
    table = pd.read_parquet(space.output / "2022-03/records/figures.parquet")
    told = Counter()
    for figure in space.definition.figures:
        line = table[(table["name"] == figure.key) & (table["unit"] == "") & (table["period"] == "2022-03")].iloc[0]
        traced = trace(space, MARCH, figure.key)
        assert traced.value == (None if pd.isna(line["value"]) else line["value"])
        for row in traced.rows:
            for cell in row.cells:
                found = at(space, row, cell)
                assert (found.date() if hasattr(found, "date") else found) in (cell.value, cell.shown)
        if figure.rule == "sum":
            assert sum(at(space, row, row.cells[0]) for row in traced.rows) == traced.value
        if figure.rule in ("count", "due", "on_time", "overdue"):
            assert len(traced.rows) == traced.value
        told[figure.rule] += bool(traced.value)
    assert told["sum"] > 2 and told["count"] > 5 and told["ratio"] == 1


def test_a_ratio_shows_both_its_parts(space):
    traced = trace(space, MARCH, "a1_ty_le")
    above, below = traced.parts
    assert (traced.value, above.value, below.value, traced.rows) == (50.0, 1.0, 2.0, ())
    assert [part.figure.key for part in traced.parts] == ["a1_dung_han", "a1_den_han"]
    assert [cell.column for cell in below.rows[0].cells] == ["han_hoan_thanh", "ngay_hoan_thanh"]


def test_a_span_reads_the_sealed_months_too(space):
    """The lost workbook of February still gives its file's name and row, only no cell."""
    traced = trace(space, MARCH, "c1_van_dong", "", "2022")
    assert traced.value == 13_500_000
    first, second = traced.rows
    assert (first.period, first.file, first.row, first.received, first.cells[0].cell) == ("2022-02", "tháng 2.xlsx", 8, "", "")
    assert first.cells[0].value == 1_000_000 and second.cells[0].cell


def test_a_file_bears_the_name_under_which_it_was_accepted(space, tmp_path):
    """The same file came once more in a later month, under another name, and counted as a duplicate there."""
    changed = replace(space, root=tmp_path)
    shutil.copytree(space.output, changed.output)
    path = changed.output / "2022-03" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"].append(file_of("VP", "sha-VP", name="tháng 2 gửi lại.xlsx") | {"outcome": "duplicate"})
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert [row.file for row in trace(changed, MARCH, "c1_van_dong", "", "2022").rows] == ["tháng 2.xlsx", "Báo cáo VP.xlsx"]


def test_a_column_that_stands_elsewhere_is_found_where_it_stands(space, tmp_path):
    """The place of a cell is read from the received workbook, never assumed."""
    path = workbook(tmp_path / "VP.xlsx", "VP", BASE)
    book = openpyxl.load_workbook(path)
    page = book["2c. Nguồn lực, mô hình"]
    column = layout.column_of(space.definition.sheet("nguon_luc"), "so_tien") + 1
    for row in range(1, page.max_row + 1):
        page.cell(row, 30).value, page.cell(row, column).value = page.cell(row, column).value, None
    book.save(path)
    lay_down(tmp_path / "output" / "2022-03", month_of({"nguon_luc": BASE["nguon_luc"][:1]}), {"VP": path})
    [row] = trace(replace(space, root=tmp_path), MARCH, "c1_van_dong").rows
    assert row.cells[0].cell == "AD8" and at(replace(space, root=tmp_path), row, row.cells[0]) == 12_500_000


def test_of_one_unit_and_by_title(space):
    assert trace(space, MARCH, "c1_van_dong", "BCXB").value == 0 and trace(space, MARCH, "c1_van_dong", "BCXB").rows == ()
    assert trace(space, MARCH, "tiền vận động", "VP").figure.key == "c1_van_dong"


@pytest.mark.parametrize(("arguments", "words"), [
    (("c1_van_dng",), "Có phải là “c1_van_dong”?"), (("c1_van_dong", "VPP"), "Có phải là “VP”?"),
    (("c1_van_dong", "", "2023"), "Chưa có kỳ nào của năm 2023 được chốt."), (("zzz",), "Không có số liệu “zzz”."),
])
def test_what_is_not_there_is_answered_with_the_nearest(space, arguments, words):
    with pytest.raises(UsageFault) as told:
        trace(space, MARCH, *arguments)
    assert words in told.value.message


def test_a_month_without_a_run(space):
    with pytest.raises(UsageFault, match="emulation-batch run 2022-05"):
        trace(space, Month(2022, 5), "c1_van_dong")


def test_rows_that_no_longer_make_the_number_are_told(space, tmp_path):
    month = month_of(BASE)
    lay_down(tmp_path / "output" / "2022-03", month, {})
    changed = replace(space, root=tmp_path)
    records = tmp_path / "output/2022-03/records/nguon_luc.parquet"
    table = pd.read_parquet(records)
    table.assign(so_tien=table["so_tien"] + 1).to_parquet(records)
    with pytest.raises(Unbalanced, match="12500000.0, nhưng các dòng làm nên nó cộng lại là 12500001.0"):
        trace(changed, MARCH, "c1_van_dong")
    table[table["_unit"] != "VP"].to_parquet(records)
    with pytest.raises(Unbalanced, match="2022-03/VP/nguon_luc/8"):
        trace(changed, MARCH, "c1_van_dong")


def test_the_result_for_machines_is_plain(space):
    plain = json.loads(json.dumps(as_plain(trace(space, MARCH, "a1_ty_le")), allow_nan=False))
    assert set(plain) == {"figure", "title", "measure", "rule", "unit", "unit_name", "span", "value", "same_definition", "left_out", "notes", "rows", "parts"}
    row = plain["parts"][1]["rows"][0]
    assert set(row) == {"ref", "unit", "period", "file", "received", "sheet", "row", "cells", "adds"}
    assert row["cells"][0] == {"cell": "F8", "column": "han_hoan_thanh", "header": "Hạn hoàn thành", "value": "2022-03-01", "shown": "01/03/2022"}


def test_a_number_of_any_span_leads_to_its_rows(tmp_path):
    """A review's numbers are traced by its span, or from a month over a span that the month itself does not print."""
    space = small_workspace(tmp_path, registry=renamed_and_merged())
    for over, span in ((space.span("2022-Q1"), ""), (MARCH, "2022-Q1")):
        traced = trace(space, over, "c1_van_dong", "VP", span)
        assert (traced.value, traced.span, traced.unit_name) == (37_500_000, "2022-Q1", "Văn phòng Sở")
        assert [row.period for row in traced.rows] == ["2022-01", "2022-02", "2022-03"]
    assert trace(space, space.span("mid-term"), "a1_ty_le").value == 50.0
    assert trace(space, space.span("2021-11..2022-03"), "cn_nguoi").value == 1.0
    for over, span in ((space.span("2022-Q1"), ""), (MARCH, "2022-Q1")):
        with pytest.raises(UsageFault, match=r"không có đơn vị “TTCNTT”\. Các .* VP, BCXB\. Trung tâm .* kế thừa là Văn phòng Sở \(mã VP\)\.$"):
            trace(space, over, "c1_van_dong", "TTCNTT", span)
    with pytest.raises(UsageFault, match=r"không có đơn vị “XYZ”\. Các đơn vị có số liệu: VP, BCXB\.$"):
        trace(space, space.span("2022-Q1"), "c1_van_dong", "XYZ")
    with pytest.raises(UsageFault, match="Chưa có kỳ nào của năm 2023"):
        trace(space, space.span("2023"), "c1_van_dong")


def test_a_number_counted_anew_says_which_months_it_leaves_out(tmp_path, capsys):
    """A month still open, and what it corrects, is in no span but those that its own run prints."""
    space = small_workspace(tmp_path, ("2022-01", "2022-02", "2022-03"))
    (space.output / "2022-03" / "seal.json").unlink()
    listed = json.loads((space.output / "seals.json").read_text(encoding="utf-8"))
    del listed["2022-03"]
    (space.output / "seals.json").write_text(json.dumps(listed, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    traced = trace(space, MARCH, "c1_van_dong", "", "2022-01..2022-03")
    assert traced.left_out == ("2022-03",) and trace(space, MARCH, "c1_van_dong").left_out is None
    print_traced(traced)
    told = capsys.readouterr().out
    assert "Tính lại từ các kỳ đã chốt. Kỳ 2022-03 chưa chốt nên không tính" in told and "khớp với số đã in" not in told
