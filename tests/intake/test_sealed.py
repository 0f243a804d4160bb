from dataclasses import replace
from datetime import datetime
from pathlib import Path

from support.small_months import book_of, small_definition
from support.small_registry import small_registry

from emulation_batch.batch import Received
from emulation_batch.changes import Processed
from emulation_batch.council import FilledRegister
from emulation_batch.intake.sealed import month_of, settle_sealed
from emulation_batch.layout import Stamp
from emulation_batch.periods import VIETNAM_TIME, Month, period_of

DEFINITION = small_definition()
PERIOD = period_of(Month(2021, 10), DEFINITION.window)


def at(day):
    return datetime(2021, 11, day, 8, tzinfo=VIETNAM_TIME)


def sent(sha, attempt=1, day=1, unit="VP"):
    return Received(f"{sha}.xlsx", sha, 9, at(day), "", Path(f"{sha}.xlsx"), ".xlsx"), book_of(sha, unit, "2021-10", attempt, [{}])


def settled(files, *known):
    received, books = zip(*files, strict=True)
    submissions, found = settle_sealed(list(received), {book.sha256: book for book in books}, DEFINITION, small_registry(), PERIOD, known)
    return {item.received.sha256: (item.outcome, item.code) for item in submissions}, {item.code for item in found}


def held(sha, attempt=1, day=1, unit="VP"):
    return Processed(unit, "2021-10", attempt, at(day), sha, f"{sha}.xlsx", "2021-10")


def test_the_month_is_told_by_stamp_and_form_when_they_agree():
    book = book_of("a", "VP", "2021-10", 1, [])
    assert month_of(book, DEFINITION) == "2021-10"
    assert month_of(replace(book, stamp=Stamp("", "", "", "")), DEFINITION) == "2021-10"
    assert month_of(replace(book, register=FilledRegister("2021-10", ())), DEFINITION) == ""
    assert month_of(replace(book, stamp=Stamp("", "", "", "2021-11")), DEFINITION) == ""
    assert month_of(replace(book, stamp=Stamp("", "", "", ""), sheets={}), DEFINITION) == ""


def test_without_one_before_the_best_is_accepted():
    assert settled([sent("a", 2), sent("b", 1)]) == ({"a": ("accepted", ""), "b": ("superseded", "F111")}, set())


def test_against_the_one_that_holds():
    """Attempt, then time, then hash; another unit's changes nothing."""
    assert settled([sent("b", 2)], held("a", 1, 9)) == ({"b": ("accepted", "")}, set())
    assert settled([sent("b", 1, 9)], held("a", 2)) == ({"b": ("superseded", "F130")}, {"F130"})
    assert settled([sent("b", 1, 3)], held("a", 1, 2)) == ({"b": ("accepted", "")}, {"F120"})
    assert settled([sent("b", 1, 2)], held("a", 1, 3)) == ({"b": ("superseded", "F130")}, {"F130"})
    assert settled([sent("b", 1, 2)], held("c", 1, 2))[0] == {"b": ("superseded", "F130")}
    assert settled([sent("b", 1)], held("a", 3, unit="BCXB")) == ({"b": ("accepted", "")}, set())


def test_a_content_that_was_processed_is_a_duplicate_and_supersedes_nothing():
    found = settled([sent("a", 3, 9), sent("b", 2, 9)], held("a", 3, 1), held("old", 1, 1))
    assert found == ({"a": ("duplicate", "F129"), "b": ("superseded", "F130")}, {"F129", "F130"})
