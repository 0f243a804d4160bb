"""Every message of reading is short, kind and in words."""

import pytest

from emulation_batch.batch import RawBook
from emulation_batch.layout import Stamp
from emulation_batch.reading import LABELS, word_faults
from emulation_batch.reading.labels import HIDDEN, fault

LONG = {"sheet": "2a. Văn bản, sáng kiến và kỳ khá", "other": "kỳ khác, rất dài rất dài rất dài", "cell": "XFD1048576", "value": "x" * 40,
        "header": "Đang bị xem xét kỷ luật, thanh tra, khiếu nại", "part": "cột", "near": " Có phải là “" + "x" * 20 + "”?",
        "what": "đây là trang web hoặc thư lưu một tệp (MHT, EML)", "name": "4. Đề nghị, điển hình", "theirs": "1.10", "ours": "1.0",
        "one": "thuộc tính tệp ghi đơn vị “TTCNTT”", "count": "50", "first": "1048576"}


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.code)
def test_messages(label):
    item = fault(label, **LONG)
    assert 10 < len(item.message) <= 160 and item.mend and label.why and label.example
    for text in (item.message, item.mend, label.why, label.example):
        assert not any(word in text.lower() for word in ("không hợp lệ", "vui lòng", "lỗi hệ thống"))


def test_codes_are_unique():
    assert len({label.code for label in LABELS}) == len(LABELS)


def test_word_faults():
    """A fault of a book becomes a finding of a unit's file."""
    book = RawBook("a", "xlsx", Stamp("", "", "", ""), faults=(fault(HIDDEN, sheet="2a", cell="A9", count="1", first="9"),))
    finding, = word_faults(book, "a.xlsx", "VP", "2022-03")
    assert (finding.code, finding.severity, finding.unit, finding.file, finding.sheet, finding.cell) == (
        "F215", "notice", "VP", "a.xlsx", "2a", "A9")
    assert finding.message == book.faults[0].message
