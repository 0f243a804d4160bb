"""Times several ways of doing one thing turn by turn, so that a busy machine slows all of them alike; what counts is the ratio."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """What the command line asks of every part. units: instead of the part's own number of units, people or papers; full: the
    largest sizes too; peers: a folder in which node's packages are installed already."""

    turns: int = 5
    units: int | None = None
    full: bool = False
    peers: Path | None = None


@dataclass(frozen=True)
class Measured:
    """One way of doing a thing. times: seconds for each turn; of: what one turn makes or reads."""

    name: str
    times: tuple[float, ...]
    of: int

    @property
    def each(self) -> float:
        """Median seconds for one of them."""
        return statistics.median(self.times) / self.of

    @property
    def spread(self) -> float:
        """Half the range of the turns over their median."""
        return (max(self.times) - min(self.times)) / 2 / statistics.median(self.times)


def in_turns(ways: dict[str, Callable[[], int]], turns: int) -> list[Measured]:
    """Do every way once to warm up, then each in turn; a way gives how many things it made or read."""
    counts = {name: way() for name, way in ways.items()}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    return [Measured(name, tuple(times[name]), counts[name]) for name in ways]


def table(title: str, measured: list[Measured]) -> list[str]:
    """Lines of a table: each way, its median for one, its spread, and how many times the first one's time it takes."""
    first = measured[0].each
    lines = [f"{title}", f"  {'way':<42}{'ms each':>10}{'spread':>9}{'ratio':>8}"]
    return lines + [f"  {item.name:<42}{item.each * 1000:>10.2f}{item.spread:>8.0%} {item.each / first:>7.1f}" for item in measured]
