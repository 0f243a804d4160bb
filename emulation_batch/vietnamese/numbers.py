"""Numbers as Vietnamese offices type them: "1.500.000 đ", "12,5 triệu", "0,5".

The rules were tried on real cells: the unit of a column is fixed in its header; what is certain is
understood, what is likely is only proposed to the unit, and what is unclear goes back without a guess.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from emulation_batch.vietnamese.text import bare_key, clean

NUMBER_NOTES = (
    "empty",  # no text at all
    "with_unit",  # "12,5 triệu", "12 hộ"
    "us_grouping",  # "1,500,000": understood
    "ambiguous",  # "1,500": fifteen hundred, or one and a half
    "fraction",  # a part of a đồng or of a person; most likely 1.500 typed under an English locale
    "malformed",  # "1.500.00"
    "not_a_number",
    "negative",  # understood
    "too_large",
)
LARGEST = 10**15
LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell means: `value` is None when that is not certain.

    `note` is "" for a plain reading, else a word of NUMBER_NOTES or DATE_NOTES; `proposal` is the text the unit
    probably wanted to type, "" where it cannot be computed.
    """

    value: Any
    note: str = ""
    proposal: str = ""


_TEXT = re.compile(r"([-+]?) ?([0-9](?:[0-9., ]*[0-9])?)( ?[^0-9]*)")
_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_US_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|(?:,[0-9]{3})+\.[0-9]+)")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_SHORT_DECIMAL = re.compile("[-+]? ?[0-9]{1,3}[.,]0{1,2}(?![0-9])")
_FULL_WIDTH = str.maketrans(
    {chr(code): code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {"\u2212": "-", "\u2013": "-", "₫": "đ"}
)

_CURRENCY = r"(?: ?(?:d|dong|vnd|vn dong)(?: chan)?)?"
_SCALES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_SHORT_SCALES = {"k": 10**3, "tr": 10**6}
_MONEY_UNIT = re.compile(f"({'|'.join([*_SCALES, *_SHORT_SCALES])})?{_CURRENCY}")


def read_money(value: object) -> Reading:
    """Read a cell of a column in whole đồng as an int; a unit of its own ("12,5 triệu") is only proposed.

    A numeric 1.5 is proposed as "1500": most likely "1.500" typed under an English locale.
    """
    decimal = _read(value, _money_with_unit, dot_groups=True)
    reading = _whole(decimal)
    if isinstance(value, str):
        short = reading.value is not None and _SHORT_DECIMAL.match(clean(value).translate(_FULL_WIDTH))
        return Reading(None, "ambiguous") if short else reading
    if reading.note == "fraction" and 0 < decimal.value < 1000 and decimal.value * 1000 % 1 == 0:
        return Reading(None, "fraction", str(int(decimal.value * 1000)))
    return reading


def read_integer(value: object) -> Reading:
    """Read a count as an int; "12 hộ" is proposed as "12"."""
    return _whole(_read(value, _count_with_unit, dot_groups=True))


def read_decimal(value: object) -> Reading:
    """Read a quantity such as person-days as a Decimal; both "0,5" and "0.5" are understood, "1.200" is ambiguous."""
    return _read(value, _quantity_with_unit, dot_groups=False)


def _read(value: object, with_unit: Callable[[str, str], Reading], dot_groups: bool) -> Reading:
    """Return a Decimal reading of a cell of any type, within LARGEST."""
    if value is None or (isinstance(value, str) and not clean(value)):
        return Reading(None, "empty")
    if isinstance(value, str):
        return _read_text(clean(value).translate(_FULL_WIDTH).replace("\n", " "), with_unit, dot_groups)
    number = _as_decimal(value)
    return _bounded(number, "") if number is not None else Reading(None, "not_a_number")


def _as_decimal(value: object) -> Decimal | None:
    """Return a finite number exactly; floats at the 15 digits that Excel keeps."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        return Decimal(int(value))
    if isinstance(value, Real):
        value = Decimal(f"{float(value):.15g}")
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _bounded(number: Decimal, note: str) -> Reading:
    if abs(number) > LARGEST:
        return Reading(None, "too_large")
    return Reading(number, "negative" if number < 0 else note)


def _read_text(text: str, with_unit: Callable[[str, str], Reading], dot_groups: bool) -> Reading:
    if len(text) > LONGEST_TEXT:
        return Reading(None, "too_large" if _PLAIN.fullmatch(text) else "not_a_number")
    parts = _TEXT.fullmatch(text)
    if not parts:
        return Reading(None, "not_a_number")
    sign, digits, unit = parts.groups()
    if unit.strip() and not unit.strip()[0].isalpha():
        return Reading(None, "malformed" if not bare_key(unit) else "not_a_number")
    if unit.strip() and not (with_unit is _money_with_unit and _is_currency(unit)):
        return Reading(None, "with_unit") if sign == "-" else with_unit(digits, bare_key(unit))
    number, note = _number(digits, dot_groups)
    if number is None:
        return Reading(None, note)
    return _bounded(-number if sign == "-" else number, note)


def _is_currency(unit: str) -> bool:
    return bool(bare_key(unit)) and re.fullmatch(_CURRENCY, bare_key(unit)) is not None


def _number(digits: str, dot_groups: bool) -> tuple[Decimal | None, str]:
    """Return the number that the digits and separators mean, and a note; None where they mean none or two."""
    if _PLAIN.fullmatch(digits):
        return Decimal(digits), ""
    if _ONE_GROUP.fullmatch(digits) and not (dot_groups and "." in digits):
        return None, "ambiguous"
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(" ", "").replace(",", ".")), ""
    if _US_GROUPED.fullmatch(digits):
        return Decimal(digits.replace(",", "")), "us_grouping"
    if _DECIMAL.fullmatch(digits):
        return Decimal(digits.replace(",", ".")), ""
    return None, "malformed"


def _whole(reading: Reading) -> Reading:
    """Turn a Decimal reading into an int."""
    number = reading.value
    if number is None:
        return reading
    return Reading(int(number), reading.note) if number == int(number) else Reading(None, "fraction")


def _scaled(digits: str, scale: int) -> Reading:
    """Return the proposal for "12,5 triệu"; "15.000 triệu" may be 15 triệu or 15 tỷ and has none."""
    number, note = _number(digits, dot_groups=False)
    if number is None or note:
        return Reading(None, note)
    amount = number * scale
    if amount > LARGEST:
        return Reading(None, "too_large")
    return Reading(None, "with_unit", str(int(amount)) if amount == amount.to_integral_value() else "")


def _money_with_unit(digits: str, unit: str) -> Reading:
    found = _MONEY_UNIT.fullmatch(unit)
    if not found or not found[1]:
        return Reading(None, "with_unit")
    return _scaled(digits, (_SCALES | _SHORT_SCALES)[found[1]])


def _count_with_unit(digits: str, unit: str) -> Reading:
    """Propose the number before a counted thing; "tr" and "k" may be thousands or pages, so they are not guessed."""
    first = unit.split(" ")[0]
    if first in _SCALES:
        return _scaled(digits, _SCALES[first])
    number, note = _number(digits, dot_groups=True)
    if number is None or first in _SHORT_SCALES or number != number.to_integral_value() or number > LARGEST:
        return Reading(None, note or "with_unit")
    return Reading(None, "with_unit", str(int(number)))


def _quantity_with_unit(digits: str, unit: str) -> Reading:
    number, note = _number(digits, dot_groups=False)
    if number is None or unit.split(" ")[0] in (_SCALES | _SHORT_SCALES) or number > LARGEST:
        return Reading(None, note or "with_unit")
    return Reading(None, "with_unit", str(number).replace(".", ","))
