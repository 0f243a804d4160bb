"""Headers are hints from strangers: read when plain, left when not, never at a cost."""

import time
from datetime import datetime

import pytest
from support.mails import TOP, without

from emulation_batch.intake import mail_headers
from emulation_batch.intake.mail_headers import UNCLEAR_SENDER, parse
from emulation_batch.periods import VIETNAM_TIME


def headers(*lines):
    return parse(b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))


@pytest.mark.parametrize(("value", "address"), [
    ("vp@unit.gov.vn", "vp@unit.gov.vn"), ("<VP@Unit.gov.vn>", "vp@unit.gov.vn"), ("vp@unit.gov.vn (Văn phòng)", "vp@unit.gov.vn"),
    ("Văn phòng Sở <vp@unit.gov.vn>", "vp@unit.gov.vn"), ('"Lê, A" <vp@unit.gov.vn>', "vp@unit.gov.vn"),
    ('"alice@unit.gov.vn <alice@unit.gov.vn>" <evil@x.vn>', "evil@x.vn"), ("=?UTF-8?B?VsSDbg==?=\r\n <vp@unit.gov.vn>", "vp@unit.gov.vn"),
    ("alice@unit.gov.vn)evil@x", ""), ("alice@unit.gov.vn)evil@x.vn", ""), ("alice@unit.gov.vn, evil@x.vn", ""),
    ("<alice@unit.gov.vn> <evil@x.vn>", ""), ("alice@unit.gov.vn <evil", ""), ("a@b@c.vn", ""), ("", ""), ("alice", ""),
    ("(" * 3000 + "alice@unit.gov.vn", ""), ("a" * 5000 + "@x.vn", ""), ("alice@unit.gov.vn\x00evil@x.vn", "")])
def test_a_sender_is_one_plain_address_or_unclear(value, address):
    assert mail_headers.sender(headers(f"From: {value}")) == (address or UNCLEAR_SENDER)


def test_two_senders_are_none():
    assert mail_headers.sender(headers("From: a@x.vn", "From: b@x.vn")) == UNCLEAR_SENDER
    assert mail_headers.sender(headers("To: a@x.vn")) == UNCLEAR_SENDER


def test_the_time_is_that_of_the_topmost_received_header():
    """Those below it, and Date, anybody may have written; Date stands in only where nothing else does."""
    at = datetime(2022, 3, 16, 8, 30, tzinfo=VIETNAM_TIME)
    assert mail_headers.moment(headers(*TOP)) == at
    assert mail_headers.moment(headers(*without(b"Received"))) == datetime(2022, 3, 1, 8, tzinfo=VIETNAM_TIME)
    assert mail_headers.moment(headers(*without(b"Received", b"Date"))) is None
    assert mail_headers.moment(headers("Date: Tue, 1 Mar 2022 01:00:00 -0000")) == datetime(2022, 3, 1, 8, tzinfo=VIETNAM_TIME)


@pytest.mark.parametrize("value", ["", "hôm qua", "Tue, 99 Mar 2022 08:00:00 +0700", "Tue, 1 Mar 99999 08:00:00 +0700",
                                   "Tue, 1 Mar 1899 00:00:00 +2359", "1" * 5000, "Tue, 1 Mar 2022 08:00:00 +99999999"])
def test_a_time_that_is_none(value):
    assert mail_headers.moment(headers(f"Date: {value}")) is None


@pytest.mark.parametrize(("line", "name"), [
    ('attachment; filename="bao cao.xlsx"', "bao cao.xlsx"), ('attachment; filename="báo cáo.xlsx"', "báo cáo.xlsx"),
    ("attachment; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.xlsx", "báo cáo.xlsx"),
    ("attachment; filename*0*=UTF-8''b%C3%A1o;\r\n filename*1*=%20c%C3%A1o.xlsx", "báo cáo.xlsx"),
    ('attachment; filename="=?UTF-8?B?YsOhbyBjw6FvLnhsc3g=?="', "báo cáo.xlsx"),
    ('attachment; filename="=?zip?B?YQ==?="', "a"), ("attachment", ""), (";" * 4000, "")])
def test_names_of_attachments(line, name):
    assert mail_headers.disposition(headers(f"Content-Disposition: {line}"))[1] == name


def test_100_kb_of_semicolons_cost_nothing():
    made = headers("Content-Type: text/plain" + ";" * 100_000, "Content-Disposition: attachment" + "; x" * 40_000)
    began = time.process_time()
    assert mail_headers.content_type(made)[0] == "text/plain" and mail_headers.disposition(made)[0] == "attachment"
    assert time.process_time() - began < 0.5


def test_a_message_id_is_plain_or_nothing():
    assert mail_headers.message_id(headers(*TOP)) == "<abc.1@unit.example.vn>"
    for value in ("abc@x", "<a b@x>", "<a@x> <b@x>", "<a@x>\r\n Bcc: c@x", "<" + "a" * 5000 + "@x>", "<á@x>"):
        assert mail_headers.message_id(headers(f"Message-ID: {value}")) == ""
