"""One value as people really type it: understood by the batch, and nothing to be found."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from emulation_batch.definition import Column

OFTEN = 0.25
CYRILLIC = str.maketrans("aeopcxyhisjBCEHKMOPTXA", "аеорсхуһіѕјВСЕНКМОРТХА")
NBSP = "\u00a0"


def day_first(day: date) -> str:
    """ "05/03/2022"."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def typed(month: Any, column: Column, value: Any, unit: str) -> Any:
    """The value, now and then in another spelling."""
    if value is None or month.random.random() > OFTEN:
        return value
    return month.random.choice(_spellings(month, column, value, unit))


def _spellings(month: Any, column: Column, value: Any, unit: str) -> list[Any]:
    if column.type == "date" and isinstance(value, date):
        return [day_first(value), f"{value.day}-{value.month}-{value.year}", f"{value.day}.{value.month}.{value.year}",
                f"ngày {value.day:02} tháng {value.month} năm {value.year}", value.isoformat(), f" {day_first(value)}{NBSP}",
                datetime(value.year, value.month, value.day, 14, 30)]
    if column.type in ("money", "integer", "decimal") and isinstance(value, int | float):
        return _numbers(column, value)
    if not isinstance(value, str):
        return [value]
    common = [f" {value} ", f"{NBSP}{value}", unicodedata.normalize("NFD", value), value.replace(" ", "  "), f"{value}\u200b"]
    match column.type:
        case "choice":
            choices = month.definition.choice(column.choices)
            code = next((item.code for item in choices.items if item.label == value), value)
            return [*common, value.upper(), code, value.replace(" - ", " – ")]
        case "person" | "candidate":
            name, _, code = value.partition(" | ")
            same = [person for person in month.registry.people if person.unit == unit and person.name == name]
            alone = [name, f"Đ/c {name}"] if len(same) == 1 else []
            return [*common, *([code, f"Ông {name} | {code}", value.lower(), *alone] if code else [value.upper()])]
        case "document":
            return [*common, value.replace("/", " / "), f"Số {value}"]
        case "phone":
            return ["02093870000", "(0209) 3870-000", "+84 209 3870 000", "0209.3870.000; 0912 345 678", 2093870000]
        case "email":
            return [value, f"{value}, vanthu.{value}", f"{value}; a@b.example.vn", f" {value} "]
        case "period":
            year, number = value.split("-")
            return [f"{number}/{year}", f"tháng {int(number)} năm {year}", f"Kỳ {value}", f" {value} "]
        case "unit":
            return [*common, value.upper(), unit]
    if column.key == "thu_truong":
        return [*common, f"Ông {value}", f"Đ/c {value}", value.upper()]
    return common


def _numbers(column: Column, value: float) -> list[Any]:
    if column.type == "decimal":
        return [str(value).replace(".", ","), str(value), f" {value} "]
    grouped = f"{value:,}"
    texts: list[Any] = [str(value), f"{value}{NBSP}", float(value)]
    if column.type == "money":
        texts += [grouped.replace(",", "."), grouped.replace(",", " "), f"{grouped.replace(',', '.')} đ", f"{value} đồng", grouped]
    return texts


def with_cyrillic(text: str) -> str:
    """The text with one letter of a Latin word exchanged for its Cyrillic look-alike; ValueError where none can be."""
    for word in re.finditer(r"[^\W\d_]{2,}", unicodedata.normalize("NFC", text)):
        for place, letter in enumerate(word[0]):
            if letter.translate(CYRILLIC) != letter and len(word[0]) > 1:
                at = word.start() + place
                changed = text[:at] + letter.translate(CYRILLIC) + text[at + 1:]
                rest = word[0][:place] + word[0][place + 1:]
                if re.search("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]", rest):
                    return changed
    raise ValueError(text)
