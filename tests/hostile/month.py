"""The month run twice as a command, with the hostile files and without, watched from outside."""

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from support import books
from support.paths import ROOT
from support.process_tree import taken

from emulation_batch import intake
from emulation_batch.definition import Definition
from emulation_batch.periods import parse_month
from emulation_batch.reading import worker
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import Workspace
from hostile import entries, kinds, letters, mutations, texts, workbooks, workbooks_heavy, world
from hostile.cases import Base, Case

GROUPS = (workbooks, workbooks_heavy, kinds, letters, entries, texts)


def base_of(space: Workspace, seed: int, rows: dict[str, list[dict[str, Any]]] | None = None) -> Base:
    """The workbooks that cases are made of; without rows by default, so that no sum of rows received tells of them."""
    month = space.period(parse_month(world.PERIOD))
    few = replace(space.definition, workbook=replace(space.definition.workbook, rows=4))
    closed = next(unit for unit in space.registry.units if unit.code == world.GONE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"

        def made(definition: Definition) -> bytes:
            write_workbook(path, definition, space.registry, closed, month, Filled(world.form(7), rows or {}))
            return path.read_bytes()

        return Base(made(few), made(space.definition), Random(seed))


def all_cases(base: Base, count: int, heavy: bool = True) -> Iterator[Case]:
    """Every line of the list, then mutations until there are `count` files; without `heavy` no endless workbooks."""
    made = 0
    for case in chain.from_iterable(group.cases(base) for group in GROUPS if heavy or group is not workbooks_heavy):
        made += len(case.codes)
        yield case
    yield from mutations.cases(base, max(0, count - made))


def lay(cases: Iterable[Case], inbox: Path, space: Workspace) -> dict[str, str]:
    """Write the cases into an inbox; gives what each shown name must be listed with."""
    due = space.period(parse_month(world.PERIOD)).due
    expected: dict[str, str] = {}
    for case in cases:
        path = inbox / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        case.make(path)
        if path.is_file() and not path.is_symlink():
            books.set_time(path, due - timedelta(hours=2))
        assert not expected.keys() & case.codes.keys(), case.codes
        expected |= case.codes
    return expected


def lay_good(space: Workspace, inbox: Path) -> None:
    """The fifty good workbooks."""
    month = space.period(parse_month(world.PERIOD))
    for number in range(1, world.UNITS + 1):
        world.write_good(inbox / f"tot_{number:02}.xlsx", number, space.definition, space.registry, month)


@dataclass(frozen=True)
class Watched:
    """A run that ended: exit code, what it said, seconds by the clock and of the processor (all its processes together), the
    most memory its processes held at once (MB)."""

    code: int
    words: str
    seconds: float
    busy: float
    memory: float


def run(root: Path, inbox: Path, workers: int = 2) -> Watched:
    """`run` as a user starts it."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "emulation_batch", "run", world.PERIOD, "--workspace", str(root), "--inbox", str(inbox),
         "--as-of", world.AS_OF, "--workers", str(workers), "-q"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT)})
    with taken(process) as all_took:
        words = process.communicate()[0].decode("utf-8", "replace")
    return Watched(process.returncode, words, time.monotonic() - began, all_took.busy, all_took.memory)


def manifest(root: Path) -> dict[str, Any]:
    """Of the finished run."""
    return json.loads((root / "output" / world.PERIOD / "manifest.json").read_text(encoding="utf-8"))


def slowest(space: Workspace, inbox: Path, room: Path) -> tuple[float, str]:
    """Seconds of the processor of the file that takes most, taken in and read, and its name; a stopped reader has its limit."""
    most = (0.0, "")
    received = []
    for item in intake.gather([inbox]):
        before = time.process_time()
        received += intake.unpack([item], room)
        most = max(most, (time.process_time() - before, item.name))
    definition = pickle.dumps(space.definition)
    files = [(item.name, str(item.path), item.sha256) for item in received if not item.problem and not item.opened]
    while files:
        ours, theirs = multiprocessing.Pipe()
        reader = multiprocessing.get_context("spawn").Process(target=_timed, args=(theirs, definition))
        reader.start()
        theirs.close()
        while files:
            name, path, sha256 = files.pop()
            try:
                ours.send((path, sha256))
                most = max(most, (ours.recv(), name))
            except (EOFError, OSError):  # it ended of this file: of its time, which is the limit, or of its memory
                reader.join()
                most = max(most, (float(worker.OWN_SECONDS) if reader.exitcode == -signal.SIGPROF else 0.0, name))
                break
        ours.close()
        reader.join()
    return most


def _timed(files: Connection, definition: bytes) -> None:
    """In a process of its own: for each file that is sent, the seconds of the processor it took."""
    worker.prepare()
    with suppress(EOFError):
        while True:
            file = files.recv()
            before = time.process_time()
            worker.read_files(definition, [file])
            files.send(time.process_time() - before)
