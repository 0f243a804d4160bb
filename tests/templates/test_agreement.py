"""The rules live three times: in the workbook's formulas as LibreOffice calculates them, and in the batch. They agree.

Rows and fields with planted mistakes (the planters of `precision`) and with junk are held cell by cell: the hidden state of
the cell in the workbook against the findings of the batch at that cell.
"""

import string
import zipfile
from collections import Counter
from itertools import zip_longest
from random import Random

import pytest
from precision import written
from precision.corpus import every_target
from precision.months import Month
from precision.spots import Spot
from precision.workbooks import DoesNotFit
from support.books import read
from support.office import convert
from support.unit_workbooks import book_of

from emulation_batch import layout, merging
from emulation_batch.batch import Received, Submission
from emulation_batch.checks import CHECKS, run_checks
from emulation_batch.reading.package import Package
from emulation_batch.reading.streaming import read_grid
from emulation_batch.templates.form import FORM_STATE
from emulation_batch.templates.formulas import ASK, FINE, IDLE, MISSING, STRAY, WRONG
from emulation_batch.templates.judgement import helpers_of

SEED, PLANTED, JUNK, JUNK_ROWS, OF_A_CODE = 2027, 4, 1, 40, 6
SINGLE = ("C", "R")

# Checks that the workbook does not make at the cell, each with the reason: a new check without a formula is listed here.
LISTS = "a list of words or patterns, beyond what a formula of all five programs can hold"
OFFICE = "filled in and locked by the Office"
OTHER_CELLS = "compares other cells of the row; asked about by the batch, and blocks nothing"
SHEET_5 = "said on the sheet of the verdict, which counts the rows of all sheets"
TOLD = "the unit's own statement, told back to it; nothing is wrong with the cell"
WITHOUT_FORMULA = (
    ("C206", LISTS), ("C218", OFFICE), ("C219", OFFICE), ("C271", LISTS),
    ("C272", LISTS), ("C281", LISTS), ("C282", LISTS), ("R303", OTHER_CELLS), ("R304", OTHER_CELLS), ("R305", OTHER_CELLS),
    ("R306", LISTS), ("R307", OTHER_CELLS), ("R308", OTHER_CELLS), ("R309", OTHER_CELLS), ("R310", OTHER_CELLS),
    ("R311", OTHER_CELLS), ("R312", "needs the public holidays"), ("R313", LISTS), ("R314", LISTS), ("R331", SHEET_5), ("R332", SHEET_5), ("R333", SHEET_5),
    ("R334", SHEET_5), ("R335", SHEET_5), ("R336", SHEET_5), ("R337", "a notice"), ("R338", "the registry stays with the Office"),
    ("R339", "a notice"), ("R355", TOLD), ("R357", TOLD),
)

# Checks of which the workbook makes a part: a query, or a mistake, that only the batch sees in full.
PARTLY = (
    ("C261", "the formula looks for the slash alone"), ("C262", "the formula looks at the first address alone"),
)

# Where the workbook asks for more than the batch needs: Excel itself cannot calculate with such a cell, or count it.
STRICTER = (
    ("date", "a date typed as text, which the batch reads", lambda value: isinstance(value, str)),
    ("money", "a number typed as text, which the batch reads", lambda value: isinstance(value, str)),
    ("integer", "a number typed as text, which the batch reads", lambda value: isinstance(value, str)),
    ("decimal", "a number typed as text, which the batch reads", lambda value: isinstance(value, str)),
    ("person", "a person known by the name or the code alone", lambda value: isinstance(value, str)),
    ("candidate", "a candidate known by the name or the code alone", lambda value: isinstance(value, str)),
    ("choice", "a choice known by its code or in another spelling", lambda value: isinstance(value, str)),
)

# no booleans: to LibreOffice TRUE is the number 1, to Excel it is none
ANY_JUNK = (" ", "\u00a0", " \u00a0 ", "x", "x" * 600, -1, 0, 1.3, "9" * 17, "12", "1.500.000", "12 hộ", "31/02/2022", "05/03/2022",
            "đang cập nhật", "Không", "co", "a1", "*", "?", "~", "=1+1", "125/BC-STTTT", 44625, 2000000)


def _planted(month):
    """Every planter of single cells and rows, at some of its places.

    One of each code before the second of any, and in whichever book it fits: what is planted is no matter of luck.
    """
    by_code = {}
    tasks = [task for task in every_target() if task[0].code[0] in SINGLE]
    month.random.shuffle(tasks)
    for task in tasks:
        by_code.setdefault(task[0].code, []).append(task)
    rounds = [task for same in zip_longest(*by_code.values()) for task in same if task]
    books, planted = list(month.books.values())[:PLANTED], Counter()
    for turn, (planter, sheet_key, key, variant) in enumerate(rounds):
        sheet = month.definition.sheet(sheet_key)
        for number in range(PLANTED if planted[planter.code] < OF_A_CODE else 0):
            try:
                planter.plant(Spot(month, books[(turn + number) % PLANTED], planter.code, sheet, sheet.column(key), variant))
                planted[planter.code] += 1
                break
            except DoesNotFit:
                continue
    assert by_code.keys() - planted.keys() <= dict(WITHOUT_FORMULA).keys(), "these found no place"


def _junk(month):
    """Rows of which a cell or two hold anything at all."""
    for book in list(month.books.values())[PLANTED:PLANTED + JUNK]:
        for sheet in month.definition.tables:
            for _ in range(JUNK_ROWS):
                try:
                    row = month.row(sheet, book.unit)
                except DoesNotFit:
                    continue
                for column in month.random.sample(sheet.columns, month.random.randint(0, 2)):
                    row[column.key] = month.random.choice(ANY_JUNK)
                month.place(book, sheet, row, tuple(row) if month.random.random() < 0.5 else ())


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """(cell states of the workbooks, findings of the batch, the values typed), all by (unit, sheet's name, row, column)."""
    month, folder = Month("2022-03", Random(SEED), files=True), tmp_path_factory.mktemp("agreement")
    _planted(month)
    _junk(month)
    books = list(month.books.values())[:PLANTED + JUNK]
    paths = [folder / f"{book.unit}.xlsx" for book in books]
    for path, book in zip(paths, books, strict=True):
        written.write(path, month, book)
    raw = {path.stem: read(path, month.definition) for path in paths}
    submissions = [Submission(Received(f"{unit}.xlsx", book.sha256, 1, month.period.due, "", folder, ".xlsx"), unit, month.period.key,
                              1, "accepted", "", "", book.row_count) for unit, book in raw.items()]
    batch = merging.merge(submissions, {book.sha256: book for book in raw.values()}, month.definition, month.registry,
                          month.period, {})
    findings = {}
    for item in run_checks(batch, [check for check in CHECKS if check.label.code[0] in SINGLE]):
        findings.setdefault((item.unit, item.sheet, item.cell), []).append((item.code, item.severity))
    return month, _states(month, convert(paths, "xlsx", folder / "calculated"), raw, folder), findings


def _states(month, paths, raw, folder):
    """(unit, sheet's name, cell) -> (state, column, value typed, what the row's check says)."""
    helpers = book_of(folder / "book.xlsx", month.definition)
    found = {}
    for path in paths:
        grids = _grids(path)
        for sheet in month.definition.sheets:
            grid = grids[sheet.name]
            typed = dict(raw[path.stem].sheets[sheet.key].rows)
            if sheet.kind == "form":
                values = next(iter(typed.values()), {})
                for column in sheet.columns:
                    row = layout.form_row(sheet, column.key)
                    found[path.stem, sheet.name, layout.a1(row, layout.FORM_VALUE)] = (
                        grid[row][FORM_STATE], column, values.get(column.key), grid[row].get(layout.FORM_CHECK))
                continue
            first = helpers_of(helpers, sheet).states
            for row, values in typed.items():
                for place, column in enumerate(sheet.columns):
                    found[path.stem, sheet.name, layout.a1(row, layout.FIRST_COLUMN + place)] = (
                        grid[row][first + place], column, values.get(column.key), grid[row].get(layout.CHECK_COLUMN))
    return found


def _grids(path):
    """Every sheet's cells as calculated."""
    with zipfile.ZipFile(path) as archive:
        package = Package(archive)
        return {name: read_grid(package, name, hidden, package.read(part), 10**6).rows for name, hidden, part in package.sheets}


def test_what_the_batch_finds_the_workbook_has_said(judged):
    """An error shows as missing or wrong, a query or notice as any mark; or the check is listed."""
    _, states, findings = judged
    listed, agreed, silent, examples = dict(WITHOUT_FORMULA + PARTLY), Counter(), Counter(), {}
    for place, items in findings.items():
        state, _, value, check = states[place]
        for code, severity in items:
            said = state in (MISSING, WRONG) if severity == "error" else state not in (FINE, IDLE)
            if not said and str(check).startswith("Cần sửa"):
                continue  # the row is held back by another cell, such as a kind that the workbook does not know
            if not said:
                silent[code] += 1
            elif len(items) == 1:  # of two findings, either may have made the workbook speak
                agreed[code] += 1
            if severity == "error" and said and place[1] != "1. Thông tin chung":
                assert check.startswith("Cần sửa"), (place, check)
            if not said:
                examples.setdefault(code, (place, value, state))
    assert {code: example for code, example in examples.items() if code not in listed} == {}
    spoken = [code for code, _ in WITHOUT_FORMULA if agreed[code] >= OF_A_CODE and not silent[code]]
    assert spoken == [], "has a formula now: take it off the list"  # fewer may have been marked for another reason
    known = {check.label.code for check in CHECKS if check.label.code[0] in SINGLE}
    assert known - set(agreed) - set(listed) == set(), "never seen: plant it, or list it with a reason"
    assert set(listed) <= known


def _row(place):
    """(unit, sheet's name, number of the row) of a cell."""
    unit, sheet, cell = place
    return unit, sheet, cell.lstrip(string.ascii_uppercase)


def test_what_the_workbook_refuses_the_batch_refuses_too(judged):
    """A row that is to be mended has an error for the batch, but for what Excel cannot calculate with and the batch can read."""
    _, states, findings = judged
    refused = {_row(place) for place, items in findings.items() if any(severity == "error" for _, severity in items)}
    used, unexplained = set(), []
    for place, (state, column, value, _) in states.items():
        if state in (MISSING, WRONG) and _row(place) not in refused:
            reasons = {kind for kind, _, holds in STRICTER if kind == column.type and holds(value)}
            used |= reasons
            if not reasons:
                unexplained.append((place, state, value))
    assert unexplained == []
    assert used == {kind for kind, _, _ in STRICTER}, "no longer stricter: take it off the list"


def test_enough_was_tried(judged):
    """Good rows stay good: the agreement is not that everything is refused."""
    _, states, _ = judged
    says = Counter(str(check).split(" ")[0] for (_, sheet, _), (_, _, _, check) in states.items() if sheet[0] != "1")
    assert says["Đủ"] > 700 and says["Cần"] > 1500 and says["Xem"] > 100
    assert Counter(state for state, *_ in states.values())[STRAY] > 10
    assert Counter(state for state, *_ in states.values())[ASK] > 15
