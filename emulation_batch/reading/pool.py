"""Workbooks are read in worker processes: a file that stops its reader, or takes too long, costs that one file.

Workers are spawned on every system alike, so nothing of the parent's threads is copied. Where the system knows limits of
memory (resource.RLIMIT_AS) and of a process's own time (signal.ITIMER_PROF) a worker has both, and a file that meets one is
known at once, however busy the machine is; elsewhere the bounds of `look` and `cells` hold, and the clock.
"""

import hashlib
import os
import signal
import sys
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from emulation_batch.batch import RawBook, Received
from emulation_batch.definition import Definition
from emulation_batch.errors import NothingUsable
from emulation_batch.reading import labels
from emulation_batch.reading.book import NO_STAMP, read_book

SECONDS = (10, 30)
"""For a file among others, and for one that was stopped and is tried once more alone, lest a busy machine refuse it."""
OWN_SECONDS = 4
"""Of the processor, for one file: a filled form takes a tenth of one."""
MEMORY = 192 << 20
"""What a worker may take beyond what it holds before its first file."""
FINAL = tuple(-getattr(signal, name) for name in ("SIGPROF", "SIGABRT", "SIGSEGV", "SIGBUS") if hasattr(signal, name))
"""How a worker ends by the fault of its file: it met a limit, or its reader gave up. Any other end is tried again."""
FILES_A_WORKER = 4
PATIENCE = 1.0
"""Seconds between two looks whether the pool is still alive."""
NO_WORKER = ("Không khởi động được tiến trình đọc tệp nên chưa đọc được tệp nào; chưa ghi gì. Đóng bớt chương trình cho đủ "
             "bộ nhớ, kiểm tra phần mềm diệt vi-rút có chặn Python không, rồi chạy lại.")

_definition: Definition


def read_all(received: Iterable[Received], definition: Definition, workers: int) -> dict[str, RawBook]:
    """sha256 -> RawBook, in the order of the hashes; each content once. Files with a problem of their own are left out.

    workers: the most processes to use; few files use fewer. Raises NothingUsable when no worker can be started.
    """
    paths = {item.sha256: item.path for item in received if not item.problem and not item.opened}
    books: dict[str, RawBook] = {}
    with suppress(BrokenProcessPool):
        _read(books, paths, definition, min(workers, -(-len(paths) // FILES_A_WORKER)), SECONDS[0])
    lost = {sha256: path for sha256, path in paths.items() if sha256 not in books}
    try:
        _read(books, lost, definition, 1, SECONDS[1])
    except BrokenProcessPool:
        raise NothingUsable(NO_WORKER) from None
    return {sha256: books.get(sha256) or _stopped(sha256) for sha256 in sorted(paths)}


def _stopped(sha256: str) -> RawBook:
    return RawBook(sha256, "", NO_STAMP, faults=(labels.fault(labels.READER_STOPPED),))


def _read(books: dict[str, RawBook], paths: dict[str, Path], definition: Definition, workers: int, seconds: float) -> None:
    """Put into `books` those whose reader came back or met a limit of its own; what ended otherwise gives none.

    Raises BrokenProcessPool when workers end without having begun a file, as where the system lets none start.
    """
    if not paths:
        return
    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(max(1, workers), initializer=_prepare, initargs=(definition,), context=get_context("spawn")) as pool:
        try:
            futures = {sha256: pool.schedule(_read_one, (str(path), sha256), timeout=seconds)
                       for sha256, path in sorted(paths.items())}
        except (RuntimeError, OSError) as error:
            raise BrokenProcessPool from error
        for sha256, future in futures.items():
            try:
                books[sha256] = _result(pool, future)
            except MemoryError:
                books[sha256] = _stopped(sha256)
            except ProcessExpired as ended:
                if ended.exitcode in FINAL:
                    books[sha256] = _stopped(sha256)
            except TimeoutError:
                continue


def _result(pool: Any, future: Any) -> RawBook:
    """The book of a future; BrokenProcessPool also for one that a broken pool forgot and would leave open for ever."""
    while True:
        try:
            return future.result(timeout=PATIENCE)
        except TimeoutError:
            if future.done():
                return future.result()
            if not pool.active:
                raise BrokenProcessPool from None


def _prepare(definition: Definition) -> None:
    """In the worker: its definition, its memory limit, and silence from libraries that print before they die."""
    global _definition
    _definition = definition
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.environ["RUST_BACKTRACE"] = "0"
    if sys.platform != "win32":
        import resource

        import python_calamine  # noqa: F401  what it takes is no file's

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = _taken() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _taken() -> int:
    """Bytes of address space of this process; where the system does not say, what a worker takes with all it imports."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


def _read_one(path: str, sha256: str) -> RawBook:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, OWN_SECONDS)
    try:
        content = Path(path).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        return RawBook(sha256, "", NO_STAMP, faults=(labels.fault(labels.CHANGED),))
    return read_book(content, sha256, _definition)
