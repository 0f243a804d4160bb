"""A real scheduler and two workers on loopback: the same bytes, also when one of them is killed; what cannot run says so."""

import re
import socket
import sys
import time
from concurrent.futures import wait
from pathlib import Path

import pytest
from support.dask_cluster import DIES, NANNY, SCHEDULER, WORKER, process
from support.demo import demo_workspace

from emulation_batch import cluster, running
from emulation_batch.errors import UsageFault
from emulation_batch.periods import parse_moment, parse_month
from emulation_batch.sample.inbox import DEMO_AS_OF, DEMO_PERIOD


@pytest.fixture
def scheduler():
    pytest.importorskip("distributed")
    started = [process(SCHEDULER)]
    address = started[0][1]
    started += [process(WORKER, address) for _ in range(2)]
    yield address, [worker for worker, _ in started[1:]]
    for one, _ in reversed(started):
        one.kill()
        one.communicate()


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return demo_workspace(tmp_path_factory.mktemp("ws"))


def contents(run):
    return {path.relative_to(run.folder).as_posix(): path.read_bytes() for path in run.folder.rglob("*") if path.is_file()}


def month(space, executor):
    asked = parse_month(DEMO_PERIOD)
    return contents(running.run_month(space, asked, [space.inbox_of(asked)], parse_moment(DEMO_AS_OF), 2, lambda text: None, executor))


class Killing:
    """An executor whose first worker is killed as soon as it has been given all tasks."""

    def __init__(self, executor, victim, last):
        self._executor, self._victim, self._left, self.futures = executor, victim, last, []
        self.asked = set()

    def submit(self, function, /, *arguments):
        self.asked.add(function.__name__)
        self.futures.append(self._executor.submit(function, *arguments))
        self._left -= 1
        if not self._left:
            self._victim.kill()
        return self.futures[-1]


def test_the_same_bytes_on_a_cluster_also_when_a_worker_is_killed(scheduler, space):
    here = month(space, None)
    address, workers = scheduler
    with cluster.executor(address) as executor:
        watched = Killing(executor, workers[0], -1)
        assert month(space, watched) == here
        tasks = len(wait(watched.futures, 60).done)
        assert watched.asked == {"read_files", "_run"}, "workbooks are read there, registers and papers made there"
        assert tasks == len(watched.futures) and not any(future.exception() for future in watched.futures)
        dying = Killing(executor, workers[0], max(1, tasks // 2))
        assert month(space, dying) == here
    assert workers[0].wait(30) != 0 and workers[1].poll() is None


def test_a_file_that_ends_every_worker_is_read_here(space):
    """`dask worker` starts each anew, a few times; then the file is given up there, and nothing else is lost with it."""
    pytest.importorskip("distributed")
    from emulation_batch import intake, reading

    received = intake.gather([space.inbox_of(parse_month("2021-09"))])
    name = next(item for item in received if not item.problem).path.name
    scheduler, address = process(SCHEDULER)
    nanny, worker = process(NANNY, address, DIES.format(name=name))
    try:
        with cluster.executor(address) as executor:
            assert reading.read_all(received, space.definition, 1, executor) == reading.read_all(received, space.definition, 1)
            assert nanny.poll() is None and executor.submit(cluster.version).result(30), "a worker stands again"
    finally:
        for one in (nanny, scheduler):
            one.terminate()
            one.communicate()
    assert worker.startswith("tcp://")


def test_a_worker_that_sees_other_files_tells_nothing(space, tmp_path):
    """Its machine does not have the folder: the file is read here, not refused as changed."""
    from concurrent.futures import ThreadPoolExecutor

    from emulation_batch import intake, reading
    from emulation_batch.reading.worker import read_files

    class Elsewhere(ThreadPoolExecutor):
        def submit(self, function, /, definition, task):
            return super().submit(read_files, definition, [(str(tmp_path / Path(path).name), sha256) for path, sha256 in task])

    received = intake.gather([space.inbox_of(parse_month("2021-09"))])
    with Elsewhere(1) as executor:
        assert reading.read_all(received, space.definition, 1, executor) == reading.read_all(received, space.definition, 1)


def test_who_does_not_answer_is_named_with_a_remedy(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    for wrong in (address, "không phải địa chỉ"):
        with pytest.raises(UsageFault, match=f"Không nối được cụm máy {re.escape(wrong)}"), cluster.executor(wrong):
            pass


@pytest.mark.parametrize(("versions", "threads", "words"), [
    ({}, 1, "chưa có máy nào làm việc"), ({"a": "0.0.9"}, 1, "chạy emulation_batch 0.0.9"),
    ({"a": cluster.__version__}, 2, "--nthreads 1"), (None, 1, "không trả lời trong 0.2 giây"), (OSError(), 1, "chưa cài emulation_batch")])
def test_a_cluster_that_cannot_do_the_work_is_refused(versions, threads, words, monkeypatch):
    """No worker, another version, several files at once in a process, one that hangs, one without the program."""
    class Client:
        def run(self, function):
            if versions is None:
                time.sleep(1)
            if isinstance(versions, Exception):
                raise versions
            return versions

        def nthreads(self):
            return {"a": threads}

        def close(self, timeout):
            pass

    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 0.2)
    monkeypatch.setattr(cluster, "_connected", lambda address: Client())
    with pytest.raises(UsageFault, match=words), cluster.executor("tcp://a:1"):
        pass


def test_without_the_library_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageFault, match="Chưa cài phần chạy trên cụm máy"), cluster.executor("tcp://a:1"):
        pass
