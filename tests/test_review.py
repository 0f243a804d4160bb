"""A span from its sealed months to its folder: the same number whichever way it is reached, and nothing from what is not sealed."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from support.judged import frame
from support.paths import shipped_definition
from support.small_months import SHEET, Months, gift, small_definition
from support.span import AS_OF, MONTHS, renamed_and_merged, small_workspace, span_data

from emulation_batch import ledger
from emulation_batch.errors import CannotWrite, DefinitionFault, NothingUsable, TemplateFault, Unbalanced, UsageFault
from emulation_batch.figures import tabulate
from emulation_batch.periods import Month, span_parts
from emulation_batch.reports import records
from emulation_batch.reports.register_book import HEADER_ROW
from emulation_batch.reports.span_register import Copy, registers_of
from emulation_batch.review import as_plain, gather_span, report_for, review_span
from emulation_batch.workspace import Workspace


@pytest.fixture(scope="module")
def space(tmp_path_factory) -> Workspace:
    return small_workspace(tmp_path_factory.mktemp("span"))


@pytest.fixture(scope="module")
def quarter(space):
    return review_span(space, space.reviewed("2022-q1"), AS_OF, lambda text: None)


def value(data, figure, part, unit=""):
    table = data.month.figures
    return table[(table["name"] == figure) & (table["unit"] == unit) & (table["period"] == part)]["value"].item()


def test_a_review_folder_is_whole_and_says_what_it_was_made_from(space, quarter):
    manifest = json.loads((quarter.folder / "manifest.json").read_text(encoding="utf-8"))
    there = {path.relative_to(quarter.folder).as_posix() for path in quarter.folder.rglob("*") if path.is_file()}
    assert there == {*manifest["outputs"], "manifest.json"}
    assert {"register.xlsx", "records/figures.parquet", "records/lateness.parquet", "reports/2022-Q1_bao_cao_nam.docx"} < there
    assert [line["period"] for line in manifest["months"]] == ["2022-01", "2022-02", "2022-03"]
    assert (manifest["window"]["from"], manifest["window"]["to"], manifest["absent"]) == ("2021-12-15", "2022-03-14", [])
    assert not any("thanh_tich" in path for path in there if path.startswith("reports"))


def test_the_same_bytes_again(space, quarter):
    before = {path: path.read_bytes() for path in quarter.folder.rglob("*") if path.is_file()}
    review_span(space, space.reviewed("2022-Q1"), AS_OF, lambda text: None)
    assert {path: path.read_bytes() for path in quarter.folder.rglob("*") if path.is_file()} == before


def test_the_year_brings_its_nominations_before_the_council(space):
    done = review_span(space, space.reviewed("2022"), AS_OF, lambda text: None)
    names = {path.relative_to(done.folder / "reports").as_posix() for path in (done.folder / "reports").rglob("*.docx")}
    assert {"2022_bao_cao_nam.docx", "2022_bien_ban.docx", "phieu_xem_xet/2022_phieu_xem_xet_BCXB.docx",
            "phieu_xem_xet/2022_phieu_xem_xet_STTTT-005.docx", "danh_sach/2022_danh_sach_giay_khen.docx",
            "thanh_tich/2022_thanh_tich_giay_khen_BCXB.docx"} <= names
    assert not any("VP.docx" in name for name in names)
    assert done.data.absent == tuple(f"2022-{month:02d}" for month in range(4, 13)) and done.data.to_seal.startswith("Chốt từng kỳ bằng")
    assert as_plain(done)["absent"] == list(done.data.absent)
    assert as_plain(done)["units"] == [{"unit": "TTCNTT", "month": month, "standing": "missing"} for month in MONTHS[2:]]


def test_each_way_gives_the_same_number(space):
    months = {month: value(span_data(space, f"{month}..2022-03"), "c1_van_dong", "2022-03" if month == "2022-03" else f"{month}..2022-03")
              for month in MONTHS[:-1]}
    assert months == {"2021-11": 62_500_000, "2021-12": 50_000_000, "2022-01": 37_500_000, "2022-02": 25_000_000}
    for key in ("2022-Q1", "2022-H1", "2022"):
        data = span_data(space, key)
        assert (value(data, "c1_van_dong", key), value(data, "c1_van_dong", f"2021-08..{data.span.month}")) == (37_500_000, 62_500_000)
    assert value(span_data(space, "mid-term"), "c1_van_dong", "mid-term") == 62_500_000
    assert value(span_data(space, "2022"), "c1_van_dong", "2021") == 25_000_000


def test_ratios_and_names_are_counted_anew_and_not_added(space):
    data = span_data(space, "2021-11..2022-03")
    assert value(data, "cn_nguoi", "2021-11..2022-03") == 1
    assert value(data, "a1_ty_le", "2021-11..2022-03") == 50.0
    assert value(data, "a1_den_han", "2021-11..2022-03") == 10


AMOUNTS = st.lists(st.tuples(st.integers(0, 28), st.sampled_from(["VP", "BCXB"]), st.integers(0, 10**9), st.sampled_from("ABC")), max_size=25)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(AMOUNTS)
def test_month_sums_are_quarter_half_year_and_movement(drawn):
    """Whatever was reported: the months of a span add up to it, also over several years; names are counted over all rows."""
    definition, start = shipped_definition(), Month(2021, 8)
    rows = [(str(start.shift(number)), unit, amount, name) for number, unit, amount, name in drawn]
    money = [{"_period": month, "_unit": unit, "loai": "c1", "hinh_thuc": "van_dong", "so_tien": amount} for month, unit, amount, _ in rows]
    firms = [{"_period": month, "_unit": unit, "loai": "d3", "doanh_nghiep": f"Công ty {name}"} for month, unit, _, name in rows]
    frames = {sheet.key: frame(sheet, {"nguon_luc": money, "tuyen_truyen": firms}.get(sheet.key, []), "2021-08", "str")
              for sheet in definition.tables}
    space, known = Workspace(Path(), definition, renamed_and_merged()), [str(start.shift(number)) for number in range(29)]
    keys = [*known, "2021-Q3", "2021-Q4", "2021", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2022-H1", "2022-H2", "2022", "2023", "mid-term"]
    spans = {key: span_parts(space.span(key), start, known)[key] for key in keys}
    table = tabulate(definition, frames, spans, ["VP", "BCXB"]).set_index(["name", "period", "unit"])["value"]

    def total(*parts):
        return sum(table["c1_van_dong", part, ""] for part in parts)

    assert total("2022-Q1", "2022-Q2") == total("2022-H1") == total(*known[5:11])
    assert total("2022-H1", "2022-H2") == total("2022") == total(*known[5:17])
    assert total("2021", "2022", "2023") == total("mid-term") == total(*known) == sum(amount for *_, amount, _ in rows)
    assert table["d3_doanh_nghiep", "mid-term", ""] == len({name for *_, name in rows})
    assert total("mid-term") == table["c1_van_dong", "mid-term", "VP"] + table["c1_van_dong", "mid-term", "BCXB"]


def test_totals_follow_the_successor_and_old_names_stay(tmp_path):
    space = small_workspace(tmp_path, registry=renamed_and_merged())
    rows = pd.read_parquet(space.output / "2021-11" / "records" / "nguon_luc.parquet")
    assert set(rows["_unit"]) == {"VP", "BCXB"}
    data = span_data(space, "2021-11..2022-03")
    assert data.carried == {"VP": "VP", "BCXB": "BCXB", "TTCNTT": "VP"} and data.units == ("VP", "BCXB")
    assert data.unit_name("BCXB") == "Phòng Truyền thông"
    assert [change.told.partition(",")[0] for change in data.changes] == ["Từ 01/01/2022"] * 2
    assert set(data.lateness[data.lateness["unit"] == "BCXB"]["name"]) == {"Phòng Bưu chính - Xuất bản", "Phòng Truyền thông"}
    done = review_span(space, space.reviewed("2021-11..2022-03"), AS_OF, lambda text: None)
    text = "\n".join(paragraph.text for paragraph in Document(str(next((done.folder / "reports").glob("*bao_cao_nam.docx")))).paragraphs)
    assert "sáp nhập vào Văn phòng Sở (QĐ 9/QĐ-STTTT): số liệu trước đó được cộng tiếp ở Văn phòng Sở" in text


def test_a_clause_declared_nil_in_every_month_is_nil(space):
    results = span_data(space, "2022-Q1").month.results.set_index(["candidate", "clause"])
    assert results.loc[("VP", "TT-d"), "status"] == "nil_declared"
    assert results.loc[("VP", "TT-d"), "facts"] == "Đơn vị báo cáo không phát sinh ở cả 3 kỳ."
    assert results.loc[("TTCNTT", "TT-d"), "status"] == "no_evidence"


def test_only_what_is_sealed_and_unchanged(tmp_path):
    space = small_workspace(tmp_path, ("2022-01", "2022-02"))
    with pytest.raises(NothingUsable, match="Chưa có kỳ nào của năm 2023"):
        review_span(space, space.reviewed("2023"), AS_OF, lambda text: None)
    with pytest.raises(UsageFault, match="là một tháng"):
        review_span(space, space.reviewed("2022-01"), AS_OF, lambda text: None)
    path = space.output / "2022-01" / "records" / "van_ban.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Unbalanced, match="không còn như khi chốt") as stop:
        review_span(space, space.reviewed("2022"), AS_OF, lambda text: None)
    assert "van_ban.parquet" in str(stop.value.faults[0])
    assert not (space.output / "2022").exists()


def test_figures_corrected_after_the_seal_are_told(tmp_path):
    """In the report by unit and month, in the register figure by figure; a correction of a month outside the span is none of its."""
    line = {"name": "c1_van_dong", "measure": "đồng", "old": 1000.0, "new": 2500.0, "year": 1500.0, "movement": 1500.0}
    lines = [line | {"unit": unit, "period": period} for unit, period in (("VP", "2022-01"), ("", "2022-01"), ("VP", "2021-12"))]
    space = small_workspace(tmp_path, ("2021-12", "2022-01", "2022-02"), adjusted={"2022-02": lines})
    done = review_span(space, space.reviewed("2022-01..2022-02"), AS_OF, lambda text: None)
    report = Document(str(done.folder / "reports" / f"{done.data.span.key}_bao_cao_nam.docx"))
    told = [paragraph.text for paragraph in report.paragraphs if "được điều chỉnh số liệu" in paragraph.text]
    assert len(told) == 1 and "Có 01 báo cáo của các kỳ đã chốt" in told[0] and "Văn phòng Sở (01/2022)." in told[0]
    rows = CalamineWorkbook.from_path(done.folder / "register.xlsx").get_sheet_by_name("Điều chỉnh").to_python()
    title = next(figure.title for figure in space.definition.figures if figure.key == "c1_van_dong")
    assert [row[1:8] for row in rows if row[0] in (1, 2, 3)] == [
        ["01/2022", "Văn phòng Sở", title, "đồng", 1000.0, 2500.0, "02/2022"],
        ["01/2022", "Toàn Sở", title, "đồng", 1000.0, 2500.0, "02/2022"]]


def test_a_month_corrected_after_the_span_ended(tmp_path, monkeypatch):
    """Its rows lead to the workbook that corrected it, in the month that processed it; what was asked about the old ones is gone."""
    definition = replace(small_definition(), reports=tuple(report for report in shipped_definition().reports if report.per == "span"))
    months = Months(tmp_path, definition).install(monkeypatch)
    months.send("VP", "2021-11", [gift("2021-11", 1, 10**9), gift("2021-11", 2, 700_000)])
    months.send("VP", "2021-12", [gift("2021-12", 1, 400_000), gift("2021-12", 2, 700_000)])
    for period in ("2021-11", "2021-12"):
        assert months.run(period)
        months.seal(period)
    months.send("VP", "2022-01", [500_000])
    months.send("VP", "2021-11", [gift("2021-11", 1, 600_000), gift("2021-11", 2, 2 * 10**9)], attempt=2, into="2022-01", name="sửa.xlsx")
    months.run("2022-01")
    months.seal("2022-01")
    data = gather_span(months.space, months.space.span("2021"), AS_OF, lambda text: None)
    (tmp_path / "register.xlsx").write_bytes(*registers_of([Copy("register.xlsx", data)]))
    sheet = definition.sheet(SHEET)
    head, *lines = CalamineWorkbook.from_path(tmp_path / "register.xlsx").get_sheet_by_name(sheet.name).to_python()[HEADER_ROW:]
    told = {line[head.index("Mã dòng")]: (line[head.index("Tệp nguồn")], "(C255)" in line[head.index("Điểm cần xem lại")]) for line in lines}
    assert told["2021-11/VP/nguon_luc/8"] == ("2022-01/sửa.xlsx", False)
    assert told["2021-11/VP/nguon_luc/9"] == ("2022-01/sửa.xlsx", True)
    assert {asked for ref, (_, asked) in told.items() if ref.startswith("2021-12/")} == {False}, "not asked of another month's row"


def test_a_number_that_the_register_has_otherwise_stops_the_review(tmp_path, monkeypatch):
    space = small_workspace(tmp_path, ("2022-01", "2022-02"))
    write = records.write_records

    def other(folder, month):
        write(folder, replace(month, figures=month.figures.assign(value=month.figures["value"] + 1)))

    monkeypatch.setattr("emulation_batch.review.records.write_records", other)
    with pytest.raises(Unbalanced) as stopped:
        review_span(space, space.reviewed("2022-01..2022-02"), AS_OF, lambda text: None)
    assert "register.xlsx, trang Số liệu" in str(stopped.value.faults[0]) and not (space.output / "2022-01..2022-02").exists()


def test_a_failed_review_leaves_the_earlier_one(tmp_path, monkeypatch):
    space = small_workspace(tmp_path, ("2022-01",))
    folder = review_span(space, space.reviewed("2022"), AS_OF, lambda text: None).folder
    before = (folder / "manifest.json").read_bytes()

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("emulation_batch.reports.span_register.registers_of", fails)
    with pytest.raises(CannotWrite):
        review_span(space, space.reviewed("2022"), AS_OF, lambda text: None)
    assert (folder / "manifest.json").read_bytes() == before


def test_a_review_is_told_every_fault_of_every_template(tmp_path):
    """Of its own report, of a paper of its dossier, and of one that only months print: all are mended at one time."""
    space = small_workspace(tmp_path)
    for name in ("bao_cao_nam", "danh_sach", "mot_trang"):
        document = Document(space.templates / f"{name}.docx")
        run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "}}" in run.text)
        run.text = run.text.replace("}}", "}", 1)
        document.save(space.templates / f"{name}.docx")
    with pytest.raises(TemplateFault) as stopped:
        review_span(space, space.reviewed("2022"), AS_OF, lambda text: None)
    assert {str(fault).partition(",")[0] for fault in stopped.value.faults} == {"bao_cao_nam.docx", "danh_sach.docx", "mot_trang.docx"}
    assert f"{len(stopped.value.faults)} chỗ" in stopped.value.message and not (space.output / "2022").exists()


def test_the_report_of_a_span(space):
    reports = shipped_definition().reports
    assert [report_for(reports, space.span(key)).what for key in ("2022", "2022-Q1", "mid-term", "final")] == [
        "bao_cao_nam", "bao_cao_nam", "so_ket", "tong_ket"]
    with pytest.raises(DefinitionFault, match="chưa có báo cáo nào"):
        report_for([replace(report, per="month") for report in reports], space.span("2022"))


def test_no_received_workbook_is_opened(space, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a workbook was opened")

    monkeypatch.setattr("emulation_batch.reading.read_all", refuse)
    assert not list(space.output.rglob("received"))
    assert len(span_data(space, "2022-Q1").sealed) == 3
    assert ledger.sealed_months(space.output) == list(MONTHS)
