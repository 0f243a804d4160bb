"""No number is traced while a sealed month is lost: it is laid back, never made again."""

import json
import shutil

import pytest
from support.paths import shipped_definition
from support.small_registry import small_registry
from support.span import small_workspace

from emulation_batch.errors import Unbalanced
from emulation_batch.periods import Month
from emulation_batch.tracing import trace
from emulation_batch.workspace import Workspace

WAYS = {"of the span": ("2022-01..2022-03", ""), "of a month over the span": ("2022-03", "2022-01..2022-03"),
        "of a month": ("2022-03", ""), "of the month lost": ("2022-02", "")}


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return small_workspace(tmp_path_factory.mktemp("lost"), ("2022-01", "2022-02", "2022-03"))


def traced(space, over, span):
    year, number = map(int, over[:7].split("-"))
    return trace(space, Month(year, number) if len(over) == 7 else space.span(over), "c1_van_dong", "", span)


@pytest.mark.parametrize("way", WAYS)
def test_a_sealed_month_that_is_lost_is_laid_back_not_run(space, way):
    away = space.root / "away"
    shutil.move(space.output / "2022-02", away)
    try:
        with pytest.raises(Unbalanced) as told:
            traced(space, *WAYS[way])
    finally:
        shutil.move(away, space.output / "2022-02")
    assert told.value.exit_code == 4
    assert told.value.message == ("Các kỳ đã chốt không còn như khi chốt, nên chưa tra số liệu. "
                                  "Việc cần làm: lấy lại tệp, thư mục đã nêu từ bản sao lưu.")
    assert "Kỳ 2022-02: cả thư mục của kỳ bị mất sau khi chốt." in [fault.problem for fault in told.value.faults]
    assert traced(space, "2022-01..2022-03", "").value == 37_500_000


def test_a_number_is_not_traced_in_an_altered_sealed_month(space, tmp_path):
    shutil.copytree(space.output, tmp_path / "output")
    path = tmp_path / "output" / "2022-01" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"files": []}), encoding="utf-8")
    changed = Workspace(tmp_path, shipped_definition(), small_registry())
    with pytest.raises(Unbalanced, match="chưa tra số liệu"):
        traced(changed, "2022-03", "")
