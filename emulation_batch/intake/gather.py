"""The files of the inbox folders as they arrived. Reads, changes nothing, follows no link, opens nothing but files."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from emulation_batch.batch import Received
from emulation_batch.findings import Label
from emulation_batch.intake import labels
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.vietnamese import clean
from emulation_batch.whole_files import OWN_TEMPORARY

LARGEST = 64 << 20
"""Bytes of a single file: a filled workbook is below 2 MB."""
LARGEST_MAILBOX = 512 << 20
"""A month's mails in one .mbox; each mail in it has LARGEST for itself."""
LONGEST_NAME = 200

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
CLAIMS = (*WORKBOOK_SUFFIXES, ".zip", ".rar", ".7z", ".eml", ".mbox", ".msg")
"""Suffixes of what may hold a report: refused with a reason when it cannot be read, never set aside."""
SUFFIXES = (*CLAIMS, ".pdf", ".docx", ".doc", ".pptx", ".png",
            ".jpg", ".jpeg", ".gif", ".csv", ".txt", ".html", ".htm", ".mht", ".p7s")
OTHER_SUFFIX = ".bin"
EMPTY = hashlib.sha256(b"").hexdigest()
_EPOCH = datetime(1970, 1, 1, 7, tzinfo=VIETNAM_TIME)
_OPEN_FLAGS = (os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
               | getattr(os, "O_CLOEXEC", 0))


@dataclass(frozen=True)
class Member:
    """One file inside. name: as the sender wrote it, to be cleaned for show. problem, what: as in `Received`.

    aside: left by the sender's system (a shadow file of macOS), whatever its suffix says.
    """

    name: str
    content: bytes = b""
    problem: str = ""
    what: str = ""
    aside: bool = False


class Refused(Exception):
    """A container that is not opened: nothing of it is taken."""

    def __init__(self, label: Label, what: str = "") -> None:
        super().__init__(label.code, what)
        self.label = label
        self.what = what


def gather(inboxes: Sequence[Path]) -> list[Received]:
    """Every entry of the folders (or single files), once each, ordered by content and name.

    received_at is the file's modification time, to the second, in Vietnam's time.
    """
    found = [received for inbox in inboxes for received in _entries(inbox)]
    return in_order(found)


def in_order(received: Iterable[Received]) -> list[Received]:
    """By content and name; files alike in both by where they came from."""
    return sorted(received, key=lambda item: (item.sha256, item.name, item.container, item.received_at, item.sender,
                                              os.fsencode(item.path)))


def _entries(inbox: Path) -> Iterator[Received]:
    if not inbox.is_dir():
        yield _receive(inbox, inbox.name)
        return
    if not os.access(inbox, os.R_OK | os.X_OK):
        yield _nothing(inbox, inbox.name, labels.UNREADABLE.code)
        return
    for folder, folders, files in os.walk(inbox, onerror=None, followlinks=False):
        for name in list(folders):
            path = Path(folder, name)
            if path.is_symlink() or _is_junction(path):
                folders.remove(name)
                yield _nothing(path, path.relative_to(inbox), labels.LINK.code)
            elif suffix_of(name) in WORKBOOK_SUFFIXES:
                yield _nothing(path, path.relative_to(inbox), labels.FOLDER.code)
            elif not os.access(path, os.R_OK | os.X_OK):
                yield _nothing(path, path.relative_to(inbox), labels.UNREADABLE.code)
        for name in files:
            if not name.startswith(OWN_TEMPORARY):
                path = Path(folder, name)
                yield _receive(path, path.relative_to(inbox))


def _is_junction(path: Path) -> bool:
    """A Windows junction: no symlink to Python 3.11, yet it leads elsewhere."""
    try:
        return getattr(path.lstat(), "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    except OSError:
        return False


def _receive(path: Path, relative: Path | str) -> Received:
    try:
        before = path.lstat()
        if stat.S_ISLNK(before.st_mode):
            return _nothing(path, relative, labels.LINK.code)
        if not stat.S_ISREG(before.st_mode):
            return _nothing(path, relative, labels.NOT_A_FILE.code)
        sha256, size, after = _hash(path)
    except FileNotFoundError:
        return _nothing(path, relative, labels.CHANGING.code)
    except OSError:
        return _nothing(path, relative, labels.UNREADABLE.code)
    problem = ""
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != after.st_size:
        problem = labels.CHANGING.code
    elif size > (LARGEST_MAILBOX if path.suffix.lower() == ".mbox" else LARGEST):
        problem = labels.TOO_LARGE.code
    elif path.name.startswith("~$"):
        problem = labels.LOCK_FILE.code
    name = show_name(relative)
    return Received(name, sha256, size, _moment(before.st_mtime_ns), "", path, suffix_of(name), problem)


def _hash(path: Path) -> tuple[str, int, os.stat_result]:
    """Hash, size and state of a regular file, whatever its size. Raises OSError."""
    descriptor = os.open(path, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        digest = hashlib.sha256()
        size = 0
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
        return digest.hexdigest(), size, os.fstat(descriptor)


def _nothing(path: Path, relative: Path | str, problem: str) -> Received:
    """An entry whose bytes are not taken."""
    try:
        received_at = _moment(path.lstat().st_mtime_ns)
    except OSError:
        received_at = _EPOCH
    name = show_name(relative)
    return Received(name, EMPTY, 0, received_at, "", path, suffix_of(name), problem)


def _moment(nanoseconds: int) -> datetime:
    try:
        return _EPOCH + timedelta(seconds=nanoseconds // 1_000_000_000)
    except OverflowError:
        return _EPOCH


def suffix_of(name: str) -> str:
    """The suffix of a shown name when it is a known one, else ".bin"."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in SUFFIXES else OTHER_SUFFIX


def show_name(relative: Path | str) -> str:
    """A name fit to be shown: one line, no hidden characters, at most LONGEST_NAME characters with its end kept."""
    raw = relative.as_posix() if isinstance(relative, Path) else relative
    raw = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in raw)
    name = clean(raw).replace("\n", " ") or "(không có tên)"
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME - 41]}…{name[-40:]}"
