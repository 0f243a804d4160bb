"""A mailbox on an IMAP server (extra `[mail]`): its mails as raw bytes, nothing parsed, nothing marked as read."""

import imaplib
import os
import re
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from emulation_batch.errors import CannotWrite, UsageFault
from emulation_batch.fetching import Arrived
from emulation_batch.intake.gather import LARGEST

PASSWORD_VARIABLE = "EMULATION_MAIL_PASSWORD"
KEYRING_SERVICE = "emulation-batch"
MARK = "$TDKT"
TIMEOUT = 60
LOOPBACK = ("localhost", "127.0.0.1", "::1")
INSTALL = "Lấy thư từ máy chủ cần phần cài thêm: gõ “python -m pip install .[mail]” trong thư mục chương trình rồi chạy lại."

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True)
class Address:
    """Where a mailbox is: never holds a password."""

    host: str
    port: int
    user: str
    folder: str
    encrypted: bool


def parse_address(url: str) -> Address:
    """imaps://user@host[:port]/folder; UsageFault otherwise, without repeating what was typed (it may hold a password)."""
    form = "Ghi dạng imaps://tên_đăng_nhập@máy_chủ/INBOX."
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        raise UsageFault(f"Địa chỉ hộp thư chưa đúng. {form}") from None
    if split.password is not None:
        raise UsageFault("Không ghi mật khẩu trong địa chỉ hộp thư, vì dòng lệnh có thể bị người khác đọc được. "
                         f"Đặt mật khẩu ở biến môi trường {PASSWORD_VARIABLE}, hoặc để chương trình hỏi. {form}")
    if split.scheme not in ("imaps", "imap") or not split.hostname or not split.username:
        raise UsageFault(f"Địa chỉ hộp thư chưa đúng. {form}")
    encrypted = split.scheme == "imaps"
    return Address(split.hostname, port or (993 if encrypted else 143), unquote(split.username),
                   unquote(split.path.strip("/")) or "INBOX", encrypted)


def find_password(address: Address) -> str:
    """From the environment, the system's keyring or, at a terminal, a question. UsageFault when there is none."""
    if os.environ.get(PASSWORD_VARIABLE):
        return os.environ[PASSWORD_VARIABLE]
    kept = _from_keyring(address)
    if kept:
        return kept
    if not sys.stdin.isatty():
        raise UsageFault(f"Chưa có mật khẩu của {address.user}: đặt biến môi trường {PASSWORD_VARIABLE}, "
                         "hoặc chạy trong cửa sổ lệnh để được hỏi.")
    import click

    return str(click.prompt(f"Mật khẩu của {address.user}", hide_input=True, err=True))


def _from_keyring(address: Address) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(KEYRING_SERVICE, f"{address.user}@{address.host}")
    except KeyringError:
        return None


def context_of(ca: Path | None) -> ssl.SSLContext:
    """Certificates are always verified, by the system's authorities or by those of a file."""
    try:
        return ssl.create_default_context(cafile=str(ca) if ca else None)
    except (OSError, ssl.SSLError):
        raise UsageFault(f"Không đọc được chứng thư {ca}.") from None


@contextmanager
def connected(address: Address, password: str, ca: Path | None = None) -> Iterator[Any]:
    """The opened folder of the mailbox. CannotWrite without a connection; UsageFault for a wrong password or folder."""
    try:
        from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
        from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError
    except ImportError:
        raise UsageFault(INSTALL) from None
    with _network(address):
        if address.encrypted:
            box: Any = MailBox(address.host, address.port, TIMEOUT, ssl_context=context_of(ca))
        elif address.host in LOOPBACK:
            box = MailBoxUnencrypted(address.host, address.port, TIMEOUT)
        else:
            box = MailBoxStartTls(address.host, address.port, TIMEOUT, ssl_context=context_of(ca))
    try:
        with _network(address):
            try:
                box.login(address.user, password, initial_folder=None)
            except (MailboxLoginError, UnicodeEncodeError):
                raise UsageFault(f"Máy chủ {address.host} không nhận tên đăng nhập hoặc mật khẩu của {address.user}.") from None
            try:
                box.folder.set(address.folder)
            except MailboxFolderSelectError:
                names = ", ".join(sorted(folder.name for folder in box.folder.list()))
                raise UsageFault(f"Hộp thư không có thư mục “{address.folder}”. Các thư mục đang có: {names}.") from None
        yield box
    finally:
        _leave(box)


def _leave(box: Any) -> None:
    """Say goodbye; a connection that is gone already needs none."""
    try:
        box.client.logout()
    except (OSError, imaplib.IMAP4.error):
        box.client.shutdown()


@contextmanager
def _network(address: Address) -> Iterator[None]:
    from imap_tools.errors import ImapToolsError

    again = "Thư đã lưu vẫn còn nguyên; kiểm tra mạng rồi chạy lại lệnh này."
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise CannotWrite(f"Chứng thư của máy chủ {address.host} không được tin cậy nên không gửi mật khẩu. "
                          "Hỏi người quản trị thư, hoặc chỉ tệp chứng thư của đơn vị bằng --ca.") from None
    except TimeoutError:
        raise CannotWrite(f"Máy chủ thư {address.host} không trả lời trong {TIMEOUT} giây. {again}") from None
    except (OSError, imaplib.IMAP4.error, ImapToolsError):
        raise CannotWrite(f"Không kết nối được, hoặc mất kết nối với máy chủ thư {address.host}, "
                          f"cổng {address.port}. {again}") from None


def mails(box: Any, address: Address, since: date) -> Iterator[Arrived]:
    """Every mail that came on or after a day, read or not, marked or not. CannotWrite when the connection is lost."""
    from imap_tools import AND

    with _network(address):
        uids = box.uids(AND(date_gte=since))
    for uid in uids:
        with _network(address):
            arrived = _one(box, address, uid)
        if arrived is not None:
            yield arrived


def _one(box: Any, address: Address, uid: str) -> Arrived | None:
    """None for a mail that another program has just deleted."""
    answer = _asked(box, uid, "(RFC822.SIZE INTERNALDATE)")
    line = b" ".join(item if isinstance(item, bytes) else item[0] for item in answer if item)
    size = _SIZE.search(line)
    if not size:
        return None
    where = f"thư số {uid} trong {address.folder}"
    if int(size[1]) > LARGEST:
        return Arrived(where, None)
    answer = _asked(box, uid, "(BODY.PEEK[])")
    content = next((item[1] for item in answer if isinstance(item, tuple)), None)
    return Arrived(where, content, _moment(line), lambda: _mark(box, address, uid)) if content is not None else None


def _asked(box: Any, uid: str, what: str) -> list[Any]:
    """What the server says of a mail; a refusal is a fault, never a mail passed over."""
    kind, answer = box.client.uid("FETCH", uid, what)
    if kind != "OK":
        raise imaplib.IMAP4.error(kind)
    return list(answer)


def _moment(line: bytes) -> datetime | None:
    found = imaplib.Internaldate2tuple(line)
    return datetime(*found[:6]).astimezone() if found else None


def _mark(box: Any, address: Address, uid: str) -> bool:
    with _network(address):
        try:
            return bool(box.client.uid("STORE", uid, "+FLAGS.SILENT", f"({MARK})")[0] == "OK")
        except imaplib.IMAP4.readonly:
            return False
