"""Mailboxes: every message with its own bytes."""

import time

import pytest
from support.mails import mail, part

from emulation_batch.intake import mailbox
from emulation_batch.intake.gather import Refused
from emulation_batch.intake.mailbox import is_mailbox, members

LINES = (b"From vp@x.vn Tue Mar 15 08:00:00 2022", b"From - Tue Mar 15 08:00:00 2022",
         b"From 17@xxx Tue Mar 15 02:00:00 +0000 2022")


def box(*messages, line=LINES[0], end=b"\n"):
    return b"".join(line + end + message.replace(b"\r\n", end) + end + end for message in messages)


def opened(folder, content):
    path = folder / "a.mbox"
    path.write_bytes(content)
    return [item.content or item.problem for item in members(path)]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_message_with_its_own_bytes(tmp_path, line, end):
    messages = [mail(part(b"%d" % number * 5000, b"a.xlsx")).replace(b"\r\n", end) for number in range(3)]
    content = box(*messages, line=line, end=end)
    assert is_mailbox(content)
    assert [item.rstrip() for item in opened(tmp_path, content)] == [message.rstrip() for message in messages]


def test_a_sentence_that_begins_with_from_cuts_nothing(tmp_path):
    texts = [b"A\n\nFrom Hanoi to Bac Kan, 15 Mar 2022 08:30\nwe went", b"B\n\nFrom here\nX: y", b"C\n>From vp@x.vn 08:00 2022\n"]
    messages = [mail(text=text).replace(b"\r\n", b"\n") for text in texts]
    assert [item.rstrip() for item in opened(tmp_path, box(*messages))] == [message.rstrip() for message in messages]


def test_a_message_that_is_too_large_costs_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox, "LARGEST", 100_000)
    small, large = mail(text=b"x"), mail(part(b"x" * 200_000, b"a.xlsx"))
    first, second, third = opened(tmp_path, box(small, large, small))
    assert second == "F109" and first.rstrip() == third.rstrip() == small.replace(b"\r\n", b"\n").rstrip()


def test_too_many_messages_are_refused_soon(tmp_path):
    began = time.process_time()
    with pytest.raises(Refused, match="F123"):
        opened(tmp_path, box(*[b"X: 1\n\nx"] * 20_000))
    assert time.process_time() - began < 5


def test_long_lines_and_other_files(tmp_path):
    began = time.process_time()
    assert len(opened(tmp_path, box(b"X: 1\n\n" + b"From " * 4_000_000))) == 1
    assert len(opened(tmp_path, box(b"X: 1\n\n" + (b"From " + b"11:11" * 200 + b"\n\n") * 20_000))) == 1
    assert time.process_time() - began < 5
    for content in (b"", mail(), b"From the office", LINES[0] + b"\nKinh gui", b"PK"):
        assert not is_mailbox(content)
