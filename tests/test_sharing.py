"""Files are written by whoever comes first, each once, and stand where they belong whoever wrote them."""

import os
import shutil
import time
from functools import partial

import pytest

from emulation_batch.errors import CannotWrite
from emulation_batch.processes import Packed, meanwhile
from emulation_batch.sharing import Shared, written

PATIENCE = 60


def writes(packed, folder):
    """Files of two folders, each telling who wrote it; the name of the value stands in them."""
    for path in ("copies", "reports/x"):
        (folder / path).mkdir(parents=True, exist_ok=True)
        (folder / path / f"{packed.value}.txt").write_text(str(os.getpid()), encoding="utf-8")
    return {f"{path}/{packed.value}.txt": os.getpid() for path in ("copies", "reports/x")}


def writes_once_told(packed, folder):
    until(packed.folder / "go")
    return writes(packed, folder)


def tells_to_go(packed, folder):
    (packed.folder / "go").touch()
    return writes(packed, folder)


def ends_elsewhere(home, packed, folder):
    if os.getpid() != home:
        (folder / "half.txt").write_text("a", encoding="utf-8")
        os._exit(9)
    return writes(packed, folder)


def refuses(packed, folder):
    raise CannotWrite("đầy")


def until(path):
    """Wait for a file."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)


@pytest.fixture
def places(tmp_path):
    """The folder that all see, and the one in which the files belong."""
    for name in ("room", "run"):
        (tmp_path / name).mkdir()
    return tmp_path / "room", tmp_path / "run"


def held(folder):
    return {path.relative_to(folder).as_posix(): int(path.read_text(encoding="utf-8")) for path in folder.rglob("*.txt")}


def test_alone_everything_is_written_here_at_once(places):
    room, run = places
    begun = [Shared(name, Packed(name, room), writes, partial) for name in "ba"]
    assert not held(run)
    here = os.getpid()
    assert written(run, begun) == [{f"copies/{name}.txt": here, f"reports/x/{name}.txt": here} for name in "ba"]
    assert held(run) == {f"{path}/{name}.txt": here for path in ("copies", "reports/x") for name in "ab"} and not held(room)


def test_what_another_process_has_begun_is_moved_here(places):
    room, run = places
    with meanwhile(1) as begin:
        shared = Shared("a", Packed("a", room), writes, begin)
        until(room / "a")
        told, = written(run, [shared])
    assert held(run) == told and os.getpid() not in told.values() and len(told) == 2
    assert not held(room)


def test_what_nobody_has_begun_is_written_here_meanwhile_and_by_nobody_else(places):
    """The other process goes on when the second is written, so the second was first; told in the order that was asked for."""
    room, run = places
    with meanwhile(1) as begin:
        begun = [Shared("a", Packed("a", room), writes_once_told, begin), Shared("b", Packed("b", room), tells_to_go, begin)]
        until(room / "a")
        first, second = written(run, begun)
    assert set(second.values()) == {os.getpid()} and os.getpid() not in first.values()
    assert held(run) == first | second and not held(room)


def test_what_does_not_come_back_is_written_here(places):
    room, run = places
    with meanwhile(1) as begin:
        shared = Shared("a", Packed("a", room), partial(ends_elsewhere, os.getpid()), begin)
        until(room / "a")
        told, = written(run, [shared])
    assert held(run) == told and set(told.values()) == {os.getpid()}


def test_a_fault_of_the_work_itself_is_raised(places):
    room, run = places
    with meanwhile(1) as begin, pytest.raises(CannotWrite, match="đầy"):
        shared = Shared("a", Packed("a", room), refuses, begin)
        until(room / "a")
        written(run, [shared])


def test_who_comes_when_all_is_done_does_nothing(places):
    """A worker of another machine may have had something else to do until the run was over."""
    room, run = places
    asked = []
    shared = Shared("a", Packed("a", room), writes, lambda *call: asked.append(call))
    written(run, [shared])
    for late in (False, True):
        if late:
            shutil.rmtree(room)
        elsewhere, *arguments = asked[0]
        assert elsewhere(*arguments) is None
    assert not room.exists()


def test_what_cannot_be_moved_is_written_here(places, tmp_path):
    """A worker of another machine says that it wrote the files, and this one does not see them."""
    room, run = places
    (room / "a").touch()
    shared = Shared("a", Packed("a", room), writes, lambda *call: lambda: (tmp_path / "elsewhere", {"copies/a.txt": 0}))
    told, = written(run, [shared])
    assert held(run) == told and set(told.values()) == {os.getpid()}
