from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.deadlines import DUE, standing

FIRST, LAST = date(2022, 2, 15), date(2022, 3, 14)
DAYS = st.dates(date(2021, 12, 1), date(2022, 5, 31))


@pytest.mark.parametrize(("deadline", "done", "expect"), [
    (date(2022, 3, 10), date(2022, 3, 10), "on_time"),
    (date(2022, 3, 10), date(2022, 3, 11), "late"),
    (date(2022, 3, 14), None, "undone"),
    (date(2022, 2, 14), None, "left_over"),
    (date(2022, 2, 14), date(2022, 2, 15), "made_up"),
    (date(2022, 3, 15), None, "not_due"),
    (date(2022, 4, 30), date(2022, 3, 14), "on_time"),
    (date(2022, 2, 1), date(2022, 2, 14), "not_due"),
    (None, date(2022, 3, 1), "not_due"),
    (None, None, "not_due"),
])
def test_standing(deadline, done, expect):
    assert standing(deadline, done, FIRST, LAST) == expect


@given(deadline=DAYS, done=DAYS)
def test_finished_work_is_due_in_the_window_of_that_day(deadline, done):
    """Work done in a window is judged there, unless its deadline passed in an earlier window: it was due in that one."""
    first, last = done - timedelta(days=9), done + timedelta(days=9)
    assert standing(deadline, done, first, last) == ("on_time" if done <= deadline else "late" if deadline >= first else "made_up")


@given(deadline=DAYS, done=st.none() | DAYS)
def test_work_is_due_in_one_window_at_most(deadline, done):
    """Over consecutive windows the same work is counted once, however often it is reported."""
    starts = [date(2021, 11, 1) + timedelta(days=20 * number) for number in range(12)]
    known = [(first, first + timedelta(days=19)) for first in starts]
    told = [standing(deadline, done if done and done <= last else None, first, last) for first, last in known]
    assert sum(word in ("on_time", "late", "undone") for word in told) <= 1 + (done is not None and done < deadline)


@given(deadline=DAYS)
def test_unfinished_work_is_due_in_one_window_only(deadline):
    windows = [(date(2021, 11, 15), date(2021, 12, 14)), (date(2021, 12, 15), date(2022, 1, 14)),
               (date(2022, 1, 15), date(2022, 2, 14)), (FIRST, LAST), (date(2022, 3, 15), date(2022, 6, 14))]
    found = [standing(deadline, None, *window) for window in windows]
    assert sum(word in DUE for word in found) == 1
    assert found == sorted(found, key=["not_due", "undone", "left_over"].index)
