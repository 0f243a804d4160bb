"""The rows of a frame as dicts, without pandas at import time.

pandas itself takes rows apart value by value, which costs many times as much where it keeps texts in Arrow's own memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def plain_rows(frame: pd.DataFrame, columns: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a frame as dicts of these columns (default: all), blanks as None and days as dates."""
    if frame.empty:
        return []
    chosen = {name: plain(frame[name]) for name in (frame.columns if columns is None else dict.fromkeys(columns))}
    return [dict(zip(chosen, row, strict=True)) for row in zip(*chosen.values(), strict=True)]


def each_row(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts, each value as pandas gives it."""
    values = {str(name): frame[name].tolist() for name in frame.columns}
    return [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]


def plain(values: pd.Series) -> list[Any]:
    """The cells of a column, blanks as None and days as dates."""
    if values.dtype.kind == "M":
        return values.to_numpy("datetime64[D]").tolist()
    if values.dtype == "str":
        import pyarrow as pa

        return pa.array(values).to_numpy(zero_copy_only=False).tolist()
    blank = values.array.isna()
    told = values.tolist()
    return [None if none else value for value, none in zip(told, blank.tolist(), strict=True)] if blank.any() else told
