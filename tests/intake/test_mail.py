"""Mails: every attachment comes out with its bytes or a reason; no mail costs more than its bounds."""

import random
import time
from datetime import datetime

import pytest
from support.mails import EOL, HOSTILE_NAMES, TOP, XLSX_TYPE, mail, part

from emulation_batch.intake.gather import Refused
from emulation_batch.intake.mail import begins_like_mail, is_mail, members, open_mail
from emulation_batch.periods import VIETNAM_TIME

NOISE = random.Random(11).randbytes(5000)


def found(content):
    """(name, content or problem) of every attachment."""
    return [(item.name, item.problem or item.content) for item in members(open_mail(content))]


def test_attachments_of_any_disposition_and_no_text():
    content = mail(part(NOISE, b"a.xlsx"), part(NOISE, "báo cáo.xlsx".encode(), how=b"inline"), part(NOISE, b"c.xlsx", how=b""),
                   part(b"x", b"logo.png", kind=b"image/png", how=b"inline"), part(b"y", None, kind=b"image/gif", how=b""),
                   part(b"ghi ch\xc3\xba", b"note.txt", kind=b"text/plain"), part(b"z", None, how=b""),
                   part(b"<p>", None, kind=b"text/html", how=b"inline"))
    assert found(content) == [("a.xlsx", NOISE), ("báo cáo.xlsx", NOISE), ("c.xlsx", NOISE), ("logo.png", b"x"), ("Tệp 6", b"y"),
                              ("note.txt", b"ghi ch\xc3\xba"), ("Tệp 8.xlsx", b"z")]
    opened = open_mail(content)
    assert (opened.sender, opened.message_id, opened.cut) == ("vp@stttt.example.vn", "<abc.1@unit.example.vn>", False)
    assert opened.received_at == datetime(2022, 3, 16, 8, 30, tzinfo=VIETNAM_TIME)


def test_every_encoding_and_line_end():
    text = "Tệp=1\r\n".encode()
    content = mail(part(text, b"8bit", encoding=b"8bit"), part(NOISE, b"binary", encoding=b"binary"),
                   part(b"a=3D1=\r\nb", b"qp", encoding=b"quoted-printable"), part(b"x", b"odd", encoding=b"x-odd"))
    assert found(content) == [("8bit", text), ("binary", NOISE), ("qp", b"a=1b"), ("odd", "F125")]
    for end in (b"\n", b"\r"):
        assert found(mail(part(b"abc", b"a")).replace(EOL, end)) == [("a", b"abc")]


def test_a_mail_that_is_one_file():
    top = EOL.join([*TOP, b"Content-Type: " + XLSX_TYPE + b'; name="a.xlsx"', b"Content-Transfer-Encoding: base64"])
    assert found(top + EOL * 2 + b"YWJj" + EOL) == [("a.xlsx", b"abc")]
    assert found(EOL.join(TOP) + EOL * 2 + b"Kinh gui") == []
    assert found(b"") == []


def test_a_nested_mail_keeps_its_bytes():
    inner = mail(part(NOISE, b"a.xlsx"), boundary=b"b2")
    outer = mail(part(inner, None, kind=b"message/rfc822", how=b"", encoding=b"8bit"),
                 part(inner, b"x", kind=b"message/rfc822"))
    assert found(outer) == [("Tệp 2.eml", inner), ("x.eml", inner)]
    assert found(found(outer)[0][1]) == [("a.xlsx", NOISE)]


@pytest.mark.parametrize("raw", [b"YWJ", b"YW*Jj", b"YWJj" + EOL + b"-- list footer", b"YWJj=YWJj", b"=", "ă".encode()])
def test_damaged_base64_is_told_and_not_guessed(raw):
    broken = part(b"", b"a.xlsx") + raw
    assert found(mail(broken, part(b"abc", b"b"))) == [("a.xlsx", "F125"), ("b", b"abc")]


@pytest.mark.parametrize("wrapped", [
    part(NOISE, b"winmail.dat", kind=b"application/octet-stream"), part(NOISE, b"a.xlsx", kind=b"application/ms-tnef"),
    part(b"\x78\x9f\x3e\x22" + NOISE, b"a.xlsx"), part(NOISE, b"smime.p7m", kind=b"application/pkcs7-mime"),
    part(b"Chao\r\nbegin 644 a.xlsx\r\n#0V%T\r\n`\r\nend\r\n", None, kind=b"text/plain", how=b"", encoding=b"7bit")])
def test_what_is_wrapped_is_told(wrapped):
    assert [problem for _, problem in found(mail(wrapped))] == ["F126"]


def test_hostile_names_are_as_they_came():
    """Cleaning is for `containers`; here nothing may fail."""
    assert len(found(mail(*(part(b"x", name.encode()) for name in HOSTILE_NAMES)))) == len(HOSTILE_NAMES)
    (name, _), = found(mail(part(b"x", b"d" * 10_000 + b".xlsx")))
    assert 4000 < len(name) < 4200


def test_a_mail_without_its_end():
    content = mail(part(NOISE, b"a.xlsx"), part(NOISE, b"b.xlsx"))
    assert open_mail(mail(part(NOISE, b"a.xlsx"), closed=False)).cut
    cut = open_mail(content[:-3000])
    assert cut.cut and [(item.name, bool(item.problem)) for item in members(cut)][0] == ("a.xlsx", False)


def test_boundaries_that_begin_alike():
    inner = b'Content-Type: multipart/mixed; boundary="b1-2"' + EOL * 2 + b"--b1-2" + EOL + part(b"abc", b"a") + EOL + b"--b1-2--" + EOL
    assert found(mail(inner, part(b"xyz", b"b"))) == [("a", b"abc"), ("b", b"xyz")]


def deep(levels):
    lines = [*TOP]
    for level in range(levels):
        lines += [b'Content-Type: multipart/mixed; boundary="b%d"' % level, b"", b"--b%d" % level]
    return EOL.join([*lines, b"", b"x"])


@pytest.mark.parametrize(("content", "code", "words"), [
    (EOL.join([b"X: " + b"a" * (1 << 20), *TOP]), "F123", "256 KB"), (EOL.join([b"X: a"] * 300_000), "F123", "256 KB"),
    (deep(1000), "F123", "12 lớp"), (mail(*[part(b"", b"a")] * 20_000), "F123", "400 phần"),
    (mail(b"--b1" * 2_000_000), "F123", "400 phần"), (mail(b"X: " + b"a" * 20_000 + EOL * 2 + b"x"), "F123", "16 KB"),
    (EOL.join([*TOP, b"Content-Type: multipart/mixed", b"", b"--b1", b""]), "F124", "hỏng"),
    (EOL.join([*TOP, b"Content-Type: multipart/mixed; boundary=b1", b"", b"x"]), "F124", "hỏng"),
    (EOL.join([*TOP, b"Content-Type: multipart/mixed" + b";" * 100_000 + b"boundary=b1", b"", b"--b1", b""]), "F124", "hỏng"),
], ids=["1 MB header", "many headers", "1000 levels", "20000 parts", "marks in a line", "part header", "no boundary", "no part", "semicolons"])
def test_each_hostile_mail_costs_little_and_gives_one_reason(content, code, words):
    began = time.process_time()
    with pytest.raises(Refused) as stopped:
        list(members(open_mail(content)))
    assert (stopped.value.label.code, words in stopped.value.what) == (code, True)
    assert time.process_time() - began < 5


def test_parentheses_and_parts_with_long_parameters_cost_little():
    heavy = b"Content-Type: image/png" + b"; x=1" * 3000
    content = EOL.join([b"From: " + b"(" * 3000 + b"a@x.vn", *TOP]).replace(b"From: V", b"X: V")
    began = time.process_time()
    assert open_mail(content).sender == "(không rõ)"
    assert len(found(mail(*[heavy + EOL * 2 + b"x"] * 390))) == 390
    assert time.process_time() - began < 5


def test_what_is_a_mail_by_its_content():
    assert is_mail(mail()) and is_mail(EOL + mail())
    saved_page = EOL.join([b"From: <Saved by Blink>", b"Subject: x", b"Date: x", b"MIME-Version: 1.0", b"", b"To: x"])
    for content in (saved_page, b"PK\3\4", b"", b"From vp@x Tue Mar 1 08:00:00 2022", "Họ tên: A\nTo: b".encode(), b"To: a\r\n\r\nFrom: b"):
        assert not is_mail(content)
    assert begins_like_mail(b"Subject: x") and not begins_like_mail("Họ tên: A".encode())
