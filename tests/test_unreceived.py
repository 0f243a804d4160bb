"""Files that no run has received stop a seal, and are named once their month is closed."""

import hashlib
import zipfile

import pytest
from support.paths import shipped_definition
from support.sealable import AS_OF, MARCH, refused, run, sealed
from support.small_registry import small_registry

from emulation_batch import doctor, unreceived
from emulation_batch.periods import Month
from emulation_batch.sealing import seal_month
from emulation_batch.status import of_year
from emulation_batch.workspace import Workspace

AGAIN = "chạy “emulation-batch run 2022-03” rồi chốt."


@pytest.fixture
def space(tmp_path):
    return Workspace(tmp_path, shipped_definition(), small_registry())


def lay(space, name, content):
    """A file of the workspace; gives what a manifest tells of it."""
    path = space.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return {"name": path.name, "sha256": hashlib.sha256(content).hexdigest(), "unit": "", "outcome": "set_aside"}


def told(space, month=MARCH):
    return [str(fault) for fault in unreceived.of_open(space, month)]


def test_a_workbook_that_came_after_the_run_stops_the_seal(space):
    run(space, files=[lay(space, "inbox/2022-03/VP.xlsx", b"first")])
    assert told(space) == []
    lay(space, "inbox/2022-03/again/VP.xlsx", b"first")
    lay(space, "inbox/2022-03/Thumbs.db", b"of the system")
    lay(space, "inbox/2022-03/~$VP.xlsx", b"open")
    assert told(space) == []
    lay(space, "inbox/2022-03/VP_lan2.xlsx", b"mended")
    assert [str(fault) for fault in refused(space).faults] == [f"inbox/2022-03/VP_lan2.xlsx: chưa tổng hợp; {AGAIN}"]
    shown = of_year(space)
    assert shown.unreceived == (f"inbox/2022-03/VP_lan2.xlsx: chưa tổng hợp; {AGAIN}",)
    assert shown.next_step == "“emulation-batch run 2022-03”."


def test_a_forced_seal_keeps_it_and_the_closed_month_names_it_until_a_run_has_it(space):
    folder = run(space)
    lay(space, "inbox/2022-03/VP_lan2.xlsx", b"mended")
    done = seal_month(space, MARCH, AS_OF, "gấp")
    assert sealed(folder)["forced"] == {"reason": "gấp", "open": [f"inbox/2022-03/VP_lan2.xlsx: chưa tổng hợp; {AGAIN}"]}
    assert done.open == tuple(sealed(folder)["forced"]["open"])
    named = ("inbox/2022-03/VP_lan2.xlsx: kỳ 2022-03 đã chốt mà chưa kỳ nào nhận tệp này. Chuyển tệp vào inbox/2022-04 (kỳ đang mở) "
             "rồi tổng hợp kỳ đó: báo cáo của kỳ đã chốt được tính là điều chỉnh.")
    assert of_year(space).unreceived == (named,)
    line, = doctor.never_received(space)
    assert (line.group, line.level, f"{line.place}: {line.words} {line.mend}") == ("workspace", doctor.WARNING, named)
    run(space, "2022-04", past=["2022-03"], files=[lay(space, "inbox/2022-04/VP_lan2.xlsx", b"mended")])
    assert of_year(space).unreceived == () and not [*doctor.never_received(space)]


def test_a_mail_is_held_by_its_own_content(space):
    mail = space.root / "inbox" / "2022-03" / "thu.zip"
    mail.parent.mkdir(parents=True)
    with zipfile.ZipFile(mail, "w") as packed:
        packed.writestr("VP.xlsx", b"inside")
    assert [fault.place for fault in unreceived.of_open(space, MARCH)] == ["inbox/2022-03/thu.zip"]
    run(space, files=[{"name": "thu.zip", "sha256": hashlib.sha256(mail.read_bytes()).hexdigest(), "unit": "", "outcome": "set_aside"}])
    assert told(space) == []


def test_an_empty_file_is_known_by_its_name(space):
    run(space, files=[lay(space, "inbox/2022-03/a.txt", b"")])
    lay(space, "inbox/2022-03/b.txt", b"")
    assert told(space) == [f"inbox/2022-03/b.txt: chưa tổng hợp; {AGAIN}"]


def test_files_in_the_inbox_itself_are_of_each_month_without_a_folder(space):
    run(space, files=[lay(space, "inbox/VP.xlsx", b"march")])
    lay(space, "inbox/2022-05/VP.xlsx", b"may")
    assert told(space) == []
    april = lay(space, "inbox/VP_4.xlsx", b"april")
    assert told(space) == [f"inbox/VP_4.xlsx: chưa tổng hợp; {AGAIN}"]
    run(space, "2022-04", files=[april])
    assert told(space) == told(space, Month(2022, 4)) == []


def test_a_register_of_the_council_that_no_run_has_read_stops_the_seal(space):
    run(space, files=[lay(space, "hoi_dong/2022-03/so.xlsx", b"read")])
    assert told(space) == []
    lay(space, "hoi_dong/2022-03/so_2.xlsx", b"opinions")
    assert [str(fault) for fault in refused(space).faults] == [f"hoi_dong/2022-03/so_2.xlsx: sổ của Hội đồng chưa đọc; {AGAIN}"]
    assert len(seal_month(space, MARCH, AS_OF, "gấp").open) == 1
    run(space, "2022-04", past=["2022-03"])
    assert told(space, Month(2022, 4)) == [
        "hoi_dong/2022-03/so_2.xlsx: sổ của Hội đồng chưa đọc; chạy “emulation-batch run 2022-04” rồi chốt."]
