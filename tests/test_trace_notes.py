"""A number says what it counts where months and reviews count differently, and what was corrected since it was printed."""

import shutil
from dataclasses import replace

import pandas as pd
import pytest
from support.span import renamed_and_merged, small_workspace

from emulation_batch import ledger, trace_notes
from emulation_batch.periods import Month
from emulation_batch.tracing import trace

FIGURE = "c1_van_dong"
CHANGED = [{"name": FIGURE, "unit": unit, "period": "2021-11", "measure": "đồng", "old": 12_500_000.0, "new": 20_000_000.0}
           for unit in ("", "VP")]


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    """TTCNTT is merged into VP on the first day of 2022; January corrects November."""
    return small_workspace(tmp_path_factory.mktemp("notes"), ("2021-11", "2021-12", "2022-01"), renamed_and_merged(),
                           adjusted={"2022-01": CHANGED})


def test_a_number_by_code_names_the_one_by_successor(space):
    registry, span = space.registry, space.span("2021-11..2022-01")
    center = "Trung tâm Công nghệ thông tin và Truyền thông"
    assert list(trace_notes.by_code(registry, span, FIGURE, "VP")) == [
        f"Tính theo mã đơn vị của từng kỳ, không gồm {center} đã sáp nhập vào; số gộp theo đơn vị kế thừa xem "
        f"“emulation-batch trace 2021-11..2022-01 {FIGURE} --unit VP”."]
    [told] = trace_notes.by_code(registry, span, FIGURE, "TTCNTT")
    assert f"{center} có đơn vị kế thừa là Văn phòng Sở (mã VP); số gộp theo" in told and told.endswith("--unit VP”.")
    assert list(trace_notes.by_code(registry, span, FIGURE, "BCXB")) == []
    assert list(trace_notes.by_code(registry, space.span("2022-02..2022-03"), FIGURE, "VP")) == []


def test_a_number_by_successor_names_the_one_by_code(space):
    span = space.span("2021-11..2022-01")
    assert list(trace_notes.by_successor(space, span, FIGURE, "VP")) == [
        "Gộp theo đơn vị kế thừa, gồm cả Trung tâm Công nghệ thông tin và Truyền thông."]
    assert trace(space, span, FIGURE, "VP").notes == tuple(trace_notes.by_successor(space, span, FIGURE, "VP"))
    path = space.output / "2022-01/records/figures.parquet"
    content, printed = path.read_bytes(), pd.read_parquet(path)
    try:
        pd.concat([printed, printed.assign(period=span.key)]).to_parquet(path)
        [told] = trace_notes.by_successor(space, span, FIGURE, "VP")
        assert told.endswith(f"; số theo mã đơn vị của từng kỳ xem “emulation-batch trace 2022-01 {FIGURE} --span {span.key} --unit VP”.")
    finally:
        path.write_bytes(content)


def test_a_month_corrected_since_says_what_is_true_now(space, tmp_path, monkeypatch):
    month = Month(2021, 11)
    figure = space.definition.figure(FIGURE)
    [told] = trace_notes.corrected_since(space, month, {"2021-11"}, figure, "VP")
    assert told == ("Số của kỳ 2021-11 đã được điều chỉnh ở kỳ 2022-01: từ 12.500.000 thành 20.000.000 đồng; "
                    "số nêu trên là số đã in trước đó.")
    assert list(trace_notes.corrected_since(space, Month(2022, 1), {"2021-11"}, figure, "VP")) == []
    assert list(trace_notes.corrected_since(space, month, {"2021-11"}, figure, "BCXB")) == []
    shutil.copytree(space.output, tmp_path / "output")
    path = tmp_path / "output/2021-11/records/figures.parquet"
    printed = pd.read_parquet(path).query("period == '2022-03'")  # as its own run would have printed it
    rows = [[ref.replace("2022-03", "2021-11") for ref in refs] for refs in printed["rows"]]
    printed.assign(period="2021-11", rows=rows).to_parquet(path)
    monkeypatch.setattr(ledger, "require_whole", lambda output, undone: None)
    assert trace(replace(space, root=tmp_path), month, FIGURE, "VP").notes == (told,)
