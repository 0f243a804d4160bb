"""A workbook as JSON and back: equal in every value and every type."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from support.books import read

from emulation_batch.batch import CellError, RawSheet
from emulation_batch.council import FilledLine, FilledRegister
from emulation_batch.reading import plain

VALUES = ["", "date", "Lý Thị Ánh", "a\x07\u2028\U0001f600", "\ud800", 0, -1, 10**20, 1.0, 0.1, 1e-300, -0.0, True, False,
          date(2022, 3, 1), datetime(2022, 3, 1), datetime(2022, 3, 1, 8, 30, 15, 250), time(17, 5), CellError("#N/A")]


def with_rows(book, *rows):
    return replace(book, sheets={"x": RawSheet("x", "X", {"a": 0, "date": 1}, list(rows), {"a": "C8"}, [("B2", "ngoài")], {(3, "a"): ".VnTime"})})


def test_a_workbook_comes_back(filled):
    book = read(filled)
    assert plain.from_bytes(plain.as_bytes(book)) == book and repr(plain.from_bytes(plain.as_bytes(book))) == repr(book)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_kind_of_value_comes_back_as_its_type(filled, value):
    """Also alone in a row, under the name of a type."""
    book = with_rows(read(filled), (7, {"date": value}), (8, {"a": value, "date": value}), (9, {}))
    assert repr(plain.from_bytes(plain.as_bytes(book))) == repr(book)


def test_a_register_and_faults_come_back(filled, hostile):
    line = FilledLine("Đề nghị", "2022-03|x", "#1", {"verdict": ("K4", "Đạt"), "votes_for": ("L4", 9)}, "Lý Thị Ánh")
    register = replace(read(filled), register=FilledRegister("2022-03", (line,), {"day": ("C3", date(2022, 3, 18))}, {"Đề nghị": ("k", "l")}))
    for book in (register, *(read(path) for path, code in hostile[1].values() if code not in ("F221",))):
        assert repr(plain.from_bytes(plain.as_bytes(book))) == repr(book)


@pytest.mark.parametrize("value", [b"bytes", 1j, object(), {1}, [1]], ids=lambda value: type(value).__name__)
def test_a_value_of_no_workbook_is_refused_or_seen(filled, value):
    book = with_rows(read(filled), (7, {"a": value}))
    try:
        content = plain.as_bytes(book)
    except TypeError:
        return
    assert value == [1] and plain.from_bytes(content) == book


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b"[1,2,3,4,5,6,7]", b'{"os":"x"}', b'{"date":"x"}', b"\xff"])
def test_other_bytes_are_refused_in_a_known_way(content):
    with pytest.raises((ValueError, TypeError, LookupError)):
        plain.from_bytes(content)
