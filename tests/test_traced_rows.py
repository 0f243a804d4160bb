import pytest
from support.span import small_workspace

from emulation_batch.errors import Unbalanced
from emulation_batch.traced_rows import Rows


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return small_workspace(tmp_path_factory.mktemp("rows"), ("2022-01", "2022-02"))


def test_a_row_tells_its_file_and_what_it_brings_also_without_its_workbook(space):
    figure = space.definition.figure("c1_van_dong")
    ref = "2022-01/VP/nguon_luc/8"
    row = Rows(space, ("2022-02",), [figure], [ref]).row(figure, ref)
    assert (row.unit, row.period, row.file, row.row, row.adds, row.received) == ("VP", "2022-01", "VP.xlsx", 8, 12_500_000, "")
    assert [(cell.column, cell.cell, cell.shown) for cell in row.cells] == [("so_tien", "", "12.500.000"), ("hinh_thuc", "", "Vận động")]


def test_a_row_that_is_gone_is_told(space):
    figure = space.definition.figure("c1_van_dong")
    with pytest.raises(Unbalanced, match="Dòng 2022-01/VP/nguon_luc/99 làm nên số liệu “c1_van_dong” không còn trong records của kỳ 2022-01"):
        Rows(space, ("2022-02",), [figure], ["2022-01/VP/nguon_luc/99"]).row(figure, "2022-01/VP/nguon_luc/99")
