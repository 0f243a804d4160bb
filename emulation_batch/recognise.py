"""What people type for a choice, a unit or a person, and the code it stands for.

Certain readings only: an exact code or label up to spelling habits (vietnamese.match_key), or the same words without
marks where they mean one thing. Everything else is None with a proposal, for the unit to confirm.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from emulation_batch.definition import ChoiceList
from emulation_batch.registry import Person, Registry, Unit
from emulation_batch.vietnamese import Reading, bare_key, clean, closest, match_key, strip_salutation

_key, _bare = lru_cache(maxsize=1 << 16)(match_key), lru_cache(maxsize=1 << 16)(bare_key)
"""The names of a registry are asked for again and again."""


def choice_code(choices: ChoiceList, text: str) -> Reading:
    """ "C1 – tiền", "c1", "Tiền" -> "c1"; note unknown_choice with the closest label otherwise."""
    exact, bare = _choice_keys(choices)
    code = exact.get(_key(text)) or bare.get(_bare(text))
    if code:
        return Reading(code)
    return Reading(None, "unknown_choice", closest(text, [item.label for item in choices.items]) or "")


@lru_cache(maxsize=256)
def _choice_keys(choices: ChoiceList) -> tuple[dict[str, str], dict[str, str]]:
    """Keys with marks and without."""
    names = [(item.code, name) for item in choices.items
             for name in (item.code, item.label, item.label.removeprefix(f"{item.code} - "))]
    return (_unambiguous((_key(name), code) for code, name in names),
            _unambiguous((_bare(name), code) for code, name in names))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key -> code; a key that could mean two codes means none."""
    meanings: dict[str, set[str]] = {}
    for key, code in pairs:
        meanings.setdefault(key, set()).add(code)
    return {key: codes.pop() for key, codes in meanings.items() if key and len(codes) == 1}


class Names:
    """The names of a registry as of a day, ready to be looked up."""

    def __init__(self, registry: Registry, day: date) -> None:
        active = registry.units_on(day)
        codes = {_key(unit.code): unit.code for unit in registry.units}
        self._units = _unit_names(registry.units) | _unit_names(active) | codes
        self._unit_names = [unit.name for unit in active]
        self._lines: dict[str, list[Person]] = {}
        self._staff: dict[str, list[Person]] = {}
        for person in registry.people:
            self._lines.setdefault(_key(person.code), []).append(person)
            if person.active(day):
                self._staff.setdefault(person.unit, []).append(person)

    def unit(self, text: str) -> Reading:
        """Code, name, short name or "Tên | mã" -> code, also of a unit that no longer reports; note unknown_unit."""
        for part in (text, *reversed(clean(text).split("|"))):
            if code := self._units.get(_key(part)):
                return Reading(code)
        return Reading(None, "unknown_unit", closest(text, self._unit_names) or "")

    def person(self, unit: str, text: str) -> Reading:
        """ "Lý Thị Ánh | STTTT-003", the code alone, or a name that one person of the unit bears -> code.

        Notes: unknown_person (proposal: the closest of the unit's people), ambiguous_person (two of that name),
        person_mismatch (the code is another person's; proposal: whose it is).
        """
        name, _, code = (part.strip() for part in clean(text).replace("\n", " ").rpartition("|"))
        lines = self._lines.get(_key(code), [])
        if lines:
            return Reading(lines[0].code) if not name or _bears(lines, name) else Reading(
                None, "person_mismatch", lines[-1].choice)
        if not name:
            return self._by_name(unit, code)
        near = self._by_name(unit, name)
        known = self._lines.get(_key(near.value)) if near.value else None
        return Reading(None, "unknown_person", known[-1].choice if known else near.proposal)

    def candidate(self, unit: str, text: str) -> Reading:
        """A unit's name or code -> its code, else a person as `person` reads one."""
        collective = self.unit(text)
        if collective.value:
            return collective
        person = self.person(unit, text)
        return person if person.value else Reading(None, person.note, person.proposal or collective.proposal)

    def _by_name(self, unit: str, name: str) -> Reading:
        staff = self._staff.get(unit, [])
        found = {person.code for person in staff if _key(person.name) in _spellings(name)}
        if len(found) == 1:
            return Reading(found.pop())
        if found:
            return Reading(None, "ambiguous_person")
        bare = strip_salutation(name)[0]
        near = _before_more_words(bare, staff) or closest(bare, [person.name for person in staff])
        return Reading(None, "unknown_person", next((person.choice for person in staff if person.name == near), ""))


def _before_more_words(text: str, staff: list[Person]) -> str:
    """The name that a text begins with, before a sign and more words: "Lý Văn A - Phó Giám đốc", "Lý Văn A, CB-01"; or ""."""
    key = match_key(text)
    rests = {person.name: key.removeprefix(match_key(person.name)).strip() for person in staff}
    return max((name for name, rest in rests.items() if rest and rest != key and not rest[0].isalnum()), key=len, default="")


def _unit_names(units: Iterable[Unit]) -> dict[str, str]:
    return _unambiguous((_key(name), unit.code) for unit in units for name in (unit.name, unit.short, unit.symbol))


def _spellings(name: str) -> set[str]:
    """With its salutation and without: "Ông Ích Khiêm" is a name, "Ông Lý Văn A" has one before it."""
    return {_key(name), _key(strip_salutation(name)[0])}


def _bears(lines: list[Person], name: str) -> bool:
    """Whether one line of a person bears the name; beside a right code, missing marks are forgiven."""
    bare = {_bare(spelling) for spelling in _spellings(name)}
    return any(_key(line.name) in _spellings(name) or _bare(line.name) in bare for line in lines)
