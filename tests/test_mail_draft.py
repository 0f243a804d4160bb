"""A draft says to whoever reads mails what one of the email package says."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, compat32, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.mail_draft import LONGEST, XLSX, draft

SUBJECTS = ["Phong trào: cần sửa báo cáo tháng 3 của Phòng Bưu chính - Xuất bản", "plain", "=?utf-8?q?a?= “x”", "từ" * 200, "a" * 200,
            "<a@b>, c: d;", "\U0001f600 \u0301", "a  b", " a", ""]
BODIES = ["Kính gửi\n", "", "a\r\nb\rc\x0bd\u2028e", "dài " * 5000 + "\n\n", "\x00\x85 .", "--=_tdkt--\n"]
ADDRESSES = [(), ("vp@stttt.example.vn",), tuple(f"{'a' * number}@stttt.example.vn" for number in range(1, 20))]


def told(content):
    """Heads and parts of a mail as read."""
    message = message_from_bytes(content, policy=default)
    assert not message.defects and all(not part.defects for part in message.walk())
    heads = {name: str(message[name]) for name in ("X-Unsent", "To", "Subject", "MIME-Version", "Date", "In-Reply-To") if message[name] is not None}
    return heads, [(part.get_content_type(), part.get_content_charset(), part.get_filename(), part.get_content_disposition(),
                    part.get_payload(decode=True)) for part in message.walk() if not part.is_multipart()]


@pytest.mark.parametrize("addresses", ADDRESSES, ids=len)
@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("body", BODIES, ids=len)
@pytest.mark.parametrize("attached", [None, b"", bytes(range(256)) * 50, b"x" * 57])
def test_it_says_what_one_of_the_email_package_says(addresses, subject, body, attached):
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Date"] = "Mon, 14 Mar 2022 08:00:00 +0700"
    if addresses:
        message["To"] = ", ".join(addresses)
    message["Subject"] = "thư"
    message.set_content(body, charset="utf-8", cte="base64")
    name = "TD_VP-1.a_2022-03_can_sua.xlsx"
    if attached is not None:
        message.add_attachment(attached, *XLSX.split("/"), filename=name)
    made = draft(addresses, subject, body, None if attached is None else (name, attached), date=message["Date"])
    (heads, parts), (expected, as_given) = told(made), told(message.as_bytes())
    assert (heads, parts) == (expected | {"Subject": subject}, as_given)
    assert made.isascii() and b"\n" not in made.replace(b"\r\n", b"") and max(map(len, made.split(b"\r\n"))) < 80


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")))
def test_any_subject(subject):
    """For new readers and old ones; no line is too long, no word cut within a letter."""
    content = draft((), subject, "")
    assert str(make_header(decode_header(message_from_bytes(content, policy=compat32)["Subject"]))) == subject
    lines = content.split(b"\r\n\r\n")[0].split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST and content.isascii()


@pytest.mark.parametrize("name", ['Biểu "A".xlsx', "a;b%.xlsx", "x" * 60 + ".xlsx", "a\r\nb.xlsx"])
def test_any_name_of_a_workbook(name):
    assert told(draft((), "a", "", (name, b"x")))[1][1][2] == name


def test_what_it_answers():
    long = f"<{'a' * 200}@b>"
    heads, _ = told(draft((), "a", "", answered=long))
    assert heads["In-Reply-To"] == long
