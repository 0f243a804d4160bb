"""Workbooks of units: copies of a compiled one beside a whole build by xlsxwriter."""

from collections.abc import Callable

from support.paths import shipped_definition
from templates.test_compiled import DEFINITION, PERIOD, REGISTRY, returned, unit

from benchmarks.measure import Asked
from benchmarks.province import month, province
from emulation_batch.templates.compiled import Compiled
from emulation_batch.templates.context import Filled
from emulation_batch.templates.returned import marks_of, returned_workbook
from emulation_batch.templates.to_mend import write_to_mend
from emulation_batch.templates.workbook import workbook_of

UNITS, RETURNED, WHOLE = 20, 8, 3


def sent(units: int) -> dict[str, Callable[[], int]]:
    """The pre-filled workbooks of a province's units."""
    definition, registry, period = shipped_definition(), province(units), month()
    compiled = Compiled(definition, registry, period)

    def copies() -> int:
        return len([compiled.copy(one, Filled()) for one in registry.units])

    def whole() -> int:
        return len([workbook_of(definition, registry, one, period, Filled()) for one in registry.units[:4]])

    return {"a copy of the compiled workbook": copies, "xlsxwriter, whole": whole}


def back(books: int) -> dict[str, Callable[[], int]]:
    """Workbooks that go back, with their notes and their sheet of what to mend."""
    made = [returned(seed) for seed in range(1, books + 1)]
    compiled = Compiled(DEFINITION, REGISTRY, PERIOD, lambda book: write_to_mend(book, made[0]))
    for one in made:
        while compiled.copy(unit(), one.filled, marks_of(DEFINITION, one), lambda book, one=one: write_to_mend(book, one)) is None:
            compiled = Compiled(DEFINITION, REGISTRY, PERIOD, lambda book: write_to_mend(book, made[0]), compiled.styles)

    def copies() -> int:
        for one in made:
            compiled.copy(unit(), one.filled, marks_of(DEFINITION, one), lambda book, one=one: write_to_mend(book, one))
        return len(made)

    def whole() -> int:
        for one in made[:WHOLE]:
            returned_workbook(DEFINITION, REGISTRY, unit(), PERIOD, one)
        return len(made[:WHOLE])

    return {"a copy of the compiled workbook": copies, "xlsxwriter, whole": whole}


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results."""
    lines, figures = [], {}
    for title, ways in (("A unit's pre-filled workbook", sent(asked.units or UNITS)), ("A workbook that goes back", back(asked.units or RETURNED))):
        measured = in_turns(ways, asked.turns)
        lines += table(title, measured)
        figures[title] = {item.name: {"ms": item.each * 1000, "spread": item.spread} for item in measured}
    return lines, figures
