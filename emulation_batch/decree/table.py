"""The rules as data (nd30.toml): what each element must look like, and the rules that have a function of their own."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ERROR, WARNING = "LỖI", "CẢNH BÁO"
SIDES = {"left": "trái", "center": "giữa", "right": "phải", "both": "đều hai bên"}
LOOKS = {
    "size": ("co_chu", "Chọn cỡ chữ {wanted}."),
    "bold": ("dam", "Chọn chữ {wanted}."),
    "italic": ("nghieng", "Chọn chữ {wanted}."),
    "upper": ("hoa", "Viết bằng {wanted}."),
    "align": ("canh", "Canh {wanted}."),
}
"""Key of an element in nd30.toml -> last part of the rule's id, and the remedy."""


@dataclass(frozen=True)
class Rule:
    """One rule: its id, how grave a deviation is, where the decree says so, what is wrong and how to mend it."""

    id: str
    severity: str
    basis: str
    message: str
    mend: str


@dataclass(frozen=True)
class Deviation:
    """A rule that a place of a document does not keep. place: section or paragraph in words; found: what stands there."""

    rule: Rule
    place: str
    found: str = ""


@cache
def data() -> dict[str, Any]:
    """nd30.toml as read."""
    return tomllib.loads((files(__package__) / "nd30.toml").read_text(encoding="utf-8"))


@cache
def elements() -> dict[str, dict[str, Any]]:
    """Element key -> what the decree says of its letters."""
    return {element["key"]: element for element in data()["elements"]}


@cache
def rules() -> dict[str, Rule]:
    """Rule id -> rule: those of the letters of each element, then those that stand by themselves."""
    looks = [_look(element, key) for element in elements().values() for key in LOOKS if key in element]
    own = [Rule(**entry) for entry in data()["rules"]]
    return {rule.id: rule for rule in [*looks, *own]}


def _look(element: dict[str, Any], key: str) -> Rule:
    suffix, mend = LOOKS[key]
    wanted = _wanted(key, element[key])
    return Rule(f"{element['key']}.{suffix}", ERROR, element["basis"], f"{element['title']} phải là {_named(key)}{wanted}",
                mend.format(wanted=wanted))


def _named(key: str) -> str:
    return {"size": "cỡ chữ ", "align": "canh ", "bold": "chữ ", "italic": "chữ "}.get(key, "")


def _wanted(key: str, value: Any) -> str:
    match key:
        case "size":
            return str(value[0]) if value[0] == value[1] else f"{value[0]}–{value[1]}"
        case "bold":
            return "đậm" if value else "không đậm"
        case "italic":
            return "nghiêng" if value else "đứng"
        case "upper":
            return "chữ in hoa" if value else "chữ thường (không in hoa toàn bộ)"
        case _:
            return SIDES[value]
