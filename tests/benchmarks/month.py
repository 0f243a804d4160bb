"""A month of a province end to end, as whole processes: the product beside the obvious program (plain.py) doing the same."""

import shutil
import statistics
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import plain, watched
from benchmarks.measure import Asked
from benchmarks.province import change, lay_workspace, month
from emulation_batch import intake
from emulation_batch.examine import examine
from emulation_batch.reading import read_all
from emulation_batch.workspace import open_workspace

UNITS, SAMPLE, SLOW, WORKERS, MOST_TURNS = 100, 100, 10, 2, 3
AS_OF = "2022-03-17T08:00:00+07:00"
FIRST, AGAIN, CHANGED = "emulation-batch run", "the same again, nothing changed", "again, one workbook changed"
PLAIN = "the plain program"


def product(root: Path) -> list[str]:
    """The arguments of a month's run, as an Office gives them."""
    return ["-m", "emulation_batch", "run", month().key, "--workspace", str(root), "--as-of", AS_OF, "--workers", str(WORKERS), "-q"]


def fresh(laid: Path, room: Path) -> Path:
    """The workspace as it was before any run; nothing that an earlier run may have kept is left."""
    shutil.rmtree(room, ignore_errors=True)
    return Path(shutil.copytree(laid, room / "workspace"))


def end_to_end(laid: Path, sample: Path, room: Path, turns: int) -> dict[str, list[watched.Watched]]:
    """Runs of each way, turn by turn."""
    found: dict[str, list[watched.Watched]] = {name: [] for name in (FIRST, AGAIN, CHANGED, PLAIN)}
    for _ in range(turns):
        root = fresh(laid, room)
        found[FIRST].append(watched.run(product(root), room))
        found[AGAIN].append(watched.run(product(root), room))
        change(min((root / "inbox" / month().key).iterdir()))
        found[CHANGED].append(watched.run(product(root), room))
        found[PLAIN].append(watched.run([str(Path(plain.__file__)), str(sample), str(room / "plain")], room))
    return found


def reading_and_checking(laid: Path, sample: Path) -> dict[str, Callable[[], int]]:
    """The same files read and checked in this process and its workers; bare calamine reads them in one thread."""
    space = open_workspace(laid)
    period, inbox = space.period(month().month), space.inbox / month().key

    def ours() -> int:
        received = intake.gather([inbox])
        books = read_all(received, space.definition, WORKERS)
        submissions, found = intake.settle(received, books, space.definition, space.registry, period)
        examine(submissions, books, space.definition, space.registry, period, {}, found)
        return len(received)

    def calamine() -> int:
        from python_calamine import CalamineWorkbook

        paths = sorted(inbox.iterdir())
        for path in paths:
            book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()
        return len(paths)

    return {"emulation_batch, two workers": ours, "bare calamine, one thread, no checks": calamine,
            "the plain program": lambda: len(plain.read_and_check(sample, SLOW)[1])}


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results."""
    units, turns = asked.units or UNITS, min(asked.turns, MOST_TURNS)
    with TemporaryDirectory() as folder:
        laid = sample = Path(folder) / "laid"
        lay_workspace(laid, units)
        if units > SAMPLE:
            sample = Path(folder) / "sample"
            lay_workspace(sample, SAMPLE)
        found = end_to_end(laid, sample, Path(folder) / "room", turns)
        made = outputs(Path(folder) / "room" / "workspace" / "output" / month().key)
        same = made == outputs(Path(folder) / "room" / "plain")
        measured = in_turns(reading_and_checking(laid, sample), turns)
    of = {name: min(units, SAMPLE) if name == PLAIN else units for name in found}
    first = statistics.median(each.seconds for each in found[FIRST]) / units
    told = f", the plain program does {SAMPLE} of them" if units > SAMPLE else ", the same outputs of both" if same else ""
    lines = [f"A month of {units} units from inbox to outputs ({turns} turns{told})",
             "  " + ", ".join(f"{count} {what}" for what, count in made.items()), watched.HEAD]
    lines += [watched.line(name, runs, of[name], first) for name, runs in found.items()]
    lines += table(f"Reading and checking a workbook, of {units} (the plain program of {min(units, SLOW)})", measured)
    figures = {"units": units, "outputs": made, "end to end": {name: watched.figures(runs, of[name]) for name, runs in found.items()},
               "reading and checking": {item.name: {"ms": item.each * 1000, "spread": item.spread} for item in measured}}
    return lines, figures


def outputs(folder: Path) -> dict[str, int]:
    """How many of each kind a run folder holds."""
    counted = {"papers": ("reports/*.docx", "reports/*/*.docx"), "of them review sheets": ("reports/phieu_xem_xet/*.docx",),
               "registers": ("register.xlsx", "copies/*.xlsx"), "letters with drafts": ("returned/*/thu.eml",),
               "workbooks returned": ("returned/*/*.xlsx",), "records": ("records/*.parquet",)}
    return {what: sum(len(list(folder.glob(pattern))) for pattern in patterns) for what, patterns in counted.items()}
