"""Rows are remembered by their bytes under one meaning of styles, and forgotten when they are too many."""

from emulation_batch.reading import known_rows
from emulation_batch.reading.known_rows import KnownRows

ROW = b'r="8"><c r="A8" s="1"><v>1</v></c></row>'


def test_a_row_is_known_under_its_own_meaning():
    known = KnownRows()
    for meaning in ("one", "other"):
        assert known.under(meaning).get(ROW) is None
        known.keep(meaning, ROW, meaning)
    assert known.under("one")[ROW] == "one" and known.under("other")[ROW] == "other"


def test_what_names_a_shared_string_or_is_long_is_read_each_time(monkeypatch):
    known = KnownRows()
    monkeypatch.setattr(known_rows, "LONGEST_ROW", len(ROW))
    for row in (ROW.replace(b's="1"', b't="s"'), ROW + b" ", ROW):
        known.under("")
        known.keep("", row, 0)
    assert list(known.under("")) == [ROW]


def test_too_many_rows_are_forgotten(monkeypatch):
    known = KnownRows()
    monkeypatch.setattr(known_rows, "MOST_KNOWN", 3 * len(ROW))
    for number in range(10, 30):
        known.under("")
        known.keep("", ROW.replace(b"8", b"%d" % number), number)
        assert len(known.under("")) <= 4
    assert known.under("")
