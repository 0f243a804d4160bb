"""What is stored, under which name, and in which order; mailboxes saved as files."""

import hashlib
import os
from datetime import UTC, datetime

import pytest
from support.mails import mail, part

from emulation_batch import fetching, whole_files
from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.periods import Month
from emulation_batch.run_lock import hold
from emulation_batch.workspace import Workspace

MONTH = Month(2022, 3)
WITH_FILE = mail(part(b"PK-one", b"../../a.xlsx"))


def quiet(text):
    assert "Đã xem" in text


def test_the_mail_is_marked_only_when_it_is_safe(tmp_path, monkeypatch):
    """write, sync, rename, sync the folder, mark: a failure before leaves the mail unmarked, and it is tried again."""
    space, order = Workspace(tmp_path, None, None), []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (order.append("sync"), real(descriptor))[1])
    arrived = fetching.Arrived("thư 1", WITH_FILE, datetime(2022, 3, 1, tzinfo=UTC), lambda: order.append("mark") is None)
    monkeypatch.setattr(whole_files, "sync_folder", lambda folder: (_ for _ in ()).throw(OSError(28, "disk full")))
    with pytest.raises(OSError, match="disk full"):
        fetching.fetch(space, MONTH, [arrived], quiet)
    assert order == ["sync"]
    monkeypatch.undo()
    assert fetching.fetch(space, MONTH, [arrived], quiet).known == 1 and order == ["sync", "mark"]


def test_the_name_is_ours_and_the_time_is_the_mailboxs(tmp_path):
    done = fetching.fetch(Workspace(tmp_path, None, None), MONTH,
                          [fetching.Arrived("a", WITH_FILE, datetime(2022, 3, 1, tzinfo=UTC)), fetching.Arrived("b", mail()),
                           fetching.Arrived("c", None), fetching.Arrived("d", WITH_FILE, mark=lambda: False)], quiet)
    path, = (tmp_path / "inbox" / "2022-03").iterdir()
    assert path.name == hashlib.sha256(WITH_FILE).hexdigest() + ".eml" and path.read_bytes() == WITH_FILE
    assert path.stat().st_mtime == datetime(2022, 3, 1, tzinfo=UTC).timestamp()
    assert (done.stored, done.known, done.without_files, done.unmarked, done.too_large, done.seen) == (1, 1, 1, 1, ["c"], 4)


def test_a_half_written_file_is_written_anew(tmp_path):
    path = tmp_path / (hashlib.sha256(WITH_FILE).hexdigest() + ".eml")
    path.write_bytes(WITH_FILE[:10])
    assert fetching.store(tmp_path, WITH_FILE) and path.read_bytes() == WITH_FILE
    assert not fetching.store(tmp_path, WITH_FILE)


def test_what_a_killed_fetch_left_is_cleared_and_files_in_the_inbox_itself_stay_in_view(tmp_path):
    space = Workspace(tmp_path, None, None)
    space.inbox.mkdir()
    (space.inbox / "a.xlsx").write_bytes(b"PK")
    (space.inbox / ".tdkt-tam-1").write_bytes(b"half")
    assert fetching.fetch(space, MONTH, [fetching.Arrived("a", WITH_FILE)], quiet).folder == space.inbox_of(MONTH) == space.inbox
    assert sorted(path.suffix for path in space.inbox.iterdir()) == [".eml", ".xlsx"]


def test_one_at_a_time(tmp_path):
    space = Workspace(tmp_path, None, None)
    space.output.mkdir()
    with hold(space.output / ".lock"), pytest.raises(CannotWrite, match="giữ khóa"):
        fetching.fetch(space, MONTH, [], quiet)


def test_a_mailbox_file(tmp_path):
    box = tmp_path / "thu.mbox"
    box.write_bytes(b"".join(b"From a@b Wed Mar 16 08:30:00 2022\n" + one.replace(b"\r\n", b"\n") + b"\n" for one in (WITH_FILE, mail())))
    done = fetching.fetch(Workspace(tmp_path, None, None), MONTH, fetching.of_file(box), quiet)
    assert (done.stored, done.without_files) == (1, 1)
    for wrong, words in ((tmp_path / "x.mbox", "Không tìm thấy"), (next(done.folder.iterdir()), "không phải tệp hộp thư")):
        with pytest.raises(UsageFault, match=words):
            fetching.of_file(wrong)
