"""The corpus of `python -m tests.precision`: everything planted is found at its cell, and nothing else."""

from pathlib import Path
from random import Random

import pytest
from precision import corpus
from precision.months import Month
from precision.planters import CODES
from precision.planters_files import ELSEWHERE

from emulation_batch.catalogue import all_labels
from emulation_batch.checks import CHECKS

WORKBOOKS, FILES, SEED = 300, 300, 2022


@pytest.fixture(scope="module")
def score():
    return corpus.run(WORKBOOKS, SEED, FILES)


def test_every_check_can_be_planted():
    """A new check needs a planter."""
    assert {check.label.code for check in CHECKS} <= set(CODES)


def test_every_other_code_is_met_elsewhere():
    """A code is planted here, or it is said why it is none of a workbook, and the test named there has it; none is both."""
    elsewhere = [(path, code) for tests in ELSEWHERE.values() for path, codes in tests.items() for code in codes]
    for path, code in elsewhere:
        assert code in (Path(__file__).parents[1] / path).read_text(encoding="utf-8"), (path, code)
    assert sorted((*CODES, *(code for _, code in elsewhere))) == sorted(label.code for label in all_labels())


def test_everything_planted_is_found_and_nothing_else(score):
    lines: list[str] = []
    corpus.table(score, lines.append)
    assert (score.precision, score.recall) == (1, 1), "\n".join(lines)
    assert not score.missed and not score.extra
    assert score.clean >= 15 and score.files >= FILES


def test_every_code_is_planted_at_least_three_times(score):
    assert {code: score.planted[code] for code in CODES if score.planted[code] < corpus.AT_LEAST} == {}


def test_the_same_seed_gives_the_same_corpus():
    first, second = (Month("2022-03", Random(SEED)).books for _ in range(2))
    assert first == second


def test_every_place_is_planted(score):
    """Every code in every column it applies to."""
    assert corpus.every_place() - score.targets == set()
