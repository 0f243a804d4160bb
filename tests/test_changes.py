"""The plain data of a resubmission, and of workbooks for sealed months."""

from dataclasses import replace

from support.corrected import corrected_month

from emulation_batch.changes import Change, Resubmission, balance_of, findings_of, submissions_of, without_letter


def test_changes_by_sort_and_severity():
    changes = (Change("cell", "van_ban", "H9"), Change("gone", code="C201", who="error"), Change("gone", code="C255", who="query"))
    found = Resubmission("VP", None, None, changes, {})
    assert found.of("cell") == [changes[0]]
    assert found.of("gone") == list(changes[1:])
    assert found.of("gone", "query") == [changes[2]]
    assert found.of("new", "error") == []


def test_what_a_run_received_are_its_own_files_and_those_of_sealed_months(tmp_path, monkeypatch):
    month = corrected_month(tmp_path, monkeypatch)
    assert {item.period for item in submissions_of(month)} == {"2021-10", "2021-11"} and len(month.submissions) == 1
    balance = balance_of(month)
    assert balance.files["accepted"] == 3 and balance.files["superseded"] == 1
    assert balance.by_unit["VP"]["accepted"] == 2 and balance.rows["received"] == sum(
        balance.rows[fate] for fate in ("accepted", "refused", "superseded", "duplicate"))
    assert {finding.period for finding in findings_of(month)} >= {"2021-10"}
    alone = replace(month, corrections=None)
    assert submissions_of(alone) == list(month.submissions) and balance_of(alone) == month.balance


def test_a_refused_file_that_no_letter_speaks_of_waits_for_a_person(tmp_path, monkeypatch):
    """Of nobody known, or of a unit that no longer reports; a unit of the month gets its letter."""
    month = corrected_month(tmp_path, monkeypatch)
    first, standing = month.submissions[0], month.standings[0].unit
    refused = [replace(first, unit=unit, outcome="refused") for unit in ("", "CU", standing)]
    assert without_letter(replace(month, submissions=(first, *refused))) == refused[:2]
