"""Definition -> Excel formulas that judge one cell: pure functions from columns to text.

Only functions that Excel 2010, LibreOffice, WPS and Google Sheets all know. A cell is addressed as INDEX($C:$C,8): unlike
$C$8 this still points at its place after somebody cut a cell and pasted it elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from emulation_batch.definition import Column
from emulation_batch.periods import Period
from emulation_batch.vietnamese.dates import YEARS
from emulation_batch.vietnamese.numbers import LARGEST

NBSP = "\u00a0"
PEOPLE, CANDIDATES = "DS_CAN_BO", "DS_UNG_VIEN"
# states of a cell, as the hidden columns hold them: numbers, so that no reader takes them for words of the unit
FINE, MISSING, WRONG, ASK, STRAY, IDLE = range(6)
STEP_TOLERANCE = "0.000001"
SHORTEST_PHONE = 8


@dataclass(frozen=True)
class Row:
    """One row (or one form) as formulas see it: `at` gives the address of a column; kind and used are expressions.

    kind gives the place of the row's kind in `kinds`, 0 for none; "" means that the sheet has no kinds. used "" means that
    the row is always in use. phase: first and last day of the movement; a date outside it is asked about. more: further
    expressions by column that are true when a filled cell is wrong.
    """

    at: Callable[[str], str]
    kind: str = ""
    kinds: tuple[str, ...] = ()
    used: str = ""
    period: Period | None = None
    phase: tuple[date, date] | None = None
    people_known: bool = True
    more: Mapping[str, tuple[list[str], str]] = field(default_factory=dict)


def cell(letter: str, row: int | str, sheet: str = "") -> str:
    """The address of a typed cell; `row` as Excel shows it."""
    place = f"{quoted(sheet)}!" if sheet else ""
    return f"INDEX({place}${letter}:${letter},{row})"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas need it."""
    return "'" + sheet.replace("'", "''") + "'"


def text(value: str) -> str:
    """A text constant."""
    return '"' + value.replace('"', '""') + '"'


def choice_labels(key: str) -> str:
    """The defined name of a list's labels."""
    return f"DM_{key}"


def trimmed(address: str) -> str:
    """What a cell holds without the blanks around it; no-break spaces are blanks too."""
    return f'TRIM(SUBSTITUTE({address},"{NBSP}"," "))'


def used(addresses: Iterable[str]) -> str:
    """1 where any of the cells holds something, else 0. A cell with an error holds something."""
    return f'IF(IFERROR({trimmed("&".join(addresses))}="",FALSE),0,1)'


def repeated(columns: Iterable[str], rows: str, used: str) -> str:
    """The last of the rows in use that repeats an earlier one in each of these columns, as Excel shows it; 0 for none. An array
    formula. columns, rows, used: ranges of one height; cells are compared as trimmed texts, for a blank one would equal a 0."""
    held = [f'IFERROR({trimmed(column)},"")' for column in columns]
    equal = "*".join(f"({cells}=TRANSPOSE({cells}))" for cells in held)
    return f"IFERROR(MAX({equal}*(ROW({rows})>TRANSPOSE(ROW({rows})))*({used}=1)*ROW({rows})),0)"


def signing_day(address: str) -> str:
    """ "Ngày 05 tháng 02 năm 2022": days below 10, months 1 and 2 take a zero (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    day, month = f'RIGHT("0"&DAY({address}),2)', f'IF(MONTH({address})<3,"0","")&MONTH({address})'
    blank = '"Ngày      tháng      năm      "'
    return f'IF(ISNUMBER({address}),"Ngày "&{day}&" tháng "&{month}&" năm "&YEAR({address}),{blank})'


def kind_place(column: Column, address: str) -> str:
    """The place of the chosen kind in its list, from 1; 0 when there is none."""
    return f"IFERROR(MATCH({trimmed(address)},{choice_labels(column.choices)},0),0)"


def state(column: Column, row: Row) -> str:
    """The state of one cell of the row: FINE, MISSING, WRONG, ASK, STRAY (filled, not meant) or IDLE (blank, not meant)."""
    address = row.at(column.key)
    unmeant = f"AND({row.kind}>0,NOT({_is_kind(row, column.kinds)}))" if column.kinds and row.kind else ""
    # what cannot be read refuses the row also where the kind does not use the cell
    filled = _choose([(_any(wrong(column, row)), WRONG), (unmeant, STRAY), (_any(asks(column, row)), ASK)])
    blank = _choose([(unmeant, IDLE), (required(column, row), MISSING)])
    judged = f'IFERROR(IF({trimmed(address)}="",{blank},{filled}),{WRONG})'
    return f"IF({row.used}=0,{FINE},{judged})" if row.used else judged


def required(column: Column, row: Row) -> str:
    """When the cell must be filled, "" for never."""
    if column.required is True:
        return "TRUE"
    reasons = []
    if column.required and row.kind:
        reasons.append(_is_kind(row, column.required))
    if column.required_with:
        other = f'{trimmed(row.at(column.required_with))}<>""'
        meant = column.kinds and row.kind
        reasons.append(f"AND({other},{_is_kind(row, column.kinds)})" if meant else other)
    return _any(reasons)


def wrong(column: Column, row: Row) -> Iterator[str]:
    """Expressions that are true, or an error, when a filled cell breaks a rule."""
    address = row.at(column.key)
    if column.type == "choice":
        yield _not_listed(address, choice_labels(column.choices))
    elif column.type in ("person", "candidate"):
        if row.people_known:
            yield _not_listed(address, PEOPLE if column.type == "person" else CANDIDATES)
    elif column.type == "date":
        first, last = date_limits(column, row.period)
        yield from (f"NOT(ISNUMBER({address}))", f"INT({address})<{day(first)}", f"INT({address})>{day(last)}")
    elif column.type in ("money", "integer", "decimal"):
        yield from _wrong_number(column, address)
    elif column.type == "email":
        yield f'NOT(ISNUMBER(FIND(".",{trimmed(address)},FIND("@",{trimmed(address)})+2)))'
    if column.min_chars:
        yield f"LEN({trimmed(address)})<{column.min_chars}"
    if column.max_chars:
        yield f"LEN({trimmed(address)})>{column.max_chars}"
    yield from _compared(column, row)
    yield from row.more.get(column.key, ([], ""))[0]


def asks(column: Column, row: Row) -> Iterator[str]:
    """Expressions that are true, or an error, when a value is unusual: it is asked about, and blocks nothing."""
    address = row.at(column.key)
    if column.ask_below is not None:
        yield f"{address}<{number(column.ask_below)}"
    if column.ask_above is not None:
        yield f"{address}>{number(column.ask_above)}"
    if column.type == "date" and column.window != "period" and row.phase:
        first, last = row.phase
        yield from (f"INT({address})<{day(first)}", f"INT({address})>{day(last)}")
    elif column.type == "document":
        yield f'ISERROR(FIND("/",{address}))'
    elif column.type == "phone":
        yield f"ISERROR(0+{_digits(address)})"
        yield f"LEN({_digits(address)})<{SHORTEST_PHONE}"


def date_limits(column: Column, period: Period | None) -> tuple[date, date]:
    """First and last day a date column takes."""
    if column.window == "period" and period:
        return period.from_, period.to
    return date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31)


def number_limits(column: Column) -> tuple[float, float]:
    """Least and greatest number a column takes."""
    return (-LARGEST if column.min is None else column.min), (LARGEST if column.max is None else column.max)


def number(value: float) -> str:
    """A number constant without a needless ".0"."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _wrong_number(column: Column, address: str) -> Iterator[str]:
    least, greatest = number_limits(column)
    yield from (f"NOT(ISNUMBER({address}))", f"{address}<{number(least)}", f"{address}>{number(greatest)}")
    if column.type != "decimal":
        yield f"{address}<>INT({address})"
    if column.step:
        steps = f"{address}/{number(column.step)}"
        yield f"ABS({steps}-ROUND({steps},0))>{STEP_TOLERANCE}"


def _compared(column: Column, row: Row) -> Iterator[str]:
    """IF and not AND: Excel's AND looks at both, and the other cell may hold an error. Dates are compared without time."""
    address = row.at(column.key)
    if column.at_most:
        yield f"IF(ISNUMBER({row.at(column.at_most)}),{address}>{row.at(column.at_most)},FALSE)"
    if column.not_before:
        yield f"IF(ISNUMBER({row.at(column.not_before)}),INT({address})<INT({row.at(column.not_before)}),FALSE)"


def _not_listed(address: str, name: str) -> str:
    """Compared item by item: MATCH would take “*” and “?” for any text."""
    return f"SUMPRODUCT(--({name}={trimmed(address)}))=0"


def _digits(address: str) -> str:
    """A phone number (or several) without the marks people put in; adding 0 shows whether digits alone are left."""
    bare = trimmed(address)
    for mark in (" ", ".", "-", "(", ")", "+", ",", ";"):
        bare = f'SUBSTITUTE({bare},"{mark}","")'
    return bare


def day(value: date) -> str:
    """A day as a constant."""
    return f"DATE({value.year},{value.month},{value.day})"


def _is_kind(row: Row, codes: Iterable[str]) -> str:
    return _any(f"{row.kind}={row.kinds.index(code) + 1}" for code in codes)


def _any(expressions: Iterable[str]) -> str:
    found = list(expressions)
    return found[0] if len(found) == 1 else f"OR({','.join(found)})" if found else ""


def _choose(cases: list[tuple[str, int]]) -> str:
    """Nested IFs over (condition, state), else FINE; conditions that are never true fall out."""
    chosen = str(FINE)
    for condition, result in reversed(cases):
        if condition == "TRUE":
            chosen = str(result)
        elif condition:
            chosen = f"IF({condition},{result},{chosen})"
    return chosen
