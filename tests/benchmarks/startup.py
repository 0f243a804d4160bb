"""How long a command takes to begin, and the month of a department: whole processes beside a bare one."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import watched
from benchmarks.measure import Asked
from benchmarks.month import product
from benchmarks.province import lay_workspace

UNITS = 8
BARE = "import click\n@click.command()\ndef main(): \"Nothing.\"\nmain()"
HELP = {"a bare click program --help": ["-c", BARE, "--help"], "emulation-batch --help": ["-m", "emulation_batch", "--help"]}
PANDAS, MONTH, AGAIN = "python -c 'import pandas'", "emulation-batch run, {} units", "the same again, nothing changed"


def ways(root: Path, units: int) -> tuple[dict[str, list[str]], ...]:
    """The commands beside the bare one of each table, which stands first."""
    run = product(root)
    return HELP, {PANDAS: ["-c", "import pandas"], MONTH.format(units): [*run, "--no-cache"], AGAIN: run}


def run(asked: Asked, in_turns, table) -> tuple[list[str], dict]:
    """Lines to print and figures for the file of results. Every command is run once before it is timed."""
    lines, figures = [], {}
    units = asked.units or UNITS
    with TemporaryDirectory() as folder:
        root = Path(folder) / "ws"
        lay_workspace(root, units)
        for title, commands in zip(("What a command takes to begin", f"A month of {units} units"), ways(root, units), strict=True):
            found: dict[str, list[watched.Watched]] = {name: [] for name in commands}
            for turn in range(asked.turns + 1):
                for name, command in commands.items():
                    took = watched.run(command, Path(folder))
                    if turn:
                        found[name].append(took)
            first = watched.figures(next(iter(found.values())), 1)["seconds"]
            lines += [title, watched.HEAD, *(watched.line(name, runs, 1, first) for name, runs in found.items())]
            figures[title] = {name: watched.figures(runs, 1) for name, runs in found.items()}
    return lines, figures
