"""Whatever lies in an inbox is listed once, under a name fit to show, and nothing but files is opened."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

import pytest
from support.books import set_time

from emulation_batch.intake import gather
from emulation_batch.intake.gather import EMPTY, OWN_TEMPORARY, show_name
from emulation_batch.periods import VIETNAM_TIME

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")
NINE = datetime(2022, 3, 15, 9, 30, tzinfo=VIETNAM_TIME)


def lay(folder, name, content=b"x"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return set_time(path, NINE)


def test_files_of_all_folders_in_the_order_of_content(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    lay(one, "sub/Báo cáo.XLSX", b"1")
    lay(one, "a.pdf", b"2")
    lay(two, "b.la", b"1")
    lay(two, OWN_TEMPORARY + "x.xlsx")
    found = gather([one, two])
    assert [(item.name, item.suffix) for item in found] == sorted(
        [("sub/Báo cáo.XLSX", ".xlsx"), ("a.pdf", ".pdf"), ("b.la", ".bin")],
        key=lambda item: (hashlib.sha256({"a.pdf": b"2"}.get(item[0], b"1")).hexdigest(), item[0]))
    assert found == gather([two, one])
    assert {(item.size, item.received_at, item.problem) for item in found} == {(1, NINE, "")}
    assert found[0].received_at.utcoffset() == VIETNAM_TIME.utcoffset(None)


def test_a_single_file(tmp_path):
    path = lay(tmp_path, "a.xlsx", b"abc")
    item, = gather([path])
    assert (item.name, item.path, item.sha256) == ("a.xlsx", path, hashlib.sha256(b"abc").hexdigest())


def test_an_inbox_is_left_as_it_was(tmp_path):
    path = lay(tmp_path, "a.xlsx")
    gather([tmp_path])
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"] and path.stat().st_mtime == NINE.timestamp()


@posix
def test_what_is_no_plain_file_is_listed_with_its_reason(tmp_path):
    outside = lay(tmp_path / "outside", "secret.xlsx")
    inbox = tmp_path / "inbox"
    lay(inbox, "~$a.xlsx")
    lay(inbox, "folder.xlsx/inside.xlsx")
    (inbox / "link.xlsx").symlink_to(outside)
    (inbox / "dangling.xlsx").symlink_to(inbox / "none")
    (inbox / "loop").symlink_to(inbox)
    (inbox / "device.xlsx").symlink_to("/dev/zero")
    os.mkfifo(inbox / "pipe.xlsx")
    problems = {item.name: item.problem for item in gather([inbox])}
    assert problems == {"~$a.xlsx": "F102", "folder.xlsx": "F106", "folder.xlsx/inside.xlsx": "", "link.xlsx": "F104",
                        "dangling.xlsx": "F104", "loop": "F104", "device.xlsx": "F104", "pipe.xlsx": "F105"}
    assert {item.sha256 for item in gather([inbox]) if item.problem not in ("", "F102")} == {EMPTY}


def test_files_that_cannot_be_opened_vanish_or_grow(tmp_path, monkeypatch):
    names = ("gone.xlsx", "shut.xlsx", "grows.xlsx", "calm.xlsx")
    for name in names:
        lay(tmp_path, name)
    real = os.open

    def open_(path, *rest, **more):
        name = Path(path).name
        if name == "gone.xlsx":
            raise FileNotFoundError
        if name == "shut.xlsx":
            raise PermissionError
        if name == "grows.xlsx":
            Path(path).write_bytes(b"more")
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", open_)
    assert {item.name: item.problem for item in gather([tmp_path])} == {
        "gone.xlsx": "F108", "shut.xlsx": "F107", "grows.xlsx": "F108", "calm.xlsx": ""}


def test_a_folder_that_may_not_be_read_is_told_and_not_passed_over(tmp_path, monkeypatch):
    """The inbox itself as well as one inside it: an empty list would say that nothing came."""
    shut = tmp_path / "hoi_dong" / "2022-03"
    shut.mkdir(parents=True)
    (shut / "so.xlsx").write_bytes(b"x")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != shut and may(path, mode))
    assert [(item.name, item.problem) for item in gather([shut])] == [("2022-03", "F107")]
    assert ("2022-03", "F107") in [(item.name, item.problem) for item in gather([shut.parent])]


def test_a_huge_file_is_hashed_in_pieces_and_refused(tmp_path):
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate((64 << 20) + 1)
    item, = gather([tmp_path])
    assert (item.problem, item.size) == ("F109", (64 << 20) + 1)


@pytest.mark.parametrize(("raw", "shown"), [
    ("a\nb\r\n.xlsx", "a b .xlsx"), ("ba\u0301o\u00a0ca\u0301o.xlsx", "báo cáo.xlsx"), ("x\u202excod.xlsx", "xxcod.xlsx"),
    ("a\udcff.xlsx", "a\ufffd.xlsx"), ("\u200b\x07", "(không có tên)"), ("=1+1.xlsx", "=1+1.xlsx")])
def test_names_are_fit_to_be_shown(raw, shown):
    assert show_name(raw) == shown


def test_long_names_keep_their_end():
    name = show_name("d" * 10_000 + ".xlsx")
    assert len(name) == 200 and name.endswith("d.xlsx") and "…" in name


@posix
def test_a_name_that_is_no_utf_8(tmp_path):
    try:
        lay(tmp_path, os.fsdecode(b"b\xe1o.xlsx"))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    item, = gather([tmp_path])
    assert item.name == "b\ufffdo.xlsx" and item.name.encode() and item.problem == ""
