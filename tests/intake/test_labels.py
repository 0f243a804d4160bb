"""Every reason that intake gives is short, kind and in words."""

import pytest

from emulation_batch.findings import word
from emulation_batch.intake import LABELS

LONG = {"what": " “" + "x" * 40 + "”", "other": "y" * 80, "attempt": 12, "near": " Có phải là “" + "z" * 40 + "”?", "count": 9, "sender": "s" * 50,
        "unit_name": "Trung tâm Công nghệ thông tin và Truyền thông", "period_name": "2022-03", "ours": "TTCNTT", "theirs": "2022-02", "command": "run"}


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.code)
def test_messages(label):
    found = word(label, value="x" * 100, **LONG)
    assert 10 < len(found.message) <= 160 and found.mend and label.why and label.example
    for text in (found.message, found.mend, label.why, label.example):
        assert not any(words in text.lower() for words in ("không hợp lệ", "vui lòng", "lỗi hệ thống"))


def test_codes_are_unique():
    assert len({label.code for label in LABELS}) == len(LABELS)
