"""Four months over the end of a year and the birth of another department: run, sealed, corrected and reviewed by the real
pipeline, and every printed number recomputed from the received workbooks. All 53 months: `python -m tests.history`."""

import json

import pytest
from history import years
from history.compare import differences
from history.office import CARRIED
from history.recompute import Figures
from history.review import reviewed

KEY = "2024-12..2025-03"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    space = years.workspace(tmp_path_factory.mktemp("history") / "ws")
    assert list(years.build(space, years.months("2024-12", "2025-03"))) == ["2024-12", "2025-01", "2025-02", "2025-03"]
    return space, *reviewed(space, KEY, CARRIED)


def test_every_printed_number_is_that_of_the_received_workbooks(built):
    space, data, wrong = built
    assert wrong == []
    assert data.carried["CNTT"] == data.carried["CDS"] == "CNS" and "BCXB" in data.units and "BCVT" in data.units
    assert [state.symbol for state in data.states] == ["STTTT", "SKHCN"]


def test_the_history_holds_what_it_is_for(built):
    """Second attempts, refused rows, late files, and corrections of a sealed month are all there."""
    space, _, _ = built
    manifests = [json.loads((space.output / month / "manifest.json").read_text(encoding="utf-8"))
                 for month in ("2024-12", "2025-01", "2025-02", "2025-03")]
    assert sum(manifest["rows"]["refused"] for manifest in manifests) > 0
    outcomes = {file["outcome"] for manifest in manifests for file in manifest["files"]}
    assert {"accepted", "superseded"} <= outcomes
    assert any(file.get("period", manifest["period"]) != manifest["period"] for manifest in manifests for file in manifest["files"])


def test_a_wrong_number_would_be_seen(built):
    space, data, _ = built
    figures = Figures(space.output, space.templates / "movement.toml", {})
    names = {unit: data.unit_name(unit) for unit in data.units}
    assert any("CNS" in line for line in differences(space.output / KEY, figures, data.parts, {}, names, names))
