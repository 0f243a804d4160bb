"""Headers of a mail, read as hints from a stranger: bounded, never raising, never authority.

The standard library takes a block of headers apart; what it does with addresses is not used, since it can be led to read
"alice@unit.gov.vn)evil@x" as alice.
"""

import re
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime

from emulation_batch.periods import VIETNAM_TIME

LONGEST_VALUE = 4096
MOST_PARAMETERS = 40
UNCLEAR_SENDER = "(không rõ)"
CHARSETS = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252", "windows-1258", "utf-16", "gb18030", "big5", "shift_jis")

_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,10}"
_BARE = re.compile(rf"<?({_ADDRESS})>?(?: ?\([^()<>@]*\))?\Z")
_NAMED = re.compile(rf"[^<>]*<({_ADDRESS})>\Z")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>\Z")
_COMMENT = re.compile(r"\([^()]*\)")
_FOLD = re.compile(r"[\r\n]+[ \t]+")
_LOST = (ValueError, TypeError, LookupError, OverflowError)


def parse(block: bytes) -> Message:
    """A block of headers, each byte as one character (Latin-1): `text` turns a value into what was meant."""
    return HeaderParser().parsestr(block.decode("latin-1"))


def text(value: object) -> str:
    """A raw value on one line, cut at LONGEST_VALUE, UTF-8 read as such."""
    raw = _FOLD.sub(" ", str(value)[:LONGEST_VALUE]).strip()
    return raw.encode("latin-1", "replace").decode("utf-8", "replace")


def content_type(headers: Message) -> tuple[str, str, str]:
    """(type/subtype, boundary, name); text/plain where there is none, "" for what is missing."""
    reduced = _reduced(headers, "Content-Type")
    try:
        return reduced.get_content_type(), reduced.get_boundary() or "", _words(reduced.get_filename() or "")
    except _LOST:
        return reduced.get_content_type(), "", ""


def disposition(headers: Message) -> tuple[str, str]:
    """(inline, attachment or "", name)."""
    reduced = _reduced(headers, "Content-Disposition")
    try:
        return reduced.get_content_disposition() or "", _words(reduced.get_filename() or "")
    except _LOST:
        return "attachment", ""


def _reduced(headers: Message, name: str) -> Message:
    reduced = Message()
    value = headers.get(name)
    if value is not None:
        reduced[name] = ";".join(text(value).split(";")[:MOST_PARAMETERS])
    return reduced


def _words(name: str) -> str:
    """A file name with its encoded words (RFC 2047) decoded, as many mail programs write it."""
    if "=?" not in name:
        return name
    try:
        parts = decode_header(name)
    except _LOST:
        return name
    return "".join(part if isinstance(part, str) else _decoded(part, charset or "us-ascii") for part, charset in parts)


def _decoded(part: bytes, charset: str) -> str:
    return part.decode(charset if charset.lower() in CHARSETS else "utf-8", "replace")


def sender(headers: Message) -> str:
    """The one address of the one From header, lower case; UNCLEAR_SENDER when there is not exactly one."""
    values = headers.get_all("From", [])
    if len(values) != 1 or len(str(values[0])) > LONGEST_VALUE:
        return UNCLEAR_SENDER
    value = text(values[0])
    bare = _BARE.match(value)
    named = bare or _NAMED.match(_QUOTED.sub("", value).strip())
    return named[1].lower() if named else UNCLEAR_SENDER


def moment(headers: Message) -> datetime | None:
    """When it arrived: the topmost Received header, which our own server wrote; those below anybody may have written.

    Without one (a mail saved from a folder of sent mail) the sender's Date; None when neither can be read.
    """
    received, date = headers.get("Received"), headers.get("Date")
    stamped = _moment(text(received).rpartition(";")[2]) if received is not None else None
    return stamped or (_moment(text(date)) if date is not None else None)


def _moment(value: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(_COMMENT.sub("", value[:200]).strip())
        read = read if read.tzinfo else read.replace(tzinfo=UTC)
        return read.astimezone(VIETNAM_TIME).replace(microsecond=0) if 1990 < read.year < 2100 else None
    except (*_LOST, IndexError):
        return None


def message_id(headers: Message) -> str:
    """The Message-ID when it is one and plain, else ""."""
    found = _MESSAGE_ID.match(text(headers.get("Message-ID", "")))
    return found[0] if found else ""
