"""What a process and all below it take, as the system says."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EVERY = 0.05


def busy() -> float:
    """Seconds of the processor of every process that ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def most_held(process: "subprocess.Popen[bytes]") -> Iterator[list[float]]:
    """[MB] that a process and all below it held at most, while what is inside waits for its end."""
    most = [0.0]

    def watch() -> None:
        while process.poll() is None:
            most[0] = max(most[0], held(process.pid))
            time.sleep(EVERY)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield most
    watcher.join()


def held(pid: int) -> float:
    """MB that a process and all below it hold, as /proc says; 0 where there is none."""
    total = 0.0
    try:
        total = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(held(int(child)) for child in (task / "children").read_text().split())
    except (OSError, ValueError, IndexError):
        pass  # it ended while we looked
    return total
