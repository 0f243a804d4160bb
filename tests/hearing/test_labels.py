"""The labels of the Council's registers: each is given by some register of the tables, none is given by nothing."""

import re
from pathlib import Path

from emulation_batch.hearing import LABELS


def test_codes_are_of_the_family_and_in_order():
    codes = [label.code for label in LABELS]
    assert codes == sorted(set(codes)) and all(code.startswith("H4") for code in codes)


def test_every_code_stands_in_a_table():
    tables = Path(__file__).parent / "test_hear.py", Path(__file__).parents[1] / "test_review_council.py"
    told = [code for table in tables for code in re.findall(r"H4\d\d", table.read_text(encoding="utf-8"))]
    assert {label.code for label in LABELS} == set(told)


def test_nothing_is_decided_here():
    for label in LABELS:
        assert "quyết định" not in " ".join((label.message, label.mend, label.why, label.example)).casefold()
