"""Dated work: what falls due in a window, and what of it was done in time (Plan, Mục III.1.a: “đúng thời hạn”).

Work is due in a window when its deadline lies there, or when it was done there ahead of a later deadline. A row without a
deadline is never due. The window is closed when data are cut off, so due work is either on time or overdue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

DEADLINE, DONE = "han_hoan_thanh", "ngay_hoan_thanh"
COLUMNS = (DEADLINE, DONE)


def due(rows: pd.DataFrame, first: object, last: object) -> pd.Series:
    """Mask of the rows due from `first` to `last`, both included; each one timestamp, or a Series with one for each row."""
    inside = [(rows[column] >= first) & (rows[column] <= last) for column in COLUMNS]
    return (inside[0] | inside[1]) & rows[DEADLINE].notna()


def on_time(rows: pd.DataFrame, first: object, last: object) -> pd.Series:
    """Mask of the rows due in the window and done on or before their deadline."""
    return due(rows, first, last) & (rows[DONE] <= rows[DEADLINE])


def overdue(rows: pd.DataFrame, first: object, last: object) -> pd.Series:
    """Mask of the rows due in the window and done after their deadline, or not done."""
    return due(rows, first, last) & ~(rows[DONE] <= rows[DEADLINE])


def left_over(rows: pd.DataFrame, first: object) -> pd.Series:
    """Mask of the rows whose deadline passed before the window and which are still not done."""
    return (rows[DEADLINE] < first) & rows[DONE].isna()
