"""The pool of readers: one that dies or takes too long costs the file that it had, and no other."""

import os
import pickle
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from support.books import VAN_BAN, codes, edit, fill, read, received
from support.hostile_files import BILLIONS, ods
from support.paths import shipped_definition

from emulation_batch import processes
from emulation_batch.errors import NothingUsable
from emulation_batch.reading import pool, read_all, worker


def test_a_reader_that_takes_too_long_is_stopped(hostile, tmp_path, monkeypatch):
    good, made = hostile
    monkeypatch.setattr(pool, "SECONDS", (0.001, 0.001))
    slow = made["many_cells"][0]
    books = read_all([received(slow)], shipped_definition(), 1)
    assert [item.code for item in books[received(slow).sha256].faults] == ["F221"]


def test_a_file_that_changed_since_it_was_received(hostile, tmp_path):
    path = fill(tmp_path / "a.xlsx")
    item = received(path)
    path.write_bytes(b"khac")
    assert [fault.code for fault in read_all([item], shipped_definition(), 1)[item.sha256].faults] == ["F222"]
    path.unlink()
    assert [fault.code for fault in read_all([item], shipped_definition(), 1)[item.sha256].faults] == ["F222"]


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_that_cannot_start_stop_the_run_in_words(hostile, monkeypatch, workers):
    """Every worker ends before its first file (no memory, a blocked interpreter): no traceback, no hanging, nothing refused."""
    files = [received(path) for path in [hostile[0], *(path for path, _ in hostile[1].values())][:12]]
    monkeypatch.setattr(pool, "prepare", os._exit)
    began = time.monotonic()
    with pytest.raises(NothingUsable, match="Không khởi động được tiến trình đọc tệp"):
        read_all(files, shipped_definition(), workers)
    assert time.monotonic() - began < 20


def test_a_pool_that_breaks_is_tried_once_more(hostile, monkeypatch):
    """What broke once, on a busy machine, costs nothing: the files are read alone."""
    real, tries = pool._read, []

    def breaks_once(*arguments):
        if arguments[1]:
            tries.append(arguments)
        if len(tries) == 1:
            tries.append(None)
            raise BrokenProcessPool
        real(*arguments)

    monkeypatch.setattr(pool, "_read", breaks_once)
    item = received(hostile[0])
    assert read_all([item], shipped_definition(), 1)[item.sha256] == read(hostile[0]) and len(tries) == 3


def test_a_file_that_kills_its_reader_costs_itself_in_a_task_of_many(hostile, tmp_path):
    """Thirty good files share tasks with two killers and a slow one; every good one comes back."""
    good = [fill(tmp_path / f"{number}.xlsx", rows={"van_ban": [VAN_BAN | {"noi_dung": f"Việc chung số {number}"}]}) for number in range(3)]
    changed = [edit(path, tmp_path / f"{path.stem}-{number}.xlsx", lambda name, content, number=number: content + b"\n" * number
                    if name == "docProps/app.xml" else content) for path in good for number in range(1, 11)]
    killers = [hostile[1]["billions_in_ods"][0], ods(tmp_path / "more.ods", BILLIONS.replace("6000", "6001"))]
    files = [received(path) for path in (*changed, *killers)]
    books = read_all(files, shipped_definition(), 2)
    assert [codes(books[item.sha256]) for item in files] == [[]] * 30 + [["F221"]] * 2


def test_tasks_are_small_and_many_enough():
    """No task over sixteen files or four megabytes; a few for each worker; every file in one."""
    files = [(f"{number}.xlsx", str(number)) for number in range(1000)]
    for count, size, workers, most in ((1000, 170_000, 2, 16), (20, 170_000, 2, 2), (3, 10, 1, 1), (40, 3 << 20, 1, 1)):
        tasks = list(pool._tasks(files[:count], [size] * count, workers))
        assert [file for task in tasks for file in task] == files[:count] and max(map(len, tasks)) == most


def test_another_executor_may_read_and_what_it_loses_is_read_here(hostile, monkeypatch):
    """submit(function, *plain data), as concurrent.futures and dask.distributed have it."""
    paths = [hostile[0], hostile[1]["pdf"][0], hostile[1]["csv"][0]]
    files = [received(path) for path in paths]
    asked = []

    class Careless(ThreadPoolExecutor):
        def submit(self, function, *arguments):
            asked.append(pickle.loads(pickle.dumps((function, arguments)))[1][1])
            if len(asked) == 2:
                return super().submit(int, "lost")
            return super().submit(function, *arguments)

    with Careless(1) as executor:
        books = read_all(files, shipped_definition(), 1, executor)
    assert books == read_all(files, shipped_definition(), 1)
    assert sorted(sha256 for task in asked for _, sha256 in task) == sorted(item.sha256 for item in files) and len(asked) == 3


def test_a_reader_that_dies_beside_calamine_reads_alone(hostile, monkeypatch):
    """One reading is better than none, and is told."""
    twices = []

    def dies(books, tasks, definition, workers, seconds, died, twice=True):
        twices.append(twice)
        if twice:
            died.update(sha256 for task in tasks if len(task) == 1 for _, sha256 in task)
        else:
            real(books, tasks, definition, workers, seconds, died, twice)

    real = pool._read
    monkeypatch.setattr(pool, "_read", dies)
    item = received(hostile[0])
    book = read_all([item], shipped_definition(), 1)[item.sha256]
    assert codes(book) == ["F227"] and book.sheets == read(hostile[0]).sheets and twices[-1] is False


def test_nothing_to_read_starts_nothing(monkeypatch):
    monkeypatch.setattr(processes, "context", None)
    assert read_all([], shipped_definition(), 4) == {}


def test_a_worker_reads_without_pandas():
    import subprocess
    import sys
    script = ("import sys, emulation_batch.reading.worker, python_calamine; "
              "sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer of a process's own time")
def test_a_reader_that_uses_too_much_of_the_processor_is_not_tried_again(hostile, monkeypatch):
    """However busy the machine is, four seconds of its own are enough to know."""
    monkeypatch.setattr(pool, "read_files", spins)
    item = received(hostile[0])
    began = time.process_time()
    books = read_all([item], shipped_definition(), 1)
    assert [fault.code for fault in books[item.sha256].faults] == ["F221"]
    assert time.process_time() - began < 5


def spins(definition, files, twice):
    signal.setitimer(signal.ITIMER_PROF, 0.2)
    while True:
        pass


def test_one_bomb_takes_a_bounded_share_of_memory(hostile, tmp_path, monkeypatch):
    """A worker takes its limit at most beyond what it holds anyhow, and the file that needs more is refused for it."""
    monkeypatch.setattr(pool, "read_files", fills)
    item = received(hostile[0])
    books = read_all([item], shipped_definition(), 1)
    assert [fault.code for fault in books[item.sha256].faults] == ["F221"]


def fills(definition, files, twice):
    return [bytes(1 << 20) for _ in range(worker.MEMORY >> 20)]
