"""What people type for a choice, a unit, a person or a month, and the code it stands for.

Certain readings only: an exact code or label up to spelling habits (vietnamese.match_key), or the same words without
marks where they mean one thing. Everything else is None with a proposal, for the unit to confirm.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from emulation_batch.definition import ChoiceList
from emulation_batch.registry import Person, Registry, Unit
from emulation_batch.vietnamese import Reading, bare_key, clean, closest, match_key, strip_salutation

_YEAR_FIRST = re.compile(r"(20\d\d)[-/.](0?[1-9]|1[0-2])\Z")
_MONTH_FIRST = re.compile(r"(?:thang )?(0?[1-9]|1[0-2])(?: ?[-/.] ?| nam )(20\d\d)\Z")


def choice_code(choices: ChoiceList, text: str) -> Reading:
    """ "C1 – tiền", "c1", "Tiền" -> "c1"; note unknown_choice with the closest label otherwise."""
    exact, bare = _choice_keys(choices)
    code = exact.get(match_key(text)) or bare.get(bare_key(text))
    if code:
        return Reading(code)
    return Reading(None, "unknown_choice", closest(text, [item.label for item in choices.items]) or "")


@lru_cache(maxsize=256)
def _choice_keys(choices: ChoiceList) -> tuple[dict[str, str], dict[str, str]]:
    """Keys with marks and without; a key that could mean two codes means none."""
    names = [(item.code, name) for item in choices.items
             for name in (item.code, item.label, item.label.removeprefix(f"{item.code} - "))]
    return (_unambiguous((match_key(name), code) for code, name in names),
            _unambiguous((bare_key(name), code) for code, name in names))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    meanings: dict[str, set[str]] = {}
    for key, code in pairs:
        meanings.setdefault(key, set()).add(code)
    return {key: codes.pop() for key, codes in meanings.items() if key and len(codes) == 1}


def unit_code(registry: Registry, text: str, day: date) -> Reading:
    """Code, name, short name or "Tên | mã" -> code; also of a unit that no longer reports. Note unknown_unit otherwise."""
    keys = _unit_keys(registry, day)
    parts = [part for part in clean(text).split("|") if part.strip()]
    for part in (text, *reversed(parts)):
        if code := keys.get(match_key(part)):
            return Reading(code)
    near = closest(text, [unit.name for unit in registry.units_on(day)])
    return Reading(None, "unknown_unit", near or "")


@lru_cache(maxsize=64)
def _unit_keys(registry: Registry, day: date) -> dict[str, str]:
    """Codes count before names, units of the day before earlier ones."""
    def names(units: Iterable[Unit]) -> dict[str, str]:
        return _unambiguous((match_key(name), unit.code) for unit in units
                            for name in (unit.name, unit.short, unit.symbol))
    codes = {match_key(unit.code): unit.code for unit in registry.units}
    return names(registry.units) | names(registry.units_on(day)) | codes


def person_code(registry: Registry, unit: str, text: str, day: date) -> Reading:
    """ "Lý Thị Ánh | STTTT-003", the code alone, or a name that one person of the unit bears -> code.

    Notes: unknown_person (proposal: the closest of the unit's people), ambiguous_person (two of that name),
    person_mismatch (the code is another person's; proposal: whose it is).
    """
    codes = _people_by_code(registry)
    name, _, code = (part.strip() for part in clean(text).replace("\n", " ").rpartition("|"))
    if not name and match_key(code) in codes:
        return Reading(codes[match_key(code)][0].code)
    if match_key(code) in codes:
        lines = codes[match_key(code)]
        if not _spellings(name) & {match_key(line.name) for line in lines} and bare_key(name) not in {
                bare_key(line.name) for line in lines}:
            return Reading(None, "person_mismatch", lines[-1].choice)
        return Reading(lines[-1].code)
    if name:
        near = _by_name(registry, unit, name, day)
        return Reading(None, "unknown_person", _choice_of(registry, near.value, day) or near.proposal)
    return _by_name(registry, unit, code, day)


def _by_name(registry: Registry, unit: str, name: str, day: date) -> Reading:
    people = registry.people_of(unit, day)
    found = {person.code for person in people if match_key(person.name) in _spellings(name)}
    if len(found) == 1:
        return Reading(found.pop())
    if found:
        return Reading(None, "ambiguous_person")
    near = closest(strip_salutation(name)[0], [person.name for person in people])
    return Reading(None, "unknown_person", next((person.choice for person in people if person.name == near), ""))


def _spellings(name: str) -> set[str]:
    """With its salutation and without: "Ông Ích Khiêm" is a name, "Ông Lý Văn A" has one before it."""
    return {match_key(name), match_key(strip_salutation(name)[0])}


def _choice_of(registry: Registry, code: str | None, day: date) -> str:
    person = registry.person(code, day) if code else None
    return person.choice if person else ""


@lru_cache(maxsize=8)
def _people_by_code(registry: Registry) -> dict[str, list[Person]]:
    lines: dict[str, list[Person]] = {}
    for person in registry.people:
        lines.setdefault(match_key(person.code), []).append(person)
    return lines


def candidate_code(registry: Registry, unit: str, text: str, day: date) -> Reading:
    """A unit's name or code -> its code, else a person as `person_code` reads one."""
    collective = unit_code(registry, text, day)
    if collective.value:
        return collective
    person = person_code(registry, unit, text, day)
    return Reading(None, person.note, person.proposal or collective.proposal) if person.value is None else person


def month_key(value: object) -> Reading:
    """ "2022-03", "03/2022", "tháng 3 năm 2022", or the date Excel made of it -> "2022-03"; note unknown_period."""
    if isinstance(value, date):
        return Reading(f"{value.year}-{value.month:02d}")
    text = match_key(str(value))
    if found := _YEAR_FIRST.match(text):
        return Reading(f"{found[1]}-{int(found[2]):02d}")
    if found := _MONTH_FIRST.match(text.replace("tháng", "thang").replace("năm", "nam")):
        return Reading(f"{found[2]}-{int(found[1]):02d}")
    return Reading(None, "unknown_period")
