"""A process with everything imported that forks a child for each command, so that a whole real run costs no start-up.

One order a line on stdin (JSON), one answer a line on stdout. The child is a process of its own with the commands' own workers.
"""

import json
import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def child(order: dict, output: str) -> None:
    """Run the command line of an order; never returns."""
    from emulation_batch import pipeline, processes, reading, run_folder
    from emulation_batch.cli import main
    from survival.disk import CHANGES, REMOVALS, Deadly, Refusing

    words = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(words, 1)
    os.dup2(words, 2)
    os.setpgid(0, 0)
    if order.get("data"):
        reading.read_all, pipeline.gather_month = (lambda *arguments: {}), (lambda *arguments: KNOWN[order["data"]])
    if order.get("no_exchange"):
        run_folder.exchange = lambda one, other: False
    run_folder.PATIENCE = (0,)
    # as on Windows: workers of this very process, for a server of workers cannot start from a forked one
    processes.context = lambda: multiprocessing.get_context("spawn")
    disk = (Deadly(order["root"], order["dies_at"]) if "dies_at" in order else
            Refusing(order["root"], order.get("fails_at", 0), order.get("error", ""),
                     CHANGES + REMOVALS if order.get("removals") else CHANGES))
    disk.install()
    sys.argv = ["emulation-batch", *order["command"]]
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        disk.at = 0
        Path(f"{output}.touches").write_text(str(disk.seen), encoding="utf-8")
    os._exit(code)


KNOWN: dict = {}


def learn(order: dict) -> None:
    """Compute a month once, for orders that only try how it is written."""
    from datetime import datetime

    from emulation_batch import pipeline, reading, running
    from emulation_batch.periods import VIETNAM_TIME, parse_month
    from emulation_batch.workspace import open_workspace

    space, month = open_workspace(Path(order["workspace"])), parse_month(order["period"])
    inbox = space.inbox_of(month)
    room = Path(order["room"])
    moment = datetime.fromisoformat(order["as_of"]).replace(tzinfo=VIETNAM_TIME)
    received = running.receive([inbox], room)
    books = reading.read_all(received, space.definition, 1)
    KNOWN[order["learn"]] = pipeline.gather_month(space, space.period(month), received, books, [inbox], moment, 1, lambda text: None)


def obey(order: dict, output: str) -> dict:
    """Fork, wait or stop as ordered; what became of the child."""
    pid = os.fork()
    if not pid:
        child(order, output)
    begun = time.monotonic()
    if "stops_after" in order:
        while time.monotonic() - begun < order["stops_after"] and not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            time.sleep(0.002)
        os.kill(pid, getattr(signal, order["signal"]))
    if "kills_worker_after" in order:
        time.sleep(order["kills_worker_after"])
        while not (workers := workers_of(pid)) and not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            time.sleep(0.01)
        for worker in workers[:1]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    touches = 0
    with suppress(OSError, ValueError):
        touches = int(Path(f"{output}.touches").read_text(encoding="utf-8"))
        Path(f"{output}.touches").unlink()
    return {"code": os.waitstatus_to_exitcode(status), "words": Path(output).read_text(encoding="utf-8"), "touches": touches,
            "seconds": time.monotonic() - begun, "pid": pid}


def workers_of(parent: int) -> list[int]:
    """The reading workers of a process (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent \
                    and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def serve() -> None:
    """Answer orders until stdin ends."""
    import pandas  # noqa: F401
    import pebble  # noqa: F401
    import xlsxwriter  # noqa: F401

    from emulation_batch import cli, demonstration, fetching, pipeline, running, sealing, verify  # noqa: F401

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    output = sys.argv[1]
    for line in sys.stdin:
        order = json.loads(line)
        answer = (learn(order) or {}) if "learn" in order else obey(order, output)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
