"""What every check has in common: its order, and what its findings do to rows."""

import re
from dataclasses import replace

import pytest
from support.paths import shipped_definition
from support.small_registry import small_registry
from support.tables import assert_findings, batch_of, only, read_tables, with_column

from emulation_batch.checks import CHECKS, base, cells, cells_numbers, judge, rows, run_checks
from emulation_batch.findings import Finding

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


def by_cell(findings):
    """Findings of VP and BCXB by code and cell."""
    return {(finding.code, finding.unit, finding.cell): finding for finding in findings}


@pytest.fixture(scope="module")
def usual():
    """The month and all its findings."""
    batch = month()
    return batch, run_checks(batch)


def test_a_finding_says_where(usual):
    """The received name, the sheet as Excel shows it, the cell, the column's key, the value as typed, the words."""
    assert by_cell(usual[1])["C241", "BCXB", "G8"] == Finding(
        "C241", "error", "BCXB", "2022-03", "BCXB.xlsx", "2a. Văn bản, sáng kiến", "G8", "ngay_hoan_thanh", "05/05/2022",
        "Ô Ngày hoàn thành ghi 05/05/2022, ngoài kỳ báo cáo (từ 15/02/2022 đến 14/03/2022).",
        "Sửa ngày nếu ghi nhầm; việc của kỳ khác thì xóa dòng và báo ở đúng kỳ.")


def test_findings_are_in_the_order_of_a_reader(usual):
    """Units as in the registry, sheets as in the workbook, then row, column, code; the order of the checks is no matter."""
    batch, findings = usual
    units, sheets = ["VP", "BCXB"], [sheet.name for sheet in batch.definition.sheets]
    keys = [(units.index(finding.unit), sheets.index(finding.sheet), int(re.sub("[A-Z]", "", finding.cell))) for finding in findings]
    assert keys == sorted(keys)
    assert findings == run_checks(batch, tuple(reversed(CHECKS)))
    assert len(findings) == len(set(findings)) > 20


def test_an_answered_query_is_a_notice():
    """What the unit explains in the row is closed and printed; a word that only holds a place explains nothing."""
    findings = assert_findings(cells_numbers.unusually_big, """
        | loai | so_tien   | giai_trinh               | expect       |
        | c1   | 1000000   |                          |              |
        | c1   | 300000000 | Tiền của cả khối cơ quan | C255 so_tien |
        | c1   | 300000000 | x                        | C255 so_tien |
        | c1   | 300000000 |                          | C255 so_tien |
    """)
    assert [finding.severity for finding in findings] == ["notice", "query", "query"]
    assert [finding.answered for finding in findings] == [True, False, False]
    assert all(finding.asked for finding in findings)
    assert findings[0].message == findings[1].message


def test_an_error_is_not_answered_away():
    """An explanation closes queries only."""
    findings = assert_findings(rows.at_most, """
        | loai | so_ho | so_luot_ho | giai_trinh         | expect     |
        | c4   | 2     | 12         |                    |            |
        | c4   | 13    | 12         | Đếm theo danh sách | R301 so_ho |
    """)
    assert findings[0].severity == "error"


def test_judge_refuses_rows_with_errors():
    """Every row has one fate: an error refuses, a query or notice does not; equal names of files do not mix units up."""
    batch = month(only(shipped_definition(), "nguon_luc", "loai", "noi_dung", "ngay", "so_tien", "giai_trinh"))
    same_name = {sha: replace(received, name="bieu_mau.xlsx") for sha, received in batch.files.items()}
    batch = replace(batch, files=same_name)
    checked = (cells.unknown_choice, cells_numbers.money_with_unit, cells_numbers.unusually_big, *CHECKS[34:36])
    judged = judge(batch, run_checks(batch, checked))
    assert {key: list(frame["_ref"]) for key, frame in judged.refused.items() if len(frame)} == {
        "nguon_luc": ["2022-03/VP/nguon_luc/9"]}
    for key, frame in batch.sheets.items():
        if key != "thong_tin":
            assert sorted([*judged.accepted[key].index, *judged.refused[key].index]) == list(frame.index)
    assert judged.findings == tuple(run_checks(batch, checked))


def test_judge_with_everything(usual):
    """The month as it is: what is wrong with a row refuses that row only, in the unit where it stands."""
    judged = judge(*usual)
    assert list(judged.refused["van_ban"]["_ref"]) == ["2022-03/VP/van_ban/8", "2022-03/VP/van_ban/9", "2022-03/BCXB/van_ban/8"]
    assert judged.accepted["van_ban"].empty


def test_findings_of_files_and_of_the_form_refuse_no_row():
    """A fault of a whole file, even at a cell, is not a row's; an error of the form stands beside the rows."""
    batch = month()
    whole = Finding("F204", "error", "VP", "2022-03", "VP.xlsx", "2c. Nguồn lực, mô hình", "C8", "", "", "m", "m")
    form = Finding("R331", "error", "VP", "2022-03", "VP.xlsx", "1. Thông tin chung", "C9", "kps_co_che", "", "m", "m")
    assert all(frame.empty for frame in judge(batch, (whole, form)).refused.values())
    row = replace(whole, code="C201")
    assert list(judge(batch, (row,)).refused["nguon_luc"]["_row"]) == [8]


def test_a_row_is_refused_even_where_the_file_lost_the_column():
    """Without a place of its own a finding points at the row's first cell, so that the row is found again."""
    batch = month()
    place = ("sha-VP", "nguon_luc")
    kept = {key: number for key, number in batch.places[place].items() if key != "so_tien"}
    batch = replace(batch, places=batch.places | {place: kept})
    findings = run_checks(batch, (cells_numbers.money_with_unit,))
    assert [finding.cell for finding in findings] == ["A9"]
    assert list(judge(batch, findings).refused["nguon_luc"]["_row"]) == [9]


def test_checks_run_on_an_empty_month():
    """No file, no finding, no fault."""
    batch = month(text="")
    assert run_checks(batch) == []
    assert all(frame.empty for frame in judge(batch, ()).accepted.values())


@pytest.mark.parametrize("kept", ["van_ban", "nguon_luc", "ca_nhan", "de_nghi"])
def test_another_movement_with_fewer_sheets_and_columns(kept):
    """A definition without the sheets and columns that some checks look at is checked all the same."""
    definition = shipped_definition()
    sheet = definition.sheet(kept)
    bare = replace(sheet, columns=(sheet.column(sheet.kind_column),))
    form = replace(definition.form, columns=definition.form.columns[:1])
    bare = with_column(replace(definition, sheets=(form, bare), clauses=(), figures=(), awards=(), occasions=()), kept,
                       key="viec", header="Việc", required=True)
    kind = definition.choice(sheet.column(sheet.kind_column).choices).items[0].code
    batch = month(bare, f"""
        [{kept}]
        | unit | {sheet.kind_column} | viec     |
        | VP   | {kind}              | Đã làm   |
        | VP   | {kind}              |          |
    """)
    assert [finding.code for finding in run_checks(batch)] == ["C201"]


def test_a_thousand_rows_cost_no_more_checks():
    """Findings of many units come from the same passes over the frames; nothing loops over units."""
    definition, registry = shipped_definition(), small_registry()
    units = tuple(replace(registry.units[0], code=f"U{number}") for number in range(60))
    header = "| unit | loai | noi_dung | ngay | so_tien |\n"
    body = "".join(f"| U{number} | c1 | Ủng hộ quỹ lần {number} của đơn vị | 05/03/2022 | 1,500 |\n" for number in range(60))
    lines = read_tables("[nguon_luc]\n" + header + body, definition, replace(registry, units=units), "2022-03", None)
    batch = batch_of(lines, definition, replace(registry, units=units), "2022-03")
    calls = []

    def counted(batch):
        for failure in cells_numbers.two_meanings(batch):
            calls.append(len(failure.frame))
            yield failure

    counted.label = cells_numbers.two_meanings.label
    assert len(run_checks(batch, (counted,))) == 60
    assert calls == [60]


def test_no_person_of_another_unit_is_named(usual):
    """What two units both told is said to each without a word about the other's people."""
    batch, findings = usual
    assert {finding.code for finding in findings if finding.unit == "VP"} >= {"A312", "A316"}
    for finding in findings:
        strangers = {person.name for person in batch.registry.people if person.unit != finding.unit}
        assert not [name for name in strangers if name in finding.message + finding.mend]


@pytest.mark.parametrize(("table", "fault"), [
    ("| loai | so_ho | so_luot_ho | expect     |\n| c4 | 13 | 12 | R301 so_ho |", "no passing row"),
    ("| loai | so_ho | so_luot_ho | expect     |\n| c4 | 11 | 12 |            |", "no failing row"),
    ("| loai | so_ho | so_luot_ho | expect     |\n| c4 | 11 | 12 | R301 so_ho |\n| c4 | 1 | 2 | |", "not found as expected"),
    ("| loai | so_ho | so_luot_ho | expect     |\n| c4 | 13 | 12 |            |\n| c4 | 13 | 12 | R301 so_ho |", "not expected"),
])
def test_a_table_that_shows_nothing_fails(table, fault):
    """The harness holds a table to both sides of its rule."""
    with pytest.raises(AssertionError, match=fault):
        assert_findings(rows.at_most, table)


def test_nothing_folded_is_kept_after_the_checks(usual):
    assert usual and base.fold.cache_info().currsize == 0
