"""What a month costs a workbook in provinces of different size, and the memory of all processes of the run together."""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import watched
from benchmarks.measure import Asked
from benchmarks.month import MOST_TURNS, fresh, product
from benchmarks.province import lay_workspace

SIZES, FULL, ONCE_FROM = (10, 100, 1_000), 10_000, 1_000


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results. Large provinces are measured once."""
    sizes = [asked.units] if asked.units else [*SIZES, *([FULL] if asked.full else [])]
    found: dict[int, list[watched.Watched]] = {}
    for size in sizes:
        with TemporaryDirectory() as folder:
            laid, room = Path(folder) / "laid", Path(folder) / "room"
            lay_workspace(laid, size)
            turns = 1 if size >= ONCE_FROM else min(asked.turns, MOST_TURNS)
            found[size] = [watched.run(product(fresh(laid, room)), room) for _ in range(turns)]
    base = max((size for size in sizes if size <= ONCE_FROM), default=sizes[0])
    first = statistics.median(each.seconds for each in found[base]) / base
    lines = [f"A month by the number of units; ratio: to one workbook of {base}", watched.HEAD]
    lines += [watched.line(f"{size} units, {len(runs)} turns", runs, size, first) for size, runs in found.items()]
    return lines, {str(size): watched.figures(runs, size) for size, runs in found.items()}
