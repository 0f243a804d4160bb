"""Everything inside mails, mailboxes and archives is received on its own, and the container once: nothing is lost."""

import hashlib
import os
import random
import zipfile
from collections import Counter
from datetime import datetime

import pytest
from support.books import fill, set_time
from support.mails import HOSTILE_NAMES, mail, part, without, zip_of
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.intake import gather, settle, standings, unpack
from emulation_batch.intake.gather import EMPTY, show_name
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reading import read_all

NINE = datetime(2022, 3, 15, 9, 30, tzinfo=VIETNAM_TIME)
MAILED = datetime(2022, 3, 16, 8, 30, tzinfo=VIETNAM_TIME)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("book") / "vp.xlsx", form={"nguoi_lap": "Lý Thị Ánh"},
                rows={"van_ban": [{"noi_dung": "Một việc"}]}).read_bytes()


@pytest.fixture
def opened(tmp_path):
    """Lay files into an inbox (name -> bytes) and open them: name -> Received."""
    def open_(files, order=None):
        inbox = tmp_path / "inbox"
        for name, content in files.items():
            (inbox / name).parent.mkdir(parents=True, exist_ok=True)
            (inbox / name).write_bytes(content)
            set_time(inbox / name, NINE)
        room = tmp_path / "room"
        room.mkdir(exist_ok=True)
        found = unpack(gather([inbox]), room)
        for item in found:
            if not item.problem:
                assert hashlib.sha256(item.path.read_bytes()).hexdigest() == item.sha256
        assert all(len(path.name) == 64 for path in room.iterdir()), "no name from outside becomes a path"
        return {item.name: item for item in found}
    return open_


def settled(received):
    definition, registry = shipped_definition(), small_registry()
    books = read_all(received, definition, 1)
    submissions, findings = settle(received, books, definition, registry, march_2022(definition))
    return {item.received.name: item for item in submissions}, findings, (registry, march_2022(definition), definition, books)


def test_an_archive_and_what_is_in_it(opened, workbook):
    found = opened({"T3.zip": zip_of([("thư mục/VP.xlsx", workbook), ("anh.png", b"\x89PNG\r\n\x1a\n")])})
    assert list(found) == sorted(found, key=lambda name: (found[name].sha256, name))
    archive, inside, picture = found["T3.zip"], found["T3.zip/thư mục/VP.xlsx"], found["T3.zip/anh.png"]
    assert (archive.opened, archive.inside, archive.container, archive.received_at) == ("F121", 2, "", NINE)
    assert (inside.container, inside.suffix, inside.received_at, inside.sender) == (archive.sha256, ".xlsx", NINE, "")
    outcomes, findings, _ = settled([archive, inside, picture])
    assert {name: (item.outcome, item.code) for name, item in outcomes.items()} == {
        "T3.zip": ("set_aside", "F121"), inside.name: ("accepted", ""), picture.name: ("set_aside", "F101")}
    assert outcomes["T3.zip"].reason == "Đã mở, có 2 tệp bên trong." and findings == []


def test_kinds_are_told_by_content(opened, workbook):
    found = opened({"a.xlsx": zip_of([("x.xlsx", workbook)]), "b.dat": mail(part(workbook, b"y.xlsx")), "c.zip": workbook,
                    "d.eml": workbook, "e.txt": b"From a@x.vn Tue Mar 15 08:00:00 2022\n" + mail(), "f.zip": mail()})
    assert {name: item.opened for name, item in found.items() if "/" not in name} == {
        "a.xlsx": "F121", "b.dat": "F121", "c.zip": "", "d.eml": "", "e.txt": "F121", "f.zip": "F121"}
    assert {"a.xlsx/x.xlsx", "b.dat/y.xlsx", "e.txt/Thư 1.eml"} < set(found)


def test_files_in_a_mail_have_its_sender_time_and_number(opened, workbook):
    found = opened({"thu.eml": mail(part(zip_of([("VP.xlsx", workbook)]), b"T3.zip"))})
    for name in ("thu.eml", "thu.eml/T3.zip", "thu.eml/T3.zip/VP.xlsx"):
        item = found[name]
        assert (item.sender, item.received_at, item.message_id) == ("vp@stttt.example.vn", MAILED, "<abc.1@unit.example.vn>")


def test_a_mail_without_any_time_has_that_of_its_file(opened, workbook):
    found = opened({"a.eml": mail(part(workbook, b"a.xlsx"), top=without(b"Received", b"Date"))})
    assert found["a.eml/a.xlsx"].received_at == found["a.eml"].received_at == NINE
    assert found["a.eml/a.xlsx"].timed == "stored" and not opened({"b.eml": mail(part(workbook, b"a.xlsx"))})["b.eml/a.xlsx"].timed


def test_a_forwarded_mail_counts_when_the_office_received_it(opened, workbook):
    inner = mail(part(workbook, b"a.xlsx"), top=(b"From: khac@x.vn", b"Date: Tue, 1 Feb 2022 08:00:00 +0700", b"To: b@x.vn"), boundary=b"b2")
    found = opened({"a.eml": mail(part(inner, b"cu.eml", kind=b"message/rfc822", encoding=b"8bit"))})
    assert found["a.eml/cu.eml"].opened == "F121"
    assert {(item.sender, item.received_at) for item in found.values()} == {("vp@stttt.example.vn", MAILED)}
    assert [found[name].timed for name in ("a.eml", "a.eml/cu.eml", "a.eml/cu.eml/a.xlsx")] == ["", "forwarded", "forwarded"]


def test_a_mailbox_opens_its_mails(opened, workbook):
    box = b"".join(b"From x Tue Mar 15 08:00:00 2022\r\n" + mail(part(workbook + bytes([number]), b"a.xlsx")) + b"\r\n" for number in range(2))
    found = opened({"thang.mbox": box})
    assert set(found) == {"thang.mbox", *(f"thang.mbox/Thư {number}.eml{more}" for number in (1, 2) for more in ("", "/a.xlsx"))}
    assert found["thang.mbox"].sender == "" and found["thang.mbox/Thư 2.eml/a.xlsx"].sender == "vp@stttt.example.vn"


def test_names_are_shown_and_numbered_and_never_paths(opened):
    parts = [part(b"%d" % number, name.encode()) for number, name in enumerate(HOSTILE_NAMES)]
    twins = ["a.xlsx", "A.xlsx", "ba\u0301o.xlsx", "báo.xlsx", "không", "không"]
    found = opened({"a.eml": mail(*parts), "b.zip": zip_of([(name, b"%d" % number) for number, name in enumerate(twins)])})
    inside = [name.removeprefix("a.eml/") for name in found if name.startswith("a.eml/")]
    expected = Counter(HOSTILE_NAMES.values())
    assert len(inside) == len(HOSTILE_NAMES) and len({name.casefold() for name in inside}) == len(inside)
    assert {"x.xlsx", "etc/passwd", "xxcod.xlsx", "CON", "y.xls"} < set(inside) and expected["x.xlsx"] == 1
    assert {name for name in found if name.startswith("b.zip/")} == {
        f"b.zip/{name}" for name in ("a.xlsx", "A (2).xlsx", "báo.xlsx", "báo (2).xlsx", "không", "không (2)")}
    assert all(name == show_name(name) for name in found)


def nested(levels, content):
    for level in range(levels):
        content = zip_of([(f"{level}.zip" if level else "a.xlsx", content)])
    return content


def test_archives_in_archives_are_opened_twice_and_not_further(opened, workbook):
    found = opened({"2.zip": nested(2, workbook), "4.zip": nested(4, b"x")})
    assert "2.zip/1.zip/a.xlsx" in found
    assert [(item.opened, item.what[:3]) for name, item in found.items() if name == "4.zip/3.zip/2.zip"] == [("F123", "các")]
    assert len(found) == 6


def test_ten_mails_within_each_other(opened):
    content = b"x"
    for level in range(10):
        content = mail(part(content, b"a.eml", kind=b"message/rfc822", encoding=b"8bit"), boundary=b"level%d" % level)
    found = opened({"a.eml": content})
    assert [found["a.eml" + "/a.eml" * level].opened for level in range(5)] == ["F121"] * 4 + ["F123"] and len(found) == 5


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.zip", b"", "F124"), ("a.zip", b"PK\3\4", "F124"), ("a.zip", "Xin chào".encode(), "F124"), ("a.eml", b"", "F124"),
    ("a.eml", b"\0" * 5000, "F124"), ("a.mbox", b"nothing", "F124"), ("a.eml", b"X: " + b"a" * 300_000, "F123"),
    ("a.zip", zip_of([("a", b"x")], zipfile.ZIP_LZMA), "F124")])
def test_a_container_that_cannot_be_opened_is_refused_with_its_reason(opened, name, content, code):
    found = opened({name: content})
    outcomes, findings, _ = settled(list(found.values()))
    assert [(item.outcome, item.code) for item in outcomes.values()] == [("refused", code)]
    assert [(item.code, item.severity) for item in findings] == [(code, "error")] and "{" not in findings[0].message


def test_damaged_and_wrapped_attachments_are_refused_and_the_others_count(opened, workbook):
    broken = part(b"", b"hong.xlsx") + b"YWJ"
    found = opened({"a.eml": mail(broken, part(b"x", b"winmail.dat"), part(b"", b"anh.png", kind=b"image/png") + b"YWJ",
                                  part(workbook, b"VP.xlsx"), part(b"x", b"~$VP.xlsx"))})
    outcomes, findings, _ = settled(list(found.values()))
    assert {name.removeprefix("a.eml/"): (item.outcome, item.code) for name, item in outcomes.items()} == {
        "a.eml": ("set_aside", "F121"), "hong.xlsx": ("refused", "F125"), "winmail.dat": ("refused", "F126"),
        "anh.png": ("set_aside", "F125"), "VP.xlsx": ("accepted", ""), "~$VP.xlsx": ("set_aside", "F102")}
    assert sorted(item.code for item in findings) == ["F125", "F126"]
    assert {item.sha256 for item in found.values() if item.problem} == {EMPTY}


def test_a_mail_cut_off_is_asked_about(opened, workbook):
    found = opened({"a.eml": mail(part(workbook, b"a.xlsx"), closed=False)})
    outcomes, findings, _ = settled(list(found.values()))
    assert outcomes["a.eml"].outcome == "set_aside" and outcomes["a.eml/a.xlsx"].outcome == "accepted"
    assert [(item.code, item.severity, "1 tệp" in item.message) for item in findings] == [("F127", "query", True)]


@pytest.mark.parametrize(("address", "asked"), [
    ("vp@stttt.example.vn", False), ("VP@STTTT.example.vn", False), ("bcxb@stttt.example.vn", True), ("vp@stttt.example.vn)evil@x", True)])
def test_a_sender_the_registry_does_not_know_is_asked_about(opened, workbook, address, asked):
    top = (*without(b"From"), f"From: {address}".encode())
    found = opened({"a.eml": mail(part(workbook, b"a.xlsx"), top=top)})
    outcomes, findings, (registry, period, definition, books) = settled(list(found.values()))
    assert outcomes["a.eml/a.xlsx"].outcome == "accepted"
    assert [(item.code, item.severity, item.unit, item.file) for item in findings] == (
        [("F128", "query", "VP", "a.eml/a.xlsx")] if asked else [])
    standing = standings(list(outcomes.values()), registry, period, definition, books)[0]
    assert (standing.unit, standing.standing) == ("VP", "on_time")


def test_late_goes_by_the_mail_and_not_by_the_file(opened, workbook):
    late = (b"Received: by mx; Wed, 16 Mar 2022 17:00:01 +0700", *without(b"Received"))
    found = opened({"a.eml": mail(part(workbook, b"a.xlsx"), top=late)})
    outcomes, _, (registry, period, definition, books) = settled(list(found.values()))
    assert standings(list(outcomes.values()), registry, period, definition, books)[0].standing == "late"


def test_the_same_mail_twice(opened, workbook):
    content = mail(part(workbook, b"a.xlsx"))
    found = opened({"1.eml": content, "2.eml": content, "b.xlsx": workbook})
    outcomes, findings, _ = settled(list(found.values()))
    assert {name: item.outcome for name, item in outcomes.items()} == {
        "1.eml": "set_aside", "1.eml/a.xlsx": "duplicate", "2.eml": "duplicate", "2.eml/a.xlsx": "duplicate", "b.xlsx": "accepted"}


def test_a_duplicate_of_a_file_in_a_mail_names_the_file(opened, workbook):
    """Not the mail, whose name is no unit's: the reason stands in the unit's letter."""
    content = mail(part(workbook, b"a.xlsx"))
    outcomes, _, _ = settled(list(opened({"1.eml": content, "2.eml": content}).values()))
    assert outcomes["2.eml/a.xlsx"].reason == "Trùng nguyên vẹn với tệp “a.xlsx” đã nhận trước."


def test_random_damage_never_stops_the_others(opened, workbook):
    """60 archives and mails, each with a few bytes changed: every file has an outcome, the good one counts."""
    chance = random.Random(2022)
    kinds = [zip_of([("a.xlsx", b"x" * 2000), ("b.zip", zip_of([("c.xlsx", b"y")]))]), mail(part(b"x" * 2000, b"a.xlsx"))]
    files = {"good.xlsx": workbook}
    for number in range(60):
        content = bytearray(kinds[number % 2])
        for _ in range(1 + number % 9):
            content[chance.randrange(len(content))] = chance.randrange(256)
        files[f"{number}{'.eml' if number % 2 else '.zip'}"] = bytes(content)
    found = opened(files)
    outcomes, _, _ = settled([item for item in found.values() if item.opened or item.problem or item.name == "good.xlsx"])
    assert set(files) <= set(found)
    assert outcomes["good.xlsx"].outcome == "accepted" and all(item.reason for item in outcomes.values())


def test_the_order_of_arrival_changes_nothing(opened, workbook):
    files = {"b.zip": zip_of([("x.xlsx", workbook), ("y.pdf", b"%PDF")]), "a.eml": mail(part(workbook, b"a.xlsx"))}
    first = list(opened(files).values())
    assert first == list(opened(dict(reversed(files.items()))).values())


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_a_container_that_vanishes_is_told(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of([("a.xlsx", b"x")]))
    received = gather([path])
    path.unlink()
    assert [item.problem for item in unpack(received, tmp_path)] == ["F108"]
