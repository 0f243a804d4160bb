"""The rows of a frame as plain values, without pandas at import time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def plain_rows(frame: pd.DataFrame, columns: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a frame as dicts of these columns (default: all), blanks as None and days as dates."""
    if frame.empty:
        return []
    chosen = {name: frame[name] for name in (frame.columns if columns is None else dict.fromkeys(columns))}
    plain = [_plain(values) for values in chosen.values()]
    return [dict(zip(chosen, row, strict=True)) for row in zip(*plain, strict=True)]


def _plain(values: pd.Series) -> list[Any]:
    blank = values.isna()
    if blank.all():
        return [None] * len(values)
    told = values.dt.date.tolist() if values.dtype.kind == "M" else values.tolist()
    return [None if none else value for value, none in zip(told, blank.tolist(), strict=True)] if blank.any() else told
