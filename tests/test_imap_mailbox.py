"""Fetching from a real Dovecot on loopback, also when the process is killed again and again."""

import hashlib
import io
import os
import random
import signal
import sys
from datetime import date

import pytest
from support import dovecot, hostile_mails
from support.mails import mail, part

from emulation_batch import fetching, imap_mailbox
from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.intake.gather import Refused
from emulation_batch.intake.mail import members, open_mail
from emulation_batch.periods import Month
from emulation_batch.whole_files import OWN_TEMPORARY
from emulation_batch.workspace import Workspace

MONTH, SINCE = Month(2022, 3), date(2022, 2, 15)


@pytest.fixture(scope="module")
def server():
    with dovecot.running() as started:
        yield started


def fetch(space, server, step=lambda text: None, folder="INBOX"):
    address = imap_mailbox.parse_address(server.url.replace("INBOX", folder))
    with imap_mailbox.connected(address, dovecot.PASSWORD, server.ca) as box:
        return fetching.fetch(space, MONTH, imap_mailbox.mails(box, address, SINCE), step)


def flagged(server, criteria):
    """Mails of the INBOX that answer to a criterion, as their numbers."""
    address = imap_mailbox.parse_address(server.url)
    with imap_mailbox.connected(address, dovecot.PASSWORD, server.ca) as box:
        uids = box.uids(criteria)
        if not uids:
            return set()
        answer = box.client.uid("FETCH", ",".join(uids), "(BODY.PEEK[HEADER.FIELDS (X-Number)])")[1]
    return {item[1].strip() for item in answer if isinstance(item, tuple)}


def number_of(content):
    return content.split(b"\r\n", 1)[0]


def killed_fetch(space, server, events):
    """A fetch in a process that dies by SIGKILL at its n-th opened or renamed file; whether it was killed."""
    child = os.fork()
    if child == 0:
        left = [events]

        def watch(event, arguments):
            if event in ("open", "os.rename", "os.utime"):
                left[0] -= 1
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        code = 1
        try:
            sys.addaudithook(watch)
            fetch(space, server)
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.timeout(240)
def test_nothing_is_lost_or_twice_in_50_killed_fetches(server, tmp_path):
    made = hostile_mails.made()
    server.lay([content for content, _ in made])
    space = Workspace(tmp_path, None, None)
    folder = space.inbox / "2022-03"
    chance = random.Random(50)
    killed, stored = 0, 0
    for turn in range(50):
        killed += killed_fetch(space, server, chance.randrange(1, 40 + 25 * turn))
        files = [path for path in folder.glob("*.eml") if not path.name.startswith(OWN_TEMPORARY)]
        assert len(files) >= stored
        stored = len(files)
        if turn % 10 == 0:
            assert flagged(server, "KEYWORD $TDKT") <= {number_of(path.read_bytes()) for path in files}
    assert killed >= 25
    done = fetch(space, server)
    assert (done.seen, done.without_files, done.too_large, done.unmarked) == (200, 0, [], 0)
    files = {path: path.read_bytes() for path in folder.iterdir()}
    assert all(path.name == hashlib.sha256(content).hexdigest() + ".eml" for path, content in files.items())
    assert len(files) == 200
    assert flagged(server, "KEYWORD $TDKT") == {number_of(content) for content in files.values()}
    assert flagged(server, "SEEN") == set()
    expected = {number_of(content): attached for content, attached in made}
    for content in files.values():
        attached = expected.pop(number_of(content))
        if attached is None:
            with pytest.raises(Refused):
                list(members(open_mail(content)))
        else:
            assert [member.content for member in members(open_mail(content))] == attached
    assert expected == {}
    again = fetch(space, server)
    assert (again.stored, again.known) == (0, 200)


def test_a_folder_with_a_vietnamese_name_and_a_wrong_one(server, tmp_path):
    """ "Báo cáo" in IMAP's modified UTF-7; a folder that is not there is answered with those that are."""
    server.lay([mail(part(b"PK1", b"a.xlsx")), mail()], "B&AOE-o c&AOE-o")
    done = fetch(Workspace(tmp_path, None, None), server, folder="Báo cáo")
    assert (done.stored, done.without_files) == (1, 1)
    with pytest.raises(UsageFault, match="không có thư mục “Khác”.*Báo cáo"):
        fetch(Workspace(tmp_path, None, None), server, folder="Khác")


def test_a_mail_that_is_too_large_is_named_and_left(server, tmp_path, monkeypatch):
    server.lay([mail(part(b"P" * 9000, b"a.xlsx"))], "Lon")
    monkeypatch.setattr(imap_mailbox, "LARGEST", 5000)
    done = fetch(Workspace(tmp_path, None, None), server, folder="Lon")
    assert done.stored == 0 and done.too_large == ["thư số 1 trong Lon"]
    assert list(done.folder.iterdir()) == []


def test_a_wrong_password_and_an_unknown_certificate(server):
    address = imap_mailbox.parse_address(server.url)
    with pytest.raises(UsageFault, match="không nhận") as wrong, imap_mailbox.connected(address, "sai-9911", server.ca):
        pass
    assert "sai-9911" not in str(wrong.value)
    with pytest.raises(CannotWrite, match="không được tin cậy"), imap_mailbox.connected(address, dovecot.PASSWORD):
        pass


def test_a_server_that_does_not_answer():
    address = imap_mailbox.parse_address("imaps://a@127.0.0.1:1/INBOX")
    with pytest.raises(CannotWrite, match="cổng 1"), imap_mailbox.connected(address, "x"):
        pass


@pytest.mark.parametrize("url", ["imaps://a:bimat@h/INBOX", "http://a@h", "imaps://h/INBOX", "imaps://a@h:port/"])
def test_addresses_that_are_refused_are_not_repeated(url):
    with pytest.raises(UsageFault, match="imaps://tên_đăng_nhập") as refused:
        imap_mailbox.parse_address(url)
    assert "bimat" not in refused.value.message and url not in refused.value.message


def test_addresses():
    assert imap_mailbox.parse_address("imaps://a@so.vn@mail.so.vn") == imap_mailbox.Address("mail.so.vn", 993, "a@so.vn", "INBOX", True)
    assert imap_mailbox.parse_address("imap://a@localhost:1143/B%C3%A1o/X") == imap_mailbox.Address("localhost", 1143, "a", "Báo/X", False)


def test_the_password_comes_from_the_environment_or_is_missed(monkeypatch):
    address = imap_mailbox.parse_address("imaps://a@h")
    monkeypatch.setenv(imap_mailbox.PASSWORD_VARIABLE, "p")
    assert imap_mailbox.find_password(address) == "p"
    monkeypatch.delenv(imap_mailbox.PASSWORD_VARIABLE)
    monkeypatch.setattr(imap_mailbox, "_from_keyring", lambda address: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(UsageFault, match=imap_mailbox.PASSWORD_VARIABLE):
        imap_mailbox.find_password(address)


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "imap_tools", None)
    with pytest.raises(UsageFault, match=r"\.\[mail\]"), imap_mailbox.connected(imap_mailbox.parse_address("imaps://a@h"), "x"):
        pass
