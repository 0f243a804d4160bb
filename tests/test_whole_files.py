"""A file takes its place whole or not at all; two folders change places in one step."""

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from emulation_batch import whole_files
from emulation_batch.whole_files import OWN_TEMPORARY, clear_leftovers, exchange, kept_place, sha256_of, write_whole


def test_a_file_is_replaced_with_its_time(tmp_path):
    path = tmp_path / "tệp.bin"
    path.write_bytes(b"old")
    write_whole(path, b"new", 1_600_000_000)
    assert path.read_bytes() == b"new" and path.stat().st_mtime == 1_600_000_000
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["open", "fsync", "utime", "replace"])
def test_a_failure_leaves_the_old_file_and_names_it(tmp_path, monkeypatch, step):
    path = tmp_path / "tệp.bin"
    path.write_bytes(b"old")

    def refuse(*arguments, **more):
        raise PermissionError(errno.EACCES, "Access is denied", "aside", None, "other")

    monkeypatch.setattr(*{"open": (Path, "open"), "replace": (Path, "replace"), "fsync": (os, "fsync"), "utime": (os, "utime")}[step], refuse)
    with pytest.raises(PermissionError) as caught:
        write_whole(path, b"new", 1)
    monkeypatch.undo()
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_is_synced_before_it_takes_its_place(tmp_path, monkeypatch):
    order, sync, replace = [], os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda one, other: (order.append("replace"), replace(one, other))[1])
    write_whole(tmp_path / "a", b"x")
    assert order == (["sync", "replace"] if os.name == "nt" else ["sync", "replace", "sync"])


def test_leftovers_of_a_killed_command_are_cleared(tmp_path):
    (tmp_path / f"{OWN_TEMPORARY}a.xlsx").write_bytes(b"half")
    (tmp_path / "a.xlsx").write_bytes(b"whole")
    clear_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own exchange")
def test_folders_change_places(tmp_path):
    one, other = tmp_path / "một", tmp_path / "hai"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    assert exchange(one, other)
    assert (one / "hai").exists() and (other / "một").exists()
    assert not exchange(one, tmp_path / "không có")


def test_no_exchange_where_the_system_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr(whole_files.sys, "platform", "win32")
    assert exchange(tmp_path, tmp_path) is False


def test_what_is_kept_never_comes_into_a_folder_that_there_is(tmp_path):
    """Also after a person removed one of the earlier ones."""
    place = tmp_path / "2022-03"
    assert kept_place(place).name == "2022-03.giu-lai-1"
    for name in ("2022-03.giu-lai-2", "2022-03.giu-lai-10", "2022-03.giu-lai-cũ", "2022-04.giu-lai-40"):
        (tmp_path / name).mkdir()
    assert kept_place(place).name == "2022-03.giu-lai-11"


def test_the_hash_of_a_file_larger_than_what_is_held_of_it(tmp_path):
    for size in (0, 1, whole_files.SOME, 2 * whole_files.SOME + 1):
        (tmp_path / "tệp.bin").write_bytes(b"x" * size)
        assert sha256_of(tmp_path / "tệp.bin") == hashlib.sha256(b"x" * size).hexdigest()
