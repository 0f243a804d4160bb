"""How every unit stands: on time, late, nil, returned, missing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.batch import RawBook, RawSheet, Received, Submission
from emulation_batch.intake import standings
from emulation_batch.layout import Stamp
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.registry import Extension

DUE = datetime(2022, 3, 16, 17, tzinfo=VIETNAM_TIME)


def sent(name, unit, outcome, at=DUE):
    return Submission(Received(name, name, 1, at, "", Path(name), ".xlsx"), unit, "2022-03", 1, outcome, "", "", 0)


def book(nil="Không", rows=0):
    form = RawSheet("thong_tin", "1", {}, [(5, {"khong_phat_sinh": nil})], {"khong_phat_sinh": "C9"})
    table = RawSheet("van_ban", "2a", {}, [(7, {"loai": "a1"})] * rows)
    return RawBook("", "xlsx", Stamp("", "", "", ""), (), {"thong_tin": form, "van_ban": table})


def stand(submissions, books, registry=None):
    definition = shipped_definition()
    found = standings(submissions, registry or small_registry(), march_2022(definition), definition, books)
    return {item.unit: (item.standing, item.submission.received.name if item.submission else "") for item in found}


def test_each_unit_in_the_order_of_the_registry():
    found = stand([sent("a", "BCXB", "accepted"), sent("b", "TTCNTT", "refused"), sent("c", "TTCNTT", "refused", DUE + timedelta(1))],
                  {"a": book(rows=1)})
    assert list(found.items()) == [("VP", ("missing", "")), ("BCXB", ("on_time", "a")), ("TTCNTT", ("returned", "c"))]


@pytest.mark.parametrize(("after", "standing"), [(0, "on_time"), (1, "late")])
def test_late_begins_a_second_after_the_due_time(after, standing):
    at = DUE + timedelta(seconds=after)
    assert march_2022(shipped_definition()).due == DUE
    assert stand([sent("a", "VP", "accepted", at)], {"a": book(rows=1)})["VP"] == (standing, "a")


@pytest.mark.parametrize(("nil", "rows", "standing"), [
    ("Có", 0, "nil"), ("co", 0, "nil"), ("Có", 1, "on_time"), ("Không", 1, "on_time"),
    ("Không", 0, "returned"), (None, 0, "returned")])
def test_an_empty_workbook_is_nil_when_declared_and_else_not_usable(nil, rows, standing):
    assert stand([sent("a", "VP", "accepted")], {"a": book(nil, rows)})["VP"][0] == standing


def test_a_unit_of_no_registry_has_no_standing():
    assert "LA" not in stand([sent("a", "LA", "refused"), sent("b", "", "refused")], {})
    assert date(2022, 3, 16) == DUE.date()


@pytest.mark.parametrize(("after", "standing"), [(0, "on_time"), (1, "late")])
def test_an_extension_moves_the_due_time_of_its_unit_alone(after, standing):
    granted = replace(small_registry(), extensions=(Extension("VP", "2022-03", date(2022, 3, 18), "12/VP"),))
    at = DUE + timedelta(days=2, seconds=after)
    found = stand([sent("a", "VP", "accepted", at), sent("b", "BCXB", "accepted", at)], {"a": book(rows=1), "b": book(rows=1)}, granted)
    assert (found["VP"][0], found["BCXB"][0]) == (standing, "late")
