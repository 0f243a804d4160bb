"""The book of who sent when, from manifests alone."""

import json

import pandas as pd
import pytest

from emulation_batch.errors import UsageFault
from emulation_batch.lateness import COLUMNS, book, of_manifests, rates

DUE = "2022-03-16T17:00:00+07:00"


def file(unit, at, outcome="accepted"):
    return {"unit": unit, "outcome": outcome, "received_at": f"{at}+07:00"}


def unit(code, standing, **more):
    return {"unit": code, "name": f"Phòng {code}", "standing": standing, "file": None} | more


def manifest(period, units, files, due=DUE, as_of="2022-05-01T08:00:00+07:00"):
    return {"period": period, "window": {"due": due}, "as_of": as_of, "units": units, "files": files}


MARCH = manifest("2022-03", [
    unit("A", "on_time"), unit("B", "late"), unit("C", "late"), unit("D", "missing"), unit("E", "returned"), unit("F", "nil"),
    unit("G", "on_time", extended={"due": "2022-03-18T17:00:00+07:00", "basis": "12/VP"})], [
    file("A", "2022-03-10T08:00:00", "superseded"), file("A", "2022-03-16T17:00:00"), file("A", "2022-03-16T17:00:00", "duplicate"),
    file("B", "2022-03-16T17:00:01"), file("C", "2022-03-19T07:00:00"), file("E", "2022-03-10T07:00:00", "refused"),
    file("F", "2022-03-17T07:00:00"), file("G", "2022-03-18T16:59:59"), file("", "2022-03-01T00:00:00", "refused")])


def lines(frame):
    return {row["unit"]: row for row in frame.to_dict("records")}


def test_every_unit_of_a_month():
    """One line a unit: nil counts as received, a returned file does not, a second late on the due day is 0 days late."""
    found = lines(of_manifests([MARCH]))
    assert {code: (row["received"], row["on_time"], None if pd.isna(row["days_late"]) else row["days_late"], row["attempts"])
            for code, row in found.items()} == {
        "A": (True, True, 0, 2), "B": (True, False, 0, 1), "C": (True, False, 3, 1), "D": (False, False, None, 0),
        "E": (False, False, None, 1), "F": (True, False, 1, 1), "G": (True, True, 0, 1)}
    assert all(row["expected"] for row in found.values())
    assert found["A"]["first_at"] == pd.Timestamp("2022-03-10T08:00:00+07:00") < found["A"]["received_at"]
    assert pd.isna(found["E"]["received_at"]) and found["D"]["name"] == "Phòng D"


def test_an_extension_moves_the_due_time_and_keeps_its_basis():
    granted = lines(of_manifests([MARCH]))["G"]
    assert (granted["extended"], granted["basis"], granted["due"]) == ("2022-03-18", "12/VP", pd.Timestamp("2022-03-18T17:00:00+07:00"))


def test_an_empty_workbook_that_was_taken_in_is_not_received():
    """It came in time and stands as returned; an earlier usable one stays the first."""
    files = [file("E", "2022-03-09T07:00:00", "superseded"), file("E", "2022-03-10T07:00:00"), file("C", "2022-03-10T07:00:00")]
    found = lines(of_manifests([manifest("2022-03", [unit("C", "returned"), unit("E", "returned")], files)]))
    assert {code: (row["received"], row["on_time"], row["attempts"]) for code, row in found.items()} == {
        "C": (False, False, 1), "E": (False, False, 2)}
    assert found["E"]["first_at"] == pd.Timestamp("2022-03-09T07:00:00+07:00") and pd.isna(found["C"]["first_at"])


def test_who_has_time_left_is_not_counted_yet():
    """Neither received nor late: a unit whose own due time is to come lowers no rate."""
    extended = unit("D", "missing", extended={"due": "2022-03-31T17:00:00+07:00", "basis": "12/VP"})
    at = {day: manifest("2022-03", [extended], [], as_of=f"2022-03-{day}T17:00:01+07:00") for day in ("18", "31")}
    assert {day: tuple(rates(of_manifests([told])).iloc[0]) for day, told in at.items()} == {
        "18": ("D", "2022", 0, 0, 0), "31": ("D", "2022", 1, 0, 0)}
    assert tuple(rates(of_manifests([at["18"] | {"files": [file("D", "2022-03-18T08:00:00")]}])).iloc[0]) == ("D", "2022", 1, 1, 1)


def test_rates_of_a_year():
    december = manifest("2021-12", [unit("B", "on_time"), unit("X", "missing")], [file("B", "2021-12-15T08:00:00")],
                        "2021-12-16T17:00:00+07:00")
    april = manifest("2022-04", [unit("B", "on_time")], [file("B", "2022-04-15T08:00:00")], "2022-04-18T17:00:00+07:00")
    counted = rates(of_manifests([december, MARCH, april]))
    assert [tuple(row) for row in counted[counted["unit"].isin(["B", "X"])].to_numpy()] == [
        ("B", "2021", 1, 1, 1), ("X", "2021", 1, 0, 0), ("B", "2022", 2, 2, 1)]


def test_of_a_folder_and_of_nothing(tmp_path):
    (tmp_path / "2022-03").mkdir()
    (tmp_path / "2022-03" / "manifest.json").write_text(json.dumps(MARCH), encoding="utf-8")
    assert book(tmp_path, ["2022-03"]).equals(of_manifests([MARCH]))
    assert list(book(tmp_path, []).columns) == list(COLUMNS)
    assert rates(book(tmp_path, [])).empty
    with pytest.raises(UsageFault):
        book(tmp_path, ["2022-04"])


def test_a_file_for_a_sealed_month_says_nothing_of_the_month_that_received_it():
    late = {**file("D", "2022-03-10T08:00:00"), "period": "2021-10"}
    found = lines(of_manifests([MARCH | {"files": [*MARCH["files"], late]}]))["D"]
    assert (found["received"], found["on_time"], found["attempts"]) == (False, False, 0) and pd.isna(found["received_at"])
