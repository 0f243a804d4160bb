"""Rows that were read before: the empty rows of a form are the same bytes in every unit's file, and mean the same."""

from typing import Any, Generic, TypeVar

Found = TypeVar("Found")

MOST_KNOWN = 16 << 20
LONGEST_ROW = 1 << 16


class KnownRows(Generic[Found]):
    """What a reader saw in rows, by their bytes, for each meaning that the styles of a workbook give them; forgotten when they
    grow too many."""

    def __init__(self) -> None:
        self._found: dict[Any, dict[bytes, Found]] = {}
        self._size = 0

    def under(self, meaning: Any) -> dict[bytes, Found]:
        """The rows read under the same meaning."""
        if self._size > MOST_KNOWN:
            self._found, self._size = {}, 0
        return self._found.setdefault(meaning, {})

    def keep(self, meaning: Any, row: bytes, found: Found) -> None:
        """Remember a row, but none that names a shared string, which is another in every file, and no long one."""
        if len(row) <= LONGEST_ROW and b't="s"' not in row:
            self._found[meaning][row] = found
            self._size += len(row)
