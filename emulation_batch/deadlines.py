"""Dated work: how it stands at the end of a window (Plan, Mục III.1.a: “đúng thời hạn”).

Work is due in a window when its deadline lies there, or when it was done there ahead of a later deadline. Data are cut off
at the end of the window, so due work is on time, late or undone then. Work whose deadline passed in an earlier window was due
in that one and is not counted twice: undone it is left over, done now it is made up.
"""

from datetime import date

DEADLINE, DONE = "han_hoan_thanh", "ngay_hoan_thanh"
COLUMNS = (DEADLINE, DONE)
ON_TIME, LATE, UNDONE = "on_time", "late", "undone"
LEFT_OVER, MADE_UP, NOT_DUE = "left_over", "made_up", "not_due"
DUE = (ON_TIME, LATE, UNDONE)


def standing(deadline: date | None, done: date | None, first: date, last: date) -> str:
    """One of the six words above for a window from `first` to `last`, both included; without a deadline never due."""
    if deadline is None:
        return NOT_DUE
    if done is not None and first <= done <= last and deadline < first:
        return MADE_UP
    if done is not None and (first <= deadline <= last or first <= done <= last):
        return ON_TIME if done <= deadline else LATE
    if done is not None or deadline > last:
        return NOT_DUE
    return LEFT_OVER if deadline < first else UNDONE
