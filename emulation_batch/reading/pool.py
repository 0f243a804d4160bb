"""Workbooks are read in worker processes: a file that stops its reader, or takes too long, costs that one file.

A task reads several files, so that handing over costs next to nothing; the files of a task that did not come back are read
again one by one, and only the culprit is lost. Where the system knows limits of memory (resource.RLIMIT_AS) and of a process's
own time (signal.ITIMER_PROF) a worker has both, and a file that meets one is known at once, however busy the machine is;
elsewhere the bounds of `look` and `cells` hold, and the clock.
"""

import pickle
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from emulation_batch import processes
from emulation_batch.batch import RawBook, Received
from emulation_batch.definition import Definition
from emulation_batch.errors import NothingUsable
from emulation_batch.processes import Executor
from emulation_batch.progress import told
from emulation_batch.reading import kept, labels
from emulation_batch.reading.book import NO_STAMP
from emulation_batch.reading.worker import File, prepare, read_files

SECONDS = (10, 30)
"""For a task among others, and for a file that was stopped and is tried once more alone, lest a busy machine refuse it."""
OUT_OF_TIME = -getattr(signal, "SIGPROF", 0)
GAVE_UP = tuple(-getattr(signal, name) for name in ("SIGABRT", "SIGSEGV", "SIGBUS") if hasattr(signal, name))
"""How a worker ends by the fault of its file: its time was up, or a reader gave up. Any other end is tried again."""
FILES_A_WORKER = 8
FILES_A_TASK, BYTES_A_TASK, TASKS_A_WORKER = 16, 4 << 20, 4
SILENCE = 120
"""Seconds in which somebody else's workers must finish some task; then what they still have is read here."""
NO_WORKER = ("Không khởi động được tiến trình đọc tệp nên chưa đọc được tệp nào; chưa ghi gì. Đóng bớt chương trình cho đủ "
             "bộ nhớ, kiểm tra phần mềm diệt vi-rút có chặn Python không, rồi chạy lại.")

Task = tuple[File, ...]


class Books(dict[str, RawBook]):
    """What was read so far, counted for who watches. total: files there are to read."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total = total

    def take(self, books: Iterable[RawBook]) -> None:
        """Add what a task brought back."""
        self.update({book.sha256: book for book in books})
        told("Đọc tệp", len(self), self._total)


def read_all(received: Iterable[Received], definition: Definition, workers: int,
             executor: Executor | None = None) -> dict[str, RawBook]:
    """sha256 -> RawBook, in the order of the hashes; each content once. Files with a problem of their own are left out.

    workers: the most processes to use; few files use fewer. executor: whose workers see the same files under the same paths;
    what it does not bring back is read here. Raises NothingUsable when no worker can be started.
    """
    taken = {item.sha256: item for item in received if not item.problem and not item.opened}
    items = dict(sorted(taken.items()))
    books = Books(len(items))
    books.take(kept.recalled(items, definition))
    known = set(books)
    files = [(str(item.path), sha256) for sha256, item in items.items() if sha256 not in known]
    few = max(1, min(workers, -(-len(files) // FILES_A_WORKER)))
    tasks = list(_tasks(files, [items[sha256].size for _, sha256 in files], few))
    pickled, died = pickle.dumps(definition), set[str]()
    if executor is not None:
        _collect(books, [executor.submit(read_files, pickled, task) for task in tasks])
    with suppress(BrokenProcessPool):
        _read(books, [task for task in tasks if any(sha256 not in books for _, sha256 in task)], pickled, few, SECONDS[0], died)
        _read(books, _lost(files, books), pickled, few, SECONDS[0], died)
    try:
        # what died beside calamine is read without it: one reading is better than none, and is told
        _read(books, [task for task in _lost(files, books) if task[0][1] not in died], pickled, 1, SECONDS[1], died)
        _read(books, _lost(files, books), pickled, 1, SECONDS[0], died, False)
    except BrokenProcessPool:
        raise NothingUsable(NO_WORKER) from None
    kept.keep((book for sha256, book in books.items() if sha256 not in known | died), definition)
    return {sha256: books.get(sha256) or _stopped(sha256) for sha256 in items}


def _tasks(files: Sequence[File], sizes: Sequence[int], workers: int) -> Iterator[Task]:
    """Files in tasks: enough tasks to keep every worker busy to the end, none of them large."""
    most = max(1, min(FILES_A_TASK, len(files) // (workers * TASKS_A_WORKER)))
    task: list[File] = []
    held = 0
    for file, size in zip(files, sizes, strict=True):
        if task and (len(task) >= most or held + size > BYTES_A_TASK):
            yield tuple(task)
            task, held = [], 0
        task.append(file)
        held += size
    if task:
        yield tuple(task)


def _lost(files: Sequence[File], books: dict[str, RawBook]) -> list[Task]:
    """The files without a book, each a task of its own."""
    return [(file,) for file in files if file[1] not in books]


def _stopped(sha256: str) -> RawBook:
    return RawBook(sha256, "", NO_STAMP, faults=(labels.fault(labels.READER_STOPPED),))


def _collect(books: Books, futures: Sequence[Future]) -> None:
    """Put into `books` what somebody else's workers bring back, whatever they fail with, until they are silent for long.

    One that does not find the file, or finds another under its path, has told nothing.
    """
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, SILENCE, FIRST_COMPLETED)
        if not done:
            return
        for future in done:
            with suppress(Exception):
                books.take(book for book in future.result() if all(fault.code != labels.CHANGED.code for fault in book.faults))


def _read(books: Books, tasks: Sequence[Task], definition: bytes, workers: int, seconds: float, died: set[str],
          twice: bool = True) -> None:
    """Put into `books` those whose reader came back; a reader that died or was stopped gives none of its task.

    A file alone that met a limit of its own is stopped for good; died: one whose reader gave up beside calamine. Raises
    BrokenProcessPool when workers end without having begun a file, as where the system lets none start.
    """
    if not tasks:
        return
    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(min(workers, len(tasks)), initializer=prepare, context=processes.context()) as pool:
        try:
            futures = {task: pool.schedule(read_files, (definition, task, twice), timeout=seconds) for task in tasks}
        except (RuntimeError, OSError) as error:
            raise BrokenProcessPool from error
        for task, future in futures.items():
            try:
                books.take(processes.result(pool, future))
            except TimeoutError:
                continue
            except (ProcessExpired, MemoryError) as ended:
                if len(task) == 1:
                    _note(books, task[0][1], getattr(ended, "exitcode", GAVE_UP[0]), died, twice)
            except BaseException:
                pool.stop()
                raise


def _note(books: dict[str, RawBook], sha256: str, exitcode: int, died: set[str], twice: bool) -> None:
    """What becomes of a file after its reader ended; one that gave up is read once more without calamine."""
    if exitcode in GAVE_UP and twice:
        died.add(sha256)
    elif exitcode in (OUT_OF_TIME, *GAVE_UP):
        books[sha256] = _stopped(sha256)
