"""fetch through the command line: its words, its exit codes, and no password anywhere."""

import json
import sys

import pytest
from support import dovecot
from support.mails import mail, part

from emulation_batch.cli import main
from emulation_batch.imap_mailbox import PASSWORD_VARIABLE
from emulation_batch.workspace import init_workspace


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Run fetch in a fresh workspace; gives code, stdout, stderr."""
    init_workspace(tmp_path / "ws")
    monkeypatch.setenv(PASSWORD_VARIABLE, dovecot.PASSWORD)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["emulation-batch", "fetch", *map(str, arguments), "--workspace", str(tmp_path / "ws")])
        with pytest.raises(SystemExit) as stopped:
            main()
        told = capsys.readouterr()
        assert dovecot.PASSWORD not in told.out + told.err and "Traceback" not in told.err
        return stopped.value.code, told.out, told.err
    return run


def test_from_a_server(command):
    with dovecot.running() as server:
        server.lay([mail(part(b"PK", b"a.xlsx")), mail()])
        code, out, err = command("2022-03", "--from", server.url, "--ca", server.ca)
        assert code == 0, err
        assert "lưu mới 1" in out and out.splitlines()[-1] == "Việc tiếp theo: emulation-batch run 2022-03"
        code, out, _ = command("2022-03", "--from", server.url, "--ca", server.ca, "--json")
        assert code == 0 and (json.loads(out)["known"], json.loads(out)["without_files"]) == (1, 1)
        assert command("2022-04", "--from", server.url, "--ca", server.ca, "--json")[1].count('"mails": 0') == 1
        code, _, err = command("2022-03", "--from", server.url)
        assert code == 6 and "không được tin cậy" in err


@pytest.mark.parametrize(("source", "words"), [("imaps://a:mat-khau-7f3a@h/INBOX", "Không ghi mật khẩu"), ("khong-co.mbox", "Không tìm thấy")])
def test_a_wrong_source_is_2(command, source, words):
    code, _, err = command("2022-03", "--from", source)
    assert code == 2 and words in err
