"""What a process and all below it take, as the system says."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05
OWN_AND_REAPED = slice(11, 15)
"""Of what follows a process's name in /proc/<pid>/stat: ticks of its own and of the children that it waited for."""


@dataclass
class Taken:
    """busy: seconds of the processor; memory: the most MB held at a time. Of all processes together."""

    busy: float = 0.0
    memory: float = 0.0


@contextmanager
def taken(process: "subprocess.Popen[bytes]") -> Iterator[Taken]:
    """What a process and all below it take while what is inside waits for its end.

    Workers are not waited for by the process itself, so the system's sum of ended children would leave them out: the tree is
    looked at every twentieth of a second, and what a process does after the last look is not seen.
    """
    most, before = Taken(), _ended()

    def watch() -> None:
        while process.poll() is None:
            now = _now(process.pid)
            most.busy, most.memory = max(most.busy, now.busy), max(most.memory, now.memory)
            time.sleep(EVERY)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield most
    watcher.join()
    most.busy = max(most.busy, _ended() - before)


def _ended() -> float:
    """Seconds of the processor of every process that ended below this one and was waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _now(pid: int) -> Taken:
    """What a process and all below it took so far and hold, as /proc says; nothing where there is none."""
    found = Taken()
    try:
        folder = Path(f"/proc/{pid}")
        found.memory = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
        ticks = (folder / "stat").read_text().rpartition(")")[2].split()[OWN_AND_REAPED]
        found.busy = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        for task in (folder / "task").iterdir():
            for child in (task / "children").read_text().split():
                below = _now(int(child))
                found.busy, found.memory = found.busy + below.busy, found.memory + below.memory
    except (OSError, ValueError, IndexError):
        pass  # it ended while we looked
    return found
