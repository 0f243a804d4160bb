"""danh_muc.xlsx -> Registry. Every fault of the file is reported at once, each with its cell."""

from pathlib import Path

from emulation_batch.definition import Definition, load_definition
from emulation_batch.errors import DefinitionFault, Fault
from emulation_batch.registry.faults import Entries, cross_faults
from emulation_batch.registry.model import CouncilMember, Decided, Extension, Person, Registry, Setting, Unit
from emulation_batch.registry.sheets import (
    COUNCIL,
    DECIDED,
    EXTENSIONS,
    FREE,
    PEOPLE,
    SETTING_WORDS,
    TABLES,
    UNITS,
    WORKED,
    Table,
)
from emulation_batch.registry.values import Entry, understand
from emulation_batch.registry.workbook import open_book, read_lines


def load_both(definition_path: Path, registry_path: Path) -> tuple[Definition, Registry]:
    """movement.toml and danh_muc.xlsx; DefinitionFault lists the faults of both, so that all are mended at one time."""
    try:
        definition = load_definition(definition_path)
    except DefinitionFault as fault:
        try:
            load_registry(registry_path)
        except DefinitionFault as more:
            raise DefinitionFault(f"{fault.message} {more.message}", (*fault.faults, *more.faults)) from None
        raise
    return definition, load_registry(registry_path, definition)


def load_registry(path: Path, definition: Definition | None = None) -> Registry:
    """Read danh_muc.xlsx; DefinitionFault lists every fault with its sheet and cell, also when the file is damaged.

    definition: the one that is worked with, whose months the extensions must fit; not asked of a sealed month's registry.
    """
    book, sha256 = open_book(path)
    faults: list[Fault] = []
    lines, partly = {}, set()
    for table in TABLES:
        told = len(faults)
        lines[table.key] = read_lines(book, table, path.name, faults)
        partly |= {table.key} if len(faults) > told else set()
    entries = {key: [understand(line, faults) for line in found] for key, found in lines.items()}
    faults += cross_faults(entries, path.name, definition, partly)
    if faults:
        raise DefinitionFault(f"{path.name} có {len(faults)} chỗ cần sửa.", tuple(faults))
    return _registry(entries, sha256)


def _registry(entries: Entries, sha256: str) -> Registry:
    for number, entry in enumerate(entries["council"], 1):
        entry.values["order"] = entry.values["order"] or number
    words = {word: key for key, word in SETTING_WORDS.items()}
    settings = tuple(Setting(words[entry.values["key"]], entry.values["value"], entry.values["from_"], entry.values["to"])
                     for entry in entries["settings"])
    council = sorted((CouncilMember(**_fields(COUNCIL, entry)) for entry in entries["council"]),
                     key=lambda member: member.order)
    return Registry(
        tuple(_unit(entry) for entry in entries["units"]),
        tuple(Person(**_fields(PEOPLE, entry)) for entry in entries["people"]),
        tuple(council), _days(entries["calendar"], WORKED), _days(entries["calendar"], FREE), settings, sha256,
        tuple(Extension(**_fields(EXTENSIONS, entry)) for entry in entries["extensions"]),
        tuple(Decided(**_fields(DECIDED, entry)) for entry in entries["decided"]))


def _fields(table: Table, entry: Entry) -> dict:
    return {field.key: entry.values[field.key] for field in table.fields}


def _unit(entry: Entry) -> Unit:
    """Without a short name the full one serves, without a symbol the code."""
    values = _fields(UNITS, entry)
    return Unit(**values | {"short": values["short"] or values["name"], "symbol": values["symbol"] or values["code"]})


def _days(calendar: list[Entry], kind: str) -> frozenset:
    return frozenset(entry.values["day"] for entry in calendar if entry.values["kind"] == kind)
