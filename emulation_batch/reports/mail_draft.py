"""A mail draft: the email package makes it empty, which takes milliseconds and is kept; what it holds is laid in by hand."""

from binascii import b2a_base64
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from emulation_batch.cache import kept

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
TEXT_MARK, FILE_MARK, BASE64_LINE = "nội dung thư", b"t\xe1\xbb\x87p k\xc3\xa8m", 76
"""What the email package lays out in the place of what a mail holds, and the letters in a line of what it holds."""


def draft(key: str, addresses: Sequence[str], subject: str, body: str, workbook: Path | None = None,
          answered: str = "") -> bytes:
    """The mail with its workbook, to be opened and sent by the clerk. key: tells it from other mails; answered: Message-ID of
    the mail it answers."""
    shape = ", ".join(addresses), subject, workbook.name if workbook else "", f"=_tdkt_{key}"
    # written by hand: the library folds an identifier longer than a line into encoded words
    reply = f"In-Reply-To: {answered}\r\nReferences: {answered}\r\n" if answered else ""
    whole = kept("mail", shape, lambda: _empty_mail(*shape))
    whole = whole.replace(_base64(f"{TEXT_MARK}\r\n".encode()), _base64(_lines_ended(body)), 1)
    if workbook:
        whole = whole.replace(_base64(FILE_MARK), _base64(workbook.read_bytes()), 1)
    return reply.encode("ascii") + whole


def _empty_mail(addresses: str, subject: str, file_name: str, boundary: str) -> bytes:
    """A draft with marks in the place of what it holds."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if addresses:
        message["To"] = addresses
    message["Subject"] = subject
    message.set_content(TEXT_MARK, charset="utf-8", cte="base64")
    if file_name:
        message.add_attachment(FILE_MARK, *XLSX, filename=file_name)
        message.set_boundary(boundary)
    return message.as_bytes()


def _lines_ended(text: str) -> bytes:
    return b"\r\n".join(text.encode().splitlines()) + b"\r\n"


def _base64(content: bytes) -> bytes:
    """In the lines of a mail; the email package takes 8 ms for those of one workbook."""
    text = b2a_base64(content, newline=False)
    return b"".join([text[start:start + BASE64_LINE] + b"\r\n" for start in range(0, len(text), BASE64_LINE)])
