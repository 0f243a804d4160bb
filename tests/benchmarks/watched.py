"""A program run as a user starts it: seconds by the clock and of the processor, and the most memory of its processes together."""

import compileall
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from support.process_tree import taken

ROOT = Path(__file__).parent.parent.parent
DONE = (0, 1)
"""Exit codes of a finished month: nothing to correct, or some units must."""


@dataclass(frozen=True)
class Watched:
    """A run that ended. busy: seconds of the processor, all its processes together; memory: MB, pages that two processes share
    counted twice."""

    seconds: float
    busy: float
    memory: float


def run(arguments: list[str], cache: Path) -> Watched:
    """Run `python ARGUMENTS` to its end, with a cache folder of its own; RuntimeError with its words when it fails."""
    _compile()
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)})
    with taken(process) as all_took:
        words = process.communicate()[0].decode("utf-8", "replace")
        seconds = time.perf_counter() - began
    if process.returncode not in DONE:
        raise RuntimeError(f"{' '.join(arguments)}: {process.returncode}\n{words}")
    return Watched(seconds, all_took.busy, all_took.memory)


@lru_cache(maxsize=1)
def _compile() -> None:
    """Leave our modules as an installation does: some machines write no bytecode by themselves."""
    compileall.compile_dir(str(ROOT / "emulation_batch"), quiet=1)


def line(name: str, runs: list[Watched], of: int, first: float) -> str:
    """A line of `HEAD`: medians for one workbook, spread, times the first way's, MB. first: seconds that one takes there."""
    times = [each.seconds for each in runs]
    median = statistics.median(times)
    spread = (max(times) - min(times)) / 2 / median
    spent = statistics.median(each.busy for each in runs)
    memory = max(each.memory for each in runs)
    return f"  {name:<46}{median:>9.1f}{median / of * 1000:>10.1f}{spread:>8.0%}{median / of / first:>8.2f}{spent / of * 1000:>12.1f}{memory:>8.0f}"


HEAD = f"  {'way':<46}{'seconds':>9}{'ms each':>10}{'spread':>8}{'ratio':>8}{'CPU ms each':>12}{'MB':>8}"


def figures(runs: list[Watched], of: int) -> dict[str, float]:
    """The same for the file of results."""
    times = [each.seconds for each in runs]
    median = statistics.median(times)
    return {"seconds": median, "ms": median / of * 1000, "spread": (max(times) - min(times)) / 2 / median, "of": of, "turns": len(runs),
            "cpu_ms": statistics.median(each.busy for each in runs) / of * 1000, "memory_mb": max(each.memory for each in runs)}
