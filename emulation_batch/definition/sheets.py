"""The sheets of the unit workbook, as movement.toml declares them."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Workbook:
    """Names of the sheets that hold no data, and the number of open rows."""

    guide_name: str
    verdict_name: str
    lists_name: str
    stamp_name: str
    rows: int


@dataclass(frozen=True)
class Choice:
    """One item of a list: the code is stored, the label is shown and typed."""

    code: str
    label: str


@dataclass(frozen=True)
class ChoiceList:
    """A closed list of choices."""

    key: str
    items: tuple[Choice, ...]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code -> label."""
        return {item.code: item.label for item in self.items}


@dataclass(frozen=True)
class Column:
    """One column of a sheet (or one field of a form).

    type: text, choice, date, money (whole đồng), integer, decimal, person, candidate, document, unit, period, phone, email.
    required: True, or the kinds of row that need it; required_with: the column whose value makes it required.
    kinds: the only kinds of row it is meant for. min, max are hard; ask_below, ask_above raise a query,
    and so does more than ask_times the largest number of the unit's own past; ask_each: the column of what the number is shared
    by, held to the same. list_above: from more than this on, the evidence names a list.
    window: "period" holds a date to the reporting window. at_most, not_before name the other column of a comparison.
    declares_nil: a "co" here says that the named sheet ("*": every sheet) has nothing to report.
    shares: percentages in the text are parts of one whole.
    private: never leaves the unit's own papers and the Office.
    """

    key: str
    header: str
    type: str
    hint: str = ""
    required: bool | tuple[str, ...] = False
    required_with: str = ""
    kinds: tuple[str, ...] = ()
    choices: str = ""
    min: float | None = None
    max: float | None = None
    step: float | None = None
    ask_below: float | None = None
    ask_above: float | None = None
    ask_times: float | None = None
    ask_each: str = ""
    list_above: int | None = None
    min_chars: int = 0
    max_chars: int = 0
    window: str = ""
    at_most: str = ""
    not_before: str = ""
    declares_nil: str = ""
    prefilled: bool = False
    shares: bool = False
    private: bool = False
    width: int = 20

    def required_for(self, kind: str | None) -> bool:
        """Whether a row of this kind must fill the column."""
        return self.required is True or (isinstance(self.required, tuple) and kind in self.required)

    def meant_for(self, kind: str | None) -> bool:
        """Whether a row of this kind may fill the column."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class Sheet:
    """A sheet of the unit's workbook: kind "form" (fields one under another) or "table" (one row one result)."""

    key: str
    name: str
    title: str
    kind: str
    intro: str
    columns: tuple[Column, ...]
    subject: str = ""
    kind_column: str = ""

    def column(self, key: str) -> Column:
        """The column of that key (KeyError when there is none)."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column stands among the others, from 0, by its key."""
        return {column.key: place for place, column in enumerate(self.columns)}

    def has(self, key: str) -> bool:
        """Whether the sheet has a column of that key."""
        return key in self._by_key
