"""Another process does a call meanwhile; one that does not come back is done here, and only its own fault is raised."""

import multiprocessing
import os
import pickle
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from support.demo import demo_workspace
from support.read_back import digest

from emulation_batch import cache, processes, running, sharing
from emulation_batch.errors import CannotWrite, Fault
from emulation_batch.periods import parse_moment, parse_month
from emulation_batch.processes import Packed, meanwhile
from emulation_batch.reports import copies, word
from emulation_batch.sample.inbox import DEMO_AS_OF, DEMO_PERIOD


def where(word):
    return word, os.getpid()


def refuses():
    raise CannotWrite("đầy", (Fault("a.xlsx", "hỏng"),))


def ends_elsewhere(home, word):
    if os.getpid() != home:
        os._exit(9)
    return word


def fails_elsewhere(home, word):
    if os.getpid() != home:
        raise MemoryError
    return word


def sleeps():
    time.sleep(600)


def test_without_another_process_a_call_is_done_here_when_its_result_is_asked_for():
    with meanwhile(0) as begin:
        assert begin(where, "a")() == ("a", os.getpid())
    done = []
    with meanwhile(0) as begin:
        get = begin(done.append, 1)
        assert not done
        get()
    assert done == [1]


def test_another_process_does_it():
    with meanwhile(2) as begin:
        found = [get() for get in [begin(where, word) for word in "abc"]]
    assert [word for word, _ in found] == ["a", "b", "c"] and os.getpid() not in {pid for _, pid in found}


def test_a_fault_of_the_call_itself_comes_back_whole():
    with meanwhile(1) as begin, pytest.raises(CannotWrite) as caught:
        begin(refuses)()
    assert caught.value.message == "đầy" and caught.value.faults == (Fault("a.xlsx", "hỏng"),)


@pytest.mark.parametrize("function", [ends_elsewhere, fails_elsewhere])
def test_what_does_not_come_back_is_done_here(function):
    with meanwhile(1) as begin:
        assert [get() for get in [begin(function, os.getpid(), word) for word in "ab"]] == ["a", "b"]


def test_where_no_process_can_start_it_is_done_here(monkeypatch):
    class Refusing(multiprocessing.context.SpawnProcess):
        def start(self):
            raise OSError("no process")

    context = multiprocessing.get_context("spawn")
    monkeypatch.setattr(context, "Process", Refusing)
    monkeypatch.setattr(processes, "context", lambda: context)
    with meanwhile(1) as begin:
        assert begin(where, "a")() == ("a", os.getpid())


def test_somebody_elses_worker_may_be_silent_for_long_but_not_for_ever(monkeypatch):
    class Silent:
        def submit(self, function, /, *arguments):
            return Future()

    monkeypatch.setattr(processes, "SILENCE", 0.05)
    monkeypatch.setattr(processes, "PATIENCE", 0.01)
    with meanwhile(0, Silent()) as begin:
        assert begin(where, "a")() == ("a", os.getpid())


def test_who_asks_to_stop_waits_for_nothing():
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), meanwhile(1) as begin:
        begin(sleeps)
        raise KeyboardInterrupt
    assert time.monotonic() - began < 60


class Counted:
    """A value that counts how often it is packed."""

    packs = 0

    def __reduce__(self):
        Counted.packs += 1
        return str, ("a",)


def test_a_value_is_packed_once_for_all_who_get_it(tmp_path):
    packed = Packed(Counted(), tmp_path)
    assert [pickle.loads(pickle.dumps(packed)).value for _ in range(3)] == ["a"] * 3 and Counted.packs == 1
    assert isinstance(packed.value, Counted) and len(list(tmp_path.iterdir())) == 1
    with meanwhile(1) as begin:
        assert [begin(_value, packed)() for _ in range(2)] == ["a"] * 2


def _value(packed):
    return packed.value


def test_a_packed_value_that_somebody_changed_is_not_taken(tmp_path):
    packed = Packed(Counted(), tmp_path)
    sent = pickle.dumps(packed)
    next(tmp_path.iterdir()).write_bytes(pickle.dumps("b"))
    with pytest.raises(OSError, match="is not what was packed"):
        pickle.loads(sent)
    with meanwhile(1) as begin:
        assert isinstance(begin(_value, packed)(), Counted)


def test_the_cache_goes_with_a_call(tmp_path):
    store = cache.Cache(tmp_path / "c")
    with cache.using(store), meanwhile(1) as begin:
        assert [begin(_kept, "a")() for _ in range(2)] == [b"made"] * 2
    assert (store.made, store.found) == (1, 1)


def _kept(what):
    return cache.kept(what, 1, lambda: b"made")


def test_workers_are_told_apart_from_the_command():
    """What dies there says nothing on the console."""
    with meanwhile(1) as begin:
        assert begin(_error_stream)() == str(Path(os.devnull))


def _error_stream():
    told = Path("/proc/self/fd/2")
    return str(told.readlink() if told.exists() else Path(os.devnull))


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    return demo_workspace(tmp_path_factory.mktemp("ws"))


def month(space, workers):
    asked = parse_month(DEMO_PERIOD)
    return digest(running.run_month(space, asked, [space.inbox_of(asked)], parse_moment(DEMO_AS_OF), workers, lambda text: None).folder)


@pytest.mark.parametrize(("workers", "start"), [(2, ""), (3, ""), (3, "spawn")])
@pytest.mark.parametrize("late", [False, True])
def test_a_large_month_is_made_by_several_processes_and_is_the_same(space, monkeypatch, workers, start, late):
    """The others load what prints, begin with the registers and go on with the papers; whatever this one is too late for comes from
    them alone. Processes may be spawned, as on Windows."""
    here, asked, real = month(space, workers), [], processes.meanwhile
    if start:
        monkeypatch.setattr(processes, "context", lambda: multiprocessing.get_context(start))
    if late:
        monkeypatch.setattr(sharing, "_first", lambda name, packed: False)
        monkeypatch.setattr(copies, "registers_of", None)
        monkeypatch.setattr(word, "Template", None)
    monkeypatch.setattr(processes, "MANY", 1)
    monkeypatch.setattr(processes, "meanwhile", lambda count, executor: asked.append(Sent(real(count, executor))) or asked[-1])
    assert month(space, workers) == here
    *loads, registers, first = asked[0].names[:workers + 1]
    papers, last = {first, *asked[0].names[workers + 1:-1]}, asked[0].names[-1]
    assert (loads, registers, last) == ([processes.PRINTS] * (workers - 1), "registers", "_require_all_whole") and {"bao_cao_thang", "phieu_xem_xet", "thanh_tich"} <= papers


class Sent:
    """`meanwhile` that keeps what it was asked to begin elsewhere."""

    def __init__(self, real):
        self._real, self.names = real, []

    def __enter__(self):
        begin = self._real.__enter__()

        def heard(function, name, *arguments):
            self.names.append(name if isinstance(name, str) else function.__name__)
            return begin(function, name, *arguments)

        return heard

    def __exit__(self, *told):
        return self._real.__exit__(*told)
