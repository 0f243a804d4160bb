"""What was put right silently has a name, and what cannot be seen is shown."""

import unicodedata
from datetime import datetime

import pytest

from emulation_batch.repairs import KINDS, kinds_of, visible
from emulation_batch.reports.wording import REPAIR_WORDS


@pytest.mark.parametrize(("column", "typed", "understood", "kinds"), [
    ("text", "Hướng dẫn xã", "Hướng dẫn xã", ()),
    ("text", " \u00a0Hướng dẫn xã\n", "Hướng dẫn xã", ()),
    ("text", unicodedata.normalize("NFD", "Hướng dẫn"), "Hướng dẫn", ("composed",)),
    ("text", "Hươ\u0301ng dẫn", "Hướng dẫn", ("composed",)),
    ("text", "Hướng\u00a0dẫn", "Hướng dẫn", ("spaces",)),
    ("text", "Hướng\u2003dẫn", "Hướng dẫn", ("spaces",)),
    ("text", "Hướng  dẫn", "Hướng dẫn", ("doubled",)),
    ("text", "Hướng\u200b dẫn", "Hướng dẫn", ("invisible",)),
    ("text", "\u202eHướng dẫn\u202c", "Hướng dẫn", ("invisible",)),
    ("text", "một\r\nhai", "một\nhai", ("breaks",)),
    ("text", "Hướng\u00a0 dẫn\u200b", "Hướng dẫn", ("spaces", "invisible")),
    ("text", 12, "12", ()),
    ("document", "125 / BC - STTTT", "125/BC-STTTT", ("signs",)),
    ("choice", "C1 – tiền", "c1 - Tiền", ("listed",)),
    ("choice", "c1 - Tiền", "c1 - Tiền", ()),
    ("choice", "c1 - Ti\u00ea\u0300n", "c1 - Tiền", ("composed",)),
    ("choice", "Vận độпg", "Vận động", ("letters", "listed")),
    ("person", "Đ/c Lý Thị Ánh", "Lý Thị Ánh | STTTT-003", ("salutation",)),
    ("person", "Lý Thị Ánh", "Lý Thị Ánh | STTTT-003", ("listed",)),
    ("person", "Lý Thị Ánh | STTTT-003", "Lý Thị Ánh | STTTT-003", ()),
    ("money", "1.500.000 đ", "1.500.000", ("number",)),
    ("integer", "12", "12", ("number",)),
    ("money", 1500000, "1.500.000", ()),
    ("date", "05/03/2022", "05/03/2022", ("date",)),
    ("date", datetime(2022, 3, 5), "05/03/2022", ()),
    ("date", datetime(2022, 3, 5, 7), "05/03/2022", ("time",)),
])
def test_a_repair_is_named(column, typed, understood, kinds):
    assert kinds_of(column, typed, understood) == kinds


def test_every_kind_has_words():
    assert tuple(REPAIR_WORDS) == KINDS


@pytest.mark.parametrize(("text", "shown"), [
    ("Lý Thị", "Lý Thị"), ("Lý\u00a0Thị", "Lý␣ (U+00A0)Thị"), ("a  b", "a␣␣b"), (" a ", "␣a␣"), ("a\u200bb", "a(U+200B)b"),
    ("\u202ea", "(U+202E)a"), ("a\r\nb", "a↵b"), ("a\tb", "a⇥b"), ("a\x07", "a(U+0007)"), ("Ly\u0301 Thi\u0323", "Ly\u0301(U+0301) Thi\u0323")])
def test_nothing_hides(text, shown):
    assert visible(text) == shown
