"""What runs in a worker: plain functions from plain data to plain data, so that any executor may run them."""

import hashlib
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from emulation_batch.batch import RawBook
from emulation_batch.definition import Definition
from emulation_batch.reading import labels
from emulation_batch.reading.book import NO_STAMP, read_book

OWN_SECONDS = 4
"""Of the processor, for one file: a filled form takes a tenth of one."""
MEMORY = 192 << 20
"""What a worker may take beyond what it holds before its first file."""

File = tuple[str, str]
"""Path, and the sha256 of what was received there."""


def prepare() -> None:
    """A worker's memory limit, and silence from libraries that print before they die."""
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


def read_files(definition: bytes, files: Sequence[File], twice: bool = True) -> list[RawBook]:
    """The workbooks of some files, in their order. definition: pickled once for all tasks; twice: see `read_book`."""
    books = []
    for path, sha256 in files:
        limit_time(OWN_SECONDS)
        books.append(_read_one(path, sha256, _definition(definition), twice))
    limit_time(0)
    return books


def limit_time(seconds: float) -> None:
    """End this process after so much time of its own, where the system can; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


@lru_cache(maxsize=1)
def _definition(pickled: bytes) -> Definition:
    return pickle.loads(pickled)


def _read_one(path: str, sha256: str, definition: Definition, twice: bool) -> RawBook:
    try:
        content = Path(path).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        return RawBook(sha256, "", NO_STAMP, faults=(labels.fault(labels.CHANGED),))
    return read_book(content, sha256, definition, twice)
