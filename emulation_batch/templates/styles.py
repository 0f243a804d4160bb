"""How the workbook looks: colours, cell formats, and row heights for wrapped text."""

import math
from collections.abc import Iterable
from datetime import datetime, time
from functools import cached_property
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from emulation_batch.definition import Column, Sheet

NAVY, HINT, WHITE, GRID = "#1F3864", "#DCE6F1", "#FFFFFF", "#BFBFBF"
INPUT, CALCULATED, UNMEANT = "#FFFBE6", "#F2F2F2", "#E3E3E3"
MISSING, WRONG, DONE, ASK = "#FBE3E0", "#FFE8C7", "#E2F0D9", "#FFF2CC"
RED, AMBER, GREEN, MUTED = "#9C0006", "#7F6000", "#2E6B1F", "#595959"
DATE_FORMAT, MONEY_FORMAT, TEXT_FORMAT = "dd/mm/yyyy", "#,##0", "@"
MOMENT_FORMAT, TIME_FORMAT = "dd/mm/yyyy hh:mm", "hh:mm"
# points a line takes in Arial 11 and 10, and how many more letters the smaller one sets in a column
LINE_HEIGHT, SMALL_LINE, SMALL_FIT = 15, 13.5, 1.15
PAINT = ("paint", "")
FONT = {"font_name": "Arial", "font_size": 11}
THICK, BORDERS = 2, {"error": "#C00000", "query": "#BF8F00"}
FORMULA_SIGNS = ("=", "+", "-", "@")
TEXT_TYPES = ("text", "document", "phone", "email", "unit", "period")
# "@" keeps what is typed: "3/4" stays no date, "0209…" keeps its zero, "- Đã…" starts no formula
NUMBER_FORMATS = {**dict.fromkeys(TEXT_TYPES, TEXT_FORMAT), "date": DATE_FORMAT, "money": MONEY_FORMAT, "integer": MONEY_FORMAT}


class Styles:
    """Cell formats of one workbook, each made once. Vietnamese is never underlined: the line hides the dots below."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._asked: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._inputs: dict[tuple[Any, ...], Format] = {}

    def make(self, **properties: Any) -> Format:
        """A format with the house font; the same properties give the same format."""
        asked = tuple(properties.items())
        if asked not in self._asked:
            merged = {**FONT, "valign": "vcenter", **properties}
            key = tuple(sorted(merged.items()))
            if key not in self._made:
                self._made[key] = self._workbook.add_format(merged)
            self._asked[asked] = self._made[key]
        return self._asked[asked]

    def learn(self, other: "Styles") -> None:
        """Make the cell formats that another workbook needed, so that they stand in this one too."""
        for key in other._made:
            if key[0] != PAINT:
                self.make(**dict(key))._get_xf_index()

    def told(self) -> str:
        """What another workbook would learn, in words."""
        return repr([key for key in self._made if key[0] != PAINT])

    def foresee(self, sheets: Iterable[Sheet]) -> None:
        """Make every format that a typed cell of these sheets may need, whatever was typed and found there."""
        for sheet in sheets:
            for column in sheet.columns:
                for value in (None, FORMULA_SIGNS[0], time(1), datetime(2021, 8, 1), datetime(2021, 8, 1, 1)):
                    for severity in ("", *BORDERS):
                        self.input(column, value=value, severity=severity, left=sheet.kind == "form")._get_xf_index()

    def boxed(self, **properties: Any) -> Format:
        """A wrapped cell of a table."""
        return self.make(**{"border": 1, "border_color": GRID, "text_wrap": True, **properties})

    def input(self, column: Column, *, locked: bool = False, value: Any = None, left: bool = False,
              severity: str = "") -> Format:
        """A cell of a column: yellow and unlocked, or grey and locked where the Office has filled it; `left` for forms.

        severity: error or query give it a thick border. A typed text that looks like a formula is marked as text for Excel.
        """
        shown, formula = ("", value.startswith(FORMULA_SIGNS)) if isinstance(value, str) else (_time_format(value), False)
        key = (column.type, locked, shown, left, severity, formula)
        if key not in self._inputs:
            self._inputs[key] = self._input(*key)
        return self._inputs[key]

    def _input(self, kind: str, locked: bool, shown: str, left: bool, severity: str, formula: bool) -> Format:
        wanted = shown or NUMBER_FORMATS.get(kind, "General")
        number = kind in ("money", "integer", "decimal")
        place: dict[str, Any] = {"align": "right" if number and not left else "left", "indent": 1}
        if kind == "date" and not left:
            place = {"align": "center"}
        if severity in BORDERS:
            place |= {"border": THICK, "border_color": BORDERS[severity]}
        if formula:
            place["quote_prefix"] = True
        return self.boxed(bg_color=CALCULATED if locked else INPUT, locked=locked, num_format=wanted, **place)

    @cached_property
    def title(self) -> Format:
        return self.make(bold=True, font_size=16, font_color=NAVY)

    @cached_property
    def intro(self) -> Format:
        return self.make(font_color=MUTED)

    @cached_property
    def strong(self) -> Format:
        return self.make(bold=True)

    @cached_property
    def plain(self) -> Format:
        return self.make()

    @cached_property
    def link(self) -> Format:
        return self.make(bold=True, font_color=NAVY, underline=0)

    @cached_property
    def boxed_link(self) -> Format:
        return self.boxed(bold=True, font_color=NAVY, underline=0, indent=1)

    @cached_property
    def header(self) -> Format:
        return self.boxed(bold=True, font_color=WHITE, bg_color=NAVY, align="center")

    @cached_property
    def band(self) -> Format:
        """The title of a block, over all its columns."""
        return self.make(bold=True, font_color=NAVY, bg_color=HINT, indent=1, top=1, bottom=1, border_color=GRID)

    @cached_property
    def hint(self) -> Format:
        return self.boxed(italic=True, font_size=10, font_color=MUTED, bg_color=HINT, align="center", valign="top")

    @cached_property
    def number(self) -> Format:
        return self.boxed(bg_color=CALCULATED, font_color=MUTED, align="center")

    @cached_property
    def calculated(self) -> Format:
        return self.boxed(bg_color=CALCULATED, indent=1)

    @cached_property
    def calculated_centre(self) -> Format:
        return self.boxed(bg_color=CALCULATED, align="center")

    @cached_property
    def text(self) -> Format:
        return self.boxed(indent=1)

    @cached_property
    def total(self) -> Format:
        return self.boxed(bg_color=CALCULATED, num_format=MONEY_FORMAT, align="right", indent=1)

    @cached_property
    def note(self) -> Format:
        return self.boxed(font_color=MUTED, italic=True, indent=1)

    @cached_property
    def key(self) -> Format:
        return self.make(font_size=8, font_color=MUTED)

    @cached_property
    def tall(self) -> Format:
        """The format of a whole row that grows with its text: this font keeps it two lines tall."""
        return self.make(font_size=24)

    def paint(self, background: str, colour: str = "", bold: bool = False) -> Format:
        """What a conditional format changes."""
        wanted: dict[str, Any] = {"bg_color": background, "bold": bold} | ({"font_color": colour} if colour else {})
        key = (PAINT, *sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]


def _time_format(value: Any) -> str:
    """How a typed date or time is shown, "" for other values; hours only where there are any."""
    if isinstance(value, time):
        return TIME_FORMAT
    if isinstance(value, datetime) and value.time() != time():
        return MOMENT_FORMAT
    return DATE_FORMAT if hasattr(value, "year") else ""


def height(*cells: tuple[str, float], least: int = 1, line: float = LINE_HEIGHT) -> float:
    """Row height in points so that every (text, column width) can be read wrapped, with a little air."""
    most = least
    for text, width in cells:
        room = max(4, 1.1 * width - 2)  # Vietnamese in Arial 11 sets about a tenth more letters than the column counts digits
        if len(text) > room or "\n" in text:
            most = max(most, sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n")))
    return most * line + 6
