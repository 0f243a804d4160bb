"""The corpus: months of fifteen workbooks with planted mistakes, judged as the batch does, and what was missed or made up."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from emulation_batch import layout, merging
from emulation_batch.batch import RawBook, RawSheet, Received, Submission
from emulation_batch.checks import run_checks
from emulation_batch.findings import Finding
from emulation_batch.periods import parse_month, period_of
from emulation_batch.reading.cells import holds
from precision import written
from precision.months import Month
from precision.offices import MONTHS, UNITS
from precision.planters import PLANTERS
from precision.planters_files import ACCEPTS, REFUSES
from precision.spots import Place, Planter, Spot
from precision.workbooks import DoesNotFit, Workbook

WHOLE = 300
CLEAN, REFUSED = 0.15, 0.18
MOST_MISTAKES, AT_LEAST, TRIES, MORE_MONTHS = 10, 3, 60, 10
MANY = "F205"  # of what refuses a file, this alone may stand beside its like: one lost column on each of several sheets
Task = tuple[Planter, str, str, object]


@dataclass
class Score:
    """What was planted and found, by code, and the places that do not agree."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Place]] = field(default_factory=list)
    extra: list[tuple[str, Place, str]] = field(default_factory=list)
    targets: set[tuple[str, str, str, object]] = field(default_factory=set)
    clean: int = 0
    workbooks: int = 0
    files: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, how much was planted."""
        return sum(self.found.values()) / max(1, sum(self.found.values()) + len(self.extra))

    @property
    def recall(self) -> float:
        """Of what was planted, how much was found."""
        return sum(self.found.values()) / max(1, sum(self.planted.values()))


def every_target(planters: tuple[Planter, ...] = PLANTERS) -> list[Task]:
    """Every planter at every column it applies to, and each code at least three times."""
    from precision.offices import corpus_definition

    tasks: list[Task] = [(planter, *target) for planter in planters for target in planter.targets(corpus_definition())]
    by_code: dict[str, list[Task]] = {}
    for task in tasks:
        by_code.setdefault(task[0].code, []).append(task)
    more = [mine[number % len(mine)] for mine in by_code.values() for number in range(max(0, AT_LEAST - len(mine)))]
    return tasks + more


def every_place() -> set[tuple[str, str, str, object]]:
    """(code, sheet key, column key, variant) of every target."""
    return {(planter.code, *target) for planter, *target in every_target()}


def run(workbooks: int, seed: int, files: int) -> Score:
    """Generate and judge a corpus of at least so many workbooks, `files` of which are written and read as .xlsx.

    A large corpus (all in files) goes on for some months more, until every place has been planted.
    """
    random, score = Random(seed), Score()
    tasks = every_target()
    random.shuffle(tasks)
    tasks = _each_code_first(tasks)
    queues = {needs: deque(task for task in tasks if task[0].needs == needs) for needs in ("", ACCEPTS, REFUSES)}
    months, whole = -(-workbooks // UNITS), files >= workbooks >= WHOLE
    for number in range(months + MORE_MONTHS * whole):
        if number >= months and every_place() <= score.targets:
            break
        in_files = whole or number * UNITS < files
        month = Month(MONTHS[number % len(MONTHS)], random, in_files, _refused(random) if in_files else ())
        _one_month(month, queues, score)
    return score


def _each_code_first(tasks: list[Task]) -> list[Task]:
    """The same tasks, three of each code before all others, so that a small corpus has every code too."""
    seen: Counter[str] = Counter()
    early, late = [], []
    for task in tasks:
        seen[task[0].code] += 1
        (early if seen[task[0].code] <= AT_LEAST else late).append(task)
    return early + late


def _refused(random: Random) -> tuple[str, ...]:
    return tuple(f"DV{number + 1}" for number in range(UNITS) if random.random() < REFUSED)


def _one_month(month: Month, queues: dict[str, deque[Task]], score: Score) -> None:
    for book in month.books.values():
        book.clean = not book.refused and month.random.random() < CLEAN
    expected: Counter[Place] = Counter()
    for book in month.books.values():
        if not book.clean:
            _plant(month, book, queues, expected, score)
    findings = _judge_files(month) if month.files else _judge(month)
    found = Counter((item.unit, item.code, item.sheet, item.cell, item.column) for item in findings)
    wanted = expected if month.files else Counter({place: count for place, count in expected.items() if place[1][0] != "F"})
    messages = {(item.unit, item.code, item.sheet, item.cell, item.column): item.message for item in findings}
    for place in wanted:
        score.planted[place[1]] += wanted[place]
        score.found[place[1]] += min(wanted[place], found[place])
    where = f"{month.period.key}{' (file)' if month.files else ''}"
    score.missed += [(where, place) for place in (wanted - found).elements()]
    score.extra += [(where, place, messages[place]) for place in (found - wanted).elements()]
    score.clean += sum(book.clean for book in month.books.values())
    score.workbooks += len(month.books)
    score.files += len(month.books) if month.files else 0


def _plant(month: Month, book: Workbook, queues: dict[str, deque[Task]], expected: Counter[Place], score: Score) -> None:
    """One to ten mistakes; what does not fit waits for another workbook, and when all are planted they begin again."""
    wanted = max(month.random.randint(1, MOST_MISTAKES) for _ in range(3))
    kinds = [REFUSES] if book.refused else [ACCEPTS, ""] if month.files else [""]
    refused_for = ""
    month.random.shuffle(kinds)
    for needs in kinds:
        queue, waiting = queues[needs], []
        left = 2 if needs == ACCEPTS else max(1, wanted - 2) if month.files else wanted
        for _ in range(TRIES):
            if not left or not queue or refused_for not in ("", MANY):
                break
            planter, sheet_key, key, variant = task = queue.popleft()
            if refused_for and planter.code != refused_for:
                waiting.append(task)
                continue
            sheet = month.definition.sheet(sheet_key)
            try:
                places = planter.plant(Spot(month, book, planter.code, sheet, sheet.column(key), variant))
            except DoesNotFit:
                waiting.append(task)
                continue
            expected.update(places)
            score.targets.add((planter.code, sheet_key, key, variant))
            queue.append(task)
            left -= 1
            refused_for = planter.code if needs == REFUSES else ""
        queue.extendleft(reversed(waiting))


def _judge(month: Month) -> list[Finding]:
    """Merge and check the month as typed, without files."""
    return run_checks(_merged(month, month.books, month.period.key, _past(month)))


def _past(month: Month) -> dict[str, merging.pd.DataFrame]:
    """The accepted rows of the sealed months, as the ledger gives them."""
    past: dict[str, merging.pd.DataFrame] = {}
    for key in sorted({key for _, key, _, _ in month.past}):
        rows: dict[str, dict[str, list]] = {}
        for unit, when, sheet, row in month.past:
            if when == key:
                rows.setdefault(unit, {}).setdefault(sheet, []).append(row)
        books = {unit: Workbook(unit, {}, mine) for unit, mine in rows.items()}
        for sheet, frame in _merged(month, books, key, {}).sheets.items():
            past[sheet] = merging.pd.concat([past[sheet], frame], ignore_index=True) if sheet in past else frame
    return past


def _merged(month: Month, books: dict[str, Workbook], key: str, past: dict) -> merging.Batch:
    raw = {unit: _raw(month, book) for unit, book in books.items()}
    submissions = [Submission(Received(f"{unit}.xlsx", book.sha256, 1, month.period.due, "", Path(f"{unit}.xlsx"), ".xlsx"),
                              unit, key, 1, "accepted", "", "", book.row_count) for unit, book in raw.items()]
    return merging.merge(submissions, {book.sha256: book for book in raw.values()}, month.definition, month.registry,
                         period_of(parse_month(key), month.definition.window), past)


def _raw(month: Month, book: Workbook) -> RawBook:
    """The workbook as reading gives it: blanks left out."""
    sheets = {}
    for sheet in month.definition.sheets:
        if sheet.kind == "form":
            cells = {column.key: layout.a1(layout.form_row(sheet, column.key), layout.FORM_VALUE) for column in sheet.columns}
            rows = [(layout.FORM_FIRST_ROW, {key: value for key, value in book.form.items() if holds(value)})] if book.form else []
            sheets[sheet.key] = RawSheet(sheet.key, sheet.name, {}, rows, cells)
        else:
            columns = {column.key: layout.column_of(sheet, column.key) for column in sheet.columns}
            rows = [(layout.FIRST_ROW + number, {key: value for key, value in row.items() if holds(value)})
                    for number, row in enumerate(book.rows.get(sheet.key, ()))]
            sheets[sheet.key] = RawSheet(sheet.key, sheet.name, columns, rows)
    return RawBook(f"sha-{book.unit}", "xlsx", layout.stamp_of(month.definition, book.unit), sheets=sheets)


def _judge_files(month: Month) -> list[Finding]:
    """Write the workbooks, damage them as planted, and gather the month from the folder."""
    with TemporaryDirectory() as folder:
        return written.gather(Path(folder), month, _past(month))


def table(score: Score, say: Callable[[str], None]) -> None:
    """The score by code, and every disagreement."""
    missed = Counter(place[1] for _, place in score.missed)
    extra = Counter(place[1] for _, place, _ in score.extra)
    say(f"{'code':<6}{'planted':>9}{'found':>9}{'missed':>9}{'extra':>9}")
    for code in sorted(score.planted | extra):
        say(f"{code:<6}{score.planted[code]:>9}{score.found[code]:>9}{missed[code]:>9}{extra[code]:>9}")
    for month, place in score.missed:
        say(f"missed {month}: {' '.join(map(str, place))}")
    for month, place, message in score.extra:
        say(f"extra  {month}: {' '.join(map(str, place))}: {message}")
