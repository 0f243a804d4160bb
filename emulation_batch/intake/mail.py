"""Mails saved as files (.eml): the files attached to them, whatever their disposition; the text itself is no file.

The parts are cut out of the raw bytes at their boundaries, so a nested mail keeps every byte and no depth or number of
parts costs more than the bounds below. A list of 20,000 parts or 1,000 levels is refused after as many steps as allowed.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from emulation_batch.intake import labels
from emulation_batch.intake import mail_headers as headers_of
from emulation_batch.intake.gather import Member, Refused

MOST_HEADER_BYTES = 256 << 10
MOST_PART_HEADER_BYTES = 16 << 10
MOST_PARTS = 400
MOST_MARKS = 4000
DEEPEST = 12

BODY_TYPES = ("text/plain", "text/html", "text/enriched", "text/calendar", "text/x-amp-html", "text/rfc822-headers",
              "message/delivery-status", "message/disposition-notification")
MAIL_TYPES = ("message/rfc822", "message/global")
OUTLOOK, SEALED = "riêng của Outlook (winmail.dat)", "ký số hoặc mã hóa cả thư (S/MIME)"
WRAPPED = {"application/ms-tnef": OUTLOOK, "application/vnd.ms-tnef": OUTLOOK,
           "application/pkcs7-mime": SEALED, "application/x-pkcs7-mime": SEALED}
SUFFIX_OF = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx", "application/vnd.ms-excel": ".xls",
             "application/zip": ".zip", "application/x-zip-compressed": ".zip", "message/rfc822": ".eml"}

_BLANK = re.compile(rb"\n\r?\n|\r\r(?!\n)")
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_UUENCODED = re.compile(rb"(?m)^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n[ -`]{2,61}\r?$")
_TNEF = b"\x78\x9f\x3e\x22"


@dataclass(frozen=True)
class Mail:
    """An opened mail. parts: (headers, start, end) of each leaf in the content; cut: its end is missing."""

    content: bytes
    sender: str
    received_at: datetime | None
    message_id: str
    parts: tuple[tuple[Message, int, int], ...]
    cut: bool


def begins_like_mail(head: bytes) -> bool:
    """Whether the first line is a header."""
    return _HEADER_LINE.match(head.lstrip(b"\r\n")) is not None


def is_mail(head: bytes) -> bool:
    """Whether a file's first bytes are the headers of a mail that was sent (a saved web page has no To and no Received)."""
    if not begins_like_mail(head):
        return False
    blank = _BLANK.search(head)
    names = {line.partition(b":")[0].strip().lower() for line in re.split(rb"[\r\n]+", head[:blank.start() if blank else None])}
    return b"from" in names and bool(names & {b"to", b"received", b"message-id", b"delivered-to"})


def open_mail(content: bytes) -> Mail:
    """The mail with the places of its parts. Raises Refused when its headers, parts or depth exceed the bounds."""
    content = content.lstrip(b"\r\n")
    headers, body = _headers(content, 0, len(content), MOST_HEADER_BYTES)
    parts, cut = _parts(content, headers, body)
    return Mail(content, headers_of.sender(headers), headers_of.moment(headers), headers_of.message_id(headers), parts, cut)


def _headers(content: bytes, start: int, end: int, most: int) -> tuple[Message, int]:
    """The headers of the part in content[start:end], and where its body begins."""
    if content[start:start + 1] in (b"\r", b"\n"):
        return headers_of.parse(b""), start + 1 + (content[start:start + 2] == b"\r\n")
    blank = _BLANK.search(content, start, min(end, start + most + 4))
    if not blank and end - start > most:
        raise Refused(labels.EXCESS, f"có phần đầu dài hơn {most >> 10} KB")
    return headers_of.parse(content[start:blank.start() if blank else end]), blank.end() if blank else end


def _parts(content: bytes, headers: Message, body: int) -> tuple[tuple[tuple[Message, int, int], ...], bool]:
    leaves: list[tuple[Message, int, int]] = []
    waiting = [(headers, body, len(content), 0)]
    cut = False
    while waiting:
        headers, start, end, depth = waiting.pop()
        kind, boundary, _ = headers_of.content_type(headers)
        if not kind.startswith("multipart/"):
            leaves.append((headers, start, end))
            continue
        if depth == DEEPEST:
            raise Refused(labels.EXCESS, f"có hơn {DEEPEST} lớp phần lồng nhau")
        spans, closed = _split(content, start, end, boundary)
        cut = cut or not closed
        if len(leaves) + len(waiting) + len(spans) > MOST_PARTS:
            raise Refused(labels.EXCESS, f"có hơn {MOST_PARTS} phần")
        for first, last in reversed(spans):
            inner, inside = _headers(content, first, last, MOST_PART_HEADER_BYTES)
            waiting.append((inner, inside, last, depth + 1))
    return tuple(leaves), cut


def _split(content: bytes, start: int, end: int, boundary: str) -> tuple[list[tuple[int, int]], bool]:
    """Places of the parts between the lines of a boundary, and whether its closing line is there."""
    mark = b"--" + boundary.encode("utf-8", "replace")
    spans: list[tuple[int, int]] = []
    opened = -1
    place = content.find(mark, start, end) if boundary else -1
    for _ in range(MOST_MARKS):
        if place < 0:
            break
        after = place + len(mark)
        line = content[after:after + 200].partition(b"\n")[0].partition(b"\r")[0]
        closes = line.startswith(b"--")
        if content[place - 1:place] in (b"\n", b"\r") and not line.removeprefix(b"--").strip(b" \t"):
            if opened >= 0:
                spans.append((opened, max(opened, place - 1 - (content[place - 2:place] == b"\r\n"))))
            if closes:
                return spans, True
            opened = after + len(line)
            opened += 2 if content[opened:opened + 2] == b"\r\n" else 1
        place = content.find(mark, after, end)
    else:
        raise Refused(labels.EXCESS, f"có hơn {MOST_PARTS} phần")
    if opened < 0:
        raise Refused(labels.BROKEN, "thư hỏng hoặc tải về chưa đủ")
    return [*spans, (min(opened, end), end)], False


def members(mail: Mail) -> Iterator[Member]:
    """The attachments in their order: everything but the text of the mail."""
    for number, (headers, start, end) in enumerate(mail.parts, 1):
        kind, _, other = headers_of.content_type(headers)
        placed, name = headers_of.disposition(headers)
        name = name or other
        body = kind in BODY_TYPES and placed != "attachment"
        if name or not body:
            yield _member(name or f"Tệp {number}{SUFFIX_OF.get(kind, '')}", kind, headers, mail.content[start:end])
        elif old := _UUENCODED.search(mail.content, start, end):
            yield Member(old[1].decode("utf-8", "replace"), problem=labels.WRAPPED.code, what="cũ (uuencode)")


def _member(name: str, kind: str, headers: Message, raw: bytes) -> Member:
    if kind in MAIL_TYPES and not name.lower().endswith(".eml"):
        name += ".eml"
    wrapped = OUTLOOK if name.lower() == "winmail.dat" else WRAPPED.get(kind, "")
    if wrapped:
        return Member(name, problem=labels.WRAPPED.code, what=wrapped)
    encoding = headers_of.text(headers.get("Content-Transfer-Encoding", "")).lower()
    if encoding == "base64":
        try:
            content = b64decode(raw.translate(None, b" \t\r\n"), validate=True)
        except binascii.Error:
            return Member(name, problem=labels.MEMBER_BROKEN.code, what="mã base64 thiếu hoặc lẫn ký tự lạ")
    elif encoding == "quoted-printable":
        content = binascii.a2b_qp(raw)
    elif encoding in ("", "7bit", "8bit", "binary"):
        content = raw
    else:
        return Member(name, problem=labels.MEMBER_BROKEN.code, what="cách mã hóa của thư không đọc được")
    if content.startswith(_TNEF):
        return Member(name, problem=labels.WRAPPED.code, what=OUTLOOK)
    return Member(name, content)
