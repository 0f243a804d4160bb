"""Workbooks for sealed months that come with an open one: what holds, what is told, what stays as it was."""

import json
import shutil

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.small_months import SHEET, Months, gift

from emulation_batch import corrections, ledger, running
from emulation_batch.errors import CannotWrite, Unbalanced
from emulation_batch.periods import parse_month

OCTOBER, NOVEMBER, DECEMBER = "2021-10", "2021-11", "2021-12"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """October is sealed: VP sent two gifts, BCXB one, TTCNTT nothing."""
    months = Months(tmp_path).install(monkeypatch)
    months.send("VP", OCTOBER, [1_000_000, 2_000_000])
    months.send("BCXB", OCTOBER, [5_000_000])
    months.run(OCTOBER)
    months.seal(OCTOBER)
    months.send("VP", NOVEMBER, [400_000])
    return months


def manifest(office, period):
    return json.loads((office.space.output / period / "manifest.json").read_text(encoding="utf-8"))


def outcomes(data):
    return {item.received.sha256: (item.outcome, item.code) for month in data.corrections.months for item in month.submissions}


def test_a_workbook_sent_again_takes_the_place_of_all_rows_of_its_units_month(office):
    sha = office.send("VP", OCTOBER, [1_500_000], attempt=2, day=20, into=NOVEMBER)
    before = {path: path.read_bytes() for path in (office.space.output / OCTOBER).rglob("*") if path.is_file()}
    data = office.run(NOVEMBER)
    [made] = data.corrections.made
    assert (made.unit, made.kind, made.who, made.before.attempt, made.submission.attempt) == ("VP", "again", "Lý Thị Ánh", 1, 2)
    assert outcomes(data) == {sha: ("accepted", "")} and "điều chỉnh" in made.submission.reason
    office.seal(NOVEMBER)
    assert office.truth(DECEMBER) == {("VP", OCTOBER): [1_500_000], ("BCXB", OCTOBER): [5_000_000], ("VP", NOVEMBER): [400_000]}
    assert before == {path: path.read_bytes() for path in (office.space.output / OCTOBER).rglob("*") if path.is_file()}
    assert ledger.broken_chain(office.space.output) == []


def test_a_late_workbook_counts_and_makes_nobody_look_on_time(office):
    """Neither for its own month nor for the open one; all its rows have a fate in the manifest of the open month."""
    sha = office.send("TTCNTT", OCTOBER, [700_000, "7 triệu"], day=15, into=NOVEMBER)
    data = office.run(NOVEMBER)
    assert data.corrections.made[0].kind == "late"
    assert {item.unit: item.standing for item in data.standings} == {"VP": "on_time", "BCXB": "missing", "TTCNTT": "missing"}
    held = manifest(office, NOVEMBER)
    [file] = [file for file in held["files"] if file["sha256"] == sha]
    assert (file["period"], file["outcome"], file["unit"]) == (OCTOBER, "accepted", "TTCNTT")
    assert held["rows"] == {"received": 3, "accepted": 2, "refused": 1, "superseded": 0, "duplicate": 0}
    assert held["rows_by_unit"]["TTCNTT"] == {"received": 2, "accepted": 1, "refused": 1, "superseded": 0, "duplicate": 0}
    assert held["past"] == [OCTOBER] and all("period" not in file for file in held["files"] if file["sha256"] != sha)
    october = {unit["unit"]: unit["standing"] for unit in manifest(office, OCTOBER)["units"]}
    assert october["TTCNTT"] == "missing"
    assert data.lateness.set_index(["month", "unit"])["received"][[(OCTOBER, "TTCNTT"), (NOVEMBER, "TTCNTT")]].tolist() == [False, False]


def test_an_older_workbook_is_superseded_and_one_that_was_processed_is_a_duplicate(office):
    office.send("VP", OCTOBER, [9], attempt=2, day=20, into=NOVEMBER)
    office.run(NOVEMBER)
    office.seal(NOVEMBER)
    older = office.send("VP", OCTOBER, [1_000_001], attempt=1, day=30, into=DECEMBER)
    again = office.send("VP", OCTOBER, [1_000_000, 2_000_000], into=DECEMBER)
    office.send("BCXB", DECEMBER, [6_000])
    data = office.run(DECEMBER)
    assert outcomes(data) == {older: ("superseded", "F130"), again: ("duplicate", "F129")}
    assert data.corrections.made == () and data.corrections.rows.empty and data.corrections.figures.empty
    assert [item.standing for item in data.corrections.months[0].standings] == [corrections.KEPT]
    assert manifest(office, DECEMBER)["rows"] == {"received": 4, "accepted": 1, "refused": 0, "superseded": 1, "duplicate": 2}


def test_the_same_attempt_received_later_holds_and_is_asked_about(office):
    office.send("VP", OCTOBER, [8_000], attempt=1, day=9, into=NOVEMBER)
    data = office.run(NOVEMBER)
    assert "F120" in {finding.code for finding in data.corrections.months[0].judged.findings}
    assert [item.before.attempt for item in data.corrections.made] == [1]


def test_a_month_that_is_open_or_later_is_refused_as_before(office):
    for period in ("2021-09", DECEMBER):
        office.send("BCXB", period, [1_000], into=NOVEMBER)
    data = office.run(NOVEMBER)
    assert data.corrections is None
    assert sorted(item.code for item in data.submissions if item.outcome == "refused") == ["F114", "F114"]
    assert {item.unit: item.standing for item in data.standings}["BCXB"] == "returned"


def test_a_form_of_a_sealed_month_used_for_the_open_one_is_no_correction(office):
    """Its stamp says October, its cell November: that is told to the unit, for November."""
    sha = office.send("BCXB", OCTOBER, [3_000], attempt=2, into=NOVEMBER)
    form = office.books[sha].sheets[office.definition.form.key]
    form.rows[0][1]["ky"] = NOVEMBER
    data = office.run(NOVEMBER)
    assert data.corrections is None and "F117" in {item.code for item in data.submissions}


def test_only_corrections_make_a_month_that_can_be_run(office):
    office.send("VP", OCTOBER, [1], attempt=3, into=DECEMBER)
    assert len(office.run(DECEMBER).corrections.made) == 1


FILES = st.lists(st.tuples(
    st.sampled_from(["VP", "BCXB"]), st.sampled_from([0, 1]), st.integers(1, 3), st.integers(0, 40),
    st.lists(st.integers(1, 9).map(lambda amount: amount * 100_000), max_size=2), st.integers(0, 3)), min_size=1, max_size=6)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_any_order_of_submissions_corrections_and_seals_gives_the_same_truth(tmp_path_factory, monkeypatch, files):
    """Whenever a workbook is processed (in its own month or a later one), the one with the highest attempt, then the last
    received, holds; what was sealed and the adjustments together are that truth; every month counts what was true at its run."""
    months = (OCTOBER, NOVEMBER, DECEMBER)
    office = Months(tmp_path_factory.mktemp("any")).install(monkeypatch)
    best = {}
    for unit, own, attempt, day, sums, wait in files:
        sha = office.send(unit, months[own], sums, attempt, day, into=months[min(own + wait, 2)])
        rank = attempt, day, sha
        if rank > best.get((unit, months[own]), ((0, 0, ""), []))[0]:
            best[unit, months[own]] = rank, sums
    for period in months:
        office.send("TTCNTT", period, [50_000])
        data = office.run(period)
        office.seal(period)
        truth = office.truth(str(parse_month(period).shift(1)))
        year = data.figures.set_index(["name", "unit", "period"])["value"]["c1_van_dong", "", "2021"]
        assert year == sum(sum(sums) for sums in truth.values())
    expected = {place: sums for place, (_, sums) in best.items() if sums}
    assert {place: sums for place, sums in truth.items() if place[0] != "TTCNTT"} == expected
    assert _sealed_and_adjustments(office, months) == sum(sum(sums) for sums in truth.values())


def _sealed_and_adjustments(office, months):
    total = 0.0
    for period in months:
        records = office.space.output / period / "records"
        frame = pd.read_parquet(records / f"{SHEET}.parquet")
        total += int(frame["so_tien"].sum())
        if (records / "adjusted_figures.parquet").exists():
            moved = pd.read_parquet(records / "adjusted_figures.parquet")
            total += moved[(moved["name"] == "c1_van_dong") & (moved["unit"] == "")]["year"].sum()
    return total


def test_rows_of_another_definition_are_read_by_their_own(office, monkeypatch):
    """A month keeps its definition: a correction is judged by it, though today's no longer has the column."""
    seen = []
    real = corrections.examine
    monkeypatch.setattr(corrections, "examine", lambda submissions, books, definition, *more: seen.append(definition.sha256) or real(
        submissions, books, definition, *more))
    office.send("VP", OCTOBER, [gift(OCTOBER, 3, 100_000)], attempt=2, into=NOVEMBER)
    office.run(NOVEMBER)
    assert seen == [office.definition.sha256]


def test_a_sealed_month_is_never_made_again_though_its_seal_is_lost(tmp_path, monkeypatch):
    """The list of all seals still knows it; a folder that is gone is to be laid back, not run again."""
    months = Months(tmp_path).install(monkeypatch)
    for period in ("2021-11", "2021-12"):
        months.send("VP", period, [500_000])
        months.run(period)
        months.seal(period)
    space = months.space
    (space.output / "2021-11" / "seal.json").unlink()
    shutil.rmtree(space.output / "2021-12")
    for period, what in (("2021-11", "seal.json của kỳ bị mất"), ("2021-12", "thư mục của kỳ bị mất")):
        with pytest.raises(CannotWrite, match=what) as stopped:
            running.run_month(space, parse_month(period), [space.inbox_of(parse_month(period))], months.as_of(period), 1, lambda text: None)
        assert "sao lưu" in stopped.value.message and not (space.output / period / "seal.json").exists()
    ledger.refuse_lost(space.output, "2022-01")


@pytest.mark.parametrize(("harm", "words"), [
    (lambda output: (output / "2021-11" / "records" / "nguon_luc.parquet").write_bytes(b"x"), "2021-11: records/nguon_luc.parquet"),
    (lambda output: shutil.rmtree(output / "2021-11"), "2021-11"),
    (lambda output: (output / "seals.json").unlink(), "seals.json"),
])
def test_a_run_does_not_count_sealed_months_that_are_not_as_they_were(tmp_path, monkeypatch, harm, words):
    months = Months(tmp_path).install(monkeypatch)
    for period in ("2021-11", "2021-12"):
        months.send("VP", period, [500_000])
        months.run(period)
        months.seal(period)
    space, month = months.space, parse_month("2022-01")
    months.send("VP", "2022-01", [500_000])
    harm(space.output)
    with pytest.raises(Unbalanced, match="không còn như khi chốt, nên chưa tổng hợp gì") as stopped:
        running.run_month(space, month, [space.inbox_of(month)], months.as_of("2022-01"), 1, lambda text: None)
    assert any(words in str(fault) for fault in stopped.value.faults) and not (space.output / "2022-01").exists()


def test_the_newest_seal_may_be_missing_in_the_list(tmp_path, monkeypatch):
    """A kill between the two writes leaves it so, and the next seal mends it: until then the work goes on."""
    months = Months(tmp_path).install(monkeypatch)
    for period in ("2021-11", "2021-12"):
        months.send("VP", period, [500_000])
        months.run(period)
        before = (months.space.output / "seals.json").read_bytes() if period == "2021-12" else b""
        months.seal(period)
    (months.space.output / "seals.json").write_bytes(before)
    ledger.require_whole(months.space.output, "")
    assert any("không có trong seals.json" in words for words in ledger.broken_chain(months.space.output))
