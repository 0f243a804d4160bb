"""Mailboxes (.mbox): each message as the bytes that stand in it, read line by line.

A message begins at a line "From <somebody> <date>" after a blank line and before a header, so that a sentence beginning with
"From" does not cut a mail in two. Quoted ">From" lines stay as they are: attachments are encoded and never have them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from emulation_batch.intake import labels
from emulation_batch.intake.gather import LARGEST, Member, Refused
from emulation_batch.intake.mail import begins_like_mail

MOST_MESSAGES = 5000
LONGEST_LINE = 1 << 16

_CLOCK, _YEAR = re.compile(rb"\d\d:\d\d"), re.compile(rb"\b(?:19|20)\d\d\b")


def is_mailbox(head: bytes) -> bool:
    """Whether a file's first bytes are a separator line and a header."""
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return _separates(first) and begins_like_mail(rest)


def _separates(line: bytes) -> bool:
    """ "From <somebody> <a day, a time and a year in any order>"; two searches, since one pattern for all costs its square."""
    return line.startswith(b"From ") and all(pattern.search(line, 5, 500) for pattern in (_CLOCK, _YEAR))


def members(path: Path) -> Iterator[Member]:
    """The messages, named by their number. Raises Refused after MOST_MESSAGES."""
    for number, message in enumerate(_messages(path), 1):
        if number > MOST_MESSAGES:
            raise Refused(labels.EXCESS, f"có hơn {MOST_MESSAGES} thư")
        name = f"Thư {number}.eml"
        yield Member(name, message) if message is not None else Member(name, problem=labels.TOO_LARGE.code)


def _messages(path: Path) -> Iterator[bytes | None]:
    """Each message without its separator; None for one that is too large."""
    message, separator, blank = bytearray(), b"", True
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if separator:
                if begins_like_mail(line):
                    if message:
                        yield _whole(message)
                    message = bytearray()
                elif message:
                    message += separator
                separator = b""
            if blank and line.endswith(b"\n") and _separates(line):
                separator = line
            elif len(message) <= LARGEST + LONGEST_LINE:
                message += line
            blank = not line.strip(b"\r\n") and (line.endswith(b"\n"))
    message += separator
    if message.strip(b"\r\n"):
        yield _whole(message)


def _whole(message: bytearray) -> bytes | None:
    if len(message) > LARGEST:
        return None
    content = bytes(message)
    return content[:-2] if content.endswith(b"\n\r\n") else content[:-1] if content.endswith(b"\n\n") else content
