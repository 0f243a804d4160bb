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
    plain = [[None if blank else value for value, blank in
              zip(values.dt.date if values.dtype.kind == "M" else values.tolist(), values.isna(), strict=True)]
             for values in chosen.values()]
    return [dict(zip(chosen, row, strict=True)) for row in zip(*plain, strict=True)]
