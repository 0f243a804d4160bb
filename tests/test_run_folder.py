"""A run folder is old or new, whole, whatever happens while it is written."""

import errno
import json
import logging
import os
import shutil
from pathlib import Path

import pytest
from support.worded_runs import PERIOD, builder, leftovers, words_of, write

from emulation_batch import run_folder
from emulation_batch.errors import CannotWrite
from emulation_batch.run_folder import lock, refuse_sealed, write_run
from emulation_batch.whole_files import OWN_TEMPORARY, sha256_of


def test_written_with_its_manifest_last(tmp_path):
    place = write(tmp_path, "một")
    text = (place / "manifest.json").read_bytes()
    read = json.loads(text)
    assert place == tmp_path / PERIOD
    assert read["outputs"] == {"register.xlsx": sha256_of(place / "register.xlsx"),
                               "reports/bao_cao.docx": sha256_of(place / "reports" / "bao_cao.docx")}
    assert text.decode() == json.dumps(read, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert '"as_of": "một"'.encode() in text
    assert leftovers(tmp_path) == []


def test_the_second_run_replaces_the_first_byte_for_byte(tmp_path):
    write(tmp_path, "một")
    write(tmp_path, "hai")
    first = {name: (tmp_path / PERIOD / name).read_bytes() for name in run_folder.files_in(tmp_path / PERIOD)}
    write(tmp_path, "hai")
    assert first == {name: (tmp_path / PERIOD / name).read_bytes() for name in run_folder.files_in(tmp_path / PERIOD)}
    assert words_of(tmp_path) == "hai"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), ZeroDivisionError(), KeyboardInterrupt()])
def test_a_failing_build_leaves_the_old_folder(tmp_path, fault):
    write(tmp_path, "một")

    def build(folder):
        builder("hai")(folder)
        raise fault

    expected = CannotWrite if isinstance(fault, OSError) else type(fault)
    with pytest.raises(expected), lock(tmp_path):
        write_run(tmp_path, PERIOD, build, {})
    assert words_of(tmp_path) == "một"
    assert leftovers(tmp_path) == []


def test_a_full_disk_is_said_in_words(tmp_path, monkeypatch):
    write(tmp_path, "một")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="ổ đĩa đã đầy.*Kết quả cũ còn nguyên"):
        write(tmp_path, "hai")
    assert words_of(tmp_path) == "một"
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="no limit of a process for the size of its files")
def test_a_copy_that_finds_no_room_names_what_was_to_be_written(tmp_path):
    """The source of a copy is only read: it is not what could not be written."""
    import resource

    (tmp_path / "inbox.xlsx").write_bytes(b"x" * 4096)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, usual[1]))
    try:
        with pytest.raises(CannotWrite) as caught:
            write_run(tmp_path / "output", PERIOD, lambda target: shutil.copyfile(tmp_path / "inbox.xlsx", target / "kept.xlsx"), {})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert "kept.xlsx: tệp lớn hơn mức ổ đĩa cho" in caught.value.message and "inbox" not in caught.value.message


def test_every_file_and_folder_is_synced(tmp_path, monkeypatch):
    synced, real = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(os.fstat(handle).st_ino), real(handle)))
    place = write(tmp_path, "một")
    everything = [place, *place.rglob("*"), tmp_path]
    assert {path.stat().st_ino for path in everything} <= set(synced)


def test_what_does_not_read_back_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(run_folder, "sync_tree", lambda folder: (folder / "register.xlsx").write_text("hỏng", encoding="utf-8"))
    with pytest.raises(CannotWrite, match="không khớp"):
        write(tmp_path, "một")
    assert not (tmp_path / PERIOD).exists()
    assert leftovers(tmp_path) == []


def rename_that_fails(monkeypatch, wrong, times=99):
    """Path.rename refuses the first `times` sources that `wrong` picks, as Windows does while a file is open."""
    left, real = [times], Path.rename

    def rename(self, target):
        if left[0] and wrong(self):
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(run_folder, "PATIENCE", (0, 0))
    monkeypatch.setattr(run_folder, "exchange", lambda one, other: False)


def test_a_report_left_open_is_named(tmp_path, monkeypatch):
    write(tmp_path, "một")
    rename_that_fails(monkeypatch, lambda path: path.name == PERIOD)
    monkeypatch.setattr(run_folder, "_is_held", lambda path: path.name == "bao_cao.docx")
    with pytest.raises(CannotWrite, match=r"bao_cao\.docx đang mở trong chương trình khác"):
        write(tmp_path, "hai")
    assert words_of(tmp_path) == "một"
    assert leftovers(tmp_path) == []


def test_a_scanner_that_lets_go_is_waited_for(tmp_path, monkeypatch):
    write(tmp_path, "một")
    rename_that_fails(monkeypatch, lambda path: path.name == PERIOD, times=2)
    write(tmp_path, "hai")
    assert words_of(tmp_path) == "hai"


def test_when_the_new_folder_cannot_take_its_place_the_old_comes_back(tmp_path, monkeypatch):
    write(tmp_path, "một")
    rename_that_fails(monkeypatch, lambda path: ".tmp-" in path.name)
    with pytest.raises(CannotWrite):
        write(tmp_path, "hai")
    assert words_of(tmp_path) == "một"
    assert leftovers(tmp_path) == []


def test_a_sealed_period_is_never_written(tmp_path):
    write(tmp_path, "một")
    (tmp_path / PERIOD / "seal.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CannotWrite, match="đã chốt"):
        refuse_sealed(tmp_path, PERIOD)
    with pytest.raises(CannotWrite, match="đã chốt"):
        write(tmp_path, "hai")
    assert words_of(tmp_path) == "một"
    refuse_sealed(tmp_path, "2022-04")


def test_what_people_wrote_into_a_run_folder_is_kept(tmp_path, caplog):
    """The Council's columns filled in place, a note laid beside: the next run moves them aside and says where."""
    write(tmp_path, "một")
    (tmp_path / PERIOD / "register.xlsx").write_text("ý kiến Hội đồng", encoding="utf-8")
    (tmp_path / PERIOD / "reports" / "ghi chú.txt").write_text("gọi lại", encoding="utf-8")
    (tmp_path / PERIOD / "~$register.xlsx").write_text("", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        write(tmp_path, "hai")
    kept = tmp_path / f"{PERIOD}.giu-lai-1"
    assert run_folder.files_in(kept) == ["register.xlsx", "reports/ghi chú.txt"]
    assert (kept / "register.xlsx").read_text(encoding="utf-8") == "ý kiến Hội đồng"
    assert "2 tệp đã sửa hoặc thêm bằng tay" in caplog.text
    assert words_of(tmp_path) == "hai"


def test_what_was_kept_before_is_never_written_over(tmp_path):
    for words in ("một", "hai", "ba"):
        write(tmp_path, words)
        (tmp_path / PERIOD / "register.xlsx").write_text(f"ý kiến {words}", encoding="utf-8")
    shutil.rmtree(tmp_path / f"{PERIOD}.giu-lai-1")
    write(tmp_path, "bốn")
    told = {path.name[-1]: (path / "register.xlsx").read_text(encoding="utf-8") for path in tmp_path.glob("*.giu-lai-*")}
    assert told == {"2": "ý kiến hai", "3": "ý kiến ba"}


def test_an_output_that_is_a_file(tmp_path):
    (tmp_path / "output").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite), lock(tmp_path / "output"):
        pass


def test_faults_of_a_run_are_not_taken_for_faults_of_writing(tmp_path):
    with pytest.raises(FileNotFoundError), lock(tmp_path):
        raise FileNotFoundError


def test_every_file_below_a_folder_by_its_path_and_no_other_folder_behind_a_link(tmp_path):
    for name in ("b/c/tệp.bin", "a.bin", f"b/{OWN_TEMPORARY}x"):
        (tmp_path / "run" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "run" / name).write_bytes(b"x")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "d.bin").write_bytes(b"x")
    if os.name == "posix":
        (tmp_path / "run" / "link").symlink_to(tmp_path / "other")
    assert run_folder.files_in(tmp_path / "run") == ["a.bin", "b/c/tệp.bin"] and run_folder.files_in(tmp_path / "none") == []
