"""The tables of a review: parts of the movement side by side, units, each unit's own past, who sent in time."""

import pytest
from support.span import renamed_and_merged, small_workspace, span_data

from emulation_batch.reports.span_numbers import SpanNumbers
from emulation_batch.reports.span_tables import exemplars, heads, proposals, tables


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return small_workspace(tmp_path_factory.mktemp("span"))


@pytest.fixture(scope="module")
def shown(space):
    return {key: (data := span_data(space, key), tables(data, SpanNumbers(data))) for key in ("2022", "mid-term", "2022-Q1")}


def test_heads_of_the_parts(shown):
    assert heads(shown["2022"][0]) == ["Năm 2021", "Năm 2022", "Từ 08/2021 đến 12/2022"]
    assert heads(shown["mid-term"][0]) == ["Năm 2021", "Năm 2022", "Năm 2023", "Cả kỳ"]
    assert heads(shown["2022-Q1"][0]) == ["Quý I năm 2022", "Từ 08/2021 đến 03/2022"]


def test_a_standard_beside_the_other_parts(shown):
    block = next(block for block in shown["mid-term"][1]["collective"] if block["code"] == "TT-c")
    row = next(row for row in block["rows"] if row["title"] == "Tiền vận động")
    assert row["cells"] == ["25.000.000", "37.500.000", "–", "62.500.000"]
    assert "tiền vận động 62.500.000 đồng" in block["prose"] and block["caption"].startswith("Bảng 4. ")


def test_a_unit_stands_beside_its_own_past_alone(shown):
    rows = [row for row in shown["mid-term"][1]["own_past"] if row["title"] == "Tiền vận động"]
    assert [(row["unit"], row["cells"]) for row in rows] == [
        ("Văn phòng", ["25.000.000", "37.500.000", "–", "62.500.000"]), ("Phòng BCXB", ["0", "0", "–", "0"]),
        ("Trung tâm CNTT&TT", ["–", "–", "–", "–"])]


def test_units_and_the_department(shown):
    (block,) = shown["2022"][1]["figure_blocks"]
    row = next(row for row in block["rows"] if row["title"] == "Tiền vận động")
    assert (block["units"], row["cells"], row["total"]) == (
        ["Văn phòng", "Phòng BCXB", "Trung tâm CNTT&TT"], ["37.500.000", "0", "–"], "37.500.000")


def test_who_sent_in_time(shown):
    lines = {row["unit"]: row for row in shown["mid-term"][1]["on_time"]}
    assert [row["no"] for row in lines.values()] == ["1", "2", "3", ""]
    assert lines["Toàn Sở"] == {"no": "", "unit": "Toàn Sở", "expected": "15", "received": "10", "on_time": "5", "late": "5",
                                "missing": "5", "rate": "33,3 %"}
    assert [row["cells"] for row in shown["mid-term"][1]["on_time_years"]] == [
        ["2/2 (100 %)", "3/3 (100 %)"], ["0/2 (0 %)", "0/3 (0 %)"], ["0/2 (0 %)", "0/3 (0 %)"], ["2/6 (33,3 %)", "3/9 (33,3 %)"]]
    assert shown["2022"][1]["on_time_years"] == []


def test_the_line_of_a_unit_says_whose_reports_it_counts_too(tmp_path):
    data = span_data(small_workspace(tmp_path, registry=renamed_and_merged()), "mid-term")
    whole = tables(data, SpanNumbers(data))
    both = "Văn phòng Sở (gồm cả Trung tâm Công nghệ thông tin và Truyền thông)"
    assert [(row["unit"], row["expected"]) for row in whole["on_time"]] == [(both, "7"), ("Phòng Truyền thông", "5"), ("Toàn Sở", "12")]
    assert [row["unit"] for row in whole["on_time_years"]][:2] == [both, "Phòng Truyền thông"]


def test_exemplars_and_proposals_carry_their_month(shown):
    data = shown["2022"][0]
    assert [(row["month"], row["name"]) for row in exemplars(data)] == [
        (f"0{month}/2022", "Phòng Bưu chính - Xuất bản") for month in (1, 2, 3)]
    (unit, person) = proposals(data)
    assert (unit["month"], unit["award"], person["name"]) == ("03/2022", "Giấy khen của Giám đốc Sở", "Đinh Thị Hồng Gấm")


def test_the_note_says_which_months_each_column_lacks(shown):
    """In the words of the monthly report: whoever reads “Năm 2021” must know that it holds two months."""
    assert shown["2022"][1]["signs_note"].endswith(
        "không cộng từ số đã in. Các cột chỉ gồm các kỳ đã chốt; “Năm 2021” chưa gồm kỳ: 08/2021, 09/2021, 10/2021; "
        "“Năm 2022” chưa gồm kỳ: 04/2022, …, 12/2022 (9 tháng); “Từ 08/2021 đến 12/2022” chưa gồm kỳ: 08/2021, …, 12/2022 (12 tháng).")
    assert "“Quý I năm 2022”" not in shown["2022-Q1"][1]["signs_note"], "a whole quarter lacks nothing"


def test_a_paper_to_be_signed_tells_no_command(shown):
    assert all("emulation-batch" not in told["signs_note"] for _, told in shown.values())
