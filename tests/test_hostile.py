"""The fixed-seed part of the corpus of hostile files: every small kind once, and mutations, beside three good workbooks.

`python -m tests.hostile` runs all of it among fifty good workbooks, with its bounds of time and memory.
"""

from itertools import islice

import pytest
from hostile import month, score, world

from emulation_batch import intake, reading
from emulation_batch.catalogue import reasons
from emulation_batch.intake.labels import REMARKS
from emulation_batch.periods import parse_month

MUTATIONS, SHARE = 60, 3
ELSEWHERE = {
    "F103": "tests/intake/test_settle.py", "F107": "tests/intake/test_gather.py", "F108": "tests/intake/test_gather.py",
    "F109": "tests/intake/test_gather.py", "F111": "tests/intake/test_settle.py", "F114": "tests/intake/test_settle.py",
    "F115": "tests/intake/test_settle.py", "F116": "tests/intake/test_settle.py", "F117": "tests/intake/test_settle.py",
    "F129": "tests/intake/test_sealed.py", "F130": "tests/intake/test_sealed.py", "F132": "tests/intake/test_settle.py",
    "F205": "tests/reading/test_sheets.py", "F206": "tests/reading/test_stamps.py", "F212": "tests/reading/test_sheets.py",
    "F213": "tests/reading/test_sheets.py", "F221": "tests/reading/test_pool.py", "F222": "tests/reading/test_pool.py"}
"""Reasons that need another month, another moment or another registry than the corpus has: where they are reached."""


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return world.build(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def base(space):
    return month.base_of(space, seed=4)


@pytest.fixture(scope="module")
def sample(space, base, tmp_path_factory):
    """The files, small ones only, and what each must be listed with."""
    inbox = tmp_path_factory.mktemp("inbox")
    cases = [case for number, case in enumerate(month.all_cases(base, 0, heavy=False)) if number % SHARE == 0]
    expected = month.lay(cases, inbox, space)
    expected |= month.lay(islice(month.mutations.cases(base, MUTATIONS), MUTATIONS), inbox, space)
    return inbox, expected


def test_each_file_is_listed_once_with_its_reason(space, sample, tmp_path):
    inbox, expected = sample
    period = space.period(parse_month(world.PERIOD))
    good = [world.write_good(inbox / f"tot_{number}.xlsx", number, space.definition, space.registry, period).name
            for number in (1, 2, 3)]
    received = intake.unpack(intake.gather([inbox]), tmp_path)
    books = reading.read_all(received, space.definition, 2)
    submissions, _ = intake.settle(received, books, space.definition, space.registry, period)
    manifest = {"files": [{"name": item.received.name, "code": item.code, "outcome": item.outcome, "reason": item.reason}
                          for item in submissions]}
    found = score.judge(manifest, expected, set(good))
    assert (found.good, found.missing, found.twice, found.more, found.wrong) == (3, [], [], [], [])
    assert found.files > 250 and {item.code for item in submissions} - {"", *(label.code for label in REMARKS)} <= {label.code for label in reasons()}


def test_the_reasons_are_a_closed_list_each_reached():
    """At most forty reasons for not using a file; each has its page, and is met in the corpus or in the test named here."""
    codes = [label.code for label in reasons()]
    assert len(codes) == len(set(codes)) <= 40
    assert f"{len(codes)} lý do" in (month.ROOT / "docs" / "huong-dan-van-phong.md").read_text(encoding="utf-8")
    assert all(label.why and label.example and label.mend for label in reasons())
    for code, path in ELSEWHERE.items():
        assert code in (month.ROOT / path).read_text(encoding="utf-8"), (code, path)


def test_the_corpus_reaches_every_other_reason(base):
    planted = {code for case in month.all_cases(base, 0, heavy=False) for codes in case.codes.values() for code in codes.split("|")}
    assert {label.code for label in reasons()} - planted == ELSEWHERE.keys() - planted
