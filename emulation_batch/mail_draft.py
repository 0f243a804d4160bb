"""A mail draft that a mail program opens ready to send: a text, and a workbook or none (RFC 5322, 2045 to 2047, 2231).

It says what the email package would say, which takes two milliseconds to fold the heads and eight to encode a workbook.
"""

from binascii import b2a_base64
from collections.abc import Sequence
from urllib.parse import quote

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = 'text/plain; charset="utf-8"'
BOUNDARY = "=_tdkt"
"""No line of base64 holds these two signs one after the other."""
LONGEST, BEGINS, ENDS = 76, "=?utf-8?b?", "?="
"""Letters of a line that holds words in base64, and what stands around them."""
SAFE_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._- ")


def draft(addresses: Sequence[str], subject: str, body: str, attached: tuple[str, bytes] | None = None,
          answered: str = "", date: str = "") -> bytes:
    """The mail. attached: name and content of its workbook; answered: Message-ID of the mail it answers."""
    lines = ["X-Unsent: 1"]
    if date:
        lines.append(f"Date: {date}")
    if answered:
        lines += [f"In-Reply-To: {answered}", f"References: {answered}"]
    if addresses:
        lines.append("To: " + ",\r\n ".join(addresses))
    lines += [_head("Subject", subject), "MIME-Version: 1.0"]
    text = _part([f"Content-Type: {TEXT}"], b"\r\n".join(body.encode().splitlines()) + b"\r\n")
    if attached is None:
        return "\r\n".join(lines).encode("ascii") + b"\r\n" + text
    name, content = attached
    book = _part([f"Content-Type: {XLSX}", f"Content-Disposition: attachment;\r\n {_file_name(name)}"], content)
    lines += [f'Content-Type: multipart/mixed; boundary="{BOUNDARY}"', "", ""]
    edge = f"--{BOUNDARY}".encode()
    return b"".join(("\r\n".join(lines).encode("ascii"), edge, b"\r\n", text, edge, b"\r\n", book, edge, b"--\r\n"))


def _part(heads: list[str], content: bytes) -> bytes:
    """A text or a workbook, with the heads that tell what it is."""
    told = "\r\n".join((*heads, "Content-Transfer-Encoding: base64", "", "")).encode("ascii")
    text = b2a_base64(content, newline=False)
    return told + b"".join([text[start:start + LONGEST] + b"\r\n" for start in range(0, len(text), LONGEST)])


def _head(name: str, words: str) -> str:
    """A head, its words in base64 where plain signs would not say them as they are."""
    plain = f"{name}: {words}"
    if words.isascii() and words.isprintable() and words == words.strip() and "=?" not in words and len(plain) <= LONGEST:
        return plain
    lines, held, room = [], b"", LONGEST - len(BEGINS + ENDS) - len(f"{name}: ")
    for letter in words:
        raw = letter.encode()
        if len(held) + len(raw) > room // 4 * 3:
            lines.append(held)
            held, room = b"", LONGEST - len(BEGINS + ENDS) - 1
        held += raw
    told = (f"{BEGINS}{b2a_base64(line, newline=False).decode()}{ENDS}" for line in (*lines, held))
    return f"{name}: " + "\r\n ".join(told)


def _file_name(name: str) -> str:
    return f'filename="{name}"' if SAFE_NAME.issuperset(name) else f"filename*=utf-8''{quote(name, safe='')}"
