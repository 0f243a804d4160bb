"""Other processes of this machine: how they begin, what they do meanwhile, and waiting for what they bring.

They come from a server process that has loaded the reader of workbooks and nothing else, where the system can fork (one then
costs milliseconds), else they are spawned; nothing of this process's threads is copied.
"""

import gc
import hashlib
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from emulation_batch import cache, memory
from emulation_batch.errors import StopRun
from emulation_batch.stopping import stop_if_asked

MANY, MOST_BESIDE = 50, 3
"""Files of a month that gives work to another process beside this one; and how many such processes have work."""
PRINTS = "emulation_batch.reports.writing"
PATIENCE = 1.0
"""Seconds between two looks whether a pool is still alive."""
SILENCE = 900
"""Seconds in which somebody else's worker must have done what it was given; then it is done here."""


class Executor(Protocol):
    """What concurrent.futures and dask.distributed's Client.get_executor() offer."""

    def submit(self, function: Any, /, *arguments: Any) -> Future: ...


Value = TypeVar("Value")
Begin = Callable[..., Callable[[], Any]]
"""(function, *arguments) -> how to get its result, which waits for it."""


class Packed(Generic[Value]):
    """A value that is packed once, however many processes it is given to: into a file of a folder that all of them see, for
    none of them keeps it as long as this one."""

    def __init__(self, value: Value, folder: Path) -> None:
        self.value, self.folder = value, folder
        self._sha256 = ""

    def __reduce__(self) -> Any:
        if not self._sha256:
            content = pickle.dumps(self.value)
            self._sha256 = hashlib.sha256(content).hexdigest()
            (self.folder / self._sha256).write_bytes(content)
        return _unpacked, (self.folder, self._sha256)


@lru_cache(maxsize=1)
def _unpacked(folder: Path, sha256: str) -> Packed[Any]:
    """What `Packed` packed, and nothing else that may lie there by now."""
    content = (folder / sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise OSError(f"{folder / sha256} is not what was packed")
    return Packed(pickle.loads(content), folder)


def context() -> Any:
    """How processes begin: forked from a clean server, or spawned."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["emulation_batch.reading.worker", "python_calamine"])
    _start_server()
    return forking


def foresee() -> None:
    """Let what processes come from begin before they are needed: it loads while this one does something else. Where it cannot,
    whoever needs a process says so."""
    with suppress(OSError):
        context()


def _start_server() -> None:
    """Start the server of processes deaf to Ctrl-C, which reaches it too, before it knows to ignore it; and mute, for one that
    begins while its pool is stopped would tell of it."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # it unblocks the signal when it starts
    before, said = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}), os.dup(2)
    silence = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silence, 2)
        forkserver.ensure_running()
    finally:
        os.dup2(said, 2)
        os.close(said)
        os.close(silence)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def result(pool: Any, future: Any) -> Any:
    """What a future of a pool gives; BrokenProcessPool also for one that a broken pool forgot and would leave open for ever."""
    while True:
        try:
            return future.result(timeout=PATIENCE)
        except TimeoutError:
            if future.done():
                return future.result()
            if not pool.active:
                raise BrokenProcessPool from None


@contextmanager
def printing(workers: int, files: int, executor: Executor | None = None) -> Iterator[Begin]:
    """`meanwhile` for the papers of a month of so many files, by so many processes, this one too. They load what prints while
    this one computes."""
    beside = min(workers - 1, MOST_BESIDE) if files >= MANY else 0
    with meanwhile(beside, executor) as begin:
        for _ in range(beside if executor is None else 0):
            begin(load, PRINTS)
        yield begin


def load(module: str) -> None:
    """Load a module, and what it needs, before it is asked for."""
    import_module(module)


@contextmanager
def meanwhile(processes: int, executor: Executor | None = None) -> Iterator[Begin]:
    """Gives `begin(function, *arguments)`, which lets another process do a pure function of plain data while this one goes on.

    processes: of this machine; without any, and without an executor, a call is done here when its result is asked for. So is
    one that did not come back; a StopRun of the function itself is raised when its result is asked for.
    """
    if executor is not None:
        yield partial(_begun, executor.submit, _of_others)
    elif processes < 1:
        yield partial
    else:
        from pebble import ProcessPool

        with ProcessPool(processes, initializer=_prepare, initargs=[gc.get_threshold()], context=context()) as pool:
            try:
                yield partial(_begun, lambda run, packed: pool.schedule(run, [packed]), partial(result, pool))
            except BaseException:
                pool.stop()
                raise


def _prepare(threshold: tuple[int, int, int]) -> None:
    """Silence from what dies; cycles are searched for as rarely as where the work was begun, and as little memory is kept."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    memory.keep_little()
    gc.set_threshold(*threshold)


def _begun(start: Callable[..., Future], wait: Callable[[Future], Any], function: Callable[..., Any],
           *arguments: Any) -> Callable[[], Any]:
    """How to get what a call gives that was begun elsewhere, or could not be. It uses the cache that is used here."""
    here, store = partial(function, *arguments), cache.current()
    try:
        future = start(_run, pickle.dumps((here, store and store.folder)))
    except (RuntimeError, OSError):
        return here

    def get() -> Any:
        try:
            value, used = wait(future)
        except StopRun:
            raise
        except Exception:
            return here()
        if store and used:
            store.count(used)
        return value

    return get


def _run(packed: bytes) -> tuple[Any, cache.Cache | None]:
    """What a call gives, and the cache that it used."""
    function, folder = pickle.loads(packed)
    store = folder and cache.Cache(folder)
    with cache.using(store):
        return function(), store


def _of_others(future: Future) -> Any:
    """What somebody else's worker brings; TimeoutError when it is silent for long."""
    for _ in range(int(SILENCE / PATIENCE)):
        try:
            return future.result(PATIENCE)
        except TimeoutError:
            if future.done():
                return future.result()
            stop_if_asked()
    raise TimeoutError
