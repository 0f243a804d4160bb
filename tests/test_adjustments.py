"""What a correction changes: rows, figures, totals to date; and a sum that does not add up stops the run."""

from dataclasses import replace

import pandas as pd
import pytest
from support.small_months import Months, gift

from emulation_batch import adjustments
from emulation_batch.errors import Unbalanced

OCTOBER, NOVEMBER, JANUARY = "2021-10", "2021-11", "2022-01"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """October is sealed with three gifts of VP; in the next year VP sends them again: one is changed, one gone, one new."""
    months = Months(tmp_path).install(monkeypatch)
    months.send("VP", OCTOBER, [gift(OCTOBER, 1, 1_000_000), gift(OCTOBER, 2, 2_000_000), gift(OCTOBER, 9, 9_000, so_ho=1)])
    months.run(OCTOBER)
    months.seal(OCTOBER)
    rows = [gift(OCTOBER, 1, 1_500_000), gift(OCTOBER, 5, 70_000, noi_dung="Một việc khác hẳn", so_ho=7, so_luot_ho=9),
            gift(OCTOBER, 2, 2_000_000)]
    months.send("VP", OCTOBER, rows, attempt=2, into=JANUARY, name="VP sửa.xlsx")
    months.send("VP", JANUARY, [5_000])
    return months


def test_rows_old_and_new_with_cause_cell_and_who(office):
    rows = office.run(JANUARY).corrections.rows
    assert rows["what"].tolist() == ["changed", "added", "removed"]
    changed, added, removed = rows.to_dict("records")
    assert (changed["column"], changed["old"], changed["new"], changed["cell"]) == ("so_tien", "1.000.000", "1.500.000", "G8")
    assert "Một việc khác hẳn" in added["new"] and added["old"] == "" and added["cell"] == "A9"
    assert "9.000" in removed["old"] and removed["new"] == "" and removed["ref"] == "2021-10/VP/nguon_luc/10"
    assert {(row["unit"], row["period"], row["name"], row["who"], row["kind"]) for row in (changed, added, removed)} == {
        ("VP", OCTOBER, "VP sửa.xlsx", "Lý Thị Ánh", "again")}
    assert changed["file"] != changed["old_file"] and len(changed["old_file"]) == 64


def test_figures_old_and_new_with_their_effect_on_totals_to_date(office):
    """The corrected month is of another year than the open one: only the movement to date moves."""
    figures = office.run(JANUARY).corrections.figures
    lines = {(row["name"], row["unit"]): (row["old"], row["new"], row["year"], row["movement"]) for row in figures.to_dict("records")}
    assert lines["c1_van_dong", "VP"] == lines["c1_van_dong", ""] == (3_009_000, 3_570_000, 0, 561_000)
    assert lines["c_ho", "VP"] == (5, 11, 0, 6)
    assert lines["c_luot_ho", ""] == (9, 15, 0, 6) and set(figures["period"]) == {OCTOBER}


def test_the_effect_on_the_year_of_the_open_month(office):
    office.send("VP", OCTOBER, [4_000], attempt=3, into=NOVEMBER)
    figures = office.run(NOVEMBER).corrections.figures.set_index(["name", "unit"])
    assert figures.loc[("c1_van_dong", ""), ["old", "new", "year", "movement"]].tolist() == [3_009_000, 4_000, -3_005_000, -3_005_000]


def test_what_was_sealed_and_the_adjustments_must_be_what_is_true(office, monkeypatch):
    """Each of the three proofs notices what it is there for."""
    data = office.run(JANUARY)
    made = data.corrections
    sealed, names = adjustments.ledger.load_past(office.space.output, data.period.month, data.definition)
    without = adjustments.figures.compute(data.judged, sealed, names)
    truth = {key: pd.concat([made.months[0].judged.accepted[key], data.judged.accepted[key]]) for key in sealed}
    assert adjustments.balance_faults(data, made, [sealed], truth, without) == []
    lost = replace(made, rows=made.rows[made.rows["what"] != "removed"])
    assert "bỏ 0" in str(adjustments.balance_faults(data, lost, [sealed], truth, without)[0])
    assert "đang tính 3 dòng" in str(adjustments.balance_faults(data, made, [sealed], sealed, without)[0])
    wrong = replace(made, figures=made.figures.assign(movement=1.0))
    assert "nhưng in ra" in str(adjustments.balance_faults(data, wrong, [sealed], truth, without)[0])
    monkeypatch.setattr(adjustments, "figure_changes", lambda *more: made.figures.iloc[:0])
    with pytest.raises(Unbalanced, match="Điều chỉnh không khớp") as told:
        office.run(JANUARY)
    assert told.value.exit_code == 4
